"""A name for a finding that stays when lines move."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from cjmap.diagnostic import Diagnostic

LENGTH = 32
"""The hexadecimal digits of a fingerprint."""


def fingerprints(findings: Sequence[Diagnostic], path: Callable[[Diagnostic], str]) -> list[str]:
    """The fingerprint of each finding, in order, all of them different.

    It is made of the rule, the path that `path` gives, and the words at the place; among equal ones, of the order.
    Neither the line nor the message counts: both change when nothing about the finding does.
    """
    seen: dict[str, int] = {}
    found = []
    for each in findings:
        key = "\0".join((each.rule, path(each), _words(each)))
        seen[key] = seen.get(key, 0) + 1
        found.append(sha256(f"{key}\0{seen[key]}".encode(errors="surrogatepass")).hexdigest()[:LENGTH])
    return found


def posix(name: str) -> str:
    """A path with slashes, without `./` before it."""
    return name.replace("\\", "/").removeprefix("./")


def _words(found: Diagnostic) -> str:
    """The text at the place, to the end of its first line; that of a place without length is its line."""
    if found.span is None:
        return ""
    line = found.source.line_span(found.source.position(found.span.start).line)
    start, end = found.span.start, min(found.span.end, line.end)
    return " ".join(found.source.text[start:end].split()) or found.source.text[line.start : line.end].strip()
