"""A line of a source as it is shown below a message: every character visible, a window around the marked part."""

from __future__ import annotations

from typing import NamedTuple

from rich.cells import cell_len

from cjmap.source import Source, Span
from cjmap.visible import visible

TAB = "    "
CUT = "…"


class Excerpt(NamedTuple):
    """A line with its number, and the marked part in terminal cells: from `start`, at least one cell wide."""

    number: int
    text: str
    start: int
    width: int


def excerpt(source: Source, span: Span, room: int) -> Excerpt:
    """The line where a span starts, in at most `room` cells; a span over several lines is marked to its line's end."""
    number = source.position(span.start).line
    begin, end = source.line_span(number)
    line = source.text[begin:end]
    first = min(max(span.start - begin, 0), len(line))
    last = min(max(span.end - begin, first), len(line))
    while last > first and line[last - 1] in " \t":
        last -= 1
    before, marked, after = _shown(line[:first]), _shown(line[first:last]), _shown(line[last:]).rstrip()
    start, width = cell_len(before), cell_len(marked)
    if start + width + cell_len(after) > max(room, 20):
        before, marked, after = _window(before, marked, after, max(room, 20))
        start, width = cell_len(before), cell_len(marked)
    return Excerpt(number, before + marked + after, start, max(width, 1))


def _shown(text: str) -> str:
    return visible(text.replace("\t", TAB))


def _window(before: str, marked: str, after: str, room: int) -> tuple[str, str, str]:
    """Cut what surrounds the marked part, and at last that part itself, until all fits."""
    left, middle, right = cell_len(before), cell_len(marked), cell_len(after)
    if middle > room - 12:
        marked = _head(marked, room - 12)
        middle = cell_len(marked)
    spare = room - middle
    right = min(right, max(spare // 3, spare - left))
    return _tail(before, spare - right), marked, _head(after, right)


def _head(text: str, room: int) -> str:
    over = cell_len(text) - room
    if over <= 0:
        return text
    while text and over > -1:
        text = text[: len(text) - max(1, over // 2)]
        over = cell_len(text) - room
    return text + CUT


def _tail(text: str, room: int) -> str:
    over = cell_len(text) - room
    if over <= 0:
        return text
    while text and over > -1:
        text = text[max(1, over // 2) :]
        over = cell_len(text) - room
    return CUT + text
