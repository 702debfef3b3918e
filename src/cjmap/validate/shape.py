"""The models' errors as diagnostics: located through the node tree, worded by error type."""

from __future__ import annotations

import re
from typing import Any, Literal, get_args, get_origin

from pydantic_core import ValidationError

from cjmap import lost_words
from cjmap.diagnostic import Diagnostic, Edit, Fix
from cjmap.document import locate
from cjmap.kinds import KINDS, PERSONA
from cjmap.model.cells import ITEM_CLASSES
from cjmap.model.fields import below
from cjmap.model.map import JourneyMap, Overall, Step
from cjmap.model.part import keys
from cjmap.model.persona import PersonaFile
from cjmap.model.project import ProjectFile
from cjmap.model.walk import Location
from cjmap.nearest import nearest, nearest_key, nearest_lane, nearest_term
from cjmap.rulebook import BY_NAME, GATES, VALIDATED
from cjmap.source import Source, Span
from cjmap.syntax import Entry, Mapping, Node, Scalar, Sequence
from cjmap.validate.figures import normal_date, normal_number
from cjmap.validate.wording import WORDS, choices, quoted

Model = type[JourneyMap] | type[PersonaFile] | type[ProjectFile]

DOCUMENTS: dict[Model, str] = {JourneyMap: "map", PersonaFile: "persona file", ProjectFile: "project file"}
"""What people call the files."""

_NUMBERS = frozenset(
    ["score", "value", "target", "n", "impact", "effort", "reach", "importance", "satisfaction", "min", "max"]
)


def explain(error: ValidationError, model: Model, root: Mapping, source: Source, lanes: set[str]) -> list[Diagnostic]:
    """One diagnostic for each mistake behind a failed validation of the document at `root`."""
    found: list[Diagnostic] = []
    lost: set[Span] = set()
    for each in error.errors(include_url=False, include_input=False):
        location: Location = each["loc"]
        node, entry = locate(root, location)
        diagnostic = _lost(each["type"], location, node, root, source)
        if diagnostic is not None and diagnostic.span is not None:
            if diagnostic.span not in lost:
                lost.add(diagnostic.span)
                found.append(diagnostic)
            continue
        found.extend(_one(each, location, node, entry, model, root, source, lanes))
    return found


def _lost(kind: str, location: Location, node: Node, root: Mapping, source: Source) -> Diagnostic | None:
    """Words that became structure, or structure that became words: colons in the wrong place, a list in a list."""
    if kind in _UNKEYED:
        holder = locate(root, location[:-1])[0] if kind in ("unexpected_keyword_argument", "missing") else node
        wide = full_width_colon(holder, str(location[-1]) if kind == "unexpected_keyword_argument" else "：", source)
        if wide is not None:
            return wide
    if close := _no_space(kind, node, source):
        return close
    if kind in ("unexpected_keyword_argument", "text_missing", "string_type"):
        holder = node
        if kind == "unexpected_keyword_argument":
            holder = locate(root, location[:-1])[0]
        if (
            _in_item(location, kind)
            and isinstance(holder, Mapping)
            and not holder.flow
            and holder.entries
            and not any(each.key.text in _ITEM_KEYS for each in holder.entries)
        ):
            first = holder.entries[0]
            return lost_words.unquoted_colon(source, first.key, first.value, alone=len(holder.entries) == 1)
    if kind in ("dataclass_type", "string_type") and isinstance(node, Sequence):
        holder = locate(root, location[:-1])[0]
        if isinstance(holder, Sequence) and holder is not node:
            return lost_words.nested_list(source, node)
    return None


_UNKEYED = frozenset(("unexpected_keyword_argument", "missing", "text_missing", "dataclass_type"))
"""The errors that a key without its colon ends in."""


def full_width_colon(node: Node, among: str, source: Source) -> Diagnostic | None:
    """The finding for keys that end in a full-width colon, such as `{text：Slow，severity：high}`; once for a map.

    `among` is the key that is not known, or `：` for any.
    """
    typed = [each.key for each in node.entries] if isinstance(node, Mapping) else [node]
    keys = [key for key in typed if isinstance(key, Scalar) and "：" in key.text and key.style == "plain"]
    if not keys or "：" not in among:
        return None
    whole = isinstance(node, Mapping) and node.flow and "\n" not in source.text[node.span.start : node.span.end]
    span = node.span if whole else keys[0].span
    text = source.text[span.start : span.end]
    replacement = lost_words.half_width(text)
    fix = Fix("use half-width signs", (Edit(span, replacement),), safe=False)
    message = f"{quoted(keys[0].text)} has a full-width colon, so it is not read as a key"
    help_text = f"write: {lost_words.corrected(source, span, replacement)}"
    return Diagnostic("full-width-sign", message, source, keys[0].span, help=help_text, fix=fix)


_TOGETHER = re.compile(r"([a-z_]+):(?=\S)")


def _no_space(kind: str, node: Node, source: Source) -> Diagnostic | None:
    """The finding for `title:Pay`, which is one word, and for `-title: Pay`, which is a key with a dash in its name."""
    if kind == "dataclass_type" and isinstance(node, Scalar) and node.style == "plain":
        match = _TOGETHER.match(node.text)
        at = node.span.start + match.end() if match else 0
        what, span = "colon", node.span
    elif kind in ("tuple_type", "list_type") and isinstance(node, Mapping) and not node.flow and node.entries:
        key = node.entries[0].key
        match = re.match("-(?=[a-z_])", key.text)
        at = key.span.start + 1
        what, span = "dash", key.span
    else:
        return None
    if match is None:
        return None
    line = Span(span.start, source.line_span(source.position(span.start).line).end)
    words = source.text[line.start : line.end].rstrip()
    help_ = f"write: {lost_words.corrected(source, Span(at, at), ' ')}"
    fix = Fix("add the space", (Edit(Span(at, at), " "),), safe=False)
    return Diagnostic(
        "yaml-syntax", f"no space after the {what} in {lost_words.shown(words)}", source, span, help=help_, fix=fix
    )


_ITEM_KEYS = frozenset(key for each in ITEM_CLASSES.values() for key in keys(each))


def _in_item(location: Location, kind: str) -> bool:
    """Whether a location is that of an item of a cell, or of a text in a list."""
    if kind == "unexpected_keyword_argument":
        location = location[:-1]
    return bool(location) and (
        ("cells" in location and len(location) - location.index("cells") == 4)
        or (kind == "string_type" and isinstance(location[-1], int))
    )


def _one(
    each: Any, location: Location, node: Node, entry: Entry | None, model: Model, root: Mapping, source: Source,
    lanes: set[str],
) -> list[Diagnostic]:  # fmt: skip
    kind: str = each["type"]
    key = f"‘{entry.key.text if entry and kind == 'empty_reference' else _key(location)}’"
    if kind == "missing":
        return [_missing(location, model, root, source)]
    if kind == "unexpected_keyword_argument":
        return [_unknown_key(location, entry, model, root, source, lanes)] if entry else []
    if kind == "literal_error":
        return [_unknown_value(location, node, key, model, source)]
    if kind == "too_short":
        if isinstance(node, Sequence) and node.items:
            return []
        span = entry.key.span if entry else node.span
        return [
            Diagnostic(
                "no-columns", "the map has no columns", source, span, help="list at least one stage under stages:"
            )
        ]
    if kind == "cells_typed" and isinstance(node, Mapping):
        span = next((each.key.span for each in node.entries if each.key.text == "cells"), node.span)
        message = "‘cells’ is neither a key nor a lane"
        return [
            Diagnostic("unknown-lane", message, source, span, help="write the lanes next to the title, without cells:")
        ]
    if location[:1] == ("lanes",) and entry is None and isinstance(node, Mapping) and len(node.entries) == 1:
        node = node.entries[0].key if location[-1] == "id" else node.entries[0].value  # `id: Title`
    if kind == "unknown_rule":
        return [_unknown_rule(location, entry, node, source)]
    words = WORDS.get(kind)
    if words is None:
        return [Diagnostic("wrong-type", f"{key} cannot be {shape(node)}", source, short_span(node, source))]
    typed = quoted(node.text) if isinstance(node, Scalar) else shape(node)
    values = {"key": key, "found": typed, "shape": shape(node), "main": _main(location), **(each.get("ctx") or {})}
    help_text = words.help.format_map(values)
    if kind == "string_type" and isinstance(node, Sequence) and node.flow:
        help_text = "put quotation marks around text that starts with a bracket"
    if kind == "dataclass_type" and isinstance(node, Scalar) and location[-2:-1] in (("stages",), ("steps",)):
        help_text = f"write: {lost_words.corrected(source, node.span, f'title: {node.text}')}"
    message = words.message.format_map(values)
    fix = _normal(node, kind, words.rule)
    help_text = f"write {fix.edits[0].text}" if fix else help_text
    return [Diagnostic(words.rule, message, source, short_span(node, source), help=help_text, fix=fix)]


def _normal(node: Node, kind: str, rule: str) -> Fix | None:
    """The fix for a date or a number that is written in another way."""
    if not isinstance(node, Scalar) or node.style in ("literal", "folded"):
        return None
    found = None
    if rule == "not-a-date":
        found = normal_date(node.text, day=kind != "not_a_date")
    elif kind in ("not_a_number", "not_a_whole_number"):
        found = normal_number(node.text)
    return Fix(f"write it as {found}", (Edit(node.span, found),)) if found else None


def _missing(location: Location, model: Model, root: Mapping, source: Source) -> Diagnostic:
    holder = locate(root, location[:-1])[0]
    name = location[-1]
    where = f"the {DOCUMENTS[model]}" if len(location) == 1 else f"this {_part(location[:-1])}"
    span = short_span(holder, source)
    if holder is root:
        span = root.entries[0].key.span if root.entries else Span(0, 0)
    if isinstance(holder, Mapping):
        span = next((each.key.span for each in holder.entries if each.key.text == name), span)
    return Diagnostic(
        "missing-key",
        f"{where} has no ‘{name}’",
        source,
        span,
        help="add cjmap: 1" if name == "cjmap" else f"add {name}: …",
    )


def _unknown_key(
    location: Location, entry: Entry, model: Model, root: Mapping, source: Source, lanes: set[str]
) -> Diagnostic:
    name = entry.key.text
    part = _owner(location[:-1], model)
    own = keys(part).keys() - {"cells"}
    cellular = issubclass(part, Step | Overall)
    if name == "phase" and part is Step:
        help_text = "put phase: on the stage, next to its title"
        return Diagnostic("unknown-key", "a step has no ‘phase’", source, entry.key.span, help=help_text)
    close = nearest(name, sorted(own | lanes if cellular else own)) or nearest_key(name, own)
    if cellular and not close and name in keys(model):
        help_text = f"‘{name}’ belongs at the top of the {DOCUMENTS[model]}, next to its title"
        where = _part(location[:-1])
        return Diagnostic("unknown-key", f"a {where} has no ‘{name}’", source, entry.key.span, help=help_text)
    if cellular:
        close = close or nearest_lane(name, sorted(own | lanes))
        what = f"‘{name}’ is neither a key nor a lane"
        help_text = f"write {close}:, or declare ‘{name}’ under lanes:" if close else f"declare ‘{name}’ under lanes:"
        rule = "unknown-lane"
    else:
        where = f"this {_part(location[:-1])}" if len(location) > 1 else f"the {DOCUMENTS[model]}"
        what = f"unknown key ‘{name}’ in {where}"
        help_text = f"write {close}:" if close else f"the keys allowed here are {', '.join(sorted(own))}"
        rule = "unknown-key"
    if entry.value.span == Span(entry.key.span.end, entry.key.span.end) and _ends_in_flow(source, entry.key.span.end):
        help_text = "put quotation marks around text that contains a comma"
        close = None
    holder = locate(root, location[:-1])[0]
    if close and isinstance(holder, Mapping) and holder.get(close) is not None:
        # renamed, it would stand there twice
        help_text = f"move what it holds to {close}:, which is here already" if close in lanes else help_text
        close = None
    fix = Fix(f"rename it to {close}", (Edit(entry.key.span, close),), safe=False) if close else None
    return Diagnostic(rule, what, source, entry.key.span, help=help_text, fix=fix)


def _ends_in_flow(source: Source, offset: int) -> bool:
    """Whether a comma or a brace follows, and no colon: words between braces that have no key."""
    return source.text[offset : offset + 80].lstrip()[:1] in (",", "}")


def _unknown_value(location: Location, node: Node, key: str, model: Model, source: Source) -> Diagnostic:
    owner = _owner(location[:-1], model)
    names = _literals(owner, location)
    span = short_span(node, source)
    if not isinstance(node, Scalar):
        return Diagnostic("wrong-type", f"{key} must be text, not {shape(node)}", source, span)
    typed = quoted(node.text)
    if location == ("cjmap",):
        return Diagnostic("unknown-version", f"unknown format version {typed}", source, span, help="write cjmap: 1")
    if location == ("kind",):
        names = [*KINDS, PERSONA]
    close = nearest(node.text, names) or nearest_term(node.text, names)
    rule = "unknown-kind" if location == ("kind",) else "unknown-value"
    message = f"unknown kind {typed}" if rule == "unknown-kind" else f"{key} cannot be {typed}"
    help_text = f"write {close}" if close else f"write {choices(names)}"
    fix = Fix(f"write {close}", (Edit(span, close),), safe=False) if close else None
    return Diagnostic(rule, message, source, span, help=help_text, fix=fix)


def _unknown_rule(location: Location, entry: Entry | None, node: Node, source: Source) -> Diagnostic:
    if location[-1] == "[key]" and entry is not None:  # pydantic's word for a key of a dict
        node = entry.key
    typed = node.text if isinstance(node, Scalar) else ""
    close = nearest(typed, BY_NAME)
    help_text = f"write {close}" if close else "`cjmap rules` lists them"
    if typed in VALIDATED:
        help_text = "this one is an error that `cjmap validate` finds, and errors stay"
    elif typed in GATES:
        help_text = "this one is a gate: min_sourced and max_age set it"
    span = short_span(node, source)
    fix = Fix(f"write {close}", (Edit(span, close),), safe=False) if close else None
    return Diagnostic("unknown-rule", f"there is no lint rule {quoted(typed)}", source, span, help=help_text, fix=fix)


def _literals(owner: type, location: Location) -> list[str]:
    field = keys(owner).get(str(location[-1]))
    return [str(name) for name in _flatten(field.type)] if field else []


def _flatten(annotation: Any) -> list[Any]:
    if get_origin(annotation) is Literal:
        return list(get_args(annotation))
    return [name for part in get_args(annotation) for name in _flatten(part)]


def _owner(location: Location, model: Model) -> Any:
    """The model class that stands at a location."""
    owner: Any = model
    parts = iter(location)
    for part in parts:
        if part == "cells":
            owner = ITEM_CLASSES[str(next(parts))]
            next(parts, None)
        elif isinstance(part, str):
            owner = below(owner, part) or owner
    return owner


_PARTS = {
    "stages": "stage", "steps": "step", "sources": "source", "metrics": "metric", "lanes": "lane", "persona": "persona",
    "next": "branch", "emotion_scale": "scale", "overall": "part",
    "colours": "palette", "dark": "palette", "sans": "font", "serif": "font",
}  # fmt: skip


def _part(location: Location) -> str:
    """What people call the part at a location."""
    if location[:1] == ("lint",):
        return "part of the lint settings"
    if "cells" in location:
        return "item"
    for part in reversed(location):
        if isinstance(part, str):
            return _PARTS.get(part, part)
    return "map"


def _key(location: Location) -> str:
    """The key that a location ends with, or the lane of its cell."""
    return next((str(part) for part in reversed(location) if isinstance(part, str)), "the map")


def _main(location: Location) -> str:
    if "cells" not in location:
        return "text"
    main = ITEM_CLASSES[str(location[location.index("cells") + 1])].main
    return choices(list(main[:2]))


def shape(node: Node) -> str:
    """What a node is, in plain words."""
    if isinstance(node, Scalar):
        return "nothing" if node.empty else quoted(node.text)
    return "a list" if isinstance(node, Sequence) else "keys and values"


def short_span(node: Node, source: Source) -> Span:
    """A node's span, cut at the end of its first line: carets under twenty lines help nobody."""
    if isinstance(node, Scalar):
        return node.span
    first = source.position(node.span.start).line
    return Span(node.span.start, min(node.span.end, source.line_span(first).end))
