"""What changed inside a text: word by word, in CJK character by character, never within a grapheme cluster."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal, NamedTuple

KEPT = 0.25
"""Below this share of characters in common a text counts as replaced, not as changed in places."""


class Piece(NamedTuple):
    """A run of a changed text: `same` in both, `gone` from the old one, or `new`."""

    kind: Literal["same", "gone", "new"]
    text: str


# texts of these characters alone have no clusters, and their words are found in one pass: that is most texts
_SIMPLE = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uff00-\uff9d]*"
)
_TOKEN = re.compile(r"[0-9A-Za-z_'\u2019\u00aa\u00b5\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff]+|\s+|[\s\S]")


def graphemes(text: str) -> list[str]:
    """The text as the characters that people see."""
    if _SIMPLE.fullmatch(text):
        return list(text)
    from cjmap.diff.clusters import clusters

    return clusters(text)


def words(text: str) -> list[str]:
    """The text cut into what is compared: words, runs of spaces, and every other character by itself."""
    if _SIMPLE.fullmatch(text):
        return _TOKEN.findall(text)
    from cjmap.diff.clusters import tokens

    return tokens(text)


def compare(old: str, new: str) -> tuple[Piece, ...]:
    """The pieces of two texts in reading order, what is gone before what came in its place."""
    before, after = words(old), words(new)
    # most changes are small, and comparing takes its time: what both texts begin and end with is the same
    start = shared(before, after)
    end = shared(before[start:][::-1], after[start:][::-1])
    head, tail = "".join(before[:start]), "".join(before[len(before) - end :])
    middle = _pieces(before[start : len(before) - end], after[start : len(after) - end])
    pieces = [piece for piece in (Piece("same", head), *middle, Piece("same", tail)) if piece.text]
    if 2 * sum(len(piece.text) for piece in pieces if piece.kind == "same") < KEPT * (len(old) + len(new)):
        return tuple(piece for piece in (Piece("gone", old), Piece("new", new)) if piece.text)
    return tuple(_joined(pieces))


def shared(first: Sequence[str], second: Sequence[str]) -> int:
    """With how many equal parts two texts begin."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (one, other) in pairs if one != other), min(len(first), len(second)))


def _pieces(before: list[str], after: list[str]) -> Iterator[Piece]:
    opcodes: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(before), 0, len(after))]
    if not set(before).isdisjoint(after):
        opcodes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    for kind, old_start, old_end, new_start, new_end in opcodes:
        if kind == "equal":
            yield Piece("same", "".join(before[old_start:old_end]))
            continue
        if old_start < old_end:
            yield Piece("gone", "".join(before[old_start:old_end]))
        if new_start < new_end:
            yield Piece("new", "".join(after[new_start:new_end]))


def _joined(todo: list[Piece]) -> list[Piece]:
    """Spaces alone between two changes belong to them: a changed phrase reads as one."""
    found: list[Piece] = []
    for index, piece in enumerate(todo):
        blank = piece.kind == "same" and not piece.text.strip() and 0 < index < len(todo) - 1
        kinds: tuple[Literal["gone", "new"], ...] = ("gone", "new")
        for part in [Piece(kind, piece.text) for kind in kinds] if blank else [piece]:
            _append(found, part)
    return found


def _append(found: list[Piece], piece: Piece) -> None:
    """Add a piece to the last run of its kind, passing over what is new for what is gone."""
    if found and found[-1].kind == piece.kind:
        found[-1] = Piece(piece.kind, found[-1].text + piece.text)
    elif piece.kind == "gone" and len(found) > 1 and found[-1].kind == "new" and found[-2].kind == "gone":
        found[-2] = Piece("gone", found[-2].text + piece.text)
    elif piece.kind == "gone" and found and found[-1].kind == "new":
        found.insert(-1, piece)
    else:
        found.append(piece)
