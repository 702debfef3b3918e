"""A risk is written down, and nothing holds it.

Naming a risk and its control together is the common ground of risk management (ISO 31000, COSO). In regulated trades
the next question to a map with a risk is what keeps it from happening.

Risks of severity `low` are left alone. What stands under `control` is what is done, not what should be.

## Bad

```yaml
cjmap: 1
kind: current-state
title: A loan
stages:
  - title: Apply
    risks:
      - text: Data is collected that the loan does not need
        #     ^
        severity: high
```

## Good

```yaml
cjmap: 1
kind: current-state
title: A loan
stages:
  - title: Apply
    risks:
      - text: Data is collected that the loan does not need
        severity: high
        control: The form shows why each field is asked for; others cannot be saved
```

## How to fix

Write the control. If there is none, that is the finding: say who decides, and waive this until then.
"""

from collections.abc import Iterator

from cjmap.model.cells import Risk
from cjmap.rules.finding import Finding
from cjmap.rules.subject import Subject


def check(subject: Subject) -> Iterator[Finding]:
    """One finding for each risk without a control."""
    for at in subject.of("risks"):
        risk = at.item
        if isinstance(risk, Risk) and risk.severity != "low" and not risk.control:
            yield Finding((*at.location, "text"), "nothing controls this risk", "add control: with what is done")
