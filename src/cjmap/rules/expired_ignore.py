"""The day until which a waiver holds has passed.

`until 2027-03-01` says when to look again. From the day after, what it waived is reported once more, and so is the
waiver.

## Bad

```yaml
cjmap: 1
kind: current-state  # cjmap: ignore[missing-owner] the team is being formed until 2020-03-01
#                    ^
title: Weekly groceries
stages:
  - title: Choose
```

## Good

```yaml
cjmap: 1
kind: current-state  # cjmap: ignore[missing-owner] the team is being formed until 2999-03-01
title: Weekly groceries
stages:
  - title: Choose
```

## How to fix

Mend what it waives, or give a new day and a reason that still holds.
"""

from cjmap.rules.finding import Finding
from cjmap.rules.waiver import Waiver


def check_waiver(waiver: Waiver, unused: tuple[str, ...], *, expired: bool) -> Finding | None:
    """A finding when its day has passed and there is still something to waive."""
    if waiver.wrong or not expired or waiver.until is None or unused == waiver.names:
        return None
    message = f"this waiver held until {waiver.until.isoformat()}"
    return Finding((), message, "mend what it waives, or give a new day", span=waiver.span)
