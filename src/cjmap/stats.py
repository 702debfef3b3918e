"""A map's health in figures: what rests on evidence, how fresh it is, how much it holds, how the emotion runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from cjmap.document import Document
from cjmap.measures import SEVERE, makes_claims, next_review, opportunity_score, score_factors
from cjmap.model.cells import Common, Opportunity, PainPoint
from cjmap.model.map import JourneyMap, Step
from cjmap.record import record
from cjmap.rules.subject import Subject, filled


@record
class Share:
    """How many of some cells rest on evidence."""

    sourced: int
    total: int

    @property
    def percent(self) -> float | None:
        """The share in per cent; None of nothing."""
        return 100 * self.sourced / self.total if self.total else None

    def as_json(self) -> dict[str, Any]:
        """The figures by name, the per cent rounded to a tenth."""
        percent = self.percent
        return {
            "sourced": self.sourced,
            "total": self.total,
            "percent": None if percent is None else round(percent, 1),
        }


@record
class Claim:
    """A filled cell that says what is: its lane, the index of its stage (None: the whole journey), its evidence."""

    lane: str
    stage: int | None
    sourced: bool


def claims(subject: Subject) -> list[Claim]:
    """The filled cells that make claims, as the coverage on a map's page counts them.

    A cell is sourced when each item of it is; cells of targets claim nothing.
    """
    found: list[Claim] = []
    for at in subject.every:
        found += _cells(subject, at.column, int(at.location[1]))
    overall = subject.journey.overall
    for lane, items in filled(overall):
        found += _claim(subject, lane, None, items, None)
    return found


def _cells(subject: Subject, column: Step, stage: int) -> Iterator[Claim]:
    for lane, items in filled(column):
        yield from _claim(subject, lane, stage, items, column)


def _claim(
    subject: Subject, lane: str, stage: int | None, items: tuple[Common, ...], column: Step | None
) -> Iterator[Claim]:
    if items and makes_claims(subject.lane(lane)):
        grounds = [subject.ground(item, column) for item in items]
        if not all(each.basis == "target" for each in grounds):
            yield Claim(lane, stage, all(each.sourced for each in grounds))


def share(found: Sequence[Claim]) -> Share:
    """How much of some cells rests on evidence."""
    return Share(sum(claim.sourced for claim in found), len(found))


def coverage(subject: Subject) -> Share:
    """How much of a map rests on evidence."""
    return share(claims(subject))


@record
class Stats:
    """The figures of one map."""

    path: str
    journey: JourneyMap
    subject: Subject
    claims: tuple[Claim, ...]

    @property
    def coverage(self) -> Share:
        """How much of the map rests on evidence."""
        return share(self.claims)

    def by_lane(self) -> dict[str, Share]:
        """The coverage of each lane that makes claims."""
        lanes = dict.fromkeys(claim.lane for claim in self.claims)
        return {lane: share([each for each in self.claims if each.lane == lane]) for lane in lanes}

    def by_stage(self) -> list[tuple[str, Share]]:
        """The coverage of each stage, steps included, by its title."""
        found = []
        for index, stage in enumerate(self.journey.stages):
            name = stage.title or stage.time or stage.id or str(index + 1)
            found.append((name, share([each for each in self.claims if each.stage == index])))
        return found

    def age(self) -> int | None:
        """The days since the last review."""
        reviewed = self.journey.reviewed_on
        return None if reviewed is None else (self.subject.today - reviewed).days

    def due(self) -> date | None:
        """The day of the next review, as lint counts it."""
        return next_review(self.journey)

    def counts(self) -> dict[str, int]:
        """How much of each sort the map holds."""
        subject = self.subject
        pains = [at.item for at in subject.of("pain_points") if isinstance(at.item, PainPoint)]
        return {
            "personas": len(self.journey.persona),
            "stages": len(self.journey.stages),
            "steps": sum(len(stage.steps) for stage in self.journey.stages),
            "columns": len(subject.columns),
            "lanes": len(subject.used_lanes),
            "items": len(subject.items),
            "touchpoints": len(subject.of("touchpoints")),
            "pain_points": len(pains),
            "severe_pain_points": sum(pain.severity in SEVERE for pain in pains),
            "opportunities": len(subject.of("opportunities")),
            "moments_of_truth": sum(at.column.moment_of_truth is not None for at in subject.every),
            "sources": len(self.journey.sources),
            "cited_sources": len(subject.cited),
        }

    def emotion(self) -> list[dict[str, Any]]:
        """Each curve's peak, low point and end: the score and its column."""
        found = []
        for curve in self.subject.curves:
            points = curve.points
            ends = {
                "peak": max(points, key=lambda point: point.score),
                "low": min(points, key=lambda point: point.score),
                "end": points[-1],
            }
            said = {
                name: {"score": point.score, "column": self.subject.heading(point.at)} for name, point in ends.items()
            }
            found.append({"persona": curve.persona or None, "scores": len(points), **said})
        return found

    def opportunities(self) -> list[dict[str, Any]]:
        """The opportunities with a score, the best first."""
        found = [at.item for at in self.subject.of("opportunities") if isinstance(at.item, Opportunity)]
        factors = score_factors(found)
        scored = [(score, each) for each in found if (score := opportunity_score(each, factors)) is not None]
        scored.sort(key=lambda pair: -pair[0])
        return [{"text": each.words, "score": round(score, 2), "status": each.status} for score, each in scored]

    def targets(self) -> dict[str, int]:
        """How many of the latest values, one for each metric and column, meet their target, how many miss it, and

        of how many that cannot be said: without a target, or without the metric's direction.
        """
        found = [item for _, item in self.subject.latest if item.metric]
        aimed = [self.subject.met(item) for item in found if self.subject.target(item) is not None]
        return {
            "met": aimed.count(True),
            "missed": aimed.count(False),
            "without_target": len(found) - len(aimed),
            "without_direction": aimed.count(None),
        }

    def as_json(self) -> dict[str, Any]:
        """All figures."""
        journey, due = self.journey, self.due()
        reviewed = journey.reviewed_on
        return {
            "path": self.path,
            "id": self.subject.document.id,
            "kind": journey.kind,
            "title": journey.title,
            "status": journey.status,
            "owner": journey.owner or self.subject.document.project.file.owner,
            "coverage": self.coverage.as_json(),
            "coverage_by_lane": {lane: each.as_json() for lane, each in self.by_lane().items()},
            "coverage_by_stage": [{"stage": name, **each.as_json()} for name, each in self.by_stage()],
            "freshness": {
                "reviewed_on": reviewed.isoformat() if reviewed else None,
                "age_days": self.age(),
                "next_review": due.isoformat() if due else None,
                "overdue": None if due is None else self.subject.today > due,
            },
            "counts": self.counts(),
            "emotion": self.emotion(),
            "opportunities": self.opportunities(),
            "targets": self.targets(),
        }


def stats(document: Document, today: date) -> Stats:
    """The figures of a valid map. Raises ValueError for a document without one."""
    if document.map is None:
        raise ValueError("only a valid map has figures")
    subject = Subject(document, document.map, today)
    return Stats(document.source.name, document.map, subject, tuple(claims(subject)))
