"""One thing is measured by two methods along the map.

Satisfaction as a share of fours and fives and satisfaction as a mean cannot be read along one line, nor the effort
score as a mean beside one as a share (CES: M. Dixon, K. Freeman and N. Toman, *Stop Trying to Delight Your
Customers*, Harvard Business Review, 2010). Readers will compare them all the same.

Metrics that the map gives values of are looked at: two methods of one family (`csat-top2` and `csat-mean`), or two
methods under one title.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
metrics:
  - {id: shop-csat, title: Satisfied in the shop, method: csat-top2}
  - {id: home-csat, title: Satisfied at home, method: csat-mean}
stages:
  - title: Choose
    metrics: {metric: shop-csat, value: 61}
  - title: Receive
    metrics: {metric: home-csat, value: 4.1}
    #                 ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
metrics:
  - {id: shop-csat, title: Satisfied in the shop, method: csat-top2}
  - {id: home-csat, title: Satisfied at home, method: csat-top2}
stages:
  - title: Choose
    metrics: {metric: shop-csat, value: 61}
  - title: Receive
    metrics: {metric: home-csat, value: 74}
```

## How to fix

Compute both by one method from the raw answers. Where these are gone, keep one of the two.
"""

from collections.abc import Iterator

from cjmap.model.cells import Measurement
from cjmap.model.research import Metric
from cjmap.nearest import normal
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

FAMILIES = {"csat-top2": "csat", "csat-mean": "csat"}


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each metric whose method differs from an earlier one's of its family or title."""
    first: dict[tuple[str, str], Metric] = {}
    told: set[str] = set()
    for at in subject.of("metrics"):
        metric = subject.metric(at.item)
        if metric is None or metric.method is None or not isinstance(at.item, Measurement) or metric.id in told:
            continue
        family = FAMILIES.get(metric.method)
        names = [("title", normal(metric.title))] if metric.title else []
        names += [("family", family)] if family else []
        for name in names:
            before = first.setdefault(name, metric)
            if before.method != metric.method:
                told.add(metric.id)
                message = f"‘{metric.id}’ is {metric.method}, and ‘{before.id}’ on this map is {before.method}"
                yield Finding((*at.location, "metric"), message, "compute both by one method")
                break
