"""libyaml events → a Node tree with exact spans, in one pass; the safe YAML subset and every limit hold here."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING, Any, Literal

from cjmap import lost_words, yaml_subset
from cjmap.diagnostic import Diagnostic
from cjmap.libyaml import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    YAMLError,
)
from cjmap.source import Source, Span

if TYPE_CHECKING:
    from cjmap.yaml_mends import Broken, Mend

Style = Literal["plain", "single", "double", "literal", "folded"]

MAX_DEPTH = 32
"""The most lists and maps within each other."""
MAX_NODES = 250_000
"""The most keys, values, lists and maps of a file."""
MAX_TEXT = 10_000
"""The most characters of one text."""
MAX_MENDS = 20
"""How often a broken file is mended in memory and read again, to find the mistakes after the first."""
MAX_MENDED = 1_000_000
"""The most characters that are read again for that."""


class _Frozen:
    """What nodes have in common: they are their slots, which never change.

    A frozen dataclass would be made by a program written for it, at each start.
    """

    __slots__: tuple[str, ...] = ()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"cannot change {name!r} of a {type(self).__name__}")

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, name) for name in self.__slots__ if not name.startswith("_"))

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"{type(self).__name__}{self._values()}"


class Scalar(_Frozen):
    """Characters as typed, after quoting and folding are undone; the span covers quotes, not comments."""

    __slots__ = ("span", "style", "text")

    text: str
    span: Span
    style: Style

    def __init__(self, text: str, span: Span, style: Style = "plain") -> None:
        _set_text(self, text)
        _set_span(self, span)
        _set_style(self, style)

    @property
    def empty(self) -> bool:
        """Whether nothing stands here: the value of `key:`."""
        return self.style == "plain" and self.text == ""


class Sequence(_Frozen):
    """A list; `flow` when written in brackets. A block's span ends with its last item."""

    __slots__ = ("_filled", "flow", "items", "span")

    items: tuple[Node, ...]
    span: Span
    flow: bool
    _filled: tuple[Node, ...]

    def __init__(self, items: tuple[Node, ...], span: Span, flow: bool = False) -> None:
        _keep(self, "items", items)
        _keep(self, "span", span)
        _keep(self, "flow", flow)

    @property
    def filled(self) -> tuple[Node, ...]:
        """The items but those where nothing stands after the dash: the ones that count.

        Found once, as a long list is asked for each of its items.
        """
        try:
            return self._filled
        except AttributeError:
            found = tuple(item for item in self.items if not (isinstance(item, Scalar) and item.empty))
            _keep(self, "_filled", found)
            return found


class Entry(_Frozen):
    """A key and its value."""

    __slots__ = ("key", "value")

    key: Scalar
    value: Node

    def __init__(self, key: Scalar, value: Node) -> None:
        _set_key(self, key)
        _set_value(self, value)


class Mapping(_Frozen):
    """Keys and values in written order, keys unique; `flow` when written in braces."""

    __slots__ = ("entries", "flow", "span")

    entries: tuple[Entry, ...]
    span: Span
    flow: bool

    def __init__(self, entries: tuple[Entry, ...], span: Span, flow: bool = False) -> None:
        _keep(self, "entries", entries)
        _keep(self, "span", span)
        _keep(self, "flow", flow)

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry.value
        return None


Node = Scalar | Sequence | Mapping

_STYLES: dict[str | None, Style] = {
    "": "plain", None: "plain", "'": "single", '"': "double", "|": "literal", ">": "folded",
}  # fmt: skip

_NODES = (ScalarEvent, SequenceStartEvent, MappingStartEvent, AliasEvent)

_keep: Any = object.__setattr__
# there are thousands of these: their slots' own setters take half the time
_new: Any = object.__new__
_span: Any = tuple.__new__
_set_text, _set_span, _set_style = (Scalar.__dict__[name].__set__ for name in ("text", "span", "style"))
_set_key, _set_value = (Entry.__dict__[name].__set__ for name in ("key", "value"))


def parse(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """The node tree of a text, and all that is wrong with it as YAML.

    The tree is a mapping, or None where there is none to speak of. What is wrong and can be passed over is passed
    over: the first of equal keys counts, tags and anchors are ignored, an alias is an empty scalar, and text that
    YAML would not read stands in the tree as its author meant it.
    """
    found = yaml_subset.Findings()
    if source.fault is not None:
        found.add(yaml_subset.fault(source))
        return None, found.all()
    text = yaml_subset.readable(source, found)
    collecting = gc.isenabled()
    gc.disable()  # a tree holds no cycles, and looking for them takes longer than building it
    try:
        root = _read_mending(source, text, found)
    finally:
        if collecting:
            gc.enable()
    if root is None and not found.kept:  # nothing but tabs, say
        found.add(yaml_subset.empty_file(source))
    return root, found.all()


def _read_mending(source: Source, text: str, found: yaml_subset.Findings) -> Node | None:
    mends: dict[int, Mend] = {}
    budget = MAX_MENDED
    for attempt in range(MAX_MENDS + 1):
        reading = _Reading(source, text, mends, mended=attempt > 0)
        root = reading.run()
        if reading.broken is None:
            found.extend(reading.found)
            return root
        from cjmap import yaml_errors, yaml_mends  # only a broken file waits for them

        last = attempt == MAX_MENDS or budget < 0
        diagnostics, mended = yaml_errors.explain(source, text, reading.broken)
        found.extend(diagnostics)
        before = text
        text = yaml_mends.masked(text, mended)
        mends.update((mend.span.start, mend) for mend in mended if mend.words is not None)
        if last or text == before:
            found.extend(yaml_errors.lost_after(source, text, reading.broken))
            found.extend(reading.found)
            return None
        budget -= len(text)
    return None


def _parser(text: str) -> Any:
    try:
        from yaml.cyaml import CParser  # type: ignore[attr-defined]  # a class that its stub does not export
    except ImportError:
        from cjmap import yaml_errors

        return yaml_errors.PythonParser(text)
    return CParser(text)


class _Reading:
    """One pass over a text."""

    def __init__(self, source: Source, text: str, mends: dict[int, Mend], *, mended: bool) -> None:
        self.source = source
        self.text = text
        self.mends = mends
        self.mended = mended
        self.found = yaml_subset.Findings()
        self.broken: Broken | None = None

    def run(self) -> Node | None:
        """The root, or None when there is none; `broken` says where the parser gave up, if it did."""
        # for each open list or map: what came before it in the one around it, where it begins, whether it has brackets
        stack: list[tuple[list[Node], int, bool]] = []
        try:
            root = self._build(stack)
        except (YAMLError, ValueError) as error:
            from cjmap import yaml_mends

            flows = [start for _, start, flow in stack if flow]
            blocks = [start for _, start, flow in stack if not flow]
            self.broken = yaml_mends.Broken.of(error, flows, blocks)
            return None
        except yaml_subset.FloodError:
            return None
        if root is None or isinstance(root, Mapping):
            return root
        shape = "a list" if isinstance(root, Sequence) else "text"
        self.found.add(yaml_subset.not_a_map(self.source, root.span, shape))
        return None

    def _build(self, stack: list[tuple[list[Node], int, bool]]) -> Node | None:  # noqa: C901, PLR0912, PLR0915 -- the hot path
        text, source, mends, found = self.text, self.source, self.mends, self.found
        next_event = _parser(text).get_event
        control = yaml_subset.CONTROL.search
        pairs = lost_words.PAIRS.search
        styles = _STYLES
        items: list[Node] = []
        node: Node
        nodes = -2  # the two events before the root
        ends = 0
        documents = 0
        while True:
            event = next_event()
            kind = type(event)
            nodes += 1
            if nodes > MAX_NODES and nodes - ends > MAX_NODES and kind in _NODES:
                place = Span(event.start_mark.index, event.end_mark.index)
                found.add(yaml_subset.too_many_nodes(source, place, MAX_NODES))
                return None
            if kind is ScalarEvent:
                value: str = event.value
                start: int = event.start_mark.index
                end: int = event.end_mark.index
                style: Style = styles[event.style]
                if event.anchor or event.tag:
                    start = yaml_subset.properties(source, text, event, start, end, found)
                if style == "plain":
                    if not value:
                        while start and text[start - 1] in " \t\r\n":
                            start -= 1
                        end = start
                    elif mends and start in mends:
                        value, style = mends[start].read(value, end)
                elif style == "double":
                    if control(value):
                        value = yaml_subset.escaped_control(source, Span(start, end), value, found)
                elif style != "single":
                    end = yaml_subset.block_end(text, start, end)
                if len(value) > MAX_TEXT:
                    found.add(yaml_subset.text_too_long(source, Span(start, end), len(value), MAX_TEXT))
                    value = value[:MAX_TEXT]
                node = _new(Scalar)
                _set_text(node, value)
                _set_span(node, _span(Span, (start, end)))
                _set_style(node, style)
                items.append(node)
            elif kind is MappingEndEvent:
                ends += 1
                before, start, flow = stack.pop()
                end = event.end_mark.index if flow and text[start] == "{" else items[-1].span.end
                if flow and pairs(text, start + 1, end):
                    lost_words.join_split(source, items, found, keyed=True)
                before.append(Mapping(self._entries(items), _span(Span, (start, end)), flow))
                items = before
            elif kind is SequenceEndEvent:
                ends += 1
                before, start, flow = stack.pop()
                end = event.end_mark.index if flow else items[-1].span.end
                if flow and pairs(text, start + 1, end - 1):
                    lost_words.join_split(source, items, found, keyed=False)
                before.append(Sequence(tuple(items), _span(Span, (start, end)), flow))
                items = before
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                start = event.start_mark.index
                if event.anchor or event.tag:
                    start = yaml_subset.properties(source, text, event, start, len(text), found)
                stack.append((items, start, event.flow_style is True))
                items = []
                if len(stack) > MAX_DEPTH:
                    found.add(yaml_subset.too_deep(source, Span(start, start + 1), MAX_DEPTH))
                    return None
            elif kind is AliasEvent:
                span = Span(event.start_mark.index, event.end_mark.index)
                yaml_subset.alias(source, text, span, found)
                items.append(Scalar("", span))
            elif kind is DocumentStartEvent:
                documents += 1
                if documents > 1:
                    found.add(yaml_subset.several_documents(source, event.start_mark.index))
                    return items[0]
            elif kind is StreamEndEvent:
                if not items or (isinstance(items[0], Scalar) and items[0].empty):
                    if not self.mended:
                        found.add(yaml_subset.empty_file(source))
                    return None
                return items[0]

    def _entries(self, items: list[Node]) -> tuple[Entry, ...]:
        """The entries of a mapping from its keys and values, which alternate."""
        entries = []
        first: dict[str, Scalar] = {}
        for key, value in zip(items[::2], items[1::2], strict=True):
            if type(key) is not Scalar or not key.text:
                if self.found.wants("bad-key"):
                    self.found.add(yaml_subset.bad_key(self.source, key.span, isinstance(key, Scalar)))
                continue
            name = key.text
            if name in first:
                if self.found.wants("duplicate-key"):
                    self.found.add(yaml_subset.duplicate_key(self.source, key, first[name]))
            elif name == "<<" and key.style == "plain":
                if self.found.wants("merge-key"):
                    self.found.add(yaml_subset.merge_key(self.source, key.span))
            else:
                first[name] = key
                entry = _new(Entry)
                _set_key(entry, key)
                _set_value(entry, value)
                entries.append(entry)
        return tuple(entries)
