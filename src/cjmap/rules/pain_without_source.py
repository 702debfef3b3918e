"""A pain point cites no source.

What a team believes hurts customers and what does are two things; maps made in a workshop alone collect the first. M.
Stickdorn, M. E. Hormess, A. Lawrence and J. Schneider (*This Is Service Design Doing*, 2018) tell assumption-based
maps from research-based ones and ask that the first become the second.

Saying `basis: assumed` is honest and satisfies this rule: then the map draws it as assumed. While a map cites nothing
at all, one finding stands for all its pain points.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - {id: nps-q3, title: NPS survey, date: 2026-09-30, n: 412}
stages:
  - title: Choose
    pain_points:
      - {text: No list of earlier purchases, sources: nps-q3}
      - Prices change between cart and checkout
      # ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - {id: nps-q3, title: NPS survey, date: 2026-09-30, n: 412}
stages:
  - title: Choose
    pain_points:
      - {text: No list of earlier purchases, sources: nps-q3}
      - {text: Prices change between cart and checkout, basis: assumed}
```

## How to fix

Cite the interview, survey or log it comes from. If there is none, write `basis: assumed` and go and ask.
"""

from collections.abc import Iterator

from cjmap.model.walk import ItemAt
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each pain point that rests on nothing stated."""
    if subject.future:
        return
    bare = [at for at in subject.of("pain_points") if not at.item.basis and _rests_on_nothing(subject, at)]
    help_ = "add sources: with ids from the register, or basis: assumed"
    if len(bare) > 1 and not subject.citations:
        message = f"{len(bare)} pain points cite no source, and do not say that they are assumed"
        yield Finding((*bare[0].location, "text"), message, help_)
        return
    for at in bare:
        yield Finding((*at.location, "text"), "this pain point cites no source", help_)


def _rests_on_nothing(subject: Subject, at: ItemAt) -> bool:
    stage = subject.stage_of.get(id(at.column))
    stated = (at.column, stage, subject.journey)
    return not subject.ground(at.item, at.column).sources and not any(part and part.basis for part in stated)
