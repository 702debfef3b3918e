"""Nobody was asked: everything on the map comes from logs, calls and records.

Behaviour shows what people do and not why; complaints show those who complain. What customers hoped for, felt and
nearly did has to be asked for. One method alone carries its own blind spot (N. K. Denzin, *The Research Act*, 1970).

The other side of `only-solicited-sources`, by the same measure.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - {id: searches, title: Searches in the app, type: analytics}
  #      ^
  - {id: tickets, title: Hotline tickets, type: support}
stages:
  - title: Choose
    pain_points: {text: No list of earlier purchases, sources: [searches, tickets]}
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - {id: searches, title: Searches in the app, type: analytics}
  - {id: interviews, title: Six interviews, type: interview}
stages:
  - title: Choose
    pain_points: {text: No list of earlier purchases, sources: [searches, interviews]}
```

## How to fix

Talk to five customers. It is a week's work, and it changes what the figures mean.
"""

from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.only_solicited_sources import one_sided
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding when nobody was asked."""
    message = "nobody was asked: all cited sources are unsolicited"
    return one_sided(subject, "unsolicited", message, "cite interviews, a survey or a diary beside them")
