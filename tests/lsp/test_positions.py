"""Columns in whatever units an editor counts, and changes made one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap.lsp.buffers import Buffer, Change, Overlay
from cjmap.lsp.positions import ENCODINGS, Encoding, Lines

UNITS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}
# letters of one to four bytes, the three line ends, and characters at which Python breaks lines and editors do not
TEXTS = st.text(st.sampled_from("ab: -é痛𠮷🛒\r\n\n\u2028\x0b\x85"), max_size=60)
encodings = st.sampled_from(ENCODINGS)


@given(TEXTS, encodings, st.integers(0, 60))
def test_a_position_is_the_units_since_the_line_began(text: str, encoding: Encoding, at: int):
    at = min(at, len(text))
    line, column = Lines(text, encoding).position(at)
    whole = text[:at].replace("\r\n", "\n").replace("\r", "\n")
    if text[at - 1 : at + 1] == "\r\n":  # between the two halves of a line end: still on the line
        whole = whole[:-1]
    codec, size = UNITS[encoding]
    assert line == whole.count("\n")
    assert column == len(whole.rpartition("\n")[2].encode(codec)) // size


@given(TEXTS, encodings, st.integers(0, 60))
def test_there_and_back(text: str, encoding: Encoding, at: int):
    lines = Lines(text, encoding)
    at = min(at, len(text))
    back = lines.offset(*lines.position(at))
    assert back == at - (text[at - 1 : at + 1] == "\r\n")


@pytest.mark.parametrize(
    ("encoding", "column", "offset"),
    [
        ("utf-16", 4, 3), ("utf-16", 3, 2), ("utf-16", 2, 2), ("utf-16", 99, 4), ("utf-8", 6, 3), ("utf-8", 4, 2),
        ("utf-32", 3, 3), ("utf-32", 9, 4), ("utf-32", 0, 0),
    ],
)  # fmt: skip
def test_beyond_a_line_is_its_end_and_inside_a_letter_its_start(encoding: Encoding, column: int, offset: int):
    assert Lines("a:𠮷b\nnext", encoding).offset(0, column) == offset


def test_beyond_the_last_line_is_the_end():
    assert Lines("a\nb", "utf-16").offset(7, 3) == 3


@st.composite
def changes(draw: st.DrawFn) -> tuple[str, list[tuple[int, int, str]]]:
    """A text, and replacements by offset, each in what the one before it left."""
    text = whole = draw(TEXTS)
    found = []
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, len(text)))
        new = draw(TEXTS)
        if any(text[at - 1 : at + 1] == "\r\n" for at in (start, end)):
            continue
        found.append((start, end, new))
        text = text[:start] + new + text[end:]
    return whole, found


@given(changes(), encodings)
def test_changes_by_position_are_changes_by_offset(case: tuple[str, list[tuple[int, int, str]]], encoding: Encoding):
    text, replacements = case
    buffer = Buffer.of("file:///a.cjm.yaml", None, 1, text, encoding)
    wanted = text
    for version, (start, end, new) in enumerate(replacements, 2):
        lines = Lines(wanted, encoding)
        wanted = wanted[:start] + new + wanted[end:]
        buffer = buffer.changed(version, [Change((lines.position(start), lines.position(end)), new)])
    assert buffer.source.text == wanted


def test_several_changes_at_once_count_from_what_the_ones_before_left():
    buffer = Buffer.of("file:///a.cjm.yaml", None, 1, "ab\n", "utf-16")
    found = buffer.changed(
        2, [Change(((0, 1), (0, 1)), "🛒\n"), Change(((1, 0), (1, 1)), "c"), Change(None, "x\ud83d")]
    )
    assert (found.source.text, found.version, buffer.source.text) == ("x\ufffd", 2, "ab\n")
    assert (
        buffer.changed(2, [Change(((0, 1), (0, 1)), "🛒\n"), Change(((1, 0), (1, 1)), "c")]).source.text == "a🛒\nc\n"
    )


def test_open_texts_lie_over_the_files(tmp_path: Path):
    saved, new = tmp_path / "a.cjm.yaml", tmp_path / "b.cjm.yaml"
    saved.write_text("on disk", encoding="utf-8")
    files = Overlay([Buffer.of(new.as_uri(), new, 1, "unsaved", "utf-16")])
    assert files.read(saved).text == "on disk"
    assert files.read(new).text == "unsaved"
    assert files.is_file(new)
    assert files.files_in(tmp_path, ".cjm.yaml") == [saved, new]
    assert files.asked == {saved, new, tmp_path}
    assert Overlay([Buffer.of(saved.as_uri(), saved, 1, "typed", "utf-16")]).read(saved).text == "typed"
