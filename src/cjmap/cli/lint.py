"""`cjmap lint`."""

import gc
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from cjmap.cli.linting import lint_files
from cjmap.cli.talk import COULD_NOT, colourful, columns, fail, say
from cjmap.cli.today import today
from cjmap.collect import collect
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.lint import Wanted
from cjmap.lint.gates import Gates
from cjmap.report import REPORTERS, chosen
from cjmap.report.closing import closing, count
from cjmap.source import reason

BASELINE = "cjmap-baseline.json"
"""The baseline's usual name."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to lint, by which rules and gates, and how to report it."""

    paths: tuple[str, ...]
    format: str | None = None
    strict: bool = False
    wanted: Wanted = field(default_factory=Wanted)
    gates: Gates = field(default_factory=Gates)
    baseline: str | None = None
    write_baseline: str | None = None
    jobs: int | None = None


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, comma_list, formats, one_of, whole_number
    from cjmap.report import REPORTERS
    from cjmap.rulebook import BY_NAME

    def signature(
        paths: Annotated[
            list[str], typer.Argument(metavar="PATH", help="Maps, folders of maps, or - for standard input.")
        ],
        strict: Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")] = False,
        select: Annotated[
            str | None, typer.Option(metavar="RULES", help="Only these rules, with commas; `cjmap rules` lists them.")
        ] = None,
        ignore: Annotated[str | None, typer.Option(metavar="RULES", help="Not these rules, with commas.")] = None,
        min_sourced: Annotated[
            float | None,
            typer.Option(parser=_percent, metavar="N", help="Ask that N per cent of each map rest on evidence."),
        ] = None,
        max_age: Annotated[
            int | None,
            typer.Option(parser=_length, metavar="AGE", help="Ask for a review no older than this, such as 180d."),
        ] = None,
        baseline: Annotated[
            str | None, typer.Option(metavar="FILE", help="Leave out the findings that this file holds.")
        ] = None,
        write_baseline: Annotated[
            str | None, typer.Option(metavar="FILE", help="Write the findings of now to this file.")
        ] = None,
        format: Annotated[str | None, typer.Option(metavar="FORMAT", help=formats())] = None,
        jobs: Annotated[
            int | None,
            typer.Option(parser=whole_number, metavar="N", help="How many worker processes to use."),
        ] = None,
    ) -> Options | int:
        named = one_of(format, tuple(REPORTERS), "format") if format is not None else None
        if isinstance(named, int):
            return named
        chosen = comma_list(select)
        for name in (*chosen, *comma_list(ignore)):
            known = one_of(name, tuple(BY_NAME), "rule")
            if isinstance(known, int):
                return known
        wanted = Wanted(chosen if select is not None else None, comma_list(ignore))
        gates = Gates(min_sourced, max_age)
        return Options(tuple(paths), named, strict, wanted, gates, baseline, write_baseline, jobs)

    return by_typer("lint", signature, arguments)


def _percent(word: str) -> float:
    import typer

    text = word.strip().removesuffix("%").rstrip()
    try:
        number = float(text)
    except ValueError:
        number = -1.0
    if not 0 <= number <= 100:
        raise typer.BadParameter(f"‘{word}’ is not a number from 0 to 100")
    return number


def _length(word: str) -> int:
    import typer

    from cjmap.rules.lengths import days

    length = days(word)
    if length is None:
        raise typer.BadParameter(f"‘{word}’ is not a length of time; write 180d, 6 months or 1 year")
    return length


def run(options: Options) -> int:
    """Lint every file, print what was found, and give the exit status."""
    known = _known(options.baseline) if options.baseline else None
    if isinstance(known, int):
        return known
    gc.disable()  # as in `validate`: what is built stays, and little of it is garbage
    collection = collect(options.paths)
    linted = lint_files(collection.files, options.wanted, today(), options.gates, options.jobs)
    findings = in_order([*collection.problems, *linted])
    unreadable = any(found.unreadable for found in findings)
    if options.write_baseline is not None:
        return _write(Path(options.write_baseline), findings) if not unreadable else _report(findings, 0, options)
    left_out = 0
    if known is not None and options.baseline:
        from cjmap.lint.baseline import new

        kept = new(findings, known, Path(options.baseline).parent)
        findings, left_out = kept, len(findings) - len(kept)
    status = _report(findings, len(collection.files), options)
    if left_out:
        say(f"{count(left_out, 'finding')} of {options.baseline} left out")
    return status


def _report(findings: Sequence[Diagnostic], files: int, options: Options) -> int:
    report = REPORTERS[chosen(options.format, os.environ)]
    sys.stdout.write(report(findings, files, columns(sys.stdout), colourful(sys.stdout)))
    if files:
        say(closing([found for found in findings if not found.unreadable], files, "clean"))
    if any(found.unreadable for found in findings):
        return COULD_NOT
    grave = ("error", "warning") if options.strict else ("error",)
    return int(any(found.severity in grave for found in findings))


def _known(name: str) -> frozenset[str] | int:
    from cjmap.lint.baseline import BaselineError, known

    try:
        return known(Path(name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return fail(f"there is no baseline {name}", f"write one with: cjmap lint PATH --write-baseline {name}")
    except OSError as error:
        return fail(f"cannot read {name}: {reason(error)}")
    except (BaselineError, UnicodeDecodeError) as error:
        why = "it is not UTF-8" if isinstance(error, UnicodeDecodeError) else str(error)
        return fail(f"cannot use {name}: {why}", "write it again with --write-baseline")


def _write(path: Path, findings: list[Diagnostic]) -> int:
    from cjmap import output
    from cjmap.lint.baseline import to_text

    try:
        output.write(path, to_text(findings, path.parent).encode(errors="surrogatepass"))
    except OSError as error:
        return fail(f"cannot write {path}: {reason(error)}")
    say(f"wrote {path} with {count(len(findings), 'finding')}")
    return 0
