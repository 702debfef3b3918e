"""A figure stands in a statement that rests on nothing.

“38 % give up here” sounds measured. Where the map says that the statement is assumed, or cites nothing, either
somebody knows the figure and did not say from where, or nobody does.

Shares and counts of people are looked for, in digits and in words (`38%`, `7 of 9`, `three out of four`, `三成`, `7
daripada 9`), in statements about what is and in the `impact` of pain points. Future maps state aims and are left
alone. While a map cites nothing at all, one finding stands for all.

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
      - {text: 38% give up when the search fails, basis: assumed}
      #        ^
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
      - {text: 38% give up when the search fails, sources: nps-q3}
```

## How to fix

Cite where the figure comes from, or say it without one (“many give up”).
"""

import re
from collections.abc import Iterator

from cjmap.model.cells import PainPoint
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject

_NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|satu|dua|tiga|empat|lima|enam|tujuh|lapan|sembilan|sepuluh"
FIGURE = re.compile(
    rf"\d+(?:[.,]\d+)?\s?[%％]|\b\d+(?:\.\d+)? per ?cent\b|\b\d+ peratus\b"
    rf"|\b(?:\d+|{_NUMBERS}) (?:out of|in every|daripada) (?:\d+|{_NUMBERS})\b|\b\d+ of \d+\b"
    r"|[一二三四五六七八九两兩\d]成(?:多|的|人|顾客|顧客|客人|用户|用戶)|百分之[一二三四五六七八九十百\d]",
    re.IGNORECASE,
)


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each figure without evidence."""
    if subject.future:
        return
    found = list(_figures(subject))
    yield from found[:1] if not subject.citations else found


def _figures(subject: Subject) -> Iterator[Finding]:
    for at in subject.items:
        if at.cell == "metrics" or not subject.claims(at):
            continue
        texts = [("text", at.item.words)]
        if isinstance(at.item, PainPoint) and at.item.impact:
            texts.append(("impact", at.item.impact))
        for key, text in texts:
            match = FIGURE.search(text)
            if match and not subject.ground(at.item, at.column).sourced:
                message = f"‘{match[0]}’ is a figure, and rests on nothing"
                yield Finding((*at.location, key), message, "cite its source, or say it without a figure")
                break
