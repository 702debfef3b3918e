"""A severe pain point leads to nothing.

A map is made to act on. Where it shows a severe pain and no opportunity, its readers learn that something is wrong
and not what could be done; opportunities with owners are the last zone of the map in Nielsen Norman Group's method
(S. Gibbons, *Journey Mapping 101*, 2018).

Pain points of severity `high` and `critical` count. An answer is whatever `resolves` them; an opportunity or change
in the same column or stage that names no pain will do. A stage's pain may be answered in its steps, and one of the
whole journey anywhere.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    pain_points:
      - text: No list of earlier purchases
        #     ^
        severity: high
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
stages:
  - title: Choose
    pain_points:
      - id: no-list
        text: No list of earlier purchases
        severity: high
    opportunities:
      - text: One tap to reorder last week's basket
        resolves: no-list
```

## How to fix

Write an opportunity with `resolves`. If it is known and will stay, waive this with who decided that.
"""

from collections.abc import Iterator

from cjmap.measures import SEVERE
from cjmap.model.cells import PainPoint
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each severe pain point without an answer."""
    if subject.future:
        return
    names = frozenset(_resolved(subject))
    by_words = names - subject.ids["pains"]
    resolved = {id(target.what) for name in by_words for target in subject.own.pains.find(name)}
    open_ended = {id(at.column) for at in subject.answers if not at.item.resolves}
    for at in subject.of("pain_points"):
        pain = at.item
        if not isinstance(pain, PainPoint) or pain.severity not in SEVERE:
            continue
        if pain.id in names or id(pain) in resolved:
            continue
        if not subject.near(at.column) & open_ended:
            message = f"nothing is proposed for this pain point of severity {pain.severity}"
            yield Finding((*at.location, "text"), message, "add an opportunity with resolves:")


def _resolved(subject: Subject) -> Iterator[str]:
    for at in subject.every:
        yield from at.column.resolves
    for found in subject.having("resolves"):
        yield from found.item.resolves
