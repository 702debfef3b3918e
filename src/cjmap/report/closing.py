"""The line that closes a run: how many files, how many of them with findings."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.diagnostic import Diagnostic


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `14 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def closing(findings: Sequence[Diagnostic], files: int) -> str:
    """Such as `3 errors in 2 of 14 files` or `14 files are valid`."""
    errors = [found for found in findings if found.severity == "error"]
    warnings = [found for found in findings if found.severity == "warning"]
    if not errors:
        valid = f"{count(files, 'file')} {'is' if files == 1 else 'are'} valid"
        return f"{valid}, with {count(len(warnings), 'warning')}" if warnings else valid
    broken = len({found.source.name for found in errors})
    total = [count(len(errors), "error")]
    if warnings:
        total.append(count(len(warnings), "warning"))
    where = count(files, "file") if files <= 1 or broken >= files else f"{broken} of {count(files, 'file')}"
    return f"{' and '.join(total)} in {where}"
