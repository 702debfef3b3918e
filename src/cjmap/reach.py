"""How far a waiver reaches: what a comment such as `# cjmap: ignore[rule] reason` speaks for."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import NamedTuple

from cjmap.source import Source, Span
from cjmap.syntax import Entry, Mapping, Node, Scalar, Sequence

_COMMENT = re.compile(r"#[^\r\n]*")
_WAIVER = re.compile(r"(?:^|(?<=[\s#]))#[ \t]*cjmap:[ \t]*ignore\[.*")


class Reach(NamedTuple):
    """A waiver: where it stands, its words, and a digest of the parts that it speaks for, alike in every form."""

    span: Span
    words: str
    parts: str


def covers(source: Source, root: Mapping, span: Span) -> Span:
    """What a comment speaks for: its line; on a line of its own the part that begins below; above all, the file."""
    line = source.line_span(source.position(span.start).line)
    if source.text[line.start : span.start].strip(" \t#"):
        return line
    if not root.entries or span.start < root.entries[0].key.span.start:
        return Span(0, len(source.text) + 1)
    return _first_after(root, span.end) or line


def reaches(source: Source, root: Mapping) -> list[Reach]:
    """The waivers of a text, in order. Their digests tell whether they speak for the same in another form of it."""
    found = list(_waivers(source.text, root))
    if not found:
        return []
    starts = sorted(_starts(root, ""))
    offsets = [start for start, _ in starts]
    digests: dict[tuple[int, int], str] = {}
    every = []
    for span in found:
        over = covers(source, root, span)
        part = bisect_left(offsets, over.start), bisect_right(offsets, over.end)
        if part not in digests:
            paths = "\n".join(sorted(path for _, path in starts[part[0] : part[1]]))
            digests[part] = sha256(paths.encode("utf-8", "surrogatepass")).hexdigest()
        # what speaks for the file speaks for more than the parts that are there now
        whole = over.end > len(source.text)
        every.append(Reach(span, source.text[span.start : span.end], "" if whole else digests[part]))
    return every


def changed(before: list[Reach], after: list[Reach]) -> Span | None:
    """The first waiver of a text that speaks for something else in another form of it; None where none does."""
    there = Counter(each[1:] for each in after)
    for each in before:
        if not there[each[1:]]:
            return each.span
        there[each[1:]] -= 1
    return None


def _waivers(text: str, root: Node) -> Iterator[Span]:
    """The comments that are waivers; a comment is what no text covers."""
    if "ignore[" not in text:
        return
    at = 0
    for start, end in [*_texts(root), (len(text), len(text))]:
        for comment in _COMMENT.finditer(text, at, start):
            found = _WAIVER.search(comment[0].rstrip())
            if found:
                yield Span(comment.start() + found.start(), comment.start() + found.end())
        at = max(at, end)


def _texts(node: Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, Scalar):
        yield node.span.start, node.span.end
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    else:
        for entry in node.entries:
            yield entry.key.span.start, entry.key.span.end
            yield from _texts(entry.value)


def _starts(node: Node, path: str) -> Iterator[tuple[int, str]]:
    """Where each part begins, and its path; findings stand at keys and items, never at a list as such."""
    if not isinstance(node, Sequence):
        yield node.span.start, path
    if isinstance(node, Mapping):
        for entry in node.entries:
            below = f"{path}/{entry.key.text}"
            yield entry.key.span.start, f"{below}:"
            yield from _starts(entry.value, below)
    elif isinstance(node, Sequence):
        for at, item in enumerate(node.items):
            yield from _starts(item, f"{path}/{at}")


def _first_after(node: Node, offset: int) -> Span | None:
    """The outermost part that begins at or after an offset, the nearest one."""
    while not isinstance(node, Scalar):
        parts: tuple[Node | Entry, ...] = node.items if isinstance(node, Sequence) else node.entries
        at = bisect_left(parts, offset, key=_start)
        before = parts[at - 1] if at else None
        inner = before.value if isinstance(before, Entry) else before
        if inner is not None and inner.span.end > offset:
            node = inner  # the comment stands within this part
        elif at < len(parts):
            part = parts[at]
            return Span(_start(part), part.value.span.end if isinstance(part, Entry) else part.span.end)
        else:
            return None
    return None


def _start(part: Node | Entry) -> int:
    return part.key.span.start if isinstance(part, Entry) else part.span.start
