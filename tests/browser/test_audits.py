"""What machines can judge of a page: accessibility, correct HTML, reflow, and the keyboard."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from browser.opening import ROOT, drawn, needed, npm, opened
from playwright.sync_api import Page

from cjmap.cli import run
from cjmap.kinds import KINDS
from cjmap.labels import LANGUAGES
from cjmap.themes import NAMES

pytestmark = [pytest.mark.browser, pytest.mark.node]

EXAMPLES = {
    ("current-state", "en"): "examples/first-month/first-month",
    ("current-state", "zh-TW"): "examples/buy-a-car/buy-a-car",
    ("current-state", "zh-CN"): "examples/hot-pot/hot-pot",
    ("current-state", "ms"): "examples/complaint/aduan-semasa",
    ("future-state", "zh-TW"): "examples/cart-to-checkout/cart-to-checkout.future",
    ("day-in-the-life", "ms"): "examples/grocery-day/grocery-day",
    ("service-blueprint", "en"): "examples/burger/burger",
    ("service-blueprint", "zh-CN"): "examples/bank-loan/bank-loan",
    ("service-blueprint", "ms"): "examples/complaint/complaint",
}
"""A full map of a kind in a language; the starter map stands where there is none."""
MATRIX = {
    f"{kind} {language}": EXAMPLES.get((kind, language), f"templates/maps/{kind}/{language}")
    for kind in KINDS
    for language in LANGUAGES
}
THEMED = [(theme, EXAMPLES[kind, "ms"]) for theme in NAMES[1:] for kind in ("current-state", "service-blueprint")]

AXE = """async () => {
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"];
    const found = await axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]});
    const told = found.violations.map(rule => `${rule.id}: ${rule.nodes[0].html} ${rule.nodes[0].failureSummary}`);
    return [told, found.passes.map(rule => rule.id)];
}"""
QUIET = """() => {
    const without = sheet => {
        for (let at = sheet.cssRules.length - 1; at >= 0; at--) {
            const rule = sheet.cssRules[at], selector = rule.selectorText ?? "::";
            if (rule.cssRules?.length) without(rule);
            else if (selector.includes(":has(") && !selector.includes("::") && !document.querySelector(selector))
                sheet.deleteRule(at);
        }
    };
    [...document.styleSheets].forEach(without);
}"""
"""Takes out the rules with `:has()` that hold for no element, for which Chromium would search the whole page again
each time that axe asks whether an element of a hidden view is hidden: half of the time, and nothing looks otherwise."""
SIDEWAYS = """() => [...document.querySelectorAll("*")]
    .filter(each => each.scrollWidth > each.clientWidth + 1 && !each.matches(".region"))
    .filter(each => ["auto", "scroll"].includes(getComputedStyle(each).overflowX))
    .map(each => each.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where pages are drawn to, each once a worker."""
    return tmp_path_factory.mktemp("audits")


CART = "examples/cart-to-checkout/cart-to-checkout"
COMPARED = {
    "gap": [f"{CART}.cjm.yaml", f"{CART}.future.cjm.yaml"],
    "changes": ["templates/maps/service-blueprint/ms.cjm.yaml", "examples/complaint/complaint.cjm.yaml"],
    "maps": ["examples/cart-to-checkout", "examples/complaint"],
}
"""What a page compares: a map with its future, two maps, two folders."""


def compared(folder: Path, name: str) -> Path:
    """The page of a comparison, drawn by the real command."""
    out = folder / f"diff-{name}.html"
    if not out.exists():
        sides = [str(ROOT / each) for each in COMPARED[name]]
        assert run(["diff", *sides, "--to", "html", "-o", str(out)]) == 0
    return out


def ready(page: Page) -> Page:
    """The page with axe in it."""
    page.evaluate(npm("axe-core/axe.min.js").read_text(encoding="utf-8"))
    page.evaluate(QUIET)
    return page


def audited(page: Page, width: int, scheme: str) -> list[str]:
    """What is wrong with a page at a width in a colour scheme, in words."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    told, passed = page.evaluate(AXE)
    found = [f"{width} {scheme} {each}" for each in told]
    if not {"color-contrast", "target-size", "region"} <= set(passed):
        found.append(f"{width} {scheme}: axe did not look at everything")
    if page.evaluate("document.documentElement.scrollWidth") > width:
        found.append(f"{width} {scheme}: the page scrolls sideways")
    return found + [f"{width} {scheme} scrolls sideways: {each}" for each in page.evaluate(SIDEWAYS)]


@pytest.mark.parametrize("name", MATRIX)
def test_everybody_can_use_it(chromium, folder, name):
    page, said = opened(chromium, drawn(folder, MATRIX[name]).as_uri(), 1280, "light")
    try:
        assert page.evaluate("document.documentElement.lang") == name.split()[1]
        ready(page)
        found = [each for width in (1280, 320) for scheme in ("light", "dark") for each in audited(page, width, scheme)]
        assert (found, said) == ([], [])
    finally:
        page.close()


@pytest.mark.parametrize("name", COMPARED)
def test_comparisons_too(chromium, folder, name):
    page, said = opened(chromium, compared(folder, name).as_uri(), 1280, "light")
    try:
        ready(page)
        page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
        found = [*audited(page, 1280, "dark"), *audited(page, 320, "light")]
        assert (found, said) == ([], [])
    finally:
        page.close()


def test_narrow_windows_have_a_comparison_column_by_column(chromium, folder):
    page, _ = opened(chromium, compared(folder, "gap").as_uri(), 1280, "light")
    try:
        for width, table, cards in ((1280, True, False), (375, False, True), (320, False, True)):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.locator(".c-stage > .wide").first.is_visible() is table
            assert page.locator(".c-stage > .c-cards").first.is_visible() is cards
        page.emulate_media(media="print")
        assert page.locator(".c-sides").first.is_visible()
        assert not page.locator(".c-cards").first.is_visible()
    finally:
        page.close()


@pytest.mark.parametrize(("theme", "name"), THEMED)
def test_in_every_theme(chromium, folder, theme, name):
    page, said = opened(chromium, drawn(folder, name, theme).as_uri(), 1280, "light")
    try:
        ready(page)
        found = [*audited(page, 1280, "light"), *audited(page, 1280, "dark"), *audited(page, 320, "dark")]
        assert (found, said) == ([], [])
    finally:
        page.close()


def test_the_audit_finds_what_is_wrong(chromium, folder):
    """An audit that cannot fail says nothing."""
    page, _ = opened(chromium, drawn(folder, EXAMPLES["service-blueprint", "en"]).as_uri(), 1280, "light")
    try:
        ready(page)
        page.evaluate("document.querySelector('h1').style.color = '#e0e0e0'")
        page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"data:,\">')")
        found = " ".join(audited(page, 1280, "light"))
        assert "color-contrast" in found
        assert "image-alt" in found
    finally:
        page.close()


def every_page(folder: Path) -> list[str]:
    """All the pages of the matrix, one in each theme, and the comparisons."""
    maps = [drawn(folder, name) for name in MATRIX.values()] + [drawn(folder, name, theme) for theme, name in THEMED]
    return [*map(str, maps), *(str(compared(folder, name)) for name in COMPARED)]


def test_html_validate_finds_nothing(folder):
    node = needed(shutil.which("node"), "node is missing: apt-get install nodejs")
    config = ROOT / "tests" / "browser" / "html-validate.json"
    command = [node, str(npm("html-validate/bin/html-validate.mjs")), "--config", str(config), "--formatter", "json"]
    done = subprocess.run([*command, *every_page(folder)], capture_output=True, text=True, timeout=300, check=False)
    found = [f"{each['ruleId']}: {each['message']}" for file in json.loads(done.stdout) for each in file["messages"]]
    assert (found, done.stderr, done.returncode) == ([], "", 0)


def test_the_nu_checker_finds_nothing(folder):
    java = needed(shutil.which("java"), "java is missing: apt-get install default-jre-headless")
    jar = npm("vnu-jar/build/dist/vnu.jar")
    # the guess at the language takes Malay for Indonesian
    # it ends too soon for the second compiler and the concurrent collector to pay: without them it takes half
    quick = ["-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]
    command = [java, *quick, "-jar", str(jar), "--no-langdetect", "--format", "json", "--exit-zero-always"]
    done = subprocess.run([*command, *every_page(folder)], capture_output=True, text=True, timeout=300, check=False)
    found: list[dict[str, Any]] = json.loads(done.stderr)["messages"]
    # it takes no data: address for one that `img-src data:` allows, and its CSS is older than container queries, which
    # browsers have had since 2023; other tests see both work
    known = re.compile(
        r"Resource violates Content Security Policy .* image “data:image/.*blocked by “img-src” directive\."
        r"|CSS: (?:“container”: Property “container” doesn't exist\.|Unrecognized at-rule “@container”)"
    )
    told = [each for each in found if not known.fullmatch(each["message"])]
    assert [f"{Path(each['url']).name}:{each['lastLine']} {each['message']}" for each in told] == []


STOPS = """() => [...document.querySelectorAll("a[href], input, summary, [tabindex='0']")]
    .filter(each => each.checkVisibility({visibilityProperty: true}) && each.getClientRects().length)
    .filter(each => each.type !== "radio" || each.checked)
    .map(each => window.stops.indexOf(each))"""
HERE = """() => {
    const here = document.activeElement;
    const shown = [here, here.nextElementSibling].filter(each => each).map(each => getComputedStyle(each));
    const seen = shown.some(style => style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1);
    return [window.stops.indexOf(here), seen];
}"""


@pytest.mark.parametrize("name", ["service-blueprint en", "current-state zh-TW"])
@pytest.mark.parametrize("width", [1280, 320])
def test_tab_reaches_everything_in_its_order_and_shows_where_it_is(chromium, folder, name, width):
    page, _ = opened(chromium, drawn(folder, MATRIX[name]).as_uri(), width, "light")
    try:
        page.evaluate("() => { window.stops = [...document.querySelectorAll('*')] }")
        expected = page.evaluate(STOPS)
        assert len(expected) >= 9
        for stop in expected:
            page.keyboard.press("Tab")
            here, seen = page.evaluate(HERE)
            assert here == stop, page.evaluate("n => window.stops[n].outerHTML.slice(0, 200)", stop)
            assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    finally:
        page.close()


def test_every_control_works_by_keyboard(chromium, folder):
    page, _ = opened(chromium, drawn(folder, EXAMPLES["current-state", "zh-TW"]).as_uri(), 900, "light")
    try:
        table, cards = page.locator("table.map").first, page.locator("section.list")
        page.locator("#v-auto").focus()
        tree, flow = page.locator(".tree").first, page.locator(".flow").first
        views = [table, tree, flow, cards]
        for key, shown in [*(("ArrowRight", at) for at in range(4)), *(("ArrowLeft", at) for at in (2, 1, 0))]:
            page.keyboard.press(key)
            assert [view.is_visible() for view in views] == [at == shown for at in range(4)]
        for box in page.locator(".bar input[type=checkbox]").all():
            name = box.get_attribute("id")
            box.focus()
            before = page.evaluate("document.querySelector('table.map').innerText")
            page.keyboard.press("Space")
            assert page.evaluate("document.querySelector('table.map').innerText") != before, name
            page.keyboard.press("Space")
            assert page.evaluate("document.querySelector('table.map').innerText") == before, name
        region = page.locator("#map")
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('#map').scrollLeft > 0")
        page.locator("#v-list").focus()
        page.keyboard.press("Space")
        first = page.locator("section.list details").first
        first.locator("summary").focus()
        page.keyboard.press("Enter")
        assert first.get_attribute("open") is None
        page.keyboard.press("Enter")
        assert first.get_attribute("open") is not None
    finally:
        page.close()


def test_the_skip_link_comes_first_and_leads_to_the_map(chromium, folder):
    page, _ = opened(chromium, drawn(folder, EXAMPLES["current-state", "zh-TW"]).as_uri(), 1280, "light")
    try:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()["x"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#map"
        assert page.evaluate("document.activeElement.id") == "map"
    finally:
        page.close()
