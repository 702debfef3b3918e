"""The hooks, run by pre-commit itself: it clones this checkout, installs it, and runs the manifest's entries."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from ci.installing import commit, copy, environment

ROOT = Path(__file__).parents[2]
MANIFEST = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
HOOKS = [hook["id"] for hook in MANIFEST]
TIDY = "cjmap: 1\nkind: current-state\ntitle: A\n\nstages:\n  - title: B\n"


class Repository:
    """A project whose commits pass the hooks."""

    def __init__(self, folder: Path, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env

    def run(self, hook: str, *arguments: str) -> subprocess.CompletedProcess[str]:
        subprocess.run(["git", "add", "--all"], cwd=self.folder, env=self.env, check=True)
        command = [sys.executable, "-m", "pre_commit", "run", hook, "--all-files", "--color=never", *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=self.env, capture_output=True, text=True, timeout=600, check=False
        )


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A project that uses the hooks of this checkout."""
    folder = tmp_path_factory.mktemp("hooks")
    env = environment(folder)
    ours = copy(folder / "cjmap", ".pre-commit-hooks.yaml")
    revision = commit(ours, env)
    theirs = folder / "project"
    (theirs / "maps").mkdir(parents=True)
    (theirs / "maps" / "a.cjm.yaml").write_text(TIDY)
    hooks = [{"id": hook} for hook in HOOKS]
    config = {"repos": [{"repo": str(ours), "rev": revision, "hooks": hooks}]}
    (theirs / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    commit(theirs, env)
    return Repository(theirs, env)


def test_every_verb_of_the_manifest():
    assert [hook["entry"] for hook in MANIFEST] == ["cjmap validate", "cjmap lint", "cjmap fmt"]
    assert {hook["language"] for hook in MANIFEST} == {"python"}


@pytest.mark.slow
@pytest.mark.parametrize("hook", HOOKS)
def test_a_sound_map_passes(repository: Repository, hook: str):
    done = repository.run(hook)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Passed" in done.stdout


@pytest.mark.slow
def test_a_mistake_fails(repository: Repository):
    path = repository.folder / "maps" / "b.cjm.yaml"
    path.write_text(TIDY + "    painPoint: x\n")
    done = repository.run("cjmap-validate")
    path.unlink()
    assert done.returncode == 1
    assert "maps/b.cjm.yaml:7:5: error[unknown-lane]" in done.stdout


@pytest.mark.slow
def test_lint_fails_where_it_is_told_to(repository: Repository):
    (repository.folder / "cjmap.yaml").write_text("cjmap: 1\nlint:\n  severity: {missing-owner: error}\n")
    done = repository.run("cjmap-lint")
    (repository.folder / "cjmap.yaml").unlink()
    assert done.returncode == 1
    assert "maps/a.cjm.yaml:2:7: error[missing-owner]" in done.stdout


@pytest.mark.slow
def test_an_untidy_map_is_written_anew(repository: Repository):
    path = repository.folder / "maps" / "c.cjm.yaml"
    path.write_text(TIDY.replace("  - title", "- title"))
    done = repository.run("cjmap-fmt")
    text = path.read_text()
    again = repository.run("cjmap-fmt")
    path.unlink()
    assert done.returncode == 1
    assert "files were modified by this hook" in done.stdout
    assert text == TIDY
    assert again.returncode == 0


@pytest.mark.slow
def test_only_maps_and_project_files_are_looked_at(repository: Repository):
    others = {"notes.yaml": "- a", "maps/cjm.yaml": "- a", "cjmap.yml": "- a", "sub/cjmap.yaml": "cjmap:   1\n"}
    for name, text in others.items():
        (repository.folder / name).parent.mkdir(exist_ok=True)
        (repository.folder / name).write_text(text)
    done = repository.run("cjmap-fmt", "--verbose")
    changed = [name for name, text in others.items() if (repository.folder / name).read_text() != text]
    for name in others:
        (repository.folder / name).unlink()
    assert changed == ["sub/cjmap.yaml"]
    assert "formatted sub/cjmap.yaml" in done.stdout
