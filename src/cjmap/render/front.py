"""The whole curve in one piece for a first page whose head leaves the curve no room in its own columns."""

from __future__ import annotations

from cjmap.record import record
from cjmap.render.curve import Drawer, Said
from cjmap.render.grid import Builder
from cjmap.render.lettering import wrap
from cjmap.render.marks import Svg
from cjmap.render.paper import LANE_REM
from cjmap.render.strokes import UNIT
from cjmap.view.shapes import Row, StageView

_LANE = LANE_REM * 16
_SHAPES: tuple[tuple[float, Said], ...] = ((1.0, "all"), (0.85, "all"), (0.7, "all"), (0.55, "all"), (0.45, "none"))
"""How much lower than elsewhere the curve may be, to find its room; the lowest has no words."""
_AROUND = 38.0, 14.0
"""The least room above the scale, where the lane's title stands, and below it."""
_WORDS = 60.0
"""Below this width of a column only the points that are named have words."""
_HEAD, _LINE = 1.8, 1.25
"""What the heads of the stages take beside their lines, and a line of them, in rem."""


@record
class Front:
    """The curve over all columns: its lane's title, the stages with their classes, the widths in units of 16 a rem.

    Where it is `bare`, the stages have their numbers alone.
    """

    title: str
    stages: tuple[tuple[StageView, str], ...]
    bare: bool
    svg: Svg
    scale: Svg
    lane: float
    column: float


def front(builder: Builder, inner: float, room: float) -> Front | None:
    """The curve for a page of a width between its margins, where it has so much room; None where that is too little.

    Lengths are in rem.
    """
    view = builder.view
    row = next((each for each in view.rows if isinstance(each, Row) and each.cell == "emotion"), None)
    if view.plot is None or view.blueprint or row is None:
        return None
    column = (inner * 16 - _LANE) / len(view.columns)
    lines = max(len(wrap(f"{s.head.number}  {s.head.title}", column * s.span - 18, 15, 700)) for s in view.stages)
    for share, said in _SHAPES:
        drawer = Drawer(view.plot, view.catalog, builder.ground(), column, builder.measures.family, share * UNIT)
        drawer.name, drawer.around = "front", _AROUND
        drawer.said = "named" if said == "all" and column < _WORDS else said
        bare = said == "none" and lines > 1
        layout = drawer.lay(0, len(view.columns))
        if (layout.top + layout.bottom) / 16 + _HEAD + _LINE * (1 if bare else lines) <= room:
            stages = tuple((stage, builder.shade(stage.index)) for stage in view.stages)
            curve = drawer.svg(layout, layout.top, layout.bottom)
            return Front(row.title, stages, bare, curve, drawer.scale(_LANE, layout.top, layout.bottom), _LANE, column)
    return None
