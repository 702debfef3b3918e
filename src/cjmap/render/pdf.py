"""The PDF: the page in its paper form, set by WeasyPrint.

Same view, paper, fonts and libraries: same bytes. Dates stand in the file only where SOURCE_DATE_EPOCH gives one.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from cjmap.record import record
from cjmap.render import ViewName, swift, weasy
from cjmap.render.ends import NARROW
from cjmap.render.html import page_html
from cjmap.render.look import colour
from cjmap.render.paper import (
    DEFAULT,
    LARGEST_MM,
    PX_PER_MM,
    SMALLEST_PX,
    Paper,
    Sheet,
    curve_in_front,
    plan,
    writing_room,
)
from cjmap.render.style import sans
from cjmap.resources import templates
from cjmap.view.shapes import View

ReadImage = Callable[[Path], bytes]
Finisher = Callable[[Any, Any], None]


@record
class PdfResult:
    """A PDF, and what its maker should know about it, in phrases."""

    data: bytes
    warnings: tuple[str, ...] = ()


@record
class Metadata:
    """What a PDF says about itself."""

    title: str
    author: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""


def render(view: View, *, shown: ViewName = "auto", paper: Paper | None = None, read_image: ReadImage) -> PdfResult:
    """Set a map as a PDF, in one of its views. Raises PdfError when this system cannot: no Pango, no fonts."""
    sheet = plan(view, paper or DEFAULT)
    return write(sheet_html(view, sheet, shown=shown, read_image=read_image), metadata(view), fit=sheet.paper.fit)


def sheet_html(
    view: View, sheet: Sheet, *, shown: ViewName = "auto", read_image: ReadImage, extra_css: str = ""
) -> str:
    """The page of HTML that is set on a sheet."""
    if shown in ("auto", "grid"):
        view = curve_in_front(view, sheet)
    css = paper_css(view, sheet) + extra_css
    return page_html(view, shown=shown, paper=sheet, slices=sheet.slices, extra_css=css, read_image=read_image)


def write(page: str, about: Metadata, *, fit: bool = False, finisher: Finisher | None = None) -> PdfResult:
    """Set a page of HTML as a PDF; with `fit`, each page as high as what stands on it.

    `finisher` gets WeasyPrint's document and the PDF's objects before they are written.
    """
    weasyprint = weasy.load()
    fonts = weasy.fonts(weasyprint)
    with weasy.patient_collector(), swift.kept_layouts(), weasy.Log() as log:
        document = weasy.page(weasyprint, page).render(
            font_config=fonts, pdf_variant="pdf/ua-1", presentational_hints=False
        )
        if fit:
            for sheet in document.pages:
                _trim(sheet)
        _describe(document.metadata, about)
        with weasy.unread_fonts():
            data: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=finisher)
    return PdfResult(data, log.warnings())


def metadata(view: View) -> Metadata:
    """What the PDF of a map says about itself."""
    owner = next((fact.text for fact in view.facts if fact.key == "owner"), "")
    return Metadata(view.title, owner, view.summary, (view.kind_title, view.tag), view.language)


def _describe(target: Any, about: Metadata) -> None:
    target.title = about.title
    target.authors = [about.author] if about.author else []
    target.description = about.subject or None
    target.keywords = [word for word in about.keywords if word]
    target.generator = "cjmap"
    if about.language:
        target.lang = about.language
    target.created = target.modified = _date(os.environ.get("SOURCE_DATE_EPOCH", ""))


def _date(epoch: str) -> str | None:
    """Seconds since 1970 as PDF's dates are given; None for what is no such number."""
    try:
        return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    except (ValueError, OverflowError, OSError):
        return None


def _trim(page: Any) -> None:
    """Make a page as high as its content; it was laid out on the highest page there is."""
    box = page._page_box  # noqa: SLF001 -- the only place where the height of the content is known
    bottom = max((child.position_y + child.margin_height() for child in _blocks(box)), default=0.0)
    page.height = min(LARGEST_MM * PX_PER_MM, bottom + box.margin_bottom + box.padding_bottom)


def _blocks(box: Any) -> list[Any]:
    root = next((child for child in box.children if child.element_tag == "html"), None)
    body = root.children if root else []
    return [block for child in body for block in (getattr(child, "children", None) or [child])]


def paper_css(view: View, sheet: Sheet) -> str:
    """The style of paper: page size, margins and what stands in them, and the page's own sheet for print."""
    top, side, bottom = sheet.margins
    named = view.provenance if view.file_name in view.provenance else (view.file_name, *view.provenance)
    revision = " · ".join(named)
    size = f"{sheet.width:g}mm {sheet.height:g}mm"
    margins = "" if sheet.paper.fit else _MARGINS.format(title=css_string(view.title), revision=css_string(revision))
    font = f"font:{max(SMALLEST_PX, 0.75 * sheet.rem):g}px {sans(view.language)};color:{colour('ink3')}"
    extra = "" if sheet.paper.fit else ".prov{display:none}"
    if sheet.inner < NARROW:
        extra += _NARROW_CSS
    if high := writing_room(view, sheet):
        extra += f".map tbody tr:not(.street)>*{{height:{high:.4g}rem}}"
    return (
        f"@page{{size:{size};margin:{top:g}mm {side:g}mm {bottom:g}mm;{font};{margins}}}\n"
        f":root{{font-size:{sheet.rem:g}px}}\n{_print_css()}{extra}"
    )


# where the page has no room for three columns, the personas stand below the title
_NARROW_CSS = (
    ".head,.head.solo{display:block}.head>*{display:block}.lead{float:left;width:52%;padding-bottom:.75rem}.why{margin-left:54%;padding-right:0}"
    ".who1{clear:both;width:auto;border-left:0;border-top:var(--line) solid var(--rule);padding:.5rem 0}"
)
_MARGINS = (
    "@bottom-left{{content:{title}}}"
    "@bottom-center{{content:{revision}}}"
    "@bottom-right{{content:counter(page) ' / ' counter(pages)}}"
)


@cache
def _print_css() -> str:
    return (templates() / "html" / "paper.css").read_text(encoding="utf-8")


def css_string(text: str) -> str:
    """A text as a CSS string of letters and escapes only, so that nothing in it can end the string."""
    return '"' + "".join(char if char.isascii() and char.isalnum() else f"\\{ord(char):06x}" for char in text) + '"'
