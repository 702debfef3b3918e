"""What keys, lanes, words and names mean, in Markdown for people."""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec

from cjmap.kinds import KINDS, PERSONA
from cjmap.labels import catalog
from cjmap.lanes import LANES, Lane
from cjmap.lsp.lookup import Found
from cjmap.lsp.sketch import Sketch, children
from cjmap.model.cells import ITEM_CLASSES
from cjmap.model.fields import closed, words
from cjmap.model.map import LaneEntry
from cjmap.model.part import Part, is_required, keys
from cjmap.syntax import Mapping, Scalar

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")

SPACES = {
    "column": "stage or step", "item": "item", "pain": "pain point", "source": "source", "metric": "metric",
    "persona": "persona", "lane": "lane", "map": "map",
}  # fmt: skip
"""What people call that which a namespace names."""
_FACTS = (
    "text", "type", "collection", "date", "n", "method", "unit", "direction", "target", "severity", "time", "age",
    "role", "goal", "quote", "bio", "note",
)  # fmt: skip
"""The keys that say most about a thing, in the order in which they are shown."""


def plain(text: str) -> str:
    """A text as Markdown that prints as it was typed."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def of_key(part: type[Part], key: str) -> str:
    """The meaning of a key of a part."""
    found = keys(part).get(key)
    if found is None:
        return ""
    lines = [f"`{key}`: {found.metadata['description']}"]
    if closed(part, key):
        lines.append("One of " + ", ".join(f"`{word}`" for word in words(part, key)) + ".")
    if is_required(found):
        lines.append("Required.")
    return "\n\n".join(lines)


def lane_title(lane: str, sketch: Sketch) -> tuple[str, str]:
    """A lane's title and question in the language of a map; its declared title and note where it has them."""
    entry = declaration(lane, sketch)
    title, question = lane, ""
    if lane in LANES:
        label = catalog(sketch.scalar("language") or "en").lane(lane, sketch.kind)
        title, question = label.title, label.question
    if entry is not None:
        title, question = entry.title or title, entry.note or question
    return title, question


def declaration(lane: str, sketch: Sketch) -> LaneEntry | None:
    """How the map, else its project, declares a lane."""
    entries = {entry.id: entry for entry in (*sketch.shared, *sketch.declared)}
    return entries.get(lane)


def of_lane(lane: Lane, sketch: Sketch) -> str:
    """The meaning of a lane: its title, the question it answers, what its cells hold and where it stands."""
    title, question = lane_title(lane.id, sketch)
    holds = " ".join((ITEM_CLASSES[lane.cell].__doc__ or "").split())
    lines = [f"**{plain(title)}** (lane `{lane.id}`)"]
    lines += [plain(question)] if question else []
    lines.append(f"Cells of type `{lane.cell}`: {holds} Role: {lane.role}.")
    return "\n\n".join(lines)


def of_word(key: str, word: str, sketch: Sketch) -> str:
    """The meaning of a word of a vocabulary, as far as the label catalogs know it."""
    if key == "kind" and (word in KINDS or word == PERSONA):
        entry = catalog(sketch.scalar("language") or "en").data["kinds"][word]
        return f"**{plain(entry['tag'])}** (`{word}`)\n\n{plain(entry['asks'])}"
    if key == "cell" and word in ITEM_CLASSES:
        return " ".join((ITEM_CLASSES[word].__doc__ or "").split())
    return ""


def of_name(found: Found) -> str:
    """What a name stands for: its title, where it is defined, and the facts about it."""
    mention, sketch = found.mention, found.sketch
    what = SPACES[mention.space]
    if mention.space == "map":
        title = sketch.scalar("title") or sketch.source.name
        return f"**{plain(title)}** ({sketch.kind} map, {plain(sketch.source.name)})"
    name = mention.title or mention.name
    lines = [f"**{plain(name)}** ({what}{f' `{mention.name}`' if mention.name and mention.title else ''})"]
    lines += [f"{key}: {plain(value)}" for key, value in _facts(found) if value != name]
    return "  \n".join([*lines, f"in {plain(sketch.source.name)}"])


def _facts(found: Found) -> list[tuple[str, str]]:
    mapping = _defined(found)
    values = ((key, mapping.get(key)) for key in _FACTS) if mapping is not None else ()
    return [(key, value.text) for key, value in values if isinstance(value, Scalar) and not value.empty]


def _defined(found: Found) -> Mapping | None:
    """The map in braces or lines that defines a thing."""
    node = found.sketch.root
    while node is not None and node.span != found.mention.whole:
        wanted = found.mention.whole
        inner = (each for each in children(node) if each.span.start <= wanted.start and wanted.end <= each.span.end)
        node = next(inner, None)
    return node if isinstance(node, Mapping) else None


def of_rule(rule: str) -> str:
    """The page of a lint rule, which is its module's docstring; empty where the rule has none."""
    name = f"cjmap.rules.{rule.replace('-', '_')}"
    if not re.fullmatch(r"[a-z][a-z-]*", rule) or find_spec("cjmap.rules") is None or find_spec(name) is None:
        return ""
    import inspect

    return inspect.cleandoc(import_module(name).__doc__ or "")
