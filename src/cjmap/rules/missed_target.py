"""A metric misses its target, and nothing is proposed about it.

A target without a plan is a decoration. Where the latest value falls short, the map should say what will be done: an
opportunity or a change in the column, in its stage, or for the whole journey.

The last value by `as_of` in each column counts, where its metric says by `direction` whether higher or lower is
better: without that, a wait of 3 minutes may miss a target of 5 or beat it. What stands beside a value is enough; a
blueprint with `blueprint_of` leaves the plans to its journey.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
metrics:
  - {id: nps, title: Net promoter score, method: nps, direction: higher, target: 40}
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
  - {id: nps, title: Net promoter score, method: nps, direction: higher, target: 40}
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

from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each latest value that misses its target with nothing to do beside it."""
    if subject.future or subject.journey.blueprint_of:
        return
    planned = {id(at.column) for at in subject.answers}
    if id(None) in planned:
        return
    for at, item in subject.latest:
        if subject.met(item) is not False or subject.near(at.column) & planned:
            continue
        message = f"{item.value:g} misses the target of {subject.target(item):g}, and nothing is proposed"
        yield Finding((*at.location, "value"), message, "add an opportunity or a change beside it")
