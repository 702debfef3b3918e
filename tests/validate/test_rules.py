"""Every rule, met by a small file: `bad/` holds the files, `expected.txt` every finding in them."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from validate.checking import check

from cjmap.diagnostic import Diagnostic

HERE = Path(__file__).parent
SOURCE = HERE.parents[1] / "src" / "cjmap" / "validate"
FILES = sorted((HERE / "bad").rglob("*.yaml"))
NO_RULES = {"current-state"}
"""What is written like a rule in the source and is none."""
LARGE = {"too-many-columns", "too-many-lanes"}
"""Rules whose files are made where they are tested."""


@pytest.fixture(scope="module")
def found() -> list[Diagnostic]:
    """The findings in all the bad files, in one run, by file."""
    return sorted(check(*FILES), key=name)


def name(finding: Diagnostic) -> str:
    """A file's name below `bad/`."""
    return str(Path(finding.source.name).resolve().relative_to(HERE / "bad"))


def rules_in_source() -> set[str]:
    """The names of rules that the source of `validate` writes."""
    texts = {
        node.value
        for path in SOURCE.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    return {text for text in texts if re.fullmatch(r"[a-z]+(-[a-z]+)+", text)} - NO_RULES


def test_every_finding_is_expected_at_its_place(found: list[Diagnostic]):
    lines = [f"{name(each)}:{each.start.line}:{each.start.column} {each.rule}" for each in found]
    assert lines == (HERE / "expected.txt").read_text(encoding="utf-8").splitlines()


def test_every_bad_file_has_a_finding_but_those_it_needs(found: list[Diagnostic]):
    clean = {str(path.relative_to(HERE / "bad")) for path in FILES} - {name(each) for each in found}
    beside = {"other/pay.cjm.yaml", "personas/cjmap.yaml", "personas-of-a-file/personas/mei-lin.cjm.yaml"}
    beside |= {f"{folder}/pay.cjm.yaml" for folder in ("project", "project-folder", "project-outside")}
    assert clean == beside


def test_every_rule_is_met(found: list[Diagnostic]):
    met = {each.rule for each in found}
    assert rules_in_source() - LARGE <= met
    assert len(rules_in_source()) > 30


def test_what_is_wrong_with_a_project_is_said_at_the_project_file_however_it_is_met(found: list[Diagnostic]):
    alone = check(HERE / "bad" / "project" / "pay.cjm.yaml")
    assert {name(each) for each in alone} == {"project/cjmap.yaml"}
    assert len(alone) == sum(name(each) == "project/cjmap.yaml" for each in found)


def parts(found: list[Diagnostic]) -> Iterator[tuple[str, str]]:
    """The messages and helps of findings."""
    for each in found:
        yield each.rule, each.message
        yield each.rule, each.help


def test_messages_are_phrases_that_say_what_to_do(found: list[Diagnostic]):
    for rule, text in parts(found):
        assert text, f"{rule} has no words"
        assert not re.search(r"[^.…]\.$", text), f"{rule}: {text}"
        assert not re.match(r"[A-Z]", text), f"{rule}: {text}"
        assert "{" not in text or re.search(r"\{\w+: ", text), f"{rule}: {text}"


def test_spans_lie_inside_their_files(found: list[Diagnostic]):
    for each in found:
        for source, span in [(each.source, each.span), *((more.source, more.span) for more in each.related)]:
            assert span is not None
            assert 0 <= span.start <= span.end <= len(source.text)


def test_a_second_place_is_shown_for_what_clashes(found: list[Diagnostic]):
    for each in found:
        if each.rule in ("duplicate-id", "duplicate-key", "ambiguous-reference"):
            assert each.related, each.message


def test_another_kind_of_yaml_gets_one_message(found: list[Diagnostic]):
    for stranger in ("docker-compose", "openapi", "workflow", "marketing-automation", "kubernetes", "list", "text"):
        [only] = [each for each in found if name(each) == f"{stranger}.yaml"]
        assert only.rule == "not-a-map"
        assert "cjmap: 1" in only.help


def test_the_mended_line_or_the_nearest_name_is_offered(found: list[Diagnostic]):
    helps = {f"{name(each).removesuffix('.cjm.yaml')} {each.start.line}": each.help for each in found}
    assert helps["unknown-kind 2"] == "write current-state"
    assert helps["unknown-key 3"] == "write title:"
    assert helps["unknown-lane 6"].startswith("write pain_points:, or declare ‘painPoints’ under lanes:")
    assert helps["unknown-column 7"] == "did you mean ‘receive’?"
    assert helps["unquoted-colon 7"] == 'write: - "Internal: bounce rate"'
    assert helps["hash-in-text 6"].startswith('write: actions: "Looks for aisle #4"')
    assert helps["missing-file 10"] == "did you mean pay.cjm.yaml?"
