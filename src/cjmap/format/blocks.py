"""Texts below a `|` or `>`: their lines, whatever stands in them, at another indentation."""

from __future__ import annotations

import re
from typing import NamedTuple

from cjmap.format.trivia import trimmed
from cjmap.source import Span
from cjmap.syntax import Scalar

_HEADER = re.compile(r"([|>])([-+]?)([1-9]?)([-+]?)[ \t]*(#[^\n]*)?")


class Block(NamedTuple):
    """A `|` or `>` text: its sign, how it ends (`-`, `+` or empty), the comment beside them, its lines, its end.

    The lines have lost the indentation that is none of the text; those that hold nothing of it are empty.
    """

    sign: str
    chomping: str
    beside: Span | None
    lines: tuple[str, ...]
    end: int

    @property
    def header(self) -> str:
        """What begins the text; it states the indentation only where the first line begins with spaces."""
        first = next((line for line in self.lines if line), "")
        indent = "2" if first[:1] in (" ", "\t") else ""
        return self.sign + indent + self.chomping


def block(text: str, node: Scalar, column: int) -> Block:
    """The text of a node; `column` is that of the list or map around it."""
    match = _HEADER.match(text, node.span.start)
    assert match is not None  # noqa: S101 -- the parser took it for one
    sign, chomping, digit = match[1], match[2] or match[4], match[3]
    beside = trimmed(text, match.start(5), match.end()) if match[5] else None
    rows, ends = _rows(text, match.end(), column + int(digit) if digit else None, column)
    indent = column + int(digit) if digit else _indent(rows, column)
    lines = [row[indent:] for row in rows]
    count = len(lines)
    if chomping != "+":
        while count and not lines[count - 1]:
            count -= 1
    end = ends[count - 1] if count else match.end()
    if count and end == len(text):
        chomping = "-"  # the last line has no line end: the text must not gain one
    return Block(sign, chomping, beside, tuple(lines[:count]), end)


def _rows(text: str, start: int, indent: int | None, column: int) -> tuple[list[str], list[int]]:
    """The lines from the one after `start` that are part of the text, and their ends without line ends."""
    rows: list[str] = []
    ends: list[int] = []
    at = text.find("\n", start) + 1
    while 0 < at <= len(text):
        stop = text.find("\n", at)
        end = len(text) if stop < 0 else stop
        row = text[at:end]
        blank = not row.strip(" ")
        if not blank:
            depth = len(row) - len(row.lstrip(" "))
            if indent is None:
                indent = max(depth, column + 1)
            if depth < indent:
                break
        elif stop < 0 and len(row) <= (indent or 0):
            break
        rows.append(row)
        ends.append(end)
        at = end + 1
    return rows, ends


def _indent(rows: list[str], column: int) -> int:
    """The indentation of the first line that holds more than spaces; that of the widest where none does."""
    for row in rows:
        if row.strip(" "):
            return max(len(row) - len(row.lstrip(" ")), column + 1)
    return max([column + 1, *(len(row) for row in rows)])
