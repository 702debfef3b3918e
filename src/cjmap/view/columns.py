"""The columns, stages and phases of a map."""

from __future__ import annotations

from cjmap.lanes import Lane
from cjmap.measures import makes_claims
from cjmap.model.cells import Common
from cjmap.model.map import Stage, Step
from cjmap.model.walk import Location
from cjmap.view import shapes as v
from cjmap.view.context import Context


def stages(ctx: Context) -> tuple[v.StageView, ...]:
    """The stages in order."""
    found: list[v.StageView] = []
    at = 0
    for index, stage in enumerate(ctx.journey.stages):
        width = len(stage.steps) or 1
        found.append(v.StageView(index, _head(ctx, stage, stage, ("stages", index)), at, width, not stage.steps))
        at += width
    return tuple(found)


def columns(ctx: Context, lanes: list[Lane]) -> tuple[v.ColumnView, ...]:
    """The columns in order."""
    found: list[v.ColumnView] = []
    for index, stage in enumerate(ctx.journey.stages):
        where: Location = ("stages", index)
        parts = [(step, (*where, "steps", below)) for below, step in enumerate(stage.steps)] or [(stage, where)]
        for step, place in parts:
            head = _head(ctx, stage, step, place)
            found.append(v.ColumnView(len(found), index, head, _evidence(ctx, stage, step, lanes)))
    return tuple(found)


def bands(ctx: Context) -> tuple[v.Band, ...]:
    """The phases: neighbouring stages with the same one together; none when no stage names one."""
    if not any(stage.phase for stage in ctx.journey.stages):
        return ()
    found: list[v.Band] = []
    at = 0
    for stage in ctx.journey.stages:
        width = len(stage.steps) or 1
        title = stage.phase or ""
        if found and found[-1].title == title:
            found[-1] = v.Band(title, found[-1].start, found[-1].span + width)
        else:
            found.append(v.Band(title, at, width))
        at += width
    return tuple(found)


def _head(ctx: Context, stage: Stage, column: Step, where: Location) -> v.Head:
    ground = ctx.ground(stage, column, None)
    moment = column.moment_of_truth
    return v.Head(
        anchor=ctx.anchors[where],
        id=column.id,
        number=ctx.number_of(column),
        title=column.title or column.time or "",
        time=(column.time or "") if column.title else "",
        duration=column.duration or "",
        wait=column.wait or "",
        moment=None if moment is None else "" if moment is True else moment,
        note=column.note or "",
        refs=ctx.refs(column.sources),
        basis=ground.basis,
        basis_label=ctx.catalog.term("basis", column.basis) if column.basis else "",
        details=tuple(_details(ctx, stage, column)),
    )


def _details(ctx: Context, stage: Stage, column: Step) -> list[v.Detail]:
    found = []
    if column.actors:
        names = [ctx.persona_name(actor) or actor for actor in column.actors]
        found.append(v.Detail(ctx.word("actors"), ctx.catalog.join(names), key="actors"))
    if column.tags:
        found.append(v.Detail(ctx.word("tags"), ctx.catalog.join(column.tags), key="tags"))
    if column.journey:
        name = ctx.map_name(column.journey, ("journey",))
        found.append(v.Detail(ctx.word("opens_journey"), name, ctx.page_of(column.journey), "journey"))
    if column.from_ is not None:
        if column.from_:
            names = [_current_name(ctx, reference) for reference in column.from_]
            found.append(v.Detail(ctx.word("from"), ctx.catalog.join(names), key="from"))
        else:
            found.append(v.Detail(ctx.word("new_column"), "", key="new"))
    found += ctx.pains(column.resolves)
    found += _next(ctx, stage, column)
    return found


def _current_name(ctx: Context, reference: str) -> str:
    targets = ctx.current.columns.find(reference) if ctx.current else []
    return targets[0].name if targets and targets[0].name else reference


def _next(ctx: Context, stage: Stage, column: Step) -> list[v.Detail]:
    """In words: branches, returns, parallel columns and ends; the plain way on says nothing."""
    if column.next is None:
        return []
    if not column.next:
        return [v.Detail(ctx.word("ends_here"), "", key="end")] if column is not ctx.journey.stages[-1] else []
    here = ctx.index_of[id((stage.steps or (stage,))[-1] if column is stage else column)]
    found = []
    for branch in column.next:
        targets = ctx.own.columns.find(branch.to)
        if not targets or not isinstance(targets[0].what, Step):
            continue
        target = targets[0].what
        index = ctx.index_of[id(target)]
        name, href = ctx.heading(target), f"#{ctx.anchors[targets[0].location]}"
        if branch.when:
            label = ctx.word("next_when", when=branch.when)
        elif len(column.next) > 1:
            label = ctx.word("next_parallel")
        elif index == here + 1:
            continue
        else:
            label = ctx.word("next")
        found.append(v.Detail(label, name, href, "next" if index > here else "return"))
    return found


def _evidence(ctx: Context, stage: Stage, column: Step, lanes: list[Lane]) -> tuple[bool, ...]:
    """For each filled cell of a column that makes a claim: whether every item of it is sourced."""
    found = []
    for lane in lanes:
        items = column.cells.lane(lane.cell, lane.id)
        if items and makes_claims(lane):
            found += _sourced(ctx, stage, column, items)
    return tuple(found)


def _sourced(ctx: Context, stage: Stage | None, column: Step | None, items: tuple[Common, ...]) -> list[bool]:
    """Whether a cell is sourced, in a list of one; nothing for a cell of targets, which claims nothing that is."""
    grounds = [ctx.ground(stage, column, item) for item in items]
    return [] if all(each.basis == "target" for each in grounds) else [all(each.sourced for each in grounds)]


def stage_evidence(ctx: Context, lanes: list[Lane], whole: list[Lane]) -> tuple[bool, ...]:
    """The same for the cells of stages that have steps, and for those lanes of the whole journey that are shown."""
    found: list[bool] = []
    for stage in ctx.journey.stages:
        if stage.steps:
            found += _evidence(ctx, stage, stage, lanes)
    for lane in whole:
        items = ctx.journey.overall.cells.lane(lane.cell, lane.id)
        if items and makes_claims(lane):
            found += _sourced(ctx, None, None, items)
    return tuple(found)
