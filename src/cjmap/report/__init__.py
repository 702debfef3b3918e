"""Diagnostics as text: one module a format, all of them in one table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

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


def _github(findings: Sequence[Diagnostic], files: int, width: int, colour: bool) -> str:  # noqa: ARG001 -- one shape
    from cjmap.report.github import to_github

    return to_github(findings)


def _gitlab(findings: Sequence[Diagnostic], files: int, width: int, colour: bool) -> str:  # noqa: ARG001 -- one shape
    from cjmap.report.gitlab import to_gitlab

    return to_gitlab(findings)


def _junit(findings: Sequence[Diagnostic], files: int, width: int, colour: bool) -> str:  # noqa: ARG001 -- one shape
    from cjmap.report.junit import to_junit

    return to_junit(findings, files)


def _sarif(findings: Sequence[Diagnostic], files: int, width: int, colour: bool) -> str:  # noqa: ARG001 -- one shape
    from cjmap.report.sarif import to_sarif

    return to_sarif(findings)


REPORTERS: dict[str, Reporter] = {
    "text": _text,
    "concise": _concise,
    "json": _json,
    "github": _github,
    "gitlab": _gitlab,
    "junit": _junit,
    "sarif": _sarif,
}
"""Every format, by the name that `--format` takes."""


def chosen(format_: str | None, environment: Mapping[str, str]) -> str:
    """The format to report in: the one that is asked for, else `github` under GitHub Actions, else `text`."""
    return format_ or ("github" if environment.get("GITHUB_ACTIONS") == "true" else "text")
