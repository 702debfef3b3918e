"""The whole map as one picture: its page in the form for one large sheet, set by WeasyPrint, then drawn otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from cjmap.record import record
from cjmap.render import ViewName, pdf
from cjmap.render.html import page_html
from cjmap.render.paper import PAPERS, plan
from cjmap.view.shapes import View

ReadImage = Callable[[Path], bytes]

TRANSPARENT = (
    "html,body,.page{background:none}.map th,.map td{--paper:transparent;--ground:transparent}"
    ".map th *,.map td *{--paper:#fff;--ground:#fff}"
)
"""The style of a page without paper. What stands out from the paper by being white, such as a box, stays white."""


@record
class Picture:
    """A drawn picture, and what its maker should know about it, in phrases."""

    data: bytes
    warnings: tuple[str, ...] = ()


def sheets(
    view: View,
    read_image: ReadImage,
    *,
    shown: ViewName = "auto",
    transparent: bool,
    finisher: Callable[[Any, Any], None] | None = None,
) -> pdf.PdfResult:
    """The map as the PDF that a picture is made of: one page, or as few as the limit of PDF allows.

    `finisher` gets WeasyPrint's document and the PDF's objects before they are written. Raises PdfError.
    """
    sheet = plan(view, PAPERS["fit"])
    css = pdf.paper_css(view, sheet) + (TRANSPARENT if transparent else "")
    page = page_html(view, shown=shown, paper=sheet, slices=sheet.slices, extra_css=css, read_image=read_image)
    return pdf.write(page, pdf.metadata(view), fit=True, finisher=finisher)
