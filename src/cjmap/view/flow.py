"""Where the journey goes from each column."""

from __future__ import annotations

from cjmap.model.map import Branch, Step
from cjmap.view import shapes as v
from cjmap.view.context import Context


def flow(ctx: Context) -> tuple[v.FlowEdge, ...]:
    """Where the journey goes from each column, in order.

    Without a `next` the following column follows. The `next` of a stage with steps leaves from its last step, beside
    that step's own: both count, each way once, and `[]` in one of them says that the journey may also end there.
    """
    edges: list[v.FlowEdge] = []
    last = len(ctx.columns) - 1
    for index, leaving in enumerate(_leaving(ctx)):
        if not leaving:
            if index < last:
                edges.append(v.FlowEdge(index, index + 1, "", True))
            continue
        ways = dict.fromkeys(way for part in leaving for branch in part if (way := _way(ctx, branch)) is not None)
        for target, when in ways:
            straight = target == index + 1 and not when and len(ways) == 1 and all(leaving)
            edges.append(v.FlowEdge(index, target, when, straight))
        if not all(leaving):
            edges.append(v.FlowEdge(index, None, "", index == last and not ways))
    return tuple(edges)


def _way(ctx: Context, branch: Branch) -> tuple[int, str] | None:
    targets = ctx.own.columns.find(branch.to)
    if not targets or not isinstance(targets[0].what, Step):
        return None
    return ctx.index_of[id(targets[0].what)], branch.when or ""


def _leaving(ctx: Context) -> list[list[tuple[Branch, ...]]]:
    """For each column every `next` that leaves from it: its own, and for a stage's last step also the stage's."""
    found: list[list[tuple[Branch, ...]]] = []
    for stage in ctx.journey.stages:
        steps = stage.steps or (stage,)
        for step in steps:
            outer = stage.next if step is steps[-1] and step is not stage else None
            found.append([each for each in (step.next, outer) if each is not None])
    return found
