"""A waiver waives nothing.

What it spoke of was mended, or moved away; left behind, it will hide the next finding of its sort. A waiver for a
rule that is not checked in this run is left alone.

## Bad

```yaml
cjmap: 1
kind: current-state  # cjmap: ignore[missing-owner] the team is being formed
#                    ^
title: Weekly groceries
owner: CX team
stages:
  - title: Choose
```

## Good

```yaml
cjmap: 1
kind: current-state  # cjmap: ignore[missing-owner] the team is being formed
title: Weekly groceries
stages:
  - title: Choose
```

## How to fix

Take the comment, or the rule's name in it, out.
"""

from cjmap.rules.finding import Finding
from cjmap.rules.waiver import Waiver


def check_waiver(waiver: Waiver, unused: tuple[str, ...], *, expired: bool) -> Finding | None:
    """A finding when one of its rules finds nothing there."""
    del expired  # an unused waiver may go, whatever its day
    if waiver.wrong or not unused:
        return None
    said = f"there is no finding of {_all(unused)} to waive here"
    what = "the comment" if unused == waiver.names else "the name"
    return Finding((), said, f"take {what} out", span=waiver.span)


def _all(names: tuple[str, ...]) -> str:
    return " or ".join(f"‘{name}’" for name in names)
