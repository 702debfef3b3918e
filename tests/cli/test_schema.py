"""`cjmap schema`."""

from __future__ import annotations

import json
from pathlib import Path

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


def test_unknown_target(cjmap):
    result = cjmap("schema", "--for", "maps")
    assert result.returncode == 2
    assert "did you mean ‘map’?" in result.stderr
