"""SVG: well-formed, self-contained, told in words, of outlines only; how it looks is compared in tests/browser."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from render_pdf.pages import pages
from render_pdf.pdf_maps import EXAMPLES
from render_picture.picture_maps import HOSTILE, drawn, small

from cjmap.render.picture import sheets

pytestmark = pytest.mark.pdf
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
DRAWN = {"svg", "title", "desc", "defs", "g", "path", "use", "image", "clipPath", "mask", "linearGradient", "stop"}


def tree(**how):
    return ET.fromstring(drawn("svg", **how).data)


@pytest.mark.parametrize("transparent", [False, True])
def test_it_is_self_contained_and_whole(transparent):
    root = tree(transparent=transparent)
    assert {each.tag.removeprefix(SVG) for each in root.iter()} <= DRAWN
    ids = [each.get("id") for each in root.iter() if each.get("id")]
    assert len(ids) == len(set(ids))
    text = drawn("svg", transparent=transparent).data.decode()
    named = set(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    assert named <= set(ids)
    assert {each.get(XLINK, "#")[:1] for each in root.iter(f"{SVG}use")} == {"#"}
    assert re.findall(r'(?:href|src)="(?!#|data:)', text) == []
    assert "style" not in text
    assert drawn("svg", transparent=transparent).warnings == ()


def test_its_size_is_that_of_the_page():
    [page] = pages(sheets(small(), Path.read_bytes, transparent=False).data)
    root = tree()
    size = page.width / 0.75, page.height / 0.75
    assert [float(value) for value in root.get("viewBox").split()] == pytest.approx([0, 0, *size], abs=0.02)
    assert (float(root.get("width")), float(root.get("height"))) == pytest.approx(size, abs=0.02)
    double = tree(scale=2.0)
    assert double.get("viewBox") == root.get("viewBox")
    assert float(double.get("width")) == pytest.approx(2 * size[0], abs=0.05)


def test_readers_are_told_what_it_is():
    root = tree()
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert (root.get("role"), root.get("lang")) == ("img", "en")
    assert (root.get("aria-labelledby"), root.get("aria-describedby")) == (title.get("id"), description.get("id"))
    assert title.text == HOSTILE
    assert HOSTILE in description.text
    assert "Choose: Search, Compare 選" in description.text
    assert "Touchpoints" in description.text


def test_only_one_of_the_grounds_is_painted():
    paper, clear = tree(), tree(transparent=True)
    whole = f"M0 0H{paper.get('width')}V"
    assert [each for each in paper.iter(f"{SVG}path") if each.get("d", "").startswith(whole)] != []
    assert [each for each in clear.iter(f"{SVG}path") if each.get("d", "").startswith(whole)] == []


def test_it_is_the_same_in_every_process():
    code = (
        "import sys, hashlib\n"
        f"sys.path.insert(0, {str(Path(__file__).parents[1])!r})\n"
        "from render_picture.picture_maps import drawn\n"
        "print(hashlib.sha256(drawn('svg').data).hexdigest(), hashlib.sha256(drawn('png', 1.0).data).hexdigest())"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["complaint", "it-setup", "buy-a-car"])
def test_nothing_of_the_examples_is_left_out(name: str):
    # three languages and kinds, portraits and arrows among them: outlines of glyphs take seconds a map
    [number] = [at for at, path in enumerate(EXAMPLES) if path.name == f"{name}.cjm.yaml"]
    rendered = drawn("svg", example_number=number)
    ET.fromstring(rendered.data)
    assert rendered.warnings == ()
