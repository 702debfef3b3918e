"""A line for each finding."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.diagnostic import Diagnostic
from cjmap.visible import visible


def headline(found: Diagnostic) -> str:
    """The first line of a finding: `path:line:column: error[rule-name]: message`."""
    line, column = found.start
    return f"{visible(found.source.name)}:{line}:{column}: {found.severity}[{found.rule}]: {visible(found.message)}"


def to_concise(findings: Sequence[Diagnostic]) -> str:
    """The first lines alone."""
    return "".join(f"{headline(found)}\n" for found in findings)
