"""What a change means for the customer: the same measures of both maps, side by side.

Every measure is of a whole map, or of the one stage that the comparison is limited to. Each says what it counts:

- Emotion: the mean of all scores that hold always, the lowest, the highest and the last, on a common measure from −1
  (the worst of the map's scale) to +1 (the best), so that maps with different scales can be compared. Scores that hold
  only in a case (`when`) are left out, as they are never averaged. Personas have curves of their own.
- Steps: the columns. Time: the sum of durations, and of waits, that can be read; the rest is counted as unread.
- Hand-offs: arrows between activities of different actors (the lane's where none is named); in a map without such
  arrows, columns that follow each other and both name who takes part, and different people.
- Channel switches: where a column and the next one both name channels, and none that both have. Channels of one column
  are alternatives, so they are no switch; after a column with ways of its own (`next`) nothing is counted, as its
  neighbour need not come next. The rule `channel-switch-without-owner` counts in the same way.
- Touchpoints: how many are met online and offline.
- Evidence: the share of filled cells that make a claim in which every item is sourced.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from cjmap.diff.changes import Diff
from cjmap.diff.edition import OVERALL, Edition, column_of
from cjmap.diff.fields import severity_of
from cjmap.durations import seconds
from cjmap.labels import catalog, time_units
from cjmap.measures import MEASURED, Ground, ground, level, makes_claims, presence_of
from cjmap.model.cells import Activity, Common, Measurement, Touchpoint
from cjmap.model.map import Stage, Step
from cjmap.model.research import Metric
from cjmap.model.walk import Location
from cjmap.nearest import normal
from cjmap.rules.curves import curves
from cjmap.words import channel_key


class Point(NamedTuple):
    """A score: where it stands, on its own scale, and on the common measure from −1 to +1."""

    location: Location
    score: float
    level: float
    word: str


class Curve(NamedTuple):
    """The emotions of one persona ("" where they are everybody's): their points in order, and what stands out."""

    persona: str
    points: tuple[Point, ...]

    @property
    def mean(self) -> float | None:
        """The mean of the levels."""
        return sum(point.level for point in self.points) / len(self.points) if self.points else None

    @property
    def low(self) -> Point | None:
        """The lowest point, the first of several."""
        return min(self.points, key=_level, default=None)

    @property
    def peak(self) -> Point | None:
        """The highest point, the first of several."""
        return max(self.points, key=_level, default=None)

    def ties(self, point: Point) -> int:
        """How many columns, or stages, have a score as high as a point's; at least one."""
        return len({column_of(each.location) for each in self.points if abs(each.level - point.level) < 1e-9})

    @property
    def end(self) -> Point | None:
        """The last point."""
        return self.points[-1] if self.points else None


def _level(point: Point) -> float:
    return point.level


class Length(NamedTuple):
    """A sum of times in seconds, least and most; how many were read, and how many could not be."""

    least: float
    most: float
    read: int
    unread: int


class Reading(NamedTuple):
    """A metric's latest value, and where it stands. In a future map that is what should be: its value or target."""

    metric: str
    definition: Metric | None
    value: float
    as_of: str | None
    location: Location
    target: bool


class Measures(NamedTuple):
    """What is measured of one map."""

    curves: tuple[Curve, ...]
    scale: tuple[float, float]
    steps: int
    duration: Length
    wait: Length
    hand_offs: int | None
    channel_switches: int | None
    online: int
    offline: int
    touchpoints: int
    readings: tuple[Reading, ...]
    sourced: int
    claims: int


class Pains(NamedTuple):
    """What became of the pain points between two maps that are not each other's future, as locations.

    `introduced` are of the new map, `gone` of the old one, the others as pairs of both; `stayed` are as
    severe as before.
    """

    introduced: tuple[Location, ...]
    gone: tuple[Location, ...]
    worsened: tuple[tuple[Location, Location], ...]
    eased: tuple[tuple[Location, Location], ...]
    stayed: tuple[tuple[Location, Location], ...]


class Impact(NamedTuple):
    """The measures of both maps, and what became of the pain points."""

    old: Measures
    new: Measures
    pains: Pains

    @property
    def rescaled(self) -> bool:
        """Whether the maps score on different scales, so that only the common measure can be compared."""
        return self.old.scale != self.new.scale

    @property
    def curves(self) -> tuple[tuple[Curve | None, Curve | None], ...]:
        """The curves of both maps, persona by persona; a map with one curve has it compared with the other's one."""
        if len(self.old.curves) == 1 == len(self.new.curves):
            return ((self.old.curves[0], self.new.curves[0]),)
        before = {curve.persona: curve for curve in self.old.curves}
        after = {curve.persona: curve for curve in self.new.curves}
        return tuple((before.get(name), after.get(name)) for name in dict.fromkeys((*before, *after)))

    @property
    def readings(self) -> tuple[tuple[Reading | None, Reading | None], ...]:
        """The metrics of both maps, those first that both measure."""
        before = {reading.metric: reading for reading in self.old.readings}
        after = {reading.metric: reading for reading in self.new.readings}
        names = sorted(dict.fromkeys((*before, *after)), key=lambda name: name not in before or name not in after)
        return tuple((before.get(name), after.get(name)) for name in names)


def better(old: Reading, new: Reading) -> bool | None:
    """Whether a metric is better in the new map: by its direction; None where that is not said or nothing changed."""
    definition = new.definition or old.definition
    if definition is None or definition.direction is None or old.value == new.value:
        return None
    return (new.value > old.value) is (definition.direction == "higher")


def impact(diff: Diff, scope: Location | None = None) -> Impact:
    """The measures of both maps of a diff; `scope` limits those of the old one to a stage."""
    return Impact(measure(diff.old, scope), measure(diff.new), _pains(diff))


def _pains(diff: Diff) -> Pains:
    groups: dict[str, list[tuple[Location, Location]]] = {"worsened": [], "eased": [], "stayed": []}
    for new, after in diff.new.of_type("pain_points"):
        old = diff.items.old(new)
        if old is not None:
            severities = severity_of(diff.old.item(old)), severity_of(after)
            rise = severities[1] - severities[0] if all(severities) else 0
            how = "worsened" if rise > 0 else "eased" if rise < 0 else "stayed"
            groups[how].append((old, new))
    came = tuple(each for each in diff.items.added if each[-3] == "pain_points")
    went = tuple(each for each in diff.items.removed if each[-3] == "pain_points")
    return Pains(came, went, **{how: tuple(sorted(pairs)) for how, pairs in groups.items()})


def measure(edition: Edition, scope: Location | None = None) -> Measures:
    """The measures of one map."""
    columns = [each for each in edition.ends if scope is None or each[:2] == scope[:2]]
    counter = _Counter(edition, columns)
    online, offline, touchpoints = counter.touchpoints()
    sourced, claims = counter.evidence()
    return Measures(
        curves=counter.curves(),
        scale=(edition.scale.min, edition.scale.max),
        steps=len(columns),
        duration=counter.length("duration"),
        wait=counter.length("wait"),
        hand_offs=counter.hand_offs(),
        channel_switches=counter.switches(),
        online=online,
        offline=offline,
        touchpoints=touchpoints,
        readings=tuple(counter.readings()),
        sourced=sourced,
        claims=claims,
    )


class _Counter:
    def __init__(self, edition: Edition, columns: list[Location]) -> None:
        self.edition = edition
        self.columns = columns
        wanted = {*columns, *(each[:2] for each in columns)}
        self.holders = {where: column for where, column in edition.columns.items() if where in wanted}
        self.whole = len(columns) == len(edition.ends)
        self.catalogs = [catalog(name) for name in dict.fromkeys((edition.language, "en"))]

    def curves(self) -> tuple[Curve, ...]:
        """A curve for each persona whose emotions have scores; what names nobody is on all of them."""
        scale = self.edition.scale
        found = [
            Curve(
                each.persona,
                tuple(
                    Point(point.location, point.score, level(scale, point.score), point.emotion.word)
                    for point in each.points
                    if point.at.location in self.holders
                ),
            )
            for each in curves(self.edition.journey, self.edition)
        ]
        return tuple(curve for curve in found if curve.points)

    def length(self, field: str) -> Length:
        """The sum of the columns' durations or waits; a stage's own where none of its steps says one."""
        least = most = 0.0
        read = unread = 0
        for column in self.holders.values():
            if isinstance(column, Stage) and any(getattr(step, field) for step in column.steps):
                continue
            texts = [getattr(column, field)]
            if not texts[0] and field == "wait":
                activities = [each for items in column.cells.activities.values() for each in items]
                texts = [each.wait for each in activities]
            for text in texts:
                span = seconds(text, time_units()) if text else None
                read += span is not None
                unread += bool(text) and span is None
                least, most = (least + span[0], most + span[1]) if span else (least, most)
        return Length(least, most, read, unread)

    def hand_offs(self) -> int | None:
        """Hand-offs; None where the map does not say who does what."""
        ways = list(self._arrows())
        if ways:
            return sum(first != second for first, second in ways)
        known = []
        for before, after in pairwise(self.holders[each] for each in self.columns):
            if before.actors and after.actors and before.next is None:
                known.append(({*map(normal, before.actors)}, {*map(normal, after.actors)}))
        return sum(first != second for first, second in known) if known else None

    def _arrows(self) -> Iterator[tuple[str, str]]:
        """The actors at both ends of each arrow between activities."""
        for where, item in self.edition.of_type("activities"):
            if not isinstance(item, Activity) or not item.to or column_of(where) not in self.holders:
                continue
            for reference in item.to:
                target = self.edition.find_item(reference)
                other = self.edition.item(target) if target is not None else None
                if target is not None and isinstance(other, Activity):
                    yield normal(item.actor or str(where[-2])), normal(other.actor or str(target[-2]))

    def _touchpoints(self) -> Iterator[Touchpoint]:
        for column in self.holders.values():
            for lane, items in column.cells.touchpoints.items():
                yield from items if lane != "evidence" else ()

    def switches(self) -> int | None:
        """Changes of channel; None where no touchpoint names one."""
        channels = [self._channels(each) for each in self.columns]
        if not any(channels):
            return None
        plain = (self.holders[each].next is None for each in self.columns)
        pairs = zip(plain, pairwise(channels), strict=False)
        return sum(bool(on and first and second and not first & second) for on, (first, second) in pairs)

    def _channels(self, where: Location) -> set[str]:
        """The channels of a column and of the stage around it, by what they are called in any known language."""
        columns = dict.fromkeys((where, where[:2]))
        named = [
            each.channel
            for column in columns
            for lane, items in self.holders[column].cells.touchpoints.items()
            for each in items
            if each.channel and lane != "evidence"
        ]
        return {channel_key(each, *self.catalogs) or normal(each) for each in named}

    def touchpoints(self) -> tuple[int, int, int]:
        """How many are online, offline, and in all."""
        found = [presence_of(each, channel_key(each.channel, *self.catalogs)) for each in self._touchpoints()]
        return found.count("online"), found.count("offline"), len(found)

    def readings(self) -> Iterator[Reading]:
        """The latest value of each metric: of its latest date, else the last in written order."""
        latest: dict[str, Reading] = {}
        for where, item in self.edition.of_type("metrics"):
            if not isinstance(item, Measurement) or not item.metric or (value := self.edition.reading(item)) is None:
                continue
            if column_of(where) not in self.holders and not (self.whole and where[0] == "overall"):
                continue
            definition = next((each for each in self.edition.metrics if item.metric in (each.id, each.title)), None)
            name = definition.id if definition else item.metric
            before = latest.get(name)
            if before is None or (item.as_of or "") >= (before.as_of or ""):
                latest[name] = Reading(name, definition, value, item.as_of, where, self.edition.future)
        yield from latest.values()

    def evidence(self) -> tuple[int, int]:
        """Cells that make a claim and are sourced, and all cells that make a claim; targets claim nothing that is."""
        sourced = total = 0
        known: dict[tuple[object, ...], dict[tuple[object, ...], str]] = {}
        claims = {lane for lane, entry in self.edition.lanes.items() if makes_claims(entry)}
        holders: list[Location] = [*self.holders, *([OVERALL] if self.whole else [])]
        for where in holders:
            column = self.holders.get(where)
            stage = self.edition.stage(where) if column is not None else None
            # what stands alike under the same rests on the same
            bases = known.setdefault(tuple((each.basis, each.sources) for each in (column, stage) if each), {})
            for cell, lane, items in self.edition.cells.get(where, ()):
                if not items or lane not in claims:
                    continue
                target = cell in ("emotion", "metrics")
                claims_something, all_sourced = False, True
                for item in items:
                    says = (item.basis, item.sources, target)
                    basis = bases.get(says)
                    if basis is None:
                        basis = bases[says] = self._ground(stage, column, item, target=target).basis
                    claims_something = claims_something or basis != "target"
                    all_sourced = all_sourced and basis in MEASURED
                total += claims_something
                sourced += claims_something and all_sourced
        return sourced, total

    def _ground(self, stage: Stage | None, column: Step | None, item: Common | None, *, target: bool) -> Ground:
        return ground(self.edition.journey, stage, column, item, future=self.edition.future, target=target)
