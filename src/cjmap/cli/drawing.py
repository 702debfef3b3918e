"""One map, from its file to its drawn forms: the work of a worker process."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

from cjmap.cli.loading import load
from cjmap.cli.theming import theme_of
from cjmap.collect import File
from cjmap.diagnostic import Diagnostic
from cjmap.document import Document
from cjmap.project import Projects
from cjmap.record import record
from cjmap.render import RENDERERS, PdfError, ViewName, Wanted
from cjmap.render.look import painted
from cjmap.source import Source
from cjmap.view import lay_out


@record
class Wish:
    """What to draw: the forms, and what the command line says about all maps."""

    forms: tuple[str, ...]
    language: str | None
    paper: str | None
    revision: str
    today: date
    scale: float | None = None
    transparent: bool = False
    theme: str | None = None
    css: Source | None = None
    shown: ViewName = "auto"


@record
class Task:
    """A file to draw; `source` is what standard input held."""

    file: File
    wish: Wish
    source: Source | None = None


@record
class Drawn:
    """What became of a map: everything found about it, each form's bytes, and warnings in phrases.

    `trouble` is why a form could not be drawn, and what to do. `persona` marks what is no map but a persona.
    """

    findings: tuple[Diagnostic, ...]
    outputs: tuple[tuple[str, bytes], ...] = ()
    warnings: tuple[str, ...] = ()
    trouble: tuple[str, str] | None = None
    persona: bool = False


@cache
def projects() -> Projects:
    """The projects that this process has met."""
    return Projects()


def draw(task: Task) -> Drawn:
    """Read, check, lay out and render one map; a map with errors is not rendered."""
    loaded = load(task.file, projects(), task.source)
    document = loaded.document
    if document is None or document.map is None or not loaded.sound:
        persona = task.file.is_project or (document is not None and document.persona is not None)
        return Drawn(loaded.findings, persona=persona)
    return draw_document(document, task.wish, loaded.findings)


def draw_document(
    document: Document,
    wish: Wish,
    findings: tuple[Diagnostic, ...] = (),
    read_image: Callable[[Path], bytes] | None = None,
) -> Drawn:
    """Lay out and render one map that was read and has no errors."""
    view = lay_out(document, language=wish.language, today=wish.today, revision=wish.revision)
    paper = wish.paper or document.project.file.render.paper
    wanted = Wanted(paper, wish.scale, wish.transparent, wish.shown)
    outputs: list[tuple[str, bytes]] = []
    warnings: list[str] = []
    trouble = None
    theme, _ = theme_of(document.project, wish.theme, wish.css)
    for form in wish.forms:
        try:
            with painted(theme):
                rendered = RENDERERS[form].draw(view, wanted, read_image or read_picture)
        except PdfError as error:
            trouble = (error.message, error.help)
            continue
        outputs.append((form, rendered.data))
        warnings += rendered.warnings
    return Drawn(findings, tuple(outputs), tuple(warnings), trouble)


def read_picture(path: Path) -> bytes:
    """The bytes of a picture that a map names; the path was found to lie below the project's root."""
    return path.read_bytes()
