"""The strip of light over a day in the life: how long its lines are over which columns, and that it says nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from render_html.read_back import Page
from view.laying import lay_text

from cjmap.render.html import page_html
from cjmap.render.sky import HEIGHT, strip
from cjmap.view.daylight import Daylight, darkness
from cjmap.view.ribbon import HOUR

DAY = "cjmap: 1\nkind: day-in-the-life\ntitle: T\nlanguage: en\nstages:\n"
LINE = re.compile(r"M([\d.]+) 0V([\d.]+)")


def lines(svg: str) -> list[tuple[float, float]]:
    """The lines of a strip: how far from the left each stands, and how long it is."""
    return [(float(x), float(deep)) for x, deep in LINE.findall(svg)]


def test_lines_are_as_long_as_it_is_dark():
    light = Daylight((0.5, 1.5, 2.5, 3.5), (5 * HOUR, 8 * HOUR, 12 * HOUR, 20 * HOUR))
    found = lines(strip(light, 0, 4, 120))
    for x, deep in found:
        time = light.time(x / 120)
        assert time is not None
        assert deep == pytest.approx((HEIGHT - 1) * darkness(time), abs=0.3)
    assert not [x for x, _ in found if 240 < x < 320]
    assert max(deep for _, deep in found) == HEIGHT - 1


def test_a_slice_of_columns_has_the_light_of_its_own_hours():
    light = Daylight((0.5, 1.5, 2.5, 3.5), (5 * HOUR, 8 * HOUR, 12 * HOUR, 22 * HOUR))
    whole, right = lines(strip(light, 0, 4, 120)), lines(strip(light, 2, 4, 120))
    assert right == [(pytest.approx(x - 240, abs=0.11), deep) for x, deep in whole if x > 240]


def test_the_page_has_a_strip_without_words_and_bars_beside_words(tmp_path: Path):
    hours = {"05:00": "Looks", "12:00": "[]", "21:00": "Pays"}
    text = DAY + "".join(f'  - {{title: S, time: "{time}", product_use: {use}}}\n' for time, use in hours.items())
    source = page_html(lay_text(tmp_path, text))
    page = Page(source)
    assert page.problems == []
    assert source.count('<tr class="skies" aria-hidden="true">') == 1
    for part in source.split('<section class="list')[:2]:
        assert part.count('<span class="prs in" aria-hidden="true">') == 2
        assert part.count('<span class="prs out" aria-hidden="true">') == 1
    assert "Dark and light of the day" in page.words
    plain = page_html(lay_text(tmp_path, text.replace(":00", " o’clock")))
    assert "skies" not in plain.split("</style>")[1]
    assert "Dark and light" not in plain


def test_a_touchpoint_that_says_none_is_dashed(tmp_path: Path):
    source = page_html(lay_text(tmp_path, DAY + "  - {title: S, touchpoints: [Tiada apa-apa, Queue]}\n"))
    assert source.count('class="chip any no"') == 2
    assert source.count('class="chip any"') == 2
