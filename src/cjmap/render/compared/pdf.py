"""A comparison as a PDF: the page in its paper form, on A3 in landscape."""

from __future__ import annotations

from cjmap.render.compared.html import Sheet, page_html
from cjmap.render.frame import css_file
from cjmap.render.look import colour
from cjmap.render.paper import PX_PER_MM, SMALLEST_PX
from cjmap.render.pdf import Metadata, PdfResult, css_string, write
from cjmap.render.style import sans
from cjmap.view.compared.shapes import Page

WIDTH, HEIGHT = 420.0, 297.0
"""The paper, in millimetres: A3 in landscape, as maps are printed."""
TOP, SIDE, BOTTOM = 9.0, 12.0, 12.0
REM = 12.8
"""The root font size in CSS pixels, with which the smallest type is 6.6 points."""
PLACES, SIDES = 14, 12
"""How many places of the gap report's grid, and how many sub-columns side by side, a sheet is wide."""


def render(page: Page, *, on: str = "") -> PdfResult:
    """Set a comparison as a PDF; `on` is the day in its margins. Raises PdfError when this system cannot."""
    inner = (WIDTH - 2 * SIDE) * PX_PER_MM / REM
    text = page_html(page, paper=Sheet(inner, PLACES, SIDES), extra_css=_css(page, on))
    subject = " ".join(page.sections[0].deck) if len(page.sections) == 1 and not page.deck else page.deck
    about = Metadata(
        page.title, "", subject, tuple(dict.fromkeys(section.tag for section in page.sections)), page.language
    )
    return write(text, about)


def _css(page: Page, on: str) -> str:
    """The style of the paper: its size, its margins, and what stands in them."""
    named = " · ".join(part for part in (page.catalog.word("generated_by"), on) if part)
    font = f"font:{max(SMALLEST_PX, 0.75 * REM):g}px {sans(page.language)};color:{colour('ink3')}"
    margins = (
        f"@bottom-left{{content:{css_string(page.title)}}}@bottom-center{{content:{css_string(named)}}}"
        "@bottom-right{content:counter(page) ' / ' counter(pages)}"
    )
    size = f"size:{WIDTH:g}mm {HEIGHT:g}mm;margin:{TOP:g}mm {SIDE:g}mm {BOTTOM:g}mm"
    return f"@page{{{size};{font};{margins}}}\n:root{{font-size:{REM:g}px}}\n{css_file('diff-paper')}"
