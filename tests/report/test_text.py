"""The text report: carets stand below what they mark, whatever the line holds."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from cjmap.diagnostic import Diagnostic, Related
from cjmap.report import REPORTERS
from cjmap.report.excerpt import excerpt
from cjmap.report.text import to_text
from cjmap.source import Source, Span


def find(text: str, part: str, name: str = "maps/a.cjm.yaml", **more: object) -> Diagnostic:
    """A finding about the first place of a part of a text."""
    start = text.index(part)
    return Diagnostic("some-rule", "something is wrong", Source(name, text), Span(start, start + len(part)), **more)  # type: ignore[arg-type]


def test_the_whole_form():
    text = "cjmap: 1\nid: a\ntitle: b\nid: c\n"
    found = Diagnostic(
        "duplicate-key",
        "the key ‘id’ is used twice",
        source := Source("maps/a.cjm.yaml", text),
        Span(24, 26),
        label="the second time",
        help="keep one of them:\nid: a",
        related=(Related(source, Span(9, 11), "the first time"), Related(Source("b.yaml", "x: 1"), Span(0, 1), "this")),
    )
    assert to_text([found]) == (
        "maps/a.cjm.yaml:4:1: error[duplicate-key]: the key ‘id’ is used twice\n"
        "  |\n"
        "4 | id: c\n"
        "  | ^^ the second time\n"
        "  :\n"
        "2 | id: a\n"
        "  | -- the first time\n"
        " ::: b.yaml:1:1\n"
        "1 | x: 1\n"
        "  | - this\n"
        "  |\n"
        "  = help: keep one of them:\n"
        "          id: a\n"
        "\n"
    )


def test_a_finding_about_the_whole_file():
    found = Diagnostic("missing-file", "there is no such file", Source("a", ""), help="look again")
    assert to_text([found]) == "a:1:1: error[missing-file]: there is no such file\n  = help: look again\n\n"


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("  title: 選擇商品 ok", "ok"),
        ("\t- tab\there: x", "here"),
        ("e\u0301te\u0301: accents after", "after"),
        ("ｆｕｌｌ: 全角の文字", "全角"),
        ("emoji 👍 then", "then"),
        ("hidden \u200b\u202e mark", "mark"),
        ("bell \x07 and \x1b[31m more", "more"),
        ("한국어 텍스트 here", "here"),
    ],
)
def test_carets_stand_below_the_marked_part(line, part):
    found = find(f"first\n{line}\nlast", part)
    _, _, shown, carets, *_ = to_text([found]).splitlines()
    before = shown[: shown.index(part)]
    assert cell_len(carets[: carets.index("^")]) == cell_len(before)
    assert carets.count("^") == cell_len(part)


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("filler", ["word ", "長い文字列", "\t"])
@pytest.mark.parametrize("place", ["start", "middle", "end"])
def test_long_lines_are_cut_around_the_marked_part(width, filler, place):
    before = {"start": 0, "middle": 500, "end": 1000}[place]
    line = filler * before + "MARKED" + filler * (1000 - before)
    _, _, shown, carets, *_ = to_text([find(line, "MARKED")], width).splitlines()
    assert cell_len(shown) <= width
    assert cell_len(shown[: shown.index("MARKED")]) == carets.index("^")
    assert ("…" in shown.partition("MARKED")[0]) == (place != "start")
    assert ("…" in shown.partition("MARKED")[2]) == (place != "end" and bool(filler.strip()))


def test_a_marked_part_that_is_too_long_is_cut_itself():
    source = Source("a", "key: " + "長" * 5000)
    shown = excerpt(source, Span(5, 5005), 60)
    assert cell_len(shown.text) <= 60
    assert shown.start + shown.width <= 60


def test_a_span_over_several_lines_is_marked_on_its_first():
    text = "stages:\n  - title: a   \n    b: c\n"
    found = Diagnostic("r", "m", Source("a", text), Span(text.index("title"), len(text)))
    assert to_text([found]).splitlines()[3] == "  |     ^^^^^^^^"


def test_an_empty_span_and_one_at_the_end_still_have_a_caret():
    for offset in (0, 3, 4):
        found = Diagnostic("r", "m", Source("a", "abc\n"), Span(offset, offset))
        assert to_text([found]).splitlines()[3].count("^") == 1


def test_windows_line_ends_do_not_show():
    found = find("a: 1\r\nb: 2\r\n", "2")
    assert to_text([found]).splitlines()[2] == "2 | b: 2"


def test_nothing_steers_the_terminal():
    nasty = "\x1b[31m \x9b2J \u202e \x07 \r \x00"
    found = find(nasty, nasty, name=nasty, help=nasty, label=nasty)
    for text in (
        to_text([found]),
        REPORTERS["concise"]([found], 1, 80, False),
        REPORTERS["json"]([found], 1, 80, False),
    ):
        assert not set("\x1b\x9b\u202e\x07\r\x00") & set(text)


def test_colour_changes_no_word():
    import re

    found = find("id: [b]選擇[/b] :smile: 12", "選擇", label="here", help="do this")
    plain, coloured = to_text([found]), to_text([found], colour=True)
    assert "\x1b[" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
