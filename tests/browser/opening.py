"""Pages for a browser: drawn by the real command, opened with an ear for whatever they say or ask for."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from cjmap.cli import run

ROOT = Path(__file__).resolve().parents[2]


def blank(chromium: BrowserContext, width: int, height: int = 900, scheme: str = "light") -> Page:
    """An empty page of a size in pixels, in light or in dark."""
    page = chromium.new_page()
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme)
    return page


def opened(chromium: BrowserContext, url: str, width: int, scheme: str) -> tuple[Page, list[str]]:
    """A page, and everything that it writes to the console or asks the network for."""
    page = blank(chromium, width, scheme=scheme)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    fetched = lambda request: None if request.url.startswith(("file:", "data:")) else said.append(request.url)  # noqa: E731
    page.on("request", fetched)
    page.goto(url)
    return page, said


def looks(page: Page, widths: Iterable[int]) -> Iterator[tuple[int, str]]:
    """Give an open page each width in light and in dark; to open it anew for each takes longer than to look at it."""
    for width in widths:
        for scheme in ("light", "dark"):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)
            yield width, scheme


def drawn(folder: Path, name: str, theme: str = "editorial") -> Path:
    """The page of a map of this repository, by its path without `.cjm.yaml`."""
    out = folder / f"{name.replace('/', '-')}-{theme}.html"
    if not out.exists():
        assert run(["render", str(ROOT / f"{name}.cjm.yaml"), "--theme", theme, "-o", str(out)]) == 0
    return out


def needed(path: str | None, what: str) -> str:
    """A tool's path; without it the test is skipped, and fails under CI=true."""
    if path is None or not Path(path).exists():
        if os.environ.get("CI") == "true":
            pytest.fail(what)
        pytest.skip(what)
    return path


def npm(path: str) -> Path:
    """A file of the packages of package.json."""
    return Path(needed(str(ROOT / "node_modules" / path), f"{path} is missing: npm ci"))
