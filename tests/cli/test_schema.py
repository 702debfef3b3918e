"""`cjmap schema`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


def test_each_target(cjmap):
    schemas = {target: json.loads(cjmap("schema", "--for", target).stdout) for target in ("map", "persona", "project")}
    assert schemas["map"] == schemas["persona"] == json.loads(cjmap("schema").stdout)
    assert schemas["project"] != schemas["map"]


@pytest.mark.parametrize("report", ["diff", "log"])
def test_the_reports_for_programs(cjmap, report):
    """As committed beside the documentation; each says its own name."""
    printed = json.loads(cjmap("schema", "--for", report).stdout)
    name = f"cjmap.{report}.v1.json"
    assert printed["$id"] == name
    assert printed == json.loads((ROOT / "docs" / "schema" / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("report", ["diff", "log"])
def test_the_reports_for_programs_hold_what_their_schema_names_and_nothing_else(report):
    schema = json.loads((ROOT / "docs" / "schema" / f"cjmap.{report}.v1.json").read_text(encoding="utf-8"))
    objects = [part for part in _parts(schema) if "properties" in part]
    assert len(objects) > 3
    for part in objects:
        assert part["additionalProperties"] is False
        assert set(part["required"]) <= set(part["properties"])


def _parts(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping in a schema."""
    if isinstance(value, dict):
        yield value
    for each in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from _parts(each)


def test_unknown_target(cjmap):
    result = cjmap("schema", "--for", "maps")
    assert result.returncode == 2
    assert "did you mean ‘map’?" in result.stderr
