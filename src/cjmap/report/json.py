"""Findings for programs: version 1 of the report."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from cjmap.diagnostic import Diagnostic

VERSION = 1
"""The version of the report's shape; it changes when a key changes its meaning or goes."""

# what a terminal may act on, and what UTF-8 cannot hold
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def dumps(value: Any) -> str:
    """JSON in which words of any script stay legible and nothing can steer a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n"


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
