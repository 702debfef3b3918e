"""A fail point is marked, and nothing says what happens then.

G. L. Shostack (*Designing Services That Deliver*, Harvard Business Review, 1984) marks fail points to design what
catches them; a failure that is caught well can leave customers more loyal than none (C. W. L. Hart, J. L. Heskett and
W. E. Sasser, *The Profitable Art of Service Recovery*, Harvard Business Review, 1990).

What catches it may stand in the column or its stage, as an opportunity, a change, a policy or a risk with its
control; or on the activity, as a `note` or as what it `resolves`. A blueprint with `blueprint_of` may leave it to its
journey when that has opportunities.

## Bad

```yaml
cjmap: 1
kind: service-blueprint
title: Weekly groceries
stages:
  - title: Receive
    frontstage:
      - text: The courier rings
        fail_point: Nobody is at home
        #           ^
```

## Good

```yaml
cjmap: 1
kind: service-blueprint
title: Weekly groceries
stages:
  - title: Receive
    frontstage:
      - text: The courier rings
        fail_point: Nobody is at home
        note: The bag goes to the shop's cooler; a message says until when
```

## How to fix

Write what happens when it fails, or what will be done so that it does not.
"""

from collections.abc import Iterator

from cjmap.model.cells import Activity, Risk
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each fail point that nothing catches."""
    points = [at for at in subject.of("activities") if isinstance(at.item, Activity) and at.item.fail_point is not None]
    if not points:
        return
    journey = subject.linked("blueprint_of")
    if journey is not None and journey.journey.overall.cells.opportunities:
        return
    controlled = [at for at in subject.of("risks") if isinstance(at.item, Risk) and at.item.control]
    policies = [at for at in subject.items if at.lane == "policies"]
    caught = {id(at.column) for at in (*subject.answers, *controlled, *policies)}
    if id(None) in caught:
        return
    for at in points:
        if at.item.note or at.item.resolves or at.column is None:
            continue
        if not subject.near(at.column) & caught:
            message = "nothing says what happens when this fails"
            yield Finding((*at.location, "fail_point"), message, "add a note: with the recovery, or an opportunity")
