"""Where in a list or map in brackets the cursor stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from cjmap.source import Span

_TOKEN = re.compile(
    r"""(?P<quoted>(?<=[\[{,:\s])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'))|(?P<mark>[\[\]{},]|:(?=[\s\]},]|$))|(?P<comment>(?<=\s)#[^\n]*)"""
)
_MOST = 20_000


class Inside(NamedTuple):
    """What may be typed within brackets; as in `place.Place`, the path seen from the first bracket."""

    path: tuple[str | int, ...]
    word: Span
    key: bool
    value: bool
    siblings: frozenset[str]


@dataclass
class _Open:
    """An open bracket: the key before the colon that was met last, and all keys so far."""

    curly: bool
    key: str | None = None
    keys: list[str] = field(default_factory=list)


def inside(text: str, start: int, offset: int) -> Inside | None:
    """The place of an offset within brackets that open at `start`; None behind them, in a comment or a closed text."""
    if offset - start > _MOST:
        return None
    stack: list[_Open] = []
    word = start
    for token in _TOKEN.finditer(text, start, offset):
        mark = token["mark"]
        if token["comment"] and token.end() == offset:
            return None
        if token["quoted"] and token.end() == offset:
            return None
        if mark is None:
            continue
        if mark in "[{":
            stack.append(_Open(mark == "{"))
        elif mark in "]}":
            stack.pop()
            if not stack:
                return None
        elif mark == "," and stack[-1].curly:
            _entry(stack[-1], text[word : token.start()])
        elif mark == ":" and stack[-1].curly:
            stack[-1].key = text[word : token.start()].strip().strip("\"'")
        word = token.end()
    return _found(text, stack, word, offset) if stack else None


def _entry(opened: _Open, last: str) -> None:
    opened.keys.append(opened.key if opened.key is not None else last.strip())
    opened.key = None


def _found(text: str, stack: list[_Open], word: int, offset: int) -> Inside:
    while word < offset and text[word] in " \t\r\n":
        word += 1
    if text[word:offset][:1] in ('"', "'"):
        word += 1
    path = tuple(0 if not each.curly else each.key for each in stack if not each.curly or each.key is not None)
    last = stack[-1]
    at_key = last.curly and last.key is None
    siblings = frozenset(last.keys) | _after(text, offset) if at_key else frozenset()
    return Inside(tuple(each for each in path if each is not None), Span(word, offset), at_key, not at_key, siblings)


def _after(text: str, offset: int) -> frozenset[str]:
    """The keys that follow within the same brackets."""
    found: list[str] = []
    depth = 0
    word: int | None = None
    for token in _TOKEN.finditer(text, offset, min(len(text), offset + _MOST)):
        mark = token["mark"]
        if mark is None:
            continue
        depth += (mark in "[{") - (mark in "]}")
        if depth < 0 or "\n\n" in text[offset : token.start()]:
            break
        if depth == 0 and mark == ":" and word is not None:
            found.append(text[word : token.start()].strip().strip("\"'"))
        word = token.end() if depth == 0 and mark == "," else None
    return frozenset(found)
