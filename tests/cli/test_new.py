"""`cjmap new`: starter maps."""

from __future__ import annotations

import re

import pytest

from cjmap.kinds import KINDS
from cjmap.labels import LANGUAGES


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("blank", [False, True])
def test_every_starter_is_valid(cjmap, tmp_path, kind, language, blank):
    result = cjmap("new", "first.cjm.yaml", "--kind", kind, "--language", language, *(["--blank"] if blank else []))
    assert (result.returncode, result.stdout) == (0, "")
    text = (tmp_path / "first.cjm.yaml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: ")
    assert "\nid: first\n" in text
    assert f"\nlanguage: {language}\n" in text
    assert ("\n#" in text or "\n  #" in text) != blank
    assert cjmap("validate", "first.cjm.yaml").returncode == 0


def test_it_says_what_to_type_next(cjmap):
    result = cjmap("new", "my maps/groceries", "--kind", "current-state")
    assert result.stderr.splitlines()[0] == "wrote my maps/groceries.cjm.yaml"
    assert "  cjmap validate 'my maps/groceries.cjm.yaml'" in result.stderr.splitlines()


def test_it_never_overwrites(cjmap, tmp_path):
    there = tmp_path / "there.cjm.yaml"
    there.write_text("mine")
    result = cjmap("new", "there.cjm.yaml", "--kind", "current-state")
    assert result.returncode == 2
    assert "never overwrites" in result.stderr
    assert there.read_text() == "mine"
    (tmp_path / "dangling.cjm.yaml").symlink_to(tmp_path / "nowhere")
    assert cjmap("new", "dangling.cjm.yaml", "--kind", "current-state").returncode == 2
    assert not (tmp_path / "nowhere").exists()


def test_unknown_names_get_the_nearest(cjmap):
    assert "did you mean ‘current-state’?" in cjmap("new", "a", "--kind", "curent-state").stderr
    assert "did you mean ‘zh-TW’?" in cjmap("new", "a", "--kind", "current-state", "--language", "zh_tw").stderr
    assert "add --kind with one of" in cjmap("new", "a").stderr


def test_the_list(cjmap):
    lines = cjmap("new", "--list").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(KINDS)
    assert all(language in line for line in lines for language in LANGUAGES)


@pytest.mark.parametrize(
    "title", ["1", "no", "Tea: #1", "- x", "“早餐”", 'say "hi" \\ there', "a\tb", "null", "x:", "{x}"]
)
def test_any_title_stays_as_it_is(cjmap, title):
    assert cjmap("new", "m", "--kind", "day-in-the-life", "--title", title).returncode == 0
    assert cjmap("validate", "m.cjm.yaml").returncode == 0
    shown = cjmap("show", "m.cjm.yaml").stdout
    assert title.replace("\t", " ") in shown


@pytest.mark.parametrize("name", ["null", "1", "a b", "2026-01-01", "旅程", "!!", "true", "a.b.cjm.yaml"])
def test_any_file_name_makes_an_id(cjmap, name):
    assert cjmap("new", f"in/{name}", "--kind", "current-state").returncode == 0
    assert cjmap("validate", "in").returncode == 0


def test_the_projects_language_is_used(cjmap, shop):
    (shop / "cjmap.yaml").write_text("cjmap: 1\nlanguage: ms\n")
    cjmap("new", shop / "stores" / "baru", "--kind", "current-state")
    assert "\nlanguage: ms\n" in (shop / "stores" / "baru.cjm.yaml").read_text()


def test_standard_output(cjmap):
    result = cjmap("new", "-", "--kind", "current-state")
    assert "\nid: my-journey\n" in result.stdout


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_starter_says_how_to_write_nothing_one_thing_and_several(cjmap, language):
    heads = set()
    for kind in KINDS:
        lines = cjmap("new", "-", "--kind", kind, "--language", language).stdout.splitlines()
        comments = lines[: lines.index("cjmap: 1")]
        heads.add(tuple(comments[-2:]))
        assert "[]" in comments[-2]
        assert re.search("dash|sempang|-", comments[-1])
    assert len(heads) == 1
