"""`cjmap lint`."""

import os
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Annotated

from cjmap.cli.fixing import Mended, finder, mend
from cjmap.cli.linting import lint_files
from cjmap.cli.slices import uncollected
from cjmap.cli.talk import COULD_NOT, colourful, columns, fail, say
from cjmap.cli.today import today
from cjmap.collect import Collection, File, collect
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.fix import Find
from cjmap.lint import Wanted
from cjmap.lint.gates import Gates
from cjmap.report import REPORTERS, chosen
from cjmap.report.closing import closing, count
from cjmap.source import PROJECT_FILE, reason
from cjmap.visible import visible

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
    fix: bool = False
    unsafe: bool = False


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
        fix: Annotated[bool, typer.Option("--fix", help="Make the fixes that cannot change the meaning.")] = False,
        unsafe: Annotated[
            bool, typer.Option("--unsafe", help="With --fix: make the other fixes too; look at them afterwards.")
        ] = False,
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
        if unsafe and not fix:
            return fail("--unsafe says which fixes to make, and none are made without --fix", "add --fix")
        wanted = Wanted(chosen if select is not None else None, comma_list(ignore))
        gates = Gates(min_sourced, max_age)
        return Options(tuple(paths), named, strict, wanted, gates, baseline, write_baseline, jobs, fix, unsafe)

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

    from cjmap.durations import days

    length = days(word)
    if length is None:
        raise typer.BadParameter(f"‘{word}’ is not a length of time; write 180d, 6 months or 1 year")
    return length


@uncollected()
def run(options: Options) -> int:
    """Lint every file, print what was found, and give the exit status."""
    known = _known(options.baseline) if options.baseline else None
    if isinstance(known, int):
        return known
    collection = collect(options.paths)
    if options.fix and any(file.path is None for file in collection.files):
        return _fix_stdin(collection, options)
    lint = partial(lint_files, collection.files, options.wanted, today(), options.gates, options.jobs)
    linted = lint()
    written = True
    # a project file with errors keeps its maps from being linted, so it is mended before them
    for projects in (True, False) if options.fix else ():
        mended = mend(_mendable(collection.files, linted, projects=projects), _finder(options), unsafe=options.unsafe)
        for each in mended:
            written &= _say_fixed(each)
        linted = lint() if any(each.fixed.made for each in mended) else linted
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
    return status if written else COULD_NOT


def _finder(options: Options) -> Callable[[File], Find]:
    return partial(finder, wanted=options.wanted, today=today(), gates=options.gates)


def _mendable(files: Sequence[File], findings: Sequence[Diagnostic], *, projects: bool) -> list[File]:
    """The files that have something to mend: project files, which need not be among those linted, or the others."""
    marked = {each.source.name: each.source.path for each in findings if each.fix}
    if not projects:
        return [file for file in files if file.name in marked and not file.is_project]
    return [
        File(name, path, Path(PROJECT_FILE), given=False)
        for name, path in marked.items()
        if path is not None and path.name == PROJECT_FILE
    ]


def _say_fixed(mended: Mended) -> bool:
    """Say what was fixed in a file; False when that could not be written."""
    made = Counter(each.rule for each in mended.fixed.made)
    if mended.error is not None:
        fail(f"cannot write {mended.file.name}: {reason(mended.error)}", "check that you may write it and its folder")
    elif made:
        rules = ", ".join(f"{number} × {rule}" if number > 1 else rule for rule, number in made.items())
        say(f"fixed {visible(mended.file.name)}: {rules}")
    return mended.error is None


def _fix_stdin(collection: Collection, options: Options) -> int:
    """Print the mended text, and what is left in it on standard error."""
    if len(collection.files) > 1 or collection.problems:
        return fail("with --fix, standard input is mended to standard output, alone", "give - and nothing else")
    if options.baseline or options.write_baseline:
        return fail("a baseline is of files, and - is none", "name the file, or leave the baseline out")
    mended = mend(collection.files, _finder(options), unsafe=options.unsafe)
    if not mended:
        return fail("cannot read standard input")
    fixed = mended[0].fixed
    sys.stdout.write(fixed.source.text)
    left = in_order(list(fixed.left))
    report = REPORTERS[options.format or "text"]
    sys.stderr.write(report(left, 1, columns(sys.stderr), colourful(sys.stderr)))
    _say_fixed(mended[0])
    return _status(left, options)


def _report(findings: Sequence[Diagnostic], files: int, options: Options) -> int:
    report = REPORTERS[chosen(options.format, os.environ)]
    sys.stdout.write(report(findings, files, columns(sys.stdout), colourful(sys.stdout)))
    if files:
        say(closing([found for found in findings if not found.unreadable], files, "clean"))
        _say_fixable(findings, options)
    return _status(findings, options)


def _say_fixable(findings: Sequence[Diagnostic], options: Options) -> None:
    """Say how many findings cjmap could mend by itself."""
    safe = sum(each.fix is not None and each.fix.safe for each in findings)
    others = sum(each.fix is not None and not each.fix.safe for each in findings)
    if safe and not options.fix:
        say(f"{safe} can be fixed with --fix" + (f", {others} more with --fix --unsafe" if others else ""))
    elif others and not options.unsafe:
        say(f"{others} can be fixed with --fix --unsafe; look at the result afterwards")


def _status(findings: Sequence[Diagnostic], options: Options) -> int:
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
