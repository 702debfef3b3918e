"""Quick fixes: what a finding knows how to mend, and all that is safe to mend at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cjmap.diagnostic import Diagnostic, Edit
from cjmap.source import Span


class Action(NamedTuple):
    """Edits to offer: what they do, the finding that they mend (None for all safe ones), and whether they are safe."""

    title: str
    edits: tuple[Edit, ...]
    found: Diagnostic | None = None
    safe: bool = True


def fixes(findings: Iterable[Diagnostic], span: Span) -> list[Action]:
    """The fix of each finding that touches a span, the safe ones first."""
    touched = [each for each in findings if each.fix is not None and each.span is not None and _meet(each.span, span)]
    actions = [Action(each.fix.title, each.fix.edits, each, each.fix.safe) for each in touched if each.fix is not None]
    return sorted(actions, key=lambda action: not action.safe)


def every_safe_fix(findings: Iterable[Diagnostic]) -> Action | None:
    """All safe fixes together; those that would overlap with one before them wait for another round."""
    taken: list[Edit] = []
    count = 0
    for each in findings:
        if each.fix is None or not each.fix.safe:
            continue
        new = [edit for edit in each.fix.edits if edit not in taken]
        if any(_overlap(edit.span, other.span) for edit in new for other in taken):
            continue
        taken += new
        count += 1
    edits = tuple(sorted(taken, key=lambda edit: edit.span))
    return Action(f"Mend everything that is safe to mend ({count})", edits) if edits else None


def _meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end


def _overlap(one: Span, other: Span) -> bool:
    return (one.start < other.end and other.start < one.end) or one.start == other.start
