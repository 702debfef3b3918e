"""A comment looks like a waiver and cannot be understood.

A waiver with a slip in it waives nothing, and whoever wrote it believes that it does. It is written `# cjmap:
ignore[rule] reason`, with several rules between commas, and with `until 2027-03-01` at the end where it is for a
time. At the end of a line it speaks for that line; on a line of its own for the part that begins below it; above the
first key for the whole file.

## Bad

```yaml
cjmap: 1
kind: current-state  # cjmap: ignore[mising-owner] the team is being formed
#                    ^
title: Weekly groceries
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

Correct what the message names. Errors that `cjmap validate` finds cannot be waived.
"""

from cjmap.rules.finding import Finding
from cjmap.rules.waiver import Waiver


def check_waiver(waiver: Waiver, unused: tuple[str, ...], *, expired: bool) -> Finding | None:
    """A finding when a waiver cannot be understood."""
    del unused, expired  # it waives nothing and has no day
    if waiver.wrong is None:
        return None
    message, help_ = waiver.wrong
    return Finding((), message, help_, span=waiver.span)
