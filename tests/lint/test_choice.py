"""Which rules are checked: the project file, its patterns, the command line; and what projects show as a whole."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from lint.linting import HEAD, lint, places, write

from cjmap.cli.validate import check_files
from cjmap.collect import collect
from cjmap.lint.choice import matches
from cjmap.rulebook import BY_NAME

MAP = HEAD + "stages: [{title: Pay, actions: Pays, touchpoints: Till, emotion: 1}]\n"
PROJECT = "cjmap: 1\nlint:\n"


def found(folder, settings: str, name: str = "map.cjm.yaml", **more) -> list[str]:
    """`severity rule` of each finding in a map with these settings."""
    write(folder, {"cjmap.yaml": PROJECT + settings, name: MAP})
    return [f"{each.severity} {each.rule}" for each in lint(folder, **more)]


def test_select_ignore_and_severity(tmp_path):
    settings = "  select: [missing-owner, missing-goal, missing-persona]\n  ignore: missing-goal\n"
    settings += "  severity: {missing-owner: error, missing-persona: note}\n"
    assert found(tmp_path, settings) == ["error missing-owner", "note missing-persona"]


def test_the_command_line_wins(tmp_path):
    assert found(tmp_path, "  ignore: missing-goal\n", select=["missing-goal"]) == ["warning missing-goal"]


def test_per_path(tmp_path):
    settings = "  select: [missing-owner, missing-goal]\n  per_path:\n    drafts: {ignore: missing-owner}\n"
    settings += "    '**/old-*': {select: missing-persona, severity: {missing-persona: error}}\n"
    assert found(tmp_path, settings, "drafts/deep/map.cjm.yaml") == ["warning missing-goal"]
    assert found(tmp_path / "b", settings, "x/old-map.cjm.yaml") == ["error missing-persona"]
    assert found(tmp_path / "c", settings, "x/map.cjm.yaml") == ["warning missing-goal", "warning missing-owner"]


@pytest.mark.parametrize(
    ("pattern", "path", "is_so"),
    [
        ("drafts", "drafts/a.cjm.yaml", True),
        ("drafts/", "drafts/b/a.cjm.yaml", True),
        ("./drafts", "drafts/a.cjm.yaml", True),
        ("drafts", "my-drafts/a.cjm.yaml", False),
        ("*.cjm.yaml", "a.cjm.yaml", True),
        ("*.cjm.yaml", "b/a.cjm.yaml", False),
        ("**/*.cjm.yaml", "a.cjm.yaml", True),
        ("**/*.future.cjm.yaml", "b/c/a.future.cjm.yaml", True),
        ("20??", "2025/a.cjm.yaml", True),
        ("a.b", "axb", False),
    ],
)
def test_patterns(pattern, path, is_so):
    assert matches(pattern, path) is is_so


def test_a_length_that_is_none_is_located(tmp_path):
    write(
        tmp_path,
        {"cjmap.yaml": PROJECT + "  select: missing-goal\n  max_age: soon\n  source_age: 1 year\n", "a.cjm.yaml": MAP},
    )
    # like anything that is wrong with the project file it stops the rules, and validate says it too
    assert places(lint(tmp_path)) == ["4:12 not-a-length"]
    assert places(lint(tmp_path / "cjmap.yaml")) == ["4:12 not-a-length"]
    assert places(check_files(collect([str(tmp_path / "cjmap.yaml")]).files)) == ["4:12 not-a-length"]


def test_a_broken_project_file_stops_the_rules_and_is_said_once(tmp_path):
    assert found(tmp_path, "  selct: missing-goal\n") == ["error unknown-key"]


def test_a_broken_map_is_not_examined(tmp_path):
    write(tmp_path, {"a.cjm.yaml": MAP + "wrong: 1\n", "b.cjm.yaml": MAP})
    rules = {(each.source.path.name, each.rule) for each in lint(tmp_path, select=["missing-owner"])}
    assert rules == {("a.cjm.yaml", "unknown-key"), ("b.cjm.yaml", "missing-owner")}


def test_source_age_is_the_project_s(tmp_path):
    text = MAP.replace("actions: Pays", "actions: {text: Pays, sources: s}")
    files = {"a.cjm.yaml": text, "cjmap.yaml": "cjmap: 1\nsources: [{id: s, title: S, date: 2025-10-01}]\n"}
    assert places(lint(write(tmp_path, files), select=["stale-source"])) == []
    files["cjmap.yaml"] += "lint: {source_age: 1 year}\n"
    [stale] = lint(write(tmp_path, files), select=["stale-source"])
    assert (stale.source.path.name, *stale.start) == ("cjmap.yaml", 2, 35)


SHARED = {
    "cjmap.yaml": "cjmap: 1\nlanes: [extra]\nsources:\n  - {id: s, title: S}\n  - {id: t, title: T}\n",
    "a.cjm.yaml": HEAD + "stages: [{title: Pay, actions: {text: Pays, sources: s}, touchpoints: Live chat}]\n",
    "b.cjm.yaml": HEAD + "stages: [{title: Go, actions: Goes, touchpoints: live-chat}]\n",
    "personas/p.cjm.yaml": "cjmap: 1\nkind: persona\nname: P\n",
}
WHOLE = ["empty-lane", "unused-source", "duplicate-touchpoint-name", "unused-ignore", "broken-ignore"]


def names(folder, *paths: str) -> list[str]:
    """`file:line rule` of what the project-wide rules find."""
    found = lint(*(folder / path for path in paths or (".",)), select=WHOLE)
    return [f"{each.source.path.name}:{each.start.line} {each.rule}" for each in found]


def test_a_project_is_judged_as_a_whole_only_when_all_of_it_is_there(tmp_path):
    write(tmp_path, SHARED)
    assert names(tmp_path) == [
        "b.cjm.yaml:4 duplicate-touchpoint-name", "cjmap.yaml:2 empty-lane", "cjmap.yaml:5 unused-source",
    ]  # fmt: skip
    assert names(tmp_path, "b.cjm.yaml") == []
    assert names(tmp_path, "a.cjm.yaml", "b.cjm.yaml")[1:] == ["cjmap.yaml:2 empty-lane", "cjmap.yaml:5 unused-source"]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("per_path: {b.cjm.yaml: {severity: {duplicate-touchpoint-name: error}}}", ["error"]),
        ("per_path: {b.cjm.yaml: {ignore: duplicate-touchpoint-name}}", []),
        ("per_path: {cjmap.yaml: {ignore: duplicate-touchpoint-name}}", ["warning"]),
        ("per_path: {cjmap.yaml: {severity: {duplicate-touchpoint-name: error}}}", ["warning"]),
        ("severity: {duplicate-touchpoint-name: note}", ["note"]),
    ],
)
def test_what_the_whole_shows_in_a_map_is_as_grave_as_the_map_s_path_says(tmp_path, settings, expected):
    files = {
        **SHARED,
        "cjmap.yaml": SHARED["cjmap.yaml"] + f"lint: {{select: duplicate-touchpoint-name, {settings}}}\n",
    }
    found = lint(write(tmp_path, files))
    assert [each.severity for each in found] == expected


def test_what_the_whole_shows_can_be_waived_where_it_stands(tmp_path):
    files = dict(SHARED)
    files["b.cjm.yaml"] = files["b.cjm.yaml"].replace(
        "}]", "}]  # cjmap: ignore[duplicate-touchpoint-name] the old one"
    )
    files["cjmap.yaml"] = (
        "cjmap: 1\nlanes: [extra]  # cjmap: ignore[empty-lane] for next year\nsources:\n  - {id: s, title: S}\n"
        "  # cjmap: ignore[unused-source] bought, and not read yet\n  - {id: t, title: T}\n"
    )
    write(tmp_path, files)
    assert names(tmp_path) == []
    assert names(tmp_path, "b.cjm.yaml") == []


def test_workers_say_the_same(tmp_path):
    files = {f"m{index:02}.cjm.yaml": SHARED["a.cjm.yaml" if index % 3 else "b.cjm.yaml"] for index in range(45)}
    write(tmp_path, {**files, "cjmap.yaml": SHARED["cjmap.yaml"]})
    from lint.linting import TODAY

    from cjmap.cli.linting import lint_files
    from cjmap.collect import collect
    from cjmap.lint import Wanted

    found = [
        [(each.source.name, each.start, each.rule, each.message) for each in lint_files(
            collect([str(tmp_path)]).files, Wanted(), TODAY, jobs=jobs)]
        for jobs in (1, 3)
    ]  # fmt: skip
    assert found[0] == found[1]
    assert len(found[0]) > 45


def test_the_documentation_s_settings_and_waivers_are_valid(tmp_path):
    page = (Path(__file__).parents[2] / "docs" / "lint.md").read_text(encoding="utf-8")
    settings, stages = re.findall(r"^```yaml\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    write(tmp_path, {"cjmap.yaml": settings, "map.cjm.yaml": HEAD + stages})
    rules = ["pain-without-source", "unexplained-drop", "broken-ignore", "ignore-without-reason", "expired-ignore"]

    def found(today: date) -> list[str]:
        return [place for place in places(lint(tmp_path, select=rules, today=today)) if place.split()[1] in BY_NAME]

    assert found(date(2027, 3, 1)) == []
    assert found(date(2027, 3, 2)) == ["6:5 expired-ignore", "7:18 pain-without-source"]
