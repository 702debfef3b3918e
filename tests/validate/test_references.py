"""References: by id, by exact title or text, within a map and into others."""

from __future__ import annotations

from pathlib import Path

import pytest
from validate.checking import HEAD, check, places, write

STAGES = """\
stages:
  - id: choose
    title: Choose the shop
    pain_points:
      - {id: no-list, text: No list of earlier purchases}
    backstage: {id: pick, text: Picks the items}
  - title: Ｐay   at the till
    pain_points: Queues are long
"""
CURRENT = HEAD + STAGES
FUTURE = """\
cjmap: 1
kind: future-state
title: Groceries in 2027
future_of: now.cjm.yaml
stages:
  - title: Pay by walking out
"""


def check_map(folder: Path, text: str) -> list[str]:
    """The places of what is wrong with a map beside `now.cjm.yaml`."""
    write(folder, {"cjmap.yaml": "cjmap: 1\n", "now.cjm.yaml": CURRENT, "map.cjm.yaml": text})
    return places(check(folder / "map.cjm.yaml"))


@pytest.mark.parametrize(
    "lines",
    [
        "    next: choose\n",
        "    next: CHOOSE  the shop\n",
        "    next: [choose, pay AT the till]\n",
        "    next: [{to: choose, when: late}, {to: Pay at the till}]\n",
        "    resolves: no-list\n",
        "    resolves: [No list of earlier purchases, queues are long]\n",
        "    opportunities: {text: A list, resolves: Queues are long}\n",
        "    frontstage: {text: Greets, to: [pick, Queues are long]}\n",
        "    journey: now.cjm.yaml\n",
        "    journey: now.cjm.yaml#Choose the shop\n",
        "    journey: ./now.cjm.yaml#choose\n",
        "    resolves: now.cjm.yaml#no-list\n",
    ],
)
def test_an_id_or_an_exact_title_is_found(tmp_path: Path, lines: str):
    assert check_map(tmp_path, HEAD + STAGES + "  - title: Leave\n" + lines) == []


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("    next: Choose\n", "13:11 unknown-column"),
        ("    next: Choose the shops\n", "13:11 unknown-column"),
        ("    next: no-list\n", "13:11 unknown-column"),
        ("    resolves: choose\n", "13:15 unknown-pain-point"),
        ("    resolves: pick\n", "13:15 unknown-pain-point"),
        ("    resolves: [no-list, Queues]\n", "13:25 unknown-pain-point"),
        ("    resolves: now.cjm.yaml#Queues\n", "13:15 unknown-pain-point"),
        ("    resolves: then.cjm.yaml#no-list\n", "13:15 missing-file"),
        ("    frontstage: {text: Greets, to: [pick, choose]}\n", "13:43 unknown-item"),
        ("    journey: now.cjm.yaml#leave\n", "13:14 unknown-column"),
        ("    journey: .\n", "13:14 missing-file"),
    ],
)
def test_what_fits_nothing_is_found_at_its_place(tmp_path: Path, lines: str, place: str):
    text = HEAD + STAGES + "  - title: Leave\n" + lines
    assert check_map(tmp_path, text) == [place]


def test_an_item_is_not_offered_to_itself(tmp_path: Path):
    alone = HEAD + "stages:\n  - title: A\n    actions: {id: go, text: Goes, to: gone}\n"
    check_map(tmp_path, alone)
    [found] = check(tmp_path / "map.cjm.yaml")
    assert found.help == "the map has no other item to refer to yet"
    check_map(tmp_path, alone + "    thoughts: Why?\n")
    [found] = check(tmp_path / "map.cjm.yaml")
    assert found.help == "choose from ‘Why?’"


def test_what_stands_for_a_missing_part_is_never_offered(tmp_path: Path):
    text = HEAD + "overall:\n  metrics: {metric: x}\n  opportunities: {text: A, resolves: x}\n"
    check_map(tmp_path, text.replace("title: Groceries\n", "variant_of: map2.cjm.yaml#x\n"))
    write(tmp_path, {"map2.cjm.yaml": HEAD})
    found = check(tmp_path / "map.cjm.yaml")
    assert [each.rule for each in found if each.rule.startswith("unknown")]
    assert not [each for each in found if "‘x’" in each.help]


def test_pains_of_the_current_map_can_be_resolved_from_the_future_one(tmp_path: Path):
    text = FUTURE + "    resolves: no-list\n    opportunities: {text: Gates, resolves: Queues are long}\n"
    assert check_map(tmp_path, text) == []
    assert check_map(tmp_path, text + "    changes: {what: Gates, resolves: Queues were long}\n") == [
        "9:38 unknown-pain-point"
    ]


def test_a_pain_that_both_maps_have_is_ambiguous(tmp_path: Path):
    text = FUTURE + "    resolves: no-list\n    pain_points: {id: no-list, text: Still no list}\n"
    assert check_map(tmp_path, text) == ["7:15 ambiguous-reference"]
    [found] = check(tmp_path / "map.cjm.yaml")
    assert [Path(each.source.name).name for each in found.related] == ["map.cjm.yaml", "now.cjm.yaml"]
    assert found.message.endswith("in this map and the current map")


def test_from_drops_and_leaves_look_into_the_current_map(tmp_path: Path):
    text = FUTURE.replace("stages:", "drops: {choose: goes}\nleaves: {queues are long: stays}\nstages:")
    assert check_map(tmp_path, text + "    from: pay at the till\n") == []
    assert check_map(tmp_path, text + "    from: Pay by walking out\n") == ["9:11 unknown-column"]
    assert check_map(tmp_path, text.replace("choose:", "chose:")) == ["5:9 unknown-column"]
    assert check_map(tmp_path, text.replace("queues are", "queues were")) == ["6:10 unknown-pain-point"]


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("    from: [pay at the till, choose]\n", "5:9 dropped-and-kept"),
        ("    from: Choose the shop\n", "5:9 dropped-and-kept"),
        ("    resolves: Queues are long\n", "6:10 left-and-resolved"),
        ("    changes: {what: Gates, resolves: now.cjm.yaml#queues are long}\n", "6:10 left-and-resolved"),
    ],
)
def test_what_goes_cannot_be_carried_on_and_what_stays_cannot_be_resolved(tmp_path: Path, lines: str, place: str):
    text = FUTURE.replace("stages:", "drops: {choose: goes}\nleaves: {queues are long: stays}\nstages:")
    assert check_map(tmp_path, text + lines) == [place]
    [found] = check(tmp_path / "map.cjm.yaml")
    assert found.related


def test_what_only_a_future_map_has_is_refused_elsewhere(tmp_path: Path):
    text = FUTURE + "    from: []\n"
    assert check_map(tmp_path, text) == []
    now = text.replace("future-state", "day-in-the-life")
    assert check_map(tmp_path, now) == ["4:1 not-a-future-map", "7:5 not-a-future-map"]
    plan = text.replace("future-state", "service-blueprint\nstate: future") + "    backstage: Counts\n"
    assert check_map(tmp_path, plan) == []
    assert check_map(tmp_path, plan.replace("state: future\n", ""))[0] == "4:1 not-a-future-map"


@pytest.mark.parametrize("kind", ["future-stat", "''", "[future-state]", "service-blueprint\nstate: futur"])
def test_a_kind_that_is_not_understood_says_nothing_of_the_future(tmp_path: Path, kind: str):
    text = FUTURE.replace("future-state", kind) + "    from: []\n    backstage: Counts\n"
    assert "not-a-future-map" not in " ".join(check_map(tmp_path, text))


def test_two_things_of_one_title_need_an_id(tmp_path: Path):
    text = HEAD + STAGES + "  - title: Choose the shop\n    next: Choose the shop\n"
    assert check_map(tmp_path, text) == ["13:11 ambiguous-reference"]
    assert check_map(tmp_path, text.replace("next: Choose the shop", "next: choose")) == []


def test_metrics_sources_and_personas_are_found_by_title_too(tmp_path: Path):
    text = HEAD + (
        "persona: [{id: mei, name: Mei Lin}, Tom]\nsources: [{id: nps, title: NPS survey}]\n"
        "metrics: [{id: csat, title: Satisfaction}]\nstages:\n  - title: Choose\n    sources: NPS Survey\n"
        "    emotion: [{score: 1, persona: Mei lin}, {score: 2, persona: mei}, {score: 0, persona: tom}]\n"
        "    metrics: {metric: satisfaction, value: 3}\n    actors: [Anybody, mei]\n"
    )
    assert check_map(tmp_path, text) == []


def test_a_reference_into_the_broken_part_of_a_map_is_no_second_mistake(tmp_path: Path):
    text = HEAD + STAGES + "  - title: Leave\n    next: out\n  - {id: out, title: [Out]}\n"
    assert check_map(tmp_path, text) == ["14:22 wrong-type"]
    assert check_map(tmp_path, text.replace("next: out", "next: in")) == ["13:11 unknown-column", "14:22 wrong-type"]


def test_a_reference_into_a_broken_map_says_so(tmp_path: Path):
    (tmp_path / "broken.cjm.yaml").write_text("- a list\n", encoding="utf-8")
    assert check_map(tmp_path, HEAD + "variant_of: broken.cjm.yaml\nstages:\n  - title: Leave\n") == [
        "4:13 broken-link"
    ]


def test_a_source_whose_entry_is_wrong_is_no_second_mistake(tmp_path: Path):
    cited = "stages:\n  - title: Leave\n    sources: nps\n    thoughts: {text: Slow, sources: csat}\n"
    broken = "sources:\n  - {id: nps}\n"
    assert check_map(tmp_path, HEAD + broken + cited) == ["5:5 missing-key", "9:37 unknown-source"]
    text = HEAD + cited.replace("csat", "nps")
    write(tmp_path, {"a/cjmap.yaml": "cjmap: 1\n" + broken, "a/map.cjm.yaml": text})
    assert places(check(tmp_path / "a")) == ["3:5 missing-key"]
