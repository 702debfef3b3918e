"""Where in a map the cursor stands, told by the lines around it: while somebody types, YAML is mostly broken."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from cjmap.lost_words import DASHES, KEY
from cjmap.lsp.brackets import Inside, inside
from cjmap.source import Span
from cjmap.yaml_lines import indent_of, line_at

Path = tuple[str | int, ...]
"""Keys, and 0 for an item of a list, from the document's root."""

_COMMENT = re.compile(r"(?:^|\s)#")
_CLOSED = re.compile(r"""("(?:[^"\\]|\\.)*"|'(?:[^']|'')*')""")


class Place(NamedTuple):
    """What may be typed at the cursor.

    `path` leads to the map, list or key that the cursor is in; `word` is what stands there already, as far as the
    cursor, or the whole key where one with its colon stands there (`colon`). `key` and `value` say whether a key or a
    value may stand there, `siblings` which keys the same map has, `flow` whether it is within brackets.
    """

    path: Path
    word: Span
    key: bool
    value: bool
    siblings: frozenset[str] = frozenset()
    flow: bool = False
    colon: bool = False


class Part(NamedTuple):
    """A dash or a key of a line: its column, the key's name (None for a dash), and where its value begins."""

    column: int
    key: str | None
    value: int


def place(text: str, offset: int) -> Place | None:
    """The place of an offset; None where nothing can be offered: in a comment, in running text, after a value."""
    line = line_at(text, offset)
    before = Span(line.start, offset)
    parts = parts_of(text, before)
    start = parts[-1].value if parts else min(line.start + indent_of(text, line), offset)
    word = text[start:offset]
    if _COMMENT.search(word) or (
        start == offset < line.end and text[offset] == " " and text[offset : line.end].strip()
    ):
        return None
    whole = None if parts and parts[-1].key is not None else KEY.match(text, start, line.end)
    column = start - line.start
    first = parts[0] if parts else Part(column, "", start)
    climb = _Climb(text, first.column, dash=first.key is None)
    climb.up(line.start)
    if climb.lost:
        return None
    if climb.opened is not None:
        return _bracketed(climb.path, inside(text, climb.opened, offset))
    path: Path = (*climb.path, *(0 if part.key is None else part.key for part in parts))
    if word[:1] in ("[", "{"):
        return _bracketed(path, inside(text, start, offset))
    if parts and parts[-1].key is not None:
        return _value(path, word, Span(start, offset))
    siblings = frozenset(climb.siblings if not parts else ()) | _below(text, line, column)
    if not parts and ((not path and column) or (climb.listed and not climb.siblings)):
        return None
    if whole is not None:
        end = start + len(_name(whole[0]))
        return Place(path, Span(start, end), key=True, value=False, siblings=siblings, colon=True)
    alone = not siblings and bool(path)
    if word[:1] in ('"', "'"):
        return _value(path, word, Span(start, offset)) if alone else None
    return Place(path, Span(start, offset), key=True, value=alone, siblings=siblings)


def _value(path: Path, word: str, span: Span) -> Place | None:
    """The place of a value after its key, or of one in quotation marks."""
    if word[:1] in ("|", ">") or _CLOSED.match(word):
        return None
    return Place(path, Span(span.start + (word[:1] in ('"', "'")), span.end), key=False, value=True)


def _bracketed(path: Path, found: Inside | None) -> Place | None:
    if found is None:
        return None
    path = (*path, *found.path)
    return Place(path, found.word, found.key, found.value, found.siblings, flow=True)


@dataclass
class _Climb:
    """The way from a part of a line up to the root.

    `siblings` are the keys of the map that it starts in; `listed` says that items of a list stand in its column,
    `opened` where brackets open that it started in, `lost` that it started in running text.
    """

    text: str
    column: int
    dash: bool
    path: Path = ()
    siblings: list[str] = field(default_factory=list)
    listed: bool = False
    opened: int | None = None
    lost: bool = False
    started: bool = False

    def up(self, start: int) -> None:
        """Climb from the line that begins at `start`."""
        for line, indent in _lines_above(self.text, start):
            if indent > self.column:
                continue
            parts = parts_of(self.text, line)
            for index in range(len(parts) - 1, -1, -1):
                self._meet(parts[index], line, last=index == len(parts) - 1)
                if self.lost:
                    return
            if self.started and self.column == 0 and not self.dash:
                return

    def _meet(self, part: Part, line: Span, *, last: bool) -> None:
        if part.column == self.column and not self.started:
            if part.key is None:
                self.listed = self.listed or not self.dash
            elif not self.dash:
                self.siblings.append(part.key)
        above = part.column < self.column or (part.column == self.column and self.dash and part.key is not None)
        if not above:
            return
        self.started = True
        self.column, self.dash = part.column, part.key is None
        value = self.text[part.value : line.end]
        if last and value.strip() and not _COMMENT.match(value):
            if value[0] not in "[{":
                self.lost = True
                return
            self.opened, self.path = part.value, ()
        self.path = (0 if part.key is None else part.key, *self.path)


def parts_of(text: str, line: Span) -> list[Part]:
    """The dashes and the key that a line begins with."""
    dashes = DASHES.match(text, *line)
    first = dashes.end() if dashes else line.start
    marks = (at for at in range(line.start, first) if text[at] == "-")
    found = [Part(at - line.start, None, min(at + 2, line.end)) for at in marks]
    if found:
        found[-1] = found[-1]._replace(value=first)
    key = KEY.match(text, first, line.end)
    if key:
        found.append(Part(first - line.start, _name(key[0]).strip("\"'"), key.end()))
    return found


def _name(key: str) -> str:
    """A key without its colon and the spaces around that."""
    return key.rstrip(" \t")[:-1].rstrip(" \t")


def _lines_above(text: str, start: int) -> Iterator[tuple[Span, int]]:
    """The lines above an offset that hold more than a comment, the nearest first, each with its indentation."""
    while start > 0:
        line = line_at(text, start - 1 - (text[start - 2 : start] == "\r\n"))
        start = line.start
        indent = indent_of(text, line)
        if line.start + indent < line.end and text[line.start + indent] not in "#\t":
            yield line, indent


def _below(text: str, line: Span, column: int) -> frozenset[str]:
    """The keys that stand in a column below a line, as far as the map there reaches."""
    found: list[str] = []
    at = line.end
    while at < len(text):
        at += 2 if text.startswith("\r\n", at) else 1
        line = line_at(text, at)
        at = line.end
        indent = indent_of(text, line)
        if line.start + indent == line.end or text[line.start + indent] == "#" or indent > column:
            continue
        parts = parts_of(text, line) if indent == column else []
        if not parts or parts[0].key is None:
            break
        found.append(parts[0].key)
    return frozenset(found)
