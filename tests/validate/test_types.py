"""The wrong type in every field of every model: one located error, at exactly the value.

The cases come from the JSON Schema, so that editors and `validate` agree on what fits where.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from validate.checking import HEAD, check_text, places

from cjmap.lanes import LANES
from cjmap.model.cells import ITEM_CLASSES
from cjmap.schema import json_schema

Json = dict[str, Any]
MARK = "wr0ng"
MAP: Json = {"cjmap": "1", "kind": "current-state", "title": "T", "stages": [{"title": "S"}]}
PERSONA: Json = {"cjmap": "1", "kind": "persona", "name": "N"}
LANE_OF_CELL = {lane.cell: lane.id for lane in reversed(LANES.values())}
WRONG: dict[str, Any] = {"array": [MARK], "object": {MARK: MARK}, "string": MARK}
NEEDED: dict[str, Json] = {
    "ResearchSource": {"id": "s", "title": "S"},
    "Metric": {"id": "m"},
    "Persona": {"name": "P"},
    "LaneEntry": {"id": "gains", "note": "N"},
    "Branch": {"to": "S"},
    "Scale": {"min": "-2", "max": "2"},
    "Step": {"title": "B"},
    "Stage": {"title": "A"},
    **{cls.__name__: {cls.main[0]: "1" if cls.main[0] == "score" else "words"} for cls in ITEM_CLASSES.values()},
    "Image": {"path": "map.cjm.yaml"},
    "Link": {"url": "https://example.com"},
    "RenderSettings": {},
}


def allowed(schema: Any, definitions: Json) -> set[str]:
    """The JSON types that a schema accepts."""
    if "$ref" in schema:
        return allowed(definitions[schema["$ref"].rpartition("/")[2]], definitions)
    if "enum" in schema:
        return {"string"}
    for key in ("anyOf", "allOf"):
        if key in schema:
            return {name for part in schema[key] for name in allowed(part, definitions)}
    kinds = schema.get("type", [])
    return {kinds} if isinstance(kinds, str) else set(kinds)


def document(owner: str, part: Json) -> Json:
    """A map, persona file or project file that holds a part where it belongs."""
    stage: Json = {"title": "S"}
    if owner == "ProjectFile":
        return {"cjmap": "1", **part}
    if owner == "RenderSettings":
        return {"cjmap": "1", "render": part}
    if owner == "JourneyMap":
        return {**MAP, **part}
    if owner == "PersonaFile":
        return {**PERSONA, **part}
    if owner in ("Stage", "Step", "Branch"):
        stage = {"Stage": part, "Step": {"title": "A", "steps": [part]}, "Branch": {"title": "S", "next": [part]}}[
            owner
        ]
        return {**MAP, "stages": [stage]}
    place: dict[str, tuple[str, Any]] = {
        "ResearchSource": ("sources", [part]),
        "Metric": ("metrics", [part]),
        "Persona": ("persona", [part]),
        "LaneEntry": ("lanes", [part]),
        "Scale": ("emotion_scale", part),
        "Overall": ("overall", part),
    }
    for cell, cls in ITEM_CLASSES.items():
        place.setdefault(cls.__name__, ("overall", {LANE_OF_CELL[cell]: [part]}))
    key, value = place[owner]
    return {**MAP, key: value}


def cases(target: str) -> Iterator[tuple[str, str, str]]:
    """Every owner, field and type that does not fit."""
    schema = json_schema(target)
    definitions = {**schema["definitions"], "ProjectFile": schema if target == "project" else {}}
    for owner, definition in definitions.items():
        for field, about in definition.get("properties", {}).items():
            fits = allowed(about, definitions)
            fits |= {"string"} if fits & {"number", "integer", "boolean"} else set()
            for kind in sorted(WRONG.keys() - fits):
                if (owner, field) != ("PersonaFile", "kind"):  # without a kind in words it is no persona's file
                    yield owner, field, kind


MAPS = sorted(cases("map"))
PROJECTS = sorted(case for case in cases("project") if case[0] in ("ProjectFile", "RenderSettings"))
OWNERS = sorted({owner for owner, _, _ in (*MAPS, *PROJECTS)})


def test_there_are_cases_for_every_model():
    assert set(OWNERS) == set(NEEDED) | {"JourneyMap", "PersonaFile", "ProjectFile"}
    assert len(MAPS) > 500


@pytest.mark.parametrize("owner", OWNERS)
def test_a_wrong_type_is_found_at_the_value(tmp_path: Path, owner: str):
    name = "cjmap.yaml" if owner in ("ProjectFile", "RenderSettings") else "map.cjm.yaml"
    for part_name, field, kind in (*MAPS, *PROJECTS):
        if part_name != owner:
            continue
        text = json.dumps(document(owner, {**NEEDED.get(owner, {}), field: WRONG[kind]}))
        found = check_text(tmp_path, text, name)
        spans = [text[each.span.start : each.span.end] for each in found if each.span]
        assert spans == [json.dumps(WRONG[kind])], (field, kind, [each.message for each in found])
        assert "literal" not in found[0].message
        assert f"‘{field}’" in found[0].message


@pytest.mark.parametrize("lane", LANES)
def test_a_list_in_a_list_and_unknown_keys_are_found_in_every_lane(tmp_path: Path, lane: str):
    for value, part in (([[MARK]], f'["{MARK}"]'), ({MARK: MARK}, f'"{MARK}"'), ([{MARK: MARK}], f'"{MARK}"')):
        text = json.dumps({**MAP, "overall": {lane: value}})
        [found] = check_text(tmp_path, text)
        assert found.span is not None
        assert text[found.span.start : found.span.end] == part, (value, found.message)


def test_a_title_beside_a_lane_is_text(tmp_path: Path):
    [found] = check_text(tmp_path, HEAD + "lanes:\n  - gains: [good, bad]\nstages:\n  - title: Choose\n")
    assert (found.start.line, found.start.column, found.rule) == (5, 12, "wrong-type")


def test_a_broken_scale_is_the_only_mistake_where_scores_follow_it(tmp_path: Path):
    scores = "stages:\n  - {title: A, emotion: 4}\n"
    assert places(check_text(tmp_path, HEAD + "emotion_scale: one to five\n" + scores)) == ["4:16 not-a-scale"]
    assert places(check_text(tmp_path, HEAD + "emotion_scale: {min: 1}\n" + scores)) == ["4:16 missing-key"]


def test_two_parts_without_their_name_do_not_clash(tmp_path: Path):
    text = (
        HEAD + "sources:\n  - title: A\n  - title: B\nstages:\n  - title: C\n    next: [{when: late}, {when: soon}]\n"
    )
    assert places(check_text(tmp_path, text)) == [
        "5:5 missing-key", "6:5 missing-key", "9:12 missing-key", "9:26 missing-key",
    ]  # fmt: skip


def test_what_comes_after_a_part_that_is_wrong_keeps_its_place(tmp_path: Path):
    text = HEAD + (
        "lanes: [weather, [x], {id: mood, role: none}, weather]\n"
        "stages:\n  - just words\n  - title: A\n    next: nowhere\n    actions:\n      -\n      - [a, b]\n"
        "      - {text: x, to: nothing}\n  - title: B\n    id: 1 2\n    next: nowhere\n"
    )
    assert places(check_text(tmp_path, text)) == [
        "4:18 nested-list", "4:40 unknown-value", "4:47 duplicate-id", "6:5 wrong-type", "8:11 unknown-column",
        "11:9 nested-list", "12:23 unknown-item", "14:9 not-an-id", "15:11 unknown-column",
    ]  # fmt: skip


def test_an_item_after_an_empty_one_keeps_its_place(tmp_path: Path):
    text = HEAD + "stages:\n  -\n  - title: A\n    actions:\n      -\n      - {text: x, to: nothing}\n"
    assert places(check_text(tmp_path, text)) == ["9:23 unknown-item"]
