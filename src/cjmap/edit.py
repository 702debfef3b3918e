"""Edits on a text: which of them can be made together, and the text after them."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import pairwise

from cjmap.diagnostic import Edit
from cjmap.source import Span


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap; equal ones count once. Raises ValueError where they overlap."""
    pieces: list[str] = []
    at = 0
    for edit in in_order(edits):
        if edit.span.start < at:
            raise ValueError(f"edits overlap at {edit.span.start}")
        if not edit.span.start <= edit.span.end <= len(text):
            raise ValueError(f"an edit lies outside the text: {edit.span}")
        pieces += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join([*pieces, text[at:]])


def in_order(edits: Iterable[Edit]) -> list[Edit]:
    """The edits by place, equal ones once. What is inserted stands before what is replaced at the same place."""
    return sorted(dict.fromkeys(edits), key=lambda edit: edit.span)


class Accepted:
    """Edits that can be made together. A group of them, such as those of a fix, is taken whole or not at all.

    The first to come wins: a group that would touch the inside of what is replaced already, or that would insert
    other words at a place where some are inserted already, is left for another round. Equal edits do not clash, so
    that two fixes may both need the same id. Edits that only meet do not clash either.
    """

    def __init__(self) -> None:
        self._spans: list[Span] = []
        self._texts: dict[Span, str] = {}

    @property
    def edits(self) -> list[Edit]:
        """Those taken, by place."""
        return [Edit(span, self._texts[span]) for span in self._spans]

    def take(self, group: Sequence[Edit]) -> bool:
        """Take a group; False, and nothing is taken, when it clashes with those before or within itself."""
        new = in_order(edit for edit in group if self._texts.get(edit.span) != edit.text)
        clash = any(_overlap(one.span, other.span) for one, other in pairwise(new))
        if clash or any(self._clashes(edit) for edit in new):
            return False
        for edit in new:
            insort(self._spans, edit.span)
            self._texts[edit.span] = edit.text
        return True

    def _clashes(self, edit: Edit) -> bool:
        at = bisect_left(self._spans, edit.span)
        beside = self._spans[max(0, at - 1) : at + 1]
        return any(_overlap(edit.span, span) for span in beside)


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a character, are one place, or one lies inside the other."""
    return one == other or (one.start < other.end and other.start < one.end)


def shortened(text: str, edit: Edit) -> Edit | None:
    """The edit without what it leaves as it is at its two ends; None when nothing changes."""
    start, end = edit.span
    old, new = text[start:end], edit.text
    if old == new:
        return None
    most = min(len(old), len(new))
    ahead = 0
    while ahead < most and old[ahead] == new[ahead]:
        ahead += 1
    behind = 0
    while behind < most - ahead and old[-1 - behind] == new[-1 - behind]:
        behind += 1
    return Edit(Span(start + ahead, end - behind), new[ahead : len(new) - behind])
