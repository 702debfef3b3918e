"""The curve: true to its scores, dashed where assumed, broken where there is none, its words apart."""

from __future__ import annotations

from typing import Any

import terminal_views as views
from hypothesis import given
from hypothesis import strategies as st

from cjmap.render.braille import Canvas
from cjmap.render.terminal import to_text
from cjmap.render.terminal.slopes import level_at, slopes
from cjmap.view import points
from cjmap.view import shapes as v

LEVELS = st.lists(st.floats(-1, 1), min_size=2, max_size=9)


def curved(
    *runs: tuple[points.CurvePoint, ...],
    count: int = 4,
    words: tuple[str, ...] = ("a", "b", "c", "d", "e"),
    **given: Any,
) -> v.View:
    cells = tuple(views.cell(n, views.item(v.EmotionView, text="word", score="0", level=0.0)) for n in range(count))
    plot = points.Plot(
        views.ticks(*words), (points.Curve("", runs, given.get("spans", ())),), given.get("gaps", ()), "Told."
    )
    shape = [(f"S{n}", []) for n in range(count)]
    return views.view(shape, (views.row("emotion", "Emotion", cells, cell="emotion"),), plot=plot)


def drawing(view: v.View, width: int = 60, **given: Any) -> list[str]:
    lines = to_text(view, width=width, form="list", **given).splitlines()
    start = lines.index("Emotion")
    end = next(place for place, line in enumerate(lines) if line.startswith(("▌", "| 1", "|1")))
    return lines[start + 1 : end]


@given(LEVELS, st.floats(0, 1))
def test_the_line_stays_between_the_scores_beside_it(levels: list[float], share: float):
    points = list(enumerate(levels))
    tangents = slopes(points)
    for place in range(len(points) - 1):
        level = level_at(place + share, points[place], points[place + 1], tangents[place : place + 2])
        assert min(levels[place : place + 2]) - 1e-9 <= level <= max(levels[place : place + 2]) + 1e-9


def test_dots_are_where_they_are_set():
    canvas = Canvas(2, 2)
    for x, y in ((0, 0), (3, 7), (-1, 0), (99, 99)):
        canvas.dot(x, y)
    assert [canvas.character(row, column) for row in (0, 1) for column in (0, 1)] == ["⠁", " ", " ", "⢀"]
    assert canvas.ascii(0, 0) == "'"
    assert canvas.ascii(1, 1) == "."


def test_points_stand_at_their_scores_and_words_beside_them():
    lines = drawing(curved((views.point(0, -1.0, "low"), views.point(1, 1.0, "high"), views.point(2, 0.0, "mid"))))
    rows = {tick: next(line for line in lines if f" {tick} " in f"{line} ") for tick in ("+2", "+0", "−2")}
    assert all("●" in line for line in rows.values())
    assert "low" in lines[lines.index(rows["−2"]) + 1]
    assert "high" in lines[lines.index(rows["+2"]) - 1]


def test_a_column_without_a_score_breaks_the_line():
    whole = drawing(curved((views.point(0, 0.5, "x"), views.point(3, 0.5, "y"))))
    broken = drawing(curved((views.point(0, 0.5, "x"),), (views.point(3, 0.5, "y"),), gaps=(1, 2)))
    assert sum("⠀" <= char <= "⣿" for line in whole for char in line) > 20
    assert not any("⠀" < char <= "⣿" for line in broken for char in line)
    assert sum(line.count("No data") for line in broken) == 2


def test_assumed_stretches_are_dashed_and_points_hollow():
    solid = drawing(curved((views.point(0, 0.5, "x"), views.point(3, 0.5, "y"))))
    dashed = drawing(curved((views.point(0, 0.5, "x"), views.point(3, 0.5, "y", assumed=True, basis="assumed"))))
    dots = [sum((ord(c) - 0x2800).bit_count() for line in ls for c in line if "⠀" < c <= "⣿") for ls in (solid, dashed)]
    assert dots[1] < dots[0] * 0.7
    assert any("○" in line for line in dashed)
    assert any("◇" in line for line in drawing(curved((views.point(1, 0.5, "x", assumed=True, basis="target"),))))


def test_a_moment_of_truth_is_a_star_and_peak_and_low_are_named():
    lines = drawing(
        curved((views.point(0, -0.5, "sad", mark="low"), views.point(2, 1.0, "glad", star=True, mark="peak")))
    )
    text = "\n".join(lines)
    assert "★" in text
    assert "Peak +2" in text
    assert "Low −1" in text


def test_alternatives_are_a_span_with_both_words():
    span = (views.point(1, -0.5, "lost", when="rain"), views.point(1, 0.5, "fine", when="sun"))
    text = "\n".join(drawing(curved(spans=(span,))))
    assert "lost (rain)" in text
    assert "fine (sun)" in text
    assert text.count("│") >= 3


def test_words_never_overlap():
    words = ["enthusiastic", "disappointed", "overwhelmed", "comfortable"]
    runs = (tuple(views.point(n, 0.5 + n / 100, word) for n, word in enumerate(words)),)
    for width in range(30, 90, 7):
        text = "\n".join(drawing(curved(*runs), width))
        pieces = "".join(char if char.isalpha() and char.isascii() else " " for char in text).split()
        assert set(pieces) <= {*words, "a", "b", "c", "d", "e"}


def test_many_columns_are_drawn_in_pieces():
    run = tuple(views.point(n, (-1) ** n * 0.5, "w") for n in range(40))
    lines = drawing(curved(run, count=40), 60)
    assert sum(line.count("●") for line in lines) == 40


def test_where_there_is_no_room_the_curve_is_told():
    view = curved(tuple(views.point(n, 0.5, "w") for n in range(12)), count=12)
    assert "Told." in to_text(view, width=20) or "●" in to_text(view, width=20)


def test_ascii_draws_with_ascii():
    text = "\n".join(drawing(curved((views.point(0, -1.0, "low"), views.point(3, 1.0, "high"))), encoding="ascii"))
    assert text.isascii()
    assert text.count("@") == 2


def test_long_words_of_the_scale_are_told_beside_the_drawing():
    words = ("a very long word indeed", "b", "c", "d", "another rather long one")
    text = " ".join(" ".join(drawing(curved((views.point(0, 0.0, "x"),), words=words), 40)).split())
    assert "−2 a very long word indeed" in text


def test_the_scale_does_not_colour_the_drawing():
    words = ("very unhappy", "unhappy", "neutral", "happy", "very happy")
    printed = to_text(curved((views.point(0, -1.0, "x"), views.point(3, 1.0, "y")), words=words), width=60, colour=True)
    begun = next(line for line in printed.splitlines() if "very" in line and "−" not in line)
    assert begun.startswith("\x1b[2mvery\x1b[0m")
