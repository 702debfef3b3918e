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

from collections import defaultdict
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
    known = _by_column(subject)
    for one, two in pairwise(subject.columns):
        first, second = scores.get(id(one.column)), scores.get(id(two.column))
        if one.column.next is not None or not first or not second or subject.fall(first[-1], second[0]) < SHARE:
            continue
        before, after = _channels(known, one), _channels(known, two)
        if not before or not after or before.keys() & after.keys() or _owned(subject, two):
            continue
        (_, left), (place, met) = (next(iter(each.values())) for each in (before, after))
        message = f"from {quoted(left)} to {quoted(met)} the emotion falls, and nobody answers for the hand-over"
        yield Finding((*place.location, "text"), message, "add owner: to the touchpoint")


Channels = dict[str, tuple[ItemAt, str]]
"""Touchpoints by channel, each with its channel as typed."""


def _by_column(subject: Subject) -> dict[int, Channels]:
    """The channels of each stage and step, by its identity."""
    found: defaultdict[int, Channels] = defaultdict(dict)
    for at in subject.of("touchpoints"):
        if isinstance(at.item, Touchpoint) and at.item.channel:
            found[id(at.column)][normal(at.item.channel)] = (at, at.item.channel)
    return found


def _channels(known: dict[int, Channels], at: ColumnAt) -> Channels:
    """The channels of a column and of its stage."""
    return {**known.get(id(at.column), {}), **known.get(id(at.stage), {})}


def _owned(subject: Subject, at: ColumnAt) -> bool:
    return any(item.lane == "owners" or subject.named_owner(item) for item in subject.around(at))
