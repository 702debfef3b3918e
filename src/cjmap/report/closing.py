"""The line that closes a run: how many files, how many of them with findings."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.diagnostic import Diagnostic


def count(number: int, noun: str) -> str:
    """A number with its noun: `1 file`, `14 files`."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def closing(findings: Sequence[Diagnostic], files: int, praise: str = "valid") -> str:
    """Such as `3 errors in 2 of 14 files` or `14 files are valid`; `praise` is what files without errors are."""
    by = {name: [found for found in findings if found.severity == name] for name in ("error", "warning", "note")}
    counts = [count(len(found), name) for name, found in by.items() if found]
    said = " and ".join([", ".join(counts[:-1]), counts[-1]] if len(counts) > 1 else counts)
    if not by["error"] and praise == "valid":
        valid = f"{count(files, 'file')} {'is' if files == 1 else 'are'} valid"
        return f"{valid}, with {said}" if said else valid
    if not findings:
        return f"{count(files, 'file')} {'is' if files == 1 else 'are'} {praise}"
    marked = by["error"] if praise == "valid" else findings
    touched = len({found.source.name for found in marked})
    where = count(files, "file") if files <= 1 or touched >= files else f"{touched} of {count(files, 'file')}"
    return f"{said} in {where}"
