"""Where the cursor stands in texts that somebody is typing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.lsp.place import Place, place

STAGE = "stages:\n  - title: Choose\n"


def at(words: str) -> tuple[Place | None, str]:
    """The place of `▮`, and the text without it."""
    before, _, after = words.partition("▮")
    return place(before + after, len(before)), before + after


@pytest.mark.parametrize(
    ("words", "path", "word", "may", "siblings"),
    [
        ("▮", (), "", "key", ""),
        ("cjmap: 1\nki▮", (), "ki", "key", "cjmap"),
        ("kind: ▮", ("kind",), "", "value", ""),
        ("kind: cur▮", ("kind",), "cur", "value", ""),
        ('kind: "cur▮', ("kind",), "cur", "value", ""),
        ("kind:\n  cur▮", ("kind",), "cur", "both", ""),
        ("stages:\n  - ▮", ("stages", 0), "", "both", ""),
        ("stages:\n  - ti▮", ("stages", 0), "ti", "both", ""),
        ("stages:\n- ti▮", ("stages", 0), "ti", "both", ""),
        ("stages:\n  - ti▮\n    note: x\n", ("stages", 0), "ti", "key", "note"),
        ("stages:\n  - ti▮tle: x\n    note: x\n", ("stages", 0), "title", "key", "note"),
        (STAGE + "    ▮", ("stages", 0), "", "key", "title"),
        (STAGE + "\n    # why\n    ac▮\n    emotion: 1\n  - note: x\n", ("stages", 0), "ac", "key", "title emotion"),
        (STAGE.replace("\n", "\r\n") + "    ▮\r\n    note: x\r\n", ("stages", 0), "", "key", "title note"),
        (STAGE + "    pain_points:\n      ▮", ("stages", 0, "pain_points"), "", "both", ""),
        (STAGE + "    pain_points: # all\n      - sev▮", ("stages", 0, "pain_points", 0), "sev", "both", ""),
        (STAGE + "    pain_points:\n    - text: a\n      sev▮", ("stages", 0, "pain_points", 0), "sev", "key", "text"),
        (STAGE + "    steps:\n      - id: a\n        ▮", ("stages", 0, "steps", 0), "", "key", "id"),
        (STAGE + "    steps:\n      - id: a\n    ▮", ("stages", 0), "", "key", "title steps"),
        (STAGE + "ov▮", (), "ov", "key", "stages"),
        ("stages:\n- title: a\nov▮", (), "ov", "key", "stages"),
        (STAGE + "    note: |\n      a: b\n    ac▮", ("stages", 0), "ac", "key", "title note"),
        (STAGE + "    next: [a, b▮", ("stages", 0, "next", 0), "b", "value", ""),
        (STAGE + "    next: [a, {to: b▮}]", ("stages", 0, "next", 0, "to"), "b", "value", ""),
        (STAGE + "    next: [{to: a, when: x}, ▮]", ("stages", 0, "next", 0), "", "value", ""),
        (STAGE + "    emotion: {score: 1, ▮", ("stages", 0, "emotion"), "", "key", "score"),
        (STAGE + "    emotion: {▮, word: 'a, {b'}", ("stages", 0, "emotion"), "", "key", "word"),
        (STAGE + "    emotion: {text: \"a, b: {\", basis: ▮", ("stages", 0, "emotion", "basis"), "", "value", ""),
        (STAGE + "    emotion: {score: 1,\n      wo▮", ("stages", 0, "emotion"), "wo", "key", "score"),
        (STAGE + "    emotion: {score: 1,\n      basis: as▮", ("stages", 0, "emotion", "basis"), "as", "value", ""),
        ("future_of: a.cjm.yaml#x▮", ("future_of",), "a.cjm.yaml#x", "value", ""),
        ("drops:\n  sea▮", ("drops",), "sea", "both", ""),
        ("a: [b]\nke▮", (), "ke", "key", "a"),
        ("痛點▮", (), "痛點", "key", ""),
        ("kind:▮", ("kind",), "", "value", ""),
    ],
)  # fmt: skip
def test_the_place_is_told_by_the_lines_around_it(
    words: str, path: tuple[str | int, ...], word: str, may: str, siblings: str
):
    found, text = at(words)
    assert found is not None
    assert found.path == path
    assert text[slice(*found.word)] == word
    assert (found.key, found.value) == {"key": (True, False), "value": (False, True), "both": (True, True)}[may]
    assert found.siblings == set(siblings.split())


@pytest.mark.parametrize(
    "words",
    [
        "# comm▮", "kind: x # comm▮", STAGE + "    note: |\n      some te▮", STAGE + "    note: words\n      and mo▮",
        STAGE + "  ▮", "    ▮", "kind: 'a' ▮", "a: [b]▮", "a: {b: c} ▮", "a: [b, # comm▮", "stages:\n  - 'a b' ▮",
        "note: >▮", STAGE + "    - text\n      mo▮", "a: ['b'▮",
    ],
)  # fmt: skip
def test_there_is_nothing_to_offer_in_comments_and_running_text(words: str):
    assert at(words)[0] is None


@given(st.text(st.sampled_from("ab:-#,[]{}'\" \n|>\r痛"), max_size=60), st.integers(0, 60))
def test_any_text_has_places(text: str, offset: int):
    offset = min(offset, len(text))
    found = place(text, offset)
    if found is not None:
        assert found.word.start <= offset
        assert found.word.end >= offset or found.word.end == found.word.start
        assert "\n" not in text[slice(*found.word)]
