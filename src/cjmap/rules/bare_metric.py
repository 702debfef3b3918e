"""A figure does not say how it was measured, of how many, or when.

“NPS 31” means little without the method, the number of answers and the date: with twenty answers it may as well be
zero. F. F. Reichheld's score (*The One Number You Need to Grow*, Harvard Business Review, 2003) is a difference of
two shares on a scale from 0 to 10; satisfaction may be a mean or a share; and each looks like a percentage.

The method stands in the metric's definition. `n` is not asked of counts. Future maps, whose values are aims, and
entries in words are left alone.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
metrics:
  - {id: nps, title: Net promoter score, method: nps}
stages:
  - title: Receive
    metrics:
      - {metric: nps, value: 31}
      #          ^
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
metrics:
  - {id: nps, title: Net promoter score, method: nps}
stages:
  - title: Receive
    metrics:
      - {metric: nps, value: 31, n: 412, as_of: 2026-09-30}
```

## How to fix

Add what the message names: `method` under `metrics:` at the top, `n` and `as_of` beside the value.
"""

from collections.abc import Iterator

from cjmap.model.cells import Measurement
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.validate.wording import choices


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each value that lacks its method, its number or its date."""
    if subject.future:
        return
    for at in subject.of("metrics"):
        item = at.item
        if not isinstance(item, Measurement) or item.value is None:
            continue
        metric = subject.metric(item)
        method = metric.method if metric else None
        lacking = [] if method else ["method"]
        lacking += ["n"] if item.n is None and method != "count" else []
        lacking += ["as_of"] if item.as_of is None else []
        if lacking:
            key = "metric" if item.metric else "value"
            words = {"method": "how it was measured", "n": "of how many", "as_of": "when"}
            said = choices([words[each] for each in lacking])
            message = f"this figure does not say {said}"
            yield Finding((*at.location, key), message, f"add {', '.join(f'{each}:' for each in lacking)}")
