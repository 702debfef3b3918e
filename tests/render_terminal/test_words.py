"""Every word of a view is printed at every width, and no line is wider than it may be."""

from __future__ import annotations

from collections import Counter
from io import StringIO

import pytest
import terminal_views as views
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from cjmap.record import replace
from cjmap.render.terminal import render, to_text
from cjmap.render.terminal.ink import clean
from cjmap.render.terminal.wrap import measure
from cjmap.view.shapes import SevereView, View

WIDTHS = (20, 40, 60, 80, 120, 200)


def squeezed(text: str) -> str:
    return "".join(text.split())


def in_order(text: str, printed: str) -> bool:
    """Whether the words of a text stand in a list one after the other, whatever is drawn around them."""
    return squeezed(clean(text)) in printed


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("form", ["auto", "grid", "tree", "flow", "list"])
@pytest.mark.parametrize("language", ["en", "zh-TW"])
def test_no_character_is_lost_and_no_line_too_wide(width: int, form: str, language: str):
    view = views.full(language)
    printed = to_text(view, width=width, form=form)
    assert max(measure(line) for line in printed.splitlines()) <= width
    wanted = Counter(squeezed("".join(clean(word) for word in views.words(view))))
    assert not wanted - Counter(squeezed(printed))


@pytest.mark.parametrize("language", ["zh-CN", "ms"])
def test_headings_in_every_language_fit(language: str):
    for width in (20, 44, 100):
        assert max(measure(line) for line in to_text(views.full(language), width=width).splitlines()) <= width


@pytest.mark.parametrize("width", [20, 30, 40])
def test_a_list_holds_every_text_in_one_piece(width: int):
    view = views.full()
    plain = squeezed(to_text(view, width=width, form="list"))
    assert [word for word in views.words(view) if not in_order(word, plain)] == []


def unbroken(printed: str, start: int, size: int) -> str:
    """What stands in one column of a grid, read downwards."""
    return squeezed(" ".join(line[start : start + size] for line in printed.splitlines()))


@pytest.mark.parametrize("width", [80, 120, 200])
def test_a_column_of_the_grid_reads_downwards(width: int):
    words = [f"Word{number} of a sentence that is broken over some lines" for number in range(4)]
    rows = (
        views.row("actions", "Actions", tuple(views.cell(n, views.item(text=text)) for n, text in enumerate(words))),
    )
    view = views.view([("A", ["a", "b"]), ("B", ["c", "d"])], rows)
    printed = to_text(view, width=width, form="grid")
    line = next(line for line in printed.splitlines() if "Word0" in line)
    starts = [line.index(f"Word{number}") for number in range(4)]
    for start, after, text in zip(starts, [*starts[1:], width], words, strict=True):
        assert squeezed(text) in unbroken(printed, start, after - start)


@pytest.mark.parametrize("width", [20, 40, 60, 80, 120, 200])
@pytest.mark.parametrize("form", ["auto", "grid", "list"])
def test_latin_words_stay_whole(width: int, form: str):
    view = views.full()
    printed = to_text(view, width=width, form=form)
    for word in ("purchases", "search", "Friends", "nothing", "survey"):
        assert word in printed


def test_long_unbroken_text_is_folded_without_an_ellipsis():
    text = "看" * 500 + "x" * 300
    view = views.view([("A", [])], (views.row("actions", "Actions", (views.cell(0, views.item(text=text)),)),))
    printed = to_text(view, width=31)
    assert "…" not in printed
    assert text in squeezed(printed)


def test_punctuation_neither_begins_nor_is_left_hanging():
    text = "第一句話，第二句話；「第三句話」。" * 20
    view = views.view([("A", [])], (views.row("actions", "行動", (views.cell(0, views.item(text=text)),)),))
    for width in range(24, 60):
        for line in to_text(view, width=width).splitlines():
            assert not line.strip().startswith(("，", "；", "。", "」"))
            assert not line.rstrip().endswith("「")


@pytest.mark.parametrize("ambiguous_wide", [False, True])
def test_the_mark_of_what_is_assumed_keeps_together(ambiguous_wide: bool):
    for size in range(1, 40):
        pain = views.item(SevereView, text="慢" * size, basis="assumed", basis_label="假設", assumed=True)
        view = views.view([("A", [])], (views.row("pain_points", "痛點", (views.cell(0, pain),)),), language="zh-TW")
        printed = to_text(view, width=32, ambiguous_wide=ambiguous_wide)
        assert ("~假設~" if ambiguous_wide else "┄假設┄") in printed, printed


@pytest.mark.parametrize("encoding", ["ascii", "cp950", "latin-1", "no-such-encoding"])
@pytest.mark.parametrize("width", [20, 80, 200])
def test_encodings_without_the_marks_do_not_crash(encoding: str, width: int):
    printed = to_text(views.full("zh-TW"), width=width, encoding=encoding)
    known = "ascii" if encoding.startswith("no") else encoding
    printed.encode(known)
    assert max(measure(line) for line in printed.splitlines()) <= width


def test_ascii_has_a_likeness_for_every_mark():
    printed = to_text(views.full(), width=120, encoding="ascii")
    for mark in ("##- medium P1", "[Courier at the", "(App)", "41% -> 55%", "== Line of visibility", "-> 2 Receive"):
        assert mark in printed


@pytest.mark.parametrize("width", WIDTHS)
def test_ambiguous_characters_may_take_two_cells(width: int):
    printed = to_text(views.full("zh-TW"), width=width, ambiguous_wide=True)
    assert max(measure(line, wide=True) for line in printed.splitlines()) <= width
    assert not set("●○★─━▮┊▌") & set(printed)


def test_emoji_and_combining_marks_keep_together():
    text = "👩‍💻 ทดสอบ é ❤️ 🇹🇼 " * 30
    view = views.view([("A", [])], (views.row("actions", "Actions", (views.cell(0, views.item(text=text)),)),))
    for width in (20, 33, 47):
        printed = to_text(view, width=width)
        assert max(measure(line) for line in printed.splitlines()) <= width
        assert printed.count("👩‍💻") == 30
        assert printed.count("❤️") == 30


def one(text: str, other: str) -> View:
    full = views.full()
    odd = views.row(
        "actions", other, (views.cell(0, views.item(text=text)), views.cell(1, views.item(cell="quotes", text=other)))
    )  # fmt: skip
    chip = views.item(views.v.TouchpointView, text=text, presence="online", channel=other)
    chips = views.row("touchpoints", text, (views.cell(2, chip, span=2),), cell="touchpoints", question=other)
    return replace(full, rows=(odd, chips, *full.rows), title=text, summary=other, file_name=text)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=80), st.text(max_size=40), st.sampled_from((20, 33, 58, 90, 140)), st.booleans())
def test_any_text_fits_and_is_printed(text: str, other: str, width: int, wide: bool):
    view = one(text, other)
    printed = to_text(view, width=width, ambiguous_wide=wide)
    assert max(measure(line, wide=wide) for line in printed.split("\n")) <= width
    wanted = Counter(squeezed(clean(text) + clean(other)))
    assert not wanted - Counter(squeezed(printed))


def test_a_console_prints_the_lines_as_they_are():
    view = views.full()
    for width in (40, 80, 200):
        console = Console(width=width, record=True, quiet=False, file=StringIO())
        console.print(render(view, width=width))
        shown = [line.rstrip() for line in console.export_text().splitlines()]
        assert shown == [line.rstrip() for line in to_text(view, width=width).splitlines()]


def test_the_same_view_gives_the_same_text():
    assert to_text(views.full(), colour=True) == to_text(views.full(), colour=True)
