"""The journey changes its channel, the customer feels worse, and nobody answers for the hand-over.

Single touchpoints may all be fine while the journey across them fails; trouble sits in the hand-offs between channels
and departments (A. Rawson, E. Duncan and C. Jones, *The Truth About Customer Experience*, Harvard Business Review,
2013).

Two neighbouring columns whose channels have nothing in common make a switch. It is reported where the emotion falls
across it by an eighth of the scale or more, and no owner or actor is named in the column or its stage: not on a
touchpoint, an activity or an opportunity, nor in the lane `owners`.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    emotion: 1
    touchpoints: {text: App, channel: app}
  - title: Ask where it is
    emotion: -1
    touchpoints: {text: Hotline, channel: phone}
    #                   ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    emotion: 1
    touchpoints: {text: App, channel: app}
  - title: Ask where it is
    emotion: -1
    touchpoints: {text: Hotline, channel: phone, owner: Customer care}
```

## How to fix

Name who answers for the second channel knowing what happened in the first: `owner` on the touchpoint.
"""

from collections.abc import Iterator
from itertools import pairwise

from cjmap.model.cells import Touchpoint
from cjmap.model.walk import ColumnAt, ItemAt
from cjmap.nearest import normal
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.validate.wording import quoted

SHARE = 1 / 8


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each switch of channel with a fall of emotion and no owner."""
    scores: dict[int, list[float]] = {}
    for curve in subject.curves[:1]:
        for point in curve.points:
            scores.setdefault(id(point.at.column), []).append(point.score)
    for one, two in pairwise(subject.columns):
        first, second = scores.get(id(one.column)), scores.get(id(two.column))
        if one.column.next is not None or not first or not second or subject.fall(first[-1], second[0]) < SHARE:
            continue
        before, after = _channels(subject, one), _channels(subject, two)
        if not before or not after or before.keys() & after.keys() or _owned(subject, two):
            continue
        (_, left), (place, met) = (next(iter(each.values())) for each in (before, after))
        message = f"from {quoted(left)} to {quoted(met)} the emotion falls, and nobody answers for the hand-over"
        yield Finding((*place.location, "text"), message, "add owner: to the touchpoint")


def _channels(subject: Subject, at: ColumnAt) -> dict[str, tuple[ItemAt, str]]:
    """The touchpoints of a column by channel, each with its channel as typed."""
    return {
        normal(item.item.channel): (item, item.item.channel)
        for item in subject.around(at)
        if isinstance(item.item, Touchpoint) and item.item.channel
    }


def _owned(subject: Subject, at: ColumnAt) -> bool:
    return any(item.lane == "owners" or subject.named_owner(item) for item in subject.around(at))
