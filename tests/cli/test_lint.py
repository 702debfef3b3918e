"""`cjmap lint`, `rules`, `explain` and `stats`, as a new user meets them in an old repository."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

TODAY = {"SOURCE_DATE_EPOCH": "1792454400"}
"""The 20th of October 2026."""


def test_findings_are_warnings_until_strict(cjmap, shop):
    result = cjmap("lint", shop / "online.cjm.yaml", "--format", "concise", env=TODAY)
    assert result.returncode == 0
    assert "warning[missing-owner]" in result.stdout
    assert "warnings and 1 note in 1 file\n" in result.stderr
    assert cjmap("lint", shop / "online.cjm.yaml", "--strict", env=TODAY).returncode == 1


def test_errors_of_validate_are_said_as_well(cjmap, bad):
    result = cjmap("lint", bad, "--format", "concise")
    assert result.returncode == 1
    assert [line.split(": ")[1] for line in result.stdout.splitlines()] == ["error[missing-key]", "error[unknown-lane]"]


def test_clean(cjmap, shop):
    result = cjmap("lint", shop, "--select", "long-cell,personal-data")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "3 files are clean\n")


def test_standard_input(cjmap, shop):
    text = (shop / "online.cjm.yaml").read_text().replace("persona: mei", "persona: Mei")
    result = cjmap("lint", "-", "--select", "missing-owner", "--format", "concise", stdin=text)
    assert result.stdout.startswith("<stdin>:")
    assert "missing-owner" in result.stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--select", "mising-owner"], "there is no rule ‘mising-owner’\n  help: did you mean ‘missing-owner’?"),
        (["--min-sourced", "much"], "‘much’ is not a number from 0 to 100"),
        (["--min-sourced", "101"], "‘101’ is not a number from 0 to 100"),
        (["--max-age", "soon"], "‘soon’ is not a length of time"),
        (["--max-age", "9" * 400 + " days"], "is not a length of time"),
        (["--format", "xml"], "there is no format ‘xml’"),
        (["--baseline", "none.json"], "there is no baseline none.json"),
    ],
)
def test_usage(cjmap, shop, arguments, words):
    result = cjmap("lint", shop, *arguments)
    assert result.returncode == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_a_baseline_that_is_none(cjmap, shop, tmp_path):
    for text, why in (
        ("{", "it is not JSON"),
        ("[]", "it is not a baseline"),
        ("[" * 100_000, "it is nested too deeply"),
        ('{"version": 9, "findings": []}', "version 9"),
    ):
        (tmp_path / "b.json").write_text(text)
        result = cjmap("lint", shop, "--baseline", "b.json")
        assert result.returncode == 2
        assert f"cannot use b.json: {why}" in result.stderr


def old_repository(cjmap, shop: Path) -> Path:
    """A baseline of a repository with findings, and then one new mistake, above what was there."""
    written = cjmap("lint", shop, "--write-baseline", shop / "base.json", env=TODAY)
    assert written.returncode == 0
    assert written.stderr.startswith(f"wrote {shop}/base.json with ")
    quiet = cjmap("lint", shop, "--baseline", shop / "base.json", "--strict", env=TODAY)
    assert (quiet.returncode, quiet.stdout) == (0, "")
    assert "3 files are clean" in quiet.stderr
    assert "left out" in quiet.stderr
    path = shop / "online.cjm.yaml"
    head, stages, rest = path.read_text().partition("stages:\n")
    new = "  - title: New\n    actions: We send you a mail\n    emotion: 0\n    touchpoints: []\n"
    path.write_text(f"# moved\n# down\n{head}{stages}{new}{rest}")
    return shop / "base.json"


def only(cjmap, shop: Path, base: Path, form: str) -> str:
    """What lint reports in a format besides the baseline."""
    result = cjmap("lint", shop, "--baseline", base, "--strict", "--format", form, env=TODAY)
    assert result.returncode == 1
    assert result.stderr.startswith("1 warning in 1 of 3 files\n")
    return result.stdout


def test_an_old_repository_hears_of_the_new_mistake_only_in_each_format(cjmap, shop):
    base = old_repository(cjmap, shop)
    place = f"{shop}/online.cjm.yaml"
    concise = only(cjmap, shop, base, "concise")
    assert concise == f"{place}:10:14: warning[company-voice]: this action is told from the company's side\n"
    assert only(cjmap, shop, base, "text").startswith(concise)
    assert [each["rule"] for each in json.loads(only(cjmap, shop, base, "json"))["diagnostics"]] == ["company-voice"]
    assert only(cjmap, shop, base, "github").startswith(f"::warning file={place},line=10,endLine=10,col=14,")
    assert [each["check_name"] for each in json.loads(only(cjmap, shop, base, "gitlab"))] == ["company-voice"]
    [case] = ET.fromstring(only(cjmap, shop, base, "junit")).iter("testcase")
    assert case.get("name") == "company-voice 10:14"
    [run] = json.loads(only(cjmap, shop, base, "sarif"))["runs"]
    assert [each["ruleId"] for each in run["results"]] == ["company-voice"]


def test_a_baseline_serves_from_any_folder(cjmap, shop, tmp_path):
    old_repository(cjmap, shop)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "link").symlink_to(shop)
    result = cjmap("lint", "elsewhere/link", "--baseline", shop / "base.json", "--format", "concise", env=TODAY)
    assert result.stdout.count("\n") == 1


def test_under_github_actions(cjmap, bad):
    assert cjmap("lint", bad, env={"GITHUB_ACTIONS": "true"}).stdout.startswith("::error file=")
    assert cjmap("validate", bad, env={"GITHUB_ACTIONS": "true"}).stdout.startswith("::error file=")


def test_gates(cjmap, shop):
    path = shop / "online.cjm.yaml"
    result = cjmap("lint", path, "--min-sourced", "60", "--select", "long-cell", "--format", "concise", env=TODAY)
    assert result.returncode == 1
    assert "error[too-little-evidence]: 0% of this map rests on evidence, and 60% must" in result.stdout
    sarif = cjmap("lint", path, "--min-sourced", "60", "--select", "long-cell", "--format", "sarif", env=TODAY)
    [rule] = json.loads(sarif.stdout)["runs"][0]["tool"]["driver"]["rules"]
    assert rule["shortDescription"]["text"].startswith("Less of the map's claims rests on evidence than ")
    result = cjmap("lint", path, "--max-age", "180d", "--select", "long-cell", "--format", "concise", env=TODAY)
    assert "error[review-too-old]: this map was never reviewed" in result.stdout
    for day, status in (("2026-04-23", 0), ("2026-04-22", 1)):
        path.write_text(path.read_text().partition("reviewed_on")[0] + f"reviewed_on: {day}\n")
        assert cjmap("lint", path, "--max-age", "180d", "--select", "long-cell", env=TODAY).returncode == status
    assert cjmap("lint", path, "--min-sourced", "0", "--select", "long-cell", env=TODAY).returncode == 0


def test_gates_of_the_project(cjmap, shop):
    project = shop / "cjmap.yaml"
    project.write_text(project.read_text() + "\nlint: {select: [], min_sourced: 60, max_age: 6 months}\n")
    result = cjmap("lint", shop / "online.cjm.yaml", "--format", "concise", env=TODAY)
    assert [line.split("[")[1].split("]")[0] for line in result.stdout.splitlines()] == [
        "review-too-old",
        "too-little-evidence",
    ]
    assert (
        cjmap("lint", shop / "online.cjm.yaml", "--min-sourced", "0", "--max-age", "9 years", env=TODAY).returncode == 1
    )


def test_rules_are_listed(cjmap):
    text = cjmap("rules").stdout
    assert "  missing-owner " in text
    assert "  unknown-source " in text
    assert "  review-too-old " in text
    listed = json.loads(cjmap("rules", "--format", "json").stdout)
    assert listed["version"] == 1
    assert {"name", "group", "severity", "kinds", "summary"} <= set(listed["rules"][0])


def test_a_rule_is_explained(cjmap):
    result = cjmap("explain", "pain-without-source")
    assert result.stdout.startswith("pain-without-source (warning; current-state maps, ")
    assert "\nBad\n\n    cjmap: 1\n" in result.stdout
    assert "```" not in result.stdout
    assert cjmap("explain", "[missing_owner]").stdout.startswith("missing-owner (warning; every map)")
    assert "cannot be waived" in cjmap("explain", "unknown-source").stdout
    gate = cjmap("explain", "too-little-evidence").stdout
    assert gate.startswith("too-little-evidence: Less of the map's claims rests on evidence than `--min-sourced` ")
    assert "A gate of `cjmap lint`" in gate
    result = cjmap("explain", "mising-owner")
    assert result.returncode == 2
    assert "did you mean missing-owner?" in result.stderr


def test_stats(cjmap, shop, bad):
    result = cjmap("stats", shop, bad, env=TODAY)
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert lines[0].split() == [
        "map",
        "evidence",
        "reviewed",
        "next",
        "review",
        "columns",
        "pains",
        "severe",
        "opportunities",
        "moments",
        "low",
        "peak",
    ]
    assert len(lines) == 3
    assert "error[" in result.stderr
    report = json.loads(cjmap("stats", shop / "online.cjm.yaml", "--format", "json", env=TODAY).stdout)
    assert report["version"] == 1
    assert set(report["maps"][0]) == {
        "path", "id", "kind", "title", "status", "owner", "coverage", "coverage_by_lane", "coverage_by_stage",
        "freshness",
        "counts", "emotion", "opportunities", "targets",
    }  # fmt: skip


def test_nothing_is_loaded_that_is_not_needed(cjmap):
    assert cjmap("stats", "none").returncode == 2
