"""The page as a whole: safe, complete, well formed."""

from __future__ import annotations

import base64
import re
from collections import Counter
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from render_html.read_back import Page
from render_html.views import HOSTILE, emotion, every_item, head, item, plot, row, view

from cjmap.record import replace
from cjmap.render.html import page_html, render, safe_link
from cjmap.render.paper import PAPERS, plan
from cjmap.view import shapes as v

WORDS = (
    "plain", "quote", "touch", "channel", "pain", "activity", "actor", "system", "duration", "wait", "fail",
    "opportunity", "metric title", "verdict", "fact", "before", "sentence", "persona", "when", "alt", "link", "risk",
    "detail", "bad link",
)  # fmt: skip


def full(words: str = "") -> v.View:
    """A map with a bit of everything."""
    rows = (*every_item(words), row("emotion2", "emotion", (v.CellView(0, 1, (emotion(1, "e1"),)),)))
    card = v.PersonaCard("p1", f"name {words}", "NM", f"line {words}", f"said {words}", f"bio {words}", None, (), (1,))
    return view(
        rows=rows, plot=plot(1, -2, 0.5, 2), personas=(card, card.__class__(**{**as_dict(card), "anchor": "p2"})),
        title=f"title {words}", summary=f"summary {words}", bands=(v.Band(f"band {words}", 0, 2), v.Band("", 2, 2)),
        intro=(v.Detail("Scenario", f"scenario {words}"),), facts=(v.Detail("Owner", f"owner {words}", warn=True),),
        findings=(v.Finding("peak", "Peak", "+2", f"finding {words}", "#c3"),),
        fates=(v.Detail("Left", f"fate {words}"),), marks=("line_evidence", "star", "online", "score"),
        overall=(row("whole", "items", (v.CellView(0, 4, (item("items", f"overall {words}", "w1"),)),)),),
    )  # fmt: skip


def as_dict(card: v.PersonaCard) -> dict[str, Any]:
    return {name: getattr(card, name) for name in card.__match_args__}


def test_well_formed_with_unique_ids():
    page = Page(page_html(full()))
    assert page.problems == []
    assert [one for one, count in Counter(page.ids).items() if count > 1] == []
    targets = {a["href"][1:] for a in page.all("a") if a["href"].startswith("#")}
    assert targets <= set(page.ids)


def test_no_script_no_inline_style_no_handlers():
    page = Page(page_html(full(HOSTILE)))
    assert not page.all("script")
    assert not page.all("iframe")
    names = {name for _, attributes in page.elements for name in attributes}
    assert "style" not in names
    assert not [name for name in names if name.startswith("on")]


def test_policy_names_the_style_sheet():
    source = page_html(full())
    page = Page(source)
    assert page.elements[2] == ("meta", {"charset": "utf-8"})
    policy = page.elements[3][1]
    assert policy["http-equiv"] == "Content-Security-Policy"
    sheets = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
    assert len(sheets) == 1
    digest = base64.b64encode(sha256(sheets[0].encode()).digest()).decode()
    assert policy["content"] == (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; font-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def test_hostile_words_come_out_as_words():
    source = page_html(full(HOSTILE))
    page = Page(source)
    assert page.problems == []
    assert f"plain {HOSTILE}" in page.words
    assert "<script>alert" not in source.replace("&lt;script&gt;", "")
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style
    assert "alert" not in style[1]


def test_every_word_stands_in_the_grid():
    source = page_html(full())
    table = source[source.index('<table class="map') : source.index("</table>")]
    words = Page(table).words + " ".join(a.get("alt", "") for a in Page(table).all("img"))
    assert [word for word in WORDS if word not in words] == []


def test_every_word_stands_in_the_list():
    source = page_html(full())
    part = source[source.index('<section class="list"') : source.index("<footer>")]
    assert [word for word in WORDS if word not in Page(part).words] == []


@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "data:text/html,x", "//example.org", "file:///etc", " http://x", ""]
)
def test_unsafe_links_are_not_printed(href: str):
    assert safe_link(href) is None


@pytest.mark.parametrize("href", ["#c1", "https://example.org", "HTTP://example.org", "mailto:a@example.org"])
def test_safe_links_are_printed(href: str):
    assert safe_link(href) == href


def test_hrefs_of_the_page_are_safe():
    page = Page(page_html(full(HOSTILE)))
    assert all(safe_link(a["href"]) for a in page.all("a"))


def test_same_view_same_bytes():
    assert render(full()) == render(full())


def test_pictures_by_their_first_bytes():
    def shown(data: bytes | None) -> Page:
        image = item("images", "", "i1", kind=v.ImageView, path=Path("a.png"), alt="what it shows")
        rows = (row("images", "images", (v.CellView(0, 1, (image,)),)),)
        return Page(page_html(view(rows=rows), read_image=lambda _: data))

    png = shown(b"\x89PNG\r\n\x1a\nrest")
    assert png.all("img")[0]["src"].startswith("data:image/png;base64,")
    assert png.all("img")[0]["alt"] == "what it shows"
    for refused in (b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF00", None):
        page = shown(refused)
        assert not page.all("img")
        assert "what it shows" in page.words


def test_table_is_native_and_its_rows_are_whole():
    stage_cell = v.CellView(0, 2, (item("items", "whole stage", "a1"),))
    steps = (v.CellView(1, 1, (item("items", "step", "a2"),)), v.CellView(2, 1, (item("items", "other", "a3"),)))
    source = page_html(view(rows=(row("x", "items", (stage_cell,), steps), row("empty", "items", ()))))
    table = source[source.index('<table class="map') : source.index("</table>")]
    assert "<caption" in table
    widths = Counter()
    for number, line in enumerate(re.findall(r"<tr[^>]*>(.*?)</tr>", table, re.DOTALL)):
        for attributes in re.findall(r"<t[dh]([^>]*)>", line):
            span = re.search(r'colspan="(\d+)"', attributes)
            down = re.search(r'rowspan="(\d+)"', attributes)
            for below in range(int(down[1]) if down else 1):
                widths[number + below] += int(span[1]) if span else 1
    assert set(widths.values()) == {5}


def test_slices_repeat_the_lanes_and_cut_the_stages():
    sheet = replace(plan(full(), PAPERS["a4"]), slices=((0, 3), (3, 4)))
    source = page_html(full(), paper=sheet, slices=sheet.slices, extra_css="@page{size:A4}")
    page = Page(source)
    assert page.problems == []
    assert [one for one, count in Counter(page.ids).items() if count > 1] == []
    assert source.count('<table class="map') == 2
    assert source.count(">items title</b>") == 2
    assert not page.all("input")
    assert 'class="list"' not in source
    assert "(continued)" in page.words
    heights = set(re.findall(r'class="curve".*?viewBox="0 0 [\d.]+ ([\d.]+)"', source))
    assert len(heights) == 1


@pytest.mark.parametrize("columns", [1, 2, 13, 300])
def test_any_number_of_columns(columns: int):
    rows = (row("a", "items", tuple(v.CellView(n, 1, (item("items", f"t{n}", f"i{n}"),)) for n in range(columns))),)
    page = Page(page_html(view(columns, rows=rows, plot=plot(*[(n % 5) - 2 for n in range(columns)]))))
    assert page.problems == []


def test_a_map_without_rows_or_columns():
    assert Page(page_html(view(2))).problems == []
    assert Page(page_html(view(0))).problems == []


def test_flow_that_branches_is_told_in_the_heads():
    edges = (v.FlowEdge(0, 2, "if it rains", False), v.FlowEdge(1, 2, "", True), v.FlowEdge(2, None, "", False))
    words = Page(page_html(view(flow=edges))).words
    assert "if it rains → Step 2" in words
    assert "The journey ends here" in words


def test_moments_of_truth_tint_their_columns():
    base = view(rows=(row("a", "items", (v.CellView(0, 2, (item("items", "t", "i1"),)),)),))
    columns = (base.columns[0], v.ColumnView(1, 0, head("c1", "Now", "1.2", moment="why"), ()), *base.columns[2:])
    source = page_html(replace(base, columns=columns))
    assert ".map .m01{background:linear-gradient(to right,var(--paper) 0%,var(--paper) 50%,var(--mot) 50%" in source
    assert "transparent" not in re.search(r"\.m01\{[^}]*\}", source)[0]
