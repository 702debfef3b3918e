"""A stage's own cell beside those of its steps, where they leave it room: no blank below it, no crowd beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjmap.record import replace
from cjmap.view.shapes import CellView, Row, StageView

Tiers = tuple[tuple[CellView, ...], ...]


def settled(row: Row, stages: Sequence[StageView]) -> Tiers:
    """The lines of a lane's cells. A stage's cell stands in the line of its steps' where at least half of its columns,

    and two, lie empty side by side; it says there that it concerns the whole stage. Scores stay where they are, for
    the curve has their points in the middle.
    """
    if len(row.tiers) != 2 or row.cell == "emotion":
        return row.tiers
    over: list[CellView] = []
    under = list(row.tiers[1])
    taken = {cell.start for cell in under}
    for cell in row.tiers[0]:
        first, run = _longest(at for at in range(cell.start, cell.start + cell.span) if at not in taken)
        if run == cell.span:
            over.append(cell)
        elif run >= 2 and 2 * run >= cell.span:
            under.append(replace(cell, start=first, span=run, narrowed=True))
        else:
            over.append(cell)
    stage_of = {at: stage.index for stage in stages for at in range(stage.start, stage.start + stage.span)}
    if {stage_of[cell.start] for cell in over} & {stage_of[cell.start] for cell in under}:
        return tuple(over), tuple(sorted(under, key=lambda cell: cell.start))
    return (tuple(sorted((*over, *under), key=lambda cell: cell.start)),)


def _longest(columns: Iterable[int]) -> tuple[int, int]:
    """The first of the longest runs of neighbouring columns, and how long it is."""
    best, start, before = (0, 0), 0, -2
    for at in columns:
        start = start if at == before + 1 else at
        before = at
        if at - start + 1 > best[1]:
            best = start, at - start + 1
    return best
