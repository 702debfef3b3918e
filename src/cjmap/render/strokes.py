"""The emotion curve's line: pieces between scores, strokes along them, and what fills the room down to zero."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjmap.record import record
from cjmap.render import marks
from cjmap.render.look import look
from cjmap.render.marks import num
from cjmap.view.points import CurvePoint

UNIT = 94.0
"""The height of the scale's upper half, and of its lower half."""


@record
class Piece:
    """The curve between two neighbouring scores, a cubic whose x runs evenly."""

    x0: float
    y0: float
    x1: float
    y1: float
    slope0: float
    slope1: float
    assumed: bool

    def at(self, x: float) -> float:
        """The height at an x between the two scores."""
        t = (x - self.x0) / (self.x1 - self.x0)
        third = (self.x1 - self.x0) / 3
        a, b = self.y0 + self.slope0 * third, self.y1 - self.slope1 * third
        u = 1 - t
        return u * u * u * self.y0 + 3 * u * u * t * a + 3 * u * t * t * b + t * t * t * self.y1

    def bezier(self, dx: float, zero: float) -> str:
        """The piece as a path command, moved."""
        third = (self.x1 - self.x0) / 3
        a, b = self.y0 + self.slope0 * third, self.y1 - self.slope1 * third
        x0, x1 = self.x0 + dx, self.x1 + dx
        ends = f"{num(x1 - third)} {num(b + zero)} {num(x1)} {num(self.y1 + zero)}"
        return f"C{num(x0 + third)} {num(a + zero)} {ends}"


def slopes(xs: Sequence[float], ys: Sequence[float]) -> list[float]:
    """Slopes for a cubic that is monotone between its points (Fritsch and Carlson 1980, weighted harmonic means)."""
    steps = [xs[i + 1] - xs[i] for i in range(len(xs) - 1)]
    rises = [(ys[i + 1] - ys[i]) / steps[i] for i in range(len(steps))]
    if not rises:
        return [0.0] * len(xs)
    inner = []
    for i in range(1, len(rises)):
        before, after = rises[i - 1], rises[i]
        if before * after <= 0:
            inner.append(0.0)
            continue
        w1, w2 = 2 * steps[i] + steps[i - 1], steps[i] + 2 * steps[i - 1]
        inner.append((w1 + w2) / (w1 / before + w2 / after))
    return [rises[0], *inner, rises[-1]]


def pieces(run: Sequence[CurvePoint], width: float, unit: float = UNIT) -> list[Piece]:
    """The pieces of an unbroken run of scores at a column width."""
    xs, ys = [p.x * width for p in run], [-p.level * unit for p in run]
    m = slopes(xs, ys)
    return [
        Piece(xs[i], ys[i], xs[i + 1], ys[i + 1], m[i], m[i + 1], run[i].assumed or run[i + 1].assumed)
        for i in range(len(run) - 1)
    ]


def hued() -> bool:
    """Whether the theme draws the curve in the hues of good and bad."""
    return look().light["plot"] == "hue"


def dashes(dash: str) -> str:
    """Dashes that grow with a heavier line, whose round ends would close the gaps."""
    by = look().number("curve") * look().number("weight") / 2.25
    return " ".join(f"{float(part) * by:.3g}" for part in dash.split())


def halves(key: str, width: float, zero: float, height: float) -> str:
    """The clips of what is above zero and, where the theme needs it, of what is below."""
    clip = '<clipPath id="{}"><rect x="-8" y="{}" width="{}" height="{}"/></clipPath>'
    found = clip.format(f"{key}u", "0", num(width + 16), num(zero))
    return found + (clip.format(f"{key}d", num(zero), num(width + 16), num(height - zero)) if hued() else "")


def _runs(line: Iterable[Piece]) -> Iterable[list[Piece]]:
    """Pieces that touch, together."""
    run: list[Piece] = []
    for piece in line:
        if run and run[-1].x1 != piece.x0:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def stroke(line: Sequence[Piece], dx: float, zero: float, ink: str, weight: float, dash: str, key: str = "") -> str:
    """A line along pieces; with a `key` in the hues of good and bad, each within its half."""
    d = "".join(
        f"M{num(run[0].x0 + dx)} {num(run[0].y0 + zero)}" + "".join(p.bezier(dx, zero) for p in run)
        for run in _runs(line)
    )
    if not d:
        return ""
    dash = dashes(dash)
    if not key:
        return marks.path(d, stroke=ink, width=weight, dash=dash)
    return "".join(
        f'<g clip-path="url(#{key}{half})">{marks.path(d, stroke=hue, width=weight, dash=dash)}</g>'
        for half, hue in (("u", "pos"), ("d", "neg"))
    )


def tints(line: Sequence[Piece], dx: float, zero: float, key: str) -> str:
    """A flat tint under what is good and ruled lines over what is bad, only where it rests on evidence.

    In the hues of good and bad, what is bad has a tint of its own in place of the ruled lines.
    """
    solid = [p for p in line if not p.assumed]
    area = "".join(
        f"M{num(run[0].x0 + dx)} {num(zero)}V{num(run[0].y0 + zero)}"
        + "".join(p.bezier(dx, zero) for p in run)
        + f"V{num(zero)}Z"
        for run in _runs(solid)
    )
    parts = f'<g clip-path="url(#{key}u)">{marks.path(area, fill="post")}</g>' if area else ""
    if hued():
        return parts + (f'<g clip-path="url(#{key}d)">{marks.path(area, fill="negt")}</g>' if area else "")
    hatch = _hatch(solid, dx, zero)
    return parts + (marks.path(hatch, stroke="neg", width=0.9) if hatch else "")


def _hatch(solid: Sequence[Piece], dx: float, zero: float) -> str:
    """Upright lines from zero down to the curve."""
    hatch = []
    step = 4 if len(solid) < 60 else 8
    for piece in solid:
        if piece.y0 <= 0 and piece.y1 <= 0:
            continue
        x = (piece.x0 // step + 1) * step
        while x < piece.x1:
            y = piece.at(x)
            if y > 1:
                hatch.append(f"M{num(x + dx)} {num(zero)}V{num(y + zero)}")
            x += step
    return "".join(hatch)
