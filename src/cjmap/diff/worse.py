"""What a future map makes worse than the current one, so that no report of its gains leaves it out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Literal, NamedTuple

from cjmap.diff.changes import Diff
from cjmap.diff.fields import severity_of
from cjmap.durations import seconds
from cjmap.labels import time_units
from cjmap.model.walk import Location

if TYPE_CHECKING:
    from cjmap.diff.gap import FatedColumn, FatedPain

How = Literal["pain-added", "pain-worsened", "column-worsened", "column-slower"]
"""What gets worse, which is the name of the finding too.

`pain-added`: the future map lists a pain point that the current one does not have. `pain-worsened`: one that stays is
more severe. `column-worsened`: the emotion of a column falls that is carried on one to one. `column-slower`: the wait
of such a column grows, or its duration where nothing of it is improved, as far as both can be read.
"""
CARRIED = ("kept", "improved", "changed", "worsened")
"""The fates of columns that are carried on one to one."""


class Worse(NamedTuple):
    """Something that gets worse: a pain point or column before (None for a new pain point) and after.

    `rise` is the fall of a column's emotion on the common measure, below zero; `field` is `wait` or `duration` where a
    column is slower.
    """

    rule: How
    old: Location | None
    new: Location
    rise: float | None = None
    field: str = ""


def worse(diff: Diff, pains: Iterable[FatedPain], columns: Iterable[FatedColumn]) -> tuple[Worse, ...]:
    """What gets worse: new pain points, then graver ones (the worst first), falling emotions (the deepest), waits."""
    pains = tuple(pains)
    carried = [column for column in columns if column.fate in CARRIED and len(column.olds) == len(column.news) == 1]
    fallen = [
        Worse("column-worsened", column.olds[0], column.news[0], column.rise)
        for column in carried
        if column.fate == "worsened"
    ]
    return (
        *sorted(_added(diff, pains), key=lambda each: -severity_of(diff.new.item(each.new))),
        *sorted(_graver(diff, pains), key=lambda each: -severity_of(diff.new.item(each.new))),
        *sorted(fallen, key=lambda each: each.rise or 0),
        *(slow for column in carried for slow in _slower(diff, column)),
    )


def _added(diff: Diff, pains: Iterable[FatedPain]) -> Iterator[Worse]:
    """The future map's pain points that are none of the current one's, not even in the same words elsewhere."""
    known = {still for pain in pains if pain.fate == "remains" for still in pain.by}
    for where, _ in diff.new.of_type("pain_points"):
        if diff.items.old(where) is None and where not in known:
            yield Worse("pain-added", None, where)


def _graver(diff: Diff, pains: Iterable[FatedPain]) -> Iterator[Worse]:
    for pain in pains:
        still = diff.items.new(pain.old) or (pain.by[0] if pain.fate == "remains" else None)
        if still is not None:
            before, after = severity_of(diff.old.item(pain.old)), severity_of(diff.new.item(still))
            if 0 < before < after:
                yield Worse("pain-worsened", pain.old, still)


def _slower(diff: Diff, column: FatedColumn) -> Iterator[Worse]:
    """A wait or duration of which neither end is shorter, and one is longer.

    What takes longer and is better for it is no loss; a longer wait always is.
    """
    [old], [new] = column.olds, column.news
    for field in ("wait", "duration") if column.fate != "improved" else ("wait",):
        texts = getattr(diff.old.columns[old], field), getattr(diff.new.columns[new], field)
        before, after = (seconds(text, time_units()) if text else None for text in texts)
        if before and after and before != after and before[0] <= after[0] and before[1] <= after[1]:
            yield Worse("column-slower", old, new, field=field)
