"""What WeasyPrint is spared must not show: the same bytes come out, sooner."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any

import pytest
from pdf_maps import EXAMPLES, example, pictures

from cjmap.render import pdf, swift
from cjmap.render.swift import Has

pytestmark = pytest.mark.pdf

PAGE = Has(frozenset({"map", "it"}), frozenset({"div", "td"}), frozenset({"class", "href"}))


@contextlib.contextmanager
def untouched(*_: Any) -> Iterator[None]:
    """WeasyPrint as it is."""
    yield


def test_the_same_bytes_as_without_what_is_spared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    view = example(EXAMPLES[0])
    spared = pdf.render(view, read_image=pictures).data
    monkeypatch.setattr(swift, "take_ids", lambda *_: {})
    monkeypatch.setattr(swift, "shared_styles", untouched)
    monkeypatch.setattr(swift, "kept_layouts", untouched)
    monkeypatch.setattr(swift, "needed", lambda css, _: css)
    assert pdf.render(view, read_image=pictures).data == spared


@pytest.mark.parametrize(
    ("css", "left"),
    [
        (".map{a:b}.gone{a:b}", ".map{a:b}"),
        (".gone,.map .it{a:b}", ".map .it{a:b}"),
        ("h1 .it,div>td{a:b}", "div>td{a:b}"),
        ("@media screen{.map{a:b}}td{a:b}", "td{a:b}"),
        ("@media screen and (max-width:9rem){.map{a:b}.it{a:b}}td{a:b}", "td{a:b}"),
        ("[hidden]{a:b}[href]{a:b}[href$='.gone']{a:b}", "[href]{a:b}[href$='.gone']{a:b}"),
        ("/* .gone{a:b} */td{a:b}", "td{a:b}"),
    ],
)
def test_rules_that_the_page_cannot_ask_for_go(css: str, left: str) -> None:
    assert swift.needed(css, PAGE) == left


@pytest.mark.parametrize(
    "css",
    [
        "*{a:b}",
        "#any{a:b}",
        ".map:not(.gone){a:b}",
        "div:not(.gone,.lost) td{a:b}",
        ":is(.gone,.map){a:b}",
        ":lang(zh) .it{a:b}",
        '@page{size:a3;@bottom-left{content:"x"}}',
        "@media print{.map{a:b}}",
        ".gone{content:\"}\"}.map{content:'{'}",
        r".g\6fne{a:b}",
        ".map{background:url(data:image/png;base64,x)}",
    ],
)
def test_what_may_be_asked_for_stays(css: str) -> None:
    assert swift.needed(css, PAGE) == css


def test_ids_that_the_style_asks_for_stay() -> None:
    from xml.etree import ElementTree as ET

    text = "<html><style>#i1{a:b}</style><p id='i1'/><p id='i2'/><a href='#i2'/></html>"
    root = ET.fromstring(text)
    assert list(swift.take_ids(root, text).values()) == ["i2"]
    assert re.findall("id=.(..)", ET.tostring(root, encoding="unicode")) == ["i1"]
    assert swift.take_ids(root, text.replace("#i1{", "[id]{")) == {}
