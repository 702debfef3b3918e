"""Measurements → metrics of the view: the latest value against its target, the earlier ones as history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cjmap.lanes import Lane
from cjmap.measures import met
from cjmap.model.cells import Measurement
from cjmap.model.research import Metric
from cjmap.model.walk import items
from cjmap.view import shapes as v
from cjmap.view.context import Context
from cjmap.words import amount, count, day, number

Fields = Callable[[Measurement, int], dict[str, Any]]


def metric_views(ctx: Context, found: tuple[Measurement, ...], fields: Fields) -> tuple[v.MetricView, ...]:
    """The metrics of one cell in written order; several entries of one metric become one with a history."""
    groups: dict[str, list[tuple[int, Measurement]]] = {}
    for index, item in enumerate(found):
        groups.setdefault(item.metric or f"\0{index}", []).append((index, item))
    views = []
    for group in groups.values():
        order = sorted(group, key=lambda each: each[1].as_of or "")
        index, latest = order[-1]
        history = [_earlier(ctx, item, fields(item, at)) for at, item in order[:-1]]
        views.append(_metric(ctx, latest, fields(latest, index), tuple(history)))
    return tuple(views)


def unused_metrics(ctx: Context, lanes: list[Lane]) -> tuple[v.Detail, ...]:
    """The metrics that the map declares and no cell of these lanes gives a value of."""
    shown = {lane.id for lane in lanes}
    named = {at.item.metric for at in items(ctx.journey) if isinstance(at.item, Measurement) and at.lane in shown}
    used = {target.id for reference in named if reference for target in ctx.own.metrics.find(reference)}
    return tuple(_definition(ctx, each) for each in ctx.journey.metrics if each.id not in used)


def _definition(ctx: Context, metric: Metric) -> v.Detail:
    target = ctx.word("target_value", value=amount(metric.target, metric.unit)) if metric.target is not None else ""
    parts = [
        metric.title or metric.id,
        ctx.catalog.term("methods", metric.method) if metric.method else "",
        target or metric.unit or "",
        _scale(metric),
        metric.note or "",
    ]
    text = ctx.catalog.data["fact_separator"].join(part for part in parts if part)
    return v.Detail(ctx.word("metric"), text, key="metric")


def _scale(metric: Metric) -> str:
    """A metric's scale as people write it: `1..5` as 1–5, and with dots where a dash would look like a minus."""
    low, between, high = (metric.scale or "").partition("..")
    try:
        ends = number(float(low)), number(float(high))
    except ValueError:
        return metric.scale or ""
    return ("…" if "-" in low + high else "–").join(ends) if between else metric.scale or ""


def _earlier(ctx: Context, item: Measurement, fields: dict[str, Any]) -> v.Detail:
    definition = ctx.metric(item.metric) if item.metric else None
    unit = definition.unit if definition else None
    label = day(ctx.catalog, item.as_of) if item.as_of else ctx.word("history")
    value = amount(item.value, unit) if item.value is not None else ""
    n = ctx.word("n", value=number(item.n)) if item.n is not None else ""
    said = [f"{each.label}{ctx.catalog.data['colon']}{each.text}" for each in fields["details"]]
    parts = [" ".join(part for part in (value, n, item.text) if part), *said]
    text = ctx.catalog.data["fact_separator"].join(part for part in parts if part)
    return v.Detail(label, text, key="history", refs=fields["refs"])


def _metric(ctx: Context, item: Measurement, fields: dict[str, Any], history: tuple[v.Detail, ...]) -> v.MetricView:
    definition = ctx.metric(item.metric) if item.metric else None
    unit = definition.unit if definition else None
    target = item.target if item.target is not None else definition.target if definition else None
    reached, verdict = _verdict(ctx, item.value, target, definition)
    # in a future map a value that is its target is the target alone: shown as a value, it would seem to be reached
    value = None if ctx.future and item.value == target else item.value
    place = _bar(value, target, definition)
    facts = [
        ctx.catalog.term("methods", definition.method) if definition and definition.method else "",
        unit or "" if item.value is None and target is None else "",
        _scale(definition) if definition else "",
        ctx.word("n", value=number(item.n)) if item.n is not None else "",
        day(ctx.catalog, item.as_of) if item.as_of else "",
        definition.note or "" if definition else "",
    ]
    title = (definition.title or definition.id) if definition else item.metric or ""
    fields = {**fields, "text": item.text, "assumed": item.value is not None and fields["basis"] == "assumed"}
    return v.MetricView(
        **fields,
        title=title,
        value=amount(value, unit) if value is not None else "",
        target=amount(target, unit) if target is not None else "",
        verdict=verdict,
        met=reached,
        fraction=place(value) if place and value is not None else None,
        target_fraction=place(target) if place and target is not None else None,
        facts=tuple(fact for fact in facts if fact),
        history=history,
    )


def _verdict(
    ctx: Context, value: float | None, target: float | None, definition: Metric | None
) -> tuple[bool | None, str]:
    """Whether the target is met, and the distance in words; None where the metric does not say which way is better."""
    reached = met(value, target, definition)
    if reached is None or value is None or target is None:
        return None, ""
    if reached:
        # what should be and the target are one thing in a future map: that they agree says nothing
        return (None, "") if ctx.future else (True, ctx.word("met"))
    unit = definition.unit if definition else None
    gap = abs(target - value)
    distance = count(ctx.catalog, "percentage_point", gap) if unit == "%" else amount(gap, unit)
    return False, ctx.word("over_by" if value > target else "short_by", distance=distance)


def _bar(value: float | None, target: float | None, definition: Metric | None) -> Callable[[float], float] | None:
    """Where values stand on a bar from 0 to 1: percentages and NPS on their whole range, others up to a round end."""
    known = [each for each in (value, target) if each is not None]
    if len(known) < 2:
        return None
    if definition is not None and definition.method == "nps":
        low, high = -100.0, 100.0
    elif definition is not None and definition.unit == "%":
        low, high = min(0.0, *known), max(100.0, *known)
    else:
        low, high = min(0.0, *known), max(*known) * 1.2
    return (lambda each: (each - low) / (high - low)) if high > low else None
