"""Diagnostics as text: one module a format, all of them in one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cjmap.diagnostic import Diagnostic

Reporter = Callable[[Sequence[Diagnostic], int, int, bool], str]
"""Findings, the number of files looked at, the width to fit excerpts into, and whether to colour; gives the text."""


def _text(findings: Sequence[Diagnostic], files: int, width: int, colour: bool) -> str:  # noqa: ARG001 -- one shape
    if not findings:
        return ""
    from cjmap.report.text import to_text

    return to_text(findings, width, colour=colour)


def _concise(findings: Sequence[Diagnostic], files: int, width: int, colour: bool) -> str:  # noqa: ARG001 -- one shape
    from cjmap.report.concise import to_concise

    return to_concise(findings)


def _json(findings: Sequence[Diagnostic], files: int, width: int, colour: bool) -> str:  # noqa: ARG001 -- one shape
    from cjmap.report.json import to_json

    return to_json(findings, files)


REPORTERS: dict[str, Reporter] = {"text": _text, "concise": _concise, "json": _json}
"""Every format, by the name that `--format` takes."""
