"""A persona says who somebody is, and not what they want.

Age, family and a photograph explain nothing that happens on the map; goals do. Goals are what makes a persona a
design tool (A. Cooper, *The Inmates Are Running the Asylum*, 1999).

`career_goals`, `personal_goals` and `needs` count. Plain names are left to `persona-undefined`.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
persona:
  - name: Mei Lin
    #     ^
    age: 34
    family: Two children
stages:
  - title: Choose
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
persona:
  - name: Mei Lin
    age: 34
    personal_goals: Dinner on the table by eight
stages:
  - title: Choose
```

## How to fix

Write what the person wants to have or to be, in their words, and what research it comes from.
"""

from collections.abc import Iterator

from cjmap.document import Document
from cjmap.model.persona import Persona
from cjmap.model.walk import Location
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each persona of the map that is described without goals."""
    for index, persona in enumerate(subject.journey.persona):
        if not persona.filled <= {"name"}:
            yield from _finding(persona, ("persona", index))


def check_persona(document: Document, persona: Persona) -> Iterator[Finding]:
    """One finding for a persona file without goals."""
    del document  # the persona says it all
    yield from _finding(persona, ())


def _finding(persona: Persona, where: Location) -> Iterator[Finding]:
    if not (persona.career_goals or persona.personal_goals or persona.needs):
        key = "name" if persona.name else "id" if persona.id else "kind"
        yield Finding(
            (*where, key),
            "this persona has neither goals nor needs",
            "add personal_goals:, career_goals: or needs:",
        )
