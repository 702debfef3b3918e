"""Mending files: the fixes of what lint finds in them, made in memory and then written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from cjmap import output
from cjmap.collect import File, open_source
from cjmap.diagnostic import Diagnostic, Fix
from cjmap.fix import Find, Fixed, fix
from cjmap.format import canonical
from cjmap.lint import Wanted, examine
from cjmap.lint.gates import Gates, check_gates
from cjmap.project import Projects
from cjmap.source import Revised, Source
from cjmap.validate import check

KEY_ORDER = "key-order"
"""The rule that is mended by the canonical form as a whole: made for the files that need it alone."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file after its fixes; `error` says why it could not be written."""

    file: File
    fixed: Fixed
    error: OSError | None = None


def mend(files: Sequence[File], finder: Callable[[File], Find], *, unsafe: bool) -> list[Mended]:
    """Make the fixes in some files and write those that change; standard input is never written."""
    done = []
    for file in files:
        source = open_source(file)
        if isinstance(source, Diagnostic):
            continue
        fixed = fix(source, finder(file), unsafe=unsafe)
        error = None
        if fixed.made and file.path is not None:
            mark = "\ufeff" if source.marked else ""
            try:
                output.write(file.path, (mark + fixed.source.text).encode())
            except OSError as cause:
                error = cause
        done.append(Mended(file, fixed, error))
    return done


def finder(file: File, wanted: Wanted, today: date, gates: Gates) -> Find:
    """What finds everything in a text of a file, as if it were written there already."""
    path = file.path.resolve() if file.path else None

    def find(source: Source) -> Sequence[Diagnostic]:
        projects = Projects(Revised({path: source} if path else {}))
        project = projects.of(path or Path("stdin"))
        project.file  # noqa: B018 -- reading the project file is what finds `diagnostics`
        if file.is_project:
            return [each for each in project.diagnostics if each.source.text == source.text]
        document = project.add(source, path)
        found = [*check(document), *examine(document, wanted, today).findings, *check_gates(document, gates, today)]
        return [_ordering(each) if each.rule == KEY_ORDER else each for each in found]

    return find


def _ordering(finding: Diagnostic) -> Diagnostic:
    """The finding with the fix that puts the keys in order."""
    edits = canonical(finding.source).edits
    return replace(finding, fix=Fix("write the file in its canonical form", edits)) if edits else finding
