"""Linear gradients."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cjmap.render.picture.content import Matrix, number

AXIAL = 2
STITCHED = 3


def gradient(shading: Any, key: str, matrix: Matrix) -> str | None:
    """The definition of a PDF's axial shading; None for another sort."""
    if shading["ShadingType"] != AXIAL or shading["ColorSpace"] not in ("/DeviceRGB", "/DeviceGray"):
        return None
    x1, y1, x2, y2 = (number(value) for value in shading["Coords"])
    start, end = shading["Domain"]
    function = shading["Function"]
    stops = "".join(
        f'<stop offset="{number(100 * (place - start) / (end - start))}%" stop-color="{colour(rgb)}"/>'
        for place, rgb in _stops(function)
    )
    placed = " ".join(number(value) if index > 3 else f"{value:.5g}" for index, value in enumerate(matrix))
    return (
        f'<linearGradient id="{key}" gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" '
        f'gradientTransform="matrix({placed})">{stops}</linearGradient>'
    )


def colour(parts: Sequence[float]) -> str:
    """Red, green and blue, or grey alone, each from 0 to 1, as they are written in SVG."""
    three = parts if len(parts) == 3 else [parts[0]] * 3
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02x}" for part in three)


def _stops(function: Any) -> Iterator[tuple[float, Sequence[float]]]:
    start, end = function["Domain"]
    if function["FunctionType"] != STITCHED:
        yield start, function["C0"]
        yield end, function["C1"]
        return
    places = [start, *function["Bounds"], end]
    for index, part in enumerate(function["Functions"]):
        yield places[index], part["C0"]
        yield places[index + 1], part["C1"]
