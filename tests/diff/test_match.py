"""Which stages, steps and items of two maps correspond."""

from __future__ import annotations

import pytest
from diff.sides import called, edition, said, step, steps

from cjmap.diff.items import match_items
from cjmap.diff.match import Match, match
from cjmap.diff.order import in_turn, movers


def by(found: Match) -> list[tuple[object, object, str]]:
    """The pairs of steps."""
    return [(pair.old[-1], pair.new[-1], pair.by) for pair in found.pairs if len(pair.new) > 2]


def test_ids_win_over_titles():
    old = edition(steps("id: a, title: Search", "id: b, title: Compare"))
    new = edition(steps("id: b, title: Search", "id: a, title: Compare"))
    assert by(match(old, new)) == [(1, 0, "id"), (0, 1, "id")]


@pytest.mark.parametrize("inserted", [("id: a, ", ""), ("", "id: b, "), ("id: a, ", "id: b, ")])
def test_inserting_ids_pairs_equal_titles_in_order(inserted: tuple[str, str]):
    old = edition(steps("title: Wait", "title: Wait"))
    new = edition(steps(f"{inserted[0]}title: Wait", f"{inserted[1]}title: Wait"))
    for first, second in ((old, new), (new, old)):
        found = match(first, second)
        assert by(found) == [(0, 0, "title"), (1, 1, "title")]
        assert not found.moved


def test_equal_titles_with_different_ids_are_different_steps():
    old, new = edition(steps("id: a, title: Wait")), edition(steps("id: b, title: Wait"))
    found = match(old, new)
    assert by(found) == []
    assert (called(old, found.removed), called(new, found.added)) == (["Wait"], ["Wait"])
    assert [(each.old, each.new) for each in found.alike] == [(step(0), step(0))]


def test_titles_are_compared_as_references_are():
    old, new = edition(steps("title: ＡＴＭ  queue")), edition(steps("title: atm Queue"))
    assert by(match(old, new)) == [(0, 0, "title")]


def test_times_stand_for_titles_and_are_no_titles():
    old = edition(steps('time: "07:00"', "title: Late"))
    new = edition(steps("time: Late", 'time: "07:00"'))
    assert by(match(old, new)) == [(0, 1, "title")]


def test_steps_of_the_same_stage_come_first():
    old = edition(steps("title: Wait", stage="Shop") + steps("title: Wait", stage="Pay"))
    new = edition(steps("title: Look", stage="Shop") + steps("title: Wait", stage="Pay"))
    found = match(old, new)
    assert found.old_of[step(0, stage=1)] == step(0, stage=1)
    assert not found.moved


def test_a_swap_moves_one_step():
    old = edition(steps("id: a, title: A", "id: b, title: B", "id: c, title: C"))
    new = edition(steps("id: b, title: B", "id: a, title: A", "id: c, title: C"))
    assert len(match(old, new).moved) == 1


def test_a_step_in_another_stage_moved():
    old = edition(steps("id: a, title: A", "id: b, title: B") + steps("id: c, title: C", stage="Pay"))
    new = edition(steps("id: a, title: A") + steps("id: b, title: B", "id: c, title: C", stage="Pay"))
    assert match(old, new).moved == {step(0, stage=1)}


def test_a_step_may_become_a_stage():
    old = edition(steps("id: a, title: A", "id: b, title: B"))
    new = edition(steps("id: a, title: A") + "  - {id: b, title: B}\n")
    found = match(old, new)
    assert found.old_of["stages", 1] == step(1)
    assert found.moved == {("stages", 1)}


def test_what_vanished_and_what_appeared_is_only_possibly_renamed():
    old = edition(steps("title: Search, actions: Types milk, thoughts: Where is it?", "title: Pay"))
    new = edition(steps("title: Look around, actions: Types milk, thoughts: Where is it?", "title: Pay"))
    found = match(old, new)
    assert called(old, found.removed) == ["Search"]
    assert called(new, found.added) == ["Look around"]
    assert [(old.heading(each.old), new.heading(each.new), each.likeness) for each in found.alike] == [
        ("Search", "Look around", 1.0)
    ]


def test_unlike_things_are_not_possibly_renamed():
    old = edition(steps("title: Search, actions: Types milk"))
    new = edition(steps("title: Deliver, actions: Rings twice"))
    assert match(old, new).alike == ()


def test_maps_in_two_languages_pair_by_place_where_words_cannot():
    old = edition(steps("title: Search", "title: Pay"), "language: en\n")
    new = edition(steps("title: 搜尋", "title: 付款", stage="購物"), "language: zh-TW\n")
    assert by(match(old, new)) == [(0, 0, "place"), (1, 1, "place")]
    longer = edition(steps("title: 搜尋", "title: 等待", "title: 付款", stage="購物"), "language: zh-TW\n")
    assert by(match(old, longer)) == []


def test_from_tells_one_to_one_split_and_merged():
    old = edition(steps("id: a, title: A", "id: b, title: B", "id: c, title: C", "id: d, title: D"))
    new = edition(
        steps(
            "id: a2, title: X, from: a", "id: m, title: Y, from: [b, c]", "id: d1, title: D, from: d",
            "id: d2, title: Z, from: d", "id: b, title: N, from: []",
        )
    )  # fmt: skip
    found = match(old, new, future=True)
    assert by(found) == [(0, 0, "from")]
    assert [(old.heading(split), called(new, parts)) for split, parts in found.splits] == [("D", ["D", "Z"])]
    assert [(called(old, parts), new.heading(merged)) for parts, merged in found.merges] == [(["B", "C"], "Y")]
    assert ("stages", 0, "steps", 4) in found.added
    assert found.alike == ()


def test_without_future_a_from_says_nothing():
    old, new = edition(steps("id: a, title: A")), edition(steps("id: a, title: A, from: []"))
    assert by(match(old, new, future=True)) == []
    assert by(match(old, new)) == [(0, 0, "id")]


def items_of(old_steps: str, new_steps: str) -> tuple[list[tuple[str, str]], list[str], list[str], list[str]]:
    """Pairs, removed, added and moved items in words."""
    old, new = edition(old_steps), edition(new_steps)
    found = match_items(old, new, match(old, new))
    pairs = [(old.items[first].words, new.items[second].words) for second, first in found.pairs.items()]
    return pairs, said(old, found.removed), said(new, found.added), said(new, sorted(found.moved))


def test_items_pair_by_id_then_by_text():
    old = steps("title: A, actions: [{id: x, text: Opens the app}, Types milk, Types eggs]")
    new = steps("title: A, actions: [Types milk, {id: x, text: Rings twice}, {id: y, text: Types eggs}]")
    pairs, removed, added, moved = items_of(old, new)
    assert sorted(pairs) == [
        ("Opens the app", "Rings twice"), ("Types eggs", "Types eggs"), ("Types milk", "Types milk"),
    ]  # fmt: skip
    assert (removed, added, len(moved)) == ([], [], 1)


def test_a_reworded_item_is_known_by_what_it_still_says():
    pairs, removed, added, _ = items_of(
        steps("title: A, actions: [Types each item into the search box, Waits]"),
        steps("title: A, actions: [Pays, Types every item into the search box]"),
    )
    assert pairs == [("Types each item into the search box", "Types every item into the search box")]
    assert (removed, added) == (["Waits"], ["Pays"])


def test_items_with_different_ids_are_different():
    pairs, removed, added, _ = items_of(
        steps("title: A, pain_points: {id: P1, text: No list}"), steps("title: A, pain_points: {id: P2, text: No list}")
    )
    assert (pairs, removed, added) == ([], ["No list"], ["No list"])


def test_emotions_are_known_by_whose_and_when_they_are():
    pairs, removed, added, _ = items_of(
        steps("title: A, emotion: [{score: 1, when: open}, {score: -1, when: shut}]"),
        steps("title: A, emotion: [{score: -2, when: shut}, {score: 2, word: glad}]"),
    )
    assert pairs == [("-1.0", "-2.0")]
    assert (removed, added) == (["1.0"], ["glad"])


def test_measurements_are_known_by_metric_and_day():
    head = "metrics: [{id: nps}]\n"
    rows = "title: A, metrics: [{{metric: nps, value: {}, as_of: 2026-08-31}}, {{metric: nps, value: 4, as_of: {}}}]"
    old = edition(steps(rows.format(1, "2026-09-30")), head)
    new = edition(steps(rows.format(2, "2026-10-31")), head)
    found = match_items(old, new, match(old, new))
    assert {new[-1]: old[-1] for new, old in found.pairs.items()} == {0: 0, 1: 1}


def test_an_item_that_stands_elsewhere_moved():
    pairs, removed, added, moved = items_of(
        steps("title: A, pain_points: Nobody answers the phone", "title: B"),
        steps("title: A", "title: B, pain_points: Nobody answers the phone"),
    )
    assert pairs == [("Nobody answers the phone", "Nobody answers the phone")]
    assert (removed, added, moved) == ([], [], ["Nobody answers the phone"])


def test_what_stands_twice_did_not_move():
    pairs, removed, added, _ = items_of(
        steps("title: A, actions: Waits", "title: B"), steps("title: A", "title: B, actions: Waits, gains: Waits")
    )
    assert len(pairs) == 1
    assert (removed, added) == ([], ["Waits"])
    pairs, _, added, _ = items_of(
        steps("title: A, actions: Waits", "title: B", "title: C"),
        steps("title: A", "title: B, actions: Waits", "title: C, actions: Waits"),
    )
    assert pairs == []
    assert added == ["Waits", "Waits"]


def test_the_cells_of_a_stage_that_gains_steps_go_to_its_steps():
    pairs, removed, added, moved = items_of(
        "  - {title: Receive, emotion: {score: 2, word: glad}, touchpoints: Courier}\n",
        steps("title: Bell, touchpoints: Courier", "title: Bag, emotion: {score: 2, word: glad}", stage="Receive"),
    )
    assert sorted(pairs) == [("Courier", "Courier"), ("glad", "glad")]
    assert (removed, added) == ([], [])
    assert sorted(moved) == ["Courier", "glad"]


@pytest.mark.parametrize(
    ("places", "moved"),
    [([], []), ([0, 1, 2], []), ([1, 0], [0]), ([2, 0, 1], [0]), ([1, 2, 0], [2]), ([3, 1, 2, 0], [0, 3])],
)
def test_those_outside_the_longest_common_subsequence_moved(places: list[int], moved: list[int]):
    assert sorted(movers(places)) == moved


def test_equal_names_pair_in_turn():
    assert in_turn([(0, "a"), (1, "b"), (2, "a")], [(0, "a"), (1, "a"), (2, "a"), (3, "b")]) == [(0, 0), (2, 1), (1, 3)]
