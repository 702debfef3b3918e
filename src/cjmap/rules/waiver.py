"""A waiver: a comment in which somebody answers for a finding that stays."""

from __future__ import annotations

from datetime import date

from cjmap.record import record
from cjmap.source import Span


@record
class Waiver:
    """`# cjmap: ignore[rule, rule] reason until 2027-03-01`.

    `span` is the comment's; `covers` is the part of the text that it speaks for; `wrong` says why it cannot be
    understood, in a phrase, and what to do. `names` are the rules' names as typed.
    """

    names: tuple[str, ...]
    reason: str
    until: date | None
    span: Span
    covers: Span
    wrong: tuple[str, str] | None = None

    def expired(self, today: date) -> bool:
        """Whether its day has passed."""
        return self.until is not None and today > self.until
