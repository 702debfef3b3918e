"""Nobody keeps this map true.

A map without an owner is true on the day of the workshop and on no other. Nielsen Norman Group's method asks for
ownership with every map (S. Gibbons, *Journey Mapping 101*, 2018); so do the guides that teach regular reviews.

An owner in `cjmap.yaml` speaks for every map of the project that names none.

## Bad

```yaml
cjmap: 1
kind: current-state
#     ^
title: Weekly groceries
stages:
  - title: Choose
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
owner: CX team, Mei Lin Tan
stages:
  - title: Choose
```

## How to fix

Write the person, or the team and a person of it, who is asked when the map and the world differ.
"""

from collections.abc import Iterator

from cjmap.rules.finding import MAP, Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when neither the map nor its project names an owner."""
    if not (subject.journey.owner or subject.document.project.file.owner):
        yield Finding(MAP, "this map has no owner", "add owner: with who keeps it true, here or in cjmap.yaml")
