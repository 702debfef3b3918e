"""Labels in the four languages, and every word of every map in its view."""

from __future__ import annotations

from pathlib import Path

import pytest
from view.laying import HEAD, lay, lay_text, missing

from cjmap.labels import LANGUAGES
from cjmap.view.shapes import Row

ROOT = Path(__file__).parents[2]
MAPS = sorted([*(ROOT / "examples").rglob("*.cjm.yaml"), *(ROOT / "templates" / "maps").rglob("*.cjm.yaml")])
TEXT = (
    HEAD.replace("stages:", "language: zh-TW\nreviewed_on: 2026-10-01\nstages:")
    + """\
  - title: 購物車
    pain_points: {text: 太慢, severity: high, basis: observed}
    thoughts: 又來了
"""
)


@pytest.mark.parametrize("language", [None, *LANGUAGES])
@pytest.mark.parametrize(
    "path", [path for path in MAPS if "personas" not in path.parts], ids=lambda path: str(path.relative_to(ROOT))
)
def test_every_word_of_every_map_is_in_its_view(path: Path, language: str | None):
    laid = lay(path, language=language)
    assert missing(laid) == []
    assert laid.view.catalog.language == (language or laid.view.language)


@pytest.mark.parametrize(
    ("language", "kind", "pains", "severity", "day"),
    [
        ("en", "Current state", "Pain points", "high", "1 October 2026"),
        ("zh-TW", "現況", "痛點", "高", "2026-10-01"),
        ("zh-CN", "现状", "痛点", "高", "2026-10-01"),
        ("ms", "Keadaan semasa", "Titik kesakitan", "tinggi", "1 Oktober 2026"),
    ],
)
def test_labels_follow_the_language_that_is_asked_for(
    tmp_path: Path, language: str, kind: str, pains: str, severity: str, day: str
):
    view = lay_text(tmp_path, TEXT, language=language)
    rows = {row.lane: row for row in view.rows if isinstance(row, Row)}
    pain = rows["pain_points"].tiers[0][0].items[0]
    assert (rows["pain_points"].title, pain.severity_label) == (pains, severity)  # type: ignore[attr-defined]
    assert kind in (view.tag, view.kind_title)
    assert {fact.key: fact.text for fact in view.facts}["reviewed_on"] == day
    assert (view.language, view.quotes) == ("zh-TW", ("「", "」"))


def test_the_language_is_the_maps_then_the_projects_then_english(tmp_path: Path):
    plain = HEAD + "  - title: A\n"
    assert lay_text(tmp_path, plain).language == "en"
    (tmp_path / "cjmap.yaml").write_text("cjmap: 1\nlanguage: ms\n", encoding="utf-8")
    assert lay_text(tmp_path, plain).language == "ms"
    assert lay_text(tmp_path, TEXT).language == "zh-TW"
    assert lay_text(tmp_path, TEXT.replace("zh-TW", "zh-Hant-HK")).catalog.language == "zh-TW"


def test_the_marks_are_those_that_are_used(tmp_path: Path):
    assert lay_text(tmp_path, HEAD + "  - {title: A, touchpoints: T}\n").marks == ()
    view = lay_text(
        tmp_path,
        HEAD + "  - {title: A, emotion: 1, wait: 1 h, pain_points: []}\n  - {emotion: 2, moment_of_truth: true}\n",
    )
    assert view.marks == ("line_assumed", "point_assumed", "star", "none", "wait", "evidence_row")
