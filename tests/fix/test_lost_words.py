"""Lost words are found again: the safe fixes of every such finding make the text that was typed."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings
from properties.reading import read
from properties.test_any_text import damaged

from cjmap.diagnostic import Diagnostic
from cjmap.fix import fix
from cjmap.model.map import JourneyMap
from cjmap.source import Source

HEAD = "cjmap: 1\nkind: current-state\ntitle: A\nstages:\n  - title: B\n    actions:\n"
WORDS = [
    "Internal: bounce rate", "call #12", '"Now Live" indicator', "'it' isn't", "@home", "`code` here", "% of visits",
    "**bold** word", "* star sign", "& more", "! note", "> 5 minutes", "| a", "{name} logs in", "] a",
    "[Sign up] button", "Shop: buy: pay", "Note:", "- dash", "“Hm”: she says", "[new]", "認知：興味 #1", "%",
    '"a", "b"',
]  # fmt: skip
"""Texts that plain YAML does not keep, typed as an item."""
MORE = {
    "title: Shop: buy\n": "Shop: buy",
    "title: see #4\n": "see #4",
    "title: [Sign up] button\n": "[Sign up] button",
    'title: "Now Live" indicator\n': '"Now Live" indicator',
    "title: @home\n": "@home",
    "title: Internal: bounce\n  rate of all\n": "Internal: bounce",
}
RULES = {
    "unquoted-colon", "hash-in-text", "quoted-start", "special-start", "split-item", "nested-list",
}  # fmt: skip


def find(source: Source) -> tuple[Diagnostic, ...]:
    return read(source.text.encode("utf-8", errors="surrogatepass"))[1]


def fixed(text: str) -> JourneyMap:
    """The map after its safe fixes, which mend all that is wrong."""
    done = fix(Source("map.cjm.yaml", text), find)
    assert done.made
    assert [each for each in done.left if each.severity == "error"] == []
    assert {each.rule for each in done.made} <= RULES
    journey = read(done.source.text.encode())[0].map
    assert journey is not None
    return journey


def actions(journey: JourneyMap) -> list[str]:
    return [item.words for item in journey.stages[0].cells.items["actions"]]


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("after", ["", "      - the next\n"])
def test_an_item(words: str, after: str):
    assert actions(fixed(f"{HEAD}      - {words}\n{after}"))[0] == words


def test_all_in_one_map():
    assert actions(fixed(HEAD + "".join(f"      - {words}\n" for words in WORDS))) == WORDS


@pytest.mark.parametrize("line", [line for line in MORE if "\n " not in line])
def test_beside_a_key(line: str):
    assert fixed(HEAD.replace("title: A\n", line) + "      - x\n").title == MORE[line]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("[Call (pay, ask), web]", ["Call (pay, ask)", "web"]),
        ("[電話（付款, 詢問）, 網站]", ["電話（付款, 詢問）", "網站"]),
        ("[a [b] c, d]", ["a [b] c", "d"]),
        ("[one #2, three]", ["one #2", "three"]),
        ("{text: Call (pay, ask), note: x}", ["Call (pay, ask)"]),
        ("{text: Shop: buy}", ["Shop: buy"]),
    ],
)
def test_in_brackets(cell: str, expected: list[str]):
    assert actions(fixed(HEAD.rstrip("\n") + f" {cell}\n")) == expected


def test_an_item_over_two_lines():
    assert actions(fixed(HEAD + "      - Internal: bounce\n          rate of all\n      - b\n")) == [
        "Internal: bounce rate of all", "b",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        "- Internal: a\n        External: b",  # one item, or two?
        "- Internal:\n          - a",
        "- Internal: a\n\n          b",
        "- {id: a}",
    ],
)
def test_what_could_mean_several_things_is_left(item: str):
    source = Source("map.cjm.yaml", f"{HEAD}      {item}\n")
    done = fix(source, find)
    assert done.made == ()
    assert done.source.text == source.text
    assert done.left


LETTERS = re.compile(r"[^\W_]")


@given(damaged())
@settings(max_examples=100, suppress_health_check=list(HealthCheck))
def test_no_letter_is_lost_and_it_ends(text: str):
    source = Source("map.cjm.yaml", text)
    done = fix(source, find)
    kept = Counter(LETTERS.findall(done.source.text))
    unread = {"directive", "control-character", "not-a-date"}  # these are deleted or rewritten on purpose
    if not unread & {each.rule for each in done.made}:
        assert Counter(LETTERS.findall(text)) <= kept
    assert [each for each in done.left if each.fix and each.fix.safe] == []


@given(damaged())
@settings(max_examples=50, suppress_health_check=list(HealthCheck))
def test_unsafe_fixes_end_too(text: str):
    fix(Source("map.cjm.yaml", text), find, unsafe=True)
