"""A metric misses its target, and nothing is proposed about it.

A target without a plan is a decoration. Where the latest value falls short, the map should say what will be done: an
opportunity or a change in the column, in its stage, or for the whole journey.

The last value by `as_of` counts. What stands beside a value is enough; a blueprint with `blueprint_of` leaves the
plans to its journey.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
metrics:
  - {id: nps, title: Net promoter score, method: nps, target: 40}
stages:
  - title: Receive
    metrics:
      - {metric: nps, value: 31, n: 412, as_of: 2026-09-30}
      #                      ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
metrics:
  - {id: nps, title: Net promoter score, method: nps, target: 40}
stages:
  - title: Receive
    metrics:
      - {metric: nps, value: 31, n: 412, as_of: 2026-09-30}
    opportunities: Name the courier when the bag leaves
```

## How to fix

Write what will be done about it. If nothing will, correct the target.
"""

from collections.abc import Iterator

from cjmap.model.cells import Measurement
from cjmap.model.walk import ItemAt
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each latest value that misses its target with nothing to do beside it."""
    if subject.future or subject.journey.blueprint_of:
        return
    planned = {id(at.column) for at in subject.items if subject.answers(at)}
    if id(None) in planned:
        return
    for at, item in _latest(subject):
        metric = subject.metric(item)
        target = item.target if item.target is not None else metric.target if metric else None
        if target is None or item.value is None:
            continue
        lower = metric is not None and metric.direction == "lower"
        if (item.value <= target if lower else item.value >= target) or subject.near(at.column) & planned:
            continue
        message = f"{item.value:g} misses the target of {target:g}, and nothing is proposed"
        yield Finding((*at.location, "value"), message, "add an opportunity or a change beside it")


def _latest(subject: Subject) -> Iterator[tuple[ItemAt, Measurement]]:
    """The last value of each metric, by date, in each column."""
    last: dict[tuple[int, str], tuple[ItemAt, Measurement]] = {}
    for at in subject.of("metrics"):
        item = at.item
        if isinstance(item, Measurement) and item.value is not None:
            key = (id(at.column), item.metric or str(at.location))
            if key not in last or (item.as_of or "") >= (last[key][1].as_of or ""):
                last[key] = (at, item)
    yield from last.values()
