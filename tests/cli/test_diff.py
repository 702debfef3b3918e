"""`cjmap diff` on real files and in real repositories."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.conftest import Run
from diff.test_gap import CART
from diff.test_gap import files as compared

from cjmap.cli import render
from cjmap.cli.diff_pages import draw, failed
from cjmap.diff.forms import Outcome
from cjmap.jobs import Failure, Limits
from cjmap.render.compared import pdf

Git = Callable[..., str]
MAP = "cjmap: 1\nkind: current-state\nid: shop\ntitle: Shop\nstages:\n  - {id: pay, title: Pay, emotion: 1}\n"
OTHER = "cjmap: 1\nkind: current-state\nid: chat\ntitle: Chat\nstages:\n  - {id: ask, title: Ask}\n"


@pytest.fixture
def git(tmp_path: Path, environment: dict[str, str]) -> Git:
    """Run git in the repository `repo`, which is made, with nobody's settings."""
    repo = tmp_path / "repo"
    repo.mkdir()
    names = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
    settings = {f"GIT_{name}": "a@example.com" for name in names} | {"GIT_CONFIG_GLOBAL": os.devnull}

    def run(*arguments: str) -> str:
        done = subprocess.run(
            ["git", "-c", "init.defaultBranch=main", *arguments], cwd=repo, env=environment | settings, check=True,
            capture_output=True, text=True,
        )  # fmt: skip
        return done.stdout

    run("init", "-q")
    return run


@pytest.fixture
def repo(git: Git, tmp_path: Path) -> Path:
    """A repository with two commits: a map, then the same with a lower emotion."""
    folder = tmp_path / "repo"
    (folder / "maps").mkdir()
    commit(git, folder, {"maps/shop.cjm.yaml": MAP})
    commit(git, folder, {"maps/shop.cjm.yaml": MAP.replace("emotion: 1", "emotion: -1")})
    return folder


@pytest.fixture
def here(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run the command in the repository."""

    def run(*arguments: str, folder: str = "repo") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "cjmap", *arguments], cwd=tmp_path / folder, env=environment, capture_output=True,
            text=True, encoding="utf-8", check=False,
        )  # fmt: skip

    return run


def commit(git: Git, folder: Path, files: dict[str, str]) -> None:
    """Write files and commit them."""
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    git("add", "-A")
    git("commit", "-qm", "next")


def rules(result: subprocess.CompletedProcess[str]) -> list[list[str]]:
    """The rules of each comparison of a report for programs."""
    report = json.loads(result.stdout)
    return [[change["rule"] for change in each["changes"]] for each in report["comparisons"]]


def test_two_files(cjmap: Run, tmp_path: Path):
    (tmp_path / "a.cjm.yaml").write_text(MAP)
    (tmp_path / "b.cjm.yaml").write_text(MAP.replace("emotion: 1", "emotion: -1"))
    result = cjmap("diff", "a.cjm.yaml", "b.cjm.yaml")
    assert (result.returncode, result.stderr) == (0, "")
    assert "~ At “Pay” the emotion falls from +1 to −1.  [line 6]" in result.stdout
    assert cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "--exit-code").returncode == 1
    same = cjmap("diff", "a.cjm.yaml", "a.cjm.yaml", "--exit-code")
    assert (same.returncode, same.stdout, same.stderr) == (0, "", "nothing changed\n")


def test_standard_input_is_a_side(cjmap: Run, tmp_path: Path):
    (tmp_path / "a.cjm.yaml").write_text(MAP)
    result = cjmap("diff", "a.cjm.yaml", "-", "--to", "json", stdin=MAP.replace("Pay", "Settle"))
    assert rules(result) == [["stage-title-changed"]]


def test_folders_with_maps_that_came_went_and_moved(cjmap: Run, tmp_path: Path):
    for name, files in (
        ("old", {"shop.cjm.yaml": MAP, "gone.cjm.yaml": OTHER.replace("chat", "gone").replace("Chat", "Gone")}),
        ("new", {"store.cjm.yaml": MAP.replace("Pay", "Settle"), "chat.cjm.yaml": OTHER}),
    ):
        (tmp_path / name).mkdir()
        for file, text in files.items():
            (tmp_path / name / file).write_text(text)
    result = cjmap("diff", "old", "new", "--to", "json")
    assert rules(result) == [["map-added"], ["map-moved", "stage-title-changed"], ["map-removed"]]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["HEAD~1:maps/shop.cjm.yaml", "HEAD:maps/shop.cjm.yaml"], [["emotion-changed"]]),
        (["HEAD~1:maps/shop.cjm.yaml", "maps/shop.cjm.yaml"], [["emotion-changed"]]),
        (["main~1:./maps/", "main:maps"], [["emotion-changed"]]),
        (["HEAD:maps", "maps"], []),
        (["--against", "HEAD~1"], [["emotion-changed"]]),
        (["--against=HEAD~1", "maps/shop.cjm.yaml"], [["emotion-changed"]]),
        (["--against", "HEAD"], []),
    ],
)
def test_revisions(repo: Path, here: Run, arguments: list[str], expected: list[list[str]]):
    assert rules(here("diff", *arguments, "--to", "json")) == expected


def test_a_working_tree_with_maps_that_came_went_and_moved(repo: Path, git: Git, here: Run):
    commit(git, repo, {"maps/chat.cjm.yaml": OTHER})
    (repo / "maps/chat.cjm.yaml").unlink()
    (repo / "maps/shop.cjm.yaml").rename(repo / "maps/store.cjm.yaml")
    (repo / "maps/new.cjm.yaml").write_text(OTHER.replace("chat", "new").replace("Chat", "New"))
    assert rules(here("diff", "--against", "HEAD", "--to", "json")) == [["map-added"], ["map-moved"], ["map-removed"]]
    gone = here("diff", "--against", "HEAD", "maps/chat.cjm.yaml", "--to", "json")
    assert rules(gone) == [["map-removed"]]


def test_a_revision_is_read_with_its_own_project_file(repo: Path, git: Git, here: Run):
    project = "cjmap: 1\nemotion_scale: {}\n"
    commit(git, repo, {"cjmap.yaml": project.format("-2..2"), "maps/shop.cjm.yaml": MAP})
    (repo / "cjmap.yaml").write_text(project.format("1..5"))
    (repo / "maps/shop.cjm.yaml").write_text(MAP.replace("emotion: 1", "emotion: 4"))
    assert rules(here("diff", "--against", "HEAD", "--to", "json")) == [["map-rescaled"]]


def test_a_future_map_finds_its_current_one_in_the_same_revision(tmp_path: Path, git: Git, here: Run):
    examples = Path(__file__).parents[2] / "examples/cart-to-checkout"
    shutil.copytree(examples, tmp_path / "repo/cart")
    git("add", "-A")
    git("commit", "-qm", "one")
    current, future = "HEAD:cart/cart-to-checkout.cjm.yaml", "HEAD:cart/cart-to-checkout.future.cjm.yaml"
    result = here("diff", current, future, "--fail-on", "forgotten-pain:high", "--language", "en")
    assert result.returncode == 1
    assert result.stdout.startswith("Gap report: ")
    assert result.stdout.endswith("\nNot passed: forgotten-pain (1)\n")
    assert here("diff", current, future, "--fail-on", "forgotten-pain:critical").returncode == 0


@pytest.mark.parametrize(
    ("arguments", "message", "help_"),
    [
        (["HEAD:maps/shop.cjm.yaml", "nope:maps"], "there is no revision ‘nope’", "name a branch, a tag or a commit"),
        (["--against", "--nope"], "there is no revision ‘--nope’", "name a branch"),
        (["--against", "HEAD", "nowhere"], "there is no nowhere, neither here nor in ‘HEAD’", "check the path"),
        (["--against", "HEAD", "maps", "/"], "/ lies outside the repository", "name paths of one repository"),
        (["HEAD:maps/shp.cjm.yaml", "maps/shop.cjm.yaml"], "there is no ‘maps/shp.cjm.yaml’ in ‘HEAD’",
         "did you mean ‘HEAD:maps/shop.cjm.yaml’?"),
        (["HEAD:maps", "maps/shop.cjm.yaml"], "HEAD:maps is a folder and maps/shop.cjm.yaml is a file",
         "compare two folders, or two files"),
        (["HEAD:link", "maps/shop.cjm.yaml"], "HEAD:link is a symbolic link", "name the file that it leads to"),
        (["HEAD:empty", "maps"], "there are no maps in HEAD:empty", "their names end in .cjm.yaml"),
        (["maps"], "`diff` compares two things, not one thing", "name OLD and NEW, or give --against REV"),
        (["a", "b", "--to", "marcdown"], "there is no form ‘marcdown’", "did you mean ‘markdown’?"),
        (["a", "b", "--fail-on", "step-remove"], "there is no level or rule ‘step-remove’",
         "did you mean ‘step-removed’?"),
        (["a", "b", "--fail-on", "pain-added:hihg"], "there is no severity ‘hihg’", "did you mean ‘high’?"),
    ],
)  # fmt: skip
def test_what_cannot_be_compared(repo: Path, git: Git, here: Run, arguments: list[str], message: str, help_: str):
    (repo / "link").symlink_to("maps/shop.cjm.yaml")
    (repo / "empty").mkdir()
    commit(git, repo, {"empty/note.txt": "x"})
    result = here("diff", *arguments)
    assert (result.returncode, result.stdout) == (2, "")
    first, second = result.stderr.splitlines()[:2]
    assert first.startswith(f"error: {message}")
    assert second.startswith(f"  help: {help_}")


def test_outside_a_repository(cjmap: Run, tmp_path: Path):
    result = cjmap("diff", "--against", "HEAD", env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert result.returncode == 2
    assert result.stderr.endswith(
        "is in no git repository\n  help: run this inside one, or name two files or folders\n"
    )


def test_without_git(repo: Path, here: Run, environment: dict[str, str]):
    environment["PATH"] = "/nowhere"
    result = here("diff", "--against", "HEAD")
    assert (result.returncode, result.stderr.splitlines()[0]) == (
        2, "error: git is not installed, or not on the PATH",
    )  # fmt: skip


def test_in_a_shallow_clone(repo: Path, git: Git, here: Run):
    git("clone", "-q", "--depth", "1", repo.as_uri(), "../shallow")
    result = here("diff", "--against", "HEAD~1", folder="shallow")
    assert result.returncode == 2
    assert result.stderr.startswith("error: there is no revision ‘HEAD~1’ in this shallow clone\n  help: fetch what is")


def test_in_a_bare_repository(repo: Path, git: Git, here: Run):
    git("clone", "-q", "--bare", ".", "../bare")
    result = here("diff", "HEAD~1:maps", "HEAD:maps", "--to", "json", folder="bare")
    assert rules(result) == [["emotion-changed"]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            MAP + "<<<<<<< HEAD\nteam: a\n=======\nteam: b\n>>>>>>> main\n",
            "this file holds an unresolved merge conflict",
        ),
        ("PK\0\1", "this is a binary file, not a map"),
        ("cjmap: 1\nkind: current-state\n", "title"),
    ],
)
def test_a_file_that_is_no_map_does_not_stop_the_others(repo: Path, git: Git, here: Run, text: str, message: str):
    commit(git, repo, {"maps/chat.cjm.yaml": OTHER})
    (repo / "maps/chat.cjm.yaml").write_text(text)
    (repo / "maps/shop.cjm.yaml").write_text(MAP)
    result = here("diff", "--against", "HEAD", "--to", "json")
    assert result.returncode == 2
    assert message in result.stderr
    assert "Traceback" not in result.stderr
    assert rules(result) == [["emotion-changed"]]


def test_a_report_goes_to_a_file_in_the_form_of_its_name(cjmap: Run, tmp_path: Path):
    (tmp_path / "a.cjm.yaml").write_text(MAP)
    (tmp_path / "b.cjm.yaml").write_text(MAP.replace("Pay", "Settle"))
    assert cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "-o", "report.md").returncode == 0
    assert (tmp_path / "report.md").read_text().startswith("### Shop\n")
    result = cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "-o", "nowhere/else/report.json")
    assert result.returncode == 0
    assert rules(subprocess.CompletedProcess([], 0, (tmp_path / "nowhere/else/report.json").read_text())) == [
        ["stage-title-changed"]
    ]


@pytest.mark.parametrize("name", ["a.md", "a.json", "a.html", "a.txt", "a", "a.HTML"])
def test_a_name_says_the_form(cjmap: Run, tmp_path: Path, name: str):
    (tmp_path / "a.cjm.yaml").write_text(MAP)
    (tmp_path / "b.cjm.yaml").write_text(MAP.replace("Pay", "Settle"))
    assert cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "-o", name).returncode == 0
    start = {".md": "### Shop\n", ".json": "{\n", ".html": "<!doctype html>\n"}
    assert (tmp_path / name).read_text().startswith(start.get(Path(name).suffix.lower(), "Shop\n"))


def test_a_name_that_says_no_form_is_refused(cjmap: Run, tmp_path: Path):
    (tmp_path / "a.cjm.yaml").write_text(MAP)
    result = cjmap("diff", "a.cjm.yaml", "a.cjm.yaml", "-o", "a.docx")
    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == (
        "error: a.docx: the ending says no form\n"
        "  help: end it in .txt, .md, .json, .html, .pdf, or name the form with --to\n"
    )
    assert not (tmp_path / "a.docx").exists()
    assert cjmap("diff", "a.cjm.yaml", "a.cjm.yaml", "-o", "a.docx", "--to", "text").returncode == 0
    assert cjmap("diff", "a.cjm.yaml", "a.cjm.yaml", "-o", "v1.2/").returncode == 0
    assert (tmp_path / "v1.2" / "journey-diff.txt").exists()


def test_the_language_is_that_of_the_map_unless_it_is_said(cjmap: Run, tmp_path: Path):
    (tmp_path / "a.cjm.yaml").write_text(MAP + "language: zh-TW\n")
    (tmp_path / "b.cjm.yaml").write_text(MAP.replace("Pay", "Settle") + "language: zh-TW\n")
    assert "階段「Pay」改名為「Settle」。" in cjmap("diff", "a.cjm.yaml", "b.cjm.yaml").stdout
    assert (
        "Peringkat “Pay” kini bernama “Settle”." in cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "--language", "ms").stdout
    )


def test_a_name_with_a_colon_is_a_file_when_there_is_one(cjmap: Run, tmp_path: Path):
    (tmp_path / "HEAD:a.cjm.yaml").write_text(MAP)
    (tmp_path / "b.cjm.yaml").write_text(MAP)
    assert cjmap("diff", "HEAD:a.cjm.yaml", "b.cjm.yaml").stderr == "nothing changed\n"


def test_a_page_goes_to_standard_output_or_to_a_file_or_folder(cjmap: Run, tmp_path: Path):
    (tmp_path / "a.cjm.yaml").write_text(MAP)
    (tmp_path / "b.cjm.yaml").write_text(MAP.replace("Pay", "Settle"))
    page = cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "--to", "html")
    assert page.stdout.startswith("<!doctype html>\n")
    assert "Stage “Pay” is now called “Settle”." in page.stdout
    (tmp_path / "out").mkdir()
    for output, name in (("page.html", "page.html"), ("out", "out/journey-diff.html")):
        result = cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "--to", "html", "-o", output, "--exit-code")
        assert (result.returncode, result.stdout, result.stderr) == (1, "", "")
        assert (tmp_path / name).read_text(encoding="utf-8") == page.stdout
    assert cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "-o", "named.html").returncode == 0
    assert (tmp_path / "named.html").read_text(encoding="utf-8") == page.stdout
    result = cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "--to", "html", "--fail-on", "wording")
    assert result.returncode == 1
    assert "Not passed" in result.stdout


def test_a_page_is_written_where_nothing_changed_too(repo: Path, here: Run):
    result = here("diff", "--against", "HEAD", ".", "--to", "html", "-o", "journey-diff.html", "--exit-code")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert "Nothing changed" in (repo / "journey-diff.html").read_text(encoding="utf-8")


def test_a_page_says_what_could_not_be_compared(repo: Path, git: Git, here: Run):
    commit(git, repo, {"maps/chat.cjm.yaml": OTHER})
    (repo / "maps/chat.cjm.yaml").write_text("cjmap: 1\nkind: current-state\n")
    result = here("diff", "--against", "HEAD", "--to", "html")
    assert result.returncode == 2
    assert "No map could be compared" in result.stdout
    assert "Nothing changed" not in result.stdout
    (repo / "maps/shop.cjm.yaml").write_text(MAP)
    result = here("diff", "--against", "HEAD", "--to", "html")
    assert "Maps changed: 1 of 2" in result.stdout
    assert "Maps with errors, not compared: 1." in result.stdout


def test_personas_are_no_maps(repo: Path, git: Git, here: Run):
    commit(git, repo, {"maps/mei.cjm.yaml": "cjmap: 1\nkind: persona\nname: Mei\n"})
    assert "Maps compared: 1." in here("diff", "--against", "HEAD", "--to", "html").stdout


def test_a_page_is_in_the_language_and_theme_of_its_project(cjmap: Run, tmp_path: Path):
    (tmp_path / "a.cjm.yaml").write_text(MAP)
    (tmp_path / "b.cjm.yaml").write_text(MAP)
    (tmp_path / "cjmap.yaml").write_text("cjmap: 1\nlanguage: zh-CN\ntheme: {base: mono}\n")
    assert "没有任何变更" in cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "--to", "html").stdout
    (tmp_path / "b.cjm.yaml").write_text(MAP.replace("Pay", "Settle"))
    page = cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "--to", "html").stdout
    (tmp_path / "cjmap.yaml").write_text("cjmap: 1\nlanguage: zh-CN\n")
    other = cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "--to", "html").stdout
    assert page.split("</style>")[1] == other.split("</style>")[1]
    assert page.split("</style>")[0] != other.split("</style>")[0]


@pytest.mark.pdf
def test_a_pdf_goes_to_a_file_and_says_what_this_machine_lacks(cjmap: Run, tmp_path: Path):
    (tmp_path / "a.cjm.yaml").write_text(MAP)
    (tmp_path / "b.cjm.yaml").write_text(MAP.replace("Pay", "Settle"))
    result = cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "--to", "pdf", "-o", "a.pdf")
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    nothing = tmp_path / "fonts.conf"
    nothing.write_text("<fontconfig></fontconfig>")
    env = {"FONTCONFIG_FILE": str(nothing)}
    result = cjmap("diff", "a.cjm.yaml", "b.cjm.yaml", "--to", "pdf", "-o", "b.pdf", env=env)
    assert result.returncode == 2
    assert result.stderr.startswith("error: cannot make PDF files here: this system has no fonts")
    assert not (tmp_path / "b.pdf").exists()


@pytest.mark.pdf
def test_a_pdf_is_laid_out_within_limits(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setattr(render, "LIMITS", Limits(seconds=1))
    monkeypatch.setattr(pdf, "render", lambda *_, **__: any(iter(int, 1)))  # without end
    assert draw("pdf", Outcome([compared(*CART)], 1), None) == 2
    # a busy machine may need all of its patience by the clock for a second of work
    assert re.fullmatch(
        r"error: laying out the PDF took more than \d seconds and was stopped\n"
        r"  help: write it as HTML, or compare fewer maps at a time\n",
        capsys.readouterr().err,
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("out-of-time", "took more than"),
        ("out-of-memory", "2 GiB of memory"),
        ("crashed", "crashed (SIGSEGV)"),
        ("defect", "cjmap failed on this comparison: SIGSEGV"),
    ],
)
def test_each_failure_of_a_pdf_says_what_to_do(kind: str, words: str):
    message, help_ = failed(Failure(kind, "SIGSEGV"))
    assert words in message
    assert help_


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nothing_hidden_reaches_a_terminal(tmp_path: Path, environment: dict[str, str], form: str):
    (tmp_path / "a\x1b[31m.cjm.yaml").write_text(MAP)
    (tmp_path / "b.cjm.yaml").write_text(MAP.replace("Pay", "Settle @mei"))
    words = [sys.executable, "-m", "cjmap", "diff", "a\x1b[31m.cjm.yaml", "b.cjm.yaml", "--to", form]
    ours, theirs = pty.openpty()
    done = subprocess.run(words, cwd=tmp_path, env=environment, stdout=theirs, check=False)
    os.close(theirs)
    shown = b""
    with contextlib.suppress(OSError):  # the end of what a terminal shows
        while chunk := os.read(ours, 65_536):
            shown += chunk
    os.close(ours)
    assert done.returncode == 0
    assert b"\x1b" not in shown
    text = shown.decode()
    assert "a␛[31m.cjm.yaml" in text
    assert "Settle @mei" in text
    assert "\u200b" not in text
    assert "200B" not in text
