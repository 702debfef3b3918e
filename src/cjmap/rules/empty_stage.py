"""A stage or step says nothing.

An empty column is a promise to find something out. Left on a finished map it reads as “nothing happens here”.

Columns that open into another map (`journey`) are left alone, and so are steps below cells of their stage. `[]` in a
cell says that somebody looked and there is none, and counts. A map without any cell gets one finding.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    actions: Types each item into the search box
  - title: Receive
    #      ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    actions: Types each item into the search box
  - title: Receive
    actions: Looks into the bag
```

## How to fix

Fill it in, take it out, or write `[]` where you looked and there is nothing.
"""

from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject, head
from cjmap.validate.wording import quoted


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each column without cells."""
    if subject.is_blank and not subject.used_lanes:
        yield Finding(head(subject.columns[0]), "nothing is filled in yet", "begin with what you know; leave the rest")
        return
    for at in subject.columns:
        if at.column.journey or subject.lanes_of(at):
            continue
        what = "stage" if at.column is at.stage else "step"
        yield Finding(head(at), f"the {what} {quoted(subject.heading(at))} says nothing", "fill it in, or take it out")
