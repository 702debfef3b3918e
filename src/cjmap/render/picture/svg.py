"""The picture in outlines: the PDF's own drawing as SVG.

Letters are outlines and not text. A picture in a wiki or on a slide cannot bring fonts along, and where they are not
installed the words would run out of their boxes and Chinese would fall into another country's forms. What the map
says in words stands in the title and the description, which screen readers read.
"""

from __future__ import annotations

import re
from html import escape
from typing import Any

from cjmap.render import ViewName
from cjmap.render.picture import Picture, ReadImage, sheets
from cjmap.render.picture.canvas import Canvas, Clip
from cjmap.render.picture.content import number
from cjmap.render.picture.objects import Objects
from cjmap.render.picture.painter import Painter, State
from cjmap.view.shapes import Row, View

PX_PER_PT = 4 / 3
_UNWRITABLE = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(
    view: View, *, shown: ViewName = "auto", scale: float | None, transparent: bool, read_image: ReadImage
) -> Picture:
    """A map as SVG, `scale` times as large as on the page. Raises PdfError where no PDF can be made."""
    made: list[tuple[str, float, float, set[str]]] = []

    def finisher(document: Any, pdf: Any) -> None:
        del document
        made.append(convert(Objects(pdf)))

    result = sheets(view, read_image, shown=shown, transparent=transparent, finisher=finisher)
    body, width, height, missing = made[0]
    ground = "" if transparent else f'<path d="M0 0H{number(width)}V{number(height)}H0Z" fill="#ffffff"/>\n'
    large = scale or 1.0
    text = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{number(width * large)}" height="{number(height * large)}" '
        f'viewBox="0 0 {number(width)} {number(height)}" role="img" aria-labelledby="title" aria-describedby="desc" '
        f'lang="{escape(view.language)}" xml:lang="{escape(view.language)}">\n'
        f'<title id="title">{_plain(view.title)}</title>\n<desc id="desc">{_plain(description(view))}</desc>\n'
        f"{ground}{body}\n</svg>\n"
    )
    left_out = tuple(f"the SVG leaves out {what}; the PNG has it" for what in sorted(missing))
    return Picture(text.encode(), (*result.warnings, *left_out))


def convert(objects: Objects) -> tuple[str, float, float, set[str]]:
    """A PDF's pages below each other as the inside of an SVG, its size in CSS pixels, and what could not be drawn."""
    canvas = Canvas()
    painter = Painter(objects, canvas)
    width = height = 0.0
    for page in objects.pages:
        left, bottom, right, top = (float(edge) for edge in page["MediaBox"])
        page_width, page_height = (right - left) * PX_PER_PT, (top - bottom) * PX_PER_PT
        matrix = (PX_PER_PT, 0, 0, -PX_PER_PT, -left * PX_PER_PT, top * PX_PER_PT + height)
        clip = Clip((0.0, height, page_width, height + page_height))
        painter.paint(objects.get(page["Contents"]), page["Resources"], State(matrix, clip))
        width, height = max(width, page_width), height + page_height
    body = canvas.take(0)
    letters = "".join(
        f'<path id="{font.key}{glyph:x}" d="{data}"/>\n'
        for font in painter.fonts.values()
        for glyph, data in sorted(font.used.items())
        if data
    )
    others = "".join(f"{definition}\n" for definition in canvas.definitions.values())
    return f"<defs>\n{others}{letters}</defs>\n{body}", width, height, canvas.missing


def description(view: View) -> str:
    """What the picture shows, in words: what the map is, what it found, and its stages, steps and lanes."""
    parts = [f"{view.kind_title} · {view.tag}", view.summary]
    parts += [f"{finding.label}: {finding.value} {finding.text}".strip() for finding in view.findings]
    for stage in view.stages:
        steps = [column.head.title for column in view.columns[stage.start : stage.start + stage.span]]
        inner = "" if stage.alone else f": {view.catalog.join(steps)}"
        parts.append(f"{stage.head.title}{inner}")
    parts.append(view.catalog.join([row.title for row in view.rows if isinstance(row, Row)]))
    return "\n".join(part for part in parts if part)


def _plain(text: str) -> str:
    """A text in XML, without the characters that XML has no way to write."""
    return escape(_UNWRITABLE.sub("", text), quote=False)
