"""Node tree → the plain data that the models validate: strings, lists and dicts; None where a key has no value."""

from __future__ import annotations

from typing import Any

from cjmap import lost_words
from cjmap.diagnostic import Diagnostic
from cjmap.source import Source, Span
from cjmap.syntax import Node, Scalar, Sequence

NOT_PROSE = frozenset((
    "cjmap", "kind", "id", "language", "lang", "state", "basis", "sources", "persona", "status", "reviewed_on",
    "review_every", "type", "collection", "date", "n", "method", "direction", "target", "value", "score",
    "severity", "effort", "reach", "confidence", "online", "offline", "min", "max", "cell", "hidden", "as_of",
    "path", "url", "link", "to", "next", "from", "journey", "resolves", "future_of", "variant_of",
    "translation_of", "blueprint_of", "emotion_scale", "age", "importance", "satisfaction", "tags", "theme", "base",
    "logo", "font", "sans", "serif", "family", "regular", "bold", "paper", "page", "ink", "ink2", "ink3", "rule",
    "hair", "pos", "post", "neg", "negt", "mot", "star", "plum", "shade", "arrow", "on",
))  # fmt: skip
"""Keys whose values are no sentences, so that a comment may follow them after a single space."""


def plain(node: Node, source: Source, found: list[Diagnostic], key: str = "") -> Any:
    """The data of a node; prose that a ` #` may have cut short is reported into `found`."""
    if isinstance(node, Scalar):
        if node.style == "plain" and key not in NOT_PROSE and node.text:
            cut = lost_words.cut_by_hash(source, node)
            if cut is not None:
                found.append(cut)
            if lost_words.holds_list(source, node):
                found.append(_list_in_text(source, node))
        return node.text
    if isinstance(node, Sequence):
        return [each for item in node.items if (each := _filled(item, source, found, key)) is not None]
    return {entry.key.text: _filled(entry.value, source, found, entry.key.text) for entry in node.entries}


def _filled(node: Node, source: Source, found: list[Diagnostic], key: str) -> Any:
    """As `plain`; None for what has no value."""
    if type(node) is not Scalar or not node.empty:
        return plain(node, source, found, key)
    hidden = lost_words.hidden_by_hash(source, node)
    if hidden is not None:
        found.append(hidden)
    return None


def _list_in_text(source: Source, node: Scalar) -> Diagnostic:
    first = source.line_span(source.position(node.span.start).line)
    span = Span(node.span.start, min(node.span.end, first.end))
    return Diagnostic(
        "list-in-text",
        "the list below has become part of this text",
        source,
        span,
        help="put this text on its own line with a dash, like the items below it",
    )


def _at(data: Any, part: str | int) -> Any:
    return data[part]


def without(data: Any, location: tuple[str | int, ...]) -> None:
    """Take the part at a location out of the data, in place: a key's entry, or a list's item."""
    parts = iter(location)
    holder: Any = None
    last: Any = None
    for part in parts:
        if part == "cells":
            next(parts, None)
        elif (isinstance(data, dict) and part in data) or (
            isinstance(data, list) and isinstance(part, int) and part < len(data)
        ):
            holder, last, data = data, part, _at(data, part)
    if isinstance(holder, dict):
        holder.pop(last, None)
    elif isinstance(holder, list):
        holder[last] = None


def compact(data: Any) -> Any:
    """The data without the list items that `without` emptied."""
    if isinstance(data, dict):
        return {key: compact(value) for key, value in data.items()}
    if isinstance(data, list):
        return [compact(item) for item in data if item is not None]
    return data


def named_in(node: Node | None, referring: frozenset[str], *, refers: bool = False) -> set[str]:
    """Every text below a node but the references themselves: what one of them could mean in a broken map.

    The texts right under a referring key are references; what stands in maps below it (the register of sources, say)
    is not.
    """
    if node is None:
        return set()
    if isinstance(node, Scalar):
        return set() if refers else {node.text}
    if isinstance(node, Sequence):
        return {text for item in node.items for text in named_in(item, referring, refers=refers)}
    return {
        text for entry in node.entries for text in named_in(entry.value, referring, refers=entry.key.text in referring)
    }
