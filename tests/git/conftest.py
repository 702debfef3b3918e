"""Real repositories, with the real command on the PATH and nothing of the machine's own settings of git."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

MAP = """\
# yaml-language-server: $schema=docs/schema/cjmap.v1.json
cjmap: 1
kind: current-state
id: groceries
title: Weekly groceries
owner: CX team

stages:
  - id: choose
    title: Choose
    steps:
      - id: search
        title: Search
        actions: Types each item into the search box
        emotion: {score: -1, word: impatient}
        touchpoints: [app]
        pain_points:
          # said in every interview
          - id: no-reorder
            text: No list of earlier purchases
            severity: high
          - text: Results are in no order
      - id: pay
        title: Pay
        actions:
          - Takes the card out
          - Types the number
        emotion: 0
  - id: receive
    title: Receive
    emotion: 2   # the bag is there
"""


class Repo:
    """A repository in a temporary folder."""

    def __init__(self, folder: Path, home: Path) -> None:
        self.folder = folder
        commands = home / "bin"
        commands.mkdir(parents=True, exist_ok=True)
        script = commands / "cjmap"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m cjmap "$@"\n')
        script.chmod(0o755)
        plain = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "XDG_", "CJMAP_"))}
        self.without_cjmap = plain | {
            "HOME": str(home), "GIT_CONFIG_GLOBAL": str(home / ".gitconfig"), "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ann", "GIT_AUTHOR_EMAIL": "ann@example.org", "GIT_AUTHOR_DATE": "2026-10-01T08:00Z",
            "GIT_COMMITTER_NAME": "Ann", "GIT_COMMITTER_EMAIL": "ann@example.org", "PATH": "/usr/bin:/bin",
            "GIT_COMMITTER_DATE": "2026-10-01T08:00Z", "GIT_EDITOR": "true", "COLUMNS": "100", "GIT_PAGER": "cat",
        }  # fmt: skip
        self.environment = self.without_cjmap | {"PATH": f"{commands}:/usr/bin:/bin"}
        self.file = folder / "shop.cjm.yaml"

    def run(self, *words: str, with_cjmap: bool = True) -> subprocess.CompletedProcess[str]:
        """Run a command in the repository's folder."""
        return subprocess.run(
            words, cwd=self.folder, env=self.environment if with_cjmap else self.without_cjmap, capture_output=True,
            text=True, check=False, timeout=120,
        )  # fmt: skip

    def git(self, *words: str, with_cjmap: bool = True) -> str:
        """What a git command prints; it must end well."""
        done = self.run("git", *words, with_cjmap=with_cjmap)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def commit(self, text: str, message: str = "A change") -> None:
        """Write the map and commit it."""
        self.file.write_text(text)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def fork(self, ours: str, theirs: str, base: str = MAP) -> None:
        """Commit a base, theirs on the branch `theirs`, ours on `main`, which is checked out."""
        self.commit(base, "Base")
        self.git("switch", "-q", "-c", "theirs")
        self.commit(theirs, "Theirs")
        self.git("switch", "-q", "main")
        self.commit(ours, "Ours")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home of its own."""
    return tmp_path / "home"


@pytest.fixture
def bare(tmp_path: Path, home: Path) -> Repo:
    """A repository without cjmap's settings."""
    folder = tmp_path / "repo"
    folder.mkdir()
    found = Repo(folder, home)
    found.git("init", "-q", "-b", "main")
    return found


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository's folder that is set up once for all tests."""
    folder = tmp_path_factory.mktemp("prepared") / "repo"
    folder.mkdir()
    found = Repo(folder, folder.parent / "home")
    found.git("init", "-q", "-b", "main")
    assert found.run("cjmap", "git-setup").returncode == 0
    return folder


@pytest.fixture
def repo(tmp_path: Path, home: Path, prepared: Path) -> Repo:
    """A repository that is set up."""
    return Repo(Path(shutil.copytree(prepared, tmp_path / "repo")), home)
