"""Linting files as `cjmap lint` does, and the findings in a form that a test can state."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from cjmap.cli.linting import lint_files
from cjmap.collect import collect
from cjmap.diagnostic import Diagnostic
from cjmap.lint import Wanted

TODAY = date(2026, 10, 20)
"""The day on which the tests lint."""
HEAD = "cjmap: 1\nkind: current-state\ntitle: Groceries\n"
"""The first three lines of a map."""


def lint(*paths: Path | str, select: Iterable[str] | None = None, today: date = TODAY) -> list[Diagnostic]:
    """What lint finds in files and folders, in the order in which it is reported."""
    found = collect([str(path) for path in paths])
    assert not found.problems
    wanted = Wanted(None if select is None else tuple(select))
    return lint_files(found.files, wanted, today)


def write(folder: Path, files: dict[str, str]) -> Path:
    """A folder with some files in it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def lint_text(folder: Path, text: str, *select: str, today: date = TODAY) -> list[Diagnostic]:
    """What lint finds in one map."""
    return lint(write(folder, {"map.cjm.yaml": text}), select=select or None, today=today)


def places(found: Iterable[Diagnostic]) -> list[str]:
    """`line:column rule` of each finding."""
    return [f"{each.start.line}:{each.start.column} {each.rule}" for each in found]
