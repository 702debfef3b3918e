"""Papers, and how a map is cut into pages: column widths and slices of columns, all as pure functions.

Lengths of type are in rem (the root font size); a sheet says how large a rem is on it. Text widths are estimated, so
that nothing here needs a font: an estimate decides only how many columns stand on a page, never whether text fits.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import ceil, inf

from cjmap.view.shapes import ActivityView, CellView, EmotionView, ItemView, MetricView, Row, TouchpointView, View

Slice = tuple[int, int]
"""Columns from the first to before the second."""

PX_PER_MM = 96 / 25.4
LARGEST_MM = 200 * 25.4
"""The largest width and height of a PDF page: 200 inches."""

LANE_REM = 9.5
"""The width of the lane titles."""

SMALLEST_REM, SMALLEST_PT = 0.6875, 6.5
"""The smallest type of a page, and what it may not go below on paper."""

_TEXT_REM, _LINE_REM, _PADDING_REM = 0.8125, 1.22, 1.25
_NARROWEST, _WIDEST, _ROOMY = 8.25, 14.0, 11.0
_BLUEPRINT_EXTRA = 2.25
_HEAD_REM = 14.0
_SIZES = 4


@dataclass(frozen=True, slots=True)
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
        Paper("a1", 841, 594, 16, 28),
        Paper("letter", 279.4, 215.9, 12.7, 14),
        Paper("tabloid", 431.8, 279.4, 12.8, 16),
        Paper("fit", 0, 0, 14, 14),
    )
}
"""The papers that can be asked for."""

DEFAULT = PAPERS["a3"]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper with a map cut for it.

    `width` and `height` are the page's, in millimetres; margins run top, side, bottom. `rem` is the root font size in
    CSS pixels; `column` is the width of a column in rem, the same on every page.
    """

    paper: Paper
    width: float
    height: float
    margins: tuple[float, float, float]
    rem: float
    column: float
    slices: tuple[Slice, ...]

    @property
    def inner(self) -> float:
        """The width between the margins, in rem."""
        return (self.width - 2 * self.margins[1]) * PX_PER_MM / self.rem


def plan(view: View, paper: Paper) -> Sheet:
    """Cut a map for a paper: the fewest pages on which every column is wide enough to read, in the largest type."""
    margins = (8.0, 9.0, 11.0) if paper.width and paper.width < 300 else (8.0, 12.0, 11.0)
    if paper.fit:
        return _plan_fit(view, paper, margins)
    weights = _Weights(view)
    best: tuple[tuple[float, int, float], Sheet] | None = None
    for step in range(_SIZES + 1):
        rem = round(paper.rem + (paper.largest - paper.rem) * step / _SIZES, 2)
        for count in range(_most(view, paper, margins, rem), 0, -1):
            sheet = _cut(view, Sheet(paper, paper.width, paper.height, margins, rem, 0.0, ()), count)
            pages = weights.pages(sheet)
            if step and sheet.column < _ROOMY:
                pages = inf
            if best is None or (pages, len(sheet.slices), -rem) < best[0]:
                best = (pages, len(sheet.slices), -rem), sheet
            if count <= 3 or sheet.column > _WIDEST * 1.5:
                break
    assert best is not None  # noqa: S101 -- the first size is always tried
    return best[1]


def _most(view: View, paper: Paper, margins: tuple[float, float, float], rem: float) -> int:
    """How many columns stand on a page at most."""
    inner = (paper.width - 2 * margins[1]) * PX_PER_MM / rem
    return max(1, min(len(view.columns), int((inner - LANE_REM) / narrowest(view))))


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
    column = max(least, min(_WIDEST, max(_ROOMY, 84 / columns), room / columns))
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
            borders.update({column: 1 for column in range(start + 1, end)})
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


def narrowest(view: View) -> float:
    """The least width of a column in rem, so that the longest word of a map stands on one line where it can."""
    words = [_word_rem(text, 0.875) for column in view.columns for text in (column.head.title,)]
    for cell in _cells(view):
        if cell.span == 1:
            words.extend(_item_rem(item) for item in cell.items)
    width = max(_NARROWEST, max(words, default=0.0) + _PADDING_REM)
    return min(_WIDEST, width) + (_BLUEPRINT_EXTRA if view.blueprint else 0)


def _item_rem(item: ItemView) -> float:
    icon = 1.7 if isinstance(item, TouchpointView) else 1.0 if isinstance(item, ActivityView) else 0.0
    details = max((_word_rem(detail.text, 0.75) for detail in item.details), default=0.0)
    return max(_word_rem(item.text, _TEXT_REM) + icon, details)


def _word_rem(text: str, size: float) -> float:
    """The width of a text's longest unbreakable part; a very long one (an address, say) is broken anyhow."""
    return min(_WIDEST, size * max(map(_ems, _words(text)), default=0.0))


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        if char.isspace() or char in "-/–—" or _wide(char):
            yield word
            word = ""
        else:
            word += char
    yield word


def _ems(text: str) -> float:
    return sum(map(_em, text))


@lru_cache(maxsize=4096)
def _em(char: str) -> float:
    """The width of a character in em, as in a sans serif."""
    if _wide(char):
        return 1.0
    if unicodedata.combining(char) or unicodedata.category(char) == "Cf":
        return 0.0
    if char in "iljtfrI.,:;'’|!()[] ":
        return 0.33
    return 0.7 if char.isupper() or char in "mwMW%@" else 0.57


@lru_cache(maxsize=4096)
def _wide(char: str) -> bool:
    return unicodedata.east_asian_width(char) in "WF"


def _cells(view: View) -> Iterator[CellView]:
    for row in view.rows:
        if isinstance(row, Row):
            for tier in row.tiers:
                yield from tier


class _Weights:
    """How much text a map's cells hold, to estimate how high its rows get."""

    def __init__(self, view: View) -> None:
        self.tiers: list[list[tuple[int, int, tuple[float, ...]]]] = []
        self.fixed = 7.0 + (17.0 if view.plot else 0.0)
        for row in view.rows:
            if not isinstance(row, Row):
                self.fixed += 3.5
                continue
            for tier in row.tiers:
                self.tiers.append([(cell.start, cell.span, tuple(_item_ems(cell))) for cell in tier])

    def pages(self, sheet: Sheet) -> float:
        """About how many pages the grid takes on a sheet."""
        room = (sheet.height - sheet.margins[0] - sheet.margins[2]) * PX_PER_MM / sheet.rem
        heights = [self.height(part, sheet.column) for part in sheet.slices]
        return ceil((heights[0] + _HEAD_REM) / room) + sum(ceil(height / room) for height in heights[1:])

    def height(self, part: Slice, column: float) -> float:
        """The height of a slice in rem, with columns of a width in rem."""
        return self.fixed + sum(self._tier(tier, part, column) for tier in self.tiers)

    @staticmethod
    def _tier(tier: list[tuple[int, int, tuple[float, ...]]], part: Slice, column: float) -> float:
        lines = 0
        for start, span, items in tier:
            shown = min(start + span, part[1]) - max(start, part[0])
            if shown > 0:
                ems = max(1.0, (column * shown - _PADDING_REM) / _TEXT_REM)
                lines = max(lines, sum(ceil(item * 1.08 / ems) for item in items))
        return lines * _LINE_REM + 1.5


def _item_ems(cell: CellView) -> Iterator[float]:
    for item in cell.items:
        details = [detail.label + " " + detail.text for detail in item.details]
        if isinstance(item, MetricView):
            details += [item.title, item.value, item.target, *item.facts]
        if isinstance(item, ActivityView):
            details += [text for text in (item.actor, item.system, item.duration, item.wait, item.fail_point) if text]
        if isinstance(item, EmotionView):
            details.append(item.sentence)
        yield from (_ems(text) for text in (item.text, *details) if text)
