"""Findings as a GitLab code quality report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cjmap.diagnostic import Diagnostic
from cjmap.fingerprint import fingerprints, posix
from cjmap.json_text import dumps

_SEVERITIES = {"error": "major", "warning": "minor", "note": "info"}


def to_gitlab(findings: Sequence[Diagnostic]) -> str:
    """A JSON list with the keys that GitLab asks for; an empty list when nothing was found."""
    prints = fingerprints(findings, lambda found: posix(found.source.name))
    return dumps([_entry(found, print_) for found, print_ in zip(findings, prints, strict=True)])


def _entry(found: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "description": f"{found.message}; {found.help}" if found.help else found.message,
        "check_name": found.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[found.severity],
        "location": {"path": posix(found.source.name), "lines": {"begin": found.start.line, "end": found.end.line}},
    }
