"""Columns say nothing about how the customer feels.

Feelings are what sets a journey map apart from a flow chart: actions, mindsets and emotions are its core in Nielsen
Norman Group's method (S. Gibbons, *Journey Mapping 101*, 2018). Where a column is silent the curve breaks, and peak,
low point and end cannot be told.

One finding names all silent columns. A word is enough; `emotion: []` says that you looked and found none. A map
without any cell is left to `empty-stage`.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    actions: Types each item into the search box
    emotion: -1
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
    emotion: -1
  - title: Receive
    actions: Looks into the bag
    emotion: relieved
```

## How to fix

Ask, and write what you heard: a score, a word, or both. Where nobody asked yet, `basis: assumed` says so.
"""

from collections.abc import Iterator

from cjmap.rules.finding import MAP, Finding
from cjmap.rules.subject import Subject, head, listed


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for the columns without emotion."""
    if subject.is_blank:
        return
    lanes = {lane.id for lane in subject.document.lanes.values() if lane.cell == "emotion"}
    silent = [at for at in subject.columns if lanes.isdisjoint(subject.lanes_of(at)) and not at.column.journey]
    help_ = "add emotion: with a score, a word or both, or [] where there is none"
    if silent and len(silent) == len(subject.columns):
        yield Finding(MAP, "this map does not say how the customer feels", help_)
    elif silent:
        yield Finding(head(silent[0]), f"{listed(subject, silent)} no emotion", help_)
