"""Three versions of a map made one: by field and id, with the comments and the form of both sides."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from cjmap import syntax
from cjmap.merge.lines import keep_both
from cjmap.merge.nodes import merge_parts
from cjmap.merge.parts import Part, below, data
from cjmap.merge.result import ClashError, Conflict, Piece, data_of, marked, text_of
from cjmap.source import Source
from cjmap.syntax import Mapping
from cjmap.validate.data import plain

__all__ = ["Merge", "merge"]


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged text, with markers where it conflicts; and the names that lead to each conflict."""

    text: str
    conflicts: tuple[tuple[str, ...], ...] = ()


def merge(
    base: str, ours: str, theirs: str, labels: tuple[str, str] = ("ours", "theirs"), size: int = 7, style: str = "merge"
) -> Merge | None:
    """The changes of both sides to a map, persona or project file; None where it has to be merged as a text.

    That is so where one of the three cannot be read, and where what came out, read again, does not say what was meant
    or has lost a comment. A conflict stands around the lines of the field that both changed, or that one changed and
    the other took away; `size` is the length of its markers, `style` that of git's `merge.conflictStyle`.
    """
    if theirs in (ours, base):
        return Merge(ours)
    if ours == base:
        return Merge(theirs)
    ends = {_line_ends(text) for text in (base, ours, theirs)}
    if None in ends:
        return None
    sides = [_Side.of(text) for text in (base, ours, theirs)]
    if None in sides:
        return None
    try:
        merged = _merged(*sides)  # type: ignore[arg-type]  # None was ruled out above
    except ClashError:
        return None
    if merged is None:
        return None
    pieces, meant = merged
    if not _holds(pieces, meant, sides):  # type: ignore[arg-type]  # as above
        return None
    text = marked(pieces, labels, size, style)
    end = _line_ends(theirs if _line_ends(ours) == _line_ends(base) else ours)
    conflicts = tuple(piece.where for piece in pieces if isinstance(piece, Conflict))
    return Merge(text.replace("\n", "\r\n") if end == "\r\n" else text, conflicts)


@dataclass(frozen=True, slots=True)
class _Side:
    """One version: its text with plain line ends, its tree, and its comments."""

    text: str
    root: Mapping
    comments: Counter[str]

    @classmethod
    def of(cls, text: str) -> _Side | None:
        """A version; None for a text that is no map, or whose words YAML would lose."""
        clean = text.replace("\r\n", "\n")
        clean = clean if clean.endswith("\n") else clean + "\n"
        source = Source("map", clean)
        root, problems = syntax.parse(source)
        if problems or not isinstance(root, Mapping) or root.flow:
            return None
        plain(root, source, problems)
        if problems:
            return None
        return cls(clean, root, Part(clean, root, "", 0, len(clean)).comments)


def _line_ends(text: str) -> str | None:
    """How the lines end; None where they do so in several ways."""
    rest = text.replace("\r\n", "")
    if "\r" in rest or ("\n" in rest and "\r\n" in text):
        return None
    return "\r\n" if "\r\n" in text else "\n"


def _merged(base: _Side, ours: _Side, theirs: _Side) -> tuple[list[Piece], Any] | None:
    """The pieces of the merged document and what they mean."""
    parts = []
    margins = []
    for side in (base, ours, theirs):
        top = side.text.rfind("\n", 0, side.root.span.start) + 1
        if side.root.span.start != top:
            return None
        found = below(side.text, side.root, top, len(side.text), outermost=True)
        parts.append(found)
        margins.append(
            (side.text[:top].splitlines(keepends=True), side.text[found[-1].end :].splitlines(keepends=True))
        )
    middle = merge_parts(parts[0], parts[1], parts[2], 0, (), mapping=True)
    above = "".join(keep_both(*(margin[0] for margin in margins)))
    after = "".join(keep_both(*(margin[1] for margin in margins)))
    return [above, *middle.pieces, after], middle.data


def _holds(pieces: list[Piece], meant: Any, sides: list[_Side]) -> bool:
    """Whether the text says what was meant, whichever way its conflicts go, and no comment of either side is lost."""
    kept: Counter[str] = Counter()
    # without conflicts both ways are one
    for way in ("ours", "theirs") if any(isinstance(piece, Conflict) for piece in pieces) else ("ours",):
        again = _Side.of(text_of(pieces, way))
        if again is None or data(again.root) != data_of(meant, way):
            return False
        kept |= again.comments
    base, ours, theirs = (side.comments for side in sides)
    for comment in ours.keys() | theirs.keys():
        one, other, before = ours[comment], theirs[comment], base[comment]
        wanted = other if one == before else one if other == before else min(one, other)
        if kept[comment] < wanted:
            return False
    return True
