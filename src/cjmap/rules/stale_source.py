"""The map rests on research that has grown old.

Customers, offers and competitors change; a survey of three years ago describes other people. A source is stale when
its date lies more than two years back, or as long as `source_age` under `lint` in `cjmap.yaml` says (`1 year`, `18
months`). Only sources that the map cites count; those without a date are left alone, and so are retired maps.

A source of the project file is reported there.

## Bad

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - id: nps
    title: NPS survey
    date: 2019-09
    #     ^
stages:
  - title: Choose
    pain_points: {text: No list of earlier purchases, sources: nps}
```

## Good

```yaml
cjmap: 1
kind: current-state
title: Weekly groceries
sources:
  - id: nps
    title: NPS survey
    date: 2026-09
stages:
  - title: Choose
    pain_points: {text: No list of earlier purchases, sources: nps}
```

## How to fix

Ask again, or check whether what it says still holds and cite that check as a source of its own.
"""

from collections.abc import Iterator

from cjmap.rules.finding import Finding
from cjmap.rules.lengths import last_day
from cjmap.rules.subject import Subject
from cjmap.validate.wording import quoted


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each cited source whose date lies too far back."""
    if subject.journey.status == "retired":
        return
    for cited in subject.cited:
        stated = cited.source.date
        if stated is None or (subject.today - last_day(stated)).days <= subject.source_age:
            continue
        document = subject.document.project.document if cited.shared else None
        message = f"the source {quoted(cited.source.title)} is from {stated}, too long ago to rely on"
        help_ = "ask again, or cite a newer source beside it"
        yield Finding(("sources", cited.index, "date"), message, help_, document=document)
