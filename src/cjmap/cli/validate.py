"""`cjmap validate`."""

import os
import sys
from collections.abc import Sequence
from typing import Annotated

from cjmap.cli.plainly import plainly
from cjmap.cli.slices import MANY, by_slices, uncollected
from cjmap.cli.talk import COULD_NOT, colourful, columns, say
from cjmap.collect import File, collect
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.record import record
from cjmap.report import REPORTERS, chosen
from cjmap.report.closing import closing


@record
class Options:
    """What to validate, and how to report it."""

    paths: tuple[str, ...]
    format: str | None = None
    jobs: int | None = None
    cache: bool = True


def parse(arguments: Sequence[str]) -> Options | int:
    """The options; the plain forms are understood at once, as typer takes longer to load than a map to check."""
    return _plain(arguments) or _by_typer(arguments)


@uncollected()
def run(options: Options) -> int:
    """Check every file, print what is wrong, and give the exit status."""
    collection = collect(options.paths)
    findings = in_order([*collection.problems, *_check(collection.files, options)])
    report = REPORTERS[chosen(options.format, os.environ)]
    files = len(collection.files)
    sys.stdout.write(report(findings, files, columns(sys.stdout), colourful(sys.stdout)))
    if files:
        say(closing([found for found in findings if not found.unreadable], files))
    if any(found.unreadable for found in findings):
        return COULD_NOT
    return int(any(found.severity == "error" for found in findings))


def _check(files: Sequence[File], options: Options) -> list[Diagnostic]:
    if options.cache and len(files) >= MANY:
        from cjmap.cli.remembering import check_changed

        return check_changed(files, options.jobs)
    return [found for each in by_slices(check_files, files, options.jobs) for found in each]


def check_files(files: Sequence[File]) -> list[Diagnostic]:
    """Everything that is wrong with some files; what is read for them is forgotten afterwards."""
    from cjmap.cli.loading import load
    from cjmap.project import Projects

    projects = Projects()
    findings = [found for file in files for found in load(file, projects).findings]
    projects.forget()
    return findings


def _plain(arguments: Sequence[str]) -> Options | None:
    """PATH… with or without `--format NAME` and `--no-cache`, rightly typed; None for all else."""
    typed = plainly(arguments, {"--format": REPORTERS}, ("--no-cache",))
    if typed is None:
        return None
    paths, found = typed
    return Options(tuple(paths), found.get("--format"), cache="--no-cache" not in found)


def _by_typer(arguments: Sequence[str]) -> Options | int:
    import typer

    from cjmap.cli.parsing import by_typer, formats, one_of, whole_number

    def signature(
        paths: Annotated[
            list[str], typer.Argument(metavar="PATH", help="Maps, folders of maps, or - for standard input.")
        ],
        format: Annotated[str | None, typer.Option(metavar="FORMAT", help=formats())] = None,
        jobs: Annotated[
            int | None,
            typer.Option(parser=whole_number, metavar="N", help="How many worker processes to use."),
        ] = None,
        no_cache: Annotated[
            bool, typer.Option("--no-cache", help="Check all anew, and do not remember what is valid.")
        ] = False,
    ) -> Options | int:
        named = one_of(format, tuple(REPORTERS), "format") if format is not None else None
        return named if isinstance(named, int) else Options(tuple(paths), named, jobs, not no_cache)

    return by_typer("validate", signature, arguments)
