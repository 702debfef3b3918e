"""A comparison as a PDF: everything that it says, on its paper, apart from each other, in type that can be read."""

from __future__ import annotations

import re
from functools import cache

import pytest
from diff.test_gap import CART, files
from pages import info, outside, overlapping, pages, run, squeeze, text

from cjmap.diff.forms import Outcome
from cjmap.render.compared import pdf
from cjmap.render.pdf import PdfResult
from cjmap.view.compared import compared

pytestmark = pytest.mark.pdf

SMALLEST, LINE = 6.5, 1.3
"""The least size of type, in points, and how high its lines are at least (1.36 of it in Noto Sans)."""


@cache
def printed() -> PdfResult:
    """The gap report of the example in English."""
    return pdf.render(compared(Outcome([files(*CART, "en")], 1)), on="2026-09-01")


def test_every_change_and_fate_is_in_the_pdf():
    result = printed()
    assert result.warnings == ()
    found, comparison = text(result.data), files(*CART, "en")
    # words at the end of a line stand apart from those after it, and columns are read one after the other
    for told in comparison.told:
        for part in re.split(r"\s+", told.subject if told.pieces else told.summary):
            assert squeeze(part) in found, told.summary
    for fate in comparison.fates.all() if comparison.fates else ():
        for part in re.split(r"\s+", fate.text):
            assert squeeze(part) in found, fate.text


def test_it_is_tagged_and_its_margins_name_title_pages_and_day():
    data = printed().data
    about = info(data)
    assert about["Tagged"] == "yes"
    assert about["Title"] == "Pain points: 8 of 10 resolved, 1 forgotten"
    assert about["Page size"].startswith("1190.55 x 841.89 pts")
    size = int(about["Pages"])
    for number in range(1, size + 1):
        place = ("-f", str(number), "-l", str(number))
        foot = run(data, "pdftotext", *place, "-layout", "PDF", "-").decode().rstrip().splitlines()[-1]
        assert re.search(rf"Pain points: 8 of 10 .*2026-09-01 .*{number} ?/ ?{size}$", foot)


def test_no_word_is_off_the_page_upon_another_or_too_small():
    data = printed().data
    for page in pages(data):
        assert outside(page) == []
        assert overlapping(page) == []
        # arrows and signs come from fonts with other lines
        written = [word for word in page.words if any(map(str.isalpha, word.text))]
        assert min(word.bottom - word.top for word in written) >= LINE * SMALLEST
