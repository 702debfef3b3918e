"""A verbatim holds what identifies a person.

Maps travel: into wikis, pull requests, printed on walls, rendered in public CI logs. An e-mail address, a telephone
or an identity number in a quotation was never meant to. Data protection law asks to keep no more personal data than
the purpose needs (data minimisation, GDPR article 5; to like effect the laws of Malaysia, China and Taiwan).

Looked for in thoughts, quotes, actions, pain points and other words about customers, in notes, in the map's summary,
scenario and goal, and in the quotes and stories of personas, wherever they are written: e-mail addresses (but those of
`example.com` and the like), telephone numbers with a country code, local mobile numbers of Malaysia, China and Taiwan,
and identity and card numbers whose check digits or dates are right. Touchpoints, links and what the organisation does
may name its own addresses.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Receive
    quotes:
      - Call me on +60 12-345 6789 before you come
      #            ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Receive
    quotes:
      - Call me on [number] before you come
```

## How to fix

Replace it by what it is, in brackets. If it was pushed already, the history still holds it: ask whoever answers for
data protection.
"""

from collections.abc import Iterator

from cjmap.document import Document
from cjmap.model.persona import Persona
from cjmap.model.walk import Location
from cjmap.rules.finding import Finding
from cjmap.rules.identities import found_in, may_identify
from cjmap.rules.subject import Subject

CELLS = ("items", "needs", "quotes", "emotion", "pain_points")
KEYS = ("text", "word", "when", "impact", "note")
ROLES = ("customer", "product")
MAP = ("summary", "scenario", "goal", "note")
PERSONA = ("quote", "bio", "note", "family")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each text about customers that holds personal data."""
    journey = subject.journey
    yield from _in(journey, (), MAP)
    for index, persona in enumerate(journey.persona):
        yield from _in(persona, ("persona", index), PERSONA)
    for column in subject.every:
        yield from _in(column.column, column.location, ("note",))
    told = {lane.id for lane in subject.document.lanes.values() if lane.role in ROLES and lane.cell in CELLS}
    for key in KEYS:
        found = [at for at in subject.having(key) if at.lane in told or key == "note"]
        # few maps hold anything of the sort, and one look at all their words tells
        if may_identify("\n".join([vars(at.item)[key] for at in found])):
            for at in found:
                yield from _in(at.item, at.location, (key,))


def check_persona(document: Document, persona: Persona) -> Iterator[Finding]:
    """One finding for each text of a persona file that holds personal data."""
    del document  # the persona says it all
    yield from _in(persona, (), PERSONA)


def _in(part: object, where: Location, keys: tuple[str, ...]) -> Iterator[Finding]:
    """One finding for each of a part's texts that holds personal data."""
    values = vars(part)
    for key in keys:
        text = values[key]
        if text and (found := found_in(text)):
            what, words = found
            message = f"{what} identifies a person"
            yield Finding((*where, key), message, "write what it is in brackets instead", words=words)
