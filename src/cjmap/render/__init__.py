"""Maps drawn: one module a form, all of them in one table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cjmap.view.shapes import View

ReadImage = Callable[[Path], bytes]

TEXT_WIDTH = 120
"""The width of maps that are drawn as text into a file."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A drawn map, and what its maker should know about it, in phrases."""

    data: bytes
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Form:
    """A form that maps are drawn in: how its files end, and how it is drawn on which paper (None: the usual one)."""

    ending: str
    draw: Callable[[View, str | None, ReadImage], Rendered]


def _html(view: View, paper: str | None, read_image: ReadImage) -> Rendered:  # noqa: ARG001 -- one shape for all
    from cjmap.render.html import render

    return Rendered(render(view, read_image=read_image))


def _pdf(view: View, paper: str | None, read_image: ReadImage) -> Rendered:
    from cjmap.render.paper import PAPERS
    from cjmap.render.pdf import render

    result = render(view, paper=PAPERS[paper] if paper else None, read_image=read_image)
    return Rendered(result.data, result.warnings)


def _text(view: View, paper: str | None, read_image: ReadImage) -> Rendered:  # noqa: ARG001 -- one shape for all
    from cjmap.render.terminal import to_text

    return Rendered(to_text(view, width=TEXT_WIDTH).encode())


RENDERERS: dict[str, Form] = {
    "html": Form(".html", _html),
    "pdf": Form(".pdf", _pdf),
    "text": Form(".txt", _text),
}
"""Every form, by the name that `--to` takes."""
