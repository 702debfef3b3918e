"""Walking a map: its columns, cells and items, each with its location in the document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cjmap.model.cells import Common
from cjmap.model.map import Cellular, JourneyMap, Stage, Step

Location = tuple[str | int, ...]
"""Keys and indexes from the document's root, as in pydantic's errors."""


class ColumnAt(NamedTuple):
    """A stage or a step, where it is, and the stage it belongs to."""

    location: Location
    column: Step
    stage: Stage


class ItemAt(NamedTuple):
    """An item, where it is, its lane, its cell type, and its column (None in `overall`)."""

    location: Location
    lane: str
    cell: str
    item: Common
    column: Step | None


def stages_and_steps(journey: JourneyMap) -> Iterator[ColumnAt]:
    """Every stage, each followed by its steps."""
    for at, stage in enumerate(journey.stages):
        yield ColumnAt(("stages", at), stage, stage)
        for below, step in enumerate(stage.steps):
            yield ColumnAt(("stages", at, "steps", below), step, stage)


def columns(journey: JourneyMap) -> Iterator[ColumnAt]:
    """The columns: every step, and every stage without steps."""
    for found in stages_and_steps(journey):
        if found.column is not found.stage or not found.stage.steps:
            yield found


def cell_items(part: Cellular, location: Location, column: Step | None) -> Iterator[ItemAt]:
    """The items of all the cells of a column or of `overall`."""
    lanes: dict[str, tuple[Common, ...]]
    for cell, lanes in vars(part.cells).items():
        for lane, found in lanes.items():
            for index, item in enumerate(found):
                yield ItemAt((*location, "cells", cell, lane, index), lane, cell, item, column)


def items(journey: JourneyMap) -> Iterator[ItemAt]:
    """Every item of the map, column by column, those of `overall` last."""
    for found in stages_and_steps(journey):
        yield from cell_items(found.column, found.location, found.column)
    yield from cell_items(journey.overall, ("overall",), None)
