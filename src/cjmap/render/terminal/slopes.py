"""A smooth line through scores that never rises above or falls below them (Fritsch and Carlson 1980)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

Place = tuple[float, float]


def slopes(points: Sequence[Place]) -> list[float]:
    """The slope at each point: flat at tops and bottoms, the harmonic mean of its neighbours' elsewhere."""
    if len(points) < 2:
        return [0.0] * len(points)
    steps = [(y2 - y1) / (x2 - x1) if x2 > x1 else 0.0 for (x1, y1), (x2, y2) in pairwise(points)]
    inner = [0.0 if a * b <= 0 else 2 * a * b / (a + b) for a, b in pairwise(steps)]
    return [steps[0], *inner, steps[-1]]


def level_at(x: float, left: Place, right: Place, tangents: Sequence[float]) -> float:
    """The line's level between two points with given slopes; at their own level outside."""
    (x1, y1), (x2, y2) = left, right
    if x <= x1 or x2 <= x1:
        return y1
    if x >= x2:
        return y2
    wide = x2 - x1
    t = (x - x1) / wide
    start, end = tangents
    rise = y1 * (2 * t**3 - 3 * t**2 + 1) + y2 * (3 * t**2 - 2 * t**3)
    return rise + wide * (start * (t**3 - 2 * t**2 + t) + end * (t**3 - t**2))
