"""What can be said of a file without validating it: its tree, what it holds, its lanes, the ids that it mentions."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import get_args

from cjmap import syntax
from cjmap.collect import ENDING
from cjmap.document import declared_lanes, file_id
from cjmap.kinds import KINDS, PERSONA
from cjmap.lanes import ROLES, CellType, Lane
from cjmap.lsp.mentions import Mention, mentions
from cjmap.model.map import JourneyMap, LaneEntry
from cjmap.model.part import Part
from cjmap.model.persona import PersonaFile
from cjmap.model.project import ProjectFile
from cjmap.source import PROJECT_FILE, Source, Span
from cjmap.syntax import Mapping, Node, Scalar, Sequence

_CELLS: tuple[CellType, ...] = get_args(CellType)


class Sketch:
    """A file as far as its node tree tells. `shared` are the lanes that its project declares."""

    def __init__(self, source: Source, shared: tuple[LaneEntry, ...] = ()) -> None:
        self.source = source
        self.shared = shared

    @property
    def path(self) -> Path | None:
        """Where the file lies; None for a text that was never saved."""
        return self.source.path

    @cached_property
    def root(self) -> Node | None:
        """The node tree, as mended as the text allows."""
        return syntax.parse(self.source)[0]

    @cached_property
    def holder(self) -> type[Part]:
        """What the file holds: a project, a persona or a journey map."""
        if self.path is not None and self.path.name == PROJECT_FILE:
            return ProjectFile
        return PersonaFile if self.scalar("kind") == PERSONA else JourneyMap

    @property
    def start(self) -> Span:
        """Where the file says what it is: its title, else its beginning."""
        title = self.root.get("title") if isinstance(self.root, Mapping) else None
        return title.span if isinstance(title, Scalar) else Span(0, 0)

    def scalar(self, key: str) -> str:
        """The text of a key of the document; empty where there is none."""
        value = self.root.get(key) if isinstance(self.root, Mapping) else None
        return value.text if isinstance(value, Scalar) else ""

    @property
    def kind(self) -> str:
        """The kind of map; current-state where none is stated that is known."""
        kind = self.scalar("kind")
        return kind if kind in KINDS else "current-state"

    @cached_property
    def declared(self) -> tuple[LaneEntry, ...]:
        """The lanes that the file declares."""
        value = self.root.get("lanes") if isinstance(self.root, Mapping) else None
        items = value.items if isinstance(value, Sequence) else ()
        return tuple(entry for entry in map(_lane_entry, items) if entry is not None)

    @cached_property
    def lanes(self) -> dict[str, Lane]:
        """Every lane that the file may use."""
        return declared_lanes(self.shared, self.declared)

    @cached_property
    def mentions(self) -> list[Mention]:
        """Every id that the file gives or uses, by place."""
        return mentions(self.source.text, self.root, self.holder, self.lanes, file_id(self.path))

    def definitions(self, space: str) -> list[Mention]:
        """What the file defines in a namespace; pain points are items too."""
        spaces = ("item", "pain") if space == "item" else (space,)
        return [mention for mention in self.mentions if mention.defines and mention.space in spaces]

    def mention_at(self, offset: int) -> Mention | None:
        """The mention at an offset, the cursor behind its last character included.

        Where words are a reference and the only title of what holds them, the reference counts.
        """
        found = [each for each in self.mentions if each.exact and each.span.start <= offset <= each.span.end]
        return min(found, key=lambda mention: mention.defines, default=None)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below one: the values of a map, the items of a list."""
    if isinstance(node, Mapping):
        return tuple(entry.value for entry in node.entries)
    return node.items if isinstance(node, Sequence) else ()


def is_ours(path: Path | None, text: str) -> bool:
    """Whether a text is for us to look at: by its file's name, or because it says that it is a map."""
    if path is not None and (path.name == PROJECT_FILE or path.name.endswith((ENDING, ".cjm.yml"))):
        return True
    return text.startswith("cjmap:") or "\ncjmap:" in text[:2000]


def _lane_entry(node: Node) -> LaneEntry | None:
    """A lane as it is declared, unchecked; None for what cannot be one."""
    if isinstance(node, Scalar):
        return LaneEntry(id=node.text) if node.text else None
    if not isinstance(node, Mapping) or not node.entries:
        return None
    texts = {entry.key.text: entry.value.text for entry in node.entries if isinstance(entry.value, Scalar)}
    if len(node.entries) == 1 and "id" not in texts:
        name = node.entries[0].key.text
        return LaneEntry(id=name, title=texts.get(name) or None)
    if not texts.get("id"):
        return None
    return LaneEntry(
        id=texts["id"],
        title=texts.get("title") or None,
        note=texts.get("note") or None,
        cell=next((each for each in _CELLS if each == texts.get("cell")), None),
        role=next((each for each in ROLES if each == texts.get("role")), None),
    )
