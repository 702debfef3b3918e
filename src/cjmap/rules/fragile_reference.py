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

from cjmap.diagnostic import Edit, Fix
from cjmap.format import scalars
from cjmap.ids import naming
from cjmap.model.cells import Measurement
from cjmap.model.walk import Location
from cjmap.references import Names, References, Target
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.syntax import Scalar
from cjmap.validate.wording import quoted

Reference = tuple[Location, str, str]
"""Where a reference stands, what it says, and the namespace that it looks into."""

WHAT = {
    "columns": "column", "items": "item", "pains": "pain point", "sources": "source", "metrics": "metric",
    "personas": "persona",
}  # fmt: skip
"""What the targets of a namespace are called."""


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each reference that fits by words alone."""
    for where, reference, space in _references(subject):
        # most references name an id, and then no table of titles is needed
        if reference not in subject.ids[space]:
            yield from _finding(subject, where, reference, space)


def _finding(subject: Subject, where: Location, reference: str, space: str) -> Iterator[Finding]:
    holders = [subject.own, subject.current]
    if where[0] in ("drops", "leaves") or "from" in where:
        holders = [subject.current]
    elif space != "pains":
        holders = [subject.own]
    found: list[list[Target]] = [getattr(each, space).find(reference) for each in holders if each]
    targets = next((each for each in found if each), [])
    if len(targets) != 1 or targets[0].id == reference:
        return
    target, what = targets[0], WHAT[space]
    help_ = f"write {target.id}" if target.id else f"give the {what} an id:, and name that"
    same = target.document is subject.document
    related = ((target.location, f"the {what} that is meant"),) if same and not target.id else ()
    message = f"{quoted(reference)} names a {what} by its words, and words change"
    on_key = where[0] in ("drops", "leaves")
    fix = _fix(subject, holders, target, (where, reference, space), on_key=on_key)
    yield Finding(where, message, help_, on_key=on_key, related=related, fix=fix)


def _fix(
    subject: Subject, holders: list[References | None], target: Target, named: Reference, *, on_key: bool
) -> Fix | None:
    """The fix that names the target by its id; None where that would not be the whole of it."""
    where, reference, space = named
    document = subject.document
    node, entry = document.at(where) or (None, None)
    typed = entry.key if on_key and entry else node
    if not isinstance(typed, Scalar) or typed.text != reference:
        return None
    if target.id is None:
        # an id must be free among all items, of which pain points are some
        names: Names = getattr(subject.own, "items" if space == "pains" else space)
        return naming(document, target, names, [typed.span])
    spaces: list[Names] = [getattr(each, space) for each in holders if each]
    if next((found for each in spaces if (found := each.find(target.id))), []) != [target]:
        return None
    return Fix(f"name it by its id {target.id}", (Edit(typed.span, scalars.typed(target.id, flow=True)),))


def _references(subject: Subject) -> Iterator[Reference]:
    for at in subject.every:
        column, where = at.column, at.location
        for index, branch in enumerate(column.next or ()):
            yield (*where, "next", index, "to"), branch.to, "columns"
        yield from _each(where, "from", column.from_ or (), "columns")
        yield from _each(where, "resolves", column.resolves, "pains")
        yield from _each(where, "sources", column.sources, "sources")
    for key, space in (("resolves", "pains"), ("sources", "sources"), ("to", "items")):
        for found in subject.having(key):
            yield from _each(found.location, key, getattr(found.item, key), space)
    for found in subject.having("persona"):
        yield (*found.location, "persona"), found.item.persona or "", "personas"
    for found in subject.having("metric"):
        if isinstance(found.item, Measurement):
            yield (*found.location, "metric"), found.item.metric or "", "metrics"
    for key, space in (("drops", "columns"), ("leaves", "pains")):
        for name in getattr(subject.journey, key):
            yield (key, name), name, space


def _each(where: Location, key: str, names: tuple[str, ...], space: str) -> Iterator[Reference]:
    for index, name in enumerate(names):
        yield (*where, key, index), name, space
