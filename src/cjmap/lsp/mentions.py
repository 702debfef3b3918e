"""Every id that a file gives or uses, read from its node tree alone, so that broken maps have them too."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from cjmap.lanes import Lane
from cjmap.model.cells import ITEM_CLASSES, Common, Emotion, Measurement, PainPoint, Quote, unquoted
from cjmap.model.fields import below
from cjmap.model.map import Branch, Cellular, JourneyMap, LaneEntry, Step
from cjmap.model.part import Part
from cjmap.model.persona import Persona, PersonaFile
from cjmap.model.research import Metric, ResearchSource
from cjmap.source import Span
from cjmap.syntax import Entry, Mapping, Node, Scalar, Sequence

CURRENT = "future_of"
"""The scope of references into the map that this one is the future of."""
LINKS = ("future_of", "variant_of", "translation_of", "blueprint_of", "journey")
"""The keys whose values name another map."""


class Mention(NamedTuple):
    """A place that gives or uses a name.

    `space` is the namespace: column, item, pain (an item that is a pain point), source, metric, persona, lane, or
    map (a path). `name` is the id, or what a reference says; `title` what a definition is called besides. `span` is
    where the name stands, without quotation marks; `whole` the thing that is defined. `scope` says where a reference
    looks: "" here, `CURRENT`, or the path of another map. `exact` says that the characters in the span are the name.
    """

    space: str
    name: str
    span: Span
    defines: bool = False
    title: str = ""
    whole: Span = Span(0, 0)
    scope: str = ""
    exact: bool = True


_DEFINED: tuple[tuple[type[Part], str], ...] = (
    (Step, "column"), (PainPoint, "pain"), (Common, "item"), (ResearchSource, "source"), (Metric, "metric"),
    (Persona, "persona"), (LaneEntry, "lane"),
)  # fmt: skip
_REFERS: dict[tuple[type[Part], str], tuple[str, str]] = {
    (Step, "sources"): ("source", ""),
    (Common, "sources"): ("source", ""),
    (Persona, "sources"): ("source", ""),
    (Step, "next"): ("column", ""),
    (Branch, "to"): ("column", ""),
    (Step, "from"): ("column", CURRENT),
    (Step, "resolves"): ("pain", ""),
    (Common, "resolves"): ("pain", ""),
    (Step, "actors"): ("persona", ""),
    (Common, "persona"): ("persona", ""),
    (Common, "to"): ("item", ""),
    (Measurement, "metric"): ("metric", ""),
    (JourneyMap, "persona"): ("persona", ""),
    (JourneyMap, "drops"): ("column", CURRENT),
    (JourneyMap, "leaves"): ("pain", CURRENT),
}


def refers(part: type[Part], key: str) -> tuple[str, str] | None:
    """The namespace and the scope of what a key's value names, or None."""
    if key in LINKS and issubclass(part, JourneyMap | Step):
        return "map", ""
    return next((found for (owner, name), found in _REFERS.items() if name == key and issubclass(part, owner)), None)


def mentions(
    text: str, root: Node | None, holder: type[Part], lanes: dict[str, Lane], file_id: str = ""
) -> list[Mention]:
    """Every mention in a tree whose root is a `holder`, in the order in which they stand.

    `file_id` is the id that the file's name gives, which a persona file has where it states none.
    """
    walk = _Walk(text, lanes, file_id)
    walk.part(root, holder, root)
    return sorted(walk.found, key=lambda mention: mention.span)


class _Walk:
    def __init__(self, text: str, lanes: dict[str, Lane], file_id: str) -> None:
        self.text = text
        self.lanes = lanes
        self.file_id = file_id
        self.found: list[Mention] = []

    def part(self, node: Node | None, part: type[Part], whole: Node | None) -> None:
        """A map, a shorthand, or the root."""
        space = next((space for owner, space in _DEFINED if issubclass(part, owner)), None)
        if isinstance(node, Scalar):
            if node.empty:
                return
            if part is LaneEntry:
                self._name("lane", node, defines=True, whole=node.span)
            elif part is Branch:
                self._name("column", node)
            elif part is Persona:
                self._name("persona", node)
            elif space in ("item", "pain") and part is not Emotion:
                self._titled(space, node, part, whole)
            return
        if not isinstance(node, Mapping):
            return
        if space is not None and not self._lane_by_title(node, part):
            self._define(space, node, part)
        for entry in node.entries:
            self._entry(entry, part)

    def _entry(self, entry: Entry, part: type[Part]) -> None:
        key, value = entry.key.text, entry.value
        reference = refers(part, key)
        if issubclass(part, Cellular) and key not in part.own_keys():
            self._name("lane", entry.key)
            lane = self.lanes.get(key)
            if lane is not None:
                self._each(value, lambda item: self.part(item, ITEM_CLASSES[lane.cell], item))
        elif reference is not None and reference[0] == "map":
            if isinstance(value, Scalar):
                self._link(value, "column")
        elif reference is not None and key in ("drops", "leaves"):
            for each in value.entries if isinstance(value, Mapping) else ():
                self._name(reference[0], each.key, scope=CURRENT)
        elif (inner := below(part, key)) is not None:
            self._each(value, lambda item: self.part(item, inner, item))
        elif reference is not None:
            self._each(value, lambda item: self._reference(item, *reference))

    def _each(self, node: Node, do: Callable[[Node], None]) -> None:
        for item in node.items if isinstance(node, Sequence) else (node,):
            do(item)

    def _reference(self, node: Node, space: str, scope: str) -> None:
        if isinstance(node, Scalar) and not node.empty:
            path, hash_sign, _ = node.text.partition("#")
            if space == "pain" and hash_sign and path.endswith((".yaml", ".yml")):
                self._link(node, "pain")
            else:
                self._name(space, node, scope=scope)

    def _link(self, node: Scalar, space: str) -> None:
        """`path`, or `path#reference`."""
        span, exact = self._inner(node)
        path, hash_sign, rest = node.text.partition("#")
        after = span.start + len(path) + 1
        if path:
            self.found.append(Mention("map", path, Span(span.start, after - 1) if exact else span, exact=exact))
        if hash_sign and exact:
            self.found.append(Mention(space, rest, Span(after, span.end), scope=path))

    def _define(self, space: str, node: Mapping, part: type[Part]) -> None:
        title = _title(node, part)
        given = node.get("id")
        if isinstance(given, Scalar) and not given.empty:
            words = title.text if title else ""
            self._name(space, given, defines=True, whole=node.span, title=_words(words, part))
        elif part is PersonaFile:
            span = title.span if title else node.entries[0].key.span
            self.found.append(
                Mention(space, self.file_id, span, True, title.text if title else "", node.span, exact=False)
            )
        elif title is not None:
            self._titled(space, title, part, node)
        elif space == "column":
            self.found.append(Mention(space, "", node.entries[0].key.span, True, "", node.span))

    def _titled(self, space: str, title: Scalar, part: type[Part], whole: Node | None) -> None:
        """Something without an id; a persona's name serves as one."""
        span, exact = self._inner(title)
        name = title.text if space == "persona" else ""
        span_of = whole.span if whole else title.span
        self.found.append(Mention(space, name, span, True, _words(title.text, part), span_of, exact=exact))

    def _lane_by_title(self, node: Mapping, part: type[Part]) -> bool:
        """`id: Title`, where the key is the definition."""
        if part is not LaneEntry or len(node.entries) != 1 or node.entries[0].key.text == "id":
            return False
        entry = node.entries[0]
        title = entry.value.text if isinstance(entry.value, Scalar) else ""
        self._name("lane", entry.key, defines=True, whole=node.span, title=title)
        return True

    def _name(
        self, space: str, node: Scalar, scope: str = "", *, defines: bool = False, title: str = "",
        whole: Span | None = None,
    ) -> None:  # fmt: skip
        span, exact = self._inner(node)
        self.found.append(Mention(space, node.text, span, defines, title, whole or span, scope, exact))

    def _inner(self, node: Scalar) -> tuple[Span, bool]:
        """The span of a text without its quotation marks, and whether it stands there letter by letter."""
        marks = int(node.style in ("single", "double"))
        span = Span(node.span.start + marks, max(node.span.start + marks, node.span.end - marks))
        return span, self.text[span.start : span.end] == node.text


def _words(text: str, part: type[Part]) -> str:
    return unquoted(text) if issubclass(part, Quote) else text


def _title(node: Mapping, part: type[Part]) -> Scalar | None:
    """What names a thing besides its id."""
    keys: tuple[str, ...] = ("title", "time")
    if issubclass(part, Common):
        keys = () if part is Emotion else part.main
    elif issubclass(part, Persona):
        keys = ("name",)
    found = (node.get(key) for key in keys)
    return next((each for each in found if isinstance(each, Scalar) and not each.empty), None)
