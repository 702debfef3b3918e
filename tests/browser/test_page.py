"""The page in a real browser: it fetches nothing, fits every width, and its controls work without script."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from browser.opening import looks, opened

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
MAPS = sorted(path.relative_to(ROOT / "examples") for path in (ROOT / "examples").glob("*/*.cjm.yaml"))


def page_of(pages: Path, name: Path) -> str:
    return (pages / str(name).replace(".cjm.yaml", ".html")).as_uri()


@pytest.mark.parametrize("name", MAPS, ids=str)
def test_it_fits_and_is_silent(chromium, pages, name):
    page, said = opened(chromium, page_of(pages, name), 320, "light")
    try:
        assert page.evaluate("document.scripts.length") == 0
        for width, scheme in looks(page, (320, 1280)):
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert (sum(map(int, ground[4:-1].split(","))) > 384) == (scheme == "light")
        assert said == []
    finally:
        page.close()


def test_controls_choose_views_and_lanes(chromium, pages):
    page, _ = opened(chromium, page_of(pages, Path("buy-a-car/buy-a-car.cjm.yaml")), 1280, "light")
    try:
        table = page.locator("table.map").first
        assert table.is_visible()
        lane = page.get_by_role("rowheader", name="接觸點").first
        assert lane.is_visible()
        box = page.get_by_role("checkbox", name="接觸點")
        box.focus()
        page.keyboard.press("Space")
        assert not lane.is_visible()
        page.keyboard.press("Space")
        assert lane.is_visible()
        page.get_by_role("radio", name="清單").check(force=True)
        assert not table.is_visible()
        page.get_by_role("radio", name="地圖").check(force=True)
        assert table.is_visible()
    finally:
        page.close()


def test_narrow_screens_get_the_list(chromium, pages):
    page, _ = opened(chromium, page_of(pages, Path("buy-a-car/buy-a-car.cjm.yaml")), 320, "light")
    try:
        assert not page.locator("table.map").first.is_visible()
        assert page.get_by_role("heading", name="交車", exact=False).first.is_visible()
    finally:
        page.close()


SIGNS = """() => [...document.querySelectorAll(".wide:has(> .cue)")].filter(each => each.offsetHeight).filter(each => {
    const region = each.querySelector(".region"), said = each.querySelector(".cue").offsetHeight > 0;
    return said !== region.scrollWidth > region.clientWidth;
}).map(each => each.innerText.slice(0, 80))"""
"""The regions that scroll sideways without a sign, and those that have one without need."""


@pytest.mark.parametrize("name", MAPS, ids=str)
def test_a_map_says_that_it_goes_on_beyond_the_window(chromium, pages, name):
    """In words, on any width where its region scrolls and on no other; not in print."""
    page, _ = opened(chromium, page_of(pages, name), 900, "light")
    try:
        page.locator("#v-flow").check(force=True)
        for width in (900, 1000, 1280, 1600, 2600):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(SIGNS) == [], width
        page.locator("#v-grid").check(force=True)
        cue = page.locator(".grid .cue")
        for width in (320, 900, 1280, 1440, 1600, 1900, 2600):
            page.set_viewport_size({"width": width, "height": 900})
            beyond = page.evaluate("(at => at.scrollWidth > at.clientWidth)(document.querySelector('#map'))")
            assert cue.is_visible() == beyond, width
        page.set_viewport_size({"width": 320, "height": 900})
        assert cue.is_visible()
        page.locator("#v-list").check(force=True)
        assert not cue.is_visible()
        page.locator("#v-grid").check(force=True)
        page.emulate_media(media="print")
        assert not cue.is_visible()
    finally:
        page.close()


LONE = """() => {
    const blocks = new Map(), range = document.createRange();
    const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
        const text = walk.currentNode;
        if (text.parentElement.closest("svg, .vh, table")) continue;
        let block = text.parentElement;
        while (/^inline|contents/.test(getComputedStyle(block).display)) block = block.parentElement;
        const lines = blocks.get(block) ?? blocks.set(block, []).get(block);
        for (let at = 0; at < text.data.length; at++) {
            range.setStart(text, at);
            range.setEnd(text, at + 1);
            const box = range.getClientRects()[0];
            if (!box || !box.width) continue;
            const line = lines.find(each => each.top < box.bottom - 3 && each.bottom > box.top + 3);
            if (line) line.text += text.data[at];
            else lines.push({top: box.top, bottom: box.bottom, text: text.data[at]});
        }
    }
    const few = line => line.text.match(/[\\p{L}\\p{N}]/gu)?.length === 1;
    return [...blocks.values()].filter(lines => lines.length > 1 && few(lines.at(-1)))
        .map(lines => lines.map(line => line.text).join(" / "));
}"""
"""The texts outside tables whose last line has one letter alone."""


@pytest.mark.parametrize("name", MAPS, ids=str)
def test_no_character_stands_alone_on_a_narrow_screen(chromium, pages, name):
    """But for units that cannot be broken elsewhere, such as the month of “件／月”."""
    page, _ = opened(chromium, page_of(pages, name), 320, "light")
    try:
        assert [text for text in page.evaluate(LONE) if not text.strip().endswith("／月")] == []
    finally:
        page.close()


TIED = """() => {
    const low = each => each.getBoundingClientRect().bottom, shown = each => each.offsetHeight;
    const apart = [...document.querySelectorAll(".grid .nb + .refs")].filter(shown)
        .filter(each => Math.abs(low(each.previousElementSibling) - low(each)) > 9);
    const torn = [...document.querySelectorAll(".grid .nb")].filter(shown)
        .filter(each => new Set([...each.getClientRects()].map(box => Math.round(box.bottom))).size > 1);
    return [...apart, ...torn].map(each => each.parentElement.textContent);
}"""
"""The texts whose last characters stand on two lines, or on another than their raised numbers."""


@pytest.mark.parametrize("name", ["cart-to-checkout/cart-to-checkout", "hot-pot/hot-pot"])
def test_the_last_characters_of_a_cell_stand_together_with_its_numbers(chromium, pages, name):
    page, _ = opened(chromium, page_of(pages, Path(f"{name}.cjm.yaml")), 1280, "light")
    try:
        assert page.locator(".grid .nb + .refs").count() > 20
        assert page.evaluate(TIED) == []
    finally:
        page.close()


def test_tables_of_a_comparison_say_that_they_go_on_beyond_the_window(chromium, tmp_path):
    cart, out = ROOT / "examples" / "cart-to-checkout" / "cart-to-checkout", tmp_path / "page.html"
    command = [sys.executable, "-m", "cjmap", "diff", f"{cart}.cjm.yaml", f"{cart}.future.cjm.yaml", "--to", "html"]
    subprocess.run([*command, "-o", str(out)], check=True, capture_output=True, timeout=120)
    page, said = opened(chromium, out.as_uri(), 1280, "light")
    try:
        assert said == []
        assert page.locator(".c-wide .cue").first.is_visible()
        for width in (375, 900, 1280, 1440, 1900):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(SIGNS) == [], width
        page.emulate_media(media="print")
        assert not page.locator(".c-wide .cue").first.is_visible()
    finally:
        page.close()


def test_no_word_of_a_stage_is_torn(chromium, pages):
    page, _ = opened(chromium, page_of(pages, Path("grocery-day/grocery-day.cjm.yaml")), 1000, "light")
    try:
        for width in (1000, 1280, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(TORN) == [], width
    finally:
        page.close()


TORN = """() => [...document.querySelectorAll("thead .stt")].flatMap(each => {
    const text = each.firstChild, range = document.createRange();
    return [...text.data.matchAll(/\\S+/g)].filter(word => {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        return range.getClientRects().length > 1;
    }).map(word => word[0]);
})"""
"""The words of stages' titles that stand on two lines."""


HOSTILE = """\
cjmap: 1
kind: current-state
title: '<script>fetch("http://127.0.0.1:{port}/title")</script>'
summary: '"><img src=http://127.0.0.1:{port}/summary onerror=alert(1)>'
persona: '<svg onload=fetch("http://127.0.0.1:{port}/persona")>'
lanes:
  - {{id: links}}
stages:
  - title: '</style><link rel=stylesheet href=http://127.0.0.1:{port}/stage>'
    actions: 'url(http://127.0.0.1:{port}/action)'
    thoughts: '</title><iframe src=http://127.0.0.1:{port}/thought></iframe>'
    emotion: {{score: 1, word: '<foreignObject><img src=http://127.0.0.1:{port}/word></foreignObject>'}}
    touchpoints: '@import "http://127.0.0.1:{port}/touchpoint";'
    links: {{url: 'http://127.0.0.1:{port}/link', title: '{{{{ 7 * 7 }}}}'}}
"""


def test_hostile_words_fetch_nothing(chromium, tmp_path):
    """A listener on loopback hears nothing, whatever the map says."""
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        stop = threading.Event()

        def listen() -> None:
            while not stop.is_set():
                try:
                    connection, _ = server.accept()
                except TimeoutError:
                    continue
                with connection:
                    heard.append(connection.recv(200))

        listener = threading.Thread(target=listen)
        listener.start()
        source = tmp_path / "hostile.cjm.yaml"
        source.write_text(HOSTILE.format(port=server.getsockname()[1]), encoding="utf-8")
        subprocess.run([sys.executable, "-m", "cjmap", "render", str(source), "--to", "html"], check=True, timeout=120)
        page, said = opened(chromium, (tmp_path / "hostile.html").as_uri(), 1280, "light")
        try:
            page.wait_for_timeout(500)
            shown = page.inner_text("body")
            assert "{{ 7 * 7 }}" in shown
            assert '<script>fetch("http://127.0.0.1' in shown
        finally:
            page.close()
            stop.set()
            listener.join()
    assert (heard, said) == ([], [])
