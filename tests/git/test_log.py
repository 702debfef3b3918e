"""`cjmap log` in real repositories."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from git.conftest import MAP, Repo
from schemas import Json, against

from cjmap import cli
from cjmap.diff.forms.log_schema import log_schema


class Done(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


Log = Callable[..., Done]
STEP = "      - id: wait\n        title: Wait\n        emotion: -2\n"


@pytest.fixture
def told(bare: Repo) -> Repo:
    """A map with a story: made, changed, broken, mended, renamed, only formatted, and another file beside it."""
    one = MAP.replace("  - id: receive", STEP + "  - id: receive")
    two = one.replace("score: -1", "score: 1")
    bare.commit(MAP, "First")
    bare.commit(one, "A step")
    (bare.folder / "notes.txt").write_text("nothing of the map\n")
    bare.commit(one, "Notes")
    bare.commit(one + "title: [open\n", "Oops")
    bare.commit(two, "Mended")
    bare.git("mv", "shop.cjm.yaml", "store.cjm.yaml")
    bare.file = bare.folder / "store.cjm.yaml"
    bare.commit(two, "Renamed")
    bare.commit(two + "# a note\n", "Note")
    return bare


@pytest.fixture
def log(bare: Repo, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Log:
    """Run `cjmap log` in the repository, in this process: its status, what it printed, and its messages."""

    def run(*words: str) -> Done:
        for name in [name for name in os.environ if name.startswith(("GIT_", "CJMAP_", "FORCE_COLOR"))]:
            monkeypatch.delenv(name)
        for name, value in bare.environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.chdir(bare.folder)
        capsys.readouterr()
        return Done(cli.run(["log", *words]), *capsys.readouterr())

    return run


def lines(log: Log, *words: str) -> list[str]:
    """The lines of a story without the names of commits."""
    done = log(*words)
    assert (done.status, done.err) == (0, "")
    return [re.sub(r"^[0-9a-f]{7,}  2026-10-01  Ann  ", "", line) for line in done.out.splitlines()]


def test_a_story_is_told_newest_first_across_a_rename_and_a_broken_map(told, log):
    rise = "At “Search” the emotion rises from −1 (impatient) to +1 (impatient)"
    assert lines(log, "store.cjm.yaml") == [
        "No change in the journey, only in form, comments or ids",
        "The map “Weekly groceries” is now store.cjm.yaml",
        f"The map can be read again · {rise} · Emotion, mean: −0.25 → +0.25",
        "The map cannot be read here, line 35: the key ‘title’ is used twice",
        "Step “Wait” is new in “Choose”, after “Pay” · Emotion, lowest: −1 → −2",
        "The map “Weekly groceries” is new (2 stages, 2 steps)",
    ]
    hashes = told.git("log", "--format=%h", "--follow", "--", "store.cjm.yaml").split()
    shown = log("store.cjm.yaml").out
    assert [line.split()[0] for line in shown.splitlines()] == hashes


def test_only_the_latest_commits_from_another_folder_in_another_language(told, log):
    (told.folder / "below").mkdir()
    told.folder /= "below"
    assert lines(log, "../store.cjm.yaml", "-n", "2", "--language", "ms") == [
        "Tiada perubahan pada perjalanan, hanya pada bentuk, ulasan atau id",
        "Fail peta “Weekly groceries” kini di store.cjm.yaml",
    ]


def report(done: Done) -> Json:
    """The story for programs, which is always as its schema says."""
    assert (done.status, done.err) == (0, "")
    found: Json = json.loads(done.out)
    assert against(log_schema(), found) == []
    return found


def test_settings_of_git_do_not_change_it(told, log):
    before = lines(log, "store.cjm.yaml")
    for name, value in (
        ("log.showRoot", "false"), ("log.showSignature", "true"), ("color.ui", "always"), ("diff.renames", "false"),
        ("log.follow", "true"), ("i18n.logOutputEncoding", "latin-1"), ("core.quotePath", "true"),
        ("format.pretty", "fuller"), ("log.date", "relative"),
    ):  # fmt: skip
        told.git("config", name, value)
    assert lines(log, "store.cjm.yaml") == before


def test_programs_get_everything(told, log):
    found = report(log("store.cjm.yaml", "--to", "json"))
    assert (found["version"], found["path"], found["title"]) == (1, "store.cjm.yaml", "Weekly groceries")
    commits = found["commits"]
    assert [each["status"] for each in commits] == ["same", "changed", "mended", "broken", "changed", "added"]
    assert [each["subject"] for each in commits] == ["Note", "Renamed", "Mended", "Oops", "A step", "First"]
    assert commits[1]["renamed_from"] == "shop.cjm.yaml"
    assert commits[3]["trouble"] == {"rule": "duplicate-key", "message": "the key ‘title’ is used twice", "line": 35}
    assert [change["rule"] for change in commits[4]["changes"]] == ["step-added"]
    points = [[(point["column"], point["score"]) for point in each["emotion"][0]["points"]] for each in commits[4:]]
    assert points == [
        [("Search", -1), ("Pay", 0), ("Wait", -2), ("Receive", 2)],
        [("Search", -1), ("Pay", 0), ("Receive", 2)],
    ]


def test_the_page_shows_a_curve_for_each_version_without_script(told, tmp_path, log):
    page = tmp_path / "story.html"
    assert log("store.cjm.yaml", "-o", str(page)).status == 0
    text = page.read_text(encoding="utf-8")
    assert len(re.findall(r'<svg class="spark" role="img"', text)) == 5
    assert len(re.findall("<li class=", text)) == 6
    assert "no curve" in text
    assert "The dashed line is the curve of the version before." in text
    assert "<script" not in text
    assert " style=" not in text
    assert "default-src 'none'; style-src 'sha256-" in text.replace("&#39;", "'")
    assert not re.search(r'(?:src|href)="(?!#)', text)
    names = re.findall(r' id="([^"]+)"', text)
    assert len(names) == len(set(names))
    for name in re.findall(r"url\(#([^)]+)\)", text):
        assert name in names


def test_the_page_escapes_what_people_wrote(bare, tmp_path, log):
    bare.commit(MAP.replace("Weekly groceries", "<b>&amp;"), "<script>alert(1)</script>")
    shown = log("shop.cjm.yaml", "--to", "html").out
    assert "<script>" not in shown
    assert "<b>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


@pytest.mark.parametrize("language", ["en", "zh-TW", "zh-CN", "ms"])
def test_every_language_tells_it(told, language, log):
    shown = log("store.cjm.yaml", "--to", "html", "--language", language)
    assert shown.status == 0
    assert f'<html lang="{language}">' in shown.out


def test_on_a_terminal_lines_are_wrapped_between_words_and_coloured(told):
    told.environment |= {"FORCE_COLOR": "1", "COLUMNS": "60"}
    shown = told.run("cjmap", "log", "store.cjm.yaml").stdout
    assert "\x1b[33m" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown).splitlines()
    assert max(map(len, plain)) <= 60
    words = {word for line in plain for word in line.split()}
    assert {"impatient", "Emotion,", "mean:"} <= {word.strip("()") for word in words}
    assert "\x1b" not in told.run("env", "-u", "FORCE_COLOR", "cjmap", "log", "store.cjm.yaml").stdout


def test_many_changes_are_counted_and_long_words_cut_between_words(bare, log):
    bare.commit(MAP)
    steps = "".join(f"      - {{id: s{at}, title: Step number {at}}}\n" for at in range(3))
    long = "A sentence that goes on and on " * 8
    text = MAP.replace("  - id: receive", steps + "  - id: receive").replace("Results are in no order", long)
    text = text.replace("[app]", "[app, web, shop]").replace("CX team", "Ops")
    bare.commit(text)
    line = lines(log, "shop.cjm.yaml")[0]
    assert line.startswith("3 steps added · New pain point at “Search”: “A sentence that goes on and on A sentence")
    assert re.search(r"( (A|sentence|that|goes|on|and))…” · ", line)
    assert line.endswith(" · and 3 more")


def test_every_version_of_a_story_is_as_the_schema_says(bare, log):
    """Without scores, with cases and several personas, gone and back, unreadable from the first."""
    bare.commit("cjmap: [", "Unreadable")
    bare.commit(MAP, "First")
    bare.commit(MAP.replace("score: -1", "when: it rains"), "Cases")
    bare.commit(re.sub("emotion: .*", "questions: Why?", MAP), "No scores")
    bare.git("rm", "-q", "shop.cjm.yaml")
    bare.git("commit", "-q", "-m", "Gone")
    statuses = [each["status"] for each in report(log("shop.cjm.yaml", "--to", "json"))["commits"]]
    assert statuses == ["removed", "changed", "changed", "mended", "broken"]
    bare.commit(MAP, "Back")
    assert report(log("shop.cjm.yaml", "--to", "json"))["commits"][0]["status"] == "added"


def test_a_merge_is_passed_over_or_told_whole(bare, log):
    bare.fork(MAP.replace("title: Pay", "title: Pay now"), MAP.replace("score: -1", "score: 1"))
    bare.git("merge", "-q", "theirs", "-m", "Both")
    stories = [
        [each["subject"] for each in report(log("shop.cjm.yaml", "--to", "json", *words))["commits"]]
        for words in ([], ["--first-parent"])
    ]
    assert sorted(stories[0]) == ["Base", "Ours", "Theirs"]
    assert stories[1] == ["Both", "Ours", "Base"]
    assert lines(log, "shop.cjm.yaml", "--first-parent")[0].startswith("At “Search” the emotion rises")


def test_a_map_that_was_deleted_and_one_that_came_back(bare, log):
    bare.commit(MAP, "First")
    bare.git("rm", "-q", "shop.cjm.yaml")
    bare.git("commit", "-q", "-m", "Gone")
    assert lines(log, "shop.cjm.yaml")[0] == "The map “Weekly groceries” is gone"
    bare.commit(MAP, "Back")
    assert lines(log, "shop.cjm.yaml")[0] == "The map “Weekly groceries” is new (2 stages, 2 steps)"


def test_binary_marked_and_foreign_versions_are_said_and_the_story_goes_on(bare, log):
    bare.commit(MAP)
    bare.file.write_bytes(b"\0\1\2")
    bare.git("commit", "-qam", "Binary")
    bare.commit(
        MAP.replace(
            "        title: Pay\n", "<<<<<<< ours\n        title: A\n=======\n        title: B\n>>>>>>> theirs\n"
        )
    )
    bare.commit("cjmap: 1\nkind: persona\nid: ann\nname: Ann\n")
    bare.commit(MAP.replace("emotion: 0", "emotion: 1"))
    assert lines(log, "shop.cjm.yaml")[:-1] == [
        "The map can be read again · At “Pay” the emotion rises from 0 to +1 · Emotion, mean: +0.33 → +0.67",
        "This file is no map here",
        "The map cannot be read here, line 24: this file holds an unresolved merge conflict",
        "The map cannot be read here: this is a binary file, not a map",
    ]


def test_the_project_of_each_commit_counts(bare, log):
    (bare.folder / "cjmap.yaml").write_text("cjmap: 1\nlanguage: zh-TW\nemotion_scale: {min: -5, max: 5}\n")
    bare.commit(MAP)
    bare.commit(MAP.replace("emotion: 0", "emotion: -4"))
    assert lines(log, "shop.cjm.yaml")[0].startswith("「Pay」的情緒從 0 降到 −4；")
    (bare.folder / "cjmap.yaml").write_text("broken: [\n")
    bare.commit(MAP.replace("emotion: 0", "emotion: -2"))
    assert "cannot be read" not in lines(log, "shop.cjm.yaml", "--language", "en")[0]


def test_in_a_shallow_clone_the_story_says_that_it_is_not_whole(told, tmp_path, log):
    told.git("clone", "-q", "--depth=2", f"file://{told.folder}", str(tmp_path / "shallow"))
    told.folder = tmp_path / "shallow"
    done = log("store.cjm.yaml")
    assert done.status == 0
    assert "shallow clone" in done.err
    assert "git fetch --unshallow" in done.err
    assert done.out.splitlines()[-1].endswith("This shallow clone has nothing earlier")
    told.git("fetch", "-q", "--unshallow")
    assert log("store.cjm.yaml").err == ""


def test_in_a_partial_clone_what_is_missing_is_said(told, tmp_path, log):
    told.git("config", "uploadpack.allowFilter", "true")
    told.git("clone", "-q", "--bare", "--filter=blob:none", f"file://{told.folder}", str(tmp_path / "partial"))
    told.folder = tmp_path / "partial"
    shutil.rmtree(tmp_path / "repo")
    done = log("store.cjm.yaml")
    assert done.status == 2
    assert "git has not got all contents here, as in a partial clone" in done.err
    assert "git fetch --refetch" in done.err


@pytest.mark.parametrize(
    ("path", "message", "help_"),
    [
        ("elsewhere.yaml", "there is no elsewhere.yaml, neither here nor in any commit", "check the path"),
        ("stor.cjm.yaml", "there is no stor.cjm.yaml, neither here nor in any commit", "did you mean store.cjm.yaml?"),
        ("new.cjm.yaml", "no commit has new.cjm.yaml yet", "git add new.cjm.yaml"),
        (".", ". is a folder, and `log` tells the story of one map", "name a map in it"),
        ("cjmap.yaml", "cjmap.yaml is the project file", "name a map"),
        ("../elsewhere/x.cjm.yaml", "is in no git repository", "run this inside one"),
    ],
)
def test_what_has_no_story_is_said(told, tmp_path, path, message, help_, log):
    (tmp_path / "elsewhere").mkdir()
    (told.folder / "new.cjm.yaml").write_text(MAP)
    done = log(path)
    assert (done.status, done.out) == (2, "")
    assert message in done.err
    assert help_ in done.err


def test_a_repository_without_commits(bare, log):
    bare.file.write_text(MAP)
    done = log("shop.cjm.yaml")
    assert done.status == 2
    assert "this repository has no commits yet" in done.err


def test_odd_names_are_names(bare, log):
    bare.file = bare.folder / ":(top)*[a] b.cjm.yaml"
    bare.commit(MAP)
    assert len(lines(log, bare.file.name)) == 1
    link = Path(bare.folder / "link.cjm.yaml")
    link.symlink_to(bare.file.name)
    assert len(lines(log, "link.cjm.yaml")) == 1
