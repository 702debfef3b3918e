"""Each rule's page, executed: the bad map gives exactly that rule at exactly that place, the good map nothing."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path

import pytest
from lint.linting import lint, write

import cjmap.rules
from cjmap.cli.validate import check_files
from cjmap.collect import collect
from cjmap.rulebook import BY_NAME, EVERY, GATES, GROUPS, LEVELS, RULES, VALIDATED, Rule
from cjmap.rules.page import MAIN, files, page, places, section, summary

EACH = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
HELPERS = {"curves", "finding", "gist", "identities", "lengths", "page", "subject", "texts", "waiver"}
"""What the rules share."""


@EACH
def test_the_bad_map_gives_exactly_that_at_exactly_that_place(rule: Rule, tmp_path: Path):
    # a rule about waivers needs the rule that is waived as well
    select = [each.name for each in RULES] if rule.group == "waivers" else [rule.name]
    write(tmp_path, files(rule, "Bad"))
    found = [each for each in lint(tmp_path, select=select) if rule.group != "waivers" or each.rule == rule.name]
    pointed = [(place.file, place.line, place.column, rule.name) for place in places(rule)]
    assert pointed
    assert [(Path(each.source.name).name, *each.start, each.rule) for each in found] == pointed
    assert {each.severity for each in found} == {rule.severity}
    assert check_files(collect([str(tmp_path)]).files) == []


@EACH
def test_the_good_map_gives_nothing_of_it(rule: Rule, tmp_path: Path):
    write(tmp_path, files(rule, "Good"))
    assert [each.rule for each in lint(tmp_path) if each.rule == rule.name] == []
    assert check_files(collect([str(tmp_path)]).files) == []


@EACH
def test_a_page_has_its_parts(rule: Rule):
    assert re.findall(r"^## (.+)$", page(rule), re.MULTILINE) == ["Bad", "Good", "How to fix"]
    assert summary(rule).endswith((".", "?"))
    assert len(summary(rule)) <= 110
    assert MAIN in files(rule, "Bad")
    assert MAIN in files(rule, "Good")
    assert len(section(rule, "How to fix")) > 20
    why = page(rule).partition("## Bad")[0].partition("\n")[2].strip()
    assert len(why) > 100


@EACH
def test_messages_are_phrases_that_say_what_to_do(rule: Rule, tmp_path: Path):
    write(tmp_path, files(rule, "Bad"))
    for each in lint(tmp_path):
        for text in (each.message, each.help):
            assert text
            assert not text.endswith(".")
            assert not re.match(r"[A-Z][a-z]", text) or text.split()[0] in page(rule), text


def test_the_table_and_the_modules_are_the_same():
    modules = {each.name for each in pkgutil.iter_modules(cjmap.rules.__path__)} - HELPERS
    assert modules == {rule.module for rule in RULES}
    checks = {"check", "check_persona", "check_project", "check_waiver"}
    for rule in RULES:
        module = importlib.import_module(f"cjmap.rules.{rule.module}")
        assert checks & set(vars(module)), rule.name
        assert hasattr(module, "check_persona") or rule.group == "waivers" or "persona" not in rule.kinds, rule.name


def test_names_are_kebab_case_and_no_errors_of_validate():
    assert len(BY_NAME) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", rule.name)
        assert rule.group in GROUPS
        assert rule.severity in LEVELS
        assert set(rule.kinds) <= set(EVERY)
        assert rule.name not in {*VALIDATED, *GATES}
