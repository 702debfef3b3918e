"""The lines of a map, shared out among its entries and items, each with the comments that belong to it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cjmap.merge.result import ClashError
from cjmap.syntax import Entry, Mapping, Node, Scalar

Collection = Any
"""A `Mapping` or a `Sequence`."""

BLOCKS = ("literal", "folded")
"""The styles of texts that begin on the line after their sign."""

_COMMENT = re.compile(r"#[^\n]*")


def data(node: Node) -> Any:
    """What a node says, whatever its form; None where nothing stands after a key or dash."""
    if isinstance(node, Scalar):
        return None if node.empty else node.text
    if isinstance(node, Mapping):
        return {entry.key.text: data(entry.value) for entry in node.entries}
    return [data(item) for item in node.items]


@dataclass(frozen=True)
class Part:
    """An entry or item: the whole lines above it, and its own from its key or dash on, with all that stands below.

    Between brackets it has no lines of its own, and `flow` is set.
    """

    text: str
    node: Node
    key: str
    start: int
    end: int
    lead: str = ""
    flow: bool = False

    @cached_property
    def column(self) -> int:
        """Where its first line begins."""
        return self.start - (self.text.rfind("\n", 0, self.start) + 1)

    @cached_property
    def body(self) -> str:
        """Its lines, the first without indentation."""
        return self.text[self.start : self.end]

    @cached_property
    def flat(self) -> str:
        """Its lines as they are at the left margin."""
        return self.body if self.flow else indented(self.body, -self.column)

    @cached_property
    def data(self) -> Any:
        """What it says."""
        return data(self.node)

    @cached_property
    def comments(self) -> Counter[str]:
        """The comments within it."""
        found: Counter[str] = Counter()
        at = self.start + (len(self.key) if self.key else 0)
        for scalar in _scalars(self.node):
            found.update(each.rstrip() for each in _COMMENT.findall(self.text, at, scalar.span.start))
            at = scalar.span.end
            if scalar.style in BLOCKS:
                sign = self.text[scalar.span.start : at].partition("\n")[0]
                found.update(each.rstrip() for each in _COMMENT.findall(sign))
        found.update(each.rstrip() for each in _COMMENT.findall(self.text, at, self.end))
        return found

    def same(self, other: Part) -> bool:
        """Whether another says the same with the same comments, though perhaps in another form."""
        return self.flat == other.flat or (self.data == other.data and self.comments == other.comments)

    def at(self, column: int) -> str:
        """Its lines for another column."""
        return self.body if self.flow else indented(self.body, column - self.column)

    def lead_at(self, column: int) -> str:
        """The lines above it for another column."""
        return indented(self.lead, column - self.column, first=True)


def indented(text: str, by: int, *, first: bool = False) -> str:
    """The lines of a text further right, or left as far as there is room; blank ones stay. `first`: the first too."""
    if not by or not text:
        return text
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.strip() or (number == 0 and not first):
            continue
        room = len(line) - len(line.lstrip(" "))
        lines[number] = " " * by + line if by > 0 else line[min(-by, room) :]
    return "\n".join(lines)


def _scalars(node: Node) -> list[Scalar]:
    if isinstance(node, Scalar):
        return [node]
    if isinstance(node, Mapping):
        return [each for entry in node.entries for each in (entry.key, *_scalars(entry.value))]
    return [each for item in node.items for each in _scalars(item)]


def in_brackets(text: str, node: Collection) -> list[Part]:
    """The entries or items of a list or map in brackets. Raises ClashError where it has none."""
    if text[node.span.start] not in "[{":
        raise ClashError
    if isinstance(node, Mapping):
        return [
            Part(text, each.value, each.key.text, each.key.span.start, _end(each), flow=True)
            for each in node.entries
        ]  # fmt: skip
    return [Part(text, each, "", each.span.start, each.span.end, flow=True) for each in node.items]


def _end(entry: Entry) -> int:
    return max(entry.value.span.end, entry.key.span.end)


def head_end(text: str, node: Collection, start: int) -> int:
    """Where the head of an entry or item ends: before a first child on its line, else after it."""
    first = node.span.start
    return first if "\n" not in text[start:first] else text.index("\n", start) + 1


def below(text: str, node: Collection, top: int, end: int, *, outermost: bool = False) -> list[Part]:
    """The entries or items of a block, from where the head ends to where the block does.

    Raises ClashError for a block whose lines cannot be told apart.
    """
    starts, ends = _places(text, node)
    found = []
    before = top
    for number, start in enumerate(starts):
        line = text.rfind("\n", 0, start) + 1
        if text[line:start].strip(" ") and start != top:
            raise ClashError
        lead = text[before:line] if line >= before else ""
        last = number + 1 == len(starts)
        if last and not outermost:
            stop = end
        else:
            stop = _foot(text, _line_end(text, ends[number]), end if last else starts[number + 1], start - line)
        entry = node.entries[number] if isinstance(node, Mapping) else None
        value = entry.value if entry else node.items[number]
        found.append(Part(text, value, entry.key.text if entry else "", start, stop, lead))
        before = stop
    return found


def _places(text: str, node: Collection) -> tuple[list[int], list[int]]:
    """Where each entry or item begins, with its dash, and where its value ends."""
    if isinstance(node, Mapping):
        ends = [max(each.key.span.end, each.value.span.end) for each in node.entries]
        return [each.key.span.start for each in node.entries], ends
    column = node.span.start - (text.rfind("\n", 0, node.span.start) + 1)
    dash = re.compile(rf"^ {{{column}}}-(?=\s|\Z)", re.MULTILINE)
    starts = [node.span.start]
    for item in node.items[:-1]:
        match = dash.search(text, _line_end(text, max(item.span.end, starts[-1] + 1)))
        if match is None:
            raise ClashError
        starts.append(match.end() - 1)
    if any(start > item.span.start for start, item in zip(starts, node.items, strict=True)):
        raise ClashError
    return starts, [max(item.span.end, start + 1) for item, start in zip(node.items, starts, strict=True)]


def _line_end(text: str, at: int) -> int:
    """After the line end that follows an offset."""
    if at and text[at - 1] == "\n":
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _foot(text: str, start: int, limit: int, column: int) -> int:
    """The end of the comments that stand deeper than a column, from a line on."""
    end = at = start
    while at < limit:
        found = text.find("\n", at, limit)
        stop = limit if found < 0 else found + 1
        line = text[at:stop]
        sign = len(line) - len(line.lstrip(" "))
        if line[sign : sign + 1] == "#" and sign > column:
            end = stop
        elif line.strip():
            break
        at = stop
    return end
