"""Two maps' emotions in one drawing: the current line solid, the future one dashed, and a tint between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from html import escape

from cjmap.record import replace
from cjmap.render import marks
from cjmap.render.curve import Drawer, Layout
from cjmap.render.lettering import Label
from cjmap.render.marks import Svg, num
from cjmap.render.strokes import UNIT, Piece, pieces, stroke
from cjmap.view.points import Curve, Plot

STEP = 4.0
"""How far apart the corners of the tint are."""


class Line:
    """A line whose height can be asked for anywhere."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.starts = [piece.x0 for piece in pieces]

    def height(self, x: float) -> float | None:
        """The height at an x; None where there is no line."""
        at = bisect_right(self.starts, x) - 1
        return self.pieces[at].at(x) if at >= 0 and x <= self.pieces[at].x1 else None


class Twins(Drawer):
    """Draws a current map's curve, and that of its future."""

    inks = ("ink", "pos")
    weights = (1.0, 1.0)
    dash = "6 5"

    def _fill(self, layout: Layout, dx: float, zero: float, key: str) -> str:
        """A flat tint where the future line is above the current one; it illustrates, and is no measure."""
        del key
        if len(layout.pieces) < 2:
            return ""
        area = between(layout.pieces[0], layout.pieces[1], dx, zero)
        return marks.path(area, fill="post") if area else ""

    def _labels(self, number: int, curve: Curve, start: int, end: int) -> Iterable[Label]:
        """The words of the higher line stand above it, those of the lower one below."""
        alternatives = {point.x * self.width for span in curve.spans for point in span}
        other = Line(self.lines[1 - number] if len(self.lines) == 2 else ())
        for found in _named(list(super()._labels(number, curve, start, end)), curve.persona):
            label = found
            if number:
                # the lowest point of the future is nothing alarming
                calm = tuple(each._replace(colour="pos") if each.colour == "neg" else each for each in found.far)
                label = replace(found, far=calm)
            if label.x in alternatives:
                yield label
                continue
            height = other.height(label.x)
            if label.side == "right" or height is None:
                yield label
            else:
                higher = label.y <= height if number else label.y < height
                yield replace(label, side="above" if higher else "below")

    def _points(self, number: int, curve: Curve, layout: Layout, dx: float, zero: float) -> str:
        """Dots on the current line, diamonds on the future one, each in the colour of its line."""
        parts = []
        for span in curve.spans:
            inside = [each for each in span if layout.start <= each.column < layout.end]
            heights = [zero - each.level * UNIT for each in inside]
            if len(heights) > 1:
                x = inside[0].x * self.width + dx
                parts.append(marks.line(x, min(heights), x, max(heights), "rule", 7))
            parts += [
                _point(each.x * self.width + dx, y, number, assumed=each.assumed, size=5)
                for each, y in zip(inside, heights, strict=True)
            ]
        for point in (each for run in curve.runs for each in run if layout.start <= each.column < layout.end):
            x, y = point.x * self.width + dx, zero - point.level * UNIT
            parts.append(_point(x, y, number, assumed=point.assumed, size=6))
        return "".join(parts)


def _named(labels: list[Label], name: str) -> list[Label]:
    """Labels of a curve of which the last is its name, which goes with the words of the point that it stands beside.

    At the right end the words of both curves leave no room beside the points.
    """
    if not name or not labels:
        return labels
    *rest, last = labels
    at = next((index for index, each in enumerate(rest) if (each.x, each.y) == (last.x, last.y)), None)
    if at is None or rest[at].side == "right":
        return labels
    letter = last.near[0]._replace(words=name)
    rest[at] = replace(rest[at], far=(*rest[at].far, letter))
    return rest


def _point(x: float, y: float, number: int, *, assumed: bool, size: float) -> str:
    if number:
        corners = (
            f"M{num(x)} {num(y - size)}L{num(x + size)} {num(y)}L{num(x)} {num(y + size)}L{num(x - size)} {num(y)}Z"
        )
        return marks.path(corners, fill="paper", stroke="pos", width=1.8)
    ring = marks.paint("paper", "ink", 1.6) if assumed else marks.paint("ink", "paper", 1.6)
    return f'<circle{ring} cx="{num(x)}" cy="{num(y)}" r="{num(size - 1)}"/>'


def between(below: Sequence[Piece], above: Sequence[Piece], dx: float, zero: float) -> str:
    """The room between two lines where the second is the higher one, as a path."""
    if not below or not above:
        return ""
    parts: list[str] = []
    lows, highs = Line(below), Line(above)
    run: list[tuple[float, float, float]] = []
    x = max(below[0].x0, above[0].x0)
    end = min(below[-1].x1, above[-1].x1)
    while x <= end:
        lower, upper = lows.height(x), highs.height(x)
        if lower is not None and upper is not None and upper <= lower:
            run.append((x, lower, upper))
        else:
            parts.append(_outline(run, dx, zero))
            run = []
        x = min(x + STEP, end) if x < end else end + 1
    return "".join([*parts, _outline(run, dx, zero)])


def _outline(run: list[tuple[float, float, float]], dx: float, zero: float) -> str:
    if len(run) < 2:
        return ""
    there = [f"{num(x + dx)} {num(upper + zero)}" for x, _, upper in run]
    back = [f"{num(x + dx)} {num(lower + zero)}" for x, lower, _ in reversed(run)]
    return "M" + "L".join([*there, *back]) + "Z"


def spark(plot: Plot, places: int, width: float = 288.0) -> Svg:
    """Both lines without words, for where there is no room for the grid."""
    column, unit = width / places, 38.0
    zero = unit + 6
    lines = [[piece for run in curve.runs for piece in pieces(run, column, unit)] for curve in plot.curves]
    body = marks.path(between(lines[0], lines[1], 0, zero), fill="post") if len(lines) == 2 and all(lines) else ""
    body += marks.line(0, zero, width, zero, "rule")
    for line, ink, dash in zip(lines, ("ink", "pos"), ("", "6 5"), strict=False):
        body += stroke(line, 0, zero, ink, 2, dash)
    for number, curve in enumerate(plot.curves):
        for point in (each for run in curve.runs for each in run):
            body += _point(point.x * column, zero - point.level * unit, number, assumed=point.assumed, size=4.5)
    return Svg(
        f'<svg class="c-spark" role="img" aria-label="{escape(plot.description)}" viewBox="0 0 {num(width)} '
        f'{num(2 * zero)}" width="{num(width)}" height="{num(2 * zero)}">{body}</svg>'
    )
