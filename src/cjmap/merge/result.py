"""What a merge has made so far: text with conflicts in it, and the data that it must mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

GONE: Any = object()
"""The data of what one side took away."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Lines on which the two sides differ: those of each, and the names that lead to them."""

    ours: str
    theirs: str
    where: tuple[str, ...]


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
    ours, theirs = (prefix + text if text else "" for text in (first.ours, first.theirs))
    return [Conflict(ours, theirs, first.where), *rest]


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


def marked(pieces: list[Piece], labels: tuple[str, str], size: int) -> str:
    """The text with git's markers around each conflict."""
    found = []
    for piece in pieces:
        if isinstance(piece, str):
            found.append(piece)
        else:
            ours, theirs = labels
            found += [f"{'<' * size} {ours}\n", piece.ours, f"{'=' * size}\n", piece.theirs, f"{'>' * size} {theirs}\n"]
    return "".join(found)
