"""What is said of the changes that people make: each is reported as exactly what it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from diff.sides import edition, steps
from validate.checking import write

from cjmap.diff.changes import Diff
from cjmap.diff.compare import diff
from cjmap.diff.comparison import Comparison, compare
from cjmap.diff.edition import Edition
from cjmap.diff.tell import Teller
from cjmap.project import Projects


def rules(old: Edition, new: Edition, **options: bool) -> list[str]:
    """The rules of the changes that a reader is told, in order."""
    return [change.rule for change in diff(old, new, **options)]


def sentences(old: Edition, new: Edition, language: str = "en", **options: bool) -> list[str]:
    """The changes in sentences."""
    found: Diff = diff(old, new, **options)
    return [Teller(found, language).tell(change).text for change in found]


CELLS = (
    "actions: Types each item into the search box, thoughts: Why does it not remember, emotion: {score: -1, word: torn}"
)
SHOP = steps(
    f"id: search, title: Search, {CELLS}",
    "id: compare, title: Compare, pain_points: {id: P1, text: No list of earlier purchases, severity: low}",
    "id: pay, title: Pay, touchpoints: {text: Card terminal, channel: store}",
) + steps("id: receive, title: Receive, emotion: 2", stage="Deliver")  # fmt: skip


def shop(*replaced: tuple[str, str]) -> Edition:
    """The shop's map with some of its text replaced; each must be there."""
    text = SHOP
    for before, after in replaced:
        assert before in text
        text = text.replace(before, after)
    return edition(text)


def lines(text: str) -> dict[str, str]:
    """The shop's steps by id."""
    return {line.partition("id: ")[2].partition(",")[0]: f"{line}\n" for line in text.splitlines() if "{id: " in line}


STEP = lines(SHOP)


@pytest.mark.parametrize(
    ("replaced", "expected", "sentence"),
    [
        ([("title: Search", "title: Find")], ["step-title-changed"], "Step “Search” is now called “Find”."),
        (
            [(STEP["search"] + STEP["compare"], STEP["compare"] + STEP["search"])],
            ["step-reordered"],
            "Step “Compare” now stands at the beginning.",
        ),
        (
            [(STEP["pay"], ""), (STEP["receive"], STEP["pay"] + STEP["receive"])],
            ["step-moved"],
            "Step “Pay” moved from “Shop” to “Deliver”.",
        ),
        ([(STEP["compare"], "")], ["step-removed"], "Step “Compare” is gone from “Shop”."),
        (
            [(STEP["pay"], STEP["pay"] + "      - {id: wait, title: Wait}\n")],
            ["step-added"],
            "Step “Wait” is new in “Shop”, after “Pay”.",
        ),
        (
            [("score: -1, word: torn", "score: 1.5, word: sure")],
            ["emotion-changed"],
            "At “Search” the emotion rises from −1 (torn) to +1.5 (sure).",
        ),
        (
            [("severity: low", "severity: high")],
            ["pain-worsened"],
            "“Compare”, Pain points, P1 “No list of earlier purchases” is more severe: “high”, formerly “low”.",
        ),
        (
            [("channel: store", "channel: app")],
            ["touchpoint-channel-changed"],
            "“Pay”, Touchpoints, “Card terminal”: the channel from “Shop” to “App”.",
        ),
        (
            [("text: No list of", "text: No longer any list of")],
            ["pain-text-changed"],
            "“Compare”, Pain points: “No list of earlier purchases” becomes “No longer any list of earlier purchases”",
        ),
        (
            [("pain_points: {id: P1, text: No list of earlier purchases, severity: low}", "pain_points: []")],
            ["none-added", "pain-removed"],
            "At “Compare”, Pain points: looked for, and there is none.",
        ),
        (
            [("title: Pay,", "title: Pay, moment_of_truth: The sum at last,")],
            ["step-moment-of-truth-changed"],
            "“Pay” is now a moment of truth: “The sum at last”",
        ),
        (
            [("title: Compare,", "title: Compare, next: [{to: search, when: unsure}, pay],")],
            ["step-next-changed"],
            "After “Compare” the journey now goes to “Search” (unsure) and “Pay”.",
        ),
    ],
)  # fmt: skip
def test_a_change_is_told_as_what_it_is(replaced: list[tuple[str, str]], expected: list[str], sentence: str):
    old, new = shop(), shop(*replaced)
    assert rules(old, new) == expected
    assert sentences(old, new)[0] == sentence


def test_ids_that_are_inserted_and_references_that_use_them_are_no_change():
    old = edition(
        steps(
            "title: Search, next: Pay, pain_points: No list of earlier purchases",
            "title: Pay, opportunities: {text: One tap, resolves: No list of earlier purchases}",
        )
    )
    new = edition(
        steps(
            "id: search, title: Search, next: pay, pain_points: {id: P1, text: No list of earlier purchases}",
            "id: pay, title: Pay, opportunities: {id: O1, text: One tap, resolves: P1}",
        )
    )
    assert rules(old, new) == rules(new, old) == []
    assert diff(old, new).changes != ()


def test_a_step_that_is_split_keeps_its_name_and_gives_away_half():
    old = edition(
        steps("id: pay, title: Pay, actions: [Opens the wallet, Types the number], thoughts: Is it safe here?")
    )
    new = edition(
        steps(
            "id: pay, title: Pay, actions: Opens the wallet",
            "id: confirm, title: Confirm, actions: Types the number, thoughts: Is it safe here?",
        )
    )
    assert rules(old, new) == ["step-possibly-split"]
    assert rules(new, old) == ["step-possibly-merged"]
    assert sentences(old, new) == [
        "“Pay” may have been split into “Pay” and “Confirm”: what the new one says stood there (100%)."
    ]


def test_from_says_what_was_split_and_merged():
    old = edition(steps("id: a, title: A", "id: b, title: B", "id: c, title: C"))
    new = edition(steps("id: a1, title: A1, from: a", "id: a2, title: A2, from: a", "id: d, title: D, from: [b, c]"))
    found = [
        (change.rule, change.olds, change.news) for change in diff(old, new, future=True) if "from" not in change.rule
    ]
    stage = ("stages", 0, "steps")
    assert found == [
        ("step-split", ((*stage, 0),), ((*stage, 0), (*stage, 1))),
        ("step-merged", ((*stage, 1), (*stage, 2)), ((*stage, 2),)),
    ]


def test_a_new_title_without_an_id_may_be_a_rename():
    old = edition(steps(f"title: Search, {CELLS}", "title: Pay"))
    new = edition(steps(f"title: Look around, {CELLS}", "title: Pay"))
    assert rules(old, new) == ["step-possibly-renamed"]
    assert {change.rule for change in diff(old, new).changes} >= {"step-added", "step-removed"}


def test_another_scale_is_one_change():
    scores = [(5, 2), (4, 1), (3, 0), (1, -2)]
    old = edition(steps(*(f"id: s{at}, emotion: {one}" for at, (one, _) in enumerate(scores))), "emotion_scale: 1..5\n")
    new = edition(steps(*(f"id: s{at}, emotion: {two}" for at, (_, two) in enumerate(scores))))
    assert sentences(old, new) == [
        "Emotions are scored from −2 to 2, formerly from 1 to 5; 4 scores mean the same as before."
    ]
    worse = edition(steps("id: s0, emotion: 1", "id: s1, emotion: 1", "id: s2, emotion: 0", "id: s3, emotion: -2"))
    assert rules(old, worse) == ["map-rescaled", "emotion-changed"]
    assert sentences(old, worse)[1] == "At “s0” the emotion falls from 5 of 1 to 5 to +1 of −2 to 2."


def test_the_same_number_on_another_scale_is_a_change():
    old = edition(steps("id: a, emotion: 2"), "emotion_scale: 1..5\n")
    new = edition(steps("id: a, emotion: 2"))
    assert rules(old, new) == ["map-rescaled", "emotion-changed"]


@pytest.mark.parametrize("ids", [True, False])
def test_a_translation_is_one_change(ids: bool):
    def id_(name: str) -> str:
        return f"id: {name}, " if ids else ""

    old = edition(
        steps(f"{id_('a')}title: Search, duration: 3 min, actions: [Types, Waits], emotion: {{score: 1, word: glad}}")
        + steps(f"{id_('b')}title: Pay, next: [], pain_points: {{text: Too slow, severity: high}}", stage="Pay"),
        "language: en\n",
    )
    new = edition(
        steps(
            f"{id_('a')}title: 搜尋, duration: 3 分鐘, actions: [打字, 等待], emotion: {{score: 1, word: 高興}}",
            stage="購物",
        )
        + steps(f"{id_('b')}title: 付款, next: [], pain_points: {{text: 太慢, severity: high}}", stage="結帳"),
        "language: zh-TW\n",
    )
    assert rules(old, new) == ["map-translated"]
    assert sentences(old, new) == ["The map is translated from English to Traditional Chinese (9 texts)."]
    assert sentences(old, new, "zh-TW") == ["整張圖從英文譯成繁體中文（9 處文字）。"]


def test_a_stage_that_gains_steps_is_that_and_no_more():
    old = edition("  - {title: Receive, touchpoints: Courier, emotion: {score: 2, word: glad}}\n  - {title: Eat}\n")
    new = edition(
        steps("title: Bell, touchpoints: Courier", "title: Bag, emotion: {score: 2, word: glad}", stage="Receive")
        + "  - {title: Eat}\n"
    )
    assert sentences(old, new) == ["Stage “Receive” now has 2 steps: “Bell” and “Bag”."]
    assert rules(new, old) == ["stage-lost-steps"]


def test_two_maps_of_one_journey_with_other_lanes_have_much_in_common():
    old = edition(
        steps("title: Browse, actions: Looks around, problems: Too many brands", "title: Try, actions: Sits inside")
        + steps("title: Sign, actions: Signs, problems: Small print", stage="Buy"),
        "lanes: [actions, problems: Problems]\n",
    )
    new = edition(
        steps("title: Browse, actions: Looks around, ideas: A guide", "title: Try it, actions: Sits inside")
        + steps("title: Sign, actions: Signs, value: Peace of mind", stage="Buy"),
        "lanes: [actions, ideas: Ideas, value: Value]\n",
    )
    assert sentences(old, new) == [
        "Row “Ideas” is new (1 cell): “A guide”",
        "Row “Problems” is gone (2 cells): “Too many brands” and “Small print”",
        "Row “Value” is new (1 cell): “Peace of mind”",
        "“Try” is gone and “Try it” is new. They are 100% alike: perhaps only the title changed.",
    ]


def test_what_a_new_step_brings_is_told_with_it():
    new = shop((STEP["pay"], STEP["pay"] + "      - {id: x, title: Wait, pain_points: {text: Cold, severity: high}}\n"))
    found = diff(shop(), new)
    assert [change.rule for change in found] == ["step-added"]
    assert {change.rule: change.quiet for change in found.changes}["pain-added"] == "within"


def test_a_fingerprint_survives_rewording():
    def prints(*replaced: tuple[str, str]) -> list[str]:
        found = diff(shop(), shop(*replaced))
        return [found.fingerprint(change) for change in found]

    first = prints(("text: No list", "text: Not one list"), ("title: Pay", "title: Settle"))
    again = prints(("text: No list", "text: Never a list"), ("title: Pay", "title: Pay up"))
    assert first == again
    assert len(set(first)) == 2
    assert first != prints(("title: Search", "title: Find"), ("title: Pay", "title: Pay up"))


def pair(folder: Path, old: str, new: str) -> Comparison:
    """Two files compared."""
    write(folder, {"old.cjm.yaml": old, "new.cjm.yaml": new})
    projects = Projects()
    documents = [projects.of(path).open(path) for path in (folder / "old.cjm.yaml", folder / "new.cjm.yaml")]
    assert documents[0] is not None
    assert documents[1] is not None
    return compare(documents[0], documents[1])


def test_a_change_can_be_checked_by_line_in_both_files(tmp_path: Path):
    head = "cjmap: 1\nkind: current-state\ntitle: Groceries\nstages:\n"
    old = head + "  - title: Shop\n    duration: 2 h\n    actions:\n      - Looks\n      - Pays\n"
    new = head + "  # new\n  - title: Shop\n    actions:\n      - Looks\n      - Pays cash\n    duration: 3 h\n"
    found = {told.rule: (told.old, told.new) for told in pair(tmp_path, old, new).told}
    places = {
        rule: [place and (place.start.line, place.start.column) for place in both] for rule, both in found.items()
    }
    assert places == {
        "stage-duration-changed": [(6, 15), (10, 15)],
        "item-text-changed": [(9, 9), (9, 9)],
    }
