"""The lanes of one role stand apart, with lanes of another between them.

A blueprint's lines say who meets whom: customer, line of interaction, frontstage, line of visibility, backstage, line
of internal interaction, support (G. L. Shostack, *Designing Services That Deliver*, Harvard Business Review, 1984; M.
J. Bitner, A. L. Ostrom and F. N. Morgan, *Service Blueprinting*, California Management Review, 2008). So that the
lines can stand, cjmap draws the lanes of a blueprint role by role. A list of lanes that mixes them promises another
order than the one that is drawn; most often a role was forgotten, and the lane has that of the one above it.

Lanes of evidence, product and organisation may stand anywhere.

## Bad

```yaml
cjmap: 1
kind: service-blueprint
title: Weekly groceries
lanes:
  - actions
  - frontstage
  - backstage
  - id: counter
    #   ^
    title: At the counter
    role: frontstage
stages:
  - title: Receive
    actions: Opens the door
    frontstage: The courier hands the bag over
    backstage: The round is planned
    counter: Bags are kept cool
```

## Good

```yaml
cjmap: 1
kind: service-blueprint
title: Weekly groceries
lanes:
  - actions
  - frontstage
  - id: counter
    title: At the counter
    role: frontstage
  - backstage
stages:
  - title: Receive
    actions: Opens the door
    frontstage: The courier hands the bag over
    backstage: The round is planned
    counter: Bags are kept cool
```

## How to fix

Move the lane beside the others of its role, or give it the role that it really has.
"""

from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

ORDERED = ("customer", "frontstage", "backstage", "support")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each lane whose role stood before, with another between."""
    seen: list[str] = []
    for index, entry in enumerate(subject.journey.lanes):
        role = subject.lane(entry.id).role
        if entry.hidden or role not in ORDERED:
            continue
        if role in seen[:-1] and seen[-1] != role:
            message = f"the lane ‘{entry.title or entry.id}’ is {role} again, below lanes of {seen[-1]}"
            yield Finding(("lanes", index, "id"), message, f"move it up to the other {role} lanes, or change its role:")
            continue
        if not seen or seen[-1] != role:
            seen.append(role)
