"""Something happens in front of the customer, and nothing behind it.

A blueprint is drawn to see what a service takes below the line of visibility (G. L. Shostack, *Designing Services
That Deliver*, Harvard Business Review, 1984). A frontstage without a backstage was not followed down.

Columns with a frontstage cell and none of backstage or support are named in one finding. `[]` says that you looked.

## Bad

```yaml
cjmap: 1
kind: service-blueprint
title: Weekly groceries
stages:
  - title: Choose
    frontstage: The app suggests last week's basket
    #           ^
  - title: Receive
    frontstage: The courier hands the bag over
    backstage: The round is planned
```

## Good

```yaml
cjmap: 1
kind: service-blueprint
title: Weekly groceries
stages:
  - title: Choose
    frontstage: The app suggests last week's basket
    support: The shop's stock is counted every night
  - title: Receive
    frontstage: The courier hands the bag over
    backstage: The round is planned
```

## How to fix

Ask whoever does the frontstage part what has to be there before, and who makes it.
"""

from collections.abc import Iterator

from cjmap.model.cells import Activity
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject, listed

BEHIND = ("backstage", "support")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for the columns whose frontstage has nothing behind it."""
    found = []
    for at in subject.columns:
        front = [item for item in subject.around(at) if _in_front(subject, item.lane, item.item)]
        if front and not any(subject.lane(lane).role in BEHIND for lane in subject.lanes_of(at)):
            found.append((at, front[0]))
    if found:
        message = f"{listed(subject, [at for at, _ in found])} a frontstage and nothing behind it"
        yield Finding(found[0][1].location, message, "add backstage: or support:, or [] where there is none")


def _in_front(subject: Subject, lane: str, item: object) -> bool:
    return subject.lane(lane).role == "frontstage" and isinstance(item, Activity)
