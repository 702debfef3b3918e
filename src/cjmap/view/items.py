"""Items of the model → items of the view, one function a cell type."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from cjmap.lanes import Lane
from cjmap.measures import level, opportunity_score, presence_of, ulwick
from cjmap.model.cells import (
    Activity,
    Change,
    Common,
    Emotion,
    Image,
    Link,
    Measurement,
    Need,
    Opportunity,
    PainPoint,
    Quote,
    Risk,
    Touchpoint,
)
from cjmap.model.map import Stage, Step
from cjmap.model.walk import Location
from cjmap.record import record
from cjmap.view import shapes as v
from cjmap.view.context import Context
from cjmap.view.metrics import metric_views
from cjmap.words import channel_icon, channel_key, number, signed

SEVERITIES = ("", "low", "medium", "high", "critical")


@record
class Place:
    """Where an item stands: its lane, stage and column, and its location."""

    lane: Lane
    stage: Stage | None
    column: Step | None
    location: Location


def item_views(ctx: Context, place: Place, found: tuple[Common, ...]) -> tuple[v.ItemView, ...]:
    """The items of one cell, laid out."""
    if place.lane.cell == "metrics":
        measurements = cast("tuple[Measurement, ...]", found)
        return metric_views(ctx, measurements, lambda item, at: common(ctx, _at(place, at), item))
    return tuple(item_view(ctx, _at(place, index), item) for index, item in enumerate(found))


def _at(place: Place, index: int) -> Place:
    return Place(place.lane, place.stage, place.column, (*place.location, index))


def item_view(ctx: Context, place: Place, item: Common) -> v.ItemView:
    """One item, laid out by its class."""
    make = _MAKERS.get(type(item))
    return make(ctx, place, item) if make else v.ItemView(**common(ctx, place, item))


def common(ctx: Context, place: Place, item: Common) -> dict[str, Any]:
    """The fields that every item of the view has."""
    ground = ctx.ground(place.stage, place.column, item)
    claims = ctx.claims(place.lane)
    details: list[v.Detail] = ctx.pains(item.resolves)
    for key in ("owner", "note"):
        text = getattr(item, key)
        if text:
            details.append(v.Detail(ctx.word(key), text, key=key))
    if item.persona and not isinstance(item, Emotion):
        details.append(v.Detail(ctx.word("persona"), ctx.persona_name(item.persona) or item.persona, key="persona"))
    if item.tags:
        details.append(v.Detail(ctx.word("tags"), ctx.catalog.join(item.tags), key="tags"))
    if item.link:
        details.append(v.Detail(ctx.word("link"), item.link, item.link, key="link"))
    to = []
    for reference in item.to:
        targets = ctx.own.items.find(reference)
        if targets:
            to.append(ctx.anchors[targets[0].location])
    return {
        "cell": place.lane.cell,
        "anchor": ctx.anchors[place.location],
        "id": item.id,
        "text": item.words,
        "lang": item.lang,
        "basis": ground.basis,
        "basis_label": ctx.catalog.term("basis", ground.basis),
        "assumed": (claims and ground.basis in ("assumed", "target")) or item.basis == "assumed",
        "refs": ctx.refs(ground.sources if claims else item.sources),
        "details": tuple(details),
        "to": tuple(to),
    }


def _with(fields: dict[str, Any], *more: v.Detail | None) -> dict[str, Any]:
    """The fields with further details before the common ones."""
    return {**fields, "details": (*(detail for detail in more if detail is not None), *fields["details"])}


def _detail(ctx: Context, key: str, text: str | None) -> v.Detail | None:
    return v.Detail(ctx.word(key), text, key=key) if text else None


def _touchpoint(ctx: Context, place: Place, item: Touchpoint) -> v.ItemView:
    key = channel_key(item.channel, ctx.catalog, ctx.words_catalog)
    presence = presence_of(item, key)
    label = ctx.catalog.term("channels", item.channel) if item.channel else None
    return v.TouchpointView(
        **common(ctx, place, item),
        channel=label,
        channel_key=key or channel_icon(item.channel),
        presence=presence,
        presence_label=ctx.catalog.term("presence", presence) if presence else "",
    )


def _severe(ctx: Context, place: Place, item: PainPoint | Risk) -> v.ItemView:
    fields = common(ctx, place, item)
    if isinstance(item, PainPoint):
        answers = _answers(ctx, place)
        fields = _with(fields, _detail(ctx, "impact", item.impact), *answers)
    else:
        fields = _with(fields, _detail(ctx, "regulation", item.regulation), _detail(ctx, "control", item.control))
    return v.SevereView(
        **fields,
        severity=SEVERITIES.index(item.severity or ""),
        severity_label=ctx.catalog.term("severity", item.severity) if item.severity else "",
    )


def _answers(ctx: Context, place: Place) -> list[v.Detail]:
    """The items of this map that resolve a pain point."""
    return [
        v.Detail(ctx.word("answered_by"), text, f"#{anchor}", "answered_by")
        for text, anchor in ctx.answers.get(place.location, ())
    ]


def _activity(ctx: Context, place: Place, item: Activity) -> v.ItemView:
    fail = None if item.fail_point is None else "" if item.fail_point is True else item.fail_point
    return v.ActivityView(
        **common(ctx, place, item),
        actor=item.actor,
        system=item.system,
        duration=item.duration,
        wait=item.wait,
        fail_point=fail,
        fail_number=ctx.fail_numbers.get(id(item)),
    )


def _opportunity(ctx: Context, place: Place, item: Opportunity) -> v.ItemView:
    score = opportunity_score(item, ctx.factors)
    facts = [
        _detail(ctx, "status", ctx.catalog.term("opportunity_status", item.status) if item.status else None),
        _detail(ctx, "impact", number(item.impact) if item.impact is not None else None),
        _detail(ctx, "effort", number(item.effort) if item.effort is not None else None),
        _detail(ctx, "reach", number(item.reach) if item.reach is not None else None),
        _detail(ctx, "confidence", f"{number(item.confidence)}%" if item.confidence is not None else None),
    ]
    fields = common(ctx, place, item)
    fields["details"] = (*fields["details"], *(fact for fact in facts if fact is not None))
    text = "" if score is None else f"{score:,.1f}"
    return v.OpportunityView(**fields, score=text, best=score is not None and score == ctx.best_score)


def _need(ctx: Context, place: Place, item: Need) -> v.ItemView:
    score = None
    if item.importance is not None and item.satisfaction is not None:
        score = f"{ulwick(item.importance, item.satisfaction):.1f}"
    return v.ItemView(
        **_with(
            common(ctx, place, item),
            _detail(ctx, "importance", number(item.importance) if item.importance is not None else None),
            _detail(ctx, "satisfaction", number(item.satisfaction) if item.satisfaction is not None else None),
            _detail(ctx, "opportunity_score", score),
        )
    )


def _change(ctx: Context, place: Place, item: Change) -> v.ItemView:
    fields = common(ctx, place, item)
    rest = [key for key in ("what", "how", "why") if getattr(item, key) and getattr(item, key) != fields["text"]]
    return v.ItemView(**_with(fields, *(_detail(ctx, key, getattr(item, key)) for key in rest)))


def _image(ctx: Context, place: Place, item: Image) -> v.ItemView:
    fields = {**common(ctx, place, item), "text": item.text}
    return v.ImageView(**fields, path=ctx.picture(item.path), alt=item.alt or item.text or item.path)


def _link(ctx: Context, place: Place, item: Link) -> v.ItemView:
    fields = common(ctx, place, item)
    fields["text"] = item.title or item.text or item.url
    if item.text and item.title:
        fields = _with(fields, v.Detail(ctx.word("note"), item.text, key="text"))
    return v.LinkView(**fields, href=item.url)


def _emotion(ctx: Context, place: Place, item: Emotion) -> v.ItemView:
    fields = {**common(ctx, place, item), "text": item.word or item.text}
    several = len(ctx.personas) > 1 or bool(item.persona)
    return v.EmotionView(
        **fields,
        score=score_text(ctx, item.score),
        level=None if item.score is None else level(ctx.scale, item.score),
        sentence=item.text if item.word else "",
        persona=ctx.persona_name(item.persona) if several else None,
        when=item.when,
    )


def score_text(ctx: Context, score: float | None) -> str:
    """A score as printed: with its sign on a scale that has negative scores."""
    if score is None:
        return ""
    return signed(score) if ctx.scale.min < 0 else number(score)


def _quote(ctx: Context, place: Place, item: Quote) -> v.ItemView:
    return v.ItemView(**common(ctx, place, item))


_MAKERS: dict[type[Common], Callable[[Context, Place, Any], v.ItemView]] = {
    Touchpoint: _touchpoint,
    PainPoint: _severe,
    Risk: _severe,
    Activity: _activity,
    Opportunity: _opportunity,
    Need: _need,
    Change: _change,
    Image: _image,
    Link: _link,
    Emotion: _emotion,
    Quote: _quote,
}
