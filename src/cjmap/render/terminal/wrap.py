"""Breaking lines: between words for scripts that space them, between characters for those that do not."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rich.cells import cell_len, split_graphemes
from rich.text import Text

from cjmap.render.terminal.ink import ASCII, UNICODE

Lines = list[Text]

_NO_START = frozenset(
    "!%),.:;?]}¢°·’”…‰′″›℃、。々〉》」』】〕〗〞︰﹐﹑﹒﹔﹕﹖﹗﹚﹜！％），．：；？］｝～ーぁぃぅぇぉっゃゅょァィゥェォッャュョ・｡｣､･ﾞﾟ—"
)
_NO_END = frozenset("([{£¥‘“‹〈《「『【〔〖〝﹙﹛（［｛￡￥｢$#")

_MARKER = re.compile(f"([{UNICODE.dashed}{ASCII.dashed}])[^\\s{UNICODE.dashed}{ASCII.dashed}]{{1,16}}\\1")
"""What rests on no evidence yet, such as `┄假設┄`: a mark, which keeps together."""


class Glyph(NamedTuple):
    """One character as a reader sees it: where it starts and ends in the text, and its cells."""

    start: int
    end: int
    width: int


def measure(text: str, *, wide: bool = False) -> int:
    """The cells that a text takes; `wide` counts East Asian Ambiguous characters as two."""
    return cell_len(text) + (sum(map(_ambiguous, text)) if wide and not text.isascii() else 0)


@lru_cache(4096)
def _ambiguous(char: str) -> bool:
    return unicodedata.east_asian_width(char) == "A" and cell_len(char) == 1


def _graphemes(text: str, *, wide: bool) -> list[Glyph]:
    if text.isascii():
        return [Glyph(place, place + 1, 1) for place in range(len(text))]
    spans, _ = split_graphemes(text)
    if not wide:
        return [Glyph(*span) for span in spans]
    return [Glyph(start, end, width + sum(map(_ambiguous, text[start:end]))) for start, end, width in spans]


def _breakable(before: str, last: str, char: str) -> bool:
    """Whether a line may end after `last` (which follows `before`) and go on with `char`."""
    if last == " ":
        return char != " "
    if char == " " or char in _NO_START or last in _NO_END:
        return False
    if last in "-/" and char.isalpha():
        return before.isalpha()
    return _ideographic(last) or _ideographic(char)


@lru_cache(4096)
def _ideographic(char: str) -> bool:
    return char > "\u2e7f" and unicodedata.east_asian_width(char) in "WF"


def _is_space(char: str) -> bool:
    return char in " \u3000"


class _Breaker:
    """Finds the lines of one text: `limit` cells in the first, `rest` in the others."""

    def __init__(self, text: str, limit: int, rest: int, *, wide: bool) -> None:
        self.text = text
        self.limit = limit
        self.rest = rest
        self.glyphs = _graphemes(text, wide=wide)
        self.lines: list[tuple[int, int]] = []
        self.start = 0
        self.joined = {at for mark in _MARKER.finditer(text) for at in range(mark.start() + 1, mark.end())}

    def char(self, index: int) -> str:
        return self.text[self.glyphs[index].start] if index >= 0 else ""

    def last(self, index: int) -> str:
        return self.text[self.glyphs[index].end - 1] if index >= 0 else ""

    def emit(self, stop: int, then: int) -> None:
        end = stop
        while end > self.start and _is_space(self.char(end - 1)):
            end -= 1
        if end > self.start:
            self.lines.append((self.glyphs[self.start].start, self.glyphs[end - 1].end))
        else:
            self.lines.append((0, 0))
        self.start = then
        self.limit = self.rest

    def run(self) -> list[tuple[int, int]]:
        used = 0
        chance = 0
        for index, glyph in enumerate(self.glyphs):
            char = self.char(index)
            if char == "\n":
                self.emit(index, index + 1)
                used, chance = 0, 0
                continue
            if (
                index > self.start
                and glyph.start not in self.joined
                and _breakable(self.char(index - 2), self.char(index - 1), char)
            ):
                chance = index
            while used + glyph.width > self.limit and not _is_space(char) and index > self.start:
                cut = chance if chance > self.start else index
                self.emit(cut, cut)
                while self.start < index and _is_space(self.char(self.start)):
                    self.start += 1
                used = sum(item.width for item in self.glyphs[self.start : index])
            used += glyph.width
        self.emit(len(self.glyphs), len(self.glyphs))
        return self.lines


def wrap(text: Text, width: int, hang: int = 0, *, wide: bool = False) -> Lines:
    """The lines of a text within so many cells, all but the first indented by `hang`. Nothing is cut off."""
    plain = text.plain
    if "\n" not in plain and measure(plain, wide=wide) <= width:
        return [text]
    hang = hang if width - hang >= 8 else 0
    pad = " " * hang
    lines: Lines = []
    for start, end in _Breaker(plain, max(2, width), max(2, width - hang), wide=wide).run():
        piece = text[start:end] if end > start else Text()
        lines.append(Text.assemble(pad, piece) if pad and lines and end > start else piece)
    return lines
