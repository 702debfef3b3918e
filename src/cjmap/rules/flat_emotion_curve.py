"""The emotion hardly moves from one end to the other.

No journey of several steps feels the same throughout. A flat curve means that everybody gave the middle score, or
that an average was drawn; and what people remember is the peak and the end, not the average (D. Kahneman, B. L.
Fredrickson, C. A. Schreiber and D. A. Redelmeier, *When More Pain Is Preferred to Less*, Psychological Science,
1993).

At least five scores of one persona that lie within an eighth of the scale make a flat curve.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - {title: Plan, emotion: 0}
  #                        ^
  - {title: Choose, emotion: 0}
  - {title: Pay, emotion: 0.5}
  - {title: Wait, emotion: 0}
  - {title: Receive, emotion: 0.5}
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - {title: Plan, emotion: 0}
  - {title: Choose, emotion: -1}
  - {title: Pay, emotion: 0.5}
  - {title: Wait, emotion: -0.5}
  - {title: Receive, emotion: 2}
```

## How to fix

Ask single customers about single moments instead of averaging, and use the whole scale. If it is really flat, waive
this with what you found out.
"""

from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

FEWEST = 5
SHARE = 1 / 8


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each flat curve."""
    for curve in subject.curves:
        scores = [point.score for point in curve.points]
        if len(scores) >= FEWEST and subject.fall(max(scores), min(scores)) <= SHARE:
            whose = f" of {curve.persona}" if curve.persona else ""
            message = f"the emotion{whose} hardly moves over {len(scores)} scores"
            yield Finding(curve.points[0].location, message, "ask about single moments, and use the whole scale")
