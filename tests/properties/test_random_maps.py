"""Random valid maps: clean, laid out, and every word of them in every form."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from properties.maps import SHOWN, maps
from properties.reading import read
from view.laying import Laid, missing, words

from cjmap.render.html import render as to_html
from cjmap.render.terminal import to_text
from cjmap.view import lay_out
from cjmap.view.shapes import ItemView, Row, View

# the seed decides the shape of a map, so that making the seed smaller does not make the map simpler
few = settings(
    max_examples=30, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
fewer = settings(few, max_examples=4)


def laid(text: str) -> Laid:
    """A map that must be clean, laid out."""
    document, found = read(text.encode())
    assert [f"{each.start} {each.rule}: {each.message}" for each in found] == []
    return Laid(document, lay_out(document))


def squeezed(text: str) -> str:
    """A text without spaces and breaks."""
    return re.sub(r"[\s\u00ad\u200b\u2060]+", "", text)


def every_word(map_: Laid) -> list[str]:
    """The words of a map, one by one, as they or their terms are printed; where links lead is no word."""
    texts = [each[0] for each in words(map_.document.root, map_.view.catalog) if each]
    return [squeezed(word) for text in texts if not text.startswith("https://") for word in text.split()]


@given(maps())
@settings(few, max_examples=60)
def test_random_maps_are_clean_and_nothing_is_lost_in_the_view(text: str):
    map_ = laid(text)
    assert missing(map_) == []
    check_numbers(map_.view)


def check_numbers(view: View) -> None:
    """What must hold in every view."""
    anchors = [item.anchor for item in items(view)]
    assert len(anchors) == len(set(anchors))
    assert 0 <= view.coverage.sourced <= view.coverage.total
    assert sum(stage.span for stage in view.stages) == len(view.columns)
    for row in view.rows:
        for tier in row.tiers if isinstance(row, Row) else ():
            ends = [(cell.start, cell.start + cell.span) for cell in tier]
            assert all(end <= start for (_, end), (start, _) in pairwise(ends))
            assert all(0 <= start < end <= len(view.columns) for start, end in ends)
    for curve in view.plot.curves if view.plot else ():
        for point in (point for group in (*curve.runs, *curve.spans) for point in group):
            assert -1 <= point.level <= 1
            assert 0 < point.x < len(view.columns)
    assert all(1 <= ref <= len(view.sources) for item in items(view) for ref in item.refs)


def items(view: View) -> list[ItemView]:
    """Every item of a view."""
    rows = [row for row in (*view.rows, *view.overall) if isinstance(row, Row)]
    return [item for row in rows for tier in row.tiers for cell in tier for item in cell.items]


@given(maps())
@few
def test_the_same_map_gives_the_same_page(text: str):
    assert to_html(laid(text).view) == to_html(laid(text).view)


@given(maps())
@few
def test_every_word_is_in_the_html(text: str):
    map_ = laid(text)
    page = to_html(map_.view).decode()
    plain = squeezed(unescape(re.sub(r"<[^>]*>", "", re.sub(r"(?s)<style.*?</style>", "", page))))
    assert [word for word in every_word(map_) if word not in plain] == []
    links = set(re.findall(r"https://example\.com/l?\d+", text))
    assert links <= set(re.findall(r"https://example\.com/l?\d+", page))


@given(maps())
@few
def test_every_word_is_in_the_list_in_the_terminal(text: str):
    map_ = laid(text)
    printed = squeezed(to_text(map_.view, width=100, form="list"))
    assert [word for word in every_word(map_) if word not in printed] == []


@given(maps())
@few
@pytest.mark.parametrize("width", [30, 120])
def test_every_character_is_in_the_grid_in_the_terminal(width: int, text: str):
    map_ = laid(text)
    printed = Counter(to_text(map_.view, width=width))
    assert not Counter("".join(set(every_word(map_)))) - printed


@pytest.mark.pdf
@given(maps(SHOWN))
@fewer
def test_every_word_is_in_the_text_of_the_pdf(text: str):
    from cjmap.render.pdf import render

    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    map_ = laid(text)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        Path(file.name).write_bytes(render(map_.view, read_image=lambda path: path.read_bytes()).data)
        done = subprocess.run(["pdftotext", "-raw", file.name, "-"], check=True, capture_output=True)
    printed = squeezed(done.stdout.decode())
    assert [word for word in every_word(map_) if word not in printed] == []
