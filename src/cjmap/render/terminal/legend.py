"""The legend: each mark that the map uses, as the terminal draws it, and what it means."""

from __future__ import annotations

from rich.text import Text

from cjmap.render.terminal.ink import BOLD, DIM
from cjmap.render.terminal.pen import Pen
from cjmap.render.terminal.wrap import Lines
from cjmap.view.shapes import OpportunityView, Row

_WORDS = {
    "star": "moment_of_truth",
    "wait": "",
    "actor": "",
    "system": "",
    "actor_system": "",
    "line_persona": "",
    "line_now": "",
    "daylight": "",
    "product_in": "",
    "product_out": "",
}
"""The word of a mark where it is not `legend_` and its key; "" for marks that are not drawn in characters."""


def legend(pen: Pen, width: int) -> Lines:
    """The legend of the marks used."""
    parts = [part for mark in pen.view.marks if (part := _entry(pen, mark)).plain]
    return pen.flow([Text(pen.word("legend"), BOLD), *parts], width, gap="   ") if parts else []


def _entry(pen: Pen, mark: str) -> Text:
    words = _said(pen, mark)
    if not words:
        return Text()
    return Text.assemble((sample, BOLD), " ", (words, DIM)) if (sample := _sample(pen, mark)) else Text(words, DIM)


def _said(pen: Pen, mark: str) -> str:
    catalog = pen.view.catalog
    if mark in {"online", "offline"}:
        return pen.line(catalog.term("presence", mark)).plain
    if mark == "score":
        formula = pen.view.score_formula
        return pen.labelled(pen.word("opportunity_score"), formula).plain if formula else pen.word("opportunity_score")
    key = _WORDS.get(mark, f"legend_{mark}")
    return pen.word(key) if key in catalog.data["words"] else ""


def _best(pen: Pen) -> str:
    """The highest score of an opportunity, as an example of one."""
    rows = (row for row in (*pen.view.rows, *pen.view.overall) if isinstance(row, Row))
    scored = (item for row in rows for tier in row.tiers for cell in tier for item in cell.items)
    return next((item.score for item in scored if isinstance(item, OpportunityView) and item.best), "")


def _sample(pen: Pen, mark: str) -> str:
    glyphs = pen.glyphs
    solid, dashed = ("⠒⠒", "⠒ ⠒") if glyphs.braille else ("--", "- -")
    return {
        "line_evidence": f"{solid}{glyphs.known}{solid}",
        "line_assumed": f"{dashed} {glyphs.guessed}",
        "line_target": f"{dashed} {glyphs.target}",
        "line_alternatives": glyphs.span,
        "points": glyphs.known,
        "point_assumed": glyphs.guessed,
        "point_target": glyphs.target,
        "star": glyphs.star,
        "online": "( )",
        "offline": "[ ]",
        "severity": glyphs.full * 2 + glyphs.hollow,
        "score": _best(pen),
        "metric": glyphs.heavy * 3 + glyphs.tick + glyphs.rule,
        "assumed": glyphs.dashed * 2,
        "evidence_row": glyphs.sourced + glyphs.bare,
        "reference": "[1]",
        "none": glyphs.none,
        "fail_point": f"{glyphs.fail}1",
        "arrow": glyphs.arrow,
        "line_interaction": glyphs.interaction * 3,
        "line_visibility": glyphs.visibility * 3,
        "line_internal": glyphs.internal * 3,
    }.get(mark, "")
