"""Any text whatsoever ends in findings, each inside its file; never in an exception."""

from __future__ import annotations

from pathlib import Path

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from properties.maps import maps
from properties.reading import read

from cjmap.view import lay_out

BAD = sorted((Path(__file__).parents[1] / "validate" / "bad").rglob("*.yaml"))
TEXTS = [path.read_text(encoding="utf-8") for path in BAD]
PIECES = st.sampled_from(
    [
        ": ", "- ", "\n", "\n  ", "\t", "#", " #", "'", '"', "[", "]", "{", "}", ",", "|", ">", "&a", "*a", "<<", "!!x",
        "?", "%", "@", "`", "~", "---", "...", "\0", "\x1b", "\u202e", "\u2028", "\ufeff", "\r", "yes", "4/5", "-1",
        "1e999", "9" * 400, "cells", "steps:", "stages:", "text:", "id:", "next:", "emotion:", "痛點", "0x1F",
        "2026-13-40", "path#x", "../x", "//", "\\",
    ]
)  # fmt: skip
HEAD = "cjmap: 1\nkind: current-state\ntitle: A\n"


def sound(data: bytes) -> None:
    """Read, check and, where nothing is wrong, lay out; every span lies inside its text."""
    document, found = read(data)
    for each in found:
        for source, span in [(each.source, each.span), *((more.source, more.span) for more in each.related)]:
            assert span is None or 0 <= span.start <= span.end <= len(source.text), each
        assert each.message
        assert each.start <= each.end
        for edit in each.fix.edits if each.fix else ():
            assert 0 <= edit.span.start <= edit.span.end <= len(each.source.text), each
    if not found and document.map is not None:
        lay_out(document)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A map with a few pieces put in, taken out or moved."""
    text = draw(st.one_of(st.sampled_from(TEXTS), maps()))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        until = draw(st.integers(at, min(len(text), at + 12)))
        piece = draw(st.one_of(PIECES, st.text(max_size=4)))
        text = text[:at] + piece + text[until:]
    return text


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
@example(HEAD + "emotion_scale: {min: -1e308, max: 1e308}\nstages: [{emotion: 1e308}]")
@example(HEAD + "reviewed_on: 9999-12-31\nreview_every: 99999999 years\nstages: [{title: A}]")
@example(
    HEAD + "stages: [{opportunities: {text: A, reach: 1e308, impact: 5, effort: 1}, metrics: {text: B, value: -1e300}}]"
)
def test_any_text(text: str):
    sound(text.encode("utf-8", errors="surrogatepass"))


@given(st.binary(max_size=64))
def test_any_bytes(data: bytes):
    sound(data)


@given(damaged())
@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
def test_damaged_maps(text: str):
    sound(text.encode("utf-8", errors="surrogatepass"))
