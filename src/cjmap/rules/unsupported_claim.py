"""A statement says that it was observed, reported or validated, and cites nothing.

`basis: observed` is drawn solid, as evidence. Without a source nobody can look it up, and it weighs as much as an
opinion. A quotation (lane `quotes`) is a claim of the same sort: somebody said it, word for word.

The sources may stand on the item, the column or the stage. `inferred` needs none; nor does a quotation whose basis
says `assumed`. When the whole map states a basis, one finding stands for all its items.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    actions:
      - text: Types each item into the search box
        basis: observed
        #      ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - {id: store-visits, title: Store visits, type: observation, date: 2026-06-12, n: 16}
stages:
  - title: Choose
    actions:
      - text: Types each item into the search box
        basis: observed
        sources: store-visits
```

## How to fix

Cite the source, or call it what it is: `inferred` or `assumed`.
"""

from collections.abc import Iterator

from cjmap.model.map import Step
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

CLAIMED = ("observed", "reported", "validated")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each basis, or quotation, without a source."""
    help_ = "add sources: with ids from the register, or write basis: assumed"
    journey = subject.journey
    if journey.basis in CLAIMED and not subject.citations and not subject.future:
        message = f"everything here counts as {journey.basis}, and no source is cited"
        yield Finding(("basis",), message, help_)
        return
    for at in subject.every:
        column = at.column
        if column.basis in CLAIMED and not column.sources and not at.stage.sources:
            claims = [item for item in subject.inside(column) if subject.claims(item)]
            if any(not item.item.sources for item in claims):
                message = f"this column counts as {column.basis}, and cites no source"
                yield Finding((*at.location, "basis"), message, help_)
    for found in subject.having("basis"):
        basis = found.item.basis
        if basis in CLAIMED and not subject.ground(found.item, found.column).sources:
            yield Finding((*found.location, "basis"), f"‘{basis}’ is claimed, and no source is cited", help_)
    for found in subject.of("quotes"):
        if found.lane != "quotes" or found.item.basis is not None:
            continue
        ground = subject.ground(found.item, found.column)
        assumed = not ground.sources and ground.basis in ("assumed", "target")
        if assumed and not _said_above(subject, found.column):
            yield Finding((*found.location, "text"), "this quotation cites no source", help_)


def _said_above(subject: Subject, column: Step | None) -> bool:
    """Whether the column, its stage or the map says outright that it is assumed."""
    parts = (column, subject.stage_of.get(id(column)), subject.journey)
    return any(part is not None and part.basis is not None for part in parts)
