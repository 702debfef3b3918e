"""One side of a comparison: a map, and what its project adds to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from cjmap.document import Document
from cjmap.labels import FALLBACK
from cjmap.lanes import LANES, Lane
from cjmap.model.cells import Common, Emotion, Measurement
from cjmap.model.map import Cellular, JourneyMap, Stage, Step
from cjmap.model.research import Metric, ResearchSource, Scale, default_scale
from cjmap.model.walk import Location, stages_and_steps
from cjmap.nearest import normal
from cjmap.references import Names, References, personas
from cjmap.validate.facts import is_future

OVERALL: Location = ("overall",)
"""Where the cells stand that concern the whole journey."""


@dataclass(frozen=True)
class Edition:
    """A map as one side of a comparison, with what its project says where the map itself does not.

    `people` are the personas' names by their keys, `personas` finds them as references do. `Edition(journey)` is a map
    without a project. Everything is addressed by its location in the map.
    """

    journey: JourneyMap
    scale: Scale = field(default_factory=default_scale)
    language: str = FALLBACK
    metrics: tuple[Metric, ...] = ()
    sources: tuple[ResearchSource, ...] = ()
    lanes: dict[str, Lane] = field(default_factory=lambda: dict(LANES))
    people: dict[str, str] = field(default_factory=dict)
    personas: Names = field(default_factory=lambda: Names(()))

    @classmethod
    def of(cls, document: Document) -> Edition:
        """A document's map with its project's scale, language, metrics and sources. Raises ValueError without a map."""
        journey = document.map
        if journey is None:
            raise ValueError("only a valid map can be compared")
        shared = document.project.file
        own_metrics, own_sources = {each.id for each in journey.metrics}, {each.id for each in journey.sources}
        return cls(
            journey,
            journey.emotion_scale or shared.emotion_scale or default_scale(),
            journey.language or shared.language or FALLBACK,
            (*journey.metrics, *(each for each in shared.metrics if each.id not in own_metrics)),
            (*journey.sources, *(each for each in shared.sources if each.id not in own_sources)),
            document.lanes,
            {each.key: each.name or each.key for each in personas(document, journey)},
            References(document, journey).personas,
        )

    @property
    def future(self) -> bool:
        """Whether the map says what should happen."""
        return is_future(self.journey)

    def reading(self, item: Measurement) -> float | None:
        """What a measurement says: its value; in a future map else the target, its own or that of its metric.

        What a future map aims at is what it says of a metric, however it is typed.
        """
        if item.value is not None or not self.future:
            return item.value
        if item.target is not None:
            return item.target
        metric = next((each for each in self.metrics if item.metric and item.metric in (each.id, each.title)), None)
        return metric.target if metric is not None else None

    @cached_property
    def columns(self) -> dict[Location, Step]:
        """Every stage, each followed by its steps, by location."""
        return {at.location: at.column for at in stages_and_steps(self.journey)}

    @cached_property
    def cells(self) -> dict[Location, list[tuple[str, str, tuple[Common, ...]]]]:
        """The cells of every column and of `overall` that has any: cell type, lane, items."""
        found = {where: cells_of(column) for where, column in self.columns.items()}
        found[OVERALL] = cells_of(self.journey.overall)
        return {where: cells for where, cells in found.items() if cells}

    def of_type(self, cell: str) -> Iterator[tuple[Location, Common]]:
        """Every item of one cell type by location."""
        for where, holder in (*self.columns.items(), (OVERALL, self.journey.overall)):
            for lane, items in getattr(holder.cells, cell).items():
                for index, item in enumerate(items):
                    yield (*where, "cells", cell, lane, index), item

    @cached_property
    def ends(self) -> tuple[Location, ...]:
        """The columns proper, in order: every step, and every stage without steps."""
        return tuple(
            location
            for location, column in self.columns.items()
            if len(location) > 2 or not (isinstance(column, Stage) and column.steps)
        )

    def stage(self, location: Location) -> Stage:
        """The stage of a location below it."""
        return self.journey.stages[int(location[1])]

    def item(self, location: Location) -> Common:
        """The item at a location."""
        holder = self.journey.overall if location[0] == "overall" else self.columns[column_of(location)]
        cell, lane, index = location[-3:]
        found: tuple[Common, ...] = getattr(holder.cells, str(cell))[lane]
        return found[int(index)]

    @cached_property
    def items(self) -> dict[Location, Common]:
        """Every item of the map by location, column by column, those of `overall` last."""
        found: dict[Location, Common] = {}
        for where, cells in self.cells.items():
            for cell, lane, items in cells:
                for index, item in enumerate(items):
                    found[*where, "cells", cell, lane, index] = item
        return found

    def heading(self, location: Location) -> str:
        """What a column is called: its title, else its time, else its id, else its number such as `3.2`."""
        column = self.columns[location]
        numbers = (str(part + 1) for part in location if isinstance(part, int))
        return column.title or column.time or column.id or ".".join(numbers)

    def find_column(self, reference: str) -> Location | None:
        """The one column that a reference means, or None."""
        return _find(self._column_ids, self._column_names, reference)

    def find_item(self, reference: str) -> Location | None:
        """The one item that a reference means, or None."""
        if reference in self._item_ids:
            return self._item_ids[reference]
        return _find({}, self._item_names, reference)

    @cached_property
    def _column_ids(self) -> dict[str, Location]:
        return {column.id: location for location, column in self.columns.items() if column.id}

    @cached_property
    def _column_names(self) -> dict[str, list[Location]]:
        names: dict[str, list[Location]] = {}
        for location, column in self.columns.items():
            if column.title:
                names.setdefault(normal(column.title), []).append(location)
        return names

    @cached_property
    def _item_ids(self) -> dict[str, Location]:
        return {
            item.id: (*where, "cells", cell, lane, index)
            for where, cells in self.cells.items()
            for cell, lane, items in cells
            for index, item in enumerate(items)
            if item.id
        }

    @cached_property
    def _item_names(self) -> dict[str, list[Location]]:
        names: dict[str, list[Location]] = {}
        for location, item in self.items.items():
            if not isinstance(item, Emotion):
                names.setdefault(normal(item.words), []).append(location)
        return names


def cells_of(holder: Cellular) -> list[tuple[str, str, tuple[Common, ...]]]:
    """The cells of a column or of `overall`: cell type, lane, items (none where it says that there is none)."""
    return [(cell, lane, items) for cell, lanes in vars(holder.cells).items() for lane, items in lanes.items()]


def column_of(location: Location) -> Location:
    """The stage or step that a location is in, or `overall`."""
    if location[0] != "stages":
        return location[:1]
    return location[:4] if len(location) > 2 and location[2] == "steps" else location[:2]


def _find(ids: dict[str, Location], names: dict[str, list[Location]], reference: str) -> Location | None:
    if reference in ids:
        return ids[reference]
    found = names.get(normal(reference), [])
    return found[0] if len(found) == 1 else None
