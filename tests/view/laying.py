"""Laying out maps from files and from texts, and every string of a view."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from validate.checking import check, places

from cjmap.document import Document
from cjmap.labels import Catalog
from cjmap.model.cells import unquoted
from cjmap.project import Projects
from cjmap.syntax import Mapping, Node, Scalar, Sequence
from cjmap.view import View, lay_out
from cjmap.view.shapes import Row

HEAD = "cjmap: 1\nkind: current-state\ntitle: Groceries\nstages:\n"


class Laid(NamedTuple):
    """A map and its view."""

    document: Document
    view: View


def lay(path: Path, *, language: str | None = None, today: date | None = None) -> Laid:
    """The view of a file that must be clean."""
    assert places(check(path)) == []
    resolved = path.resolve()
    document = Projects().of(resolved).open(resolved)
    assert document is not None
    return Laid(document, lay_out(document, language=language, today=today))


def lay_text(folder: Path, text: str, **options: Any) -> View:
    """The view of a text, written to a file of a folder."""
    path = folder / "map.cjm.yaml"
    path.write_text(text, encoding="utf-8")
    return lay(path, **options).view


def strings(part: object) -> Iterator[str]:
    """Every string of a view, without those of the catalog."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for each in part:
            yield from strings(each)
    else:
        for name in getattr(part, "__match_args__", ()):
            if name != "catalog":
                yield from strings(getattr(part, name))


NO_WORDS = frozenset((
    "cjmap", "id", "language", "lang", "basis", "cell", "role", "hidden", "online", "offline", "min", "max", "path",
    "image", "metric", "sources", "to", "next", "from", "resolves", "emotion_scale", "persona", "kind", "state",
    "future_of", "variant_of", "translation_of", "blueprint_of", "journey",
))  # fmt: skip
"""Keys whose values are names, switches, references or settings; words stand in maps below them at most."""
FORMATTED = frozenset((
    "n", "value", "target", "score", "date", "as_of", "reviewed_on", "importance", "satisfaction", "reach",
    "confidence", "scale",
))  # fmt: skip
"""Keys whose values are printed in the language's form."""
TERMS = {
    "status": ("status", "opportunity_status"), "severity": ("severity",), "type": ("source_types",),
    "collection": ("collection",), "method": ("methods",), "channel": ("channels",), "direction": (),
}  # fmt: skip
"""Keys whose values are terms of vocabularies."""


def words(node: Node | None, labels: Catalog, key: str = "") -> Iterator[tuple[str, ...]]:
    """Every text of a document that must be in its view, each with the terms that may stand for it."""
    if isinstance(node, Mapping):
        for entry in node.entries:
            name = entry.key.text
            yield from words(entry.value, labels, "reason" if key in {"drops", "leaves"} else name)
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from words(item, labels, key)
    elif isinstance(node, Scalar) and node.text.strip() and key not in NO_WORDS | FORMATTED and not _score(key, node):
        if key in TERMS:
            yield tuple(labels.term(group, node.text) for group in TERMS[key])
        elif node.text not in {"true", "false"}:
            yield (unquoted(node.text),)


def _score(key: str, node: Scalar) -> bool:
    return key == "emotion" and re.fullmatch(r"[+\-−]?[\d.]+", node.text) is not None


def missing(laid: Laid) -> list[str]:
    """The words of a map that its view lacks; actors who are personas stand there by their names."""
    every = "\n".join(strings(laid.view))
    personas = laid.document.project.personas
    wanted = words(laid.document.root, laid.view.catalog)
    return [
        texts[0] for texts in wanted if texts and not any(text in every for text in texts) and texts[0] not in personas
    ]


def items(view: View) -> list[Any]:
    """Every item of a view, row by row."""
    rows = [row for row in (*view.rows, *view.overall) if isinstance(row, Row)]
    return [item for row in rows for tier in row.tiers for cell in tier for item in cell.items]
