"""A file that was read: its text, its node tree, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Protocol

from cjmap.diagnostic import Diagnostic
from cjmap.lanes import LANES, CellType, Lane, Role
from cjmap.model.map import JourneyMap, LaneEntry
from cjmap.model.persona import PersonaFile
from cjmap.model.project import ProjectFile
from cjmap.model.walk import ItemAt, Location, items
from cjmap.record import record
from cjmap.source import Files, Source, Span
from cjmap.syntax import Entry, Mapping, Node, Scalar, Sequence


class Home(Protocol):
    """What a document knows of the project that it belongs to; `cjmap.project.Project` is one."""

    root: Path
    has_file: bool
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]

    files: Files

    @property
    def file(self) -> ProjectFile:
        """The project file; an empty one where there is none."""

    def open(self, path: Path, name: str | None = None) -> Document | None:
        """The document at a resolved path; None when it cannot be read."""

    def find(self, folder: Path, relative: str) -> Path | None:
        """The resolved path of a file that a map names; None when it leads out of the root."""

    def persona(self, reference: str) -> Document | None:
        """The persona file that a reference means; None when there is none."""

    def has(self, path: Path) -> bool:
        """Whether a file is there."""


_NO_LANES: dict[str, Lane] = {}


@record
class Document:
    """A map or persona file after reading.

    `map` or `persona` is None when the file is broken (or is the other); `partial` says that `map` leaves out the
    parts that are wrong, and then `kept` is the tree without them, in which the locations of the map are found.
    `diagnostics` are those of the file by itself; references are checked apart.
    """

    source: Source
    project: Home
    root: Node | None = None
    map: JourneyMap | None = None
    persona: PersonaFile | None = None
    partial: bool = False
    kept: Node | None = None
    lanes: dict[str, Lane] = _NO_LANES
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def path(self) -> Path | None:
        """Where the file lies, if on disk."""
        return self.source.path

    @cached_property
    def real_path(self) -> Path | None:
        """Where the file lies when symbolic links are followed, if on disk."""
        return self.path.resolve() if self.path else None

    @property
    def folder(self) -> Path:
        """The folder from which its relative paths are seen."""
        return self.real_path.parent if self.real_path else self.project.root

    @property
    def id(self) -> str:
        """The map's id: the one it states, else the file name without `.cjm.yaml`."""
        stated = self.map.id if self.map else self.persona.id if self.persona else None
        return stated or file_id(self.path)

    @cached_property
    def items(self) -> tuple[ItemAt, ...]:
        """Every item of the map, column by column, those of `overall` last."""
        return tuple(items(self.map)) if self.map is not None else ()

    def typed(self, key: str) -> bool:
        """Whether a key of the document was typed and given a value, right or wrong."""
        value = self.root.get(key) if isinstance(self.root, Mapping) else None
        return value is not None and not (isinstance(value, Scalar) and value.empty)

    def span(self, location: Location) -> Span:
        """The place of a location: that of the nearest part that was typed."""
        return found[0].span if (found := self.at(location)) else Span(0, 0)

    def key_span(self, location: Location) -> Span:
        """The place of the key that a location ends with; that of its value where it has no key."""
        found = self.at(location)
        if found is None:
            return Span(0, 0)
        node, entry = found
        return entry.key.span if entry is not None else node.span

    def at(self, location: Location) -> tuple[Node, Entry | None] | None:
        """The node of a location of the map, and the entry whose value it is; None for a file without a tree."""
        tree = self.kept or self.root
        return locate(tree, location) if tree is not None else None


def file_id(path: Path | None) -> str:
    """The id that a file's name gives."""
    if path is None:
        return "map"
    name = path.name
    for suffix in (".cjm.yaml", ".cjm.yml", ".yaml", ".yml"):
        if name.endswith(suffix):
            return name.removesuffix(suffix)
    return name


def locate(root: Node, location: Location) -> tuple[Node, Entry | None]:
    """The node of a location, and the entry whose value it is when the location's last step was a key.

    Parts of the location that nobody typed are passed over: shorthand has fewer levels than the model, and `cells`
    with the cell type after it exists in the model alone.
    """
    node = root
    entry: Entry | None = None
    parts = iter(location)
    for part in parts:
        if part == "cells":
            next(parts, None)
        elif isinstance(node, Mapping) and isinstance(part, str):
            for found in node.entries:
                if found.key.text == part:
                    node, entry = found.value, found
                    break
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.filled):
            node, entry = node.filled[part], None
    return node, entry


def without(root: Node, locations: Iterable[Location]) -> Node:
    """The tree without the list items at some locations of it: what follows them then has the index it has left."""
    gone: set[int] = set()
    for location in locations:
        holder = locate(root, location[:-1])[0]
        last = location[-1] if location else None
        if isinstance(holder, Sequence) and isinstance(last, int) and last < len(holder.filled):
            gone.add(id(holder.filled[last]))
    return _pruned(root, gone) if gone else root


def _pruned(node: Node, gone: set[int]) -> Node:
    if isinstance(node, Mapping):
        entries = tuple(Entry(each.key, _pruned(each.value, gone)) for each in node.entries)
        return Mapping(entries, node.span, node.flow)
    if isinstance(node, Sequence):
        items = tuple(_pruned(item, gone) for item in node.items if id(item) not in gone)
        return Sequence(items, node.span, node.flow)
    return node


def declared_lanes(*declarations: tuple[LaneEntry, ...]) -> dict[str, Lane]:
    """Every lane that may be used: the built-in ones, then those of each list of declarations, the later ones winning.

    An unknown id declares a lane of items with the role of the entry above it (the customer's at the top).
    """
    lanes = dict(LANES)
    for entries in declarations:
        role: Role = "customer"
        for entry in entries:
            known = lanes.get(entry.id)
            cell: CellType = entry.cell or (known.cell if known else "items")
            role = entry.role or (known.role if known else role)
            lanes[entry.id] = Lane(entry.id, cell, role)
    return lanes
