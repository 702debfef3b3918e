"""Mending files: the fixes of what lint finds in them, made in memory and then written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from cjmap import output
from cjmap.cli.linting import lint_file
from cjmap.collect import File, open_source
from cjmap.diagnostic import Diagnostic
from cjmap.fix import Find, Fixed, fix
from cjmap.lint import Wanted
from cjmap.lint.gates import Gates
from cjmap.project import Projects
from cjmap.record import record
from cjmap.source import Revised, Source


@record
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
        return lint_file(file, projects, wanted, today, gates, source).findings

    return find
