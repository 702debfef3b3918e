"""The waivers of a file: comments such as `# cjmap: ignore[rule] reason until 2027-03-01`, and what they speak for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cjmap.nearest import nearest
from cjmap.rulebook import BY_NAME, VALIDATED
from cjmap.rules.waiver import Waiver
from cjmap.source import Source, Span
from cjmap.syntax import Mapping, Node, Scalar, Sequence

_COMMENT = re.compile(r"#[ \t]*cjmap[ \t]*:?[ \t]*(?:ignore|waive|allow|disable|noqa)\b[^\r\n]*", re.IGNORECASE)
_WRITTEN = re.compile(r"#[ \t]*cjmap:[ \t]*ignore\[(?P<names>[^\]]*)\](?P<rest>.*)")
_UNTIL = re.compile(r"(?:^|\s)until[ \t]+(?P<day>\d\S*)$")
FORM = "write # cjmap: ignore[rule] reason, with until 2027-03-01 where it is for a time"


def waivers(source: Source, root: Node | None) -> list[Waiver]:
    """The waivers of a text, in order. A comment is what no text of the node tree covers."""
    matches = list(_COMMENT.finditer(source.text))
    if not matches or not isinstance(root, Mapping):
        return []
    texts = list(_texts(root))
    return [
        _waiver(source, root, match)
        for match in matches
        if (match.start() == 0 or source.text[match.start() - 1] in " \t\r\n#")
        and not any(start <= match.start() < end for start, end in texts)
    ]


def _waiver(source: Source, root: Mapping, match: re.Match[str]) -> Waiver:
    words = match[0].rstrip()
    span = Span(match.start(), match.start() + len(words))
    covers = _covers(source, root, span)
    written = _WRITTEN.fullmatch(words)
    if written is None:
        return Waiver((), "", None, span, covers, ("this comment is no waiver yet", FORM))
    names = tuple(name for name in re.split(r"[,\s]+", written["names"]) if name)
    reason, until, wrong = _reason(written["rest"].strip())
    return Waiver(names, reason, until, span, covers, _wrong_names(names) or wrong)


def _reason(rest: str) -> tuple[str, date | None, tuple[str, str] | None]:
    """The reason, the day it holds until, and what is wrong with that."""
    until = _UNTIL.search(rest)
    if until is None:
        return rest.strip(" \t-–—:,"), None, None
    reason = rest[: until.start()].strip(" \t-–—:,")
    try:
        return reason, date.fromisoformat(until["day"].rstrip(".")), None
    except ValueError:
        return reason, None, (f"‘{until['day']}’ is not a day", "write it as 2027-03-01")


def _wrong_names(names: tuple[str, ...]) -> tuple[str, str] | None:
    if not names:
        return "this waiver names no rule", FORM
    for name in names:
        if name in VALIDATED:
            return f"‘{name}’ is an error that validate finds, and errors cannot be waived", "mend it"
        if name not in BY_NAME:
            close = nearest(name, BY_NAME)
            return f"there is no lint rule ‘{name}’", f"write {close}" if close else "`cjmap rules` lists them"
        if BY_NAME[name].group == "waivers":
            return f"‘{name}’ is about waivers, and cannot be waived", "put it under lint: ignore: in cjmap.yaml"
    return None


def _covers(source: Source, root: Mapping, span: Span) -> Span:
    """What a comment speaks for: its line; on a line of its own the part that begins below; above all, the file."""
    line = source.line_span(source.position(span.start).line)
    if source.text[line.start : span.start].strip(" \t#"):
        return line
    if not root.entries or span.start < root.entries[0].key.span.start:
        return Span(0, len(source.text) + 1)
    return _first_after(root, span.end) or line


def _first_after(node: Node, offset: int) -> Span | None:
    """The outermost part that begins after an offset, the nearest one."""
    if isinstance(node, Scalar):
        return None
    parts = _parts(node)
    for part, inside in parts:
        if part.start >= offset:
            return part
        if part.end > offset:
            found = _first_after(inside, offset)
            if found:
                return found
    return None


def _parts(node: Mapping | Sequence) -> Iterator[tuple[Span, Node]]:
    if isinstance(node, Sequence):
        return ((item.span, item) for item in node.items)
    return ((Span(entry.key.span.start, entry.value.span.end), entry.value) for entry in node.entries)


def _texts(node: Node) -> Iterator[Span]:
    if isinstance(node, Scalar):
        yield node.span
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _texts(item)
    else:
        for entry in node.entries:
            yield entry.key.span
            yield from _texts(entry.value)
