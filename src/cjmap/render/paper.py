"""Papers, and how a map is cut into pages: column widths and slices of columns, all as pure functions.

Lengths of type are in rem (the root font size); a sheet says how large a rem is on it.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import ceil, inf

from cjmap.record import record, replace
from cjmap.render import ends
from cjmap.render.heights import LINED, WIDEST, Heights, Slice, narrowest
from cjmap.view.shapes import Line, Row, View
from cjmap.view.tree import NOW

PX_PER_MM = 96 / 25.4
LARGEST_MM = 200 * 25.4
"""The largest width and height of a PDF page: 200 inches."""

LANE_REM = 9.5
"""The width of the lane titles."""

SMALLEST_REM, SMALLEST_PT = 0.6875, 6.5
"""The smallest type of a page, and what it may not go below on paper."""
SMALLEST_PX = SMALLEST_PT * 96 / 72

_ROOMY, _SIZES = 11.0, 4
# a page too many costs more than slightly smaller type, so the estimate may be this much too low
_SAFE = 0.985
# the least room for the whole curve on a first page, with the heads of its stages, in rem
_FRONT = 11.0


@record
class Paper:
    """A paper in landscape, in millimetres; `rem` and `largest` bound its root font size in CSS pixels.

    Without a size it is `fit`: one page, as large as the map.
    """

    name: str
    width: float
    height: float
    rem: float
    largest: float

    @property
    def fit(self) -> bool:
        """Whether the page is made as large as the map."""
        return not self.width


PAPERS: dict[str, Paper] = {
    paper.name: paper
    for paper in (
        Paper("a4", 297, 210, 12.7, 14),
        Paper("a3", 420, 297, 12.8, 16),
        Paper("a2", 594, 420, 14, 21),
        Paper("a1", 841, 594, 14, 28),
        Paper("letter", 279.4, 215.9, 12.7, 14),
        Paper("tabloid", 431.8, 279.4, 12.8, 16),
        Paper("fit", 0, 0, 14, 14),
    )
}
"""The papers that can be asked for."""

DEFAULT = PAPERS["a3"]


@record
class Sheet:
    """A paper with a map cut for it.

    `width` and `height` are the page's, in millimetres; margins run top, side, bottom. `rem` is the root font size in
    CSS pixels; `column` is the width of a column in rem, the same on every page. `front` is how much room in rem the
    first page has for the whole curve, and for nothing else of the map, where the curve has none in its own columns.
    """

    paper: Paper
    width: float
    height: float
    margins: tuple[float, float, float]
    rem: float
    column: float
    slices: tuple[Slice, ...]
    front: float = 0.0

    @property
    def inner(self) -> float:
        """The width between the margins, in rem."""
        return (self.width - 2 * self.margins[1]) * PX_PER_MM / self.rem

    @property
    def room(self) -> float:
        """The height between the margins, in rem."""
        return (self.height - self.margins[0] - self.margins[2]) * PX_PER_MM / self.rem


def plan(view: View, paper: Paper) -> Sheet:
    """Cut a map for a paper: the fewest pages on which every column is wide enough to read, in the largest type."""
    margins = (8.0, 9.0, 11.0) if paper.width and paper.width < 300 else (8.0, 12.0, 11.0)
    if paper.fit:
        return _plan_fit(view, paper, margins)
    heights, least = Heights(view), narrowest(view)
    best: tuple[tuple[float, int, float], Sheet] | None = None
    for step in range(_SIZES + 1):
        rem = round(paper.rem + (paper.largest - paper.rem) * step / _SIZES, 2)
        blank = Sheet(paper, paper.width, paper.height, margins, rem, 0.0, ())
        both = ends.head(view, blank.inner), ends.foot(view, blank.inner)
        most = max(1, min(len(view.columns), int((blank.inner - LANE_REM) / least)))
        for count in range(most, 0, -1):
            sheet = _cut(view, blank, count)
            room = _SAFE * sheet.room
            if not heights.in_front(sheet.slices[0], sheet.column, room, both[0]) and room - both[0] >= _FRONT:
                sheet = replace(sheet, front=room - both[0])
                pages = 1 + heights.pages(sheet.slices, sheet.column, room, (0.0, both[1]))
            else:
                pages = heights.pages(sheet.slices, sheet.column, room, both)
            if step and sheet.column < _ROOMY:
                pages = inf
            if best is None or (pages, len(sheet.slices), -rem) < best[0]:
                best = (pages, len(sheet.slices), -rem), sheet
            if count <= 3 or sheet.column > WIDEST * 1.5:
                break
    assert best is not None  # noqa: S101 -- the first size is always tried
    return best[1]


def curve_in_front(view: View, sheet: Sheet) -> View:
    """A map whose curve is on the first page of a sheet, wherever it has room there: its row rises above others.

    Rows of emotions below it rise with it, and so does that of the current map's.
    """
    if sheet.paper.fit or not sheet.slices or sheet.front:
        return view
    head = ends.head(view, sheet.inner)
    places = Heights(view).rise(sheet.slices[0], sheet.column, _SAFE * sheet.room, head)
    if places is None:
        return view
    start, to = places
    end = start + 1
    while (
        end < len(view.rows) and isinstance(row := view.rows[end], Row) and (row.cell == "emotion" or row.lane == NOW)
    ):
        end += 1
    rows = (*view.rows[:to], *view.rows[start:end], *view.rows[to:start], *view.rows[end:])
    return replace(view, rows=rows)


def _feels(row: Row | Line) -> bool:
    return isinstance(row, Row) and (row.cell == "emotion" or row.lane == NOW)


def _cut(view: View, sheet: Sheet, count: int) -> Sheet:
    """A sheet with slices of at most so many columns."""
    slices = cut_columns([(stage.start, stage.start + stage.span) for stage in view.stages], count)
    widest = max((end - start for start, end in slices), default=1)
    return replace(sheet, column=(sheet.inner - LANE_REM) / widest, slices=slices)


def _plan_fit(view: View, paper: Paper, margins: tuple[float, float, float]) -> Sheet:
    """One page for the whole map, or as few as the limit of PDF allows."""
    to_mm = paper.rem / PX_PER_MM
    columns, least = max(1, len(view.columns)), narrowest(view)
    room = (LARGEST_MM - 2 * margins[1]) / to_mm - LANE_REM
    column = max(least, min(WIDEST, max(_ROOMY, 84 / columns), room / columns))
    sheet = _cut(view, Sheet(paper, LARGEST_MM, LARGEST_MM, margins, paper.rem, column, ()), max(1, int(room / column)))
    widest = max((end - start for start, end in sheet.slices), default=1)
    width = (LANE_REM + column * widest) * to_mm + 2 * margins[1]
    return replace(sheet, width=min(LARGEST_MM, ceil(width)), column=column)


def cut_columns(stages: Iterable[Slice], most: int) -> tuple[Slice, ...]:
    """Cut columns into slices of at most so many, between stages; a stage wider than that is cut between its steps.

    Of all such cuts it takes the fewest slices, then the fewest cut stages, then the most even widths.
    """
    borders = {0: 0}
    for start, end in stages:
        borders[end] = 0
        if end - start > most:
            borders.update(dict.fromkeys(range(start + 1, end), 1))
    ends = sorted(borders)
    best: dict[int, tuple[tuple[int, int, int], int]] = {0: ((0, 0, 0), 0)}
    for index, end in enumerate(ends[1:], 1):
        choices = []
        for start in reversed(ends[:index]):
            if end - start > most:
                break
            (slices, torn, squares), _ = best[start]
            choices.append(((slices + 1, torn + borders[end], squares + (end - start) ** 2), start))
        best[end] = min(choices)
    cuts = [ends[-1]]
    while cuts[-1]:
        cuts.append(best[cuts[-1]][1])
    return tuple(pairwise(reversed(cuts)))


def writing_room(view: View, sheet: Sheet) -> float:
    """How high a row of a blank map is, in rem, so that its rows fill the page; 0 where they are as high as they are.

    A blank map hangs on the wall and is written on.
    """
    if sheet.paper.fit or not ends.is_blank(view):
        return 0.0
    lines = sum(not isinstance(row, Row) for row in view.rows)
    around = (
        ends.head(view, sheet.inner) + ends.foot(view, sheet.inner) + Heights(view).heads(sheet.slices, sheet.column)
    )
    return max(0.0, (_SAFE * sheet.room - around - LINED * lines - 2) / (len(view.rows) - lines))
