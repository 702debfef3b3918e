"""What stands under the cursor, and what it means."""

from __future__ import annotations

import re
from typing import NamedTuple

from cjmap.lsp import meaning
from cjmap.lsp.lookup import Found, Lookup
from cjmap.lsp.place import Path
from cjmap.lsp.sketch import Sketch
from cjmap.lsp.spot import spot
from cjmap.model.map import Cellular
from cjmap.source import Span
from cjmap.syntax import Mapping, Node, Scalar, Sequence

_WAIVER = re.compile(r"#[ \t]*cjmap:[ \t]*ignore\[([^\]\n]*)\]")
_RULE = re.compile(r"[a-z][a-z-]*")


class Hover(NamedTuple):
    """A span and what is said about it, in Markdown."""

    span: Span
    text: str


def hover(sketch: Sketch, offset: int, lookup: Lookup, rules: tuple[str, ...] = ()) -> Hover | None:
    """The meaning of what stands at an offset; `rules` are those with a finding there, whose pages follow."""
    found = _waived(sketch.source.text, offset) or _meaning(sketch, offset, lookup)
    pages = [page for page in map(meaning.of_rule, rules) if page]
    if found is None:
        return Hover(Span(offset, offset), "\n\n---\n\n".join(pages)) if pages else None
    return Hover(found.span, "\n\n---\n\n".join([found.text, *pages]))


def _waived(text: str, offset: int) -> Hover | None:
    """A rule's name in a comment that waives it."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    for waiver in _WAIVER.finditer(text, start, end if end >= 0 else len(text)):
        for rule in _RULE.finditer(text, *waiver.span(1)):
            if rule.start() <= offset <= rule.end():
                page = meaning.of_rule(rule[0])
                return Hover(Span(*rule.span()), page) if page else None
    return None


def _meaning(sketch: Sketch, offset: int, lookup: Lookup) -> Hover | None:
    found = sketch.mention_at(offset)
    if found is not None and (found.space != "lane" or found.defines):
        if found.space == "lane" and found.name in sketch.lanes:
            return Hover(found.span, meaning.of_lane(sketch.lanes[found.name], sketch))
        meant = lookup.definition(Found(sketch, found))
        if meant and not found.defines:
            return Hover(found.span, "\n\n---\n\n".join(meaning.of_name(each) for each in meant[:3]))
    at = _at(sketch.root, offset, ())
    if at is None:
        return None
    path, node, on_key = at
    here = spot(path, sketch.holder, sketch.lanes)
    if not on_key:
        text = meaning.of_word(here.key, node.text, sketch)
        return Hover(node.span, text) if text else None
    if here.lane is not None and here.owner is not None and issubclass(here.owner, Cellular):
        return Hover(node.span, meaning.of_lane(here.lane, sketch))
    text = meaning.of_key(here.owner, here.key) if here.owner is not None and here.known else ""
    return Hover(node.span, text) if text else None


def _at(node: Node | None, offset: int, path: Path) -> tuple[Path, Scalar, bool] | None:
    """The text at an offset with its path, and whether it is a key."""
    if isinstance(node, Scalar):
        return (path, node, False) if node.span.start <= offset <= node.span.end else None
    if isinstance(node, Mapping):
        for entry in node.entries:
            if entry.key.span.start <= offset <= entry.key.span.end:
                return (*path, entry.key.text), entry.key, True
            if entry.value.span.start <= offset <= entry.value.span.end:
                return _at(entry.value, offset, (*path, entry.key.text))
    if isinstance(node, Sequence):
        inner = (each for each in node.items if each.span.start <= offset <= each.span.end)
        return _at(next(inner, None), offset, (*path, 0))
    return None
