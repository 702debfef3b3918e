"""Something waits, and nobody is named who makes it wait.

Waiting is what customers feel longest (D. H. Maister, *The Psychology of Waiting Lines*, 1985), and it is shortened
by whoever owns the queue. An activity with a `wait` and neither actor, system nor owner is a queue of nobody's.

Activities of frontstage, backstage and support are looked at; an owner of the lane counts.

## Bad

```yaml
cjmap: 1
kind: service-blueprint
title: Weekly groceries
stages:
  - title: Receive
    backstage:
      - text: The form is copied into the ticket system
        wait: 26 hours
        #     ^
```

## Good

```yaml
cjmap: 1
kind: service-blueprint
title: Weekly groceries
stages:
  - title: Receive
    backstage:
      - text: The form is copied into the ticket system
        wait: 26 hours
        actor: Clerk
```

## How to fix

Write who or what does it: `actor`, `system` or `owner`.
"""

from collections.abc import Iterator

from cjmap.model.cells import Activity
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

ROLES = ("frontstage", "backstage", "support")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each wait that nobody answers for."""
    for at in subject.of("activities"):
        item = at.item
        waits = isinstance(item, Activity) and item.wait and subject.lane(at.lane).role in ROLES
        if waits and not subject.named_owner(at):
            yield Finding((*at.location, "wait"), "nobody answers for this wait", "add actor:, system: or owner:")
