"""A map read line by line: one fact a line, in journey words, so that a plain diff of lines speaks of the journey."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cjmap import syntax
from cjmap.labels import FALLBACK, catalog
from cjmap.lanes import LANES
from cjmap.source import Source
from cjmap.syntax import Mapping, Node, Scalar, Sequence

_REGISTERS = {"sources": "source", "metrics": "metric", "lanes": "lane", "persona": "persona"}
"""Lists of the document whose entries are things of their own, and what one of them is called."""
_COLUMNS = {"stages": "stage", "steps": "step"}
_MAIN = ("title", "name", "text", "metric", "what", "path", "url", "to", "score", "word", "time", "id")
"""The key that a thing is known by: the first of these that it has."""
_INDENT = "  "


def reading(source: Source) -> str | None:
    """The facts of a map, persona or project file, one a line; None for a text that is none of these.

    The words for stages, steps, lanes and the like are those of the map's own language; fields have the names that
    they have in the file. Comments and form are passed over. It asks nothing of other files, so that every edition
    of a map in git reads alike; and nothing of the map's soundness but that it is YAML as maps have it.
    """
    root, problems = syntax.parse(source)
    if problems or not isinstance(root, Mapping):
        return None
    return "".join(f"{line}\n" for line in _Reader(root).document(root))


class _Reader:
    """Reads one document."""

    def __init__(self, root: Mapping) -> None:
        language = _text(root.get("language")) or FALLBACK
        self.kind = _text(root.get("kind"))
        self.labels = catalog(language)
        self.lanes = _declared(root.get("lanes"))

    def document(self, root: Mapping) -> Iterator[str]:
        """What the document says about itself, its registers, its columns, and what concerns the whole journey."""
        for entry in root.entries:
            key, value = entry.key.text, entry.value
            if key in _COLUMNS and isinstance(value, Sequence):
                yield from self._columns(value, key, "")
            elif key == "overall" and isinstance(value, Mapping):
                yield from ("", self.labels.word("overall"))
                yield from self._cells(value, _INDENT)
            elif key in _REGISTERS and isinstance(value, Sequence):
                yield ""
                for item in value.items:
                    if key == "lanes" and (lane := _declares(item)):
                        yield f"{self.labels.word('lane')}: {self._lane(lane)} [{lane}]"
                    else:
                        yield from self._thing(self.labels.word(_REGISTERS[key]), item, "")
            else:
                yield from self._field(key, value, "")

    def _columns(self, columns: Sequence, key: str, indent: str) -> Iterator[str]:
        for number, column in enumerate(columns.items, 1):
            word = self.labels.word(_COLUMNS[key])
            if not isinstance(column, Mapping):
                yield from self._thing(word, column, indent)
                continue
            yield ""
            main, name, mark = _name(column)
            # the number only where there is no name: an added step must not change the lines of all that follow
            yield f"{indent}{word} {name or number}{mark}"
            yield from self._cells(column, indent + _INDENT, without=(main, "id"))

    def _cells(self, holder: Mapping, indent: str, without: tuple[str, ...] = ()) -> Iterator[str]:
        """The fields and cells of a column; its steps last, wherever they are written."""
        later: list[tuple[str, Sequence]] = []
        for entry in holder.entries:
            key, value = entry.key.text, entry.value
            if key in without:
                continue
            if key in _COLUMNS and isinstance(value, Sequence):
                later.append((key, value))
            elif key in LANES or key in self.lanes:
                yield from self._cell(self._lane(key), value, indent)
            else:
                yield from self._field(key, value, indent)
        for key, value in later:
            yield from self._columns(value, key, indent)

    def _cell(self, lane: str, value: Node, indent: str) -> Iterator[str]:
        items = value.items if isinstance(value, Sequence) else (value,)
        if not items:
            yield f"{indent}{lane}: {self.labels.word('none_here')}"
        for item in items:
            yield from self._thing(lane, item, indent)

    def _thing(self, word: str, item: Node, indent: str) -> Iterator[str]:
        """A thing by the words that it is known by, then its other fields, one a line."""
        if not isinstance(item, Mapping):
            yield from self._field(word, item, indent)
            return
        main, name, mark = _name(item)
        first, *more = name.split("\n")
        yield f"{indent}{word}: {first}{mark}".rstrip()
        yield from (f"{indent}{_INDENT * 2}{line}".rstrip() for line in more)
        for entry in item.entries:
            if entry.key.text not in (main, "id"):
                yield from self._field(entry.key.text, entry.value, indent + _INDENT)

    def _field(self, key: str, value: Node, indent: str) -> Iterator[str]:
        label = key.replace("_", " ")
        if isinstance(value, Scalar):
            first, *more = value.text.rstrip("\n").split("\n")
            yield f"{indent}{label}: {first}".rstrip()
            yield from (f"{indent}{_INDENT * 2}{line}".rstrip() for line in more)
        elif isinstance(value, Sequence):
            words = [item.text for item in value.items if isinstance(item, Scalar)]
            if len(words) == len(value.items) and all(_NAME.fullmatch(word) for word in words):
                yield f"{indent}{label}: {', '.join(words) or self.labels.word('none_here')}"
            else:
                for item in value.items:
                    yield from self._thing(label, item, indent)
        else:
            yield f"{indent}{label}:"
            for entry in value.entries:
                yield from self._field(entry.key.text, entry.value, indent + _INDENT)

    def _lane(self, lane: str) -> str:
        own = self.lanes.get(lane)
        if own:
            return own
        return self.labels.lane(lane, self.kind).title if lane in LANES else lane


_NAME = re.compile(r"\S{1,40}")
"""What stands in a list of names, such as ids: those share a line, while sentences have one each."""


def _name(thing: Mapping) -> tuple[str, str, str]:
    """The key that a thing is known by, its words, and its id in brackets where that is not the same."""
    id_ = _text(thing.get("id"))
    for key in _MAIN:
        name = _text(thing.get(key)).rstrip("\n")
        if name:
            return key, name, f" [{id_}]" if id_ and key != "id" else ""
    return "", "", ""


def _declared(lanes: Node | None) -> dict[str, str]:
    """The lanes that the document declares, and the titles that it gives them."""
    found: dict[str, str] = {}
    for item in lanes.items if isinstance(lanes, Sequence) else ():
        short = _declares(item)
        if short and isinstance(item, Mapping):
            found[short] = _text(item.entries[0].value)
        elif short:
            found[short] = ""
        elif isinstance(item, Mapping):
            found[_text(item.get("id"))] = _text(item.get("title"))
    return found


def _declares(item: Node) -> str:
    """The lane that one word, or a word and a title, declares; "" for a lane with more to say."""
    if isinstance(item, Scalar):
        return item.text
    short = isinstance(item, Mapping) and len(item.entries) == 1 and item.get("id") is None
    return item.entries[0].key.text if short and isinstance(item, Mapping) else ""


def _text(node: Node | None) -> str:
    return node.text if isinstance(node, Scalar) else ""
