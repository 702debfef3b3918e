"""The rows and columns that are to be shown, and how columns are cut into pieces that fit."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.record import record
from cjmap.view.shapes import ColumnView, Line, Row, StageView, View


@record
class Choice:
    """What of a view is shown."""

    rows: tuple[Row | Line, ...]
    overall: tuple[Row, ...]
    stages: tuple[StageView, ...]
    columns: tuple[ColumnView, ...]

    @property
    def lanes(self) -> tuple[Row, ...]:
        """The rows without the lines between them."""
        return tuple(row for row in self.rows if isinstance(row, Row))


@record
class Piece:
    """Neighbouring columns that are drawn side by side."""

    first: int
    count: int
    stages: tuple[StageView, ...]

    @property
    def end(self) -> int:
        """The column after the last."""
        return self.first + self.count


def choose(view: View, lanes: frozenset[str] | None, stages: frozenset[str] | None) -> Choice:
    """The lanes named by id or title and the stages named by id, number or title; all where none is named."""
    wanted = None if lanes is None else {name.strip().casefold() for name in lanes}
    rows = tuple(row for row in view.rows if isinstance(row, Line) or _lane_wanted(row, wanted))
    overall = tuple(row for row in view.overall if _lane_wanted(row, wanted))
    named = None if stages is None else {name.strip().casefold() for name in stages}
    shown = tuple(stage for stage in view.stages if _stage_wanted(stage, named))
    places = {stage.index for stage in shown}
    return Choice(_with_lines(rows), overall, shown, tuple(one for one in view.columns if one.stage in places))


def unknown(view: View, lanes: frozenset[str] | None, stages: frozenset[str] | None) -> tuple[str, ...]:
    """The names among lanes and stages that the view does not have."""
    rows = [row for row in (*view.rows, *view.overall) if isinstance(row, Row)]
    missing = [name for name in sorted(lanes or ()) if not any(_lane_wanted(row, {_fold(name)}) for row in rows)]
    missing += [
        name for name in sorted(stages or ()) if not any(_stage_wanted(one, {_fold(name)}) for one in view.stages)
    ]
    return tuple(missing)


def cut(choice: Choice, most: int) -> list[Piece]:
    """Pieces of at most so many columns: whole stages together, a stage that is too long in pieces."""
    groups: list[list[StageView]] = []
    size = 0
    for stage in choice.stages:
        joins = bool(groups) and groups[-1][-1].start + groups[-1][-1].span == stage.start
        if joins and size + stage.span <= most:
            groups[-1].append(stage)
            size += stage.span
        else:
            groups.append([stage])
            size = stage.span
    return [piece for group in groups for piece in _pieces(group, most)]


def _pieces(group: list[StageView], most: int) -> Iterator[Piece]:
    first = group[0].start
    end = group[-1].start + group[-1].span
    while first < end:
        count = min(most, end - first)
        within = tuple(one for one in group if one.start < first + count and one.start + one.span > first)
        yield Piece(first, count, within)
        first += count


def _fold(name: str) -> str:
    return name.strip().casefold()


def _lane_wanted(row: Row, wanted: set[str] | None) -> bool:
    return wanted is None or not wanted.isdisjoint({_fold(row.lane), _fold(row.title)})


def _stage_wanted(stage: StageView, wanted: set[str] | None) -> bool:
    names = {_fold(stage.head.number), _fold(stage.head.title), _fold(stage.head.id or stage.head.number)}
    return wanted is None or not wanted.isdisjoint(names)


def _with_lines(rows: tuple[Row | Line, ...]) -> tuple[Row | Line, ...]:
    """Rows with those lines that have a row on either side."""
    places = [place for place, row in enumerate(rows) if isinstance(row, Row)]
    if not places:
        return ()
    return rows[places[0] : places[-1] + 1]
