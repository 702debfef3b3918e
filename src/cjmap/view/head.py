"""The head and the foot of a map: personas, facts, coverage, findings, register, legend."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from math import inf
from typing import Literal

from cjmap.cadence import cadence
from cjmap.model.persona import Persona
from cjmap.model.research import ResearchSource
from cjmap.view import shapes as v
from cjmap.view.context import Context
from cjmap.view.points import Curve, CurvePoint, Plot
from cjmap.words import day, initials, number, spoken

RELATIONS = ("future_of", "variant_of", "translation_of", "blueprint_of")


def persona_cards(ctx: Context) -> tuple[v.PersonaCard, ...]:
    """A card for each persona of the map."""
    return tuple(_card(ctx, index, persona) for index, persona in enumerate(ctx.personas))


def _card(ctx: Context, index: int, persona: Persona) -> v.PersonaCard:
    labels = ctx.catalog.data["persona"]
    age = ctx.word("age_years", age=persona.age) if persona.age and persona.age.isdigit() else persona.age
    facts = [v.Detail(labels[key], text, key=key) for key in ("family", "segment") if (text := getattr(persona, key))]
    for key in ("career_goals", "personal_goals", "needs", "frustrations", "channels"):
        values = getattr(persona, key)
        if values:
            facts.append(v.Detail(labels[key], ctx.catalog.join(values), key=key))
    if persona.note:
        facts.append(v.Detail(ctx.word("note"), persona.note, key="note"))
    name = persona.name or persona.id or ""
    return v.PersonaCard(
        anchor=f"p{index + 1}",
        name=name,
        initials=initials(name),
        line=ctx.catalog.data["fact_separator"].join(part for part in (age, persona.role) if part),
        quote=persona.quote or "",
        bio=persona.bio or "",
        image=ctx.picture(persona.image) if persona.image else None,
        facts=tuple(facts),
        refs=ctx.refs(persona.sources),
    )


def intro(ctx: Context) -> tuple[v.Detail, ...]:
    """Scenario and goals."""
    journey = ctx.journey
    return tuple(
        v.Detail(ctx.word(key), text, key=key)
        for key in ("scenario", "goal", "business_goal")
        if (text := getattr(journey, key))
    )


def facts(ctx: Context, coverage: v.Coverage, today: date | None) -> tuple[v.Detail, ...]:
    """Who keeps the map, how fresh it is, what it belongs to."""
    journey = ctx.journey
    found: list[tuple[str, str, bool]] = [
        ("owner", journey.owner or ctx.document.project.file.owner or "", False),
        ("team", journey.team or "", False),
        ("status", ctx.catalog.term("status", journey.status) if journey.status else "", False),
    ]
    if journey.reviewed_on:
        found.append(("reviewed_on", day(ctx.catalog, journey.reviewed_on), False))
    if journey.review_every:
        text, due = _next_review(ctx, today)
        found.append(("next_review", text, due))
    if coverage.total and not ctx.future:
        share = coverage.sourced / coverage.total
        rests = "rests_on_research" if share >= 0.75 else "rests_on_assumptions" if share <= 0.25 else "rests_on_both"
        found.append(("rests_on", ctx.word(rests), False))
    related = ((key, getattr(journey, key)) for key in RELATIONS)
    found += [(key, ctx.map_name(reference, (key,)), False) for key, reference in related if reference]
    if journey.tags:
        found.append(("tags", ctx.catalog.join(journey.tags), False))
    return tuple(v.Detail(ctx.word(key), text, key=key, warn=warn) for key, text, warn in found if text)


def _next_review(ctx: Context, today: date | None) -> tuple[str, bool]:
    """The day of the next review with how often it is due, and whether that day has passed."""
    journey = ctx.journey
    every = journey.review_every or ""
    interval = cadence(every)
    due = interval.after(journey.reviewed_on) if interval and journey.reviewed_on else None
    if due is None:
        return every, False
    late = today is not None and today > due
    text = f"{day(ctx.catalog, due)} ({every})"
    return (f"{text} {ctx.word('overdue_mark')}" if late else text), late


def coverage(ctx: Context, evidence: Iterable[bool]) -> v.Coverage:
    """How much of the map is sourced."""
    marks = list(evidence)
    sourced, total = sum(marks), len(marks)
    percent = f"{round(100 * sourced / total)}%" if total else "–"
    text = ctx.word("evidence_of", percent=percent, sourced=number(sourced), total=number(total)) if total else ""
    return v.Coverage(sourced, total, text, ctx.word("coverage_definition"))


def findings(
    ctx: Context, plot: Plot | None, rows: tuple[v.Row | v.Line, ...], heads: tuple[v.ColumnView, ...]
) -> tuple[v.Finding, ...]:
    """Peak, low point, severe pains and the best opportunity, those that the map has."""
    found: list[v.Finding] = []
    if plot:
        found += _extremes(ctx, plot.curves[0], heads)
    pains = [i for i in all_items(rows) if isinstance(i, v.SevereView) and i.cell == "pain_points" and i.severity >= 3]
    if pains:
        worst = max(pains, key=lambda pain: pain.severity)
        text = worst.text if len(pains) == 1 else ctx.word("including", text=worst.text)
        found.append(v.Finding("pains", ctx.word("severe_pains"), str(len(pains)), text, f"#{worst.anchor}"))
    for item in all_items(rows):
        if isinstance(item, v.OpportunityView) and item.best:
            label = ctx.word("best_opportunity")
            found.append(v.Finding("opportunity", label, item.score, item.text, f"#{item.anchor}"))
            break
    return tuple(found)


def _extremes(ctx: Context, curve: Curve, heads: tuple[v.ColumnView, ...]) -> Iterator[v.Finding]:
    """The peak and the low point of a curve; a score of some case (`when`) that lies beyond one is said with it."""

    def place(point: CurvePoint) -> str:
        head = heads[point.column].head
        title = head.title or ctx.word("no_title", number=head.number)
        return ctx.word("finding_at", column=title, word=point.word) if point.word else title

    points = [point for run in curve.runs for point in run]
    cases = [point for span in curve.spans for point in span]
    marks: tuple[tuple[Literal["peak", "low"], str, int], ...] = (("peak", "peak", 1), ("low", "low_point", -1))
    for mark, label, sign in marks:
        marked = next((point for point in points if point.mark == mark), None)
        most = max((sign * point.level for point in points), default=inf)
        beyond = [point for point in cases if sign * point.level > most]
        case = max(beyond, key=lambda point: (sign * point.level, not point.assumed), default=None)
        shown = marked or case
        if shown is None:
            continue
        text = place(shown)
        if case is not None:
            key = "finding_else" if marked else "finding_if"
            text = ctx.word(key, text=text, when=case.when or "", score=case.score, place=place(case))
        yield v.Finding(mark, ctx.word(label), shown.score, text, f"#{heads[shown.column].head.anchor}")


def all_items(rows: Iterable[v.Row | v.Line]) -> Iterator[v.ItemView]:
    """Every item of some rows, cell by cell."""
    for row in rows:
        if isinstance(row, v.Row):
            for tier in row.tiers:
                for cell in tier:
                    yield from cell.items


def register(ctx: Context, sources: list[ResearchSource]) -> tuple[v.SourceEntry, ...]:
    """The source register, numbered from 1."""
    found = []
    for index, source in enumerate(sources):
        parts = [
            ctx.catalog.term("source_types", source.type) if source.type else "",
            ctx.catalog.term("collection", source.collection) if source.collection else "",
            ctx.word("n", value=number(source.n)) if source.n is not None else "",
            day(ctx.catalog, source.date) if source.date else "",
            source.owner or "",
            ctx.catalog.join(source.tags),
        ]
        facts = tuple(part for part in parts if part)
        anchor, note = f"src-{index + 1}", source.note or ""
        found.append(v.SourceEntry(index + 1, anchor, source.id, source.title, facts, note, source.link))
    return tuple(found)


def fates(ctx: Context) -> tuple[v.Detail, ...]:
    """What a future map drops and knowingly leaves of the current one, with the reasons."""
    found = []
    for key, entries in (("drops", ctx.journey.drops), ("leaves", ctx.journey.leaves)):
        for reference, reason in entries.items():
            names = (ctx.current.columns if key == "drops" else ctx.current.pains) if ctx.current else None
            targets = names.find(reference) if names else []
            name = targets[0].name if targets else reference
            shown = f"{reference} {name}" if spoken(reference) and name != reference else name
            found.append(v.Detail(ctx.word(key), f"{shown}{ctx.catalog.data['colon']}{reason}", key=key))
    return tuple(found)
