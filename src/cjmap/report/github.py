"""Findings as workflow commands, which GitHub Actions turns into annotations beside the lines."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.diagnostic import Diagnostic
from cjmap.fingerprint import posix
from cjmap.visible import visible, visible_lines

_COMMANDS = {"error": "error", "warning": "warning", "note": "notice"}


def to_github(findings: Sequence[Diagnostic]) -> str:
    """A command a finding. Lines and columns count from 1; the end column is the last one that is marked."""
    return "".join(_command(found) for found in findings)


def _command(found: Diagnostic) -> str:
    start, end = found.start, found.end
    values = {"file": posix(found.source.name), "line": start.line}
    if found.span is not None:
        values |= {"endLine": end.line, "col": start.column}
        if end.line == start.line:
            values["endColumn"] = max(end.column - 1, start.column)
    values["title"] = f"cjmap {found.rule}"
    stated = ",".join(f"{name}={_value(str(value))}" for name, value in values.items())
    lines = [visible(found.message), *(visible_lines(f"help: {found.help}") if found.help else [])]
    return f"::{_COMMANDS[found.severity]} {stated}::{_data(chr(10).join(lines))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(visible(text)).replace(":", "%3A").replace(",", "%2C")
