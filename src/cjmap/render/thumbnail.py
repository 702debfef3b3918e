"""The emotion curve in small, for lists."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.render import marks
from cjmap.render.curve import GHOST_DASH, INKS
from cjmap.render.marks import Svg, escape
from cjmap.render.strokes import halves, hued, pieces, stroke, tints
from cjmap.view.points import Plot


def thumbnail(
    plot: Plot, columns: int, starts: Sequence[tuple[int, str]], label: str, family: str, name: str = "curve-thumb-"
) -> Svg:
    """The curve in small, for lists; `starts` are the stages' first columns and numbers.

    The names of its parts begin with `name`, of which a page has each but once.
    """
    width, unit, zero = 352 / columns, 34.0, 48.0
    body = [marks.line(s * width, 4, s * width, 84, "rule") for s, _ in starts if s]
    lines = [[p for run in c.runs for p in pieces(run, width, unit)] for c in plot.curves]
    if lines:
        body.append(tints(lines[0], 0, zero, name))
    body.append(marks.line(0, zero, 352, zero, "ink2"))
    for ghost in plot.ghosts:
        line = [p for run in ghost.runs for p in pieces(run, width, unit)]
        body.append(stroke(line, 0, zero, "ink3", 1.2, GHOST_DASH))
    for n, line in enumerate(lines):
        ink, hues = INKS[n % 4], name if hued() and len(lines) == 1 else ""
        body.append(stroke([p for p in line if not p.assumed], 0, zero, ink, 2, "", hues))
        body.append(stroke([p for p in line if p.assumed], 0, zero, ink, 2, "1.5 4", hues))
    for point in (p for c in plot.curves for run in c.runs for p in run):
        x, y = point.x * width, zero - point.level * unit
        if point.star and columns <= 60:
            body.append(marks.path(marks.star_path(x, y, 8), fill="star", stroke="paper"))
        elif columns <= 30:
            body.append(marks.dot(x, y, point.level, point.assumed, 3))
    if len(starts) <= 20:
        ends = [*(s for s, _ in starts[1:]), columns]
        for (start, number), end in zip(starts, ends, strict=True):
            body.append(marks.text((start + end) / 2 * width, 95, number, size=12, fill="ink2", anchor="middle"))
    clip = halves(name, 352, zero, 2 * zero)
    return Svg(
        f'<svg class="spark" role="img" aria-label="{escape(label)}" viewBox="0 0 352 98" width="352" height="98"'
        f' font-family="{escape(family)}"><defs>{clip}</defs>{"".join(body)}</svg>'
    )
