"""Maps drawn: one module a form, all of them in one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from cjmap.view.shapes import View

ReadImage = Callable[[Path], bytes]

Look = Literal["auto", "grid", "tree", "flow", "list"]
LOOKS: tuple[Look, ...] = ("auto", "grid", "tree", "flow", "list")
"""The views of a map, by the name that `--view` takes: what is shown first on a page, and alone on paper; `auto` is the

grid where there is room for it.
"""

TEXT_WIDTH = 120
"""The width of maps that are drawn as text into a file."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A drawn map, and what its maker should know about it, in phrases."""

    data: bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form that maps are drawn in: how its files end, and how it is drawn.

    `draw` takes the map, the name of the view that is shown, the paper (None: the usual one), and how pictures are
    read.
    """

    ending: str
    draw: Callable[[View, Look, str | None, ReadImage], Rendered]


def _html(view: View, look: Look, paper: str | None, read_image: ReadImage) -> Rendered:  # noqa: ARG001 -- one shape for all
    from cjmap.render.html import render

    return Rendered(render(view, look=look, read_image=read_image))


def _pdf(view: View, look: Look, paper: str | None, read_image: ReadImage) -> Rendered:
    from cjmap.render.paper import PAPERS
    from cjmap.render.pdf import render

    result = render(view, look=look, paper=PAPERS[paper] if paper else None, read_image=read_image)
    return Rendered(result.data, result.warnings)


def _text(view: View, look: Look, paper: str | None, read_image: ReadImage) -> Rendered:  # noqa: ARG001 -- one shape for all
    from cjmap.render.terminal import to_text

    return Rendered(to_text(view, width=TEXT_WIDTH, form=look).encode())


RENDERERS: dict[str, Form] = {
    "html": Form(".html", _html),
    "pdf": Form(".pdf", _pdf),
    "text": Form(".txt", _text),
}
"""Every form, by the name that `--to` takes."""
