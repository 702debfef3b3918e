"""The baseline of an old repository: the findings that were there when linting began, by fingerprint."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path

from cjmap.diagnostic import Diagnostic
from cjmap.fingerprint import fingerprints, posix

VERSION = 1
"""The version of the baseline's shape."""


class BaselineError(Exception):
    """A baseline that cannot be read; the message is a lower-case phrase."""


def to_text(findings: Sequence[Diagnostic], folder: Path) -> str:
    """The baseline of some findings; paths are seen from the folder that it will lie in."""
    prints = fingerprints(findings, lambda found: _path(found, folder))
    entries = sorted((_path(found, folder), found.rule, print_) for found, print_ in zip(findings, prints, strict=True))
    lines = [
        json.dumps({"path": path, "rule": rule, "fingerprint": print_}, ensure_ascii=False)
        for path, rule, print_ in entries
    ]
    inner = ",\n    ".join(lines)
    body = f"[\n    {inner}\n  ]" if lines else "[]"
    return f'{{\n  "version": {VERSION},\n  "findings": {body}\n}}\n'


def known(text: str) -> frozenset[str]:
    """The fingerprints of a baseline. Raises BaselineError."""
    try:
        data = json.loads(text)
    except ValueError:
        raise BaselineError("it is not JSON") from None
    except RecursionError:
        raise BaselineError("it is nested too deeply") from None
    if not isinstance(data, dict) or not isinstance(data.get("findings"), list):
        raise BaselineError("it is not a baseline")
    if data.get("version") != VERSION:
        raise BaselineError(f"version {data.get('version')} is not known")
    return frozenset(str(each.get("fingerprint")) for each in data["findings"] if isinstance(each, dict))


def new(findings: Sequence[Diagnostic], fingerprints_known: frozenset[str], folder: Path) -> list[Diagnostic]:
    """The findings that a baseline in this folder does not hold."""
    prints = fingerprints(findings, lambda found: _path(found, folder))
    return [found for found, print_ in zip(findings, prints, strict=True) if print_ not in fingerprints_known]


def _path(found: Diagnostic, folder: Path) -> str:
    """A finding's file, seen from the baseline's folder, wherever the command runs."""
    path = found.source.path
    return posix(os.path.relpath(path.resolve(), folder.resolve())) if path else found.source.name
