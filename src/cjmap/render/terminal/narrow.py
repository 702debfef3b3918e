"""A view without what is said of the whole map, where only some of its lanes or stages are shown."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.record import replace
from cjmap.render.terminal.choose import Choice
from cjmap.view.head import all_items
from cjmap.view.legend import marks
from cjmap.view.points import Plot
from cjmap.view.shapes import ColumnView, Coverage, Line, MetricView, Row, StageView, View


def narrowed(view: View, choice: Choice, *, lanes: bool, stages: bool) -> tuple[View, Choice]:
    """The view and the choice where lanes, stages or both are chosen.

    Figures, findings and fates are those of the whole map, so they go, and so does what concerns the whole journey
    where stages are chosen; legend and register keep what is shown.
    """
    choice = replace(choice, overall=() if stages else choice.overall)
    columns = tuple(replace(column, evidence=()) for column in view.columns) if lanes else view.columns
    shown = frozenset(column.index for column in choice.columns)
    heads = tuple(columns[column.index] for column in choice.columns)
    rows = tuple(_part_of_row(row, shown) if isinstance(row, Row) else row for row in choice.rows)
    plot = _part_of_plot(view.plot, shown) if any(row.cell == "emotion" for row in choice.lanes) else None
    used = set(_refs(view, heads, choice.stages, (*rows, *choice.overall)))
    part = replace(
        view,
        coverage=Coverage(0, 0, "", ""),
        facts=tuple(fact for fact in view.facts if fact.key != "rests_on"),
        findings=(),
        fates=(),
        definitions=(),
        columns=columns,
        sources=tuple(entry for entry in view.sources if entry.number in used),
        marks=marks(rows, choice.overall, heads, choice.stages, plot, view.understood),
    )
    return part, choice


def _part_of_row(row: Row, shown: frozenset[int]) -> Row:
    """The cells of the chosen columns."""
    tiers = tuple(
        tuple(cell for cell in tier if shown.intersection(range(cell.start, cell.start + cell.span)))
        for tier in row.tiers
    )
    return replace(row, tiers=tiers)


def _part_of_plot(plot: Plot | None, shown: frozenset[int]) -> Plot | None:
    """The points of the chosen columns."""
    curves = []
    for curve in plot.curves if plot else ():
        runs, spans = (
            tuple(kept for group in groups if (kept := tuple(point for point in group if point.column in shown)))
            for groups in (curve.runs, curve.spans)
        )
        if runs or spans:
            curves.append(replace(curve, runs=runs, spans=spans))
    return replace(plot, curves=tuple(curves)) if plot and curves else None


def _refs(
    view: View, columns: tuple[ColumnView, ...], stages: tuple[StageView, ...], rows: tuple[Row | Line, ...]
) -> Iterator[int]:
    """The numbers of the sources that stand somewhere in what is shown."""
    for head in [*(column.head for column in columns), *(stage.head for stage in stages)]:
        yield from head.refs
    for persona in view.personas:
        yield from persona.refs
    for item in all_items(rows):
        yield from item.refs
        for earlier in item.history if isinstance(item, MetricView) else ():
            yield from earlier.refs
