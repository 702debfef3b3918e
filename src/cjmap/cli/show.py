"""`cjmap show`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cjmap.cli.loading import load
from cjmap.cli.talk import COULD_NOT, colourful, columns, fail
from cjmap.cli.today import today
from cjmap.collect import STDIN, collect
from cjmap.diagnostic import Diagnostic
from cjmap.project import Projects
from cjmap.report import REPORTERS
from cjmap.view import lay_out
from cjmap.view.shapes import Row, View


@dataclass(frozen=True, slots=True)
class Options:
    """Which map to print, and how."""

    path: str
    view: str = "auto"
    width: int | None = None
    lanes: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    language: str | None = None


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, comma_list, nearest_help, whole_number
    from cjmap.labels import LANGUAGES
    from cjmap.render import VIEWS

    def signature(
        path: Annotated[str, typer.Argument(metavar="MAP", help="A map, or - for standard input.")],
        view: Annotated[str, typer.Option(metavar="VIEW", help=f"How to lay it out: {', '.join(VIEWS)}.")] = "auto",
        width: Annotated[
            int | None,
            typer.Option(parser=whole_number, metavar="N", help="The width in columns; the terminal's by default."),
        ] = None,
        lanes: Annotated[
            str | None, typer.Option(metavar="LANES", help="Only these lanes: ids or titles, separated by commas.")
        ] = None,
        stages: Annotated[
            str | None,
            typer.Option(metavar="STAGES", help="Only these stages: ids, titles or numbers, separated by commas."),
        ] = None,
        language: Annotated[
            str | None, typer.Option(metavar="LANGUAGE", help=f"The language of the labels: {', '.join(LANGUAGES)}.")
        ] = None,
    ) -> Options | int:
        for word, names, what in ((view, VIEWS, "view"), (language, LANGUAGES, "language")):
            if word is not None and word not in names:
                return fail(f"there is no {what} ‘{word}’", nearest_help(word, names))
        return Options(path, view, width, comma_list(lanes), comma_list(stages), language)

    return by_typer("show", signature, arguments)


def run(options: Options) -> int:
    """Print the map, or what is wrong with it, and give the exit status."""
    if options.path != STDIN and Path(options.path).is_dir():
        return _folder(options.path)
    collection = collect([options.path])
    if collection.problems:
        return _report(collection.problems)
    loaded = load(collection.files[0], Projects())
    if loaded.findings:
        _report(loaded.findings)
    if not loaded.sound:
        return COULD_NOT if any(found.unreadable for found in loaded.findings) else 1
    if loaded.document is None or loaded.document.map is None:
        what = "a persona" if loaded.document else "the project file"
        return fail(f"{options.path} is {what}, and `show` only prints maps", "give it a map")
    date = today()
    return _print(lay_out(loaded.document, language=options.language, today=date), options)


def _print(view: View, options: Options) -> int:
    from cjmap.render import VIEWS
    from cjmap.render.terminal import to_text, unknown

    lanes = frozenset(options.lanes) or None
    stages = frozenset(options.stages) or None
    for name in unknown(view, lanes, None):
        return fail(f"this map has no lane ‘{name}’", _choice(name, _lanes(view)))
    for name in unknown(view, None, stages):
        named = {stage.head.id or stage.head.number: stage.head.title for stage in view.stages}
        return fail(f"this map has no stage ‘{name}’", _choice(name, named))
    text = to_text(
        view,
        width=options.width or columns(sys.stdout),
        form=next(each for each in VIEWS if each == options.view),
        lanes=lanes,
        stages=stages,
        encoding=sys.stdout.encoding,
        colour=colourful(sys.stdout),
    )
    sys.stdout.write(text)
    return 0


def _lanes(view: View) -> dict[str, str]:
    rows = [row for row in (*view.rows, *view.overall) if isinstance(row, Row)]
    return {row.lane: row.title for row in rows}


def _choice(name: str, named: dict[str, str]) -> str:
    """The nearest of some ids and their titles, and all of the ids."""
    from cjmap.nearest import nearest

    close = nearest(name, [*named, *named.values()])
    choice = f"choose from: {', '.join(named)}"
    return f"did you mean ‘{close}’?\n{choice}" if close else choice


def _folder(path: str) -> int:
    collection = collect([path])
    if collection.problems:
        return _report(collection.problems)
    first = next((file.name for file in collection.files), "")
    return fail(f"{path} is a folder, and `show` prints one map", f"give it a map, such as {first}")


def _report(findings: Sequence[Diagnostic]) -> int:
    sys.stderr.write(REPORTERS["text"](findings, 1, columns(sys.stderr), colourful(sys.stderr)))
    return COULD_NOT
