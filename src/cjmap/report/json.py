"""Findings for programs: version 1 of the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cjmap.diagnostic import Diagnostic
from cjmap.json_text import dumps

VERSION = 1
"""The version of the report's shape; it changes when a key changes its meaning or goes."""


def to_json(findings: Sequence[Diagnostic], files: int) -> str:
    """The report as a JSON object."""
    return dumps({"version": VERSION, "diagnostics": [_entry(found) for found in findings], "files": files})


def _entry(found: Diagnostic) -> dict[str, Any]:
    start, end = found.start, found.end
    return {
        "rule": found.rule,
        "severity": found.severity,
        "message": found.message,
        "path": found.source.name,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
        "help": found.help,
    }
