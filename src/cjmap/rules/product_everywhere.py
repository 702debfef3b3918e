"""A day in the life has our product in every hour of it.

A day in the life is drawn to see the customer without us: what crowds their day, where our product plays no part, and
what it competes with. A day in which it is always in hand was imagined at a desk.

Four columns or more are looked at, and the lane `product_use`. `[]` and a plain “none” (`Tiada`, `無`, `没有`) say that
it plays no part.

## Bad

```yaml
cjmap: 1
kind: day-in-the-life
#     ^
title: A day with Mei Lin
stages:
  - {time: "07:00", product_use: Checks the delivery slot}
  - {time: "09:00", product_use: Adds milk to the basket}
  - {time: "13:00", product_use: Compares prices}
  - {time: "19:00", product_use: Rates the courier}
```

## Good

```yaml
cjmap: 1
kind: day-in-the-life
title: A day with Mei Lin
stages:
  - {time: "07:00", product_use: Checks the delivery slot}
  - {time: "09:00", product_use: []}
  - {time: "13:00", product_use: []}
  - {time: "19:00", product_use: Rates the courier}
```

## How to fix

Follow the person and not the product: write what they do between the moments with us, and `[]` for our part in it.
"""

from collections.abc import Iterator

from cjmap.rules.finding import MAP, Finding
from cjmap.rules.subject import Subject
from cjmap.words import says_none

FEWEST = 4


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when every column uses the product."""
    columns = subject.columns
    if len(columns) < FEWEST:
        return
    for at in columns:
        used = [item for item in subject.around(at) if item.lane == "product_use"]
        if all(says_none(item.item.words) for item in used):
            return
    message = "our product is in use in every column of this day"
    yield Finding(MAP, message, "write product_use: [] where it plays no part")
