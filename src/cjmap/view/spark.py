"""A map's emotion curve alone, for where nothing else of the map is drawn."""

from __future__ import annotations

from cjmap.document import Document
from cjmap.labels import FALLBACK, catalog
from cjmap.record import record, replace
from cjmap.view.context import Context
from cjmap.view.curve import plot
from cjmap.view.points import Curve, CurvePoint, Plot
from cjmap.view.rows import lane_order


@record
class Spark:
    """A map's curves, how many columns it has, and the first column and number of each stage."""

    plot: Plot
    columns: int
    starts: tuple[tuple[int, str], ...]


def spark(document: Document, language: str | None = None) -> Spark | None:
    """The curve of a map, described in a language; None where no emotion has a score."""
    journey = document.map
    if journey is None:
        return None
    own = journey.language or document.project.file.language or FALLBACK
    ctx = Context(document, journey, catalog(language or own), catalog(own))
    ctx.number_sources()
    found = plot(ctx, [lane.id for lane in lane_order(ctx) if lane.cell == "emotion"])
    if found is None:
        return None
    starts = []
    at = 0
    for number, stage in enumerate(journey.stages, 1):
        starts.append((at, str(number)))
        at += len(stage.steps) or 1
    return Spark(found, at, tuple(starts))


def over(earlier: Spark, later: Spark) -> Spark:
    """A curve with an earlier one behind it, stretched to as many columns."""
    if earlier.plot.curves == later.plot.curves:
        return later
    by = later.columns / earlier.columns
    ghosts = tuple(_stretched(curve, by) for curve in earlier.plot.curves)
    return replace(later, plot=replace(later.plot, ghosts=ghosts))


def _stretched(curve: Curve, by: float) -> Curve:
    def stretched(group: tuple[CurvePoint, ...]) -> tuple[CurvePoint, ...]:
        return tuple(replace(point, x=point.x * by) for point in group)

    return replace(curve, runs=tuple(map(stretched, curve.runs)), spans=tuple(map(stretched, curve.spans)))
