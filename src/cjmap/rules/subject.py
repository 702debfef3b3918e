"""A map under examination: what several rules ask of it, worked out once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from cjmap.document import Document
from cjmap.lanes import LANES, Lane
from cjmap.measures import Ground, ground, makes_claims, met
from cjmap.model.cells import Activity, Common, Emotion, Measurement, Touchpoint
from cjmap.model.map import Cellular, JourneyMap, LaneEntry, Stage, Step
from cjmap.model.research import Metric, ResearchSource, Scale, default_scale
from cjmap.model.walk import ColumnAt, ItemAt, Location, columns, stages_and_steps
from cjmap.record import record
from cjmap.references import References
from cjmap.rules.curves import Curve, curves
from cjmap.rules.gist import Said
from cjmap.validate.facts import is_future
from cjmap.validate.links import follow
from cjmap.validate.wording import quoted


@record
class Cited:
    """A source that a map cites: the entry, its index in its register, and whether that is the project's."""

    source: ResearchSource
    index: int
    shared: bool


class Subject:
    """One map under examination. `source_age` is the age in days from which on a source is stale."""

    def __init__(self, document: Document, journey: JourneyMap, today: date, source_age: int = 731) -> None:
        self.document = document
        self.journey = journey
        self.today = today
        self.source_age = source_age
        self.kind: str = journey.kind
        self.future = is_future(journey)
        self.every = list(stages_and_steps(journey))
        self.columns: list[ColumnAt] = list(columns(journey))
        self.own = References(document, journey)
        self._near: dict[int, frozenset[int]] = {}

    @property
    def items(self) -> tuple[ItemAt, ...]:
        """Every item, column by column, those of `overall` last."""
        return self.document.items

    @cached_property
    def said(self) -> tuple[tuple[ItemAt, str], ...]:
        """Every item with its main words."""
        return tuple((at, at.item.words) for at in self.items)

    @cached_property
    def _by_cell(self) -> dict[str, list[ItemAt]]:
        found: defaultdict[str, list[ItemAt]] = defaultdict(list)
        for at in self.items:
            found[at.cell].append(at)
        return found

    @cached_property
    def _by_column(self) -> dict[int, list[ItemAt]]:
        found: defaultdict[int, list[ItemAt]] = defaultdict(list)
        for at in self.items:
            found[id(at.column)].append(at)
        return found

    @cached_property
    def _by_key(self) -> dict[str, list[ItemAt]]:
        found: defaultdict[str, list[ItemAt]] = defaultdict(list)
        for at in self.items:
            for key, value in vars(at.item).items():
                if value:
                    found[key].append(at)
        return found

    def having(self, key: str) -> list[ItemAt]:
        """The items that have a key filled in with words or a list."""
        return self._by_key.get(key, [])

    def of(self, cell: str) -> list[ItemAt]:
        """The items of a cell type, in whatever lane."""
        return self._by_cell.get(cell, [])

    def inside(self, column: Step | None) -> list[ItemAt]:
        """The items of a stage or step itself, or of `overall` for None."""
        return self._by_column.get(id(column), [])

    def around(self, at: ColumnAt) -> list[ItemAt]:
        """The items of a column and those of its stage that span it."""
        mine = self.inside(at.column)
        return mine if at.column is at.stage else [*mine, *self.inside(at.stage)]

    @cached_property
    def stage_of(self) -> dict[int, Stage]:
        """The stage of each stage and step, by its identity."""
        return {id(at.column): at.stage for at in self.every}

    def near(self, column: Step | None) -> frozenset[int]:
        """The identities of where an answer to something in a column may stand, to be held against `id(item.column)`.

        Those are the column and its stage; for a stage its steps as well; for the whole journey everything.
        """
        found = self._near.get(id(column))
        if found is None:
            stage = self.stage_of.get(id(column))
            parts = (column, stage, *(stage.steps if stage and column is stage else ()))
            every = parts if column is not None else (None, *(at.column for at in self.every))
            found = self._near[id(column)] = frozenset(map(id, every))
        return found

    def lane(self, name: str) -> Lane:
        """A lane by its id."""
        return self.document.lanes.get(name) or LANES[name]

    def claims(self, at: ItemAt) -> bool:
        """Whether an item says what is, so that it needs evidence."""
        return makes_claims(self.lane(at.lane))

    def ground(self, item: Common | None, column: Step | None) -> Ground:
        """What an item rests on after inheritance."""
        stage = self.stage_of.get(id(column))
        target = isinstance(item, Emotion | Measurement)
        return ground(self.journey, stage, column, item, future=self.future, target=target)

    @cached_property
    def scale(self) -> Scale:
        """The scale of the emotion scores."""
        return self.declared_scale or default_scale()

    @cached_property
    def declared_scale(self) -> Scale | None:
        """The scale that the map or its project declares."""
        return self.journey.emotion_scale or self.document.project.file.emotion_scale

    @cached_property
    def ids(self) -> dict[str, frozenset[str]]:
        """The ids of each namespace of the map and its project."""
        journey, file = self.journey, self.document.project.file
        every = {
            "columns": (at.column.id for at in self.every),
            "items": [at.item.id for at in self.having("id")],
            "pains": [at.item.id for at in self.of("pain_points")],
            "sources": (each.id for each in (*journey.sources, *file.sources)),
            "metrics": (each.id for each in (*journey.metrics, *file.metrics)),
            "personas": (each.key for each in journey.persona),
        }
        return {space: frozenset(each for each in found if each) for space, found in every.items()}

    @cached_property
    def curves(self) -> tuple[Curve, ...]:
        """The emotion curves, one a persona."""
        return curves(self.journey, self.own)

    def fall(self, before: float, after: float) -> float:
        """How far the emotion falls between two scores, as a share of the whole scale; negative where it rises."""
        return (before - after) / (self.scale.max - self.scale.min)

    @cached_property
    def used_lanes(self) -> frozenset[str]:
        """The lanes in which a cell is filled in, with `[]` too."""
        return frozenset().union(*self._lanes.values())

    @cached_property
    def _lanes(self) -> dict[int, frozenset[str]]:
        parts = (*(at.column for at in self.every), self.journey.overall)
        return {id(part): frozenset(lane for cell in vars(part.cells).values() for lane in cell) for part in parts}

    def lanes_of(self, at: ColumnAt) -> frozenset[str]:
        """The lanes in which a column, or its stage, has a cell; `[]` counts."""
        return self._lanes[id(at.column)] | self._lanes[id(at.stage)]

    @cached_property
    def is_blank(self) -> bool:
        """Whether the map holds nothing yet, as a starter map does."""
        return not self.items

    @cached_property
    def citations(self) -> frozenset[str]:
        """Every reference to a source in the map and its personas."""
        from cjmap.references import personas

        found = {name for at in self.every for name in at.column.sources}
        found.update(name for at in self.having("sources") for name in at.item.sources)
        found.update(name for each in personas(self.document, self.journey) for name in each.sources)
        return frozenset(found)

    @cached_property
    def cited(self) -> tuple[Cited, ...]:
        """The sources that the map cites: its own first, then the project's."""
        means = {id(target.what) for name in self.citations for target in self.own.sources.find(name)}
        found = [Cited(each, at, False) for at, each in enumerate(self.journey.sources) if id(each) in means]
        shared = self.document.project.file.sources
        return (*found, *(Cited(each, at, True) for at, each in enumerate(shared) if id(each) in means))

    def metric(self, item: Common) -> Metric | None:
        """The definition of the metric that a measurement gives a value of."""
        name = item.metric if isinstance(item, Measurement) else None
        targets = self.own.metrics.find(name) if name else []
        what = targets[0].what if targets else None
        return what if isinstance(what, Metric) else None

    def target(self, item: Measurement) -> float | None:
        """What a measurement's value should be: as it says, else as its metric does."""
        metric = self.metric(item)
        return item.target if item.target is not None else metric.target if metric else None

    def met(self, item: Measurement) -> bool | None:
        """Whether a measurement meets its target; None where that cannot be said."""
        return met(item.value, self.target(item), self.metric(item))

    @cached_property
    def latest(self) -> tuple[tuple[ItemAt, Measurement], ...]:
        """The last value of each metric, by date, in each column: elsewhere on the map it measures something else."""
        last: dict[tuple[int, str], tuple[ItemAt, Measurement]] = {}
        for at in self.of("metrics"):
            item = at.item
            if isinstance(item, Measurement) and item.value is not None:
                metric = self.metric(item)
                key = (id(at.column), metric.id if metric else item.metric or str(at.location))
                if key not in last or (item.as_of or "") >= (last[key][1].as_of or ""):
                    last[key] = (at, item)
        return tuple(last.values())

    @cached_property
    def current(self) -> References | None:
        """The map that this one is the future of, when it can be read."""
        return self.linked("future_of")

    def linked(self, key: str) -> References | None:
        """The map that a key such as `variant_of` names, when it can be read."""
        reference = getattr(self.journey, key)
        document = follow(self.document, reference, (key,)).document if reference else None
        return References(document, document.map) if document is not None and document.map is not None else None

    @cached_property
    def answers(self) -> tuple[ItemAt, ...]:
        """What there is to do: opportunities and changes that nobody rejected."""
        every = (*self.of("opportunities"), *self.of("changes"))
        return tuple(at for at in every if getattr(at.item, "status", None) != "rejected")

    @cached_property
    def spellings(self) -> tuple[tuple[Said, ...], tuple[Said, ...]]:
        """The first place of each spelling of a touchpoint, and of a channel."""
        names: dict[str, Said] = {}
        channels: dict[str, Said] = {}
        for at in self.of("touchpoints"):
            item = at.item
            if isinstance(item, Touchpoint):
                for table, text, key in ((names, item.text, "text"), (channels, item.channel, "channel")):
                    if text and text not in table:
                        table[text] = Said(text, (*at.location, key))
        return tuple(names.values()), tuple(channels.values())

    def named_owner(self, at: ItemAt) -> bool:
        """Whether somebody answers for an item: its owner, its lane's, or who does it."""
        item = at.item
        if item.owner or (isinstance(item, Activity) and (item.actor or item.system)):
            return True
        return any(entry.owner for entry in self._entries if entry.id == at.lane)

    @cached_property
    def _entries(self) -> tuple[LaneEntry, ...]:
        return (*self.journey.lanes, *self.document.project.file.lanes)

    def heading(self, at: ColumnAt) -> str:
        """What a column is called: its title, else its time, its id, its number."""
        column = at.column
        return column.title or column.time or column.id or number(at.location)


def number(location: Location) -> str:
    """`3` for the third stage, `3.2` for its second step."""
    return ".".join(str(part + 1) for part in location if isinstance(part, int))


def filled(part: Cellular) -> Iterator[tuple[str, tuple[Common, ...]]]:
    """The cells of a part by lane, empty ones that say that there is none included."""
    lanes: dict[str, tuple[Common, ...]]
    for lanes in vars(part.cells).values():
        yield from lanes.items()


def head(at: ColumnAt) -> Location:
    """The location of a column's heading, where findings about the whole column stand."""
    key = next((key for key in ("title", "time", "id") if getattr(at.column, key)), None)
    return (*at.location, key) if key else at.location


def listed(subject: Subject, found: list[ColumnAt], most: int = 4) -> str:
    """`the column ‘A’ has`, `3 of 8 columns have`, with their names: the beginning of a finding about several."""
    names = [quoted(subject.heading(at), 24) for at in found[:most]]
    if len(found) == 1:
        return f"the column {names[0]} has"
    more = ", …" if len(found) > most else ""
    return f"{len(found)} of {len(subject.columns)} columns ({', '.join(names)}{more}) have"
