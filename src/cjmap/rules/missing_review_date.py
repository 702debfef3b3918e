"""Nobody can see when this map was last looked at.

Maps go stale within months, and nothing about their looks shows it. A date of the last review is the least a reader
needs to decide how far to trust what stands there; every guide to the method ends with “review it regularly”.

Drafts and retired maps (`status: draft`, `status: retired`) need none.

## Bad

```yaml
cjmap: 1
kind: current-state
#     ^
title: Weekly groceries
status: approved
stages:
  - title: Choose
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
status: approved
reviewed_on: 2026-10-01
review_every: 90 days
stages:
  - title: Choose
```

## How to fix

Walk the journey once more, then write the day under `reviewed_on` and how often you mean to do it under
`review_every`.
"""

from collections.abc import Iterator

from cjmap.rules.finding import MAP, Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when a map in use has no day of review."""
    journey = subject.journey
    if journey.reviewed_on is None and journey.status not in ("draft", "retired"):
        yield Finding(
            MAP, "this map does not say when it was last reviewed", "add reviewed_on: with the day, and review_every:"
        )
