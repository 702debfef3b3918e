"""Two scales that will be compared are not the same.

A curve on 1 to 5 beside one on −2 to +2, or a satisfaction score on five points beside one on ten: side by side they
are read as if they were one. Answers do not convert: people use a five-point and a ten-point scale differently.

Looked at are the emotion scales of this map and of the one that it is the future or a variant of, and metrics of one
method whose `scale` differs.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
metrics:
  - {id: shop-csat, method: csat-top2, scale: 1..5}
  - {id: home-csat, method: csat-top2, scale: 1..10}
  #                                           ^
stages:
  - title: Choose
    metrics: {metric: shop-csat, value: 61}
  - title: Receive
    metrics: {metric: home-csat, value: 74}
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
metrics:
  - {id: shop-csat, method: csat-top2, scale: 1..5}
  - {id: home-csat, method: csat-top2, scale: 1..5}
stages:
  - title: Choose
    metrics: {metric: shop-csat, value: 61}
  - title: Receive
    metrics: {metric: home-csat, value: 74}
```

## How to fix

Ask on one scale. For emotions, declare one `emotion_scale` in `cjmap.yaml` and score both maps on it.
"""

from collections.abc import Iterator

from cjmap.model.research import Metric, default_scale
from cjmap.nearest import normal
from cjmap.rules.finding import MAP, Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each linked map on another scale, and for each metric on another scale than an earlier one."""
    yield from _emotions(subject)
    used = {id(metric) for at in subject.of("metrics") if (metric := subject.metric(at.item))}
    first: dict[str, Metric] = {}
    for index, metric in enumerate(subject.journey.metrics):
        if id(metric) not in used or not metric.method or not metric.scale or metric.method == "other":
            continue
        before = first.setdefault(metric.method, metric)
        if normal(before.scale or "") != normal(metric.scale):
            message = f"‘{metric.id}’ is {metric.method} on {metric.scale}, ‘{before.id}’ on {before.scale}"
            yield Finding(("metrics", index, "scale"), message, "ask on one scale along one map")


def _emotions(subject: Subject) -> Iterator[Finding]:
    if not any(curve.points for curve in subject.curves):
        return
    for key in ("future_of", "variant_of"):
        other = subject.linked(key)
        if other is None:
            continue
        scale = other.journey.emotion_scale or other.document.project.file.emotion_scale or default_scale()
        if (scale.min, scale.max) != (subject.scale.min, subject.scale.max):
            here, there = (f"{each.min:g} to {each.max:g}" for each in (subject.scale, scale))
            message = f"emotions run from {here} here, and from {there} on the map that ‘{key}’ names"
            where = ("emotion_scale",) if subject.journey.emotion_scale else MAP
            yield Finding(where, message, "score both on one scale, declared in cjmap.yaml", on_key=where != MAP)
