"""A future map does not say what it changes.

A future map alone is a wish. Set against the current one it says which steps go, which pains end and which knowingly
stay, and cjmap can check that. J. Kalbach (*Mapping Experiences*, 2016) keeps the two apart for this reason: first
what is, then what should be.

A journey that does not exist yet has no current map: waive the rule with that reason.

## Bad

```yaml
cjmap: 1
kind: future-state
#     ^
title: Groceries in one tap
stages:
  - title: Choose
```

## Good

```yaml
cjmap: 1
kind: future-state
title: Groceries in one tap
future_of: today.cjm.yaml
stages:
  - title: Choose
```

```yaml today.cjm.yaml
cjmap: 1
kind: current-state
title: Groceries today
stages:
  - title: Choose
```

## How to fix

Name the current map's file. Then say of each column where it comes from (`from`), and what it resolves (`resolves`).
"""

from collections.abc import Iterator

from cjmap.rules.finding import MAP, Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when a future map names no current one."""
    if not subject.journey.future_of:
        yield Finding(MAP, "this future map does not say what it changes", "add future_of: with the current map's file")
