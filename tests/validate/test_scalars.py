"""The field decides the type, not the scalar."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from validate.checking import HEAD, check_text, places, read

from cjmap.model.cells import Emotion

STAGE = "stages:\n  - title: Choose\n"
TYPED = [
    "1", "07:00", "1.10", "007", "no", "Yes", "~", "null", "true", "2026-10-01", "1e3", "0x1F",
    "+2", "-1", ".5", "1_000",
    "=", "12:30:45", "<b>", "e.g.", "Δ 5 °C", "3 / 5", "–",
]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_texts_stay_as_typed(tmp_path: Path, typed: str):
    text = f"cjmap: 1\nkind: current-state\ntitle: {typed}\nowner: {typed}\nstages:\n  - title: {typed}\n"
    text += f"    time: {typed}\n    actions: [{typed}, {typed}]\n"
    text += f"    pain_points:\n      - text: {typed}\n        note: {typed}\n"
    journey = read(tmp_path, text)
    stage = journey.stages[0]
    assert (journey.title, journey.owner, stage.title, stage.time) == (typed,) * 4
    assert [item.words for item in stage.cells.lane("items", "actions") or ()] == [typed, typed]
    [pain] = stage.cells.lane("pain_points", "pain_points") or ()
    assert (pain.words, pain.note) == (typed, typed)


@pytest.mark.parametrize(
    ("typed", "value"),
    [("-1", -1), ("+2", 2), ("−1", -1), ("3.5", 3.5), ("0", 0), ('"-1"', -1), ("1.", 1), ("+.5", 0.5)],
)
def test_numbers(tmp_path: Path, typed: str, value: float):
    text = (
        HEAD
        + f"emotion_scale: {{min: -5, max: 5}}\n{STAGE}    emotion: {typed}\n"
        + f"    metrics: {{text: NPS, value: {typed}}}\n"
    )
    stage = read(tmp_path, text).stages[0]
    [metric] = stage.cells.metrics["metrics"]
    [emotion] = stage.cells.emotion["emotion"]
    assert (metric.value, emotion.score, emotion.word) == (value, value, "")


@pytest.mark.parametrize("typed", ["1e999", "nan", "inf", "-inf", "1_000", "'1,5'", "two", "1 2", "0x10", "''", "--1"])
def test_what_is_no_number(tmp_path: Path, typed: str):
    assert places(check_text(tmp_path, HEAD + f"{STAGE}    metrics: {{text: NPS, value: {typed}}}\n")) == [
        "6:33 not-a-number"
    ]


@pytest.mark.parametrize(
    ("typed", "value"),
    [("80", 80), ("80%", 80), ("80 %", 80), ("0", 0), ("100 %", 100), ("7.5%", 7.5), ("1", 1), ("0.8 %", 0.8)],
)
def test_percentages(tmp_path: Path, typed: str, value: float):
    stage = read(tmp_path, HEAD + f"{STAGE}    opportunities: {{text: A list, confidence: {typed}}}\n").stages[0]
    assert stage.cells.opportunities["opportunities"][0].confidence == value


@pytest.mark.parametrize(("typed", "meant"), [("0.8", "80"), (".05", "5"), ("0.999", "99.9")])
def test_a_fraction_is_no_percentage(tmp_path: Path, typed: str, meant: str):
    [found] = check_text(tmp_path, HEAD + f"{STAGE}    opportunities: {{text: A list, confidence: {typed}}}\n")
    assert places([found]) == ["6:47 out-of-range"]
    assert found.message == f"‘confidence’ is a percentage, and ‘{typed}’ is less than one percent"
    assert found.help.startswith(f"write {meant} for {meant}%")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("-1", [(-1, "", "", None)]),
        ("impatient", [(None, "impatient", "", None)]),
        ("07:00", [(None, "07:00", "", None)]),
        ("[1, calm, -2]", [(1, "", "", None), (None, "calm", "", None), (-2, "", "", None)]),
        ("{score: 2, word: glad}", [(2, "glad", "", None)]),
        ("{text: It works at once}", [(None, "", "It works at once", None)]),
        (
            "[{score: 2, when: it is there}, {score: -2, when: it is gone}]",
            [(2, "", "", "it is there"), (-2, "", "", "it is gone")],
        ),
        ("{word: 1}", [(None, "1", "", None)]),
    ],
)
def test_emotion_in_all_its_forms(tmp_path: Path, typed: str, expected: list[tuple[object, ...]]):
    found = read(tmp_path, HEAD + f"{STAGE}    emotion: {typed}\n").stages[0].cells.emotion["emotion"]
    assert [(each.score, each.word, each.text, each.when) for each in found] == expected
    assert all(isinstance(each, Emotion) for each in found)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (None, None), ("actions:", None), ("actions: []", ()), ("actions: ~", ("~",)),
        ("actions: Nothing", ("Nothing",)),
        ("actions: [one, two]", ("one", "two")), ("actions: {text: one}", ("one",)),
        ("actions:\n      - one\n      - {text: two}", ("one", "two")), ("actions:\n      - one\n      -", ("one",)),
    ],
)  # fmt: skip
def test_empty_is_not_filled_in_and_brackets_say_that_there_is_none(
    tmp_path: Path, typed: str | None, expected: tuple[str, ...] | None
):
    text = HEAD + STAGE + (f"    {typed}\n" if typed else "")
    found = read(tmp_path, text).stages[0].cells.lane("items", "actions")
    assert (found if found is None else tuple(item.words for item in found)) == expected


@pytest.mark.parametrize(
    ("key", "typed", "value"),
    [
        ("moment_of_truth", "true", True), ("moment_of_truth", "the first look", "the first look"),
        ("moment_of_truth", "false", None), ("moment_of_truth", "No way back", "No way back"), ("from", "[]", ()),
        ("next", "[]", ()), ("duration", "30", "30"), ("tags", "[1, no]", ("1", "no")), ("tags", "one", ("one",)),
    ],
)  # fmt: skip
def test_values_of_columns(tmp_path: Path, key: str, typed: str, value: object):
    head = HEAD.replace("current", "future") + "future_of: now.cjm.yaml\n" if key == "from" else HEAD
    (tmp_path / "now.cjm.yaml").write_text(HEAD + STAGE, encoding="utf-8")
    stage = read(tmp_path, head + f"{STAGE}    {key}: {typed}\n").stages[0]
    assert getattr(stage, "from_" if key == "from" else key) == value


def test_a_day_is_a_date_and_dates_stay_as_typed(tmp_path: Path):
    text = (
        HEAD
        + "reviewed_on: 2026-10-01\nsources:\n  - {id: a, title: A, date: 2026-09}\n  - {id: b, title: B, date: 2026}\n"
    )
    journey = read(tmp_path, text + STAGE)
    assert journey.reviewed_on == date(2026, 10, 1)
    assert [source.date for source in journey.sources] == ["2026-09", "2026"]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("2026-02-30", "there are only 28 days in February 2026"),
        ("2024-02-30", "there are only 29 days in February 2024"),
        ("2026-09-31", "there are only 30 days in September 2026"),
        ("2026-09-00", "there are only 30 days in September 2026"),
        ("2026-13-01", "there is no month 13; write the year, the month and the day in this order: 2026-09-30"),
        ("2026-9-3", "write 2026-09-03"),
        ("3 September 2026", "write it as 2026-09-30"), ("0000-01-01", "write it as 2026-09-30"),
        ("2026-09", "write it as 2026-09-30"),
    ],
)  # fmt: skip
def test_a_date_that_is_none_says_why(tmp_path: Path, typed: str, why: str):
    [found] = check_text(tmp_path, HEAD + f"reviewed_on: {typed}\n" + STAGE)
    assert (found.rule, found.start, found.help) == ("not-a-date", (4, 14), why)


def test_a_month_that_is_none_says_why(tmp_path: Path):
    sources = "sources:\n  - {id: a, title: A, date: 2026-13}\n  - {id: b, title: B, date: 2026-9}\n"
    found = check_text(tmp_path, HEAD + sources + STAGE)
    assert found[0].help.startswith("there is no month 13")
    assert found[1].help == "write 2026-09"


def test_a_count_in_words_is_answered_with_a_whole_number(tmp_path: Path):
    [found] = check_text(tmp_path, HEAD + "sources: [{id: a, title: A, n: twelve}]\n" + STAGE)
    assert found.message == "‘n’ must be a whole number, not ‘twelve’"
    assert found.help == "use digits only, such as 3"


def test_one_pair_of_quotation_marks_around_a_thought_goes(tmp_path: Path):
    text = HEAD + STAGE + '    thoughts:\n      - “Why again?”\n      - \'"Yes" and "no"\'\n      - 「又來了？」\n'
    thoughts = read(tmp_path, text).stages[0].cells.lane("quotes", "thoughts") or ()
    assert [item.words for item in thoughts] == ["Why again?", '"Yes" and "no"', "又來了？"]


def test_words_after_a_comma_between_braces_are_not_lost(tmp_path: Path):
    found = check_text(tmp_path, HEAD + STAGE + "    actions:\n      - {text: Apples, pears}\n      - {text: Plums}\n")
    assert places(found) == ["7:24 unknown-key"]
    assert found[0].help == "put quotation marks around text that contains a comma"


def test_an_unknown_key_without_a_value_is_still_unknown(tmp_path: Path):
    text = HEAD + "onwer:\nowner:\n" + STAGE + "    painPoints:\n    thoughts:\n    actions:\n      - Internal:\n"
    assert places(check_text(tmp_path, text)) == ["4:1 unknown-key", "8:5 unknown-lane", "11:9 unquoted-colon"]


def test_a_required_key_without_a_value_is_missing_where_it_stands(tmp_path: Path):
    text = "cjmap: 1\nkind: current-state\ntitle:\ndrops:\n  queue:\nstages:\n  - title: Choose\n"
    assert places(check_text(tmp_path, text)) == ["3:1 missing-key", "5:9 wrong-type"]
