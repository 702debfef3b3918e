"""The emotion falls steeply, and nothing on the map says why.

A steep fall is where a journey is lost, and the place to act on. A map that shows it and does not explain it sends
its readers guessing.

A fall of three eighths of the scale or more (a point and a half on −2 to +2) between neighbouring scores counts. It
is explained by a pain point, a reason, a risk or a fail point in the column or its stage, by a note there, or by the
emotion's own `text`.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    emotion: 1
  - title: Pay
    emotion: -1
    #        ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    emotion: 1
  - title: Pay
    emotion: -1
    pain_points: The delivery fee appears on the last page
```

## How to fix

Write the pain point behind it, with its source. If nobody knows, that is the next question to ask.
"""

from collections.abc import Iterator
from itertools import pairwise

from cjmap.model.cells import Activity
from cjmap.rules.curves import Point
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.validate.wording import quoted

SHARE = 3 / 8
EXPLAINING = ("pain_points", "risks")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each steep fall without an explanation where it lands."""
    told: set[int] = set()
    for curve in subject.curves:
        for before, after in pairwise(curve.points):
            if subject.fall(before.score, after.score) < SHARE or id(after.at.column) in told:
                continue
            if not _explained(subject, after):
                told.add(id(after.at.column))
                falls = " to ".join(f"{point.score:g}".replace("-", "−") for point in (before, after))
                message = f"the emotion falls from {falls} at {quoted(subject.heading(after.at))}"
                help_ = "say why: a pain point, a reason, or the emotion's text"
                yield Finding(after.location, f"{message}, and nothing says why", help_)


def _explained(subject: Subject, point: Point) -> bool:
    if point.emotion.text or point.emotion.note or point.at.column.note:
        return True
    return any(
        at.cell in EXPLAINING or at.lane == "reasons" or (isinstance(at.item, Activity) and bool(at.item.fail_point))
        for at in subject.around(point.at)
    )
