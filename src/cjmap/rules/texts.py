"""Where the texts of a document stand: what lies between them is punctuation and comments."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from cjmap.source import Span
from cjmap.syntax import Node, Scalar, Sequence


class Texts:
    """The spans of all texts below a node, keys among them, to be asked for offsets."""

    def __init__(self, root: Node) -> None:
        spans = sorted(_spans(root))
        self._starts = [span.start for span in spans]
        self._ends = [span.end for span in spans]

    def cover(self, offset: int) -> bool:
        """Whether an offset lies within a text."""
        at = bisect_right(self._starts, offset) - 1
        return at >= 0 and offset < self._ends[at]


def _spans(node: Node) -> Iterator[Span]:
    if isinstance(node, Scalar):
        yield node.span
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _spans(item)
    else:
        for entry in node.entries:
            yield entry.key.span
            yield from _spans(entry.value)
