"""Nothing from a map reaches the terminal as anything but words."""

from __future__ import annotations

import re

import pytest
import terminal_views as views
from hypothesis import given, settings
from hypothesis import strategies as st

from cjmap.record import replace
from cjmap.render.terminal import to_text
from cjmap.render.terminal.ink import clean

CONTROLS = [chr(code) for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) != "\n"]
BIDI = list("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@pytest.mark.parametrize("char", [*CONTROLS, *BIDI, "\ufeff", "\u2028"])
def test_no_control_character_gets_through(char: str):
    text = f"before{char}[31mafter"
    view = replace(
        views.view([("A", []), (text, [])], (views.row("actions", text, (views.cell(0, views.item(text=text)),)),)),
        title=text, kind_title=text, summary=text, file_name=text, provenance=(text,),
    )  # fmt: skip
    printed = to_text(view, width=60)
    assert char not in printed
    assert "[31mafter" in printed


@settings(deadline=None)
@given(st.text())
def test_a_clean_text_is_printable_and_cleaning_it_again_changes_nothing(text: str):
    once = clean(text)
    assert clean(once) == once
    assert not set(CONTROLS + BIDI) & set(once)
    once.encode("utf-8")
    clean(text, "ascii").encode("ascii")


def test_colours_are_the_only_escape_sequences():
    text = "\x1b]8;;http://example.org\x07[bold red]link[/bold red]\x1b[2J"
    rows = (views.row("actions", text, (views.cell(0, views.item(text=text)),)),)
    printed = to_text(views.view([("A", [])], rows), width=80, colour=True)
    assert re.sub(r"\x1b\[[\d;]*m", "", printed).isprintable() is False  # line breaks
    assert "\x1b" not in re.sub(r"\x1b\[[\d;]*m", "", printed)
    assert "[bold red]link[/bold red]" in printed


def test_typographic_marks_become_their_ascii_likeness():
    assert clean("−2 “so” – it’s 3 × 4…", "ascii") == '-2 "so" - it\'s 3 x 4...'
    assert clean("痛點", "ascii") == r"\u75db\u9ede"
