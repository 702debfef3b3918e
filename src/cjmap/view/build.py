"""Document → View: the one place that puts a map together for all renderers."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cjmap.document import Document
from cjmap.kinds import KINDS
from cjmap.labels import FALLBACK, Catalog, catalog
from cjmap.model.map import JourneyMap
from cjmap.model.walk import items
from cjmap.view import head
from cjmap.view import shapes as v
from cjmap.view.columns import bands, columns, stage_evidence, stages
from cjmap.view.context import Context
from cjmap.view.curve import plot, unseen_scale
from cjmap.view.daylight import daylight, product_share
from cjmap.view.failures import fail_points
from cjmap.view.flow import flow
from cjmap.view.ghost import haunted
from cjmap.view.legend import marks
from cjmap.view.metrics import unused_metrics
from cjmap.view.rows import lane_order, overall, overall_lanes, rows


def lay_out(
    document: Document, *, language: str | None = None, today: date | None = None, revision: str = ""
) -> v.View:
    """The view of a valid map.

    `language` overrides the language of the labels; `today` is the day by which a review is overdue (None: say
    nothing); `revision` is printed in the provenance. Raises ValueError for a document without a map.
    """
    journey = document.map
    if journey is None:
        raise ValueError("only a valid map can be laid out")
    own = journey.language or document.project.file.language or FALLBACK
    labels, words = catalog(language or own), catalog(own)
    ctx = Context(document, journey, labels, words)
    sources = ctx.number_sources()
    lanes = lane_order(ctx)
    whole_lanes = overall_lanes(ctx, lanes)
    grid, whole = rows(ctx, lanes), overall(ctx, whole_lanes)
    heads, stage_heads = columns(ctx, lanes), stages(ctx)
    curves = plot(ctx, [lane.id for lane in lanes if lane.cell == "emotion"])
    grid, curves = haunted(ctx, grid, curves)
    evidence = [mark for column in heads for mark in column.evidence]
    covered = head.coverage(ctx, (*evidence, *stage_evidence(ctx, lanes, whole_lanes)))
    drawn = None if KINDS[journey.kind].needs_roles else curves
    tag, title = _titles(journey, labels)
    understood = _understood(ctx, covered)
    return v.View(
        catalog=labels,
        language=own,
        kind=journey.kind,
        tag=tag,
        kind_title=title,
        title=journey.title,
        summary=journey.summary or "",
        note=journey.note or "",
        quotes=words.quotes,
        personas=head.persona_cards(ctx),
        intro=head.intro(ctx),
        facts=(*head.facts(ctx, covered, today), *_product(labels, grid)),
        coverage=covered,
        findings=head.findings(ctx, curves, grid, heads),
        bands=bands(ctx),
        stages=stage_heads,
        columns=heads,
        rows=grid,
        overall=whole,
        definitions=(*unseen_scale(ctx, drawn), *unused_metrics(ctx, [*lanes, *whole_lanes])),
        plot=curves,
        flow=flow(ctx),
        sources=head.register(ctx, sources),
        fates=head.fates(ctx),
        fail_points=fail_points(labels, (*grid, *whole)),
        understood=understood,
        marks=marks(
            grid, whole, heads, stage_heads, drawn, understood, daylight=daylight(journey.kind, heads) is not None
        ),
        score_formula=_formula(ctx),
        file_name=document.path.name if document.path else document.source.name,
        provenance=_provenance(document, labels, revision),
    )


def _understood(ctx: Context, covered: v.Coverage) -> Literal["", "assumed", "target"]:
    if ctx.future:
        return "target"
    cites = any(at.item.sources or at.item.basis for at in items(ctx.journey))
    return "assumed" if covered.total and not covered.sourced and not cites else ""


def _titles(journey: JourneyMap, labels: Catalog) -> tuple[str, str]:
    """The badge and the name of the kind: a blueprint's badge says whether it is current or future."""
    entry = labels.data["kinds"][journey.kind]
    if KINDS[journey.kind].stateful:
        return labels.term("states", journey.state or "current"), entry["title"]
    return entry["tag"], entry["title"]


def _product(labels: Catalog, grid: tuple[v.Row | v.Line, ...]) -> tuple[v.Detail, ...]:
    """In how much of the day the product has a part."""
    share = product_share(grid)
    if share is None:
        return ()
    title, used, total = share
    return (v.Detail(title, labels.word("product_used", used=used, total=total), key="product_use"),)


def _formula(ctx: Context) -> str:
    """The formula of the opportunity scores with the factors that count on this map; "" when there are none."""
    names = [ctx.word(factor).lower() for factor in ctx.factors if factor != "effort"]
    return f"{' × '.join(names)} ÷ {ctx.word('effort').lower()}" if names else ""


def _provenance(document: Document, labels: Catalog, revision: str) -> tuple[str, ...]:
    name = document.path.name if document.path else document.source.name
    parts = [name, labels.word("revision", revision=revision) if revision else ""]
    parts += [labels.word("format_version", version="1"), labels.word("generated_by")]
    return tuple(part for part in parts if part)
