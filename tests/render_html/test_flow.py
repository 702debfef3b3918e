"""The flow's arrows: arrows to different columns never share a line, whatever the ways are, and all of them arrive."""

from __future__ import annotations

import re
from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from render_html.read_back import Page
from render_html.views import row, view

from cjmap.render import flow, ways
from cjmap.render.html import page_html
from cjmap.render.ways import Drawn, Leg, Table
from cjmap.view.chart import Chart, bands, chart
from cjmap.view.shapes import FlowEdge, View

EDGES = (
    FlowEdge(0, 1, "", True), FlowEdge(1, 2, "fits", False), FlowEdge(1, 3, "does not fit", False),
    FlowEdge(2, 4, "", False), FlowEdge(3, 4, "", False), FlowEdge(4, 5, "", False), FlowEdge(4, 6, "", False),
    FlowEdge(5, 7, "", False), FlowEdge(6, 7, "", True), FlowEdge(7, 1, "again", False), FlowEdge(7, None, "", False),
)  # fmt: skip


@st.composite
def routed(draw: st.DrawFn) -> tuple[Chart, Table, Drawn]:
    """Random flows in both of their tables."""
    size = draw(st.integers(1, 11))
    target = st.one_of(st.none(), st.integers(0, size - 1))
    edges = []
    for start in range(size):
        found = draw(st.lists(st.tuples(target, st.sampled_from(["", "if"])), max_size=4, unique=True))
        edges += [FlowEdge(start, to, when, False) for to, when in found]
    found = chart(view(size, flow=tuple(edges)))
    where = (
        ways.ladder(found, 200)
        if draw(st.booleans())
        else ways.table(found, bands(found, draw(st.integers(1, 6))), 150)
    )
    return found, where, ways.draw(found, where, (20, 30))


def _spans(legs: list[Leg]) -> list[tuple[ways.Net, float, float, float]]:
    return [(leg.net, leg.level, min(leg.x0, leg.x1), max(leg.x0, leg.x1)) for leg in legs if leg.level is not None]


@given(routed())
def test_arrows_to_different_columns_never_share_a_line(found: tuple[Chart, Table, Drawn]):
    _, _, drawn = found
    for height, legs in drawn.streets.values():
        for one, other in combinations(_spans(list(legs)), 2):
            if one[0] != other[0] and one[1] == other[1]:
                assert one[3] < other[2] or other[3] < one[2]
        for one, other in combinations(legs, 2):
            same_edge = {(x, top) for x, top in ((one.x0, one.from_top), (one.x1, one.to_top))} & {
                (x, top) for x, top in ((other.x0, other.from_top), (other.x1, other.to_top))
            }
            assert one.net == other.net or not same_edge
        assert all(leg.level is None or 8 < leg.level < height - 8 for leg in legs)
    for cell in drawn.gutters.values():
        places = {**cell.up, **cell.down}
        assert len(set(places.values())) == len(places)
        assert all(0 < x < drawn.gutter for x in places.values())
        for entering, left in cell.entries.items():
            for leaving, right in cell.exits.items():
                assert entering == leaving or entering[1] or right < left


@given(routed())
def test_every_way_leaves_and_every_target_is_entered(found: tuple[Chart, Table, Drawn]):
    made, where, drawn = found
    wanted = {(way.target, way.kind == "back") for node in made.nodes for way in node.ways if way.target is not None}
    entered = {net for cell in drawn.gutters.values() for net in cell.entries}
    entered |= {cell.straight for cell in drawn.gutters.values() if cell.straight and cell.head}
    entered |= {leg.net for _, legs in drawn.streets.values() for leg in legs if leg.head}
    assert entered == wanted
    leaving = Counter(way.kind != "end" for node in made.nodes for way in node.ways)[True]
    straight = sum(cell.straight is not None and cell.head for cell in drawn.gutters.values())
    turned = sum(leg.from_top and _under_a_box(leg, where, drawn) for _, legs in drawn.streets.values() for leg in legs)
    sideways = sum(len(cell.exits) for cell in drawn.gutters.values())
    assert straight + turned + sideways == leaving + sum(
        leg.net == ways.END for _, legs in drawn.streets.values() for leg in legs
    )


def _under_a_box(leg: Leg, where: Table, drawn: Drawn) -> bool:
    """Whether a leg begins at the foot of a box and not in a gutter."""
    return leg.x0 % (drawn.gutter + where.box) > drawn.gutter


@pytest.fixture
def branching() -> View:
    """Eight steps with a branch, parallel ways, a return and an end."""
    rows = (row("emotion", "emotion", ()),)
    return view(8, rows, flow=EDGES)


def test_boxes_say_what_the_arrows_draw(branching: View):
    words = Page(page_html(branching)).words
    for said in ("fits", "does not fit", "again", "at the same time", "The journey may also end here", "Flow"):
        assert said in words


def test_ways_that_lead_on_in_the_row_stand_last(branching: View):
    maker = flow.Maker(branching, "s{}".format)
    boxes = {
        cell.box.column.index: cell.box
        for band in maker.wide(1376).bands
        for line in band
        for cell in line.cells
        if cell.box
    }
    assert [(tab.when, tab.back) for tab in boxes[1].tabs] == [("does not fit", False), ("fits", False)]
    assert boxes[4].parallel
    assert not boxes[1].parallel


def test_four_ways_have_letters(branching: View):
    edges = tuple(FlowEdge(0, to, f"case {to}", False) for to in (1, 2, 3, 4))
    maker = flow.Maker(view(5, flow=edges), "s{}".format)
    box = maker.wide(1376).bands[0][0].cells[1].box
    assert box is not None
    assert box.lettered
    assert sorted(tab.letter for tab in box.tabs) == ["a", "b", "c", "d"]


def test_a_page_shows_the_view_that_is_asked_for(branching: View):
    for shown in ("auto", "grid", "tree", "flow", "list"):
        page = page_html(branching, shown=shown)  # type: ignore[arg-type]
        assert f'id="v-{shown}" checked' in page
        assert len(re.findall(r'name="v" id="v-\w+" checked', page)) == 1
