"""What a gap report must not leave out or get wrong: what gets worse, targets, what nobody has decided on."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest
from diff.sides import edition, steps
from diff.test_gap import files
from diff.test_page import check as check_page
from diff.test_page import drawn, squeezed
from schemas import against
from validate.checking import write

from cjmap.diff.comparison import Comparison
from cjmap.diff.forms import FORMS, Outcome
from cjmap.diff.forms.schema import diff_schema
from cjmap.diff.gate import Condition, failures
from cjmap.diff.impact import measure
from cjmap.labels import LANGUAGES
from cjmap.render.compared.twins import Twins
from cjmap.render.curve import Ground
from cjmap.view.compared.gap import gap_grid

CURRENT = """cjmap: 1
kind: current-state
id: now
title: Library
emotion_scale: 1..5
metrics: [{id: days, title: Days to wait, unit: days, direction: lower, target: 7}]
sources: [{id: talks, title: Talks, type: interview}]
stages:
  - id: get
    title: Get
    steps:
      - id: book
        title: Book
        emotion: {score: 3, word: calm, sources: talks}
        wait: 3–14 days
        pain_points: [{id: P1, text: No date, severity: low}, {text: No word, severity: high}]
        metrics: [{metric: days, value: 9.5, as_of: 2026-10}]
        opportunities: {text: Say when, resolves: P1}
      - id: fetch
        title: Fetch
        moment_of_truth: It is there
        emotion: {score: 5, word: glad}
        duration: 10 min
      - {id: scan, title: Scan, emotion: 4, touchpoints: {text: Machine, channel: kiosk}}
      - {id: shelf, title: Shelf, emotion: 4, pain_points: {id: P2, text: Hard to find}}
"""
FUTURE = """cjmap: 1
kind: future-state
id: then
title: Library 2027
future_of: old.cjm.yaml
emotion_scale: 1..5
metrics: [{id: days, title: Days to wait, unit: days, direction: lower, target: 7}]
drops: {shelf: Brought by staff.}
stages:
  - id: get
    title: Get
    steps:
      - id: book
        title: Book at home
        emotion: {score: 4, word: sure}
        pain_points: [{id: P1, text: No date, severity: high}]
        metrics: {metric: days, target: 5}
      - {id: fetch, title: Fetch, emotion: {score: 4, word: glad}, duration: 15–20 min}
      - {id: shop, title: Choose a shop, from: [], emotion: 4, pain_points: {id: fee, text: A fee, severity: medium}}
"""


def pair(folder: Path, language: str | None = None, current: str = CURRENT, future: str = FUTURE) -> Comparison:
    """A current map and its future compared."""
    write(folder, {"old.cjm.yaml": current, "new.cjm.yaml": future})
    return files(folder / "old.cjm.yaml", folder / "new.cjm.yaml", language)


def report(comparison: Comparison, form: str) -> str:
    """One form of the report."""
    return FORMS[form](Outcome([comparison], 1))


def test_what_gets_worse_is_found(tmp_path: Path):
    found = pair(tmp_path)
    assert found.gap is not None
    assert [each.rule for each in found.gap.worse] == [
        "pain-added", "pain-worsened", "column-worsened", "column-slower",
    ]  # fmt: skip
    assert [each.rise for each in found.gap.worse] == [None, None, -0.5, None]


def test_a_future_that_only_gains_has_no_such_section(tmp_path: Path):
    gains = FUTURE.replace(", pain_points: {id: fee, text: A fee, severity: medium}", "")
    gains = gains.replace("severity: high}]", "severity: low}]").replace("score: 4, word: glad", "score: 5, word: glad")
    found = pair(tmp_path, future=gains.replace("15–20 min", "5–20 min"))
    assert found.gap is not None
    assert found.gap.worse == ()
    assert "get worse" not in drawn(found)
    assert "What gets worse" not in report(found, "text") + report(found, "markdown")


def test_a_wait_that_may_be_shorter_or_longer_is_not_called_worse(tmp_path: Path):
    """From 10 minutes to 5–20 nobody can say."""
    found = pair(tmp_path, future=FUTURE.replace("15–20 min", "5–20 min"))
    assert found.gap is not None
    assert "column-slower" not in [each.rule for each in found.gap.worse]


def test_what_takes_longer_and_is_better_for_it_is_no_loss(tmp_path: Path):
    better = FUTURE.replace("{score: 4, word: glad}", "{score: 5}")
    current = CURRENT.replace("score: 5, word: glad", "score: 3, word: glad")
    found = pair(tmp_path, current=current, future=better)
    waits = pair(tmp_path, current=current.replace("duration", "wait"), future=better.replace("duration", "wait"))
    assert found.gap is not None
    assert waits.gap is not None
    assert [each.field for each in found.gap.worse if each.field] == []
    assert [each.field for each in waits.gap.worse if each.field] == ["wait"]


def test_a_level_on_another_scale_does_not_fall(tmp_path: Path):
    future = FUTURE.replace("emotion_scale: 1..5", "emotion_scale: 0..10").replace("score: 4, word: glad", "score: 10")
    future = future.replace("score: 4, word: sure", "score: 5")
    found = pair(tmp_path, future=future)
    assert found.gap is not None
    assert "column-worsened" not in [each.rule for each in found.gap.worse]


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_what_gets_worse_stands_on_top(form: str, tmp_path: Path):
    text = report(pair(tmp_path), form).replace("\\", "")
    top = text[: text.index("What becomes of the pain points")]
    assert (
        "What gets worse: the new pain point “A fee” (medium), P1 “No date” (high), more severe, "
        "the emotion at “Fetch” (5 → 4) and “Fetch” (duration 10 min → 15–20 min)."
    ) in top
    for said in (
        "“A fee” (medium) at “Choose a shop”", "P1 “No date” (high) at “Book at home”, low in the current map",
        "emotion 5 → 4", "duration 10 min → 15–20 min",
    ):  # fmt: skip
        assert said in top


def test_programs_are_told_what_gets_worse(tmp_path: Path):
    found = json.loads(report(pair(tmp_path), "json"))
    assert against(diff_schema(), found) == []
    [comparison] = found["comparisons"]
    worse = comparison["gap"]["worse"]
    assert [(each["rule"], each["severity"]) for each in worse] == [
        ("pain-added", "medium"), ("pain-worsened", "high"), ("column-worsened", None), ("column-slower", None),
    ]  # fmt: skip
    assert [len(each["old"]) for each in worse] == [0, 1, 1, 1]
    [days] = comparison["impact"]["new"]["metrics"]
    assert (days["value"], days["target"]) == (5, True)


def test_a_gate_fails_on_what_gets_worse(tmp_path: Path):
    conditions = [Condition("pain-added", 2), Condition("pain-worsened", 3), Condition("column-worsened")]
    assert failures([*conditions, Condition("column-slower")], [pair(tmp_path)]) == (
        "column-slower (1)", "column-worsened (1)", "pain-added (1)", "pain-worsened (1)",
    )  # fmt: skip
    assert failures([Condition("pain-added", 3)], [pair(tmp_path)]) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_what_gets_worse(language: str, tmp_path: Path):
    comparison = pair(tmp_path, language)
    text = drawn(comparison)
    words = squeezed(check_page(text).words)
    assert comparison.fates is not None
    for fate in comparison.fates.worse():
        assert squeezed(fate.text) in words
        assert all(squeezed(fact) in words for fact in fate.facts)
    headline = text[text.index("<h1") : text.index("</h1>")]
    assert "4" in headline
    pains = text[text.index('class="c-pains"') :]
    pains = pains[: pains.index("</tbody>")]
    assert pains.count('class="c-ft bad"') == 3
    assert "A fee" in pains
    top = text[text.index('class="c-verdict"') :]
    labels = [squeezed(part) for part in top[: top.index("</div>")].split('class="c-vt')[1:]]
    assert len(labels) == 3
    assert [label.count("<li>") for label in labels] == [1, 4, 1]


def test_a_column_that_nobody_decided_on_is_not_shown_as_dropped(tmp_path: Path):
    found = pair(tmp_path)
    [told] = [each for each in found.told if each.open]
    assert told.rule == "step-removed"
    assert "“Scan” of “Get” is not accounted for" in told.summary
    text = report(found, "text")
    assert "? Not accounted for: “Scan”" in text
    assert "`?` Step “Scan” of “Get” is not accounted for" in report(found, "markdown")
    page = drawn(found)
    assert '<div class="c-lost">' in page
    assert "<s>Shelf</s>" in page
    assert "<s>Scan</s>" not in page
    changes = page[page.index('class="c-nums dlt"') :]
    changes = changes[: changes.index("</tr>")]
    assert (changes.count("Step removed"), changes.count("Not accounted for")) == (1, 1)
    assert '<span class="c-m lost"><span aria-hidden="true">?</span>' in page


def test_a_stage_that_nobody_decided_on_is_not_shown_as_dropped(tmp_path: Path):
    stage = "  - {id: pay, title: Pay, steps: [{id: due, title: Due, pain_points: Dear}, {id: fine, title: Fine}]}\n"
    found = pair(tmp_path, current=CURRENT + stage)
    text = report(found, "text") + report(found, "markdown")
    assert "its step “Due” is not accounted for either" in text
    assert "`?` Stage “Pay” with 2 steps (“Due” and “Fine”) is not accounted for" in text
    assert "“Pay” is gone" not in text
    assert '<div class="c-stage lost">' in drawn(found)


def test_a_target_is_what_a_future_map_says_of_a_metric(tmp_path: Path):
    found = pair(tmp_path)
    [row] = [row for row in found.rows if row.key == "metric"]
    assert (row.before, row.after, row.better) == ("9.5 days (October 2026)", "5 days (target)", True)
    assert "“Days to wait” at “Book at home” gets better: 9.5 days becomes 5 days." in report(found, "text") + report(
        found, "markdown"
    )
    assert squeezed("“Days to wait” 5 days") in squeezed(check_page(drawn(found)).words)


@pytest.mark.parametrize(("typed", "value"), [("target: 5", 5), ("value: 4, target: 5", 4), ("n: 3", 7)])
def test_a_value_comes_before_a_target_and_that_before_the_metrics_own(typed: str, value: float, tmp_path: Path):
    found = pair(tmp_path, future=FUTURE.replace("metric: days, target: 5", f"metric: days, {typed}"))
    assert found.impact is not None
    assert [each.value for each in found.impact.new.readings] == [value]


def test_a_target_of_a_current_map_is_no_value():
    head = "metrics: [{id: days, target: 7}]\n"
    assert measure(edition(steps("title: A, metrics: {metric: days, target: 5}"), head)).readings == ()


def test_nothing_is_said_to_be_so_now(tmp_path: Path):
    text = report(pair(tmp_path, "zh-TW"), "text") + report(pair(tmp_path, "zh-TW"), "markdown")
    assert "| | 現況 | 未來 | 變化 |" in text
    assert "依據：現況為自述（Talks），未來為目標" in text
    assert "「Book」的情緒 3（calm）在未來圖沒有寫來源" in text
    assert "現在" not in text
    english = report(pair(tmp_path, "en"), "markdown")
    assert "| | Current | Future | Change |" in english
    assert "rests on reported (Talks) today; in the future map: target" in english


def test_the_id_of_a_future_map_is_its_own(tmp_path: Path):
    assert "map-id-changed" not in [told.rule for told in pair(tmp_path).told]
    revision = pair(tmp_path, future=CURRENT.replace("id: now", "id: later"))
    assert "map-id-changed" in [told.rule for told in revision.told]


def test_what_is_said_in_chinese_reads_well(tmp_path: Path):
    text = report(pair(tmp_path, "zh-TW"), "markdown")
    assert "所在的「Shelf」刪除了（Brought by staff），但" in text
    assert "3–14 天" in text
    assert "下降 4.5 days" in text
    assert not any(wrong in text for wrong in ("。 還", "的對應的", "的解決的", "整張圖的圖的"))
    assert "未來圖補上對應的現況圖：" in text
    kept = pair(tmp_path, "zh-TW", future=FUTURE.replace("Book at home", "Book"))
    assert "它所在的「Book」仍然保留" in report(kept, "text")
    assert "「Book」和另外 2 處的 4" in report(kept, "text")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_two_curves_that_end_alike_stay_apart(language: str, tmp_path: Path):
    """What both curves are called stands with their last points, where both have words of their own."""
    last = "      - {{id: last, title: Return, emotion: {{score: 4, word: easy {}}}}}\n"
    comparison = pair(tmp_path, language, CURRENT + last.format("now"), FUTURE + last.format("then"))
    grid = gap_grid(comparison)
    assert grid is not None
    for width in (94.0, 136.0):
        drawer = Twins(grid.feelings[0].plot, comparison.words.labels, Ground(frozenset(), frozenset()), width, "x")
        labels = drawer.lay(0, grid.places).labels
        words = [letter.words for label in labels for letter in label.letters]
        assert {comparison.words.labels.word(key) for key in ("current", "future_target")} <= set(words)
        assert all(label.box.left >= 0 and label.box.right <= width * grid.places for label in labels)
        assert [one for one, other in combinations(labels, 2) if one.box.overlap(other.box)] == []


def test_alternatives_of_one_column_are_no_switch_of_channel():
    app = "touchpoints: [{text: App, channel: app}, {text: Site, channel: web}]"
    assert measure(edition(steps(f"title: A, {app}", f"title: B, {app}"))).channel_switches == 0
    shared = "touchpoints: {text: Site, channel: Web}"
    assert measure(edition(steps(f"title: A, {app}", f"title: B, {shared}"))).channel_switches == 0
    desk = "touchpoints: {text: Desk, channel: in-person}"
    assert measure(edition(steps(f"title: A, {app}", f"title: B, {desk}", "title: C"))).channel_switches == 1
    assert measure(edition(steps("title: A", "title: B"))).channel_switches is None
