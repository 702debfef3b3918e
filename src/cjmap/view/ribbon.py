"""Time to scale: how long a journey takes from end to end, and how much of that is waiting.

Two kinds of map have one. In a blueprint the durations and waits stand one after the other, column by column; in a day
in the life the columns stand at their clock times. What cannot be parsed is named and not drawn, and where that is too
much there is no ribbon at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import inf
from typing import Literal

from cjmap.durations import seconds
from cjmap.labels import Catalog, time_units
from cjmap.record import record
from cjmap.view.shapes import ActivityView, ColumnView, Row, View
from cjmap.words import count

SpanKind = Literal["customer", "work", "wait", "busy", "slot"]
ENOUGH, ENOUGH_TIMES = 0.85, 0.75
"""The shares of typed figures, and of a day's times, that must be understood: what is left out may be the longest."""
HOUR, DAY = 3600.0, 86400.0


@record
class Span:
    """A stretch of time from `start` on, in seconds since the ribbon's beginning.

    `kind`: with the customer, work behind the scenes, waiting; in a day what a column takes of its slot, and the slot.
    `what` are the words that belong to it, `typed` the figure as typed.
    """

    kind: SpanKind
    column: int
    start: float
    length: float
    what: str
    typed: str


@record
class Part:
    """A kind of time with its sum in words: `share` of the whole, "" where that says nothing."""

    kind: SpanKind
    text: str
    share: str
    label: str


@record
class Ribbon:
    """A journey's time: its spans in order, the whole in seconds, and the words that tell it.

    `clock` is the time of day at which it begins, in seconds, None where it has none. `left_out` are figures that
    were not understood.
    """

    spans: tuple[Span, ...]
    total: float
    clock: float | None
    title: str
    parts: tuple[Part, ...]
    left_out: tuple[str, ...]
    description: str


@record
class _Figure:
    kind: SpanKind
    column: int
    typed: str
    what: str
    length: float | None
    about: bool


def ribbon(view: View) -> Ribbon | None:
    """The time of a blueprint or of a day in the life; None where too little of it can be drawn."""
    if view.blueprint:
        return _elapsed(view)
    return _day(view) if view.kind == "day-in-the-life" else None


def _elapsed(view: View) -> Ribbon | None:
    names = time_units()
    items = _items(view)
    figures: list[_Figure] = []
    for stage in view.stages:
        columns = view.columns[stage.start : stage.start + stage.span]
        if not stage.alone and not any(_has(column, items) for column in columns):
            figures += _own(stage.head.duration, stage.head.wait, stage.start, stage.head.title, names)
            continue
        for column in columns:
            own = _own(column.head.duration, column.head.wait, column.index, column.head.title, names)
            figures += own or _together(items.get(column.index, []), column.index, names)
    known = [figure for figure in figures if figure.length]
    if len({figure.column for figure in known}) < 2 or len(known) < ENOUGH * len(figures):
        return None
    spans: list[Span] = []
    at = 0.0
    for figure in known:
        length = figure.length or 0.0
        spans.append(Span(figure.kind, figure.column, at, length, figure.what, figure.typed))
        at += length
    left_out = tuple(dict.fromkeys(figure.typed for figure in figures if figure.length is None))
    return _told(view, spans, at, None, left_out, any(figure.about for figure in known))


def _has(column: ColumnView, items: Mapping[int, Sequence[tuple[Row, ActivityView]]]) -> bool:
    timed = (item.duration or item.wait for _, item in items.get(column.index, ()))
    return bool(column.head.duration or column.head.wait or any(timed))


def _items(view: View) -> dict[int, list[tuple[Row, ActivityView]]]:
    """The timed items of the lanes that deliver the service, by column and in lane order."""
    found: dict[int, list[tuple[Row, ActivityView]]] = {}
    for row in view.rows:
        if isinstance(row, Row) and row.role in ("customer", "frontstage", "backstage", "support"):
            for tier in row.tiers:
                for cell in tier:
                    timed = [i for i in cell.items if isinstance(i, ActivityView) and (i.duration or i.wait)]
                    found.setdefault(cell.start, []).extend((row, item) for item in timed)
    return found


def _own(
    duration: str, wait: str, column: int, what: str, names: Mapping[str, Sequence[str]]
) -> list[_Figure]:  # fmt: skip
    """What a column states of itself: the wait before, then how long it takes."""
    kinds: tuple[tuple[SpanKind, str], ...] = (("wait", wait), ("customer", duration))
    return [_figure(kind, column, typed, what, names) for kind, typed in kinds if typed]


def _figure(kind: SpanKind, column: int, typed: str, what: str, names: Mapping[str, Sequence[str]]) -> _Figure:
    length = seconds(typed, names)
    middle = sum(length) / 2 if length else None
    return _Figure(kind, column, typed, what, middle, bool(length and length[0] != length[1]))


def _together(
    items: Iterable[tuple[Row, ActivityView]], column: int, names: Mapping[str, Sequence[str]]
) -> list[_Figure]:
    """The times of a column's items.

    What customer and frontstage do is the same time seen from two sides, so the longer of the two counts; so is what
    a customer waits while something happens behind the line of visibility. The rest adds up in lane order.
    """
    sides: dict[str, list[_Figure]] = {"customer": [], "frontstage": []}
    front_waits: list[_Figure] = []
    behind: list[_Figure] = []
    for row, item in items:
        front = row.role in sides
        if item.wait:
            wait = _figure("wait", column, item.wait, item.text, names)
            (front_waits if front else behind).append(wait)
        if item.duration:
            kind: SpanKind = "customer" if front else "work"
            figure = _figure(kind, column, item.duration, item.text, names)
            (sides[row.role] if front else behind).append(figure)
    shown = max(sides.values(), key=lambda side: sum(figure.length or 0.0 for figure in side))
    hidden = sum(figure.length or 0.0 for figure in behind)
    waits = [each for each in front_waits if each.length is None or each.length > hidden]
    if hidden and waits:
        waits = [
            each if each.length is None else _Figure("wait", column, each.typed, each.what, each.length - hidden, True)
            for each in waits
        ]
    return [*shown, *behind, *waits]


_CLOCK = r"(\d{1,2})\s*[:.：]\s*(\d{2})(?:\s*[-–—~～]\s*(\d{1,2})\s*[:.：]\s*(\d{2}))?"


def clock(text: str) -> float | None:
    """The time of day at which a column begins, in seconds: `07:00`, or the first of `07:00–08:15`. None for others."""
    match = re.fullmatch(_CLOCK, text.strip())
    return _seconds(match[1], match[2]) if match else None


def _lasts(text: str) -> float | None:
    """How long a range of clock times is, past midnight too: `22:30–01:00` is two and a half hours. None for others."""
    match = re.fullmatch(_CLOCK, text.strip())
    if match is None or match[3] is None:
        return None
    first, last = _seconds(match[1], match[2]), _seconds(match[3], match[4])
    return None if first is None or last is None else (last - first) % DAY or None


def _seconds(hours: str, minutes: str) -> float | None:
    return int(hours) * HOUR + int(minutes) * 60 if int(hours) <= 24 and int(minutes) <= 59 else None


def hours(columns: Sequence[ColumnView]) -> tuple[tuple[int, float], ...]:
    """The columns that state a clock time, with it in seconds, past midnight beyond that of a day.

    Empty where too few do, or where they do not stand in the order of the day.
    """
    times = [clock(column.head.time or column.head.title) for column in columns]
    known = [(index, at) for index, at in enumerate(times) if at is not None]
    if len(known) < 3 or len(known) < ENOUGH_TIMES * len(times):
        return ()
    placed: list[tuple[int, float]] = []
    for index, at in known:
        later = at + DAY if placed and at < placed[-1][1] and at + DAY - placed[0][1] < DAY else at
        if placed and later <= placed[-1][1]:
            return ()
        placed.append((index, later))
    return tuple(placed)


def _day(view: View) -> Ribbon | None:
    placed = hours(view.columns)
    if not placed:
        return None
    names, begin = time_units(), placed[0][1]
    spans: list[Span] = []
    ends = [at for _, at in placed[1:]]
    known = dict(placed)
    left_out = [column.head.time for index, column in enumerate(view.columns) if index not in known]
    for n, (index, at) in enumerate(placed):
        head = view.columns[index].head
        timed: list[Span] = []
        inner = at - begin
        for figure in _own(head.duration, head.wait, index, head.title, names):
            if figure.length is None:
                left_out.append(figure.typed)
                continue
            kind: SpanKind = "wait" if figure.kind == "wait" else "busy"
            timed.append(Span(kind, index, inner, figure.length, head.title, figure.typed))
            inner += figure.length
        # a range ends when it says, unless the next column begins before
        lasts = _lasts(head.time or head.title)
        stated = at - begin + lasts if lasts else None
        following = ends[n] - begin if n < len(ends) else None
        end = min((each for each in (stated, following) if each is not None), default=inner)
        spans.append(Span("slot", index, at - begin, max(0.0, end - (at - begin)), head.title, head.time))
        # what is said to take longer than until the next time is drawn as far as that
        room = [(each, min(each.length, end - each.start)) for each in timed]
        spans += [Span(each.kind, index, each.start, left, each.what, each.typed) for each, left in room if left > 0]
    total = max(span.start + span.length for span in spans)
    return _told(view, spans, total, begin, tuple(dict.fromkeys(text for text in left_out if text)), about=False)


def _told(
    view: View, spans: Sequence[Span], total: float, begin: float | None, left_out: tuple[str, ...], about: bool
) -> Ribbon:
    catalog = view.catalog
    whole = elapsed(catalog, total)
    if begin is not None:
        whole = f"{hour(begin)}–{hour(begin + total, ends=True)}{catalog.data['fact_separator']}{whole}"
    elif about:
        whole = catalog.word("ribbon_about", duration=whole)
    labels = {"customer": "time_with_customer", "work": "time_backstage", "wait": "time_waiting", "busy": "duration"}
    parts = []
    for kind in ("wait", "work", "customer", "busy"):
        length = sum(span.length for span in spans if span.kind == kind)
        if length:
            share = f"{round(100 * length / total)}%" if kind == "wait" else ""
            word = catalog.word(labels[kind])
            parts.append(Part(kind, elapsed(catalog, length), share, word))
    title = catalog.word("to_scale", duration=whole)
    told = [title, *(" ".join(filter(None, (p.label, p.text, p.share))) for p in parts)]
    told += [" ".join(filter(None, (span.typed, span.what))) for span in spans if span.kind != "slot" or span.typed]
    description = catalog.word("curve_separator").join(told)
    return Ribbon(tuple(spans), total, begin, title, tuple(parts), left_out, description)


_PARTS = (("week", 604800.0), ("day", DAY), ("hour", HOUR), ("minute", 60.0), ("second", 1.0))


def elapsed(catalog: Catalog, length: float) -> str:
    """A length of time in words, by its two largest units: `9 days 2 hours`. Weeks count from eight of them on."""
    left = round(length)
    at = 0
    for _ in range(2):  # rounded to the smaller unit it may fill the next larger one
        at = next((n for n, (_, size) in enumerate(_PARTS) if left >= size * (8 if n == 0 else 1)), len(_PARTS) - 1)
        if at + 1 < len(_PARTS):
            left = round(left / _PARTS[at + 1][1]) * int(_PARTS[at + 1][1])
    (unit, size), rest = _PARTS[at], _PARTS[at + 1] if at + 1 < len(_PARTS) else None
    words = [count(catalog, unit, left // size)]
    if rest is not None and left % size:
        words.append(count(catalog, rest[0], left % size // rest[1]))
    return " ".join(words)


def hour(time: float, *, ends: bool = False) -> str:
    """A time of day: `07:00`; a day that `ends` at midnight does so at `24:00`."""
    minutes = round(time / 60) % 1440 or (1440 if ends else 0)
    return f"{minutes // 60:02}:{minutes % 60:02}"


_STEPS = (
    ("second", 1.0, 180.0, (1, 2, 5, 10, 20, 30)),
    ("minute", 60.0, 3 * HOUR, (1, 2, 5, 10, 15, 20, 30)),
    ("hour", HOUR, 2 * DAY, (1, 2, 3, 4, 6, 12)),
    ("day", DAY, 56 * DAY, (1, 2, 3, 5, 7)),
    ("week", 7 * DAY, inf, (1, 2, 4, 8, 13, 26, 52, 104, 208, 520, 1040)),
)
"""Steps of the axis: the unit, its seconds, up to which whole length it serves, and how many of it make a step."""


def ticks(ribbon: Ribbon, catalog: Catalog, most: int) -> tuple[tuple[float, str], ...]:
    """At most so many places along the ribbon, each as a share of it, with its label."""
    sizes = [(unit, size, n) for unit, size, until, numbers in _STEPS if ribbon.total <= until for n in numbers]
    unit, size, each = next((found for found in sizes if ribbon.total / (found[1] * found[2]) <= most), sizes[-1])
    step = size * each
    found = []
    first = -(-(ribbon.clock or 0.0) // step)
    at = first * step - (ribbon.clock or 0.0)
    while at <= ribbon.total * 1.0001:
        if ribbon.clock is not None:
            label = hour(ribbon.clock + at, ends=at >= ribbon.total)
        else:
            label = count(catalog, unit, round(at / size)) if at else "0"
        found.append((at / ribbon.total, label))
        at += step
    return tuple(found)
