"""The day of the next review has passed.

`review_every` is a promise to readers; `reviewed_on` says when it was last kept. Without `review_every` a year
counts. The length is read in the units of every shipped language (`90 days`, `90 天`, `6 months`); what is no length
of time is left alone. The day is today, or that of `SOURCE_DATE_EPOCH`. Retired maps are left alone.

A map that nobody updates within a quarter is what teams complain of most, and guides to the method end with “review
it regularly” for that reason.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
reviewed_on: 2020-01-15
#            ^
review_every: 90 days
stages:
  - title: Choose
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
reviewed_on: 2020-01-15
review_every: 100 years
stages:
  - title: Choose
```

## How to fix

Walk the journey, correct the map, and write the day under `reviewed_on`. A map that nobody means to keep gets
`status: retired`.
"""

from collections.abc import Iterator

from cjmap.cadence import Cadence, cadence
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

YEARLY = Cadence(12, 0)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when the next review should have been before today."""
    journey = subject.journey
    interval = cadence(journey.review_every) if journey.review_every else YEARLY
    if journey.reviewed_on is None or interval is None or journey.status == "retired":
        return
    due = interval.after(journey.reviewed_on)
    if due is not None and subject.today > due:
        every = f"every {journey.review_every}" if journey.review_every else "once a year"
        yield Finding(
            ("reviewed_on",),
            f"the review of {due.isoformat()} is overdue: this map is to be reviewed {every}",
            "review it and write the day, or set status: retired",
        )
