"""What validates a part: pydantic's work, done once and kept for later runs.

Loading pydantic and having it work out its schema of a map takes several times as long as validating one. What it
works out is plain data with names of our functions and classes in it, so it can be kept, as compiled templates are; its
core, which validates, is all that has to be loaded then.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pydantic_core
from pydantic_core import CoreSchema, SchemaValidator

from cjmap import __version__, kinds, lanes
from cjmap.kept import kept, stamp
from cjmap.model.part import Json, Part


def validator(part: type[Part]) -> SchemaValidator:
    """What turns data into a part, or raises pydantic_core.ValidationError."""
    return SchemaValidator(kept(f"{part.__name__}.schema", _stamp(), lambda: worked_out(part)))


def worked_out(part: type[Part]) -> CoreSchema:
    """Pydantic's schema of a part, with nothing in it that is not needed to validate."""
    from pydantic import TypeAdapter

    schema: CoreSchema = _bare(TypeAdapter(part).core_schema)
    return schema


def described(part: type[Part]) -> Json:
    """Pydantic's JSON Schema of a part; the parts below it are named `#/definitions/…`."""
    from pydantic import TypeAdapter

    return TypeAdapter(part).json_schema(ref_template="#/definitions/{model}")


def _bare(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {name: _bare(each) for name, each in schema.items() if name not in ("metadata", "serialization")}
    if isinstance(schema, list):
        return [_bare(each) for each in schema]
    return schema


@cache
def _stamp() -> str:
    """What stands for all that a schema comes from: Python, pydantic, and our classes with the words they take."""
    ours = [*sorted(Path(__file__).parent.glob("*.py")), Path(kinds.__file__), Path(lanes.__file__)]
    others = [Path(spec.origin) for name in ("pydantic", "pydantic_core") if (spec := find_spec(name)) and spec.origin]
    return stamp([*ours, *others], __version__, pydantic_core.__version__)
