"""An opportunity has nobody who answers for it.

Opportunities that are everybody's are done by nobody; ownership stands beside every opportunity in Nielsen Norman
Group's method (S. Gibbons, *Journey Mapping 101*, 2018). An owner of the lane counts. Ideas (`status: idea`), what is
done and what was rejected need none.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    opportunities:
      - text: One tap to reorder last week's basket
        #     ^
        status: planned
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    opportunities:
      - text: One tap to reorder last week's basket
        status: planned
        owner: App team
```

## How to fix

Write who will take it on, or `status: idea` while nobody does.
"""

from collections.abc import Iterator

from cjmap.model.cells import Opportunity
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

NEEDS_NONE = ("idea", "done", "rejected")


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each opportunity without an owner."""
    for at in subject.of("opportunities"):
        status = at.item.status if isinstance(at.item, Opportunity) else None
        if status not in NEEDS_NONE and not subject.named_owner(at):
            message = "nobody answers for this opportunity"
            yield Finding((*at.location, "text"), message, "add owner:, or status: idea while nobody does")
