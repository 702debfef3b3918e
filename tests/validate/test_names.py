"""A misspelt lane, key or value gets the name that was meant, in every shipped language."""

from __future__ import annotations

from pathlib import Path

import pytest
from validate.checking import HEAD, check_text

from cjmap.nearest import nearest, normal, snake


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("painPoints", "pain_points"), ("Pain Points", "pain_points"), ("pain-points", "pain_points"),
        ("PAIN_POINTS", "pain_points"), ("pain_point", "pain_points"), ("痛點", "pain_points"), ("痛点", "pain_points"),
        ("titik sakit", "pain_points"), ("Titik Sakit", "pain_points"), ("touch points", "touchpoints"),
        ("接觸點", "touchpoints"), ("触点", "touchpoints"), ("emotions", "emotion"), ("Emosi", "emotion"),
        ("情绪", "emotion"), ("想法", "thoughts"), ("opportunites", "opportunities"), ("front stage", "frontstage"),
        ("back-stage", "backstage"),
        ("momentOfTruth", "moment_of_truth"), ("Next", "next"), ("titel", "title"), ("KPIs", "metrics"),
    ],
)  # fmt: skip
def test_the_lane_that_was_meant(tmp_path: Path, typed: str, meant: str):
    [found] = check_text(tmp_path, HEAD + f"stages:\n  - time: '9:00'\n    {typed}: words\n")
    assert (found.start.line, found.start.column, found.rule) == (6, 5, "unknown-lane")
    assert found.message == f"‘{typed}’ is neither a key nor a lane"
    assert found.help == f"write {meant}:, or declare ‘{typed}’ under lanes:"
    assert found.fix is not None
    assert [edit.text for edit in found.fix.edits] == [meant]


def test_what_is_like_nothing_gets_no_guess(tmp_path: Path):
    [found] = check_text(tmp_path, HEAD + "stages:\n  - title: Choose\n    weather: sunny\n")
    assert found.help == "declare ‘weather’ under lanes:"
    assert found.fix is None


def test_a_declared_lane_is_known_and_is_suggested(tmp_path: Path):
    lanes = "lanes:\n  - weather: The weather\n  - {id: 天氣, role: backstage}\n"
    stage = "stages:\n  - title: Choose\n    weather: sunny\n    天氣: 晴\n"
    assert check_text(tmp_path, HEAD + lanes + stage) == []
    [found] = check_text(tmp_path, HEAD + lanes + stage.replace("weather:", "wether:"))
    assert found.help.startswith("write weather:")


@pytest.mark.parametrize(
    ("lane", "meant"),
    [
        ("actoins", "actions"), ("action", "actions"), ("acttions", "actions"), ("axtions", "actions"),
        ("touchpoint: Where", "touchpoints"), ("{id: Pain-Points}", "pain_points"), ("goals", "goal"),
        ("{id: front_stage, hidden: true}", "frontstage"),
    ],
)  # fmt: skip
def test_a_declared_lane_that_is_nearly_a_built_in_one_and_has_no_cells_is_doubted(
    tmp_path: Path, lane: str, meant: str
):
    head = HEAD + f"lanes:\n  - thoughts\n  - {lane}\n"
    [found] = check_text(tmp_path, head + "stages:\n  - title: Choose\n    thoughts: Why?\n")
    assert (found.severity, found.rule, found.start.line) == ("warning", "misspelt-lane", 6)
    assert found.help.startswith(f"did you mean ‘{meant}’?")


@pytest.mark.parametrize(
    "lanes",
    [
        "[goal, goals]",  # both are there, so both are meant
        "[{id: action, cell: activities}]",
        "[{id: action, role: backstage}]",
        "[thought]", "[weather]", "[gain_points]", "[pains]", "[痛點]",
    ],
)  # fmt: skip
def test_a_declared_lane_that_is_used_or_unlike_every_built_in_one_is_not_doubted(tmp_path: Path, lanes: str):
    text = HEAD + f"lanes: {lanes}\nstages:\n  - title: Choose\n    actions: Looks\n"
    used = "    thought: Why?\n" if lanes == "[thought]" else ""
    assert check_text(tmp_path, text + used) == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("- {text：慢，severity：high}", "- {text: 慢, severity: high}"),
        ("- {text: 慢, severity：high}", "- {text: 慢, severity: high}"),
        ("- {text：慢，又貴}", "- {text: 慢，又貴}"),
        ("- text：慢", "- text: 慢"),
        ("[text：慢, 貴]", "pain_points: [text: 慢, 貴]"),
    ],
)
def test_a_full_width_colon_after_a_key_is_put_right(tmp_path: Path, typed: str, meant: str):
    gap = "\n      " if typed.startswith("-") else " "
    [found] = check_text(tmp_path, HEAD + f"stages:\n  - title: Choose\n    pain_points:{gap}{typed}\n")
    assert found.rule == "full-width-sign"
    assert found.help == f"write: {meant}"


@pytest.mark.parametrize("text", ["接觸點：手機", "owner：王小明", '"text：慢"', "看到「text：」"])
def test_a_full_width_colon_in_words_is_words(tmp_path: Path, text: str):
    assert check_text(tmp_path, HEAD + f"stages:\n  - title: Choose\n    pain_points: [{text}]\n") == []


@pytest.mark.parametrize("key", ["drops", "future_of", "scenario", "persona", "review_every"])
def test_a_key_of_the_map_in_a_stage_is_sent_to_the_top(tmp_path: Path, key: str):
    [found] = check_text(tmp_path, HEAD + f"stages:\n  - title: Choose\n    {key}: words\n")
    assert (found.start, found.message) == ((6, 5), f"a stage has no ‘{key}’")
    assert found.help == f"‘{key}’ belongs at the top of the map, next to its title"


@pytest.mark.parametrize(
    ("name", "known", "found"),
    [
        ("a", [], None), ("", ["a"], None), ("Nps-Q3", ["nps-q3"], "nps-q3"), ("ｎｐｓ", ["nps"], "nps"),
        ("choose a", ["Choose A", "choose b"], "Choose A"), ("认知", ["认知-兴趣"], None),
        ("recieve", ["receive"], "receive"),
    ],
)  # fmt: skip
def test_nearest(name: str, known: list[str], found: str | None):
    assert nearest(name, known) == found


def test_names_are_compared_without_regard_to_case_width_and_spaces():
    assert normal(" Ｐay   NOW\n") == "pay now"
    assert {snake(each) for each in ("painPoints", "Pain Points", "pain-points", "pain_points")} == {"pain_points"}


def test_a_lane_that_is_there_already_is_not_offered_as_a_fix(tmp_path: Path):
    stage = "stages:\n  - title: Choose\n    pain_points: Slow\n    painPoints: Dear\n"
    [found] = check_text(tmp_path, HEAD + stage)
    assert (found.rule, found.fix) == ("unknown-lane", None)
    assert found.help == "move what it holds to pain_points:, which is here already"
