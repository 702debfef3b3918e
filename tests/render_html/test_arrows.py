"""Arrows run in streets and gutters only, each on its own track."""

from __future__ import annotations

import random
from itertools import combinations
from typing import Any

import pytest
from render_html.read_back import Page
from render_html.views import item, row, view

from cjmap.record import replace
from cjmap.render.arrows import Box, Routes, route
from cjmap.render.html import page_html
from cjmap.render.paper import PAPERS, plan
from cjmap.view import shapes as v

WIDTH = 200.0


def routed(
    boxes: list[Box],
    edges: list[tuple[str, str]],
    columns: int = 4,
    rows: int = 4,
    lines: dict[int, float] | None = None,
) -> Routes:
    floors = dict.fromkeys(range(rows), 16.0)
    full = {(box.row, box.start + n) for box in boxes for n in range(box.span)}
    empty = {(at, column) for at in range(rows) for column in range(columns)} - full
    return route(boxes, edges, (columns, WIDTH), empty, floors, lines or {})


def box(name: str, at: int, start: int, span: int = 1) -> Box:
    return Box(name, at, start, span)


def test_neighbours_in_a_lane_go_straight_through_the_gutter():
    found = routed([box("a", 0, 0), box("b", 0, 1)], [("a", "b"), ("b", "a")])
    assert found.across == {(0, 1): (True, True)}
    assert all(not street.legs for street in found.streets.values())


def test_lanes_below_each_other_go_straight_down():
    found = routed([box("a", 0, 1), box("b", 1, 1)], [("a", "b")])
    (leg,) = found.streets[0].legs
    assert leg.x0 == leg.x1
    assert leg.from_top
    assert not leg.to_top
    assert leg.head


def test_a_lane_between_is_passed_in_a_gutter():
    found = routed([box("a", 0, 1), box("m", 1, 1), box("b", 2, 1)], [("a", "b")])
    assert [at for at, _ in found.passes] == [1]
    assert len(found.streets[0].legs) == len(found.streets[1].legs) == 1


def test_an_empty_cell_is_fallen_through():
    found = routed([box("a", 0, 1), box("b", 2, 1)], [("a", "b")])
    assert found.wells == {(1, 1): (50.0,)}
    assert not found.passes


def test_a_box_over_several_columns_closes_their_gutters():
    found = routed([box("a", 0, 1), box("m", 1, 0, 4), box("b", 2, 1)], [("a", "b")])
    assert list(found.passes) == [(1, 0)]


def test_far_columns_in_one_lane_use_the_street_below():
    found = routed([box("a", 0, 0), box("m", 0, 1), box("b", 0, 2)], [("a", "b")])
    (leg,) = found.streets[0].legs
    assert leg.from_top
    assert leg.to_top
    assert leg.level is not None


@pytest.mark.parametrize("seed", range(25))
def test_no_two_arrows_lie_on_each_other(seed: int):
    """Whatever leads to whatever: in a street, level runs on one height are apart, and so are ports."""
    chance = random.Random(seed)
    boxes = [box(f"{r}{c}", r, c) for r in range(5) for c in range(5) if chance.random() < 0.75]
    names = [each.anchor for each in boxes]
    edges = [(chance.choice(names), chance.choice(names)) for _ in range(10)]
    found = routed(boxes, edges, 5, 5, {1: 54.0})
    for street in found.streets.values():
        turning = [leg for leg in street.legs if leg.level is not None]
        for a, b in combinations(turning, 2):
            apart = max(a.x0, a.x1) < min(b.x0, b.x1) or max(b.x0, b.x1) < min(a.x0, a.x1)
            assert apart or a.level != b.level
        for leg in turning:
            assert 0 < leg.level < street.height
            assert street.line is None or leg.level != street.line
    for (_, gutter), offsets in found.passes.items():
        assert all(0 < offset < found.gutter for offset in offsets)
        assert len(set(offsets)) == len(offsets)
        assert 0 <= gutter < 5


def blueprint(**more: Any) -> v.View:
    def act(text: str, anchor: str, *to: str) -> v.ItemView:
        return item(
            "activities", text, anchor, kind=v.ActivityView, actor=None, system=None, duration=None, wait=None,
            fail_point=None, fail_number=None, to=to,
        )  # fmt: skip

    front = v.CellView(0, 1, (act("answers", "b1"), act("again", "b2", "a1")))
    rows = (
        row("actions", "items", (v.CellView(0, 1, (item("items", "asks", "a1", to=("b1", "c2")),)),)),
        v.Line("interaction", "Line of interaction", "note"),
        row("frontstage", "activities", (front,), role="frontstage"),
        v.Line("visibility", "Line of visibility", ""),
        row("backstage", "activities", (v.CellView(1, 3, (act("prepares", "c2", "b2"),)),), role="backstage"),
    )
    return view(rows=rows, kind="service-blueprint", **more)


def test_a_blueprint_has_boxes_lines_and_words_for_its_arrows():
    source = page_html(blueprint())
    page = Page(source)
    assert page.problems == []
    assert source.count('class="box customer"') == 1
    assert source.count('class="box frontstage"') == 2
    assert "Line of interaction" in page.words
    assert "Leads to answers, prepares" in page.words
    assert source.count('<g class="arr">') >= 2


def test_arrows_that_leave_a_sheet_are_words():
    sheet = replace(plan(blueprint(), PAPERS["a4"]), slices=((0, 1), (1, 4)))
    page = Page(page_html(blueprint(), paper=sheet, slices=sheet.slices))
    assert "→ answers, prepares" in page.words


def test_the_effect_of_a_fail_point_has_a_table_and_no_arrow():
    fields = dict.fromkeys(("actor", "system", "duration", "wait"))
    fail = item(
        "activities", "answers", "f", kind=v.ActivityView, fail_point="no stock", fail_number=1, to=("b", "p"), **fields
    )
    back = item("activities", "prepares", "b", kind=v.ActivityView, fail_point=None, fail_number=None, **fields)
    pain = item("pain_points", "waits", "p", kind=v.SevereView, severity=3, severity_label="high")
    rows = (
        row("frontstage", "activities", (v.CellView(0, 1, (fail,)),), role="frontstage"),
        row("backstage", "activities", (v.CellView(1, 1, (back,)),), role="backstage"),
        row("pain_points", "pain_points", (v.CellView(0, 1, (pain,)),)),
    )
    stated = v.FailPoint(fail, (pain,), "4 in 10 leave", 3, "high")
    source = page_html(view(rows=rows, kind="service-blueprint", fail_points=(stated,)))
    page = Page(source)
    assert page.problems == []
    assert source.count('<g class="arr">') == 1
    assert source.count('class="box') == 2
    assert "Leads to prepares" in page.words
    assert "→ waits" in page.words
    assert "4 in 10 leave" in page.words
    assert '<th scope="col">Impact</th>' in source
    bare = replace(stated, pains=(), effect="", severity=0, severity_label="")
    assert '<th scope="col">Impact</th>' not in page_html(
        view(rows=rows, kind="service-blueprint", fail_points=(bare,))
    )
