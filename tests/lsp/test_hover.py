"""What a rule's name and a finding say of the rule."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from lsp.asking import HEAD, lookup, sketch

import cjmap
from cjmap.lsp.hover import hover

TEXT = HEAD + "stages:\n  - title: Pay  # cjmap: ignore[made-up-rule, other] nobody knows\n"


@pytest.fixture
def rule(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A lint rule among the others; its page."""
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    page = "It is made up.\n\n## Why\n\n    To be shown."
    (folder / "made_up_rule.py").write_text(f'"""{page}\n"""\n', encoding="utf-8")
    if find_spec("cjmap.rules") is None:
        monkeypatch.setattr(cjmap, "__path__", [*cjmap.__path__, str(tmp_path)])
    else:
        from importlib import import_module

        package = import_module("cjmap.rules")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
    before = set(sys.modules)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    yield page
    for name in set(sys.modules) - before:
        if name.startswith("cjmap.rules"):
            del sys.modules[name]
    if hasattr(cjmap, "rules") and "cjmap.rules" not in sys.modules:
        delattr(cjmap, "rules")


def hovered(words: str, tmp_path: Path, rules: tuple[str, ...] = ()) -> str:
    """What is said where `▮` stands in words of the text."""
    path = tmp_path / "a.cjm.yaml"
    path.write_text(TEXT, encoding="utf-8")
    before, _, after = words.partition("▮")
    found = hover(sketch(path), TEXT.index(before + after) + len(before), lookup(), rules)
    return found.text if found else ""


def test_a_waived_rule_shows_its_page(rule: str, tmp_path: Path):
    assert hovered("[made-▮up", tmp_path) == rule
    assert hovered("oth▮er", tmp_path) == ""
    assert hovered("nobody kn▮ows", tmp_path) == ""


def test_a_finding_shows_its_rules_page_below_the_meaning(rule: str, tmp_path: Path):
    assert hovered("ti▮tle: Pay", tmp_path, ("made-up-rule", "unknown-key")).endswith(f"when absent.\n\n---\n\n{rule}")
    assert hovered("P▮ay", tmp_path, ("made-up-rule",)) == rule
    assert hovered("P▮ay", tmp_path, ("../made-up-rule", "rules", "page")).find("made up") == -1
