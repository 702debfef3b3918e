"""A reference names a title or a text instead of an id.

It works until somebody rewords the title: then the reference breaks, or worse, fits something else. Ids are made to
stay. They also let a diff see that a reworded stage is the same stage.

Personas that have only a name are left alone: their name is their id.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    pain_points: No list of earlier purchases
    opportunities:
      - text: One tap to reorder
        resolves: No list of earlier purchases
        #         ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    pain_points: {id: no-list, text: No list of earlier purchases}
    opportunities:
      - text: One tap to reorder
        resolves: no-list
```

## How to fix

Give what is meant an `id`, from its own words and in its own script (`認知-興味`), and name that. Adding an id changes
nothing else on the map.
"""

from collections.abc import Iterator

from cjmap.model.cells import Measurement
from cjmap.model.walk import Location
from cjmap.references import Names
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.validate.wording import quoted

Reference = tuple[Location, str, Names, str]


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each reference that fits by words alone."""
    for where, reference, names, what in _references(subject):
        targets = names.find(reference)
        if len(targets) != 1 or targets[0].id == reference:
            continue
        target = targets[0]
        help_ = f"write {target.id}" if target.id else f"give the {what} an id:, and name that"
        same = target.document is subject.document
        related = ((target.location, f"the {what} that is meant"),) if same and not target.id else ()
        message = f"{quoted(reference)} names a {what} by its words, and words change"
        on_key = where[0] in ("drops", "leaves")
        yield Finding(where, message, help_, on_key=on_key, related=related)


def _references(subject: Subject) -> Iterator[Reference]:
    yield from _of_columns(subject)
    yield from _of_items(subject)
    current = subject.current
    if current:
        for name in subject.journey.drops:
            yield ("drops", name), name, current.columns, "column"
        for name in subject.journey.leaves:
            yield ("leaves", name), name, current.pains, "pain point"


def _of_columns(subject: Subject) -> Iterator[Reference]:
    own, current = subject.own, subject.current
    for at in subject.every:
        column, where = at.column, at.location
        for index, branch in enumerate(column.next or ()):
            # a list of plain names has no `to`; the location then stands for the name itself
            yield (*where, "next", index, "to"), branch.to, own.columns, "column"
        for index, name in enumerate(column.from_ or ()):
            if current:
                yield (*where, "from", index), name, current.columns, "column"
        yield from _pains(subject, where, column.resolves)
        for index, name in enumerate(column.sources):
            yield (*where, "sources", index), name, own.sources, "source"


def _of_items(subject: Subject) -> Iterator[Reference]:
    own = subject.own
    for found in subject.items:
        item, where = found.item, found.location
        if not item.model_fields_set & _REFERRING:
            continue
        yield from _pains(subject, where, item.resolves)
        for index, name in enumerate(item.sources):
            yield (*where, "sources", index), name, own.sources, "source"
        for index, name in enumerate(item.to):
            yield (*where, "to", index), name, own.items, "item"
        if item.persona:
            yield (*where, "persona"), item.persona, own.personas, "persona"
        if isinstance(item, Measurement) and item.metric:
            yield (*where, "metric"), item.metric, own.metrics, "metric"


_REFERRING = frozenset(("sources", "to", "resolves", "persona", "metric"))


def _pains(subject: Subject, where: Location, references: tuple[str, ...]) -> Iterator[Reference]:
    for index, name in enumerate(references):
        names = subject.own.pains
        if subject.current and not names.find(name):
            names = subject.current.pains
        yield (*where, "resolves", index), name, names, "pain point"
