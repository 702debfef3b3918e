"""The outline of a file: the stages of a map with their steps, a persona, what a project shares."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cjmap.lsp.sketch import Sketch
from cjmap.model.persona import PersonaFile
from cjmap.model.project import ProjectFile
from cjmap.source import Span
from cjmap.syntax import Mapping, Node, Scalar, Sequence

Kind = Literal["stage", "step", "persona", "entry"]


class Symbol(NamedTuple):
    """A line of the outline: its name, what stands beside it, all that it covers, and where it says its name."""

    name: str
    detail: str
    kind: Kind
    span: Span
    at: Span
    below: tuple[Symbol, ...] = ()


def outline(sketch: Sketch) -> tuple[Symbol, ...]:
    """The outline of a file, as far as its tree reaches."""
    if sketch.holder is PersonaFile:
        return (_symbol(sketch.root, "persona", 1),) if isinstance(sketch.root, Mapping) else ()
    if sketch.holder is ProjectFile:
        keys = ("lanes", "sources", "metrics")
        return tuple(_symbol(each, "entry", at) for key in keys for at, each in _items(sketch.root, key))
    return tuple(
        _symbol(stage, "stage", at, tuple(_symbol(step, "step", below) for below, step in _items(stage, "steps")))
        for at, stage in _items(sketch.root, "stages")
    )


def _items(node: Node | None, key: str) -> list[tuple[int, Node]]:
    value = node.get(key) if isinstance(node, Mapping) else None
    return list(enumerate(value.items, 1)) if isinstance(value, Sequence) else []


def _symbol(node: Node, kind: Kind, number: int, below: tuple[Symbol, ...] = ()) -> Symbol:
    """What is called by its title, else its time, else its id, else its number."""
    if isinstance(node, Scalar):
        return Symbol(" ".join(node.text.split()) or str(number), "", kind, node.span, node.span)
    if kind == "entry" and isinstance(node, Mapping) and len(node.entries) == 1:  # a lane as `id: Title`
        key, value = node.entries[0].key, node.entries[0].value
        title = " ".join(value.text.split()) if isinstance(value, Scalar) else ""
        return Symbol(title or key.text, key.text, kind, node.span, key.span)
    texts = {key: _text(node, key) for key in ("title", "name", "time", "id")}
    named = next((each for each in texts.values() if each is not None), None)
    first = Span(node.span.start, node.span.start)
    if isinstance(node, Mapping) and node.entries:
        first = node.entries[0].key.span
    identity = texts["id"]
    detail = identity.text if identity is not None and identity is not named else ""
    name = " ".join(named.text.split()) if named else f"{kind} {number}"
    return Symbol(name, detail, kind, node.span, named.span if named else first, below)


def _text(node: Node, key: str) -> Scalar | None:
    value = node.get(key) if isinstance(node, Mapping) else None
    return value if isinstance(value, Scalar) and value.text.strip() else None
