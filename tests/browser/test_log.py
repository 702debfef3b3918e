"""The page of a map's story, as browsers and machines see it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from browser.opening import ROOT, looks, needed, npm, opened
from browser.test_audits import AXE, ready

pytestmark = [pytest.mark.browser, pytest.mark.node]

MAP = ROOT / "examples" / "cart-to-checkout" / "cart-to-checkout.cjm.yaml"


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of a map that was made, changed, broken and mended."""
    folder = tmp_path_factory.mktemp("story")
    names = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
    environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    environment |= {f"GIT_{name}": "a@example.org" for name in names} | {"GIT_CONFIG_GLOBAL": os.devnull}

    def run(*command: str) -> None:
        subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)

    run("git", "init", "-q")
    text = MAP.read_text(encoding="utf-8")
    assert "score: -2" in text
    later = text.replace("score: -2", "score: 1")
    for version in (text, later, later + "title: [\n", later.replace("severity: high", "severity: low")):
        (folder / "shop.cjm.yaml").write_text(version, encoding="utf-8")
        run("git", "add", "-A")
        run("git", "commit", "-q", "-m", "A change with a_long_word_that_has_no_place_to_break_in_it_anywhere_at_all")
    run(sys.executable, "-m", "cjmap", "log", "shop.cjm.yaml", "-o", "story.html")
    return folder / "story.html"


def test_everybody_can_use_it(chromium, story):
    page, said = opened(chromium, story.as_uri(), 1280, "light")
    try:
        ready(page)
        for width, scheme in looks(page, (1280, 320)):
            told, passed = page.evaluate(AXE)
            assert (told, said) == ([], []), (width, scheme)
            assert {"color-contrast", "region", "svg-img-alt"} <= set(passed)
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert page.locator("svg.spark").count() == 3
            assert page.locator("svg.spark").first.bounding_box()["height"] > 20
    finally:
        page.close()


def test_its_html_is_correct(story):
    node = needed(shutil.which("node"), "node is missing: apt-get install nodejs")
    config = ROOT / "tests" / "browser" / "html-validate.json"
    command = [node, str(npm("html-validate/bin/html-validate.mjs")), "--config", str(config), "--formatter", "json"]
    done = subprocess.run([*command, str(story)], capture_output=True, text=True, timeout=300, check=False)
    found = [f"{each['ruleId']}: {each['message']}" for file in json.loads(done.stdout) for each in file["messages"]]
    assert (found, done.returncode) == ([], 0)
