"""`cjmap fmt`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from cjmap.cli.talk import COULD_NOT, colourful, columns, fail, say
from cjmap.collect import File, collect, open_source
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.report import REPORTERS
from cjmap.report.closing import count
from cjmap.source import Source, reason


@dataclass(frozen=True, slots=True)
class Options:
    """What to format; `check` and `diff` say what would change, and write nothing."""

    paths: tuple[str, ...]
    check: bool = False
    diff: bool = False


def parse(arguments: Sequence[str]) -> Options | int:
    """The options; the plain forms are understood at once, as typer takes longer to load than a map to format."""
    flags = {word for word in arguments if word.startswith("-") and word != "-"}
    paths = tuple(word for word in arguments if word not in flags)
    if paths and flags <= {"--check", "--diff"}:
        return Options(paths, "--check" in flags, "--diff" in flags)
    return _by_typer(arguments)


def run(options: Options) -> int:
    """Format every file, say what is wrong with those that cannot be read, and give the exit status."""
    from cjmap.format import canonical

    collection = collect(options.paths, projects=True)
    findings = list(collection.problems)
    changed, could_not = 0, False
    for file in collection.files:
        source = open_source(file)
        if isinstance(source, Diagnostic):
            findings.append(source)
            continue
        formatted = canonical(source)
        findings += formatted.problems
        differs = formatted.text != source.text or source.marked
        if formatted.problems:
            continue
        changed += differs
        if options.check or options.diff:
            _show(options, source, formatted.text, differs=differs)
        elif not _write(file, formatted.text, differs=differs):
            could_not = True
    findings = in_order(findings)
    sys.stderr.write(REPORTERS["text"](findings, len(collection.files), columns(sys.stderr), colourful(sys.stderr)))
    _close(options, len(collection.files), changed, len({found.source.name for found in findings}))
    if could_not or any(found.unreadable for found in findings):
        return COULD_NOT
    return int(bool(findings) or (changed > 0 and (options.check or options.diff)))


def _show(options: Options, source: Source, text: str, *, differs: bool) -> None:
    """Print what would change: the name of the file, or the difference."""
    from cjmap.visible import visible

    if not differs:
        return
    if options.diff:
        sys.stdout.write(_difference(source, text))
    else:
        sys.stdout.write(visible(source.name) + "\n")


def _difference(source: Source, text: str) -> str:
    """The change of a file as a unified diff."""
    from difflib import unified_diff

    from cjmap.visible import visible

    old = ("\ufeff" if source.marked else "") + source.text
    name = visible(source.name)
    lines = unified_diff(_lines(old), _lines(text), name, name)
    ended = (line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    # a carriage return would let a terminal hide what stands before it
    return "".join(visible(line[:-1]) + "\n" if sys.stdout.isatty() else line for line in ended)


def _lines(text: str) -> list[str]:
    """The lines of a text with their line feeds."""
    lines = [line + "\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _write(file: File, text: str, *, differs: bool) -> bool:
    """Write a file that changes, standard input to standard output in any case; False when that is not possible."""
    if file.path is None:
        sys.stdout.write(text)
        return True
    if not differs:
        return True
    from cjmap import output

    try:
        output.write(file.path, text.encode())
    except OSError as error:
        fail(f"cannot write {file.name}: {reason(error)}", "check that you may write it and its folder")
        return False
    say(f"formatted {file.name}")
    return True


def _close(options: Options, files: int, changed: int, broken: int) -> None:
    """Say how it went, when there is more to say than what was said for each file."""
    if not files or options.paths == ("-",):
        return
    left = f", {count(broken, 'file')} left as {'it is' if broken == 1 else 'they are'}" if broken else ""
    if changed == 0:
        unchanged = files - broken
        if unchanged > 0:
            say(f"{count(unchanged, 'file')} {'is' if unchanged == 1 else 'are'} formatted already{left}")
    elif options.check or options.diff:
        say(f"{changed} of {count(files, 'file')} would change{left}")
    else:
        say(f"{changed} of {count(files, 'file')} formatted{left}")


def _by_typer(arguments: Sequence[str]) -> Options | int:
    import typer

    from cjmap.cli.parsing import by_typer

    def signature(
        paths: Annotated[
            list[str], typer.Argument(metavar="PATH", help="Maps, folders of maps, or - for standard input.")
        ],
        check: Annotated[
            bool, typer.Option("--check", help="Write nothing; name the files that would change, and exit with 1.")
        ] = False,
        diff: Annotated[
            bool, typer.Option("--diff", help="Write nothing; print the changes as a unified diff, and exit with 1.")
        ] = False,
    ) -> Options | int:
        return Options(tuple(paths), check, diff)

    return by_typer("fmt", signature, arguments)
