"""A waiver does not say why.

A waiver is a decision; whoever meets it in a year must be able to tell whether it still holds. Without a reason
nobody dares to take it out.

## Bad

```yaml
cjmap: 1
kind: current-state  # cjmap: ignore[missing-owner]
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

Write the reason after the bracket, in words that a reader would accept.
"""

from cjmap.rules.finding import Finding
from cjmap.rules.waiver import Waiver


def check_waiver(waiver: Waiver, unused: tuple[str, ...], *, expired: bool) -> Finding | None:
    """A finding when a waiver that is in use gives no reason."""
    if waiver.wrong or waiver.reason or expired or unused == waiver.names:
        return None
    return Finding((), "this waiver gives no reason", "write why after the bracket", span=waiver.span)
