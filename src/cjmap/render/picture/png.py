"""The picture in pixels: the PDF painted by PDFium."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from cjmap.render import ViewName
from cjmap.render.picture import Picture, ReadImage, sheets
from cjmap.view.shapes import View

PT_PER_PX = 0.75
"""A CSS pixel in points: at scale 1 it is a pixel of the picture."""

SCALE = 2.0
"""The scale where none is asked for: sharp on today's screens."""

MOST_PIXELS, LONGEST = 60_000_000, 32_000
"""The largest picture that is made: beyond this, programs refuse to open it, or take gigabytes to."""

WHITE, CLEAR = (255, 255, 255, 255), (255, 255, 255, 0)


def render(
    view: View, *, shown: ViewName = "auto", scale: float | None, transparent: bool, read_image: ReadImage
) -> Picture:
    """A map as PNG, `scale` pixels for each CSS pixel. Raises PdfError where no PDF can be made."""
    made = sheets(view, read_image, shown=shown, transparent=transparent)
    data, used, asked = paint(made.data, scale or SCALE, transparent=transparent)
    if used == asked:
        return Picture(data, made.warnings)
    smaller = (
        f"at scale {asked:g} the picture would be too large to open, so it is drawn at {used:g}; an SVG can be larger"
    )
    return Picture(data, (*made.warnings, smaller))


def paint(pdf: bytes, scale: float, *, transparent: bool) -> tuple[bytes, float, float]:
    """The pages of a PDF below each other as PNG; with it the scale that was used, and the one that was asked for."""
    import pypdfium2
    from PIL import Image

    with pypdfium2.PdfDocument(pdf) as document:
        sizes = [
            (width / PT_PER_PX, height / PT_PER_PX) for width, height in map(document.get_page_size, _all(document))
        ]
        used = limited(sizes, scale)
        ground = CLEAR if transparent else WHITE
        pages = []
        for page in document:
            bitmap = page.render(
                scale=used / PT_PER_PX, fill_color=ground, force_bitmap_format=pypdfium2.raw.FPDFBitmap_BGRA
            )
            pages.append(bitmap.to_pil())
    whole: Any = pages[0]
    if len(pages) > 1:
        size = max(page.width for page in pages), sum(page.height for page in pages)
        whole, top = Image.new("RGBA", size, ground), 0
        for page in pages:
            whole.paste(page, (0, top))
            top += page.height
    out = BytesIO()
    dots = round(96 * used)
    (whole if transparent else whole.convert("RGB")).save(out, "PNG", dpi=(dots, dots), optimize=False)
    return out.getvalue(), used, scale


def limited(sizes: list[tuple[float, float]], scale: float) -> float:
    """The largest scale, up to the one that was asked for, at which pages of these sizes make a picture to open."""
    width, height = max(width for width, _ in sizes), sum(height for _, height in sizes)
    most = min((MOST_PIXELS / (width * height)) ** 0.5, LONGEST / width, LONGEST / height)
    # rounded down to a number that people can repeat
    return scale if scale <= most else max(int(most * 20) / 20, 0.05)


def _all(document: Any) -> range:
    return range(len(document))
