"""Chinese is printed in the forms of its region: pictures are compared, since the text alone cannot tell."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from functools import cache
from html import escape
from pathlib import Path

import pytest
from pages import picture
from PIL import Image, ImageChops

from cjmap.render import style
from cjmap.render.pdf import Metadata, write

pytestmark = [
    pytest.mark.pdf,
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("chromium"), reason="no Chromium"),
]

LINE = "骨直誤角過返述遍化望"
"""Characters that are drawn differently in Taiwan and on the mainland."""
CASES = [
    (language, weight, family)
    for language in ("zh-TW", "zh-CN")
    for weight in (400, 700)
    for family in ("sans", "serif", "drawing")
]
CELL, HIGH = 60, 80
SCALE = 3
"""How many pixels of the pictures stand for one of the page, so that edges weigh little."""


def page() -> str:
    """A page with the line in every language, weight and family, and nothing else, in the fonts of the maps."""
    lines = []
    for language, weight, family in CASES:
        fonts = style.serif(language) if family == "serif" else style.sans(language)
        words = LINE
        if family == "drawing":
            attributes = f'font-family="{style.drawing_family(language)}" font-size="{CELL}" font-weight="{weight}"'
            size = f'viewBox="0 0 {CELL * len(LINE)} {HIGH}" width="{CELL * len(LINE)}" height="{HIGH}"'
            words = f'<svg {size} {attributes} style="display:block"><text x="0" y="60">{LINE}</text></svg>'
        rules = f"font:{weight} {CELL}px/{HIGH}px {fonts};height:{HIGH}px;white-space:nowrap"
        lines.append(f'<div lang="{language}" style="{escape(rules)}">{words}</div>')
    size = f"{CELL * len(LINE)}px {HIGH * len(CASES)}px"
    css = f"@page{{size:{size};margin:0}}body{{margin:0}}"
    head = f'<!doctype html><html lang="zh-TW"><meta charset="utf-8"><title>t</title><style>{css}</style>'
    return f"{head}<body>{''.join(lines)}</body></html>"


@cache
def printed() -> Image.Image:
    """The lines as the PDF shows them."""
    return picture(write(page(), Metadata("t")).data, dpi=96 * SCALE)


@cache
def shown() -> Image.Image:
    """The lines as Chromium shows them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source, target = folder / "a.html", folder / "a.png"
        source.write_text(page(), encoding="utf-8")
        command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        command += ["--disable-lcd-text", f"--force-device-scale-factor={SCALE}", f"--screenshot={target}"]
        command += [f"--user-data-dir={folder / 'profile'}", f"--window-size={CELL * len(LINE)},{HIGH * len(CASES)}"]
        subprocess.run([*command, source.as_uri()], check=True, capture_output=True, timeout=120)
        with Image.open(target) as image:
            return image.convert("L")


def row(image: Image.Image, case: tuple[str, int, str]) -> Image.Image:
    """One line of the page."""
    top = CASES.index(case) * HIGH * SCALE
    return image.crop((0, top, image.width, top + HIGH * SCALE))


def glyphs(line: Image.Image) -> list[Image.Image]:
    """Each character, cut at its ink and brought to one size."""
    found = []
    for at in range(len(LINE)):
        cell = ImageChops.invert(line.crop((at * CELL * SCALE, 0, (at + 1) * CELL * SCALE, 80 * SCALE)))
        box = cell.point(lambda value: 255 if value > 64 else 0).getbbox()
        assert box is not None, f"nothing is drawn for {LINE[at]}"
        found.append(cell.crop(box).resize((48, 48)))
    return found


def likeness(one: Image.Image, other: Image.Image) -> float:
    """The normalised correlation of two pictures of one size: 1 for equal ones."""
    a, b = list(one.tobytes()), list(other.tobytes())
    mean_a, mean_b = sum(a) / len(a), sum(b) / len(b)
    a, b = [x - mean_a for x in a], [x - mean_b for x in b]
    both = sum(x * y for x, y in zip(a, b, strict=True))
    return both / (sum(x * x for x in a) * sum(y * y for y in b)) ** 0.5


@pytest.mark.parametrize("case", CASES, ids=lambda case: "-".join(map(str, case)))
def test_each_character_as_in_the_browser(case: tuple[str, int, str]):
    pairs = zip(glyphs(row(printed(), case)), glyphs(row(shown(), case)), strict=True)
    scores = {char: round(likeness(*pair), 3) for char, pair in zip(LINE, pairs, strict=True)}
    assert all(score > 0.97 for score in scores.values()), scores


@pytest.mark.parametrize("family", ["sans", "serif", "drawing"])
def test_the_regions_differ(family: str):
    lines = (row(printed(), (language, 400, family)) for language in ("zh-TW", "zh-CN"))
    pairs = zip(*map(glyphs, lines), strict=True)
    scores = {char: round(likeness(*pair), 3) for char, pair in zip(LINE, pairs, strict=True)}
    assert sum(score < 0.93 for score in scores.values()) >= 9, scores
