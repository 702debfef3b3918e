"""A moment of truth is declared, and nothing measures it.

What decides whether customers stay deserves a figure: without one nobody sees whether a change helped. K. N. Lemon
and P. C. Verhoef (*Understanding Customer Experience Throughout the Customer Journey*, Journal of Marketing, 2016)
ask for measures at the touchpoints that matter, beside one for the whole journey.

A metric in the column, in its stage or for the whole journey (`overall`) will do.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Receive
    moment_of_truth: The first look into the bag
    #                ^
    emotion: 2
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
metrics:
  - {id: wrong-items, title: Orders with a wrong item, method: rate, unit: "%", direction: lower, target: 1}
stages:
  - title: Receive
    moment_of_truth: The first look into the bag
    emotion: 2
    metrics: {metric: wrong-items, value: 4, n: 812, as_of: 2026-09-30}
```

## How to fix

Choose one figure that would move if this moment went better, and write who measures it. A criterion in words is a
beginning: `metrics: Nine of ten open the bag and find everything`.
"""

from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.validate.wording import quoted


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each moment of truth without a metric near it."""
    if any(at.cell == "metrics" for at in subject.inside(None)):
        return
    for at in subject.every:
        if at.column.moment_of_truth is None:
            continue
        near = subject.around(at)
        if at.column is at.stage:
            near = [*near, *(item for step in at.stage.steps for item in subject.inside(step))]
        if not any(item.cell == "metrics" for item in near):
            message = f"nothing measures the moment of truth {quoted(subject.heading(at))}"
            yield Finding((*at.location, "moment_of_truth"), message, "add metrics: to it, to its stage or to overall:")
