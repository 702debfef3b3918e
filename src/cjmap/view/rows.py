"""The lanes of a map as rows: which, in what order, with which lines between them, and their cells."""

from __future__ import annotations

from typing import Literal

from cjmap.kinds import KINDS
from cjmap.lanes import LANES, LINES, Lane, Role
from cjmap.model.map import Cellular, LaneEntry, Stage
from cjmap.model.walk import Location, stages_and_steps
from cjmap.view import shapes as v
from cjmap.view.context import Context
from cjmap.view.items import Place, item_views
from cjmap.words import says_none

_ZONES: dict[Role, int] = {
    "evidence": 0, "customer": 0, "frontstage": 1, "backstage": 2, "support": 3, "product": 4, "organisation": 4,
}  # fmt: skip
_LINE_ABOVE = {below: name for (_, below), name in LINES.items()}


def lane_order(ctx: Context) -> list[Lane]:
    """The lanes that are shown, in order: those the map lists, then those with cells in the kind's order.

    A map without any shows its kind's lanes, empty. In a blueprint the zones stand in the order of their roles.
    """
    entries = _entries(ctx)
    hidden = {entry.id for entry in entries.values() if entry.hidden}
    listed = [entry.id for entry in ctx.journey.lanes]
    used = _used(ctx)
    kind = KINDS[ctx.journey.kind]
    order = dict.fromkeys([*listed, *kind.lanes, *LANES, *ctx.document.lanes])
    shown = [lane for lane in order if (lane in listed or lane in used) and lane not in hidden]
    if not shown and not used:
        shown = [lane for lane in kind.lanes if lane not in hidden]
    lanes = [ctx.document.lanes[lane] for lane in shown]
    if kind.needs_roles:
        lanes.sort(key=lambda lane: _ZONES[lane.role])
    return lanes


def _entries(ctx: Context) -> dict[str, LaneEntry]:
    """What map and project say of each lane; the map's own entry wins."""
    return {entry.id: entry for entry in (*ctx.document.project.file.lanes, *ctx.journey.lanes)}


def _lanes_of(part: Cellular) -> set[str]:
    return {lane for lanes in vars(part.cells).values() for lane in lanes}


def _used(ctx: Context) -> set[str]:
    used: set[str] = set()
    for at in stages_and_steps(ctx.journey):
        used |= _lanes_of(at.column)
    return used


def rows(ctx: Context, lanes: list[Lane]) -> tuple[v.Row | v.Line, ...]:
    """The rows, with a blueprint's lines where the role changes."""
    found: list[v.Row | v.Line] = []
    before: Role = "customer"
    for lane in lanes:
        if KINDS[ctx.journey.kind].needs_roles and _ZONES[lane.role] != _ZONES[before]:
            name = _LINE_ABOVE.get(lane.role)
            if name:
                label = ctx.catalog.data["lines"][name]
                found.append(v.Line(name, label["title"], label["note"]))
            before = lane.role
        found.append(_row(ctx, lane, _tiers(ctx, lane)))
    return tuple(found)


def overall_lanes(ctx: Context, lanes: list[Lane]) -> list[Lane]:
    """The lanes with a cell that concerns the whole journey: those of the grid first; hidden ones are left out."""
    used = _lanes_of(ctx.journey.overall)
    order = [lane for lane in lanes if lane.id in used]
    passed = {lane.id for lane in order} | {entry.id for entry in _entries(ctx).values() if entry.hidden}
    return order + [lane for lane in ctx.document.lanes.values() if lane.id in used - passed]


def overall(ctx: Context, lanes: list[Lane]) -> tuple[v.Row, ...]:
    """The cells of some lanes that concern the whole journey, a row each."""
    part = ctx.journey.overall
    found = []
    for lane in lanes:
        cell = _cell(ctx, lane, None, part, ("overall",), 0, len(ctx.columns))
        if cell is not None:
            found.append(_row(ctx, lane, ((cell,),)))
    return tuple(found)


def _row(ctx: Context, lane: Lane, tiers: tuple[tuple[v.CellView, ...], ...]) -> v.Row:
    entry = _entries(ctx).get(lane.id)
    label = ctx.catalog.lane(lane.id, ctx.journey.kind) if lane.id in LANES else None
    own_title = entry.title if entry else None
    title = own_title or (label.title if label else lane.id)
    question = label.question if label and not own_title and label.question != title else ""
    return v.Row(
        lane=lane.id,
        title=title,
        question=question,
        note=entry.note or "" if entry else "",
        owner=entry.owner or "" if entry else "",
        cell=lane.cell,
        role=lane.role,
        tiers=tiers,
        count=sum(len(cell.items) for tier in tiers for cell in tier),
    )


def _tiers(ctx: Context, lane: Lane) -> tuple[tuple[v.CellView, ...], ...]:
    """One line of cells; two where some stage has a cell of its own above its steps' cells."""
    over: list[v.CellView] = []
    under: list[v.CellView] = []
    clash = False
    at = 0
    for index, stage in enumerate(ctx.journey.stages):
        where: Location = ("stages", index)
        width = len(stage.steps) or 1
        whole = _cell(ctx, lane, stage, stage, where, at, width)
        steps = [
            cell
            for below, step in enumerate(stage.steps)
            if (cell := _cell(ctx, lane, stage, step, (*where, "steps", below), at + below, 1)) is not None
        ]
        if whole is not None:
            (over if stage.steps else under).append(whole)
            clash = clash or bool(stage.steps and steps)
        under += steps
        at += width
    if clash:
        return tuple(over), tuple(under)
    return (tuple(sorted((*over, *under), key=lambda cell: cell.start)),)


def _cell(
    ctx: Context, lane: Lane, stage: Stage | None, holder: Cellular, where: Location, start: int, span: int
) -> v.CellView | None:
    found = holder.cells.lane(lane.cell, lane.id)
    if found is None:
        return None
    column = holder if holder is not ctx.journey.overall else None
    place = Place(lane, stage, column, (*where, "cells", lane.cell, lane.id))  # type: ignore[arg-type]
    presence: Literal["", "in", "out"] = ""
    if lane.id == "product_use" and ctx.journey.kind == "day-in-the-life":
        presence = "out" if all(says_none(item.words) for item in found) else "in"
    return v.CellView(start, span, item_views(ctx, place, found), not found, presence=presence)
