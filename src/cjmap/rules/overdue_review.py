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

from cjmap.measures import next_review
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.validate.wording import quoted


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when the next review should have been before today."""
    journey = subject.journey
    due = next_review(journey)
    if due is not None and subject.today > due:
        why = (
            f"review_every is {quoted(journey.review_every)}"
            if journey.review_every
            else "a map that does not say review_every is due once a year"
        )
        yield Finding(
            ("reviewed_on",),
            f"this map was due for review on {due.isoformat()}: {why}",
            "review it and write the day, or set status: retired",
        )
