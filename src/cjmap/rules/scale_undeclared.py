"""Scores stand on a scale that nobody declared.

Without `emotion_scale` scores run from −2 to +2, and 0 is neither good nor bad. When a map has scores and none is
below zero, it was probably scored on another scale, such as 1 to 5, where 2 is bad. Drawn on −2 to +2, every bad
moment would look good. A future map may well have no score below zero: it is judged with the map that it is the future
of.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - {title: Choose, emotion: 1}
  #                          ^
  - {title: Pay, emotion: 2}
  - {title: Receive, emotion: 2}
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
emotion_scale: 1..5
stages:
  - {title: Choose, emotion: 1}
  - {title: Pay, emotion: 2}
  - {title: Receive, emotion: 2}
```

## How to fix

Declare the scale once, in the map or in `cjmap.yaml`. If −2 to +2 is meant, write `emotion_scale: -2..2`.
"""

from collections.abc import Iterator

from cjmap.model.cells import Emotion
from cjmap.model.walk import ItemAt
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

FEWEST = 2


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when there are scores, none of them negative, and no scale."""
    if subject.declared_scale is not None:
        return
    scored = [at for at in subject.of("emotion") if isinstance(at.item, Emotion) and at.item.score is not None]
    today = subject.current.document.items if subject.current else ()
    if len(scored) >= FEWEST and not any(_below_zero(at) for at in (*scored, *today)):
        message = "no score is negative, and no scale is declared"
        yield Finding(scored[0].location, message, "add emotion_scale: such as 1..5; if -2..2 is meant, write that")


def _below_zero(at: ItemAt) -> bool:
    return isinstance(at.item, Emotion) and at.item.score is not None and at.item.score < 0
