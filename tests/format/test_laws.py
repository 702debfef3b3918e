"""What holds for every text: formatting loses no comment and no word, changes no meaning, and is done at once."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from lint.linting import TODAY
from properties.maps import maps
from properties.messy import messy_maps
from properties.reading import read
from properties.test_any_text import damaged

from cjmap import edit, syntax
from cjmap.format import Formatted, canonical
from cjmap.lint import Wanted, examine
from cjmap.record import replace
from cjmap.source import Source, decode

# the seed decides the shape of a map, so that making the seed smaller does not make the map simpler
laws = settings(
    max_examples=60, suppress_health_check=list(HealthCheck), phases=[Phase.explicit, Phase.reuse, Phase.generate]
)


def comments(text: str) -> Counter[str]:
    """The comments of a text whose comments are numbered, as the untidy ones are."""
    return Counter(re.findall(r"#(?= ?c\d+)[^\r\n]*?(?=\s*$)", text, re.MULTILINE))


def formatted(text: str) -> Formatted:
    """A map in its canonical form, when it has one."""
    found = canonical(Source("map.cjm.yaml", text))
    if not found.problems:
        again = canonical(Source("map.cjm.yaml", found.text))
        assert again.text == found.text
        assert again.edits == ()
        assert again.problems == ()
        assert edit.apply(text, found.edits) == found.text
        assert "\r" not in found.text
        assert found.text.endswith("\n")
        assert found.text[0] != "\n"
    return found


@given(maps())
@laws
def test_a_tidy_map(text: str):
    found = formatted(text)
    assert found.problems == ()
    assert read(found.text.encode())[0].map == read(text.encode())[0].map


@given(messy_maps())
@laws
def test_an_untidy_map(text: str):
    found = formatted(text)
    assert found.problems == ()
    assert comments(found.text) == comments(text)
    before, after = read(text.encode()), read(found.text.encode())
    assert before[0].map == after[0].map
    assert Counter(each.rule for each in before[1]) == Counter(each.rule for each in after[1])


RULES = (
    "missing-persona", "missing-owner", "missing-review-date", "missing-emotion", "missing-touchpoint", "missing-goal",
    "pain-without-source", "pain-without-opportunity", "opportunity-without-owner", "risk-without-control",
    "moment-without-metric", "wait-without-owner", "long-cell", "unused-ignore",
)  # fmt: skip
"""Rules that concern whole maps, stages and items, and can do with a map whose references are broken."""


def waived(text: str, seed: int) -> str:
    """A map with a comment or two made waivers of everything that lint finds in it."""
    rules = ", ".join(sorted({rule for rule, _ in told(text.encode())})) or "long-cell"
    found = re.findall(r"#(?= ?c\d+)[^\r\n]*", text)
    for comment in Random(seed).sample(found, min(2, len(found))):
        text = text.replace(comment, f"# cjmap: ignore[{rules}] {comment[1:].strip()}", 1)
    return text


def told(data: bytes) -> Counter[tuple[str, str]]:
    """What some rules find in a map; what is broken in it is left out."""
    document = replace(read(data)[0], partial=False)
    found = examine(document, Wanted(RULES), TODAY).findings
    return Counter((each.rule, each.message) for each in found)


@given(messy_maps(), st.integers(0, 2**32))
@laws
def test_waivers_speak_for_the_same_or_the_file_is_left(text: str, seed: int):
    text = waived(text, seed)
    assume(read(text.encode())[0].map is not None)
    found = formatted(text)
    assert [each.rule for each in found.problems] in ([], ["not-formatted"])
    assert told(found.text.encode()) == told(text.encode())


@given(damaged())
@laws
def test_a_damaged_map(text: str):
    data = text.encode("utf-8", errors="surrogatepass")
    source = decode("map.cjm.yaml", data)
    found = canonical(source)
    if found.problems:
        assert found.text == source.text
        assert found.edits == ()
        assert {each.rule for each in found.problems} != {"not-formatted"}
    else:
        formatted(source.text)
        assert read(found.text.encode())[0].map == read(data)[0].map
        assert not syntax.parse(Source("x", found.text))[1]
