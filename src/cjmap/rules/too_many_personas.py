"""More than three personas share one map.

Four curves and four voices in every cell cannot be read, and nobody acts on an average of them. Guides to journey
mapping say to start with three at most; A. Cooper (*The Inmates Are Running the Asylum*, 1999) asks for one primary
persona for each thing that is designed.

Other people who take part belong in `actors`, which do not count.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
persona: [Mei Lin, Arif, Wei Jie, Hannah]
#                                 ^
stages:
  - title: Choose
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
persona: [Mei Lin, Arif]
stages:
  - title: Choose
    actors: [Mei Lin, Arif, Courier]
```

## How to fix

Keep those whose journeys differ most. Draw the others as maps of their own, with `variant_of` naming this one.
"""

from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

MOST = 3


def check(subject: Subject) -> Iterator[Finding]:
    """One finding at the first persona beyond the third."""
    count = len(subject.journey.persona)
    if count > MOST:
        message = f"{count} personas share this map, and readers can follow {MOST}"
        yield Finding(("persona", MOST), message, "draw the others as maps of their own, with variant_of:")
