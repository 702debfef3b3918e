"""JSON Schema from the models, with the shorthand that people type and the lanes as keys of columns."""

from __future__ import annotations

from typing import Any, get_args

from cjmap.kinds import KINDS, PERSONA
from cjmap.labels import catalog
from cjmap.lanes import LANES
from cjmap.model.base import SCALAR
from cjmap.model.cells import ITEM_CLASSES
from cjmap.model.checker import described
from cjmap.model.map import JourneyMap
from cjmap.model.persona import PersonaFile
from cjmap.model.project import ProjectFile
from cjmap.model.theme import ThemeName

Json = dict[str, Any]

SCHEMAS = {"map": "cjmap.v1.json", "project": "cjmap.project.v1.json"}
"""What schemas there are, and their file names under `docs/schema/`. That of maps also covers persona files."""

DIALECT = "http://json-schema.org/draft-07/schema#"
_SHORT = {
    "LaneEntry",
    "Branch",
    "Persona",
    "Scale",
    "ThemeSettings",
    "Fonts",
    "FontFamily",
    *(cls.__name__ for cls in ITEM_CLASSES.values()),
}
_TITLED: Json = {
    "description": "A lane and its title.",
    "type": "object",
    "minProperties": 1,
    "maxProperties": 1,
    "not": {"required": ["id"]},
    "additionalProperties": {"anyOf": [SCALAR, {"type": "null"}]},
}
_ONE_OR_MANY = {"persona", "next"}
_CELLULAR = ("Step", "Stage", "Overall")


def json_schema(target: str) -> Json:
    """The JSON Schema (draft 7) of `map` (maps and persona files) or `project` (the project file).

    Raises KeyError for another target.
    """
    name = SCHEMAS[target]
    head: Json = {"$schema": DIALECT, "$id": name}
    if target == "project":
        body = _definitions(ProjectFile)
        return {**head, "title": "cjmap project file, version 1", **body.pop("ProjectFile"), "definitions": body}
    body = {**_definitions(PersonaFile), **_definitions(JourneyMap)}
    body.update(_cells())
    # every kind is listed once, at the top: a wrong one is underlined with one message
    body["JourneyMap"]["properties"]["kind"] = {"description": "The kind of map.", "type": "string"}
    return {
        **head,
        "title": "cjmap map, version 1",
        "type": "object",
        "required": ["cjmap", "kind"],
        "properties": {"kind": {"enum": [*KINDS, PERSONA]}},
        "if": {"required": ["kind"], "properties": {"kind": {"const": "persona"}}},
        "then": {"$ref": "#/definitions/PersonaFile"},
        "else": {"$ref": "#/definitions/JourneyMap"},
        "definitions": dict(sorted(body.items())),
    }


def _definitions(model: type[JourneyMap | PersonaFile | ProjectFile]) -> Json:
    """A model and the models below it, by name."""
    schema = described(model)
    definitions: Json = schema.pop("$defs", {})
    definitions[model.__name__] = schema
    definitions.pop("Cells", None)
    for name, definition in definitions.items():
        _finish(name, definition)
    return definitions


def _finish(name: str, definition: Json) -> None:
    """What pydantic cannot know of one object: shorthand, empty values, lanes."""
    definition.pop("title", None)
    required = definition.get("required", [])
    properties: Json = definition.get("properties", {})
    properties.pop("cells", None)
    for key, value in properties.items():
        properties[key] = _property(key, value, key in required)
    if name in _CELLULAR:
        for lane, entry in LANES.items():
            label = catalog("en").lane(lane, "current-state")
            cell = {"$ref": f"#/definitions/{entry.cell}"}
            properties.setdefault(lane, {"description": f"{label.title}: {label.question}", "allOf": [cell]})
        definition["additionalProperties"] = {
            "description": "A lane of your own: declare it under lanes.", "$ref": "#/definitions/cell",
        }  # fmt: skip


def _property(key: str, schema: Json, required: bool) -> Json:
    description = schema.pop("description", None)
    schema.pop("default", None)
    schema.pop("title", None)
    if "enum" in schema:
        schema.pop("const", None)
        schema.pop("type", None)
    schema = _short(schema)
    if key in _ONE_OR_MANY and "items" in (array := _array(schema)):
        schema = {"anyOf": [array["items"], array]}
    if not required:
        schema = _or_empty(schema)
    return {"description": description, **schema} if description else schema


def _array(schema: Json) -> Json:
    if "items" in schema:
        return schema
    found = [part for part in schema.get("anyOf", ()) if "items" in part]
    return found[0] if found else {}


def _short(schema: Json) -> Json:
    """Where an object has a shorthand, a scalar stands for it."""
    name = str(schema.get("$ref", "")).rpartition("/")[2]
    if name in _SHORT:
        short = {"enum": list(get_args(ThemeName))} if name == "ThemeSettings" else SCALAR
        return {"anyOf": [short, schema, *([_TITLED] if name == "LaneEntry" else [])]}
    if "items" in schema:
        schema["items"] = _short(schema["items"])
    if "anyOf" in schema:
        parts: list[Json] = []
        for part in schema["anyOf"]:
            short = _short(part)
            parts += short["anyOf"] if set(short) == {"anyOf"} else [short]
        schema["anyOf"] = parts
    return schema


def _or_empty(schema: Json) -> Json:
    """A key without a value is a key that is not filled in."""
    null = {"type": "null"}
    if set(schema) == {"anyOf"}:
        parts = schema["anyOf"]
        return schema if null in parts else {"anyOf": [*parts, null]}
    return {"anyOf": [schema, null]}


def _cells() -> Json:
    """The definition of each cell type, as `items`, `emotion` and so on, and of any cell as `cell`."""
    found: Json = {}
    for cell, cls in ITEM_CLASSES.items():
        schema = described(cls)
        _finish(cls.__name__, schema)
        schema["description"] = (cls.__doc__ or "").strip()
        found[cls.__name__] = schema
        item: Json = {"$ref": f"#/definitions/{cls.__name__}"}
        many = {"type": "array", "items": {"anyOf": [SCALAR, item]}}
        found[cell] = {"anyOf": [SCALAR, item, many, {"type": "null"}]}
    every = {key for cls in ITEM_CLASSES.values() for key in found[cls.__name__]["properties"]}
    for cls in ITEM_CLASSES.values():
        # a map may give a known lane another cell type, which a schema cannot see
        others = "|".join(sorted(every - found[cls.__name__]["properties"].keys()))
        found[cls.__name__]["patternProperties"] = {f"^({others})$": {}}
    found["cell"] = {"type": ["string", "number", "boolean", "array", "object", "null"]}
    return found
