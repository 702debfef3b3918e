"""Chromium, started once, and the examples' pages, rendered once by the real command."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
]  # fmt: skip


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserContext]:
    """A window of the system's Chromium, in which a page opens sooner than in one of its own.

    Under CI=true a missing Chromium fails.
    """
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI") == "true":
            pytest.fail("Chromium is missing: apt-get install chromium")
        pytest.skip("Chromium is missing: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser.new_context()
        browser.close()


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the examples' pages."""
    out = tmp_path_factory.mktemp("pages")
    subprocess.run(
        [sys.executable, "-m", "cjmap", "render", str(ROOT / "examples"), "--to", "html", "-o", str(out)],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return out
