"""Where a journey goes, and how its columns are placed for that."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view.laying import HEAD, lay_text

from cjmap.view.chart import Chart, Node, Way, bands, chart

Edges = list[tuple[int, int | None, str]]


def edges(folder: Path, stages: str) -> Edges:
    """The ways of a map with some stages."""
    return [(edge.start, edge.target, edge.when) for edge in lay_text(folder, HEAD + stages).flow]


def places(folder: Path, stages: str) -> list[tuple[int, int]]:
    """The rank and the track of each column."""
    return [(node.rank, node.track) for node in chart(lay_text(folder, HEAD + stages)).nodes]


TWO = "  - {id: a, title: A, NEXT, steps: [{id: a1, title: A1}, {id: a2, title: A2, OWN}]}\n"
REST = "  - {id: b, title: B}\n  - {id: c, title: C}\n"


@pytest.mark.parametrize(
    ("outer", "own", "wanted"),
    [
        ("note: x", "note: y", [(1, 2, "")]),
        ("next: c", "note: y", [(1, 3, "")]),
        ("next: c", "next: [{to: a1, when: again}]", [(1, 0, "again"), (1, 3, "")]),
        ("next: [b, c]", "next: c", [(1, 3, ""), (1, 2, "")]),
        ("next: c", "next: []", [(1, 3, ""), (1, None, "")]),
        ("next: []", "next: [{to: c, when: later}]", [(1, 3, "later"), (1, None, "")]),
        ("next: []", "next: []", [(1, None, "")]),
    ],
)
def test_a_stages_next_counts_beside_its_last_steps_own(tmp_path: Path, outer: str, own: str, wanted: Edges):
    found = edges(tmp_path, TWO.replace("NEXT", outer).replace("OWN", own) + REST)
    assert [edge for edge in found if edge[0] == 1] == wanted
    assert (0, 1, "") in found


def test_a_way_is_straight_only_when_it_is_the_only_one(tmp_path: Path):
    text = TWO.replace("NEXT", "next: []").replace("OWN", "next: b") + REST
    straight = {(edge.start, edge.target): edge.straight for edge in lay_text(tmp_path, HEAD + text).flow}
    assert straight == {(0, 1): True, (1, 2): False, (1, None): False, (2, 3): True}


def test_alternatives_stand_beside_each_other(tmp_path: Path):
    text = "  - {id: a, title: A, next: [{to: b, when: x}, {to: c, when: y}]}\n"
    text += "  - {id: b, title: B, next: d}\n  - {id: c, title: C}\n  - {id: d, title: D}\n"
    assert places(tmp_path, text) == [(0, 0), (1, 0), (1, 1), (2, 0)]


def test_parallel_stages_keep_their_tracks(tmp_path: Path):
    text = "  - {id: a, title: A, next: [b, c]}\n"
    text += "  - {id: b, title: B, next: d, steps: [{title: B1}, {title: B2}]}\n"
    text += "  - {id: c, title: C, steps: [{title: C1}, {title: C2}, {title: C3}]}\n  - {id: d, title: D}\n"
    assert places(tmp_path, text) == [(0, 0), (1, 0), (2, 0), (1, 1), (2, 1), (3, 1), (4, 0)]


def test_an_outcome_stands_beside_the_main_line(tmp_path: Path):
    text = "  - {id: a, title: A, next: [{to: b, when: stays}, {to: z, when: leaves}]}\n"
    text += "  - {id: b, title: B, next: []}\n  - {id: z, title: Z, next: [{to: a, when: comes back}]}\n"
    view = lay_text(tmp_path, HEAD + text)
    assert places(tmp_path, text) == [(0, 0), (1, 0), (1, 1)]
    assert [way.kind for node in chart(view).nodes for way in node.ways] == ["on", "on", "end", "back"]


def test_a_map_without_next_is_plain(tmp_path: Path):
    found = chart(lay_text(tmp_path, HEAD + "  - title: A\n  - title: B\n"))
    assert found.plain
    assert [node.begins for node in found.nodes] == [True, False]


@st.composite
def flows(draw: st.DrawFn) -> Chart:
    """Charts of random ways between up to twelve columns."""
    from cjmap.view.chart import _ranks, _tracks

    size = draw(st.integers(1, 12))
    target = st.one_of(st.none(), st.integers(0, size - 1))
    ways = {
        index: [
            Way(index, to, when)
            for to, when in draw(st.lists(st.tuples(target, st.sampled_from(["", "if"])), max_size=4, unique=True))
        ]
        for index in range(size)
    }
    ranks = _ranks(ways)
    tracks = _tracks(ways, ranks)
    return Chart(tuple(Node(n, ranks[n], tracks[n], tuple(ways[n]), n == 0, ()) for n in ways))


@given(flows())
def test_ways_on_lead_to_higher_ranks_and_no_place_is_taken_twice(found: Chart):
    rank = {node.column: node.rank for node in found.nodes}
    assert sorted(set(rank.values())) == list(range(found.ranks))
    for node in found.nodes:
        for way in node.ways:
            assert way.kind != "on" or rank[way.target or 0] > node.rank
    spots = [(node.rank, node.track) for node in found.nodes]
    assert len(set(spots)) == len(spots)


@given(flows(), st.integers(1, 7))
def test_bands_hold_every_rank_once(found: Chart, most: int):
    cut = bands(found, most)
    assert [rank for first, end in cut for rank in range(first, end)] == list(range(found.ranks))
    assert all(0 < end - first <= most for first, end in cut)
    assert len(cut) == -(-found.ranks // most)
