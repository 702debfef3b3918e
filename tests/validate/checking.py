"""Checking maps as `cjmap validate` does, and the findings in a form that a test can state."""

from __future__ import annotations

from pathlib import Path

from cjmap.cli.validate import check_files
from cjmap.collect import collect
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.model.map import JourneyMap
from cjmap.project import Projects

HEAD = "cjmap: 1\nkind: current-state\ntitle: Groceries\n"
"""The first three lines of a map."""


def check(*paths: Path | str) -> list[Diagnostic]:
    """What is wrong with the files, in the order in which it is reported."""
    found = collect([str(path) for path in paths])
    return in_order([*found.problems, *check_files(found.files)])


def check_text(folder: Path, text: str, name: str = "map.cjm.yaml") -> list[Diagnostic]:
    """The same for a text, written to a file of a folder."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return check(path)


def places(found: list[Diagnostic]) -> list[str]:
    """`line:column rule` of each finding."""
    return [f"{each.start.line}:{each.start.column} {each.rule}" for each in found]


def write(folder: Path, files: dict[str, str]) -> Path:
    """A folder with some files in it."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read(folder: Path, text: str) -> JourneyMap:
    """The model of a map that must be clean."""
    assert places(check_text(folder, text)) == []
    path = (folder / "map.cjm.yaml").resolve()
    document = Projects().of(path).open(path)
    assert document is not None
    assert document.map is not None
    return document.map
