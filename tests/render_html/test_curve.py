"""The curve goes through its scores, never beyond them, and its words do not collide."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, pairwise

import pytest
from render_html.views import plot, point

from cjmap.labels import catalog
from cjmap.render.curve import Drawer, Ground
from cjmap.render.lettering import Box, measure, wrap
from cjmap.render.strokes import UNIT, pieces
from cjmap.view import points

RANDOM = random.Random(7)
RUNS = [[RANDOM.choice([-2, -1.5, -1, 0, 0.5, 1, 2]) for _ in range(RANDOM.randint(2, 15))] for _ in range(40)]


def run(scores: Sequence[float]) -> tuple[points.CurvePoint, ...]:
    return tuple(point(n, score) for n, score in enumerate(scores))


@pytest.mark.parametrize("scores", RUNS)
def test_through_every_score_and_never_beyond_its_neighbours(scores: list[float]):
    points = run(scores)
    for piece, before, after in zip(pieces(points, 100.0), points, points[1:], strict=False):
        assert piece.at(piece.x0) == pytest.approx(-before.level * UNIT)
        assert piece.at(piece.x1) == pytest.approx(-after.level * UNIT)
        low, high = sorted((-before.level * UNIT, -after.level * UNIT))
        heights = [piece.at(piece.x0 + (piece.x1 - piece.x0) * n / 40) for n in range(41)]
        assert min(heights) >= low - 1e-6
        assert max(heights) <= high + 1e-6
        steps = [b - a for a, b in pairwise(heights)]
        assert all(s >= -1e-6 for s in steps) or all(s <= 1e-6 for s in steps)


def test_uneven_places_stay_monotone():
    points = (point(0, 0), point(0, 2, x=0.6), point(1, -2), point(3, -1.9))
    for piece, before, after in zip(pieces(points, 100.0), points, points[1:], strict=False):
        low, high = sorted((-before.level * UNIT, -after.level * UNIT))
        assert all(low - 1e-6 <= piece.at(piece.x0 + (piece.x1 - piece.x0) * n / 40) <= high + 1e-6 for n in range(41))


def drawer(what: points.Plot, width: float = 114.0) -> Drawer:
    return Drawer(what, catalog("en"), Ground(frozenset({1}), frozenset({0})), width, "Noto Sans, sans-serif")


def test_dashed_where_either_end_is_assumed():
    layout = drawer(plot(1, -1, 2, 0, assumed=frozenset({1}))).lay(0, 4)
    assert [piece.assumed for piece in layout.pieces[0]] == [True, True, False]


def test_a_gap_breaks_the_line_and_says_so():
    base = plot(1, 0)
    curve = points.Curve("", ((point(0, 1), point(1, 0)), (point(3, 1),)), ())
    what = points.Plot(base.ticks, (curve,), (2,), "told")
    one = drawer(what)
    layout = one.lay(0, 4)
    svg = one.svg(layout, layout.top, layout.bottom)
    assert len(layout.pieces[0]) == 1
    assert catalog("en").word("no_data") in svg


@pytest.mark.parametrize("scores", RUNS)
@pytest.mark.parametrize("width", [104.0, 150.0])
def test_words_of_two_curves_do_not_collide(scores: list[float], width: float):
    base = plot(*scores)
    other = points.Curve("Somebody Else", (run([-s for s in scores]),), ())
    layout = drawer(points.Plot(base.ticks, (*base.curves, other), (), ""), width).lay(0, len(scores))
    for a, b in combinations([placed.box for placed in layout.labels], 2):
        assert a.overlap(b) < 40


def test_the_row_is_as_high_as_its_words_need():
    point_low = point(0, -2, word="a word that is rather long for one line", mark="low")
    base = plot(0)
    layout = drawer(points.Plot(base.ticks, (points.Curve("", ((point_low,),), ()),), (), "")).lay(0, 1)
    assert layout.bottom >= max(placed.box.bottom for placed in layout.labels)


def test_scale_and_curve_have_one_height():
    one = drawer(plot(1, -2))
    layout = one.lay(0, 2)
    assert f'122 {layout.top + layout.bottom:g}"' in one.scale(122, layout.top, layout.bottom)
    assert f'228 {layout.top + layout.bottom:g}"' in one.svg(layout, layout.top, layout.bottom)


def test_wide_characters_count_one_em():
    assert measure("情緒", 10) == 20
    assert measure("ab", 10) == pytest.approx(11)


def test_lines_break_between_words_and_in_need_inside_them():
    assert wrap("rather worried", 60, 14) == ("rather", "worried")
    assert wrap("很擔心很擔心", 45, 14) == ("很擔心", "很擔心")
    assert all(measure(line, 14) <= 80 * 1.3 for line in wrap("Geschwindigkeitsbegrenzung", 80, 14))
    assert wrap("one two three four", 30, 14, most=2)[-1].endswith("…")


def test_boxes_overlap_by_area():
    assert Box(0, 0, 10, 10).overlap(Box(5, 5, 20, 20)) == 25
    assert Box(0, 0, 10, 10).overlap(Box(10, 0, 20, 10)) == 0
