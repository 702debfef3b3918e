"""What a comparison fails on: levels and rules, these with a least severity where they concern pains or risks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from cjmap.diff.changes import LEVELS
from cjmap.diff.comparison import Comparison
from cjmap.diff.fields import RULES, SEVERITIES
from cjmap.diff.gap import GAP_RULES

SEVERE = ("pain", "risk")
"""What has a severity: the rules whose names speak of these."""


class Condition(NamedTuple):
    """A level or rule, and the least severity (1 for low to 4 for critical; 0: any)."""

    name: str
    severity: int = 0


def names() -> list[str]:
    """Everything that a condition may name."""
    return [*LEVELS, *GAP_RULES, *RULES]


def has_severity(name: str) -> bool:
    """Whether what a condition names has a severity."""
    return any(word in SEVERE for word in name.split("-"))


def condition(word: str) -> Condition | str:
    """What `LEVEL`, `RULE` or `RULE:severity` means; else why it means nothing, as a phrase."""
    name, colon, severity = word.partition(":")
    if name not in names():
        return f"there is no level or rule ‘{name}’"
    if not colon:
        return Condition(name)
    if severity not in SEVERITIES:
        return f"there is no severity ‘{severity}’"
    if not has_severity(name):
        return f"‘{name}’ has no severity"
    return Condition(name, SEVERITIES.index(severity) + 1)


def failures(conditions: Iterable[Condition], comparisons: Iterable[Comparison]) -> tuple[str, ...]:
    """What of the conditions was met, each rule with how often: `forgotten-pain (1)`."""
    found: Counter[str] = Counter()
    wanted = list(conditions)
    for comparison in comparisons:
        for rule, level, severity in comparison.rules:
            if any(each.name in (rule, level) and severity >= each.severity for each in wanted):
                found[rule] += 1
    return tuple(f"{rule} ({number})" for rule, number in sorted(found.items()))
