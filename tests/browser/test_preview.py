"""The preview in a real browser: it reloads by itself, keeps what was chosen, and its policy lets nothing else run."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.opening import blank, looks
from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser
ROOT = Path(__file__).resolve().parents[2]
ROUTE = "buy-a-car.html"


@pytest.fixture
def car(tmp_path: Path) -> Path:
    """A folder with a map to change."""
    return Path(shutil.copytree(ROOT / "examples" / "buy-a-car", tmp_path / "car"))


@pytest.fixture
def url(car: Path) -> Iterator[str]:
    """The address of a running preview of the folder."""
    command = [sys.executable, "-m", "cjmap", "preview", str(car), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()
        assert process.wait(60) == 0


@pytest.fixture
def page(chromium: BrowserContext, url: str) -> Iterator[Page]:
    """A page of a browser in which nothing may be said on the console; closed before the preview ends."""
    del url
    page = blank(chromium, 1280, 800)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    page.close()
    assert said == []


def replace(path: Path, old: str, new: str) -> None:
    """Change a file as a careful editor does."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    beside = path.with_suffix(".tmp")
    beside.write_text(text.replace(old, new, 1), encoding="utf-8")
    beside.replace(path)


def test_it_reloads_and_keeps_what_was_chosen(page, url, car):
    page.goto(url + ROUTE)
    lane = page.get_by_role("rowheader", name="接觸點").first
    page.get_by_role("checkbox", name="接觸點").focus()
    page.keyboard.press("Space")
    assert not lane.is_visible()
    page.evaluate("window.scrollTo(0, 500)")
    with page.expect_event("load"):
        replace(car / "buy-a-car.cjm.yaml", "title: 買一輛新車", "title: 買一輛新車嗎")
    assert page.get_by_role("heading", level=1).inner_text() == "買一輛新車嗎"
    assert not page.get_by_role("checkbox", name="接觸點").is_checked()
    assert not lane.is_visible()
    assert page.evaluate("scrollY") == 500


def test_it_shows_what_is_wrong_and_comes_back(page, url, car):
    page.goto(url + ROUTE)
    page.get_by_role("radio", name="清單").check(force=True)
    with page.expect_event("load"):
        replace(car / "buy-a-car.cjm.yaml", "severity: high", "severity: hihg")
    assert page.get_by_role("heading", level=1).inner_text().startswith("1 error in ")
    assert page.get_by_role("heading", level=2).inner_text().endswith("‘severity’ cannot be ‘hihg’")
    assert page.locator("mark").inner_text() == "hihg"
    with page.expect_event("load"):
        replace(car / "buy-a-car.cjm.yaml", "severity: hihg", "severity: high")
    assert page.get_by_role("heading", level=1).inner_text() == "買一輛新車"
    assert page.get_by_role("radio", name="清單").is_checked(), "chosen before it was broken"


def test_the_index_leads_to_the_maps_and_follows(page, url, car):
    page.goto(url)
    assert page.get_by_role("cell", name="valid", exact=True).is_visible()
    with page.expect_event("load"):
        replace(car / "buy-a-car.cjm.yaml", "severity: high", "severity: hihg")
    assert page.get_by_role("cell", name="1 error").is_visible()
    page.get_by_role("link", name="buy-a-car").click()
    page.get_by_role("link", name="All maps").click()
    assert page.url == url


def test_its_own_pages_fit(chromium, url, car):
    replace(car / "buy-a-car.cjm.yaml", "severity: high", "severity: " + "hihg" * 60)
    page = chromium.new_page()
    try:
        for route in ("", ROUTE, "nowhere/" * 20):
            page.goto(url + route)
            for width, scheme in looks(page, (320, 1280)):
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
                assert (sum(map(int, ground[4:-1].split(","))) > 384) == (scheme == "light")
    finally:
        page.close()


def test_no_other_script_runs_and_nothing_is_fetched_from_elsewhere(chromium, url):
    """Neither one that stands in the page, nor one that another page of the same server might bring in."""
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    try:
        page.goto(url + ROUTE)
        page.evaluate(
            "() => { const other = document.createElement('script'); other.textContent = 'window.ran = true';"
            " document.body.append(other); return fetch('http://localhost:9/').catch(() => 0); }"
        )
        assert page.evaluate("window.ran") is None
        assert sum("Content Security Policy" in line for line in said) >= 2
    finally:
        page.close()
