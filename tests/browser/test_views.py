"""The views in a real browser: which one is shown, that it prints, and that no arrow of the flow crosses a word."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from browser.opening import blank
from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]

# Ten steps and more: branches of two, three and four ways, parallel stages, outcomes, returns, a way to itself.
MAP = """\
cjmap: 1
kind: current-state
title: A long way
persona: [Priya, Tom]
stages:
  - id: look
    title: Looking around for something that will do
    steps:
      - {id: l1, title: Search, emotion: [{score: 1, persona: Priya, word: keen}, {score: -1, persona: Tom}]}
      - id: l2
        title: Compare, with an unreasonably long title that has to be broken over several lines
        next:
          - {to: l1, when: nothing fits}
          - {to: b1, when: one fits}
          - {to: l2, when: cannot decide}
          - {to: out, when: too dear}
      - {id: l3, title: Ask a friend, time: Sunday, duration: 20 min, moment_of_truth: What she says decides}
  - id: buy
    title: Buying
    steps:
      - {id: b1, title: Order, next: [p1, q1]}
  - {id: p, title: Paying, next: done, steps: [{id: p1, title: Pay}, {id: p2, title: Prove it, wait: 3 days}]}
  - id: q
    title: Delivery
    steps:
      - {id: q1, title: Send}
      - id: q2
        title: Wait
        next:
          - {to: q1, when: it was lost on the way and has to be sent a second time}
          - {to: q3, when: it comes}
          - {to: out, when: never}
      - {id: q3, title: Unpack}
  - {id: done, title: Use, next: []}
  - {id: out, title: Leave, next: [{to: look, when: comes back after a while}]}
"""
CHINESE = {
    "Search": "搜尋",
    "Compare, with": "比較，以及一個長得不像話、非得分成好幾行不可的標題，with",
    "Order": "訂購",
}

CROSSINGS = """
() => {
  const flow = document.querySelector('.flow');
  const words = [];
  const walker = document.createTreeWalker(flow, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (!node.textContent.trim() || node.parentElement.closest('.vh, svg, .fll, .fsaid')) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const r of range.getClientRects())
      if (r.width > 1) words.push([r.left, r.top, r.right, r.bottom, node.textContent]);
  }
  const found = [];
  let lines = 0;
  for (const line of flow.querySelectorAll('.fl .fx path[fill="none"]')) {
    if (!line.getClientRects().length || line.classList.contains('k-paper')) continue;
    lines++;
    const matrix = line.getScreenCTM(), length = line.getTotalLength();
    for (let at = 0; at <= length; at += 1.5) {
      const point = line.getPointAtLength(at).matrixTransform(matrix);
      for (const [l, t, r, b, text] of words)
        if (point.x > l && point.x < r && point.y > t && point.y < b) { found.push(text); at = length; break; }
    }
  }
  // what runs through a gutter as its background: no words may stand in that cell
  for (const cell of flow.querySelectorAll('td.fg')) {
    const box = cell.getBoundingClientRect();
    if (!box.width) continue;
    if (cell.textContent.trim()) found.push('in a gutter: ' + cell.textContent);
    for (const [l, t, r, b, text] of words)
      if (l < box.right - 1 && r > box.left + 1 && t < box.bottom - 1 && b > box.top + 1) found.push(text);
  }
  return {found, lines, words: words.length};
}
"""

JOINTS = """
() => {
  // every gutter's drawing is as wide as its cell and reaches below the place where the background takes over
  const off = [];
  for (const cell of document.querySelectorAll('.flow td[class*=" q"]')) {
    const box = cell.getBoundingClientRect();
    if (!box.width) continue;
    const svg = cell.querySelector('svg').getBoundingClientRect();
    const low = parseFloat(getComputedStyle(cell).backgroundPositionY);
    if (Math.abs(svg.width - box.width) > 1 || svg.height < low || Math.abs(svg.top - box.top) > 1)
      off.push([svg.height, low, svg.width, box.width]);
  }
  for (const row of document.querySelectorAll('.flow tr.fr')) {
    const boxes = [...row.querySelectorAll('td.fb')].map(cell => cell.getBoundingClientRect()).filter(box => box.width);
    if (boxes.some(box => box.height < 56)) off.push('low box');
  }
  return off;
}
"""


@pytest.fixture(scope="module")
def drawn(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the long map in two languages."""
    folder = tmp_path_factory.mktemp("flow")
    chinese = MAP
    for word, other in CHINESE.items():
        chinese = chinese.replace(word, other)
    found = {}
    for language, text in (("en", MAP), ("zh-TW", chinese)):
        path = folder / f"{language}.cjm.yaml"
        path.write_text(text.replace("title: A long way", f"title: A long way\nlanguage: {language}"), encoding="utf-8")
        found[language] = path.with_name(f"{language}.html").as_uri()
    command = [sys.executable, "-m", "cjmap", "render", str(folder), "--view", "flow"]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return found


def opened(chromium: BrowserContext, url: str, width: int) -> Page:
    page = blank(chromium, width)
    page.goto(url)
    return page


FONTS = ["", "'DejaVu Sans', Verdana, sans-serif", "'Noto Serif CJK TC', serif", "monospace"]


@pytest.mark.parametrize("width", [320, 900, 1440])
@pytest.mark.parametrize("language", ["en", "zh-TW"])
def test_no_arrow_crosses_a_word(chromium, drawn, language, width):
    page = opened(chromium, drawn[language], width)
    try:
        for font in FONTS:
            page.evaluate("font => font && document.documentElement.style.setProperty('--sans', font)", font)
            result: dict[str, Any] = page.evaluate(CROSSINGS)
            assert result["words"] > 30, font
            assert result["lines"] >= 40, font
            assert result["found"] == [], font
            assert page.evaluate(JOINTS) == [], font
            assert page.evaluate("document.documentElement.scrollWidth") <= width, font
    finally:
        page.close()


def test_no_arrow_of_the_examples_crosses_a_word(chromium, pages):
    for path in sorted(pages.glob("*/*.html")):
        page = opened(chromium, path.as_uri(), 1280)
        try:
            page.locator("#v-flow").check(force=True)
            assert page.evaluate(CROSSINGS)["found"] == [], path.name
        finally:
            page.close()


SHOWN = """
() => [...document.querySelectorAll('.grid, .tree, .flow, .list')]
  .filter(e => e.getClientRects().length).map(e => e.className.split(' ').pop())
"""


@pytest.mark.parametrize("width", [320, 1280])
def test_each_view_is_chosen_by_keyboard_and_shown_alone(chromium, pages, width):
    page = opened(chromium, (pages / "first-month" / "first-month.html").as_uri(), width)
    try:
        assert page.evaluate(SHOWN) == (["list"] if width == 320 else ["grid"])
        page.locator("#v-auto").focus()
        for name in ("grid", "tree", "flow", "list"):
            page.keyboard.press("ArrowRight")
            assert page.evaluate(SHOWN) == [name]
            assert page.evaluate("document.documentElement.scrollWidth") <= width
    finally:
        page.close()


def test_print_shows_the_chosen_view(chromium, pages):
    page = opened(chromium, (pages / "first-month" / "first-month.html").as_uri(), 1280)
    try:
        for name in ("grid", "tree", "flow", "list"):
            page.emulate_media(media="screen")
            page.locator(f"#v-{name}").check(force=True)
            page.emulate_media(media="print")
            assert page.evaluate(SHOWN) == [name]
            assert not page.locator(".bar").is_visible()
    finally:
        page.close()


def test_links_of_the_flow_and_the_tree_lead_somewhere_visible(chromium, pages):
    page = opened(chromium, (pages / "first-month" / "first-month.html").as_uri(), 1280)
    try:
        for name in ("tree", "flow"):
            page.locator(f"#v-{name}").check(force=True)
            lost = page.evaluate(
                """name => [...document.querySelectorAll(`.${name} a[href^="#"], .find a`)]
                    .filter(link => link.getClientRects().length)
                    .filter(link => !document.getElementById(link.hash.slice(1))?.getClientRects().length)
                    .map(link => link.hash)""",
                name,
            )
            assert lost == []
    finally:
        page.close()


def test_the_ribbon_is_drawn_for_each_width(chromium, pages):
    page = opened(chromium, (pages / "complaint" / "complaint.html").as_uri(), 320)
    try:
        for width in (320, 1000, 1440):
            page.set_viewport_size({"width": width, "height": 900})
            shown = page.locator(".rib svg.rb").filter(visible=True)
            assert shown.count() == 1
            size = page.evaluate(
                """() => [...document.querySelectorAll('.rib svg.rb')].filter(s => s.getClientRects().length)
                    .map(s => 11 * s.getBoundingClientRect().width / s.viewBox.baseVal.width)[0]"""
            )
            assert size > 9
    finally:
        page.close()
