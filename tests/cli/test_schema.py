"""`cjmap schema`."""

from __future__ import annotations

import json


def test_each_target(cjmap):
    schemas = {target: json.loads(cjmap("schema", "--for", target).stdout) for target in ("map", "persona", "project")}
    assert schemas["map"] == schemas["persona"] == json.loads(cjmap("schema").stdout)
    assert schemas["project"] != schemas["map"]


def test_unknown_target(cjmap):
    result = cjmap("schema", "--for", "maps")
    assert result.returncode == 2
    assert "did you mean ‘map’?" in result.stderr
