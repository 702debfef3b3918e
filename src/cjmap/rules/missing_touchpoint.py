"""Columns do not say where the customer meets the organisation.

Touchpoints are where something can be changed. A step without one either happens out of sight, which is worth saying
(`touchpoints: []`), or nobody wrote it down.

One finding names all columns without. Columns that open into another map and cells of `evidence` count as filled in.
A map without any cell is left to `empty-stage`.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    actions: Types each item into the search box
    touchpoints: App
  - title: Receive
    #      ^
    actions: Looks into the bag
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    actions: Types each item into the search box
    touchpoints: App
  - title: Receive
    actions: Looks into the bag
    touchpoints: {text: Courier at the door, channel: in-person}
```

## How to fix

Write what the customer touches, sees or talks to, with its channel. Where there is nothing, write `[]`.
"""

from collections.abc import Iterator

from cjmap.rules.finding import MAP, Finding
from cjmap.rules.subject import Subject, head, listed


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for the columns without touchpoints."""
    if subject.is_blank:
        return
    lanes = {lane.id for lane in subject.document.lanes.values() if lane.cell == "touchpoints"}
    without = [at for at in subject.columns if lanes.isdisjoint(subject.lanes_of(at)) and not at.column.journey]
    help_ = "add touchpoints:, or [] where there are none"
    if without and len(without) == len(subject.columns):
        yield Finding(MAP, "this map does not say where the customer meets the organisation", help_)
    elif without:
        yield Finding(head(without[0]), f"{listed(subject, without)} no touchpoints", help_)
