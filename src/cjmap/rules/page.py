"""A rule's page: its module's docstring, and the maps in it."""

from __future__ import annotations

import inspect
import re
from typing import NamedTuple

from cjmap.rulebook import Rule
from cjmap.rules import module

MAIN = "map.cjm.yaml"
"""The file of a block that names none."""

_BLOCK = re.compile(r"^```yaml(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_POINTER = re.compile(r"^[ ]*#[ ]*([\^v])[ ]*$")


class Place(NamedTuple):
    """Where a page's bad map says that the finding begins; line and column from 1."""

    file: str
    line: int
    column: int


def page(rule: Rule) -> str:
    """The whole page in Markdown, its first line what the rule finds."""
    return inspect.cleandoc(module(rule).__doc__ or "")


def summary(rule: Rule) -> str:
    """What the rule finds, in a sentence."""
    return page(rule).partition("\n")[0]


def section(rule: Rule, heading: str) -> str:
    """What stands below a heading of the page."""
    found = re.search(rf"^## {re.escape(heading)}\n(.*?)(?=^## |\Z)", page(rule), re.MULTILINE | re.DOTALL)
    return found[1].strip() if found else ""


def files(rule: Rule, heading: str) -> dict[str, str]:
    """The files below `Bad` or `Good`, by name."""
    return {match[1] or MAIN: match[2] for match in _BLOCK.finditer(section(rule, heading) + "\n")}


def places(rule: Rule) -> list[Place]:
    """The places that the bad files point at."""
    found = []
    for name, text in files(rule, "Bad").items():
        for number, line in enumerate(text.splitlines(), 1):
            match = _POINTER.match(line)
            if match:
                found.append(Place(name, number - 1 if match[1] == "^" else number + 1, match.start(1) + 1))
    return found
