"""The legend: the keys of exactly the marks that a view uses."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cjmap.view import shapes as v
from cjmap.view.points import Plot


def marks(
    rows: tuple[v.Row | v.Line, ...],
    overall: tuple[v.Row, ...],
    columns: tuple[v.ColumnView, ...],
    stages: tuple[v.StageView, ...],
    plot: Plot | None,
    understood: str,
    *,
    daylight: bool = False,
) -> tuple[str, ...]:
    """The keys of the marks in the order of the legend; each has its words as `legend_<key>` in the catalogs.

    `plot` is None where no curve is drawn; the tag of the basis that is understood stands nowhere.
    """
    used = set(_used(rows, overall, columns, stages, plot)) - {understood}
    used |= {"daylight"} if daylight else set()
    return tuple(key for key in ORDER if key in used)


ORDER = (
    "line_evidence", "line_assumed", "line_target", "line_now", "line_persona", "line_alternatives", "points",
    "point_assumed", "point_target", "star", "online", "offline", "severity", "score", "metric", "assumed", "reference",
    "none", "wait", "fail_point", "arrow", "actor", "system", "line_interaction", "line_visibility", "line_internal",
    "product_in", "product_out", "daylight", "evidence_row",
)  # fmt: skip


def _used(
    rows: tuple[v.Row | v.Line, ...],
    overall: tuple[v.Row, ...],
    columns: tuple[v.ColumnView, ...],
    stages: tuple[v.StageView, ...],
    plot: Plot | None,
) -> Iterator[str]:
    if plot is not None:
        yield from _curve_marks(plot)
    for head in (*(column.head for column in columns), *(stage.head for stage in stages)):
        if head.moment is not None:
            yield "star"
        if head.wait:
            yield "wait"
        if head.refs:
            yield "reference"
    if any(column.evidence for column in columns):
        yield "evidence_row"
    for row in (*rows, *overall):
        if isinstance(row, v.Line):
            yield f"line_{row.name}"
            continue
        for tier in row.tiers:
            for cell in tier:
                if cell.none:
                    yield "none"
                if cell.presence:
                    yield f"product_{cell.presence}"
                for item in cell.items:
                    yield from _item_marks(item)


def _curve_marks(plot: Plot) -> Iterator[str]:
    if len(plot.curves) > 1:
        yield "line_persona"
    if plot.ghosts:
        yield "line_now"
    for curve in plot.curves:
        if curve.spans:
            yield "line_alternatives"
        for run in curve.runs:
            for point in run:
                if point.basis == "target":
                    yield "point_target"
                elif point.assumed:
                    yield "point_assumed"
                else:
                    yield "points"
            for before, after in pairwise(run):
                ends = {before.basis, after.basis}
                yield "line_assumed" if "assumed" in ends else "line_target" if "target" in ends else "line_evidence"


def _item_marks(item: v.ItemView) -> Iterator[str]:
    if item.refs or (isinstance(item, v.MetricView) and any(earlier.refs for earlier in item.history)):
        yield "reference"
    if item.assumed and item.basis == "assumed":
        yield "assumed"
    if item.to:
        yield "arrow"
    if isinstance(item, v.TouchpointView) and item.presence:
        yield item.presence
    elif isinstance(item, v.SevereView) and item.severity:
        yield "severity"
    elif isinstance(item, v.OpportunityView) and item.score:
        yield "score"
    elif isinstance(item, v.MetricView) and item.fraction is not None:
        yield "metric"
    elif isinstance(item, v.ActivityView):
        for present, key in (
            (item.wait, "wait"),
            (item.fail_number, "fail_point"),
            (item.actor, "actor"),
            (item.system, "system"),
        ):
            if present:
                yield key
