"""Two columns have the same title, and no ids to tell them apart.

Honest maps have equal titles: a customer does wait twice. But a reference to one of them is ambiguous, and when the
map changes nothing says which of the two moved.

Two stages, or two steps, are compared; a stage and its own step may share a title.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Wait
  - title: Choose
  - title: Wait
    #      ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - id: wait-for-a-slot
    title: Wait
  - title: Choose
  - id: wait-at-home
    title: Wait
```

## How to fix

Give both an `id`; or say in the titles what sets them apart.
"""

from collections.abc import Iterator

from cjmap.model.walk import ColumnAt
from cjmap.nearest import normal
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.validate.wording import quoted


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each column whose title stood before, when one of the two has no id."""
    first: dict[tuple[bool, str], ColumnAt] = {}
    for at in subject.every:
        title = at.column.title
        if not title:
            continue
        before = first.setdefault((at.column is at.stage, normal(title)), at)
        if before is not at and not (before.column.id and at.column.id):
            message = f"two columns are called {quoted(title)}, and nothing else tells them apart"
            related = (((*before.location, "title"), "the first"),)
            yield Finding((*at.location, "title"), message, "give both an id:, or reword one", related=related)
