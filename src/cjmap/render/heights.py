"""About how wide words are and how high rows get, before any font is looked at: to choose where pages are cut.

An estimate decides only how many columns stand on a page and how large the type is, never whether text fits.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from math import ceil

from cjmap.render.beside import settled
from cjmap.view.daylight import daylight
from cjmap.view.shapes import (
    ActivityView,
    CellView,
    EmotionView,
    Head,
    ItemView,
    MetricView,
    Row,
    SevereView,
    TouchpointView,
    View,
)

Slice = tuple[int, int]
"""Columns from the first to before the second."""

Tier = list[tuple[int, int, tuple[tuple[float, float], ...]]]
"""A line of cells from left to right: first column, width, and for each item its ems of words and of small print."""

PADDING = 1.25
"""What a cell's padding takes of its width, in rem."""

_TEXT, _SMALL, _LINE, _SMALL_LINE = 0.8125, 0.75, 1.22, 1.08
_NARROWEST, WIDEST, _LANE = 8.25, 14.0, 8.6
_BLUEPRINT_EXTRA = 2.25
_PLOT, _STREET, _EVIDENCE, _SKY = 18.4, 1.0, 3.4, 1.7

LINED = 4.8
"""The height of a named line of a blueprint, in rem."""


def narrowest(view: View) -> float:
    """The least width of a column in rem, so that the longest word of a map stands on one line where it can."""
    words = [_word_rem(text, 0.875) for column in view.columns for text in (column.head.title,)]
    for cell in _cells(view):
        if cell.span == 1:
            words.extend(_item_rem(item) for item in cell.items)
    width = max(_NARROWEST, max(words, default=0.0) + PADDING)
    return min(WIDEST, width) + (_BLUEPRINT_EXTRA if view.blueprint else 0)


def _item_rem(item: ItemView) -> float:
    icon = 1.7 if isinstance(item, TouchpointView) else 1.0 if isinstance(item, ActivityView) else 0.0
    details = max((_word_rem(detail.text, 0.75) for detail in item.details), default=0.0)
    return max(_word_rem(item.text, _TEXT) + icon, details)


def _word_rem(text: str, size: float) -> float:
    """The width of a text's longest unbreakable part; a very long one (an address, say) is broken anyhow."""
    return min(WIDEST, size * max(map(ems, _words(text)), default=0.0))


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in text:
        if char.isspace() or char in "-/–—" or _wide(char):
            yield word
            word = ""
        else:
            word += char
    yield word


def ems(text: str) -> float:
    """How wide a text is, in ems of its own size."""
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


class Heights:
    """The rows of a map, to estimate how high they get at a column width."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.rows: list[list[Tier]] = []
        self.fixed: list[float] = []
        self.lanes = [_lane(row) if isinstance(row, Row) else 0.0 for row in view.rows]
        self.sky = _SKY if daylight(view.kind, view.columns) else 0.0
        plot = view.plot is not None and not view.blueprint
        for row in view.rows:
            if not isinstance(row, Row):
                self.rows.append([])
                self.fixed.append(LINED)
                continue
            lines = row.tiers if view.blueprint else settled(row, view.stages)
            tiers = [sorted((cell.start, cell.span, tuple(map(_item, cell.items))) for cell in tier) for tier in lines]
            boxed = view.blueprint and (row.cell == "activities" or row.lane == "actions")
            if boxed:
                tiers = list(_boxes(tiers))
            self.rows.append(tiers)
            self.fixed.append(_PLOT if plot and row.cell == "emotion" else (_STREET if boxed else 0.5) * len(tiers))
            plot = plot and row.cell != "emotion"

    def pages(self, slices: Iterable[Slice], column: float, room: float, ends: tuple[float, float]) -> float:
        """About how many pages of a height the slices take, with the map's head before and its foot behind them."""
        head, foot = ends
        used, pages = head % room, 1 + head // room
        for number, part in enumerate(slices):
            heads = self._thead(part, column)
            if number:
                pages, used = pages + 1, 0.0
            used += heads
            for height in self._heights(part, column):
                if used + height > room and used > heads:
                    pages, used = pages + 1, heads
                used += height
        return pages + max(0, ceil((used + foot) / room) - 1)

    def rise(self, part: Slice, column: float, room: float, head: float) -> tuple[int, int] | None:
        """From which place to which the row of the curve goes, so that the curve stands on the first page.

        It rises no further than it must, with its numbers where they have room there as well. None where it stands
        there anyhow, and where it has no room there at all.
        """
        if _PLOT not in self.fixed:
            return None
        at = self.fixed.index(_PLOT)
        heights = self._heights(part, column)
        start = head + self._thead(part, column)
        curve, numbers = heights[at : at + 2]
        if start + sum(heights[:at]) + curve <= room:
            return None
        for need in (curve + numbers, curve):
            for place in range(at - 1, -1, -1):
                if start + sum(heights[:place]) + need <= room:
                    return at, place
        return None

    def in_front(self, part: Slice, column: float, room: float, head: float) -> bool:
        """Whether the curve stands on the first page, where it is or risen; also of a map without one."""
        if _PLOT not in self.fixed:
            return True
        heights = self._heights(part, column)
        above = sum(heights[: self.fixed.index(_PLOT) + 1])
        return head + self._thead(part, column) + above <= room or self.rise(part, column, room, head) is not None

    def heads(self, slices: Iterable[Slice], column: float) -> float:
        """The height of the heads of stages and steps, where they are highest."""
        return max((self._thead(part, column) for part in slices), default=0.0)

    def _thead(self, part: Slice, column: float) -> float:
        """The heads of stages and steps, repeated on every page."""
        width = max(1.0, column - PADDING)
        steps = [_lines_of_head(each.head, width) for each in self.view.columns[part[0] : part[1]]]
        stages = [
            _lines_of_head(stage.head, width * stage.span)
            for stage in self.view.stages
            if not stage.alone and stage.start < part[1] and stage.start + stage.span > part[0]
        ]
        bands = 2.0 if any(band.title for band in self.view.bands) else 0.0
        return bands + self.sky + max(steps, default=0.0) + (max(stages) + 0.5 if stages else 0.0) + 1.5

    def _heights(self, part: Slice, column: float) -> list[float]:
        """The heights of the rows, which are not torn; the curve and its numbers may stand on two pages."""
        found: list[float] = []
        for tiers, fixed, lane in zip(self.rows, self.fixed, self.lanes, strict=True):
            told = sum(self._tier(tier, part, column) for tier in tiers)
            found += [fixed, told] if fixed == _PLOT else [max(fixed + told, lane)]
        return [*found[:-1], (found[-1] if found else 0) + _EVIDENCE]

    @staticmethod
    def _tier(tier: Tier, part: Slice, column: float) -> float:
        most = 0.0
        for at in range(bisect_right(tier, part[0], key=lambda cell: cell[0] + cell[1]), len(tier)):
            start, span, items = tier[at]
            if start >= part[1]:
                break
            width = max(1.0, column * (min(start + span, part[1]) - max(start, part[0])) - PADDING)
            most = max(most, sum(_height(item, width) for item in items))
        return most + 1.0


def _lane(row: Row) -> float:
    """The height of a lane's title and of what stands below it."""
    small = sum(ceil(ems(text) * _SMALL * 1.05 / _LANE) * 1.05 for text in (row.question, row.note, row.owner))
    return 1.4 + ceil(ems(row.title) * 0.95 / _LANE) * 1.14 + small


def _boxes(tiers: list[Tier]) -> Iterator[Tier]:
    """A line of boxes for each item of the fullest cell."""
    for tier in tiers:
        deep = max((len(items) for _, _, items in tier), default=1)
        for level in range(deep):
            yield [(start, span, items[level : level + 1]) for start, span, items in tier]


def _height(item: tuple[float, float], width: float) -> float:
    """The height of an item: its words, the lines of its small print, and a gap."""
    words, small = item
    return ceil(words * _TEXT * 1.05 / width) * _LINE + ceil(small * _SMALL * 1.05 / width) * _SMALL_LINE + 0.45


def block(item: ItemView, width: float) -> float:
    """The height of an item in rem, set to a width."""
    return _height(_item(item), width)


def _lines_of_head(head: Head, width: float) -> float:
    small = [head.time, head.duration, head.wait, head.note, head.moment or ""]
    small += [f"{detail.label} {detail.text}" for detail in head.details]
    lines = sum(ceil(ems(text) * _SMALL * 1.05 / width) * 1.1 for text in small if text)
    return ceil(ems(head.title) * 0.9 / width) * 1.2 + 1.0 + lines


def _item(item: ItemView) -> tuple[float, float]:
    """How many ems of words an item has, and of small print (a line's worth for each mark that takes a line)."""
    small = [f"{detail.label} {detail.text}" for detail in item.details]
    words = [item.text]
    lines = 0.0
    if isinstance(item, TouchpointView):
        lines = 3.0
    if isinstance(item, SevereView):
        lines = 8.0
    if isinstance(item, MetricView):
        small += [item.title, item.target, item.verdict, *item.facts]
        lines = 24.0
    if isinstance(item, ActivityView):
        small += [
            text + "    " for text in (item.actor, item.system, item.duration, item.wait, item.fail_point) if text
        ]
        lines = 4.0 * bool(item.actor) + 4.0 * bool(item.system)
    if isinstance(item, EmotionView):
        words.append(item.sentence)
        lines = 16.0 if item.persona else 8.0
    return sum(map(ems, words)) + 1.5 * len(item.refs), sum(map(ems, small)) + lines
