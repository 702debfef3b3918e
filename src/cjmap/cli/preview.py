"""`cjmap preview`."""

import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

from cjmap.cli.drawing import Wish, draw_document, read_picture
from cjmap.cli.loading import load
from cjmap.cli.talk import COULD_NOT, colourful, columns, fail, say
from cjmap.cli.today import today
from cjmap.collect import STDIN, File, collect
from cjmap.diagnostic import Diagnostic
from cjmap.document import Document
from cjmap.labels import catalog
from cjmap.preview.pages import Pages, Reading
from cjmap.preview.server import Server
from cjmap.project import Projects
from cjmap.report import REPORTERS
from cjmap.report.closing import count

LAST_PORT = 65535


@dataclass(frozen=True, slots=True)
class Options:
    """What to show, where, and whether to open a browser."""

    path: str
    port: int = 0
    open: bool = True
    language: str | None = None


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, nearest_help, whole_number
    from cjmap.labels import LANGUAGES

    def signature(
        path: Annotated[str, typer.Argument(metavar="PATH", help="A map, or a folder of maps.")],
        port: Annotated[
            int | None,
            typer.Option(parser=whole_number, metavar="N", help="The port to serve on; a free one by default."),
        ] = None,
        no_open: Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")] = False,
        language: Annotated[
            str | None, typer.Option(metavar="LANGUAGE", help=f"The language of the labels: {', '.join(LANGUAGES)}.")
        ] = None,
    ) -> Options | int:
        if language is not None and language not in LANGUAGES:
            return fail(f"there is no language ‘{language}’", nearest_help(language, LANGUAGES))
        if port is not None and port > LAST_PORT:
            return fail(f"there is no port {port}", f"choose one up to {LAST_PORT}, or leave --port out")
        return Options(path, port or 0, not no_open, language)

    return by_typer("preview", signature, arguments)


def run(options: Options) -> int:
    """Serve the pages until Ctrl-C, and give the exit status."""
    if options.path == STDIN:
        return fail("standard input cannot be watched for changes", "name a map or a folder")
    collection = collect([options.path])
    if collection.problems:
        return _report(collection.problems)
    folder = Path(options.path).is_dir()
    single = None if folder else collection.files[0]
    read = partial(_read, wish=_wish(options))
    if single is not None and (refusal := _refusal(single)):
        return fail(refusal, "name a map, or a folder of maps")
    pages = Pages(options.path, single, read, read_picture, _tell)
    try:
        server = Server(pages.page, options.port)
    except OSError as error:
        words = error.strerror or str(error)
        return fail(
            f"cannot serve on port {options.port}: {words[:1].lower()}{words[1:]}",
            "choose another with --port, or leave it out for a free one",
        )
    what = f"{options.path} ({count(len(collection.files), 'file')})" if folder else options.path
    return _serve(server, what, browser=options.open)


def _serve(server: Server, what: str, *, browser: bool) -> int:
    # ended by Ctrl-C, or asked to end: either is how a preview is meant to end
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        say(f"previewing {what}; Ctrl-C ends it")
        sys.stdout.write(f"{server.url}\n")
        sys.stdout.flush()
        if browser:
            _open(server.url)
        server.serve_forever()
    except KeyboardInterrupt:
        # the terminal shows ^C: the next prompt belongs on a line of its own
        if sys.stderr.isatty():
            sys.stderr.write("\n")
    finally:
        server.server_close()
    return 0


def _wish(options: Options) -> Wish:
    return Wish(("html",), options.language, None, "", today())


def _read(file: File, projects: Projects, wish: Wish) -> Reading:
    """A file checked, and how to draw it where it is a map without errors."""
    loaded = load(file, projects)
    document = loaded.document
    if document is None:
        return Reading(loaded.findings)
    shown = document.map or document.persona
    language = (shown.language if shown else None) or document.project.file.language or ""
    if document.map is None:
        persona = document.persona
        return Reading(loaded.findings, (persona.name or persona.key) if persona else "", "", language)
    kind = str(catalog("en").data["kinds"][document.map.kind]["tag"])
    draw = partial(_draw, document, wish) if loaded.sound else None
    return Reading(loaded.findings, document.map.title, kind, language, draw)


def _draw(document: Document, wish: Wish, read_image: Callable[[Path], bytes]) -> bytes:
    drawn = draw_document(document, wish, read_image=read_image)
    return drawn.outputs[0][1]


def _refusal(file: File) -> str:
    """Why a file given by name cannot be previewed; empty when it can, or when nobody can tell as it is broken."""
    if file.is_project:
        return f"{file.name} is the project file, and `preview` shows maps"
    loaded = load(file, Projects())
    is_persona = loaded.sound and loaded.document is not None and loaded.document.map is None
    return f"{file.name} is a persona, and `preview` shows maps" if is_persona else ""


def _tell(name: str, findings: Sequence[Diagnostic]) -> None:
    """Say in the terminal what is found now, as `validate` would."""
    if findings:
        sys.stderr.write(REPORTERS["text"](findings, 1, columns(sys.stderr), colourful(sys.stderr)))
        sys.stderr.flush()
    else:
        say(f"{name} is valid again")


def _report(findings: Sequence[Diagnostic]) -> int:
    sys.stderr.write(REPORTERS["text"](findings, 1, columns(sys.stderr), colourful(sys.stderr)))
    return COULD_NOT


def _open(url: str) -> None:
    """Open the browser, where there is a screen that it could open on; without waiting for it."""
    import threading
    import webbrowser

    screens = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    # without one a browser in the terminal would start, and take the terminal over
    if sys.platform.startswith("linux") and not any(os.environ.get(name) for name in screens):
        return
    threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()
