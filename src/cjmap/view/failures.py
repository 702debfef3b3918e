"""The fail points of a map, with what each of them does to the customer."""

from __future__ import annotations

from collections.abc import Iterable

from cjmap.labels import Catalog
from cjmap.view import shapes as v
from cjmap.view.head import all_items


def fail_points(catalog: Catalog, rows: Iterable[v.Row | v.Line]) -> tuple[v.FailPoint, ...]:
    """The fail points of some rows, the gravest first where effects are stated, else along the journey.

    The effects of a fail point are the pain points that its item leads to (`to`), by their `impact`, or by their own
    words where nobody has said what follows from them.
    """
    every = tuple(all_items(rows))
    pains = {each.anchor: each for each in every if isinstance(each, v.SevereView) and each.cell == "pain_points"}
    found = [
        _fail_point(catalog, item, tuple(pains[to] for to in item.to if to in pains))
        for item in every
        if isinstance(item, v.ActivityView) and item.fail_number
    ]
    return tuple(sorted(found, key=lambda each: (-each.severity, each.item.fail_number or 0)))


def _fail_point(catalog: Catalog, item: v.ActivityView, pains: tuple[v.SevereView, ...]) -> v.FailPoint:
    said = {item.fail_point or item.text}
    effects = [next((d.text for d in pain.details if d.key == "impact"), pain.text) for pain in pains]
    gravest = max(pains, key=lambda pain: pain.severity, default=None)
    return v.FailPoint(
        item,
        pains,
        catalog.join(tuple(effect for effect in dict.fromkeys(effects) if effect not in said)),
        gravest.severity if gravest else 0,
        gravest.severity_label if gravest else "",
    )
