"""Durations, scores of opportunities and needs, levels of emotion."""

from __future__ import annotations

from pathlib import Path

import pytest
from view.laying import HEAD, items, lay_text

from cjmap.durations import SECONDS, seconds
from cjmap.labels import LANGUAGES, catalog, time_units
from cjmap.measures import level
from cjmap.model.research import Scale
from cjmap.view.shapes import OpportunityView, SevereView

MINUTE, HOUR, DAY, WEEK, MONTH = (SECONDS[unit] for unit in ("minute", "hour", "day", "week", "month"))


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("30 min", 30 * MINUTE, 30 * MINUTE),
        ("30min", 30 * MINUTE, 30 * MINUTE),
        ("1 h 30 min", 90 * MINUTE, 90 * MINUTE),
        ("1.5 hours", 90 * MINUTE, 90 * MINUTE),
        ("1,5 h", 90 * MINUTE, 90 * MINUTE),
        ("1–3 months", MONTH, 3 * MONTH),
        ("1-3 months", MONTH, 3 * MONTH),
        ("2 to 4 weeks", 2 * WEEK, 4 * WEEK),
        ("about 3 days", 3 * DAY, 3 * DAY),
        ("90 days", 90 * DAY, 90 * DAY),
        ("90 天", 90 * DAY, 90 * DAY),
        ("约 3 周", 3 * WEEK, 3 * WEEK),
        ("大約 20 分鐘", 20 * MINUTE, 20 * MINUTE),
        ("1 分 5 秒", MINUTE + 5, MINUTE + 5),
        ("40 秒", 40, 40),
        ("3 至 5 天", 3 * DAY, 5 * DAY),
        ("2 小时", 2 * HOUR, 2 * HOUR),
        ("40 minit", 40 * MINUTE, 40 * MINUTE),
        ("3 hingga 5 hari", 3 * DAY, 5 * DAY),
        ("kira-kira 2 jam", 2 * HOUR, 2 * HOUR),
        ("1 YEAR", SECONDS["year"], SECONDS["year"]),
    ],
)
def test_durations_as_people_write_them(text: str, least: float, most: float):
    assert seconds(text, time_units()) == (least, most)


@pytest.mark.parametrize(
    "text",
    ["", " ", "soon", "30", "min", "6–12 months before", "3 个工作日", "3 business days", "-3 days", "1 fortnight",
     "3 daysx", "30 min or so", "half an hour", "3 days!", "1 2 3", "–", "约", "３ dayz"],
)  # fmt: skip
def test_anything_else_is_shown_and_not_summed(text: str):
    assert seconds(text, time_units()) is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_spelling_of_every_unit_is_read(language: str):
    for unit, spellings in catalog(language).data["units"].items():
        for spelling in spellings:
            assert seconds(f"2 {spelling}", time_units()) == (2 * SECONDS[unit],) * 2, spelling


@pytest.mark.parametrize(
    ("low", "high", "score", "expected"),
    [(-2, 2, -2, -1), (-2, 2, 0, 0), (-2, 2, 1, 0.5), (1, 5, 3, 0), (1, 5, 5, 1), (0, 10, 2.5, -0.5)],
)
def test_levels(low: float, high: float, score: float, expected: float):
    assert level(Scale(min=low, max=high), score) == expected


def scores(folder: Path, *opportunities: str) -> tuple[list[tuple[str, bool]], str]:
    """The scores of opportunities, whether each is the best, and the formula."""
    view = lay_text(folder, HEAD + f"  - title: A\n    opportunities: [{', '.join(opportunities)}]\n")
    return [(item.score, item.best) for item in items(view) if isinstance(item, OpportunityView)], view.score_formula


def test_opportunity_scores(tmp_path: Path):
    simple = "impact ÷ effort"
    assert scores(tmp_path, "{text: A, impact: 4, effort: 2}", "{text: B, impact: 5, effort: 1}", "C") == (
        [("2.0", False), ("5.0", True), ("", False)], simple,
    )  # fmt: skip
    assert scores(tmp_path, "{text: A, impact: 4}", "{text: B, effort: 2}") == ([("", False), ("", False)], "")
    full = "impact: 3, effort: 2, confidence: 50%"
    assert scores(tmp_path, f"{{text: A, {full}, reach: 2000}}", f"{{text: B, {full}, reach: 10}}") == (
        [("1,500.0", True), ("7.5", False)], "reach × impact × confidence ÷ effort",
    )  # fmt: skip
    assert scores(tmp_path, f"{{text: A, {full}, reach: 100}}", f"{{text: B, {full}}}") == (
        [("0.8", True), ("0.8", True)], "impact × confidence ÷ effort",
    )  # fmt: skip


def test_needs_are_scored_by_importance_and_satisfaction(tmp_path: Path):
    needs = "{text: A, importance: 9, satisfaction: 3}, {text: B, importance: 4, satisfaction: 8}"
    view = lay_text(tmp_path, HEAD + f"  - title: A\n    needs: [{needs}, {{text: C, importance: 4}}]\n")
    told = [{detail.key: detail.text for detail in item.details} for item in items(view)]
    assert told == [
        {"importance": "9", "satisfaction": "3", "opportunity_score": "15.0"},
        {"importance": "4", "satisfaction": "8", "opportunity_score": "4.0"},
        {"importance": "4"},
    ]


def test_severities_are_numbers_with_a_word(tmp_path: Path):
    pains = ", ".join(
        f"{{text: P{n}, severity: {word}}}" for n, word in enumerate(("low", "medium", "high", "critical"))
    )
    view = lay_text(tmp_path, HEAD + f"  - title: A\n    pain_points: [P, {pains}]\n")
    found = [(item.severity, item.severity_label) for item in items(view) if isinstance(item, SevereView)]
    assert found == [(0, ""), (1, "low"), (2, "medium"), (3, "high"), (4, "critical")]
    assert [(each.key, each.value, each.text) for each in view.findings] == [("pains", "2", "including “P3”")]
