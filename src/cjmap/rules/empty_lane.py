"""A lane is declared, and no cell is in it.

The row is drawn all the same: an empty stripe across the wall that readers take for a finding. A lane that nobody
filled in was not worth asking about, or was forgotten.

A map without any cell is left to `empty-stage`. A lane of the project file is judged when all maps of the project are
linted together.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
lanes:
  - actions
  - thoughts
  # ^
stages:
  - title: Choose
    actions: Types each item into the search box
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
lanes:
  - actions
stages:
  - title: Choose
    actions: Types each item into the search box
```

## How to fix

Fill it in, take it out of `lanes`, or hide it while it is being researched (`hidden: true`).
"""

from collections.abc import Iterator, Sequence

from cjmap.project import Project
from cjmap.rules.finding import Finding
from cjmap.rules.gist import Gist
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each lane of the map that no column uses."""
    if subject.is_blank:
        return
    for index, entry in enumerate(subject.journey.lanes):
        if not entry.hidden and entry.id not in subject.used_lanes:
            message = f"the lane ‘{entry.title or entry.id}’ is empty"
            yield Finding(("lanes", index), message, "fill it in, take it out, or write hidden: true")


def check_project(project: Project, gists: Sequence[Gist]) -> Iterator[Finding]:
    """One finding for each lane of the project file that none of its maps uses."""
    used = {lane for gist in gists for lane in gist.lanes}
    for index, entry in enumerate(project.file.lanes):
        if not entry.hidden and entry.id not in used:
            message = f"no map of this project uses the lane ‘{entry.title or entry.id}’"
            yield Finding(("lanes", index), message, "use it, or take it out", document=project.document)
