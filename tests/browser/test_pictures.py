"""The SVG in a browser looks as the PNG: another program, another road from the same PDF, the same picture."""

from __future__ import annotations

from io import BytesIO

import pytest
from browser.opening import blank
from PIL import Image, ImageChops, ImageFilter
from render_pdf.pdf_maps import EXAMPLES
from render_picture.picture_maps import draw, opened

from cjmap.render import Rendered
from cjmap.render.pdf import PdfResult
from cjmap.render.picture import png, sheets, svg

pytestmark = [pytest.mark.browser, pytest.mark.pdf]
GROUND = (180, 200, 255)
NAMES = ["", "buy-a-car", "complaint"]
"""The small map, one with Chinese words and gradients, and a blueprint with arrows."""


def both(monkeypatch: pytest.MonkeyPatch, transparent: bool, number: int) -> tuple[Rendered, Rendered]:
    """A map as SVG and as PNG, of the PDF that is set for the one: to set another takes seconds, for the same bytes."""
    made: list[PdfResult] = []

    def first(*arguments, **options):
        made.append(sheets(*arguments, **options))
        return made[0]

    monkeypatch.setattr(svg, "sheets", first)
    monkeypatch.setattr(png, "sheets", lambda *_, **__: made[0])
    return draw("svg", 1.0, transparent, number), draw("png", 1.0, transparent, number)


@pytest.mark.parametrize("transparent", [False, True])
@pytest.mark.parametrize("name", NAMES)
def test_both_pictures_are_one(chromium, monkeypatch, tmp_path, name, transparent):
    number = next((place for place, path in enumerate(EXAMPLES) if path.name == f"{name}.cjm.yaml"), -1)
    assert (number < 0) == (name == "")
    outlines, pixels = both(monkeypatch, transparent, number)
    raster = opened(pixels).convert("RGBA")
    (tmp_path / "map.svg").write_bytes(outlines.data)
    (tmp_path / "page.html").write_text(
        f'<!doctype html><body style="margin:0;background:rgb{GROUND}"><img src="map.svg" style="display:block">',
        encoding="utf-8",
    )
    page = blank(chromium, raster.width, raster.height)
    try:
        page.goto((tmp_path / "page.html").as_uri())
        vector = Image.open(BytesIO(page.screenshot())).convert("RGB")
    finally:
        page.close()
    ground = Image.new("RGBA", raster.size, (*GROUND, 255))
    ground.alpha_composite(raster)
    blur = ImageFilter.GaussianBlur(3)
    difference = ImageChops.difference(ground.convert("RGB").filter(blur), vector.filter(blur))
    # the two smooth the edges of letters differently; a letter or a line that lacks makes more than 90
    assert max(high for _, high in difference.getextrema()) < 75
    assert len(set(vector.resize((64, 64)).get_flattened_data())) > 20
