"""A severe pain of the current map is neither resolved nor knowingly left.

A future map hung beside the current one looks like progress; nobody checks which pains it ends. cjmap does: each
severe pain of the current map is resolved somewhere on this one (`resolves`), goes with a column that is dropped
(`drops`), or stands under `leaves` with the reason why it stays.

Pain points of severity `high` and `critical` count. With `future_of: path#stage` those of that stage alone do.

## Bad

```yaml
cjmap: 1
kind: future-state
title: Groceries in one tap
future_of: today.cjm.yaml
#          ^
stages:
  - title: Choose
    opportunities: One tap to reorder
```

```yaml today.cjm.yaml
cjmap: 1
kind: current-state
title: Groceries today
stages:
  - title: Choose
    pain_points:
      - {id: no-list, text: No list of earlier purchases, severity: high}
```

## Good

```yaml
cjmap: 1
kind: future-state
title: Groceries in one tap
future_of: today.cjm.yaml
stages:
  - title: Choose
    resolves: no-list
```

```yaml today.cjm.yaml
cjmap: 1
kind: current-state
title: Groceries today
stages:
  - title: Choose
    pain_points:
      - {id: no-list, text: No list of earlier purchases, severity: high}
```

## How to fix

Say what resolves it, or write it under `leaves` with the reason.
"""

from collections.abc import Iterator

from cjmap.measures import SEVERE
from cjmap.model.cells import PainPoint
from cjmap.references import References
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject
from cjmap.validate.wording import quoted


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each severe pain of the current map that this one passes over."""
    current = subject.current
    if current is None or not subject.future:
        return
    answered = _answered(subject, current)
    gone = {target.location for name in subject.journey.drops for target in current.columns.find(name)}
    part = (subject.journey.future_of or "").partition("#")[2]
    within = {target.location for target in current.columns.find(part)} if part else None
    for target in current.pains.targets:
        pain = target.what
        if not isinstance(pain, PainPoint) or pain.severity not in SEVERE or target.location in answered:
            continue
        above = {target.location[:2], target.location[:4]}
        if above & gone or (within is not None and not above & within):
            continue
        called = quoted(target.id or target.name)
        message = f"the pain point {called} ({pain.severity}) of the current map is neither resolved nor left"
        yield Finding(("future_of",), message, f"add resolves: or write it under leaves: {quoted(target.name)}")


def _answered(subject: Subject, current: References) -> set[tuple[str | int, ...]]:
    names = [name for at in subject.every for name in at.column.resolves]
    names += [name for at in subject.having("resolves") for name in at.item.resolves]
    names += subject.journey.leaves
    return {target.location for name in names for target in current.pains.find(name.rpartition("#")[2] or name)}
