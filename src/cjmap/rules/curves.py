"""The emotion curves of a map as its rules see them: scores in order, one curve a persona."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from cjmap.model.cells import Emotion
from cjmap.model.map import JourneyMap
from cjmap.model.walk import ColumnAt, Location
from cjmap.references import Names


class Point(NamedTuple):
    """A score, its place, and the column that it stands in."""

    score: float
    location: Location
    at: ColumnAt
    emotion: Emotion


class Curve(NamedTuple):
    """The scores of one persona (empty where nobody is named) from left to right, and those of alternatives apart."""

    persona: str
    points: tuple[Point, ...]
    cases: tuple[Point, ...]


class Known(Protocol):
    """What knows the personas of a map."""

    @property
    def personas(self) -> Names:
        """The personas, by id and name."""


def curves(journey: JourneyMap, own: Known) -> tuple[Curve, ...]:
    """The curves, in the order in which their personas first appear. What names nobody belongs to every curve."""
    found = [(_whose(journey, own, point.emotion), point) for point in _points(journey)]
    names = [name for name in dict.fromkeys(name for name, _ in found) if name] or [""]
    every = []
    for each in names:
        mine = [point for name, point in found if name in (each, "")]
        always = tuple(point for point in mine if point.emotion.when is None)
        if always:
            every.append(Curve(each, always, tuple(point for point in mine if point.emotion.when is not None)))
    return tuple(every)


def _whose(journey: JourneyMap, own: Known, emotion: Emotion) -> str:
    if not emotion.persona or len(journey.persona) < 2:
        return ""
    targets = own.personas.find(emotion.persona)
    return (targets[0].id or targets[0].name) if targets else emotion.persona


def _points(journey: JourneyMap) -> list[Point]:
    found = []
    for index, stage in enumerate(journey.stages):
        place: Location = ("stages", index)
        steps = [ColumnAt((*place, "steps", at), step, stage) for at, step in enumerate(stage.steps)]
        below = [point for step in steps for point in _scores(step)]
        found += below or _scores(ColumnAt(place, stage, stage))
    return found


def _scores(at: ColumnAt) -> list[Point]:
    return [
        Point(emotion.score, (*at.location, "cells", "emotion", lane, index), at, emotion)
        for lane, emotions in at.column.cells.emotion.items()
        for index, emotion in enumerate(emotions)
        if emotion.score is not None
    ]
