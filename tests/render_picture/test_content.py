"""Content streams and geometry: the laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.render.picture.canvas import EVERYWHERE, Canvas, Outline, overlap
from cjmap.render.picture.content import IDENTITY, at, inverse, number, operations, times
from cjmap.render.picture.shading import colour, gradient

NUMBERS = st.floats(-1000, 1000, allow_nan=False).map(lambda value: round(value, 3))
FACTORS = NUMBERS.filter(lambda value: abs(value) > 0.1)
MATRICES = st.builds(lambda a, d, b, e, f: (a, b * 0.001, 0.0, d, e, f), FACTORS, FACTORS, NUMBERS, NUMBERS, NUMBERS)


def test_operators_and_their_operands():
    data = (
        b"q\n/Span <</MCID 0 /Alt (a \\) b)>> BDC\n[<0041> -12.5 <0042>] TJ (x \\( y) Tj /F1 12 Tf\n"
        b"[] 0 d .5 -3 +7. re EMC"
    )
    assert list(operations(data)) == [
        ("q", []),
        ("BDC", ["/Span"]),
        ("TJ", [[b"\x00A", -12.5, b"\x00B"]]),
        ("Tj", [b"x \\( y"]),
        ("Tf", ["/F1", 12.0]),
        ("d", [[], 0.0]),
        ("re", [0.5, -3.0, 7.0]),
        ("EMC", []),
    ]


@given(MATRICES, MATRICES, NUMBERS, NUMBERS)
def test_matrices_follow_each_other(first, then, x, y):
    assert at(times(first, then), x, y) == pytest.approx(at(then, *at(first, x, y)), rel=1e-6, abs=1e-3)
    assert times(first, IDENTITY) == pytest.approx(first)
    assert at(inverse(first), *at(first, x, y)) == pytest.approx((x, y), rel=1e-5, abs=1e-2)


@given(st.floats(-1e6, 1e6, allow_nan=False))
def test_numbers_are_short_and_close(value):
    text = number(value)
    assert float(text) == pytest.approx(value, abs=0.00501)
    assert text != "-0"
    assert not ("." in text and text.endswith(("0", ".")))


BOXES = st.tuples(NUMBERS, NUMBERS, st.floats(1, 100), st.floats(1, 100)).map(
    lambda b: (b[0], b[1], b[0] + b[2], b[1] + b[3])
)


@given(BOXES, BOXES)
def test_boxes_overlap_the_same_way_round(one, other):
    assert overlap(one, other) == overlap(other, one)
    assert overlap(one, one) == one


def outline(*points):
    found = Outline()
    found.move(points[0])
    for point in points[1:]:
        found.line(point)
    return found


def test_upright_rectangles_are_known_however_they_are_drawn():
    square = outline((0, 0), (0, 2), (3, 2), (3, 0))
    assert square.rectangle == (0, 0, 3, 2)
    assert outline((0, 0), (0, 2), (3, 2), (3, 0), (0, 0)).rectangle == (0, 0, 3, 2)
    assert outline((0, 0), (1, 2), (3, 2), (3, 0)).rectangle is None
    assert outline((0, 0), (3, 2), (0, 2), (3, 0)).rectangle is None
    assert outline((0, 0), (3, 2)).rectangle is None


def test_what_a_clip_hides_is_not_written_and_what_it_holds_is_not_clipped():
    canvas = Canvas()
    clip = EVERYWHERE.within_box((0, 0, 10, 10))
    canvas.add("inside", (1, 1, 9, 9), clip)
    canvas.add("outside", (11, 1, 19, 9), clip)
    canvas.add("line on the edge", (0, 10, 10, 10), clip)
    canvas.add("across", (5, 5, 15, 15), clip)
    canvas.add("nowhere", (1, 1, 9, 9), clip.within_box((20, 20, 30, 30)))
    text = canvas.take(0)
    assert text.startswith("insideline on the edge\n<g clip-path")
    assert "across" in text
    assert "outside" not in text
    assert "nowhere" not in text
    assert len(canvas.definitions) == 1


def test_a_group_is_one_thing():
    canvas = Canvas()
    canvas.add("before", (0, 0, 1, 1), EVERYWHERE)
    with canvas.group(0.5):
        canvas.add("in", (0, 0, 1, 1), EVERYWHERE)
    canvas.add("after", (0, 0, 1, 1), EVERYWHERE)
    assert canvas.take(0).replace("\n", "") == 'before<g opacity="0.5">in</g>after'


def test_gradients():
    part = {"FunctionType": 2, "Domain": [0, 1], "C0": [1, 0, 0], "C1": [0, 0, 1], "N": 1}
    axial = {"ShadingType": 2, "ColorSpace": "/DeviceRGB", "Coords": [0, 0, 10, 0], "Domain": [0, 1], "Function": part}
    assert '<stop offset="0%" stop-color="#ff0000"/><stop offset="100%" stop-color="#0000ff"/>' in gradient(
        axial, "g", IDENTITY
    )
    assert gradient({**axial, "ShadingType": 3}, "g", IDENTITY) is None
    assert colour([0.5]) == "#808080"
    assert colour([2, -1, 0]) == "#ff0000"
