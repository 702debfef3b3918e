"""The keys of a map are not in their usual order.

The usual order is that of the format reference: what the map is, then who it is about, then what it rests on, then
the stages; within a stage its lanes in the order of the rows. Maps that keep it can be read and compared side by side,
and two people who add a lane do not add it in two places.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - pain_points: No list of earlier purchases
    title: Choose
   #^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    pain_points: No list of earlier purchases
```

## How to fix

`cjmap lint --fix` puts the file into its canonical form, as `cjmap fmt` does; comments move with what they belong to.
"""

from collections.abc import Iterator
from functools import partial

from cjmap.diagnostic import Edit, Fix
from cjmap.document import Document
from cjmap.format import canonical, misplaced
from cjmap.model.persona import Persona
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.source import Source


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for a map, at the first key that comes too late."""
    yield from _in(subject.document)


def check_persona(document: Document, persona: Persona) -> Iterator[Finding]:
    """One finding for a persona file, at the first key that comes too late."""
    del persona  # the keys are looked at as typed
    yield from _in(document)


def _in(document: Document) -> Iterator[Finding]:
    found = misplaced(document.root, document.source) if document.root else None
    if found:
        late, before = found
        message = f"‘{late.text}’ usually comes before ‘{before.text}’"
        fix = Fix("write the file in its canonical form", partial(_canonical, document.source))
        yield Finding((), message, "put the keys in order with cjmap fmt", span=late.span, fix=fix)


def _canonical(source: Source) -> tuple[Edit, ...]:
    return canonical(source).edits
