"""PNG: its size, its ground, its limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageChops
from render_pdf.pages import pages
from render_picture.picture_maps import drawn, opened, small

from cjmap.render.picture import sheets
from cjmap.render.picture.png import LONGEST, MOST_PIXELS, SCALE, limited, paint

pytestmark = pytest.mark.pdf


def no_image(path):
    raise AssertionError(path)


@pytest.fixture(scope="module")
def pdf():
    return sheets(small(), no_image, transparent=False).data


def test_scale_is_pixels_for_each_css_pixel(pdf):
    [page] = pages(pdf)
    for scale in (1.0, 2.0):
        picture = opened(drawn("png", scale))
        assert picture.size == pytest.approx((page.width / 0.75 * scale, page.height / 0.75 * scale), abs=1.1)
        assert picture.info["dpi"] == pytest.approx((96 * scale, 96 * scale), abs=0.1)
    assert SCALE == 2
    assert drawn("png").data == drawn("png", 2.0).data


def test_the_ground_is_paper_or_nothing():
    paper, clear = opened(drawn("png", 1.0)), opened(drawn("png", 1.0, transparent=True))
    assert (paper.mode, paper.getpixel((2, 2))) == ("RGB", (255, 255, 255))
    assert (clear.mode, clear.getpixel((2, 2))) == ("RGBA", (255, 255, 255, 0))
    # most of a map is ground, and all of its words are there all the same
    alpha = clear.getchannel("A").histogram()
    assert alpha[0] > sum(alpha) / 2
    on_white = paper.copy()
    on_white.paste((255, 255, 255), (0, 0, *paper.size))
    on_white.paste(clear.convert("RGB"), mask=clear.getchannel("A"))
    # edges are smoothed a little differently on no ground: by a few steps of 255, and by more in the corner of a tint;
    # one letter that is missing makes a hundred pixels differ wholly
    apart = ImageChops.difference(paper, on_white).split()
    steps = ImageChops.lighter(ImageChops.lighter(*apart[:2]), apart[2]).histogram()
    assert sum(steps[9:]) < 20
    assert sum(steps[65:]) == 0


def test_it_is_the_same_every_time(pdf):
    assert paint(pdf, 1, transparent=False) == paint(pdf, 1, transparent=False)
    assert sheets(small(), no_image, transparent=False).data == pdf


@given(st.lists(st.tuples(st.floats(50, 20_000), st.floats(50, 20_000)), min_size=1, max_size=5), st.floats(0.1, 8))
def test_no_picture_is_too_large_and_no_scale_is_changed_without_need(sizes, scale):
    used = limited(sizes, scale)
    width, height = max(w for w, _ in sizes), sum(h for _, h in sizes)
    fits = width * height * scale**2 <= MOST_PIXELS and max(width, height) * scale <= LONGEST
    assert used == scale or (used < scale and not fits)
    assert width * height * used**2 <= MOST_PIXELS * 1.01 or used == 0.05
    assert max(width, height) * used <= LONGEST * 1.01 or used == 0.05


def test_what_is_too_large_is_drawn_smaller_and_says_so(monkeypatch):
    monkeypatch.setattr("cjmap.render.picture.png.MOST_PIXELS", 400_000)
    from render_pdf.pdf_maps import pictures

    from cjmap.render import RENDERERS, Wanted

    rendered = RENDERERS["png"].draw(small(), Wanted(scale=4), pictures)
    width, height = opened(rendered).size
    assert width * height <= 404_000
    [warning] = [warning for warning in rendered.warnings if "scale" in warning]
    assert warning.startswith("at scale 4 the picture would be too large to open, so it is drawn at 0.")


def test_pages_stand_below_each_other(pdf):
    from io import BytesIO

    from PIL import Image
    from pypdfium2 import PdfDocument

    with PdfDocument(pdf) as once, PdfDocument.new() as twice:
        twice.import_pages(once)
        twice.import_pages(once)
        out = BytesIO()
        twice.save(out)
    one = Image.open(BytesIO(paint(pdf, 1, transparent=False)[0]))
    two = Image.open(BytesIO(paint(out.getvalue(), 1, transparent=False)[0]))
    assert two.size == (one.width, 2 * one.height)
    assert ImageChops.difference(one, two.crop((0, 0, *one.size))).getbbox() is None
    assert ImageChops.difference(one, two.crop((0, one.height, *two.size))).getbbox() is None
