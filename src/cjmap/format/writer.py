"""The new text as it is written: stretches of the old one that stay, and what stands between them."""

from __future__ import annotations

from cjmap.diagnostic import Edit
from cjmap.edit import shortened
from cjmap.source import Span


class Writer:
    """Collects a text in its new order. Stretches that stay are kept as spans, so that the rest makes the edits."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._pieces: list[str | Span] = []
        self._moved = 0
        self._at = 0

    def add(self, words: str) -> None:
        """Words that may be new."""
        self._pieces.append(words)

    def keep(self, span: Span) -> None:
        """A stretch of the old text; it counts as new where it stands before what was kept already."""
        if self._moved or span.start < self._at:
            self._pieces.append(self.text[span.start : span.end])
        else:
            self._pieces.append(span)
            self._at = span.end

    def move(self, count: int) -> None:
        """From here on (1), or until here (-1), what is kept stands elsewhere than it did."""
        self._moved += count

    def edits(self) -> list[Edit]:
        """What makes the old text the new one."""
        found: list[Edit] = []
        at = 0
        words: list[str] = []
        for piece in (*self._pieces, Span(len(self.text), len(self.text))):
            if isinstance(piece, str):
                words.append(piece)
                continue
            edit = shortened(self.text, Edit(Span(at, piece.start), "".join(words)))
            if edit is not None:
                found.append(edit)
            words = []
            at = piece.end
        return found


def staying(order: list[int]) -> set[int]:
    """The longest run of entries that keep their order: the others are those that move."""
    from bisect import bisect_left

    ends: list[int] = []  # for each length, the smallest last entry of a run so long
    runs: list[int] = []
    for entry in order:
        length = bisect_left(ends, entry)
        ends[length : length + 1] = [entry]
        runs.append(length)
    kept: set[int] = set()
    wanted = len(ends) - 1
    for entry, length in zip(reversed(order), reversed(runs), strict=True):
        if length == wanted:
            kept.add(entry)
            wanted -= 1
    return kept
