"""Which characters at the end of a text stand together."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.render.ties import bound, tied


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("要從頭再刷", '要從頭<span class="nb">再刷</span>'),
        ("該信誰？」", '該<span class="nb">信誰？」</span>'),
        ("<b>等三天", '&lt;b&gt;等<span class="nb">三天</span>'),
        ("再刷", "再刷"),
        ("等", "等"),
        ("", ""),
        ("要等 3", "要等 3"),
        ("Sign here", "Sign here"),
        ("？？", "？？"),
    ],
)
def test_the_last_two_characters_stand_together(text: str, found: str):
    assert tied(text) == found


@given(st.text(alphabet="等三天，。「」 aB<&", max_size=12))
def test_it_adds_no_word_and_takes_none(text: str):
    found = tied(text)
    if found != text:
        plain = re.sub(r"</?span[^>]*>", "", found)
        assert plain.replace("&lt;", "<").replace("&amp;", "&") == text


@pytest.mark.parametrize(
    ("label", "text", "found"),
    [
        ("Impact", "5", True),
        ("Confidence", "80%", True),
        ("", "in course", True),
        ("Answered by", "Order on signature", False),
        ("信心", "80%", True),
        ("", "進行中", True),
        ("來自", "檢視購物車", False),
        ("來自", "選配送，看到運費", False),
    ],
)
def test_only_a_fact_that_fits_the_narrowest_column_stays_on_one_line(label: str, text: str, found: bool):
    assert bound(label, text) is found
