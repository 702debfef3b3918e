"""Cutting a map into pages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pages import outside, pages, squeeze
from pdf_maps import EXAMPLES, example, made

from cjmap.render.paper import (
    LANE_REM,
    LARGEST_MM,
    PAPERS,
    PX_PER_MM,
    SMALLEST_PT,
    SMALLEST_REM,
    curve_in_front,
    cut_columns,
    narrowest,
    plan,
)
from cjmap.render.pdf import render
from cjmap.view.shapes import Row


def borders(spans: list[int]) -> list[tuple[int, int]]:
    """Stages from their widths."""
    found, at = [], 0
    for span in spans:
        found.append((at, at + span))
        at += span
    return found


@pytest.mark.parametrize(
    ("spans", "most", "expected"),
    [
        ([2, 2, 2, 3, 2], 11, [(0, 11)]),
        ([2, 2, 2, 3, 2], 6, [(0, 6), (6, 11)]),
        ([2, 2, 2, 3, 2], 5, [(0, 4), (4, 9), (9, 11)]),
        ([1] * 9, 8, [(0, 4), (4, 9)]),
        ([9], 8, [(0, 4), (4, 9)]),
        ([2, 7, 2], 5, [(0, 2), (2, 7), (7, 11)]),
        ([1], 1, [(0, 1)]),
        ([], 4, [(0, 0)]),
    ],
)
def test_cuts_between_stages_and_evenly(spans: list[int], most: int, expected: list[tuple[int, int]]):
    slices = cut_columns(borders(spans), most)
    if not spans:
        assert slices in ((), ((0, 0),))
        return
    assert len(slices) == len(expected)
    assert sorted(end - start for start, end in slices) == sorted(end - start for start, end in expected)


@given(st.lists(st.integers(1, 9), min_size=1, max_size=12), st.integers(1, 12))
def test_every_column_once_and_only_wide_stages_torn(spans: list[int], most: int):
    slices = cut_columns(borders(spans), most)
    assert [column for start, end in slices for column in range(start, end)] == list(range(sum(spans)))
    assert all(0 < end - start <= most for start, end in slices)
    starts = {start for start, _ in borders(spans)}
    wide = {c for start, end in borders(spans) if end - start > most for c in range(start, end)}
    assert all(start in starts or start in wide for start, _ in slices)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
@pytest.mark.parametrize("name", PAPERS)
def test_columns_are_wide_enough_and_fill_the_page(path, name: str):
    view = example(path)
    sheet = plan(view, PAPERS[name])
    widest = max(end - start for start, end in sheet.slices)
    assert sheet.column >= narrowest(view) - 1e-6
    assert LANE_REM + sheet.column * widest <= sheet.inner + 1e-6
    assert SMALLEST_REM * sheet.rem * 0.75 >= SMALLEST_PT
    assert [c for start, end in sheet.slices for c in range(start, end)] == list(range(len(view.columns)))
    if name == "fit":
        assert len(sheet.slices) == 1


@pytest.mark.parametrize(("name", "numbers"), [("first-month", True), ("hot-pot", True), ("cart-to-checkout", False)])
def test_the_curve_stands_on_the_first_page(name: str, numbers: bool):
    """Its numbers as well, where they have room; a curve that stands there anyhow stays in its place without them."""
    view = example(next(path for path in EXAMPLES if path.name == f"{name}.cjm.yaml"))
    first = pages(render(view, paper=PAPERS["a3"], read_image=lambda _: b"").data)[0]
    assert view.plot is not None
    told = squeeze("".join(word.text for word in first.words))
    assert all(squeeze(point.word) in told for run in view.plot.curves[0].runs for point in run)
    assert (squeeze(view.catalog.word("score_and_basis")) in told) is numbers


def test_the_curve_rises_no_further_than_it_must():
    tall = "等了三天，沒有人回電，只好自己打過去問" * 3
    view = made([2, 2, 2], words=tall)
    sheet = plan(view, PAPERS["a4"])
    lanes = [row.lane for row in view.rows if isinstance(row, Row)]
    moved = [row.lane for row in curve_in_front(view, sheet).rows if isinstance(row, Row)]
    assert moved != lanes
    assert 0 < moved.index("emotion") < lanes.index("emotion")
    assert [lane for lane in moved if lane != "emotion"] == [lane for lane in lanes if lane != "emotion"]
    # on a page as large as the map, and where it stands on the first page anyhow
    assert curve_in_front(view, plan(view, PAPERS["fit"])) is view
    small = made([2, 2], words="等")
    assert curve_in_front(small, plan(small, PAPERS["a1"])) is small


@pytest.mark.parametrize(
    ("name", "words"), [("hot-pot", True), ("it-setup", True), ("first-month", False), ("grocery-day", False)]
)
def test_a_long_head_has_the_whole_curve_below_it(name: str, words: bool):
    """Where the curve has no room in its own columns; without words where even its words have none."""
    view = example(next(path for path in EXAMPLES if path.name == f"{name}.cjm.yaml"))
    sheet = plan(view, PAPERS["a4"])
    assert sheet.front > 0
    assert curve_in_front(view, sheet) is view
    first, second, *_ = pages(render(view, paper=PAPERS["a4"], read_image=lambda _: b"").data)
    assert view.plot is not None
    said = {each.text for each in first.words}
    assert {tick.score for tick in view.plot.ticks} <= said
    every = [squeeze(point.word) for curve in view.plot.curves for run in curve.runs for point in run]
    told = squeeze("".join(each.text for each in first.words))
    assert all(word in told for word in every) is words
    assert outside(first) == []
    assert {stage.head.number for stage in view.stages} <= said
    title = next(column.head.title for column in view.columns)
    assert squeeze(title) in squeeze("".join(each.text for each in second.words))


def test_no_curve_of_its_own_where_it_stands_in_its_columns():
    view = example(next(path for path in EXAMPLES if path.name == "buy-a-car.cjm.yaml"))
    assert not plan(view, PAPERS["a4"]).front
    assert not plan(view, PAPERS["fit"]).front
    blueprint = example(next(path for path in EXAMPLES if path.name == "complaint.cjm.yaml"))
    assert not plan(blueprint, PAPERS["a4"]).front


def test_the_emotions_of_the_current_map_stay_below_the_curve():
    view = example(next(path for path in EXAMPLES if path.name == "cart-to-checkout.future.cjm.yaml"))
    lanes = [row.lane for row in curve_in_front(view, plan(view, PAPERS["a3"])).rows if isinstance(row, Row)]
    assert lanes[:4] == ["emotion", "emotion-now", "actions", "thoughts"]


def test_no_column_alone_on_a_page():
    view = made([1] * 9)
    for paper in PAPERS.values():
        sizes = [end - start for start, end in plan(view, paper).slices]
        assert max(sizes) - min(sizes) <= 1, paper.name


def test_fit_stays_below_the_largest_page():
    sheet = plan(made([10] * 30, words="等"), PAPERS["fit"])
    assert sheet.width <= LARGEST_MM
    assert len(sheet.slices) > 1
    assert (LANE_REM + sheet.column * max(b - a for a, b in sheet.slices)) * sheet.rem / PX_PER_MM <= sheet.width


def test_long_words_widen_the_columns():
    short, long = made([4], words="a few words"), made([4], words="an internationalisation question")
    assert narrowest(long) > narrowest(short)
