"""Edits: what they make of a text, and which can be made together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.diagnostic import Edit
from cjmap.edit import Accepted, apply, shortened
from cjmap.source import Span


def edit(start: int, end: int, text: str) -> Edit:
    return Edit(Span(start, end), text)


EDITS = st.builds(
    lambda start, length, text: edit(start, start + length, text),
    st.integers(0, 20), st.integers(0, 6), st.text("xyz", max_size=2),
)  # fmt: skip
TEXT = "abcdefghijklmnopqrstuvwxyz"


def test_edits_are_made_by_place_and_equal_ones_once():
    assert apply("abcdef", [edit(4, 5, "E"), edit(0, 1, ""), edit(4, 5, "E"), edit(6, 6, "!")]) == "bcdEf!"


@pytest.mark.parametrize("edits", [[edit(0, 3, ""), edit(2, 4, "")], [edit(0, 99, "")], [edit(3, 2, "")]])
def test_edits_that_cannot_be_made_are_a_defect(edits: list[Edit]):
    with pytest.raises(ValueError, match="edit"):
        apply("abcdef", edits)


@pytest.mark.parametrize(
    ("first", "second", "fits"),
    [
        ([edit(0, 2, "x")], [edit(2, 4, "y")], True),  # they meet
        ([edit(0, 2, "x")], [edit(1, 4, "y")], False),
        ([edit(0, 9, "x")], [edit(3, 4, "y")], False),
        ([edit(3, 4, "x")], [edit(0, 9, "y")], False),
        ([edit(2, 2, "x")], [edit(2, 2, "y")], False),  # two insertions in one place
        ([edit(2, 2, "x")], [edit(2, 2, "x")], True),
        ([edit(2, 2, "x")], [edit(2, 4, "y")], True),
        ([edit(2, 4, "x")], [edit(3, 3, "y")], False),
        ([edit(2, 4, "x")], [edit(2, 4, "y")], False),
        ([edit(2, 4, "x")], [edit(8, 9, "z"), edit(3, 5, "y")], False),  # whole or not at all
    ],
)
def test_the_first_wins(first: list[Edit], second: list[Edit], fits: bool):
    accepted = Accepted()
    assert accepted.take(first)
    assert accepted.take(second) is fits
    assert accepted.edits == sorted({*first, *(second if fits else [])}, key=lambda each: each.span)


def test_a_group_may_not_clash_with_itself():
    accepted = Accepted()
    assert not accepted.take([edit(0, 3, "x"), edit(1, 2, "y")])
    assert accepted.edits == []


@given(st.lists(st.lists(EDITS, min_size=1, max_size=3), max_size=8))
def test_what_is_taken_can_be_made(groups: list[list[Edit]]):
    accepted = Accepted()
    for group in groups:
        before = accepted.edits
        if not accepted.take(group):
            assert accepted.edits == before
    made = apply(TEXT, accepted.edits)
    assert len(made) == len(TEXT) + sum(len(each.text) - each.span.end + each.span.start for each in accepted.edits)


@given(EDITS)
def test_a_shortened_edit_does_the_same(one: Edit):
    less = shortened(TEXT, one)
    assert apply(TEXT, [less] if less else []) == apply(TEXT, [one])
    assert less is None or less.span.start >= one.span.start
