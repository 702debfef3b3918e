"""The shapes of the emotion curves: their points, their scale, and what is drawn with them."""

from __future__ import annotations

from typing import Literal

from cjmap.record import record


@record
class CurvePoint:
    """A score on the curve at `x` in columns (column 3's middle is 3.5), `level` from −1 (worst) to +1 (best).

    `mark` is "peak", "low" or "end" where it is that of the first persona's curve. `star` at a moment of truth.
    """

    column: int
    x: float
    level: float
    score: str
    word: str
    basis: str
    assumed: bool
    star: bool
    mark: Literal["", "peak", "low", "end"]
    refs: tuple[int, ...]
    when: str | None = None


@record
class Curve:
    """One persona's curve: `runs` are unbroken pieces (a column without a score breaks the line); `spans` are the

    alternatives of a moment, drawn as a vertical span between their scores and not part of the line.
    """

    persona: str
    runs: tuple[tuple[CurvePoint, ...], ...]
    spans: tuple[tuple[CurvePoint, ...], ...]


@record
class Tick:
    """A step of the emotion scale: its level, its score as text, its word ("" when it has none)."""

    level: float
    score: str
    word: str


@record
class Plot:
    """The emotion curves of the map and their scale; `zero` is the level of the scale's middle (always 0).

    `gaps` are the columns for which no curve has a score; `description` tells the curve in sentences. `ghosts` are
    those of the map that this one is the future of, at the columns that come from theirs.
    """

    ticks: tuple[Tick, ...]
    curves: tuple[Curve, ...]
    gaps: tuple[int, ...]
    description: str
    ghosts: tuple[Curve, ...] = ()
