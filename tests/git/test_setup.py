"""`cjmap git-setup`: what it writes, that it writes it once, and that it takes exactly that away."""

from __future__ import annotations

import sys

import pytest
from git.conftest import MAP

KEYS = ["diff.cjmap.textconv", "diff.cjmap.xfuncname", "merge.cjmap.driver", "merge.cjmap.name", "alias.cjdiff"]


def test_it_writes_attributes_and_settings_and_says_so(bare):
    done = bare.run("cjmap", "git-setup")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        *(f"set {key}" for key in KEYS),
        "wrote to .gitattributes: *.cjm.yaml diff=cjmap merge=cjmap, cjmap.yaml diff=cjmap merge=cjmap",
    ]
    assert "shop.cjm.yaml: merge: cjmap" in bare.git("check-attr", "merge", "shop.cjm.yaml")
    assert bare.git("config", "--local", "merge.cjmap.name")


def test_twice_is_once(repo):
    before = [(repo.folder / name).read_bytes() for name in (".git/config", ".gitattributes")]
    done = repo.run("cjmap", "git-setup")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "everything is set up already\n")
    assert [(repo.folder / name).read_bytes() for name in (".git/config", ".gitattributes")] == before


@pytest.mark.parametrize("attributes", [None, b"*.png binary\n", b"*.png binary", b"*.png binary\r\n*.jpg binary\r\n"])
def test_undo_takes_exactly_that_away(bare, attributes):
    path = bare.folder / ".gitattributes"
    if attributes is not None:
        path.write_bytes(attributes)
    bare.git("config", "diff.other.textconv", "cat")
    before = bare.git("config", "--local", "--list")
    bare.run("cjmap", "git-setup")
    assert bare.git("config", "--local", "--list") != before
    done = bare.run("cjmap", "git-setup", "--undo")
    assert done.returncode == 0
    assert [line for line in done.stdout.splitlines() if line.startswith("took away")] == [
        f"took away {key}" for key in KEYS[::-1]
    ]
    assert bare.git("config", "--local", "--list") == before
    assert (path.read_bytes() if path.exists() else None) == attributes
    again = bare.run("cjmap", "git-setup", "--undo")
    assert (again.returncode, again.stderr) == (0, "there is nothing to take away\n")


def test_what_somebody_else_set_is_left(bare):
    bare.git("config", "alias.cjdiff", "diff --stat")
    assert "left alias.cjdiff as it is" in bare.run("cjmap", "git-setup").stdout
    assert "left alias.cjdiff as it is" in bare.run("cjmap", "git-setup", "--undo").stdout
    assert bare.git("config", "alias.cjdiff") == "diff --stat\n"


def test_everywhere_writes_to_the_home_alone(bare, home):
    before = (bare.folder / ".git/config").read_bytes()
    assert bare.run("cjmap", "git-setup", "--global").returncode == 0
    assert (bare.folder / ".git/config").read_bytes() == before
    assert not (bare.folder / ".gitattributes").exists()
    assert "merge=cjmap" in (home / ".config/git/attributes").read_text()
    assert "diff: cjmap" in bare.git("check-attr", "diff", "a/b.cjm.yaml")
    assert bare.run("cjmap", "git-setup", "--global", "--undo").returncode == 0
    assert not (home / ".config/git/attributes").exists()
    assert (home / ".gitconfig").read_text() == ""


def test_without_a_repository(bare, tmp_path):
    bare.folder = tmp_path
    done = bare.run("cjmap", "git-setup")
    assert done.returncode == 2
    assert "is in no git repository" in done.stderr


@pytest.mark.parametrize("command", [("diff",), ("log", "-p"), ("show",)])
def test_git_speaks_journey_words(repo, command):
    repo.commit(MAP)
    repo.commit(MAP.replace("score: -1", "score: 1").replace("      - id: pay", "      - id: hand-over"))
    if command == ("diff",):
        repo.file.write_text(MAP)
        shown = repo.git("diff", "-R")
    else:
        shown = repo.git(*command)
    assert "-    Emotion: -1" in shown
    assert "+    Emotion: 1" in shown
    assert "+  Step Pay [hand-over]" in shown
    assert "Search [search]" in shown
    assert "score" not in shown


def test_a_hunk_is_headed_by_its_step(repo):
    repo.commit(MAP)
    repo.file.write_text(MAP.replace("Results are in no order", "Results are in a strange order"))
    assert "@@ Step Search [search]" in repo.git("diff", "-U1")


def test_a_broken_map_is_shown_as_it_is(repo):
    repo.commit(MAP)
    repo.file.write_text(MAP + "title: [unclosed\n")
    assert "+title: [unclosed" in repo.git("diff")


def test_form_alone_is_no_difference_in_facts(repo):
    repo.commit(MAP)
    repo.file.write_text(MAP.replace("[app]", "\n          - app"))
    assert "app" not in repo.git("diff")
    assert "- app" in repo.git("diff", "--no-textconv")


def test_without_cjmap_the_text_is_shown(repo):
    repo.commit(MAP)
    repo.file.write_text(MAP.replace("score: -1", "score: 1"))
    assert "+        emotion: {score: 1" in repo.git("diff", with_cjmap=False)


def test_attributes_without_settings_do_no_harm(repo):
    repo.run("cjmap", "git-setup", "--undo")
    (repo.folder / ".gitattributes").write_text("*.cjm.yaml diff=cjmap merge=cjmap\n")
    repo.fork(MAP.replace("title: Pay", "title: Pay now"), MAP.replace("Weekly groceries", "Groceries"))
    repo.git("merge", "-q", "theirs")
    assert "title: Pay now" in repo.file.read_text()
    assert "title: Groceries" in repo.file.read_text()
    assert "title: Pay now" in repo.git("show", "HEAD^1")


@pytest.mark.parametrize("written", range(len(KEYS) + 1))
def test_settings_that_were_written_in_part_break_no_merge(repo, written):
    for key in KEYS[written:]:
        repo.git("config", "--unset-all", key)
    repo.fork(MAP.replace("title: Pay", "title: Pay now"), MAP.replace("Weekly groceries", "Groceries"))
    repo.git("merge", "-q", "theirs", with_cjmap=False)
    assert repo.file.read_text() == MAP.replace("title: Pay", "title: Pay now").replace("Weekly", "").replace(
        "title:  groceries", "title: Groceries"
    )


def test_the_rich_view(repo):
    (repo.folder / "maps").mkdir()
    repo.file = repo.folder / "maps" / "shop.cjm.yaml"
    repo.commit(MAP)
    repo.file.write_text(MAP.replace("score: -1", "score: 1"))
    shown = repo.git("cjdiff")
    assert shown.startswith("maps/shop.cjm.yaml\n")
    assert "Search" in shown
    repo.git("add", "-A")
    assert "Search" in repo.git("cjdiff", "--cached", "--", "maps")
    repo.file.write_text("stages: [\n")
    assert repo.run("git", "cjdiff").returncode == 0
    repo.file.unlink()
    assert repo.run("git", "cjdiff").returncode == 0


def test_the_rich_view_of_a_conflict(repo):
    repo.fork(MAP.replace("title: Pay", "title: A"), MAP.replace("title: Pay", "title: B"))
    assert repo.run("git", "merge", "theirs").returncode == 1
    assert "* Unmerged path shop.cjm.yaml\n" in repo.git("cjdiff", "--cached")


def test_the_rich_view_by_an_interpreter_whose_path_has_a_space(bare, tmp_path):
    folder = tmp_path / "my pythons"
    folder.mkdir()
    (folder / "python").symlink_to(sys.executable)
    bare.without_cjmap["PYTHONPATH"] = ":".join(filter(None, sys.path))
    assert bare.run(str(folder / "python"), "-m", "cjmap", "git-setup", with_cjmap=False).returncode == 0
    assert "my pythons" in bare.git("config", "alias.cjdiff")
    bare.environment = bare.without_cjmap
    bare.commit(MAP)
    bare.file.write_text(MAP.replace("score: -1", "score: 1"))
    assert "Search" in bare.git("cjdiff")
    bare.run(str(folder / "python"), "-m", "cjmap", "git-setup", "--undo")
    assert bare.run("git", "config", "alias.cjdiff").returncode == 1


def test_textconv_reads_standard_input_and_says_what_it_cannot_read(repo):
    done = repo.run("cjmap", "textconv", "nowhere.cjm.yaml")
    assert done.returncode == 2
    assert "cannot read nowhere.cjm.yaml: no such file" in done.stderr
