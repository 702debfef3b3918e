"""`cjmap new`."""

import os
import shlex
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cjmap.cli.talk import fail, say
from cjmap.collect import ENDING
from cjmap.document import file_id
from cjmap.kinds import KINDS
from cjmap.labels import LANGUAGES, catalog, shipped
from cjmap.source import PROJECT_FILE, reason

STDOUT = "-"
FUTURE = "future-state"
CURRENT = ("current-state", "day-in-the-life")
"""The kinds of map that a future-state map may start from."""


@dataclass(frozen=True, slots=True)
class Options:
    """The map to start; `list` prints what there is instead."""

    path: str | None
    kind: str | None
    language: str | None = None
    title: str | None = None
    blank: bool = False
    list: bool = False
    future_of: str | None = None


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, nearest_help

    def signature(
        path: Annotated[
            str | None, typer.Argument(metavar="PATH", help="The file to create, or - for standard output.")
        ] = None,
        kind: Annotated[str | None, typer.Option(metavar="KIND", help=f"One of {', '.join(KINDS)}.")] = None,
        language: Annotated[
            str | None,
            typer.Option(
                metavar="LANGUAGE", help=f"One of {', '.join(LANGUAGES)}; the project's, else en, by default."
            ),
        ] = None,
        title: Annotated[str | None, typer.Option(metavar="TITLE", help="The title of the map.")] = None,
        blank: Annotated[
            bool, typer.Option("--blank", help="Leave out comments and samples, as for a wall poster.")
        ] = False,
        future_of: Annotated[
            str | None,
            typer.Option(
                "--future-of", metavar="MAP", help="Start a future map from the columns and pains of this one."
            ),
        ] = None,
        list: Annotated[bool, typer.Option("--list", help="List the kinds and languages, and exit.")] = False,
    ) -> Options | int:
        for word, names, what in ((kind, tuple(KINDS), "kind of map"), (language, LANGUAGES, "language")):
            if word is not None and word not in names:
                return fail(f"there is no {what} ‘{word}’", nearest_help(word, names))
        if title is not None and not title.strip():
            return fail("the title is empty", "leave out --title, or give it some text")
        if future_of is not None and kind not in (None, FUTURE):
            return fail("--future-of starts a future-state map", f"leave out --kind {kind}")
        if future_of is not None and language is not None:
            return fail("a future map is in the language of its current one", "leave out --language")
        return Options(path, kind, language, title, blank, list, future_of)

    return by_typer("new", signature, arguments)


def run(options: Options) -> int:
    """Create the map, say what to do next, and give the exit status."""
    if options.list:
        return _list()
    if options.future_of is not None:
        return _future(options.future_of, options)
    if options.path is None:
        return fail("no file given", "for example: cjmap new my-journey.cjm.yaml --kind current-state")
    if options.kind is None:
        return fail("no kind of map given", f"add --kind with one of: {', '.join(KINDS)}")
    from cjmap.starter import PLACEHOLDER, id_for, starter

    if options.path == STDOUT:
        language = options.language or _project_language(Path("stdin"))
        sys.stdout.write(starter(options.kind, language, PLACEHOLDER, title=options.title, blank=options.blank))
        return 0
    path = _with_ending(options.path)
    language = options.language or _project_language(path)
    text = starter(options.kind, language, id_for(file_id(path)), title=options.title, blank=options.blank)
    return _create(path, text)


def _future(current: str, options: Options) -> int:
    """Start the future map of a current one: beside it where no other place is given."""
    from cjmap.cli.loading import load
    from cjmap.collect import collect
    from cjmap.draft import future_map
    from cjmap.project import Projects
    from cjmap.starter import id_for

    found = collect([current])
    if found.problems or len(found.files) != 1 or found.files[0].path is None:
        return fail(f"{current} is not one map", "give the file of the current map")
    [file] = found.files
    loaded = load(file, Projects())
    document, typed = loaded.document, shlex.quote(current)
    if document is None or document.path is None or not loaded.sound:
        return fail(f"{current} has errors", f"mend what this says: cjmap validate {typed}")
    journey = document.map
    if journey is None or journey.kind not in CURRENT:
        what = f"a {journey.kind} map" if journey else "no map"
        return fail(f"{current} is {what}", "give a current-state map or a day in the life")
    beside = document.path.with_name(f"{file_id(document.path)}.future{ENDING}")
    path = beside if options.path in (None, STDOUT) else _with_ending(options.path)
    relative = os.path.relpath(document.real_path or document.path, path.resolve().parent)
    project = Projects().of(path)
    if project.find(path.resolve().parent, relative) is None:
        return fail(f"{current} is outside the project of {path}", "put both below the folder of one cjmap.yaml")
    text = future_map(
        document,
        journey,
        id_for(file_id(path)),
        Path(relative).as_posix(),
        title=options.title or journey.title,
        blank=options.blank,
    )
    if options.path != STDOUT:
        return _create(path, text)
    sys.stdout.write(text)
    return 0


def _create(path: Path, text: str) -> int:
    from cjmap import output
    from cjmap.schema import SCHEMAS

    try:
        output.create(path, text.encode())
    except FileExistsError:
        if path.exists():
            return fail(f"{path} already exists, and `new` never overwrites", "choose another name")
        return fail(f"cannot create {path}: something else is in its place", "choose another name")
    except (OSError, ValueError) as error:
        why = reason(error) if isinstance(error, OSError) else "this is not a path"
        return fail(f"cannot create {path}: {why}", "choose another place")
    typed = shlex.quote(str(path))
    say(f"wrote {path}")
    if not path.name.endswith(ENDING):
        say(f"folders are searched for names ending in {ENDING}, so give this file by name")
    say("next, fill in what you know, then run:")
    for verb in ("validate", "show", "render"):
        say(f"  cjmap {verb} {typed}")
    schema = path.with_name(SCHEMAS["map"])
    if not schema.exists():
        say("for completion in your editor, run this once:")
        say(f"  cjmap schema > {shlex.quote(str(schema))}")
    return 0


def _list() -> int:
    from cjmap.starter import available

    width = max(len(kind) for kind in KINDS)
    for kind in KINDS:
        languages = [language for each, language in available() if each == kind]
        asks = catalog("en").data["kinds"][kind]["asks"]
        sys.stdout.write(f"{kind:<{width}}  {' '.join(languages)}  {asks}\n")
    return 0


def _with_ending(name: str) -> Path:
    """The path, with the ending of maps where it has none."""
    path = Path(name)
    return path if path.name.endswith((".yaml", ".yml")) or not path.name else path.with_name(path.name + ENDING)


def _project_language(path: Path) -> str:
    """The language of the project that the map will belong to."""
    from cjmap.project import Projects

    project = Projects().of(path)
    language = project.file.language
    if language is None and project.diagnostics:
        say(f"cannot read the language of the project: run `cjmap validate {project.root / PROJECT_FILE}`")
    return shipped(language or "en")
