"""Every shell line of the CI parts, run: with a real cjmap and git, and stand-ins for what needs a forge or root."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from ci.installing import commit, copy, environment

ROOT = Path(__file__).parents[2]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
COMMENT = yaml.safe_load((ROOT / "comment" / "action.yml").read_text(encoding="utf-8"))
GITLAB = yaml.safe_load((ROOT / "ci" / "gitlab.yml").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs" / "ci.md").read_text(encoding="utf-8")
TIDY = "cjmap: 1\nkind: current-state\ntitle: A\n\nstages:\n  - title: B\n"
pytestmark = pytest.mark.slow

STAND_INS = {
    "apt-get": '[ "$1" = update ] && exit 0\nshift\nexec /usr/bin/apt-get install --simulate "$@"',
    "sudo": 'exec "$@"',
    "rm": 'case "$*" in *" /var/"*) exit 0 ;; esac\nexec /bin/rm "$@"',
    "docker": 'printf "%s\\n" "$*" >>"$LOG"',
    "gh": f"""exec {sys.executable} - "$@" <<'END'
import json, os, sys
words = sys.argv[1:]
body = next((open(word[6:]).read() for word in words if word.startswith("body=@")), None)
with open(os.environ["LOG"], "a") as log:
    log.write(json.dumps([words, body]) + "\\n")
if words[1] == "user":
    print(os.environ.get("GH_LOGIN", 'not for an integration'))
    sys.exit("GH_LOGIN" not in os.environ)
print(os.environ.get("GH_SAYS", "")) if "--jq" in words else None
END""",
}
"""Commands that must not be what they are here: the system's, and those that speak to others."""


class Place:
    """A folder with a repository of maps, and the environment in which lines are run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = environment(folder)
        self.bin = folder / "bin"
        self.bin.mkdir()
        self.log = folder / "log"
        for name, script in STAND_INS.items():
            self.command(name, script)
        subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder / "venv"], check=True)
        self.command("pip", f'exec {folder}/venv/bin/python -m pip "$@"')
        self.command("python", f'exec {folder}/venv/bin/python "$@"')
        path = f"{self.bin}:{folder / 'venv' / 'bin'}:{self.env['PATH']}"
        self.env |= {"PATH": path, "LOG": str(self.log), "RUNNER_TEMP": str(folder / "temp")}
        (folder / "temp").mkdir()
        self.maps = folder / "project"
        (self.maps / "my maps").mkdir(parents=True)
        (self.maps / "my maps" / "a.cjm.yaml").write_text(TIDY)
        (self.maps / "b.cjm.yaml").write_text(TIDY)
        self.base = commit(self.maps, self.env)

    def command(self, name: str, script: str) -> None:
        (self.bin / name).write_text(f"#!/bin/bash\n{script}\n")
        (self.bin / name).chmod(0o755)

    def run(self, script: str, **env: str) -> subprocess.CompletedProcess[str]:
        """Run lines as a forge does: they stop at the first that fails."""
        return subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.maps, env=self.env | env, capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip

    def ok(self, script: str, **env: str) -> str:
        """Run lines that must end well; gives what they printed."""
        done = self.run(script, **env)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def calls(self) -> list[Any]:
        """What the stand-ins were asked for since this was last asked."""
        lines = self.log.read_text().splitlines() if self.log.exists() else []
        self.log.write_text("")
        return [json.loads(line) if line.startswith("[") else line for line in lines]


def lines_of(dockerfile: str) -> Iterator[str]:
    """The lines that a Dockerfile runs."""
    for line in dockerfile.replace("\\\n", " ").splitlines():
        if line.startswith("RUN "):
            yield line.removeprefix("RUN ")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Place:
    """A place where the lines that install cjmap were run: those of the action."""
    if not Path("/usr/bin/apt-get").exists():
        pytest.skip("the lines install packages of Debian")
    place = Place(tmp_path_factory.mktemp("place"))
    copy(place.folder / "source", "action.yml", "comment", "ci")
    step(place, ACTION, "Install cjmap")
    real = place.folder / "venv" / "bin" / "cjmap"
    place.command("cjmap", f'exec {real} "$@"')
    return place


def filled(text: str, values: dict[str, str]) -> str:
    """A value of an action with its expressions replaced."""
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: values[match[1]], text)


def step(place: Place, action: Any, name: str, *, fails: bool = False, **inputs: str) -> str:
    """Run a step of an action with these inputs, or those that it has if absent."""
    [found] = [each for each in action["runs"]["steps"] if each.get("name") == name]
    assert found["shell"] == "bash"
    assert "${{" not in found["run"], "what people type must reach the shell as a variable"
    defaults = {key: value["default"] for key, value in action["inputs"].items()} | inputs
    values = {f"inputs.{key}": value for key, value in defaults.items()} | {
        "github.action_path": str(place.folder / "source" / ("comment" if action is COMMENT else "")),
        "github.repository": "them/maps",
        "github.event.pull_request.number": "7",
        "inputs.against || github.event.pull_request.base.sha": place.base,
        "inputs.token || github.token": "secret",
        "github.event.workflow_run.head_repository.owner.login": "someone",
        "github.event.workflow_run.head_branch": "idea",
    }
    env = {key: filled(value, values) for key, value in found.get("env", {}).items()}
    done = place.run(found["run"], **env, GITHUB_STEP_SUMMARY=str(place.folder / "summary.md"))
    assert (done.returncode != 0) is fails, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_the_lines_of_every_step_are_run_here():
    tested = {"Install cjmap", "Install what PDFs need", "Check", "Check the form", "Draw", "Compare", "Comment"}
    assert {each["name"] for each in ACTION["runs"]["steps"] if "run" in each} == tested
    assert {each["name"] for each in COMMENT["runs"]["steps"] if "run" in each} == {"Comment"}
    assert {name for name, job in GITLAB.items() if "script" in job} == {
        "cjmap check", "cjmap form", "cjmap draw", "cjmap compare",
    }  # fmt: skip


def test_what_pdfs_need(place: Place):
    assert "fonts-noto-cjk" in step(place, ACTION, "Install what PDFs need")


@pytest.mark.parametrize("paths", [".", "my maps\nb.cjm.yaml\n", "\nmy maps"])
def test_checking(place: Place, paths: str):
    assert "valid" in step(place, ACTION, "Check", paths=paths)
    assert "formatted already" in step(place, ACTION, "Check the form", paths=paths)


def test_mistakes_end_the_job(place: Place):
    bad = place.maps / "bad.cjm.yaml"
    bad.write_text(TIDY + "    painPoint:   x\n")
    try:
        assert "unknown-lane" in step(place, ACTION, "Check", fails=True)
        assert "+    painPoint: x" in step(place, ACTION, "Check the form", fails=True)
    finally:
        bad.unlink()


@pytest.mark.pdf
def test_drawing(place: Place):
    step(place, ACTION, "Draw")
    found = {path.name for path in (place.folder / "temp" / "journey-maps").rglob("*") if path.is_file()}
    assert found == {"a.html", "a.pdf", "b.html", "b.pdf"}


def test_comparing_and_commenting(place: Place):
    changed = place.maps / "b.cjm.yaml"
    changed.write_text(TIDY.replace("title: B", "title: C"))
    try:
        step(place, ACTION, "Compare")
    finally:
        changed.write_text(TIDY)
    text = (place.folder / "temp" / "journey-diff.md").read_text()
    assert text.startswith("### A\n")
    assert (place.folder / "summary.md").read_text().endswith(text)
    place.calls()
    step(place, ACTION, "Comment")
    [_, asked, posted] = place.calls()
    assert asked[0][:3] == ["api", "--paginate", "repos/them/maps/issues/7/comments"]
    assert posted[0][:4] == ["api", "--silent", "--method", "POST"]
    assert posted[1] == f"<!-- cjmap -->\n{text}"


def test_a_second_comment_takes_the_place_of_the_first(place: Place):
    text = place.folder / "long.md"
    text.write_text("這一步變了。\n" * 9_000 + "<details>\n\n" + "這一步變了。\n" * 1_000 + "\n</details>\n")
    place.calls()
    place.ok(f'"{ROOT}/ci/comment" them/maps 7 "{text}"', GH_SAYS="11\n12")
    [_, asked, patched] = place.calls()
    assert '.user.type == "Bot"' in asked[0][-1]
    assert patched[0][:5] == ["api", "--silent", "--method", "PATCH", "repos/them/maps/issues/comments/11"]
    assert 64_900 < len(patched[1]) <= 65_536
    first, *lines = patched[1].splitlines()
    assert (first, lines[-4:], lines.count("</details>")) == ("<!-- cjmap -->", ["", "…", "", "</details>"], 1)
    assert {*lines} == {"這一步變了。", "<details>", "", "…", "</details>"}


def test_a_person_with_a_token_has_one_comment_too(place: Place):
    text = place.folder / "short.md"
    text.write_text("# changes\n")
    place.calls()
    place.ok(f'"{ROOT}/ci/comment" them/maps 7 "{text}"', GH_LOGIN="mei", GH_SAYS="11")
    [_, asked, patched] = place.calls()
    assert '.user.login == "mei"' in asked[0][-1]
    assert "Bot" not in asked[0][-1]
    assert patched[0][3] == "PATCH"


def test_no_comment_says_that_nothing_changed_but_one_that_is_there(place: Place):
    text = place.folder / "empty.md"
    text.write_text("")
    place.calls()
    place.ok(f'"{ROOT}/ci/comment" them/maps 7 "{text}"')
    assert not [call for call in place.calls() if "--method" in call[0]]
    place.ok(f'"{ROOT}/ci/comment" them/maps 7 "{text}"', GH_SAYS="11")
    patched = place.calls()[-1]
    assert patched[0][3] == "PATCH"
    assert patched[1] == "<!-- cjmap -->\nNo journey map changed.\n"


def test_no_comment_or_log_takes_words_of_a_map_for_commands(place: Place):
    forged = place.maps / "forged.cjm.yaml"
    forged.write_text(TIDY + "    actions:   |\n      a\n      ::error title=forged::x\n      ##[error]y\n")
    try:
        printed = step(place, ACTION, "Check the form", fails=True)
    finally:
        forged.unlink()
    first, *lines, last = printed.splitlines()
    token = first.removeprefix("::stop-commands::")
    assert re.fullmatch("[0-9a-f]{32}", token)
    assert last == f"::{token}::"
    assert any(line.strip() == "::error title=forged::x" for line in lines)


def test_commenting_from_a_fork(place: Place):
    (place.folder / "temp" / "journey-diff").mkdir(exist_ok=True)
    (place.folder / "temp" / "journey-diff" / "journey-diff.md").write_text("# changes\n")
    place.calls()
    assert "no open pull request from someone:idea" in step(place, COMMENT, "Comment")
    [asked] = place.calls()
    assert "head=someone:idea" in asked[0]
    place.env["GH_SAYS"] = "9"
    try:
        step(place, COMMENT, "Comment")
    finally:
        del place.env["GH_SAYS"]
    assert place.calls()[-1][1] == "<!-- cjmap -->\n# changes\n"


@pytest.mark.pdf
@pytest.mark.parametrize("job", [name for name, job in GITLAB.items() if "script" in job])
def test_gitlab(place: Place, job: str):
    variables = {key: str(value) for key, value in GITLAB["variables"].items()} | GITLAB[job].get("variables", {})
    given = {
        "CI_COMMIT_TIMESTAMP": "2026-10-01T08:00:00+02:00",
        "CI_COMMIT_SHORT_SHA": "abc1234",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": place.base,
    }
    artifacts = GITLAB[job].get("artifacts", {})
    names = [*artifacts.get("paths", []), *artifacts.get("reports", {}).values()]
    try:
        place.ok("\n".join(GITLAB[job]["script"]), **variables, **given)
        assert all((place.maps / name).exists() for name in names)
    finally:
        for name in names:
            (shutil.rmtree if name.endswith("/") else Path.unlink)(place.maps / name)


def test_gitlab_stops_at_mistakes_and_prints_them(place: Place):
    bad = place.maps / "bad.cjm.yaml"
    bad.write_text(TIDY + "    painPoint: x\n")
    try:
        done = place.run("\n".join(GITLAB["cjmap check"]["script"]), CJMAP_PATHS=".")
    finally:
        bad.unlink()
    assert done.returncode == 1
    assert "error[unknown-lane]" in done.stdout
    assert json.loads((place.maps / "gl-code-quality-report.json").read_text())
    (place.maps / "gl-code-quality-report.json").unlink()


@pytest.mark.pdf
def test_the_image(place: Place, tmp_path: Path):
    source = copy(tmp_path / "src")
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    copied = {word for line in text.splitlines() if line.startswith("COPY ") for word in line.split()[1:-1]}
    assert all((source / name).exists() for name in copied)
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {name.split("/")[0] for name in copied} == allowed
    lines = [line.replace("/src", str(source)) for line in lines_of(text)]
    assert len(lines) == 7
    for line in lines:
        place.ok(line, GIT_CONFIG_SYSTEM=str(tmp_path / "gitconfig"), GIT_CONFIG_NOSYSTEM="0")
    assert "directory = *" in (tmp_path / "gitconfig").read_text()


def test_the_lines_of_the_page(place: Place):
    [block] = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    place.calls()
    place.ok(block)
    calls = place.calls()
    assert len(calls) == 4
    for call in calls[1:]:
        words = call.partition(" cjmap ")[2].split()
        done = place.run(f"cjmap {' '.join(words)}")
        assert done.returncode == 0, done.stderr
    shutil.rmtree(place.maps / "build")


def test_the_snippets_of_the_page_are_short_and_name_what_there_is():
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert [len(block.splitlines()) <= 10 for block in blocks] == [True] * 4
    hooks, workflow, fork, gitlab = (yaml.safe_load(block) for block in blocks)
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in hooks["repos"][0]["hooks"]} <= {hook["id"] for hook in manifest}
    assert set(workflow["jobs"]["maps"]["steps"][1]["with"]) <= set(ACTION["inputs"])
    assert re.findall(r"^\| `(\w+)` \|", PAGE, re.MULTILINE) == list(ACTION["inputs"])
    assert fork[True]["workflow_run"]["workflows"] == [workflow["name"]]
    assert fork["permissions"] == {"actions": "read", "pull-requests": "write"}
    assert set(gitlab["variables"]) <= set(GITLAB["variables"])
    assert gitlab["include"][0]["remote"].endswith("/ci/gitlab.yml")
