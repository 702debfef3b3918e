"""The map does not say what the customer wants.

Whether a step helps or hinders can only be seen against what the customer set out to do. Scenario and goal stand at
the head of every map in Nielsen Norman Group's method (S. Gibbons, *Journey Mapping 101*, 2018).

A filled-in lane `goal` does as well, and so does `blueprint_of` on a blueprint. A day in the life needs none: a day
has no one goal.

## Bad

```yaml
cjmap: 1
kind: current-state
#     ^
title: Weekly groceries
stages:
  - title: Choose
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
goal: Everything fresh, at home by eight
stages:
  - title: Choose
```

## How to fix

Write the end the customer has in mind, as they would say it. What the organisation wants is `business_goal`.
"""

from collections.abc import Iterator

from cjmap.rules.finding import MAP, Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when a map states no goal of the customer."""
    journey = subject.journey
    if not (journey.goal or journey.blueprint_of or "goal" in subject.used_lanes):
        yield Finding(MAP, "this map does not say what the customer wants", "add goal:")
