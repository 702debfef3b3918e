"""What a merge has made so far: text with conflicts in it, and the data that it must mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

GONE: Any = object()
"""The data of what one side took away."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Lines on which the two sides differ: those of each, the names that lead to them, and what both began with."""

    ours: str
    theirs: str
    where: tuple[str, ...]
    base: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """The data of a conflict: that of each side, or `GONE`."""

    ours: Any
    theirs: Any


Piece = str | Conflict


class Merged(NamedTuple):
    """Text and what it means."""

    pieces: list[Piece]
    data: Any


class ClashError(Exception):
    """Both sides changed what cannot be told apart in lines: the conflict is that of the lines around it."""


def prefixed(pieces: list[Piece], prefix: str) -> list[Piece]:
    """Pieces with some text at the beginning of their first line. Raises ClashError where a side has no such line."""
    first, *rest = pieces or [""]
    if isinstance(first, str):
        return [prefix + first, *rest]
    if prefix.strip() and not (first.ours and first.theirs):
        raise ClashError
    ours, theirs, base = (prefix + text if text else "" for text in (first.ours, first.theirs, first.base))
    return [Conflict(ours, theirs, first.where, base), *rest]


def text_of(pieces: list[Piece], side: str) -> str:
    """The text when every conflict goes to one side, `ours` or `theirs`."""
    return "".join(piece if isinstance(piece, str) else str(getattr(piece, side)) for piece in pieces)


def data_of(data: Any, side: str) -> Any:
    """The data when every conflict goes to one side."""
    if isinstance(data, Split):
        return data_of(getattr(data, side), side)
    if isinstance(data, dict):
        found = {key: data_of(value, side) for key, value in data.items()}
        return {key: value for key, value in found.items() if value is not GONE}
    if isinstance(data, list):
        return [value for value in (data_of(each, side) for each in data) if value is not GONE]
    return data


def marked(pieces: list[Piece], labels: tuple[str, str], size: int, style: str = "merge") -> str:
    """The text with git's markers around each conflict.

    `style` is that of git's `merge.conflictStyle`: `diff3` shows what both sides began with as well, and `zdiff3` takes
    the lines out with which both sides begin or end alike.
    """
    return "".join(piece if isinstance(piece, str) else _marked(piece, labels, size, style) for piece in pieces)


def _marked(conflict: Conflict, labels: tuple[str, str], size: int, style: str) -> str:
    one, other = conflict.ours.splitlines(keepends=True), conflict.theirs.splitlines(keepends=True)
    most = min(len(one), len(other)) if style == "zdiff3" else 0
    head = next((at for at in range(most) if one[at] != other[at]), most)
    most -= head
    tail = next((at for at in range(most) if one[-1 - at] != other[-1 - at]), most)
    before, after = one[:head], one[len(one) - tail :]
    one, other = one[head : len(one) - tail], other[head : len(other) - tail]
    base = [f"{'|' * size} base\n", conflict.base] if style in ("diff3", "zdiff3") else []
    return "".join([
        *before, f"{'<' * size} {labels[0]}\n", *one, *base, f"{'=' * size}\n", *other,
        f"{'>' * size} {labels[1]}\n", *after,
    ])  # fmt: skip
