"""The real command, run on copies of real files."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

HERE = Path(__file__).parent
Result = subprocess.CompletedProcess[str]
WITHOUT_POWERS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"]
Run = Callable[..., Result]


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    """A project of two maps and a persona, to write in."""
    return Path(shutil.copytree(HERE / "shop", tmp_path / "shop"))


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """Two maps with errors."""
    return Path(shutil.copytree(HERE / "bad", tmp_path / "bad"))


@pytest.fixture
def environment() -> dict[str, str]:
    """This environment without what changes how the command prints."""
    loud = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "SOURCE_DATE_EPOCH", "PYTHONIOENCODING", "TERM")
    return {name: value for name, value in os.environ.items() if name not in loud} | {"PYTHONWARNINGS": "error"}


@pytest.fixture
def cjmap(tmp_path: Path, environment: dict[str, str]) -> Run:
    """Run the command in the temporary folder; `env` adds to the environment.

    `permitted=False` runs it as somebody for whom permissions count, which root is only without its special powers.
    """

    def run(
        *arguments: str | Path, stdin: str = "", env: dict[str, str] | None = None, permitted: bool = True
    ) -> Result:
        bound = [] if permitted or os.geteuid() != 0 else WITHOUT_POWERS
        return subprocess.run(
            [*bound, sys.executable, "-m", "cjmap", *map(str, arguments)],
            cwd=tmp_path, input=stdin, env=environment | (env or {}), capture_output=True, text=True, encoding="utf-8",
            timeout=180, check=False,
        )  # fmt: skip

    return run
