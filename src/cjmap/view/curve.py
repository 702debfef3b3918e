"""The emotion curves: points, unbroken runs, alternatives, peak and low point, and the text that tells them."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.measures import level
from cjmap.model.cells import Emotion
from cjmap.model.map import Stage, Step
from cjmap.record import record, replace
from cjmap.view import shapes as v
from cjmap.view.context import Context
from cjmap.view.items import score_text
from cjmap.view.points import Curve, CurvePoint, Plot, Tick


@record
class Unit:
    """A column, or a stage over its steps, that has scores: where its middle is, how wide it is, what it holds."""

    column: int
    start: float
    width: int
    holder: Step
    stage: Stage
    emotions: tuple[Emotion, ...]


def plot(ctx: Context, lanes: Sequence[str]) -> Plot | None:
    """The curves of the emotion lanes that are shown; None when no emotion has a score."""
    units = units_of(ctx, lanes)
    curves = []
    for persona in curve_personas(ctx, units):
        curve = _curve(ctx, units, persona)
        if curve.runs or curve.spans:
            curves.append(curve)
    if not curves:
        return None
    curves = [marked(curve) if at == 0 else curve for at, curve in enumerate(curves)]
    covered = {
        column
        for unit in units
        if any(each.score is not None for each in unit.emotions)
        for column in range(unit.column, unit.column + unit.width)
    }
    gaps = tuple(column for column in range(len(ctx.columns)) if column not in covered)
    ticks = scale_ticks(ctx)
    return Plot(ticks, tuple(curves), gaps, _description(ctx, curves, ticks))


def units_of(ctx: Context, lanes: Sequence[str]) -> list[Unit]:
    """The places of a map that may have scores: its columns, or a stage whose steps have none."""
    units = []
    at = 0
    for stage in ctx.journey.stages:
        parts: list[Step] = list(stage.steps) or [stage]
        scored = any(each.score is not None for step in parts for each in _emotions(step, lanes))
        if stage.steps and not scored and any(each.score is not None for each in _emotions(stage, lanes)):
            units.append(Unit(at, at, len(parts), stage, stage, _emotions(stage, lanes)))
        else:
            for offset, step in enumerate(parts):
                units.append(Unit(at + offset, at + offset, 1, step, stage, _emotions(step, lanes)))
        at += len(parts)
    return units


def _emotions(column: Step, lanes: Sequence[str]) -> tuple[Emotion, ...]:
    return tuple(each for lane in lanes for each in column.cells.emotion.get(lane, ()))


def curve_personas(ctx: Context, units: list[Unit]) -> list[str | None]:
    """Whose curves there are, in order of appearance; None alone where no emotion names anybody."""
    found = list(dict.fromkeys(feels(ctx, each) for unit in units for each in unit.emotions if each.score is not None))
    return [persona for persona in found if persona is not None] or found


def feels(ctx: Context, emotion: Emotion) -> str | None:
    """The persona who feels it, by one key whichever name was typed; None where it is all of the map's."""
    targets = ctx.own.personas.find(emotion.persona) if emotion.persona and len(ctx.personas) > 1 else []
    return targets[0].id if targets else None


def _curve(ctx: Context, units: list[Unit], persona: str | None) -> Curve:
    runs: list[list[CurvePoint]] = [[]]
    spans: list[tuple[CurvePoint, ...]] = []
    for unit in units:
        mine = [each for each in unit.emotions if feels(ctx, each) in (persona, None) and each.score is not None]
        always = [each for each in mine if each.when is None]
        sometimes = [each for each in mine if each.when is not None]
        if not always:
            runs.append([])
        for index, emotion in enumerate(always):
            x = unit.start + unit.width * (index + 1) / (len(always) + 1)
            runs[-1].append(_point(ctx, unit, emotion, x))
        if sometimes:
            middle = unit.start + unit.width / 2
            spans.append(tuple(_point(ctx, unit, emotion, middle) for emotion in sometimes))
    name = ctx.persona_name(persona) or ""
    return Curve(name, tuple(tuple(run) for run in runs if run), tuple(spans))


def _point(ctx: Context, unit: Unit, emotion: Emotion, x: float) -> CurvePoint:
    ground = ctx.ground(unit.stage, unit.holder, emotion)
    score = emotion.score or 0.0
    return CurvePoint(
        column=unit.column,
        x=x,
        level=level(ctx.scale, score),
        score=score_text(ctx, score),
        word=emotion.word,
        basis=ground.basis,
        assumed=ground.basis in ("assumed", "target"),
        star=unit.holder.moment_of_truth is not None,
        mark="",
        refs=ctx.refs(ground.sources),
        when=emotion.when,
    )


def marked(curve: Curve) -> Curve:
    """The curve with its peak, low point and end marked; of equal scores the first that has evidence."""
    points = [point for run in curve.runs for point in run]
    if len(points) < 2:
        return curve
    high, low = max(point.level for point in points), min(point.level for point in points)
    marks: dict[int, str] = {id(points[-1]): "end"}
    if high > low:
        for value, mark in ((low, "low"), (high, "peak")):
            at_value = [point for point in points if point.level == value]
            chosen = next((point for point in at_value if not point.assumed), at_value[0])
            marks[id(chosen)] = mark
    runs = tuple(
        tuple(replace(point, mark=marks[id(point)]) if id(point) in marks else point for point in run)
        for run in curve.runs
    )
    return replace(curve, runs=runs)


def scale_ticks(ctx: Context) -> tuple[Tick, ...]:
    """The steps of the scale: its words where it has them, else whole scores, at most eleven."""
    scale = ctx.scale
    labels: tuple[str, ...] = scale.labels
    if not labels and (scale.min, scale.max) == (-2, 2):
        labels = tuple(ctx.catalog.data["scale"])
    if len(labels) > 1:
        size = (scale.max - scale.min) / (len(labels) - 1)
        values = [scale.min + index * size for index in range(len(labels))]
        pairs = zip(values, labels, strict=True)
        return tuple(Tick(level(scale, each), score_text(ctx, each), word) for each, word in pairs)
    whole = scale.max - scale.min
    steps = int(whole) if whole == int(whole) and whole <= 10 else 2
    values = [scale.min + index * whole / steps for index in range(steps + 1)]
    return tuple(Tick(level(scale, each), score_text(ctx, each), "") for each in values)


def unseen_scale(ctx: Context, curves: Plot | None) -> tuple[v.Detail, ...]:
    """The words of the map's own scale where no curve is drawn beside them."""
    declared = ctx.journey.emotion_scale
    if declared is None or not declared.labels:
        return ()
    seen = {tick.word for tick in curves.ticks} if curves else set()
    if seen.issuperset(declared.labels):
        return ()
    words = (
        (f"{tick.score} {tick.word}".strip() for tick in scale_ticks(ctx))
        if len(declared.labels) > 1
        else declared.labels
    )
    return (v.Detail(ctx.word("emotion_scale"), ctx.catalog.join(list(words)), key="emotion_scale"),)


def _description(ctx: Context, curves: list[Curve], ticks: tuple[Tick, ...]) -> str:
    """The curves told in sentences, for those who cannot see them."""
    said = []
    for curve in curves:
        points = sorted((p for group in (*curve.runs, *curve.spans) for p in group), key=lambda point: point.x)
        told = ctx.word("curve_separator").join(
            ctx.word(
                "curve_point",
                column=ctx.heading(ctx.columns[point.column]),
                score=point.score,
                word=f"{point.word} ({point.when})" if point.when else point.word,
            ).strip()
            for point in points
        )
        values = {"min": ticks[0].score, "max": ticks[-1].score, "points": told}
        if len(curves) > 1 and curve.persona:
            said.append(ctx.word("curve_description_persona", persona=curve.persona, **values))
        else:
            said.append(ctx.word("curve_description", **values))
    return " ".join(said)
