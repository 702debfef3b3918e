"""The map does not say whose journey it is.

A journey of everybody is nobody's: wants, channels and feelings differ. A named actor is the first element of a
journey map (S. Gibbons, *Journey Mapping 101*, Nielsen Norman Group, 2018), and designing for an undefined user is
what personas were made against (A. Cooper, *The Inmates Are Running the Asylum*, 1999).

A blueprint that names its journey with `blueprint_of` needs no persona of its own.

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
persona: {id: mei-lin, name: Mei Lin, needs: Fresh food without a trip to the shop}
stages:
  - title: Choose
```

## How to fix

Name one persona, by the id of a file in `personas/`, or written in the map. Begin with the one that matters most.
"""

from collections.abc import Iterator

from cjmap.rules.finding import MAP, Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when a map names no persona."""
    if not subject.journey.persona and not subject.journey.blueprint_of:
        yield Finding(MAP, "this map does not say whose journey it is", "add persona: with a name or an id")
