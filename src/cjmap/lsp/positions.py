"""Offsets in a text and the positions of the protocol: lines from 0, columns in the units that were agreed on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Literal

Encoding = Literal["utf-32", "utf-8", "utf-16"]
ENCODINGS: tuple[Encoding, ...] = ("utf-32", "utf-8", "utf-16")
"""The units that columns may be counted in, the one that costs us least first."""

_BREAK = re.compile(r"\r\n|\n|\r")


def _utf8(character: str) -> int:
    return 1 if character < "\x80" else 2 if character < "\u0800" else 3 if character < "\U00010000" else 4


def _utf16(character: str) -> int:
    return 2 if character > "\uffff" else 1


_UNITS: dict[Encoding, Callable[[str], int]] = {"utf-8": _utf8, "utf-16": _utf16, "utf-32": lambda _: 1}


class Lines:
    """The lines of a text as the protocol counts them: they end at LF, CR LF or CR, and at nothing else."""

    def __init__(self, text: str, encoding: Encoding) -> None:
        self.text = text
        self.encoding: Encoding = encoding

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    def _end(self, line: int) -> int:
        """The offset of a line's end, before its line break."""
        if line + 1 >= len(self._starts):
            return len(self.text)
        end = self._starts[line + 1] - 1
        return end - 1 if self.text[end] == "\n" and end > self._starts[line] and self.text[end - 1] == "\r" else end

    def offset(self, line: int, column: int) -> int:
        """The offset of a position; beyond a line's end it is that end, inside a character its start."""
        if line >= len(self._starts):
            return len(self.text)
        start, end = self._starts[line], self._end(line)
        part = self.text[start:end]
        if self.encoding == "utf-32" or part.isascii():
            return start + min(max(column, 0), len(part))
        units = _UNITS[self.encoding]
        for index, character in enumerate(part):
            column -= units(character)
            if column < 0:
                return start + index
        return end

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset; one beyond the text counts as its end."""
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(self._starts, offset) - 1
        part = self.text[self._starts[line] : min(offset, self._end(line))]
        if self.encoding == "utf-32" or part.isascii():
            return line, len(part)
        return line, sum(map(_UNITS[self.encoding], part))
