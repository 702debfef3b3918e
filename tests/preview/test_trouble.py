"""The page of findings: whatever a source holds, it is shown as plain text around the place that is marked."""

from __future__ import annotations

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from cjmap.diagnostic import Diagnostic, Related
from cjmap.preview.trouble import MOST, shown, trouble_page
from cjmap.source import Source, Span
from cjmap.visible import visible

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)


@given(TEXTS, st.integers(0, 90), st.integers(0, 90), TEXTS)
def test_any_text_is_plain(text, start, length, words):
    source = Source(words or "map", text)
    found = Diagnostic("rule", words, source, Span(min(start, len(text)), min(start + length, len(text))), help=words)
    page = trouble_page("map.cjm.yaml", [found], index=False).decode()
    tags = set(re.findall(r"<(/?[a-zA-Z0-9]+)", page))
    assert tags <= {
        "html", "head", "meta", "title", "style", "body", "main", "p", "h1", "h2", "span", "ol", "li", "code", "figure",
        "figcaption", "div", "mark", "br", "/html", "/head", "/title", "/style", "/body", "/main", "/p", "/h1", "/h2",
        "/span", "/ol", "/li", "/code", "/figure", "/figcaption", "/div", "/mark",
    }  # fmt: skip
    assert visible(words) in unescape(page)


def test_the_lines_around_and_the_mark():
    text = "one\ntwo\nthree here four\nfive\nsix\nseven\n"
    start = text.index("here")
    related = (Related(Source("other", "first\n"), Span(0, 5), "the first use"),)
    found = shown(
        Diagnostic("rule", "message", Source("map", text), Span(start, start + 4), label="this", related=related)
    )
    main, second = found.excerpts
    assert [line.number for line in main.lines] == [1, 2, 3, 4, 5]
    assert (main.lines[2].before, main.lines[2].marked, main.lines[2].after) == ("three ", "here", " four")
    assert (main.place, main.label) == ("map:3:7", "this")
    assert (second.place, second.label, second.lines[0].marked) == ("other:1:1", "the first use", "first")


def test_very_long_lines_and_very_many_findings_are_cut():
    source = Source("map", "a" * 5000 + "MARK" + "b" * 5000)
    found = Diagnostic("rule", "message", source, Span(5000, 5004))
    [excerpt] = shown(found).excerpts
    [line] = excerpt.lines
    assert (len(line.before), line.marked, len(line.after)) == (301, "MARK", 301)
    many = [Diagnostic("rule", f"message {number}", source, Span(number, number + 1)) for number in range(MOST + 7)]
    page = trouble_page("map", many, index=True).decode()
    assert page.count("<li>") == MOST
    assert "and 7 more findings" in page
    assert f"{MOST + 7} errors in" in page


def test_a_finding_without_a_place():
    page = trouble_page("map", [Diagnostic("missing-file", "there is no such file", Source("map", ""))], index=False)
    assert b"there is no such file" in page
    assert b"<figure>" not in page
