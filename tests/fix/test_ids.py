"""Ids made from titles, and given to what is referred to."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from properties.reading import read

from cjmap.document import Document
from cjmap.edit import Accepted, apply
from cjmap.ids import LONGEST, id_from, naming
from cjmap.model.base import _ID
from cjmap.references import Names, References
from cjmap.source import Span

HEAD = "cjmap: 1\nkind: current-state\ntitle: A\n"


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("Search for the usual items", "search-for-the-usual-items"),
        ("認知・興味", "認知-興味"),
        ("找不到「上次買的」", "找不到-上次買的"),
        ("Can't find last week's basket", "cant-find-last-weeks-basket"),
        ("Prüfen & bestellen", "prüfen-bestellen"),
        ("Pru\u0308fen", "prüfen"),
        ("09:00 – at the till", "09-00-at-the-till"),
        ("  -- ", "item"),
        ("👍", "item"),
        ("snake_case v1.2", "snake_case-v1-2"),
        ("ＡＢＣ", "ａｂｃ"),
        ("A sentence that says rather more than an id has room for", "a-sentence-that-says-rather-more-than-an"),
        ("一" * 60, "一" * LONGEST),
    ],
)
def test_an_id_has_the_titles_own_letters(words: str, made: str):
    assert id_from(words) == made


def test_an_id_that_is_there_gets_a_number():
    assert id_from("Pay", {"pay"}) == "pay-2"
    assert id_from("Pay", {"pay", "pay-2"}) == "pay-3"


@given(st.text(), st.sets(st.text(max_size=2)))
def test_every_id_is_one_and_free(words: str, taken: set[str]):
    made = id_from(words, taken)
    assert _ID.fullmatch(made)
    assert made not in taken


def named(text: str, space: Callable[[References], Names], reference: str) -> str:
    """The map after the thing that its references mean got an id; checked to be clean, and to mean the same."""
    document, found = read(text.encode())
    assert found == ()
    names = space(references(document))
    [target] = names.find(reference)
    places = [
        Span(*match.span(1)) for match in re.finditer(rf"(?:resolves|next|to): \[?({re.escape(reference)})", text)
    ]
    fix = naming(document, target, names, places)
    assert fix is not None
    assert fix.safe
    new = apply(text, fix.edits)
    again, wrong = read(new.encode())
    assert wrong == ()
    after = space(references(again))
    [same] = after.find(reference)
    assert same.name == target.name
    assert same.id
    assert after.find(same.id) == [same]
    assert again.map
    assert document.map
    assert len(after.targets) == len(names.targets)
    return new


def references(document: Document) -> References:
    assert document.map is not None
    return References(document, document.map)


STAGE = HEAD + "stages:\n  - title: 選擇\n    next: Pay now\n  - title: Pay now\n    pain_points:\n"


@pytest.mark.parametrize(
    ("cell", "becomes"),
    [
        ("      - Too slow\n", "      - id: too-slow\n        text: Too slow\n"),
        ("      - text: Too slow\n        severity: low\n",
         "      - id: too-slow\n        text: Too slow\n        severity: low\n"),
        ("      - {text: Too slow}\n", "      - {id: too-slow, text: Too slow}\n"),
        ("      [Too slow, x]\n", "      [{id: too-slow, text: Too slow}, x]\n"),
        ("      Too slow\n", "      {id: too-slow, text: Too slow}\n"),
        ("      - Too\n         slow\n", "      - {id: too-slow, text: Too slow}\n"),
        ('      - "Too slow"  # why\n', '      - id: too-slow\n        text: "Too slow"  # why\n'),
        ("      -   Too slow\n", "      -   id: too-slow\n          text: Too slow\n"),
    ],
)  # fmt: skip
def test_a_pain_point_gets_an_id(cell: str, becomes: str):
    text = f"{STAGE}{cell}    opportunities: {{text: Go, resolves: Too slow}}\n"
    expected = f"{STAGE}{becomes}    opportunities: {{text: Go, resolves: too-slow}}\n"
    assert named(text, lambda each: each.pains, "Too slow") == expected


def test_a_column_gets_an_id():
    new = named(f"{STAGE}      - x\n", lambda each: each.columns, "Pay now")
    assert "    next: pay-now\n  - id: pay-now\n    title: Pay now\n" in new


def test_an_id_takes_no_reference_from_another():
    text = HEAD + "stages:\n  - title: Pay now\n    next: pay-now\n  - id: pay-now\n"
    assert "  - id: pay-now-2\n    title: Pay now\n" in named(text, lambda each: each.columns, "Pay now")


def test_two_fixes_may_need_the_same_id():
    text = f"{STAGE}      - Too slow\n    opportunities:\n"
    text += "".join(f"      - {{text: {words}, resolves: Too slow}}\n" for words in ("Go", "Run"))
    document, _ = read(text.encode())
    names = references(document).pains
    [target] = names.find("Too slow")
    accepted = Accepted()
    for match in re.finditer("resolves: (Too slow)", text):
        fix = naming(document, target, names, [Span(*match.span(1))])
        assert fix is not None
        assert accepted.take(fix.edits)
    new = apply(text, accepted.edits)
    assert new.count("id: too-slow") == 1
    assert new.count("resolves: too-slow") == 2


def test_what_has_an_id_is_named_by_it():
    text = f"{STAGE}      - {{id: P1, text: Too slow}}\n    opportunities: {{text: Go, resolves: Too slow}}\n"
    assert "resolves: P1" in named(text, lambda each: each.pains, "Too slow")


@pytest.mark.parametrize("cell", ["      - |\n        Too slow\n"])
def test_what_would_be_written_anew_is_left(cell: str):
    document, _ = read(f"{STAGE}{cell}".encode())
    names = references(document).pains
    assert naming(document, names.targets[0], names, []) is None
