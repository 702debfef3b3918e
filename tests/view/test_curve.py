"""The emotion curves: points, gaps, alternatives, marks, scales, and the sentences that tell them."""

from __future__ import annotations

from pathlib import Path

import pytest
from view.laying import HEAD, items, lay_text

from cjmap.view.points import Plot
from cjmap.view.shapes import EmotionView


def plot(folder: Path, *emotions: str | None, head: str = "") -> Plot:
    """The plot of a map with one stage for each emotion."""
    stages = "".join(f"  - {{id: s{at}{f', emotion: {each}' if each else ''}}}\n" for at, each in enumerate(emotions))
    found = lay_text(folder, HEAD.replace("stages:", f"{head}\nstages:") + stages).plot
    assert found is not None
    return found


def runs(found: Plot, curve: int = 0) -> list[list[tuple[float, float]]]:
    """The points of a curve."""
    return [[(point.x, point.level) for point in run] for run in found.curves[curve].runs]


def test_points_stand_in_the_middle_and_a_missing_score_breaks_the_line(tmp_path: Path):
    found = plot(tmp_path, "1", "-2", None, "glad", "2", "0")
    assert runs(found) == [[(0.5, 0.5), (1.5, -1)], [(4.5, 1), (5.5, 0)]]
    assert found.gaps == (2, 3)


def test_several_scores_of_a_column_stand_side_by_side_in_time(tmp_path: Path):
    assert runs(plot(tmp_path, "[1, glad, 2]", "0")) == [[(1 / 3, 0.5), (2 / 3, 1), (1.5, 0)]]


def test_alternatives_are_a_span_and_no_part_of_the_line(tmp_path: Path):
    found = plot(
        tmp_path,
        "1",
        "[{score: 2, when: in stock}, {score: -2, when: sold out, word: cross}]",
        "[0, {score: 2, when: free}]",
    )
    assert runs(found) == [[(0.5, 0.5)], [(2.5, 0)]]
    assert [[(point.x, point.level, point.when) for point in span] for span in found.curves[0].spans] == [
        [(1.5, 1, "in stock"), (1.5, -1, "sold out")], [(2.5, 1, "free")],
    ]  # fmt: skip
    assert found.gaps == ()
    assert "cross (sold out)" in found.description


@pytest.mark.parametrize(
    ("emotions", "marks"),
    [
        (("0", "2", "-2", "1"), ["", "peak", "low", "end"]),
        (("2", "-2"), ["peak", "low"]),
        (("1", "1", "1"), ["", "", "end"]),
        (("1",), [""]),
        (("2", "0", "2", "-1"), ["peak", "", "", "low"]),
        (("2", "0", "{score: 2, basis: observed}", "-1"), ["", "", "peak", "low"]),
        (("-1", "0", "{score: -1, basis: reported}", "2"), ["", "", "low", "peak"]),
    ],
)
def test_peak_low_and_end(tmp_path: Path, emotions: tuple[str, ...], marks: list[str]):
    [run] = plot(tmp_path, *emotions).curves[0].runs
    assert [point.mark for point in run] == marks


def test_a_persona_has_a_curve_whichever_name_is_used(tmp_path: Path):
    head = "persona: [{id: mei, name: Mei Lin}, {id: tom, name: Tom}]"
    found = plot(
        tmp_path,
        "[{score: 1, persona: mei}, {score: -1, persona: tom}]",
        "{score: 2, persona: Mei Lin}",
        "0",
        head=head,
    )
    assert [curve.persona for curve in found.curves] == ["Mei Lin", "Tom"]
    # the last emotion names nobody, so it is felt by both
    assert runs(found, 0) == [[(0.5, 0.5), (1.5, 1), (2.5, 0)]]
    assert runs(found, 1) == [[(0.5, -0.5)], [(2.5, 0)]]
    assert [point.mark for curve in found.curves[1:] for run in curve.runs for point in run] == ["", ""]
    assert found.description.count("Emotion curve of") == 2


def test_personas_of_one_name_have_a_curve_each(tmp_path: Path):
    head = "persona: [{id: a, name: Ann}, {id: b, name: Ann}]"
    found = plot(tmp_path, "{score: 1, persona: a}", "{score: 2, persona: b}", head=head)
    assert [curve.persona for curve in found.curves] == ["Ann", "Ann"]


def test_the_only_persona_has_the_only_curve(tmp_path: Path):
    found = plot(tmp_path, "1", "{score: 2, persona: Mei}", head="persona: Mei")
    assert runs(found) == [[(0.5, 0.5), (1.5, 1)]]


@pytest.mark.parametrize(
    ("scale", "typed", "levels", "ticks"),
    [
        ("", "-1", [-0.5], ["−2", "−1", "0", "+1", "+2"]),
        ("emotion_scale: 1..5", "4", [0.5], ["1", "2", "3", "4", "5"]),
        ("emotion_scale: {min: 0, max: 10}", "2.5", [-0.5], [str(each) for each in range(11)]),
        ("emotion_scale: 0..100", "50", [0], ["0", "50", "100"]),
        ("emotion_scale: {min: -1, max: 1, labels: [sad, so, glad]}", "0", [0], ["−1", "0", "+1"]),
        ("emotion_scale: {min: 0, max: 1.5}", "0", [-1], ["0", "0.75", "1.5"]),
    ],
)
def test_scales(tmp_path: Path, scale: str, typed: str, levels: list[float], ticks: list[str]):
    found = plot(tmp_path, typed, head=scale)
    assert [point.level for run in found.curves[0].runs for point in run] == levels
    assert [tick.score for tick in found.ticks] == ticks
    assert (found.ticks[0].level, found.ticks[-1].level) == (-1, 1)


def test_words_of_the_scale(tmp_path: Path):
    assert [tick.word for tick in plot(tmp_path, "1").ticks] == [
        "very unhappy",
        "unhappy",
        "neutral",
        "happy",
        "delighted",
    ]
    labelled = plot(tmp_path, "1", head="emotion_scale: {min: 1, max: 3, labels: [sad, glad]}")
    assert [(tick.score, tick.word) for tick in labelled.ticks] == [("1", "sad"), ("3", "glad")]
    assert {tick.word for tick in plot(tmp_path, "1", head="emotion_scale: 1..5").ticks} == {""}


def test_the_curve_of_a_stage_counts_only_where_its_steps_have_no_score(tmp_path: Path):
    steps = "steps: [{title: A}, {title: B}]"
    found = lay_text(
        tmp_path, HEAD + f"  - {{title: S, emotion: [1, -1], {steps}}}\n  - {{title: T, emotion: 2}}\n"
    ).plot
    assert found is not None
    assert runs(found) == [[(2 / 3, 0.5), (4 / 3, -0.5), (2.5, 1)]]
    assert found.gaps == ()
    scored = steps.replace("title: B", "title: B, emotion: 0")
    view = lay_text(tmp_path, HEAD + f"  - {{title: S, emotion: {{score: 1, word: fine}}, {scored}}}\n")
    assert view.plot is not None
    assert runs(view.plot) == [[(1.5, 0)]]
    assert [(item.text, item.score) for item in items(view)] == [("fine", "+1"), ("", "0")]


def test_without_a_score_there_is_no_curve(tmp_path: Path):
    view = lay_text(tmp_path, HEAD + "  - {title: A, emotion: glad}\n")
    assert view.plot is None
    [item] = items(view)
    assert isinstance(item, EmotionView)
    assert (item.text, item.score, item.level) == ("glad", "", None)


def test_a_hidden_lane_has_no_curve(tmp_path: Path):
    text = (
        HEAD.replace("stages:", "lanes: [{id: emotion, hidden: true}]\nstages:")
        + "  - {title: A, emotion: 1, actions: go}\n"
    )
    assert lay_text(tmp_path, text).plot is None


def test_findings_name_the_peak_and_the_low(tmp_path: Path):
    text = HEAD + "  - {title: A, emotion: {score: 2, word: glad}}\n  - {title: B, emotion: -1}\n"
    found = lay_text(tmp_path, text).findings
    assert [(each.key, each.label, each.value, each.text) for each in found] == [
        ("peak", "Peak", "+2", "A: glad"), ("low", "Low", "−1", "B"),
    ]  # fmt: skip


CASES = "  - {title: Pay, emotion: [{score: 2, when: 付清}, {score: -2, when: CASE, word: cross}]}\n"


@pytest.mark.parametrize(
    ("language", "low"),
    [
        ("en", "Bag: flat; if the card is declined, −2 at Pay: cross"),
        ("ms", "Bag: flat; jika the card is declined, −2 di Pay: cross"),
        ("zh-TW", "Bag：flat；如果 the card is declined，則是 −2 Pay：cross"),
        ("zh-CN", "Bag：flat；如果 the card is declined，则是 −2 Pay：cross"),
    ],
)
def test_the_low_names_a_lower_score_with_its_case(tmp_path: Path, language: str, low: str):
    """The best score of any case is said likewise; one that is no higher than the peak is not."""
    text = HEAD.replace("stages:", f"language: {language}\nstages:") + CASES.replace("CASE", "the card is declined")
    text += "  - {title: Bag, emotion: {score: -1, word: flat}}\n  - {title: Home, emotion: {score: 2, word: glad}}\n"
    found = lay_text(tmp_path, text).findings
    home = "Home: glad" if language in ("en", "ms") else "Home：glad"
    assert [(each.key, each.value, each.text, each.href) for each in found] == [
        ("peak", "+2", home, "#c3"), ("low", "−1", low, "#c2"),
    ]  # fmt: skip


def test_a_level_curve_has_the_extremes_of_its_cases(tmp_path: Path):
    """Where no column is better or worse than the others whatever happens, a case may be; where all are cases, none."""
    text = HEAD + CASES.replace("CASE", "declined")
    found = lay_text(tmp_path, text + "  - {title: Bag, emotion: 0}\n").findings
    assert [(each.key, each.value, each.text, each.href) for each in found] == [
        ("peak", "+2", "Pay, if 付清", "#c1"), ("low", "−2", "Pay: cross, if declined", "#c1"),
    ]  # fmt: skip
    assert lay_text(tmp_path, text).findings == ()


def test_moments_of_truth_have_a_star(tmp_path: Path):
    text = (
        HEAD
        + "  - {title: A, emotion: 1, moment_of_truth: true}\n  - {title: B, emotion: 1, moment_of_truth: the bag}\n"
    )
    view = lay_text(tmp_path, text + "  - {title: C, emotion: 1}\n")
    assert view.plot is not None
    assert [point.star for run in view.plot.curves[0].runs for point in run] == [True, True, False]
    assert [column.head.moment for column in view.columns] == ["", "the bag", None]


def test_the_curve_is_told_in_words(tmp_path: Path):
    text = HEAD + "  - {title: A, emotion: {score: -1, word: cross}}\n  - {title: B, emotion: 2}\n"
    found = lay_text(tmp_path, text).plot
    assert found is not None
    assert found.description == "Emotion curve, scale −2 to +2: A: −1 cross; B: +2."


def test_findings_and_the_description_name_columns_without_a_title(tmp_path: Path):
    view = lay_text(tmp_path, HEAD + "  - {emotion: {score: 2, word: glad}}\n  - {emotion: -1}\n")
    assert [each.text for each in view.findings] == ["Column 1: glad", "Column 2"]
    assert view.plot is not None
    assert "Column 1: +2 glad" in view.plot.description
