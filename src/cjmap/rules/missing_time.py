"""A column of a day does not say when it is.

A day in the life is read by the clock: how long the gaps are, what is crowded together, when a message would disturb.
Columns without a time leave that to guessing.

Words do (`Late morning`, `selepas Subuh`). One finding names all columns without.

## Bad

```yaml
cjmap: 1
kind: day-in-the-life
title: A day with Mei Lin
stages:
  - title: Breakfast
    time: "07:00"
    actions: Makes breakfast
  - title: Work
    #      ^
    actions: Answers mail
```

## Good

```yaml
cjmap: 1
kind: day-in-the-life
title: A day with Mei Lin
stages:
  - title: Breakfast
    time: "07:00"
    actions: Makes breakfast
  - title: Work
    time: Late morning
    actions: Answers mail
```

## How to fix

Add `time` to the column, or to its stage.
"""

from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject, head, listed


def check(subject: Subject) -> Iterator[Finding]:
    """One finding at the first column without a time."""
    without = [at for at in subject.columns if not (at.column.time or at.stage.time)]
    if without and not subject.is_blank:
        message = f"{listed(subject, without)} no time of day"
        yield Finding(head(without[0]), message, "add time: as people say it, such as 07:00 or Late morning")
