"""The lines of a broken file, as far as their form alone tells what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cjmap.lost_words import DASHES, KEY, QUOTED, flow_end
from cjmap.source import Span

_VALUE = r"(?:^|[:\-] +)"
_OPENS_BLOCK = re.compile(_VALUE + r"[|>][-+1-9]{0,2}(?: +#.*)?$")
_OPENS_FLOW = re.compile(_VALUE + r"([\[{])")
_OPENS_QUOTE = re.compile(_VALUE + r"([\"'])")
_MOST_LINES = 20_000


def line_at(text: str, at: int) -> Span:
    """The line of an offset, without its line end."""
    start = text.rfind("\n", 0, at) + 1
    start = max(start, text.rfind("\r", start, at) + 1)
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    carriage = text.find("\r", at, end)
    return Span(start, end if carriage < 0 else carriage)


def line_before(text: str, at: int) -> Span:
    """The nearest line above that holds more than a comment; the topmost one when there is none."""
    while True:
        while at and text[at - 1] in " \t\r\n":
            at -= 1
        line = line_at(text, at)
        if line.start == 0 or not is_comment(text, line):
            return line
        at = line.start


def first_line(text: str) -> Span:
    """The first line that holds more than a comment or `---`."""
    match = re.compile(r"(?:[ \t]*+(?:#[^\n]*+|---[ \t]*+)?\r?\n)*+").match(text)
    return line_at(text, match.end() if match else 0)


def is_comment(text: str, line: Span) -> bool:
    """Whether a line holds nothing, or only a comment."""
    first = line.start + indent_of(text, line)
    return first == line.end or text[first] in "#\r\n"


def is_structural(text: str, line: Span) -> bool:
    """Whether a line begins with a dash or a key, or is a comment."""
    dashes = DASHES.match(text, *line)
    first = dashes.end() if dashes else line.start
    return "-" in text[line.start : first] or text[first : first + 1] == "#" or bool(KEY.match(text, first, line.end))


def indent_of(text: str, line: Span) -> int:
    """How many spaces stand before a line."""
    at = line.start
    while at < line.end and text[at] == " ":
        at += 1
    return at - line.start


def lines_from(text: str, start: int) -> Iterator[Span]:
    """The lines from an offset on that may begin a key or an item: those in `|` texts, brackets and comments do not."""
    skip_deeper = -1
    at = start
    for _ in range(_MOST_LINES):
        if at >= len(text):
            return
        line = line_at(text, at)
        at = line.end + 1
        body = text[line.start : min(line.end, line.start + 20_000)].strip()
        if not body or body.startswith("#"):
            continue
        indent = indent_of(text, line)
        if 0 <= skip_deeper < indent:
            continue
        skip_deeper = -1
        yield line
        if _OPENS_BLOCK.search(body):
            skip_deeper = indent
        elif opened := _OPENS_FLOW.search(body):
            if flow_end(body, opened.start(1), len(body)) is None:
                skip_deeper = indent
        elif (opened := _OPENS_QUOTE.search(body)) and not QUOTED.match(body, opened.start(1)):
            skip_deeper = indent
