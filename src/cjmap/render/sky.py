"""The light of a day as a strip over its columns: the darker the hour, the longer the ruled lines."""

from __future__ import annotations

from cjmap.render import marks
from cjmap.render.marks import Svg, num
from cjmap.view.daylight import Daylight, darkness

HEIGHT, GAP, LEAST = 26.0, 3.0, 0.8
"""The strip's height and the space from one line to the next; shorter lines are left out."""


def strip(light: Daylight, start: int, end: int, column: float) -> Svg:
    """The strip over the columns from `start` to before `end`, each so many units wide; decoration, without words."""
    width = (end - start) * column
    lines = []
    x = GAP / 2
    while x < width:
        time = light.time(start + x / column)
        deep = 0.0 if time is None else (HEIGHT - 1) * darkness(time)
        if deep >= LEAST:
            lines.append(f"M{num(x)} 0V{num(deep)}")
        x += GAP
    return marks.drawing(marks.path("".join(lines), stroke="link", width=1.1), width, HEIGHT, "sky")


def swatch() -> Svg:
    """Dusk, in small."""
    return marks.drawing(
        marks.path("".join(f"M{x} 0V{num(13 - x / 4)}" for x in range(1, 47, 3)), stroke="link", width=1.1), 60, 14
    )
