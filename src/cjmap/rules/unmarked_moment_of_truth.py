"""The peak, the low point, the end or the steepest fall is not declared a moment of truth.

People judge an experience by its peak and its end (D. Kahneman, B. L. Fredrickson, C. A. Schreiber and D. A.
Redelmeier, *When More Pain Is Preferred to Less*, Psychological Science, 1993). J. Carlzon called the meetings that
decide whether a customer stays *Moments of Truth* (1987). A map that shows such a moment should say so, since that is
where to act.

Looked at are curves of four scores or more, each persona's by itself. Of equal scores one is enough. The end counts
as declared when another moment of its stage is. A fall counts from half the scale on, and is declared at either side.
While the map declares no moment at all, one finding names the low point. Future maps are left alone.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - {title: Plan, emotion: 0}
  - title: Choose
    #      ^
    emotion: -1.5
  - {title: Pay, emotion: 0}
  - title: Receive
    moment_of_truth: The first look into the bag
    emotion: 2
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - {title: Plan, emotion: 0}
  - title: Choose
    moment_of_truth: Here customers give up and walk to the shop
    emotion: -1.5
  - {title: Pay, emotion: 0}
  - title: Receive
    moment_of_truth: The first look into the bag
    emotion: 2
```

## How to fix

Add `moment_of_truth: true`, or better, why this moment decides. If it does not, waive this and say what does.
"""

from collections.abc import Iterator
from itertools import pairwise

from cjmap.model.walk import ColumnAt
from cjmap.rules.curves import Curve
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject, head
from cjmap.validate.wording import quoted

FEWEST = 4
STEEP = 1 / 2


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each column that should be declared."""
    if subject.future:
        return
    some = any(_declared(at) for at in subject.every)
    found: dict[int, tuple[ColumnAt, list[str]]] = {}
    for curve in subject.curves:
        whose = f" for {curve.persona}" if curve.persona else ""
        for at, what in _moments(subject, curve, only_low=not some):
            found.setdefault(id(at.column), (at, []))[1].append(what + whose)
    for at, whats in found.values():
        message = f"{quoted(subject.heading(at))} is {' and '.join(dict.fromkeys(whats))}"
        more = "not declared a moment of truth" if some else "the map declares no moment of truth"
        yield Finding(head(at), f"{message}, and {more}", "add moment_of_truth: with why it decides")


def _moments(subject: Subject, curve: Curve, *, only_low: bool) -> Iterator[tuple[ColumnAt, str]]:
    points = curve.points
    every = (*points, *curve.cases)
    scores = [point.score for point in every]
    if len(points) < FEWEST or max(scores) == min(scores):
        return
    wanted = [(min(scores), "the low point")]
    if not only_low:
        wanted.append((max(scores), "the peak"))
    for score, what in wanted:
        equal = [point.at for point in every if point.score == score]
        if not any(_declared(at) for at in equal):
            yield equal[0], what
    if only_low:
        return
    end = points[-1].at
    if not any(_declared(at) for at in subject.every if at.stage is end.stage):
        yield end, "the end"
    fall, before, after = max(
        ((subject.fall(one.score, two.score), one.at, two.at) for one, two in pairwise(points)),
        key=lambda each: each[0],
    )
    if fall >= STEEP and not (_declared(before) or _declared(after)):
        yield after, "the steepest fall"


def _declared(at: ColumnAt) -> bool:
    return at.column.moment_of_truth is not None or at.stage.moment_of_truth is not None
