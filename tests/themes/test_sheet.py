"""A person's own style sheet: what it may say, and what becomes of it."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

import pytest
from render_html.views import every_item, plot, view

from cjmap.render.html import page_html
from cjmap.render.look import painted
from cjmap.render.paper import PAPERS, plan
from cjmap.source import Source
from cjmap.themes import built_in
from cjmap.themes.sheet import dressed

EDITORIAL = built_in("editorial")

REFUSED = [
    "a{background:url(x.png)}",
    "a{background:url( 'http://127.0.0.1/x' )}",
    "a{background:URL(x)}",
    "a{background:u\\72l(x)}",
    "a{background:\\75\\52 l('x')}",
    "a{background:/**/url(x)}",
    "a{background:image-set('x' 1x)}",
    "a{background:-webkit-image-set(url(x) 1x)}",
    "a{background:cross-fade(url(x),red)}",
    "a{background:src('x')}",
    "a{background:element(#map)}",
    ":root{--own:url(x)}",
    "a{--own:{b:url(x)}}",
    "@import 'x';",
    "@IMPORT url(x);",
    "@\\69mport 'x';",
    "@media screen{@import 'x'}",
    "@media screen{a{b{background:url(x)}}}",
    "@supports (background:url(x)){a{color:red}}",
    "@font-face{font-family:x;src:local(y)}",
    "@namespace 'http://x';",
    "a[href=']]>']{color:red}",
    "a{content:'</style><script>alert(1)</script>'}",
    "/* </STYLE> */",
    "<!-- a{color:red}",
    "a{background:url(x",
]


@pytest.mark.parametrize("text", REFUSED)
def test_it_asks_for_nothing(text: str):
    theme, found = dressed(EDITORIAL, Source("own.css", text))
    assert theme == EDITORIAL
    assert {each.rule for each in found} & {"css-refused"}
    assert all(each.source.name == "own.css" and each.span for each in found)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("\n:root{--link:red}", (2, 7)),
        (":root{--line:1em}", (1, 7)),
        (":root{--stages:round}", (1, 7)),
        ("@media (prefers-color-scheme: dark) {\n  :root { --ink: hsl(0 0% 0%) }\n}", (2, 11)),
    ],
)
def test_a_property_takes_what_it_takes(text: str, place: tuple[int, int]):
    _, found = dressed(EDITORIAL, Source("own.css", text))
    assert [(each.rule, *each.start) for each in found] == [("css-value", *place)]


def test_what_it_sets_of_a_theme_is_the_themes():
    text = """
    :root { --ink: #010203; --curve: 4 }
    @media screen and (prefers-color-scheme: dark) { :root { --ink: #fefefe } }
    .deck { color: var(--pos) }
    """
    theme, found = dressed(EDITORIAL, Source("own.css", text))
    assert found == []
    assert (theme.light["ink"], theme.dark["ink"], theme.light["curve"]) == ("#010203", "#fefefe", "4")
    assert "".join(theme.css.split()) == ".deck{color:var(--pos)}"
    two = view(rows=every_item(), plot=plot(1, -1, 1, -1))
    sheet = plan(two, PAPERS["a3"])
    with painted(theme):
        paper = page_html(two, paper=sheet, slices=sheet.slices)
    assert 'stroke="#010203" stroke-width="4"' in paper
    assert ".deck { color: #0b6f68 }" in paper


def test_the_rest_stands_last_and_the_policy_names_all_of_it():
    theme, _ = dressed(EDITORIAL, Source("own.css", ".deck{color:#123456}\nh1 > b { margin: 0 }\n"))
    with painted(theme):
        page = page_html(view())
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style is not None
    assert style[1].endswith("h1 > b { margin: 0 }")
    assert f"'sha256-{b64encode(sha256(style[1].encode()).digest()).decode()}'" in page.replace("&#39;", "'")


def test_what_it_says_besides_properties_stays():
    theme, _ = dressed(EDITORIAL, Source("own.css", ":root { --link: #112233; font-size: 110% }"))
    assert theme.light["link"] == "#112233"
    assert "font-size: 110%" in theme.css
