"""Times go backwards along the map.

Readers take columns from left to right as time passing. A clock that jumps back is a slip of the keyboard or a column
in the wrong place.

Only clock times count (`07:00`, `18:15–18:55`, `9 pm`); “Late morning” and “Day 3” are left alone. One step past
midnight is fine, and so are columns after a `next`, which are ways beside each other. In a day-in-the-life map all
columns are compared; in the others, which may take weeks, those of one stage.

## Bad

```yaml
cjmap: 1
kind: day-in-the-life
title: A day with Mei Lin
stages:
  - time: "07:00"
    actions: Makes breakfast
  - time: "09:30"
    actions: Answers mail
  - time: "08:15"
    #     ^
    actions: Brings the children to school
```

## Good

```yaml
cjmap: 1
kind: day-in-the-life
title: A night with Arif
stages:
  - time: "21:30"
    actions: Begins the shift
  - time: "23:50"
    actions: Walks the first round
  - time: "02:15"
    actions: Eats
```

## How to fix

Correct the time, or put the column where it belongs.
"""

import re
from collections.abc import Iterator

from cjmap.model.walk import ColumnAt
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

_CLOCK = re.compile(
    r"(?P<h>[01]?\d|2[0-4])(?:[:.：](?P<m>[0-5]\d))?\s*(?P<half>[ap]\.?m\.?)?"
    r"(?:\s*[–—~～-]\s*[\d:.：]+\s*(?:[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)


def minutes(text: str) -> int | None:
    """The minutes after midnight of a clock time; None for anything else."""
    match = _CLOCK.fullmatch(text.strip())
    if not match or not (match["m"] or match["half"]):
        return None
    hour = int(match["h"])
    if match["half"]:
        hour = hour % 12 + (12 if match["half"].lower().startswith("p") else 0)
    return hour * 60 + int(match["m"] or 0)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each time before that of the column to its left, but for one midnight."""
    run: list[tuple[int, ColumnAt]] = []
    wrapped = False
    stage = None
    for at in subject.columns:
        if subject.kind != "day-in-the-life" and at.stage is not stage:
            run, wrapped, stage = [], False, at.stage
        now = minutes(at.column.time or "")
        if now is not None:
            back = bool(run) and now < run[-1][0]
            midnight = back and not wrapped and now < run[0][0] and run[-1][0] - now >= 12 * 60
            if (back and not midnight) or (wrapped and now >= run[0][0]):
                before = run[-1][1].column.time
                message = f"‘{at.column.time}’ comes after ‘{before}’ on the map, and before it on the clock"
                related = (((*run[-1][1].location, "time"), "the column before"),)
                where = (*at.location, "time")
                yield Finding(where, message, "correct the time, or move the column", related=related)
                continue
            wrapped = wrapped or midnight
            run.append((now, at))
        if at.column.next is not None:
            run, wrapped = [], False
