"""The format reference, generated from the models, the lanes and the kinds."""

from __future__ import annotations

import types
from typing import Any, Literal, Union, get_args, get_origin

from cjmap.kinds import KINDS
from cjmap.labels import catalog
from cjmap.lanes import LANES
from cjmap.model import base
from cjmap.model.cells import ITEM_CLASSES, Common
from cjmap.model.lint import LintSettings, RuleChoice, RuleName, RuleNames, SeverityName
from cjmap.model.map import Branch, JourneyMap, LaneEntry, Overall, Stage, Step
from cjmap.model.part import is_required, keys
from cjmap.model.persona import Persona, PersonaFile
from cjmap.model.project import ProjectFile, RenderSettings
from cjmap.model.research import Metric, ResearchSource, Scale
from cjmap.model.theme import Colour, Colours, Family, FontFamily, Fonts, Palette, ThemeSettings

HEAD = """# Format reference

Generated from the models by `make fresh`; do not edit. [The format](format.md) explains the ideas.

A text field keeps the characters as typed (`title: 1`, `07:00`, `no` are texts). A key without a value is not filled
in; a cell that is `[]` says that somebody looked and there is none. Wherever a list is taken, one thing stands for a
list of one.
"""

_NAMES: list[tuple[Any, str]] = [
    (base.Text, "text"),
    (base.Texts, "texts"),
    (base.Id, "id"),
    (base.References, "references"),
    (base.Number, "number"),
    (base.Whole, "whole number"),
    (base.Rating, "1 to 5"),
    (base.Percent, "0 to 100, `%` allowed"),
    (base.Flag, "`true` or `false`"),
    (base.TrueOrText, "`true` or text"),
    (base.Date, "date, month or year"),
    (base.Day, "day"),
    (base.Url, "link"),
    (base.Language, "language tag"),
    (Colour, "colour"),
    (Colours, "colours"),
    (Family, "name"),
    (RuleNames, "rules"),
    (RuleName, "rule"),
    (SeverityName, "`error`, `warning` or `note`"),
]

_SECTIONS: list[tuple[str, type, tuple[type, ...]]] = [
    ("A map", JourneyMap, ()),
    ("A lane, under `lanes`", LaneEntry, ()),
    ("A step", Step, ()),
    ("A stage", Stage, (Step,)),
    ("A branch, under `next`", Branch, ()),
    ("The whole journey, `overall`", Overall, ()),
    ("A source, under `sources`", ResearchSource, ()),
    ("A metric, under `metrics`", Metric, ()),
    ("A scale, `emotion_scale`", Scale, ()),
    ("A persona", Persona, ()),
    ("A persona file", PersonaFile, (Persona,)),
    ("The project file, `cjmap.yaml`", ProjectFile, ()),
    ("Render settings, under `render`", RenderSettings, ()),
    ("A theme, under `theme`", ThemeSettings, ()),
    ("Colours, under `theme: colours` and `theme: dark`", Palette, ()),
    ("Type, under `theme: font`", Fonts, ()),
    ("A font, under `sans` and `serif`", FontFamily, ()),
    ("Lint settings, under `lint`", LintSettings, (RuleChoice,)),
    ("A choice of rules, under `lint` and `per_path`", RuleChoice, ()),
]


def reference() -> str:
    """The whole page as Markdown."""
    parts = [HEAD]
    for title, model, above in _SECTIONS:
        parts.append(f"## {title}\n\n{_doc(model)}\n\n{_table(model, above)}")
    parts.append(f"## Every item\n\n{_doc(Common)}\n\n{_table(Common, ())}")
    for cell, model in ITEM_CLASSES.items():
        table = _table(model, (Common,))
        parts.append(f"## Cell type `{cell}`\n\n{_doc(model)}\n\n{table or 'It has no keys of its own.'}")
    parts.append(_lanes())
    parts.append(_kinds())
    return "\n".join(part.rstrip() + "\n" for part in parts)


def _doc(model: type) -> str:
    return " ".join((model.__doc__ or "").split())


def _table(model: Any, above: tuple[Any, ...]) -> str:
    known = {name for each in above for name in keys(each)}
    lines = []
    for name, field in keys(model).items():
        if name == "cells" or name in known:
            continue
        need = "**required**, " if is_required(field) else ""
        lines.append(f"| `{name}` | {need}{_describe(field.type)} | {field.metadata['description']} |")
    if not lines:
        return ""
    more = f"\nBesides these, it takes the keys of {' and '.join(_called(each) for each in above)}." if above else ""
    return "\n".join(["| key | takes | meaning |", "| --- | --- | --- |", *lines]) + ("\n" + more if more else "")


def _called(model: type) -> str:
    return {"Step": "a step", "Persona": "a persona", "Common": "every item", "RuleChoice": "a choice of rules"}.get(
        model.__name__, model.__name__
    )


def _describe(annotation: Any) -> str:
    for known, name in _NAMES:
        # a type of ours may be narrowed further
        if annotation == known or get_args(known) == get_args(annotation)[:2]:
            return name
    origin = get_origin(annotation)
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in get_args(annotation))
    if origin in (Union, types.UnionType):
        return " or ".join(_describe(part) for part in get_args(annotation) if part is not types.NoneType)
    if origin is tuple:
        inner = _describe(get_args(annotation)[0])
        return f"list of {inner}"
    if origin is dict:
        key, value = get_args(annotation)
        if value is RuleChoice:
            return "pattern: a choice of rules"
        return f"{_describe(key)}: {_describe(value)}" if key == RuleName else "reference: text"
    if hasattr(annotation, "__metadata__"):
        return _describe(get_args(annotation)[0])
    return {"str": "text", "float": "number", "int": "whole number", "bool": "`true` or `false`", "date": "day"}.get(
        getattr(annotation, "__name__", ""), _article(getattr(annotation, "__name__", str(annotation)))
    )


def _article(name: str) -> str:
    return {
        "ResearchSource": "sources",
        "LaneEntry": "lanes",
        "Stage": "stages",
        "Step": "steps",
        "Branch": "references or branches",
        "Persona": "personas or their ids",
        "Metric": "metrics",
        "Scale": "a scale",
        "Overall": "cells by lane",
        "RenderSettings": "settings",
        "ThemeSettings": "a theme's name, or settings",
        "Palette": "colours",
        "Fonts": "a font, or fonts",
        "FontFamily": "a name, or a font",
        "LintSettings": "settings",
    }.get(name, name)


def _lanes() -> str:
    lines = ["## The lanes\n", "| lane | cell type | role | in English |", "| --- | --- | --- | --- |"]
    for lane in LANES.values():
        label = catalog("en").lane(lane.id, "current-state")
        lines.append(f"| `{lane.id}` | `{lane.cell}` | {lane.role} | {label.title}: {label.question} |")
    return "\n".join(lines)


def _kinds() -> str:
    lines = ["## The kinds\n"]
    for kind in KINDS.values():
        entry = catalog("en").data["kinds"][kind.name]
        lanes = ", ".join(f"`{lane}`" for lane in kind.lanes)
        need = f" Needs a lane of role {' or '.join(kind.needs_roles)}." if kind.needs_roles else ""
        lines.append(f"- `{kind.name}`: {entry['asks']} Lanes by default: {lanes}.{need}")
    return "\n".join(lines)
