"""`cjmap diff`."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cjmap.cli.diff_pages import PAGES, draw, language_of, print_page
from cjmap.cli.sides import Found, Side, Sides, loaded
from cjmap.cli.slices import uncollected
from cjmap.cli.talk import COULD_NOT, colourful, columns, fail, say
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.diff.comparison import Comparison, came, compare, moved, went
from cjmap.diff.files import Sheet, pair_files
from cjmap.diff.forms import ENDINGS, FORMS, Outcome
from cjmap.document import Document
from cjmap.record import record
from cjmap.report import REPORTERS
from cjmap.revision import RevisionError

if TYPE_CHECKING:
    from cjmap.diff.gate import Condition

STDOUT = "-"
ALL_FORMS = (*FORMS, *PAGES)
"""Every form, by the name that `--to` takes."""
FILE_NAME = "journey-diff"
"""What a report is called in a folder."""


@record
class Options:
    """What to compare, how to say it, and what to fail on."""

    paths: tuple[str, ...]
    against: str | None = None
    form: str = "text"
    output: str | None = None
    exit_code: bool = False
    fail_on: "tuple[Condition, ...]" = ()
    language: str | None = None


def parse(arguments: Sequence[str]) -> Options | int:
    """The options; the plain forms are understood at once, as typer takes longer to load than small maps to compare."""
    return _plain(arguments) or _by_typer(arguments)


def _plain(arguments: Sequence[str]) -> Options | None:
    """OLD NEW, or --against REV with any PATHs, with a form or `--exit-code`; None for all else."""
    paths: list[str] = []
    said: dict[str, str] = {}
    exit_code = False
    rest = iter(arguments)
    for word in rest:
        name, equals, value = word.partition("=")
        if name in ("--to", "--against"):
            said[name] = value if equals else next(rest, "")
        elif word == "--exit-code":
            exit_code = True
        elif word.startswith("-") and word != "-":
            return None
        else:
            paths.append(word)
    form, against = said.get("--to", "text"), said.get("--against")
    if form not in ALL_FORMS or against == "" or (against is None and len(paths) != 2):
        return None
    return Options(tuple(paths), against, form, exit_code=exit_code)


def _by_typer(arguments: Sequence[str]) -> Options | int:
    import typer

    from cjmap.cli.parsing import by_typer, comma_list, nearest_help
    from cjmap.labels import LANGUAGES

    def signature(
        paths: Annotated[
            list[str] | None,
            typer.Argument(metavar="PATH", help="OLD and NEW: maps, folders of maps, or REV:path as git has them."),
        ] = None,
        against: Annotated[
            str | None, typer.Option(metavar="REV", help="Compare what is here with this revision; PATHs choose.")
        ] = None,
        to: Annotated[str | None, typer.Option(metavar="FORM", help=f"How to say it: {', '.join(ALL_FORMS)}.")] = None,
        output: Annotated[
            str | None,
            typer.Option("--output", "-o", metavar="FILE|DIR|-", help="Where to write; - is standard output."),
        ] = None,
        exit_code: Annotated[
            bool, typer.Option("--exit-code", help="End with 1 when anything changed, 0 when nothing did.")
        ] = False,
        fail_on: Annotated[
            list[str] | None,
            typer.Option(
                metavar="WHAT",
                help="End with 1 on a level or rule, such as structure, step-removed or forgotten-pain:high.",
            ),
        ] = None,
        language: Annotated[
            str | None,
            typer.Option(metavar="LANGUAGE", help=f"The language of the report: {', '.join(LANGUAGES)}."),
        ] = None,
    ) -> Options | int:
        form = to or _form_of(output)
        if form is None:
            endings = (ENDINGS | PAGES).values()
            help_ = f"end it in {', '.join(endings)}, or name the form with --to"
            return fail(f"{output}: the ending says no form", help_)
        for word, known, what in ((form, ALL_FORMS, "form"), (language, LANGUAGES, "language")):
            if word is not None and word not in known:
                return fail(f"there is no {what} ‘{word}’", nearest_help(word, tuple(known)))
        conditions = _conditions([each for word in fail_on or () for each in comma_list(word)])
        if isinstance(conditions, int):
            return conditions
        named = tuple(paths or ())
        if against is None and len(named) != 2:
            many = {0: "nothing", 1: "one thing"}.get(len(named), f"{len(named)} things")
            return fail(f"`diff` compares two things, not {many}", "name OLD and NEW, or give --against REV")
        return Options(named, against, form, output, exit_code, conditions, language)

    return by_typer("diff", signature, arguments)


def _form_of(output: str | None) -> str | None:
    """The form that an output file's name asks for; text where it says nothing, None where no form ends so."""
    suffix = Path(output).suffix.casefold() if output and not _is_folder(output) else ""
    if not suffix:
        return "text"
    return next((form for form, ending in (ENDINGS | PAGES).items() if ending == suffix), None)


def _is_folder(output: str) -> bool:
    return output.endswith(("/", os.sep)) or Path(output).is_dir()


def _conditions(words: list[str]) -> "tuple[Condition, ...] | int":
    from cjmap.diff.gate import condition, has_severity, names

    found = []
    for word in words:
        meant = condition(word)
        if isinstance(meant, str):
            from cjmap.cli.parsing import nearest_help
            from cjmap.diff.changes import LEVELS
            from cjmap.diff.fields import SEVERITIES

            name, _, severity = word.partition(":")
            if name not in names():
                close = nearest_help(name, names()).split("\n")[0]
                close = close if close.startswith("did you mean") else ""
                help_ = "\n".join(part for part in (close, f"levels are {', '.join(LEVELS)}") if part)
            else:
                help_ = nearest_help(severity, SEVERITIES) if has_severity(name) else "name the rule alone"
            return fail(meant, help_)
        found.append(meant)
    return tuple(found)


@uncollected()
def run(options: Options) -> int:
    """Compare, print what changed, and give the exit status."""
    sides = Sides()
    try:
        if options.against is not None:
            old, new = sides.against(options.against, options.paths)
        else:
            old, new = sides.named(options.paths[0]), sides.named(options.paths[1])
    except RevisionError as error:
        return fail(error.message, error.help)
    if options.against is None and old.folder is not new.folder and not (old.problems or new.problems):
        folder, file = (options.paths[0], options.paths[1]) if old.folder else (options.paths[1], options.paths[0])
        return fail(f"{folder} is a folder and {file} is a file", "compare two folders, or two files")
    comparisons, maps, unread, findings = _compare(old, new, options.language)
    problems = [*old.problems, *new.problems, *findings]
    if problems:
        sys.stderr.write(REPORTERS["text"](in_order(problems), maps, columns(sys.stderr), colourful(sys.stderr)))
    failed: tuple[str, ...] = ()
    if options.fail_on:
        from cjmap.diff.gate import failures

        failed = failures(options.fail_on, comparisons)
    differing = [each for each in comparisons if each or each.gap is not None]
    language = options.language or language_of(comparisons, (*new.files, *old.files))
    status = _write(Outcome(differing, maps, failed, unread), options, language)
    if status or any(found.severity == "error" for found in problems):
        return COULD_NOT
    if not differing and options.form == "text":
        say("nothing changed")
    return int(bool(failed) or (options.exit_code and any(comparisons)))


def _write(outcome: Outcome, options: Options, language: str | None) -> int:
    """Print or write the report; gives the exit status."""
    data = _page(outcome, options, language) if options.form in PAGES else FORMS[options.form](outcome).encode()
    if isinstance(data, int):
        return data
    if options.output in (None, STDOUT):
        if options.form in PAGES:
            return print_page(options.form, data)
        from cjmap.visible import visible_lines

        text = data.decode()
        if options.form == "markdown" and sys.stdout.isatty():
            # what keeps a forge from linking words would be shown as well
            text = "\n".join(visible_lines(text.replace("\u200b", "")))
        sys.stdout.write("\n".join(visible_lines(text)) if options.form == "text" else text)
        return 0
    from cjmap.output import write
    from cjmap.source import reason

    path = Path(options.output or STDOUT)
    if _is_folder(options.output or STDOUT):
        path = path / f"{FILE_NAME}{(ENDINGS | PAGES)[options.form]}"
    try:
        write(path, data)
    except OSError as error:
        return fail(f"cannot write {path}: {reason(error)}", "name another file with -o")
    return 0


def _page(outcome: Outcome, options: Options, language: str | None) -> bytes | int:
    if options.form == "pdf" and options.output is None and sys.stdout.isatty():
        return print_page("pdf", b"")
    return draw(options.form, outcome, language)


Compared = tuple[list[Comparison], int, int, list[Diagnostic]]


def _compare(old: Side, new: Side, language: str | None) -> Compared:
    """The comparisons of both sides' maps, how many maps there are, how many with errors, and all that is wrong."""
    if not old.folder and not new.folder:
        pairs = [(old.files[:1], new.files[:1])]
    else:
        sheets = [[_sheet(found) for found in side.files] for side in (old, new)]
        pairs = [
            (
                old.files[pair.old : pair.old + 1] if pair.old is not None else (),
                new.files[pair.new : pair.new + 1] if pair.new is not None else (),
            )
            for pair in pair_files(sheets[0], sheets[1])
        ]
    comparisons: list[Comparison] = []
    findings: list[Diagnostic] = []
    unread = 0
    for befores, afters in pairs:
        if old.folder and befores and afters and _equal(befores[0], afters[0]):
            continue
        before, after = ([_loaded(found, findings) for found in side] for side in (befores, afters))
        if None in before or None in after:
            unread += 1
            continue
        comparison = _one(next(iter(before), None), next(iter(after), None), language)
        if comparison is not None and befores and afters and old.folder and befores[0].below != afters[0].below:
            comparison = moved(comparison, afters[0].below)
        if comparison is not None:
            comparisons.append(comparison)
    maps = sum(not any(map(_is_persona, (*pair[0], *pair[1]))) for pair in pairs)
    return comparisons, maps, unread, findings


def _is_persona(found: Found) -> bool:
    """Whether a file is a persona's by the look of it."""
    import re

    # what begins with plain characters is looked for many times as fast as the beginning of a line
    return bool(re.search(r"\nkind:[ \t]+[\"']?persona\b", f"\n{found.source.text}"))


def _sheet(found: Found) -> Sheet:
    """What a file says that it is, seen without checking it."""
    import re

    said = {
        match[1]: match[2].strip("\"'")
        for match in re.finditer(r"^(id|title):[ \t]+(.*?)[ \t]*\r?$", found.source.text, re.MULTILINE)
    }
    return Sheet(found.below, said.get("id"), said.get("title", ""))


def _equal(old: Found, new: Found) -> bool:
    """Whether two files and their projects are equal to the letter, so that there is nothing to compare."""
    if old.source.text != new.source.text or old.below != new.below:
        return False
    texts = []
    for found in (old, new):
        found.project.file  # noqa: B018 -- reading the project file is what finds its document
        document = found.project.document
        texts.append(document.source.text if document is not None else None)
    return texts[0] == texts[1]


def _loaded(found: Found, findings: list[Diagnostic]) -> Document | None:
    document, wrong = loaded(found)
    findings.extend(wrong)
    return document


def _one(old: Document | None, new: Document | None, language: str | None) -> Comparison | None:
    """The comparison of a map; None where a file holds no map but a persona."""
    journeys = [each for each in (old, new) if each is not None and each.map is not None]
    if old is not None and new is not None and len(journeys) == 2:
        return compare(old, new, language)
    if new is not None and new.map is not None:
        return came(new, language)
    if old is not None and old.map is not None:
        return went(old, language)
    return None
