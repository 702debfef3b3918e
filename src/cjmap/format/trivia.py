"""What YAML passes over and people read: comments and blank lines, found between the parts of a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from cjmap.source import Span
from cjmap.syntax import Mapping, Node, Scalar

_TAIL = re.compile(r"[ \t:]*(#[^\n]*)")
_TAIL_IN_FLOW = re.compile(r"[ \t:]*,?[ \t]*(#[^\n]*)")


class Token(NamedTuple):
    """A comment on a line of its own and the column where it stands; a blank line has no span.

    The column is -1 from the dash of the next item on: what stands there belongs to the item.
    """

    span: Span | None
    column: int = 0


class Gap(NamedTuple):
    """What stands between two parts: a comment on the line of the first one, and the tokens below it."""

    beside: Span | None
    below: list[Token]


def gap(text: str, start: int, end: int, *, fresh: bool = False) -> Gap:
    """The comments and blank lines between two parts; `fresh` when `start` begins a line.

    No scalar stands in the stretch, so that every `#` begins a comment.
    """
    beside: Span | None = None
    below: list[Token] = []
    at = start
    begun = False
    while True:
        stop = text.find("\n", at, end)
        last = stop < 0
        stop = end if last else stop
        sign = text.find("#", at, stop)
        first = at == start and not fresh
        begun = begun or not (first or last or not text[at : stop if sign < 0 else sign].strip())
        if sign >= 0:
            comment = trimmed(text, sign, stop)
            if first:
                beside = comment
            else:
                below.append(Token(comment, -1 if begun else sign - at))
        elif not (last or first or text[at:stop].strip()):
            below.append(Token(None))
        if last:
            return Gap(beside, below)
        at = stop + 1


def trimmed(text: str, start: int, end: int) -> Span:
    """A span without the white space at its end."""
    while end > start and text[end - 1] in " \t\r\n":
        end -= 1
    return Span(start, end)


def beside(text: str, at: int, *, flow: bool) -> Span | None:
    """The comment that follows on the same line, a comma between brackets passed over; or None."""
    match = (_TAIL_IN_FLOW if flow else _TAIL).match(text, at)
    return trimmed(text, match.start(1), match.end()) if match else None


def led(tokens: list[Token]) -> list[Token]:
    """Tokens with no more than one blank line in a row."""
    kept: list[Token] = []
    for token in tokens:
        if token.span is not None or not kept or kept[-1].span is not None:
            kept.append(token)
    return kept


_COMMENT = re.compile(r"#[^\n]*")
_HEADER_COMMENT = re.compile(r"[|>][-+1-9]*[ \t]+(#[^\n]*)")


def comments(text: str, root: Node) -> Counter[str]:
    """Every comment of a text and how often it stands there, wherever that is."""
    found: Counter[str] = Counter()
    at = 0
    for scalar in _scalars(root):
        found.update(each.rstrip() for each in _COMMENT.findall(text, at, scalar.span.start))
        if scalar.style in ("literal", "folded"):
            header = _HEADER_COMMENT.match(text, scalar.span.start)
            found.update([header[1].rstrip()] if header else [])
        at = scalar.span.end
    found.update(each.rstrip() for each in _COMMENT.findall(text, at))
    return found


def _scalars(root: Node) -> Iterator[Scalar]:
    """Every scalar, in written order."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            yield node
        elif isinstance(node, Mapping):
            for entry in reversed(node.entries):
                waiting += (entry.value, entry.key)
        else:
            waiting += reversed(node.items)
