"""Views made by hand: one with every kind of item and mark, and small ones around a few words."""

from __future__ import annotations

from typing import Any

from cjmap.labels import catalog
from cjmap.lanes import CellType, Role
from cjmap.view import points
from cjmap.view import shapes as v

SHOWN = frozenset(
    {"title", "summary", "note", "text", "label", "name", "line", "quote", "bio", "time", "duration", "wait", "moment",
     "word", "value", "target", "verdict", "facts", "sentence", "persona", "when", "actor", "system", "fail_point",
     "alt", "href", "channel", "severity_label", "score", "owner", "kind_title", "tag", "provenance", "number"}
)  # fmt: skip
"""The fields of a view whose words a reader must meet."""

_PLAIN: dict[str, Any] = {
    "cell": "items", "anchor": "i1", "id": None, "text": "", "lang": None, "basis": "reported",
    "basis_label": "reported", "assumed": False, "refs": (), "details": (), "to": (),
}  # fmt: skip


def item(kind: type[v.ItemView] = v.ItemView, **given: Any) -> Any:
    """An item of a class, with what is given and nothing else."""
    blank: dict[type, dict[str, Any]] = {
        v.TouchpointView: {
            "cell": "touchpoints", "channel": None, "channel_key": None, "presence": None, "presence_label": "",
        },
        v.SevereView: {"cell": "pain_points", "severity": 0, "severity_label": ""},
        v.ActivityView: {
            "cell": "activities", "actor": None, "system": None, "duration": None, "wait": None, "fail_point": None,
            "fail_number": None,
        },
        v.OpportunityView: {"cell": "opportunities", "score": "", "best": False},
        v.MetricView: {
            "cell": "metrics", "title": "", "value": "", "target": "", "verdict": "", "met": None, "fraction": None,
            "target_fraction": None, "facts": (), "history": (),
        },
        v.EmotionView: {"cell": "emotion", "score": "", "level": None, "sentence": "", "persona": None, "when": None},
        v.ImageView: {"cell": "images", "path": None, "alt": ""},
        v.LinkView: {"cell": "links", "href": "https://example.org/page"},
    }  # fmt: skip
    return kind(**{**_PLAIN, **blank.get(kind, {}), **given})


def cell(start: int, *items: v.ItemView, span: int = 1) -> v.CellView:
    """A cell, or the mark that there is nothing when no item is given."""
    return v.CellView(start, span, items, none=not items)


def row(
    lane: str,
    title: str,
    *tiers: tuple[v.CellView, ...],
    cell: CellType = "items",
    role: Role = "customer",
    **given: Any,
) -> v.Row:
    """A lane."""
    rest = {"question": "", "note": "", "owner": "", **given}
    count = sum(len(one.items) for tier in tiers for one in tier)
    return v.Row(lane=lane, title=title, cell=cell, role=role, tiers=tiers, count=count, **rest)


def head(number: str, title: str, **given: Any) -> v.Head:
    """A heading."""
    blank: dict[str, Any] = {
        "id": None, "time": "", "duration": "", "wait": "", "moment": None, "note": "", "refs": (),
        "basis": "reported", "basis_label": "", "details": (),
    }  # fmt: skip
    return v.Head(**{**blank, "anchor": f"c{number.replace('.', '-')}", "number": number, "title": title, **given})


def grid(shape: list[tuple[str, list[str]]]) -> tuple[tuple[v.StageView, ...], tuple[v.ColumnView, ...]]:
    """Stages and columns from titles; a stage without steps is a column itself."""
    stages: list[v.StageView] = []
    columns: list[v.ColumnView] = []
    for index, (title, steps) in enumerate(shape):
        own = head(str(index + 1), title)
        stages.append(v.StageView(index, own, len(columns), len(steps) or 1, not steps))
        for below, step in enumerate(steps):
            columns.append(v.ColumnView(len(columns), index, head(f"{index + 1}.{below + 1}", step), (True, False)))
        if not steps:
            columns.append(v.ColumnView(len(columns), index, own, ()))
    return tuple(stages), tuple(columns)


def view(
    shape: list[tuple[str, list[str]]], rows: tuple[v.Row | v.Line, ...], language: str = "en", **given: Any
) -> v.View:
    """A view of columns and rows."""
    stages, columns = grid(shape)
    labels = catalog(language)
    blank: dict[str, Any] = {
        "kind": "current-state", "tag": "Now", "kind_title": "Map", "title": "A map", "summary": "", "note": "",
        "quotes": labels.quotes, "personas": (), "intro": (), "facts": (), "coverage": v.Coverage(0, 0, "", ""),
        "findings": (), "bands": (), "overall": (), "plot": None, "flow": (), "sources": (), "fates": (),
        "fail_points": (), "marks": (), "score_formula": "", "file_name": "a.cjm.yaml", "provenance": ("a.cjm.yaml",),
        "understood": "",
    }  # fmt: skip
    return v.View(
        **{
            "catalog": labels,
            "language": language,
            "stages": stages,
            "columns": columns,
            "rows": rows,
            **blank,
            **given,
        }
    )


def point(column: int, level: float, word: str, **given: Any) -> points.CurvePoint:
    """A point in the middle of a column."""
    rest: dict[str, Any] = {
        "basis": "reported",
        "assumed": False,
        "star": False,
        "mark": "",
        "refs": (),
        **given,
    }
    return points.CurvePoint(column, column + 0.5, level, f"{level * 2:+g}".replace("-", "−"), word, **rest)


def ticks(*words: str) -> tuple[points.Tick, ...]:
    """A scale from −2 to +2 with five words."""
    return tuple(points.Tick(n / 2 - 1, f"{n - 2:+d}".replace("-", "−"), word) for n, word in enumerate(words))


def full(language: str = "en") -> v.View:
    """A map with every kind of item, mark and section."""
    source = "https://example.org/nps"
    activity = item(
        v.ActivityView, anchor="b1", text="Prints the papers", actor="Clerk", system="CRM", duration="5 min",
        wait="two working days", fail_point="The printer jams", fail_number=1, to=("i1", "c2", "nowhere"),
    )  # fmt: skip
    metric = item(
        v.MetricView, title="Completion rate", value="41%", target="55%", verdict="14 points short of target",
        met=False, fraction=0.41, target_fraction=0.55, facts=("rate", "n = 38,204", "July 2026"), refs=(1,),
        history=(v.Detail("May 2026", "38%"),),
    )  # fmt: skip
    rows: tuple[v.Row | v.Line, ...] = (
        row("actions", "What the customer does", (
            cell(0, item(text="Types each item into the search box", refs=(1, 2)), item(text="Second thing\nin lines")),
            cell(1, item(text="看著四萬多元的修車估價單，第一次認真想換車。", basis="assumed",
                         basis_label="assumed", assumed=True)),
            cell(2), cell(3, item(text="Looks", basis="observed", basis_label="observed")),
        ), note="As they tell it", owner="CX team"),
        row("thoughts", "Thoughts", (cell(0, item(cell="quotes", text="Why not remember?"), span=2),),
            (cell(1, item(cell="quotes", text="再修下去，還不如換一台？", refs=(2,))),), cell="quotes"),
        row("emotion", "Emotion", (
            cell(0, item(v.EmotionView, text="impatient", score="−1", level=-0.5, refs=(1,),
                         sentence="It takes too long.")),
            cell(2, item(v.EmotionView, text="delighted", score="+2", level=1.0, persona="Mei Lin",
                         when="it is early")),
        ), cell="emotion"),
        row("touchpoints", "Touchpoints", (
            cell(0, item(v.TouchpointView, text="App", presence="online"),
                 item(v.TouchpointView, text="Courier at the door", presence="offline", channel="In person"),
                 item(v.TouchpointView, text="Friends", details=(v.Detail("Owner", "Sales"),))),
        ), cell="touchpoints"),
        row("pain_points", "Pain points", (
            cell(1, item(v.SevereView, id="P1", text="No list of earlier purchases", severity=2,
                         severity_label="medium"),
                 item(v.SevereView, text="Everything breaks", severity=4, severity_label="critical",
                      details=(v.Detail("Answered by", "One tap to reorder", "#o1"),))),
            cell(3, item(v.SevereView, text="Unclear")),
        ), cell="pain_points"),
        row("opportunities", "Opportunities", (
            cell(0, item(v.OpportunityView, anchor="o1", text="One tap to reorder", score="16.0", best=True,
                         details=(v.Detail("Resolves", "P1", "#x"), v.Detail("Link", "ticket", "https://example.org/t"))),
                 item(v.OpportunityView, text="Unscored idea"), span=2),
        ), cell="opportunities", role="organisation"),
        row("metrics", "Metrics", (cell(0, metric, item(v.MetricView, text="People come back"), span=2),),
            cell="metrics", role="organisation"),
        v.Line("visibility", "Line of visibility", "the rest is hidden"),
        row("backstage", "Backstage", (cell(0, activity), cell(3, item(v.ActivityView, text="Waits", fail_point=""))),
            cell="activities", role="backstage"),
        row("images", "Pictures", (cell(0, item(v.ImageView, text="The shop", alt="A shop window")),), cell="images"),
        row("links", "Links", (cell(3, item(v.LinkView, text="The study")),), cell="links"),
        row("gains", "Gains", question="What goes better than expected?"),
    )  # fmt: skip
    first = (point(0, -0.5, "impatient"), point(1, 0.25, "hopeful", assumed=True, basis="assumed"))
    last = (point(2, 1.0, "delighted", star=True, mark="peak"), point(3, -1.0, "forgotten", mark="low"))
    span = (point(1, -0.8, "lost", when="it rains"), point(1, 0.6, "fine", when="it is dry"))
    plot = points.Plot(
        ticks("very unhappy", "unhappy", "neutral", "happy", "delighted"),
        (points.Curve("Mei Lin", (first, last), (span,)), points.Curve("Ah Hock", (first,), ())), (),
        "The curve in sentences.",
    )  # fmt: skip
    return view(
        [("Choose", ["Search for the usual items", "Compare"]), ("Receive", []), ("Use", ["First dinner"])],
        rows, language, plot=plot, summary="A summary.", note="A note.",
        personas=(v.PersonaCard("p1", "Mei Lin", "ML", "34, accountant", "No time!", "Lives near the office.", None,
                                (v.Detail("Needs", "speed, trust"),), (1,)),),
        intro=(v.Detail("Scenario", "Restock for the week after work."), v.Detail("Goal", "Everything fresh.")),
        facts=(v.Detail("Owner", "CX team"), v.Detail("Next review", "12 November 2026", warn=True)),
        coverage=v.Coverage(41, 45, "91%, 41 of 45 cells", "The share of filled cells that are sourced."),
        findings=(v.Finding("peak", "Peak", "+2", "Receive: delighted", "#c2"),
                  v.Finding("pains", "Severe pain points", "1", "Everything breaks", "#x")),
        bands=(v.Band("Before", 0, 2), v.Band("", 2, 2)),
        overall=(row("metrics", "Metrics", (cell(0, metric, span=4),), cell="metrics"),),
        definitions=(v.Detail("Metric", "Waiting · 5 min"),),
        flow=(v.FlowEdge(0, 1, "", True), v.FlowEdge(1, 0, "nothing fits", False), v.FlowEdge(3, None, "", False)),
        sources=(v.SourceEntry(1, "s1", "nps", "NPS survey", ("survey", "n = 412"), "Asked by mail.", source),
                 v.SourceEntry(2, "s2", "talks", "Interviews", (), "", None)),
        fates=(v.Detail("Dropped", "Print the slip: nobody reads it"),),
        understood="",
        marks=("line_evidence", "point_assumed", "star", "online", "offline", "severity", "score", "reference"),
        score_formula="impact ÷ effort", provenance=("a.cjm.yaml", "revision 4f2c91e"),
    )  # fmt: skip


def words(view: Any) -> list[str]:
    """Every text of a view that a reader must meet, wherever it stands."""
    found: list[str] = []
    if isinstance(view, tuple):
        for each in view:
            found += words(each)
    else:
        for name in getattr(view, "__match_args__", ()):
            if isinstance(view, v.Line) and name == "name":
                continue
            value = getattr(view, name)
            if isinstance(value, str):
                if name in SHOWN and not (name == "href" and value.startswith(("#", "./", "../"))):
                    found.append(value)
            elif name in SHOWN and isinstance(value, tuple) and all(isinstance(each, str) for each in value):
                found += value
            elif name not in {"catalog", "quotes", "plot", "flow", "marks"}:
                found += words(value)
    return [text for text in found if text]
