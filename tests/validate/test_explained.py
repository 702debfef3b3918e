"""Every name that an error may have is explained."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from cjmap.errors import ERRORS
from cjmap.rulebook import BY_NAME, GATES, VALIDATED

ROOT = Path(__file__).parents[2]
NAMING = {"Diagnostic", "Loss", "Words", "wrong", "_problem"}
"""What is called with a rule's name first."""


def named() -> set[str]:
    """The names that the sources give to errors, and those that the bad files meet."""
    found = {line.split()[1] for line in (ROOT / "tests/validate/expected.txt").read_text("utf-8").splitlines()}
    for path in (ROOT / "src" / "cjmap").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            name = node.args[0].value if isinstance(node.args[0], ast.Constant) else None
            if called in NAMING and isinstance(name, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
                found.add(name)
    return found


def test_every_error_is_explained():
    assert named() - {*BY_NAME, *GATES, *VALIDATED, *ERRORS} == set()


def test_nothing_is_explained_that_nobody_reports():
    texts = "".join(
        path.read_text("utf-8") for path in (ROOT / "src" / "cjmap").rglob("*.py") if path.name != "errors.py"
    )
    # some names are made of what they are about: unknown-{what}
    made = {name for name in ERRORS if name.startswith("unknown-")}
    assert {name for name in ERRORS if f'"{name}"' not in texts} <= made


def test_the_tables_have_nothing_in_common():
    assert set(ERRORS) & {*BY_NAME, *GATES, *VALIDATED} == set()
