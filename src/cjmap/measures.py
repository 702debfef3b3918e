"""What is computed from a map: basis, coverage, opportunity scores, levels of emotion, reviews. One formula each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, NamedTuple

from cjmap.cadence import Cadence, cadence
from cjmap.lanes import Lane
from cjmap.model.cells import Common, Opportunity, Touchpoint
from cjmap.model.map import JourneyMap, Stage, Step
from cjmap.model.research import Metric, Scale

MEASURED = frozenset(("inferred", "observed", "reported", "validated"))
"""The bases that count as evidence."""


SEVERE = frozenset(("high", "critical"))
"""The severities of a pain point that asks for an answer."""


class Ground(NamedTuple):
    """What a statement rests on: its basis and the ids of its sources, after inheritance."""

    basis: str
    sources: tuple[str, ...]

    @property
    def sourced(self) -> bool:
        """Whether that is evidence."""
        return self.basis in MEASURED


def ground(
    journey: JourneyMap,
    stage: Stage | None,
    column: Step | None,
    item: Common | None,
    *,
    future: bool,
    target: bool = False,
) -> Ground:
    """What an item (or a column, without one) rests on.

    The nearest level that states a basis or cites sources decides: item, column, stage, map. Cited sources alone mean
    `reported`. Nothing stated is `assumed`, in a future map `target`; `target` items (emotions and metrics) of a
    future map are targets whatever their sources.
    """
    levels = [item, column, stage if stage is not column else None]
    for at, level in enumerate(levels):
        if level is not None and (level.basis or level.sources):
            basis = level.basis or ("target" if future and target else "reported")
            above = () if level.basis in ("assumed", "target") else _sources(levels[at + 1 :])
            return Ground("target" if future and target and basis in MEASURED else basis, level.sources or above)
    stated = journey.basis or ("target" if future else "assumed")
    return Ground("target" if future and target and stated in MEASURED else stated, ())


def _sources(levels: Sequence[Common | Step | None]) -> tuple[str, ...]:
    return next((level.sources for level in levels if level is not None and level.sources), ())


_CLAIMS = frozenset(("needs", "quotes", "emotion", "pain_points", "activities", "metrics"))


def makes_claims(lane: Lane) -> bool:
    """Whether a lane's cells say what is, so that they need evidence.

    Touchpoints, things met, opportunities, changes, pictures, links and ideas for better use do not; nor do risks,
    and items about the organisation.
    """
    if lane.cell == "items":
        return lane.role in ("customer", "product") and lane.id != "better_use"
    return lane.cell in _CLAIMS


def level(scale: Scale, score: float) -> float:
    """A score between the scale's ends as a number from −1 (worst) to +1 (best)."""
    return 2 * (score - scale.min) / (scale.max - scale.min) - 1


ONLINE = frozenset(("app", "web", "email", "sms", "chat", "social"))
OFFLINE = frozenset(("phone", "in-person", "store", "branch", "paper", "post", "kiosk", "courier"))
"""The known channels by whether they are online."""


def presence_of(touchpoint: Touchpoint, channel: str | None) -> Literal["online", "offline"] | None:
    """Whether a touchpoint is met online: as stated, else as its channel has it (the key of a known one, or None)."""
    if touchpoint.online is not None:
        return "online" if touchpoint.online else "offline"
    if touchpoint.offline is not None:
        return "offline" if touchpoint.offline else "online"
    return "online" if channel in ONLINE else "offline" if channel in OFFLINE else None


def met(value: float | None, target: float | None, metric: Metric | None) -> bool | None:
    """Whether a value meets its target; None where one of them, or the metric's direction, is not said."""
    if value is None or target is None or metric is None or metric.direction is None:
        return None
    return value <= target if metric.direction == "lower" else value >= target


RICE = ("reach", "impact", "confidence", "effort")


def score_factors(opportunities: Iterable[Opportunity]) -> tuple[str, ...]:
    """The factors of the opportunity scores of one map: impact and effort, and of reach and confidence those that

    every opportunity with impact and effort states, so that the scores can be compared.
    """
    scored = [each for each in opportunities if each.impact is not None and each.effort is not None]
    if not scored:
        return ()
    return tuple(
        factor
        for factor in RICE
        if factor in ("impact", "effort") or all(getattr(each, factor) is not None for each in scored)
    )


def opportunity_score(opportunity: Opportunity, factors: tuple[str, ...]) -> float | None:
    """reach × impact × confidence ÷ effort (RICE, S. McBride, Intercom 2018), with the factors given; confidence from

    0 to 1. None when a factor is missing.
    """
    if not factors or any(getattr(opportunity, factor) is None for factor in factors):
        return None
    score = float(opportunity.impact or 0) / float(opportunity.effort or 1)
    if "reach" in factors:
        score *= opportunity.reach or 0
    if "confidence" in factors:
        score *= (opportunity.confidence or 0) / 100
    return score


def ulwick(importance: float, satisfaction: float) -> float:
    """A need's opportunity score: importance + max(importance − satisfaction, 0), each 0 to 10 (Ulwick 2005)."""
    return importance + max(importance - satisfaction, 0)


YEARLY = Cadence(12, 0)
"""How often a map is reviewed that does not say."""


def next_review(journey: JourneyMap) -> date | None:
    """The day of the next review: `review_every` after the last one, a year after it where that is not stated.

    None of a map that was never reviewed or is retired, and where `review_every` is no length of time.
    """
    interval = cadence(journey.review_every) if journey.review_every else YEARLY
    if journey.reviewed_on is None or interval is None or journey.status == "retired":
        return None
    return interval.after(journey.reviewed_on)
