"""Maps drawn: one module a form, all of them in one table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

from cjmap.record import record
from cjmap.view.shapes import View

ReadImage = Callable[[Path], bytes]

ViewName = Literal["auto", "grid", "tree", "flow", "list"]
VIEWS: tuple[ViewName, ...] = ("auto", "grid", "tree", "flow", "list")
"""The views of a map, by the name that `--view` takes: what is shown first on a page, and alone on paper; `auto` is the

grid where there is room for it.
"""

TEXT_WIDTH = 120
"""The width of maps that are drawn as text into a file."""


class PdfError(Exception):
    """No PDF can be made here: `message` says why in a phrase, `help` what to do about it."""

    def __init__(self, message: str, help: str) -> None:  # noqa: A002 -- named as in a diagnostic
        super().__init__(f"{message}; {help}" if help else message)
        self.message = message
        self.help = help


@record
class Rendered:
    """A drawn map, and what its maker should know about it, in phrases."""

    data: bytes
    warnings: tuple[str, ...] = ()


@record
class Wanted:
    """What is asked of a form; each takes what concerns it. None is the usual paper, the usual scale."""

    paper: str | None = None
    scale: float | None = None
    transparent: bool = False
    shown: ViewName = "auto"


@record
class Form:
    """A form that maps are drawn in: how its files end, how it is drawn, and whether it is made by way of a PDF."""

    ending: str
    draw: Callable[[View, Wanted, ReadImage], Rendered]
    by_pdf: bool = False


def _html(view: View, wanted: Wanted, read_image: ReadImage) -> Rendered:
    from cjmap.render.html import render

    return Rendered(render(view, shown=wanted.shown, read_image=read_image))


def _pdf(view: View, wanted: Wanted, read_image: ReadImage) -> Rendered:
    from cjmap.render.paper import PAPERS
    from cjmap.render.pdf import render

    paper = PAPERS[wanted.paper] if wanted.paper else None
    result = render(view, shown=wanted.shown, paper=paper, read_image=read_image)
    return Rendered(result.data, result.warnings)


def _text(view: View, wanted: Wanted, read_image: ReadImage) -> Rendered:  # noqa: ARG001 -- one shape for all
    from cjmap.render.terminal import to_text

    return Rendered(to_text(view, width=TEXT_WIDTH, form=wanted.shown).encode())


def _png(view: View, wanted: Wanted, read_image: ReadImage) -> Rendered:
    from cjmap.render.picture.png import render

    picture = render(
        view, shown=wanted.shown, scale=wanted.scale, transparent=wanted.transparent, read_image=read_image
    )
    return Rendered(picture.data, picture.warnings)


def _svg(view: View, wanted: Wanted, read_image: ReadImage) -> Rendered:
    from cjmap.render.picture.svg import render

    picture = render(
        view, shown=wanted.shown, scale=wanted.scale, transparent=wanted.transparent, read_image=read_image
    )
    return Rendered(picture.data, picture.warnings)


RENDERERS: dict[str, Form] = {
    "html": Form(".html", _html),
    "pdf": Form(".pdf", _pdf, by_pdf=True),
    "png": Form(".png", _png, by_pdf=True),
    "svg": Form(".svg", _svg, by_pdf=True),
    "text": Form(".txt", _text),
}
"""Every form, by the name that `--to` takes."""
