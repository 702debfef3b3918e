"""Hand-made views, small enough to see whole."""

from __future__ import annotations

from typing import Any

from cjmap.labels import catalog
from cjmap.view import points
from cjmap.view import shapes as v

HOSTILE = "<script>alert('x')</script>\"'&{{ 7*7 }}</style>"


def item(cell: str, text: str, anchor: str, **more: Any) -> v.ItemView:
    """A plain item, or one of the class that `kind` names."""
    kind = more.pop("kind", v.ItemView)
    fields: dict[str, Any] = {
        "cell": cell, "anchor": anchor, "id": None, "text": text, "lang": None, "basis": "reported",
        "basis_label": "reported", "assumed": False, "refs": (1,), "details": (), "to": (),
    }  # fmt: skip
    return kind(**{**fields, **more})


def emotion(score: float, anchor: str, **more: Any) -> v.ItemView:
    fields = {"score": f"{score:+g}", "level": score / 2, "sentence": "", "persona": None, "when": None}
    return item("emotion", f"word{score:+g}", anchor, kind=v.EmotionView, **{**fields, **more})


def head(anchor: str, title: str, number: str, **more: Any) -> v.Head:
    fields: dict[str, Any] = {
        "anchor": anchor, "id": None, "number": number, "title": title, "time": "", "duration": "", "wait": "",
        "moment": None, "note": "", "refs": (), "basis": "reported", "basis_label": "", "details": (),
    }  # fmt: skip
    return v.Head(**{**fields, **more})


def row(lane: str, cell: str, *tiers: tuple[v.CellView, ...], **more: Any) -> v.Row:
    fields: dict[str, Any] = {"question": f"{lane} question", "note": "", "owner": "", "role": "customer", "count": 0}
    return v.Row(lane=lane, title=f"{lane} title", cell=cell, tiers=tiers, **{**fields, **more})


def point(column: int, score: float, **more: Any) -> points.CurvePoint:
    fields: dict[str, Any] = {
        "column": column, "x": column + 0.5, "level": score / 2, "score": f"{score:+g}", "word": f"word{score:+g}",
        "basis": "reported", "assumed": False, "star": False, "mark": "", "refs": (1,),
    }  # fmt: skip
    return points.CurvePoint(**{**fields, **more})


def plot(*scores: float, assumed: frozenset[int] = frozenset()) -> points.Plot:
    ticks = tuple(points.Tick(n / 2, f"{n:+d}" if n else "0", f"scale{n}") for n in range(-2, 3))
    run = tuple(point(n, score, assumed=n in assumed) for n, score in enumerate(scores))
    return points.Plot(ticks, (points.Curve("", (run,), ()),), (), "A curve told in words.")


def view(columns: int = 4, rows: tuple[v.Row | v.Line, ...] = (), **more: Any) -> v.View:
    """A map of so many steps in stages of two."""
    stages = tuple(
        v.StageView(n, head(f"s{n}", f"Stage {n}", str(n + 1)), 2 * n, min(2, columns - 2 * n), False)
        for n in range((columns + 1) // 2)
    )
    steps = tuple(
        v.ColumnView(n, n // 2, head(f"c{n}", f"Step {n}", f"{n // 2 + 1}.{n % 2 + 1}"), (True, False))
        for n in range(columns)
    )
    fields: dict[str, Any] = {
        "catalog": catalog("en"), "language": "en", "kind": "current-state", "tag": "Current state",
        "kind_title": "Customer journey map", "title": "A map", "summary": "In a sentence", "note": "",
        "quotes": ("“", "”"), "personas": (), "intro": (), "facts": (),
        "coverage": v.Coverage(4, 8, "50%, 4 of 8 cells", "A definition."), "findings": (), "bands": (),
        "stages": stages, "columns": steps, "rows": rows, "overall": (), "plot": None, "flow": (),
        "sources": (v.SourceEntry(1, "src-1", "survey", "A survey", ("n = 12",), "", None),), "fates": (),
        "fail_points": (), "understood": "", "marks": (), "score_formula": "impact ÷ effort", "file_name": "a.cjm.yaml",
        "provenance": ("a.cjm.yaml", "format version 1"),
    }  # fmt: skip
    return v.View(**{**fields, **more})


def every_item(words: str = "") -> tuple[v.Row, ...]:
    """A row for each class of item; `words` stand in every text."""
    detail = v.Detail("Owner", f"detail {words}", key="owner")
    bad = v.Detail("Link", f"bad link {words}", "javascript:alert(1)", key="link")
    guess = {"assumed": True, "basis": "assumed", "basis_label": "assumed"}
    plain = item("items", f"plain {words}", "i1", details=(detail, bad), **guess)
    cells = {
        "items": plain,
        "quotes": item("quotes", f"quote {words}", "i2", lang="zh-TW"),
        "touchpoints": item(
            "touchpoints", f"touch {words}", "i3", kind=v.TouchpointView, channel=f"channel {words}", channel_key="app",
            presence="online", presence_label="online",
        ),
        "pain_points": item(
            "pain_points", f"pain {words}", "i4", kind=v.SevereView, severity=3, severity_label="high", id="P1"
        ),
        "activities": item(
            "activities", f"activity {words}", "i5", kind=v.ActivityView, actor=f"actor {words}",
            system=f"system {words}", duration=f"duration {words}", wait=f"wait {words}",
            fail_point=f"fail {words}", fail_number=1, to=("i1",),
        ),
        "opportunities": item(
            "opportunities", f"opportunity {words}", "i6", kind=v.OpportunityView, score="9.6", best=True
        ),
        "metrics": item(
            "metrics", f"metric {words}", "i7", kind=v.MetricView, title=f"metric title {words}", value="22%",
            target="30%",
            verdict=f"verdict {words}", met=False, fraction=0.22, target_fraction=0.3, facts=(f"fact {words}",),
            history=(v.Detail("2025", f"before {words}"),),
        ),
        "emotion": emotion(-1, "i8", sentence=f"sentence {words}", persona=f"persona {words}", when=f"when {words}"),
        "images": item("images", "", "i9", kind=v.ImageView, path=None, alt=f"alt {words}"),
        "links": item("links", f"link {words}", "i10", kind=v.LinkView, href="https://example.org/?a=1&b=2"),
        "risks": item("risks", f"risk {words}", "i11", kind=v.SevereView, severity=4, severity_label="critical"),
    }  # fmt: skip
    return tuple(row(cell, cell, (v.CellView(0, 1, (one,)),)) for cell, one in cells.items())
