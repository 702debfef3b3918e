"""Changes inside a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.diff.texts import compare, graphemes, words


def shown(old: str, new: str) -> str:
    """The change as `[gone]` and `{new}`."""
    marks = {"same": "", "gone": "[]", "new": "{}"}
    return "".join(marks[kind][:1] + text + marks[kind][1:] for kind, text in compare(old, new))


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ("Waits for the driver", "Waits for the driver", "Waits for the driver"),
        ("Waits for the driver", "Waits for a driver", "Waits for [the]{a} driver"),
        ("Waits for the driver", "Waits long for the driver", "Waits {long }for the driver"),
        ("Calls the old shop on Monday", "Calls the new store on Monday", "Calls the [old shop]{new store} on Monday"),
        ("Doesn't know", "Does know", "[Doesn't]{Does} know"),
        ("七天後才寄，對誰都是同一封", "三天後才寄，對誰都是同一封", "[七]{三}天後才寄，對誰都是同一封"),
        ("Opens the app", "Rings twice at dawn", "[Opens the app]{Rings twice at dawn}"),
        ("", "New words", "{New words}"),
        ("付款 OK", "付款 完成 OK", "付款 {完成 }OK"),
    ],
)
def test_changes_are_shown_by_word_and_by_character(old: str, new: str, change: str):
    assert shown(old, new) == change


@pytest.mark.parametrize(
    "cluster", ["é", "e\u0301", "👩‍👩‍👧", "🇹🇼", "👍🏽", "각", "\u1112\u1161\u11ab", "葛\U000e0100", "❤️", "\r\n", "कि"]
)
def test_a_character_that_people_see_is_one(cluster: str):
    assert graphemes(f"{cluster}{cluster}") == [cluster, cluster]


def test_flags_are_pairs():
    assert graphemes("🇹🇼🇲🇾a") == ["🇹🇼", "🇲🇾", "a"]


@given(st.text(), st.text())
def test_the_pieces_are_both_texts(old: str, new: str):
    pieces = compare(old, new)
    assert "".join(text for kind, text in pieces if kind != "new") == old
    assert "".join(text for kind, text in pieces if kind != "gone") == new
    assert all(text for _, text in pieces)
    assert "".join(words(old)) == "".join(graphemes(old)) == old
