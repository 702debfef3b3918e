"""Quick fixes: what a finding knows how to mend, and all that is safe to mend at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from cjmap.diagnostic import Diagnostic, Edit
from cjmap.edit import Accepted
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
    return sorted((action for action in actions if action.edits), key=lambda action: not action.safe)


def every_safe_fix(findings: Iterable[Diagnostic]) -> Action | None:
    """All safe fixes together; those that clash with one before them wait for another round."""
    accepted = Accepted()
    safe = [each.fix.edits for each in findings if each.fix is not None and each.fix.safe]
    count = sum(accepted.take(edits) for edits in safe if edits)
    edits = tuple(accepted.edits)
    return Action(f"Mend everything that is safe to mend ({count})", edits) if edits else None


def _meet(one: Span, other: Span) -> bool:
    return one.start <= other.end and other.start <= one.end
