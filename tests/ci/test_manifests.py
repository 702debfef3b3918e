"""What other tools read of this repository, held against the schemas that are published for it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from schemas import against, published

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("file", "schema"),
    [
        ("action.yml", "github-action"),
        ("comment/action.yml", "github-action"),
        (".pre-commit-hooks.yaml", "pre-commit-hooks"),
    ],
)
def test_a_manifest_is_as_its_schema_says(file: str, schema: str):
    manifest = yaml.safe_load((ROOT / file).read_text(encoding="utf-8"))
    assert against(published(schema), manifest) == []
