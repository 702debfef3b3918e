"""The small drawings of a comparison's page: what leads where, values on a line, the fates of pain points as a bar."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.render import marks
from cjmap.render.marks import Svg, num
from cjmap.view.compared.shapes import FateCount, Number, Way

STREET = 72.0
"""The height of the row of arrows."""
TRACK = 9.0
HEAD = 6.0


def street(ways: Sequence[Way], start: int, end: int, column: float) -> Svg:
    """The arrows from current columns to future ones, in the places from start to before end.

    Neighbours go over in a curve; what comes from further away runs on a track of its own.
    """
    long = [way for way in ways if way.start is not None and way.end is not None and abs(way.start - way.end) > 1.5]
    tracks = {way: index for index, way in enumerate(sorted(long, key=_length))}
    height = STREET + TRACK * max(0, len(tracks) - 2)
    width = (end - start) * column
    heads: dict[float, int] = {}
    body = [_way(way, start * column, column, height, tracks.get(way), heads) for way in ways]
    return Svg(
        f'<svg class="c-street" aria-hidden="true" viewBox="0 0 {num(width)} {num(height)}" width="{num(width)}"'
        f' height="{num(height)}">{"".join(body)}</svg>'
    )


def _length(way: Way) -> float:
    return abs((way.start or 0) - (way.end or 0))


def _way(way: Way, dx: float, column: float, height: float, track: int | None, heads: dict[float, int]) -> str:
    if way.end is None:
        x = (way.start or 0) * column - dx
        if way.lost:
            # it ends in the open
            dashed = marks.paint("", "neg", 1.6, ' stroke-dasharray="3 2.5"')
            ring = f'<circle{dashed} cx="{num(x)}" cy="28" r="8"/>'
            question = marks.text(x, 32.5, "?", size=13, fill="neg", weight=700, anchor="middle")
            return marks.line(x, 4, x, 18, "neg", 1.6, "3 2.5") + ring + question
        cross = marks.path(f"M{num(x - 6)} 22l12 12M{num(x + 6)} 22l-12 12", stroke="neg", width=1.8)
        return marks.line(x, 4, x, 18, "neg", 1.6) + cross
    at = way.end * column - dx
    foot = height - 2
    if way.start is None:
        plus = marks.path(f"M{num(at - 6)} 18h12M{num(at)} 12v12", stroke="pos", width=1.8)
        return plus + marks.line(at, 30, at, foot - HEAD, "pos", 1.6) + _head(at, foot)
    x = way.start * column - dx
    # several arrows that meet come in side by side
    count = heads.get(way.end, 0)
    heads[way.end] = count + 1
    if abs(x - at) < 1:
        return marks.line(x, 4, x, foot - HEAD, "pos", 1.6) + _head(x, foot)
    towards = 1 if x < at else -1
    to = at - towards * (8 + 9 * (count // 2))
    if track is None:
        middle = num((foot - HEAD) / 2)
        d = f"M{num(x)} 4C{num(x)} {middle} {num(to)} {middle} {num(to)} {num(foot - HEAD)}"
    else:
        y = 20 + TRACK * track
        r = 7 * towards
        d = (
            f"M{num(x)} 4V{num(y - 7)}q0 7 {num(r)} 7H{num(to - r)}q{num(r)} 0 {num(r)} 7V{num(foot - HEAD)}"
        )  # fmt: skip
    return marks.path(d, stroke="pos", width=1.6) + _head(to, foot)


def _head(x: float, y: float) -> str:
    return marks.path(f"M{num(x - 4.5)} {num(y - HEAD - 1)}h9L{num(x)} {num(y)}z", fill="pos")


def dumbbell(number: Number, width: float = 180.0) -> Svg:
    """A value before (a dot) and after (a diamond) on one line; coloured by better and worse."""
    if number.ends is None:
        return Svg("")
    colour = {True: "pos", False: "neg", None: "ink2"}[number.better]
    first, second = (8 + (width - 16) * end for end in number.ends)
    body = marks.line(8, 10, width - 8, 10, "rule") + marks.line(first, 10, second, 10, colour, 2.2)
    dot = f'<circle{marks.paint("ink", "paper", 1.6)} cx="{num(first)}" cy="10" r="5"/>'
    corners = f"M{num(second)} 4L{num(second + 6)} 10L{num(second)} 16L{num(second - 6)} 10Z"
    return marks.drawing(body + dot + marks.path(corners, fill="paper", stroke=colour, width=2), width, 20, "c-db")


def fate_bar(counts: Sequence[FateCount], width: float = 560.0) -> Svg:
    """A box for each pain point: filled where resolved, dashed where left, crossed where forgotten."""
    boxes = [each.mark for each in counts for _ in range(each.size)]
    size = min(67.0, (width + 3) / max(1, len(boxes)) - 3)
    body = []
    for index, mark in enumerate(boxes):
        x, middle = index * (size + 3), index * (size + 3) + size / 2
        if mark == "good":
            body.append(marks.rect(x, 0, size, 30, "pos"))
            body.append(marks.path(f"M{num(middle - 7)} 15l5 5 9-10", stroke="paper", width=2.4) if size > 20 else "")
        elif mark == "bad":
            body.append(_box(x + 1, size - 2, "negt", "neg", 2, ""))
            cross = f"M{num(middle - 6)} 9l12 12M{num(middle + 6)} 9l-12 12"
            body.append(marks.path(cross, stroke="neg", width=2.4) if size > 20 else "")
        else:
            body.append(_box(x + 0.8, size - 1.6, "shade", "ink2", 1.5, ' stroke-dasharray="4 3"'))
            if size > 20:
                circle = f'<circle{marks.paint("", "ink2", 1.6)} cx="{num(middle)}" cy="15" r="6.5"/>'
                body.append(circle + marks.path(f"M{num(middle)} 8.5a6.5 6.5 0 0 0 0 13z", fill="ink2"))
    return marks.drawing("".join(body), len(boxes) * (size + 3), 30, "c-bar")


def _box(x: float, width: float, fill: str, line: str, weight: float, extra: str) -> str:
    return f'<rect{marks.paint(fill, line, weight, extra)} x="{num(x)}" y="1" width="{num(width)}" height="28"/>'


def swatch(name: str) -> Svg:
    """The mark of an entry of the legend that is drawn."""
    wave = "M2 10C16 10 20 4 30 4S46 9 58 8"
    parts = {
        "now": marks.path(wave, stroke="ink", width=2)
        + f'<circle{marks.paint("ink", "paper", 1.2)} cx="30" cy="4" r="4"/>',
        "then": marks.path("M2 7H58", stroke="pos", width=2, dash="6 5")
        + marks.path("M30 2L35 7L30 12L25 7Z", fill="paper", stroke="pos", width=1.8),
        "range": marks.rect(2, 2, 56, 10, "post"),
        "cases": marks.line(30, 1, 30, 13, "rule", 7)
        + "".join(f'<circle{marks.paint("ink", "paper", 1)} cx="30" cy="{y}" r="3"/>' for y in (3, 11)),
    }
    if name == "severity":
        return Svg(marks.severity(1) + marks.severity(2) + marks.severity(3))
    if name == "reference":
        return Svg('<span class="ref">1</span>')
    return marks.drawing(parts[name], 60, 14)
