"""Chinese is printed in the forms of its region: pictures are compared, since the text alone cannot tell."""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest
from pages import picture
from PIL import Image, ImageChops

from cjmap.render import style
from cjmap.render.pdf import Metadata, write

pytestmark = [pytest.mark.pdf, pytest.mark.browser, pytest.mark.skipif(not shutil.which("chromium"), reason="no Chromium")]

LINE = "骨直誤角過返述遍化望"
"""Characters that are drawn differently in Taiwan and on the mainland."""
LANGUAGES = ("zh-TW", "zh-CN")
CELL = 60
SCALE = 3
"""How many pixels of the pictures stand for one of the page, so that edges weigh little."""


def page(language: str, weight: int = 400, family: str = "sans") -> str:
    """A page with the line and nothing else, in the fonts of the maps."""
    fonts = style.serif(language) if family == "serif" else style.sans(language)
    rules = f"font:{weight} {CELL}px/80px {fonts};margin:0;white-space:nowrap"
    size = f"{CELL * len(LINE)}px 80px"
    words = LINE
    if family == "drawing":
        attributes = f'font-family="{style.drawing_family(language)}" font-size="{CELL}" font-weight="{weight}"'
        box = f'viewBox="0 0 {CELL * len(LINE)} 80" width="{CELL * len(LINE)}" height="80"'
        words = f'<svg {box} {attributes} style="display:block"><text x="0" y="60">{LINE}</text></svg>'
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8"><title>t</title><style>@page{{size:{size};'
        f"margin:0}}body{{{rules}}}</style><body>{words}</body></html>"
    )


@cache
def printed(language: str, weight: int = 400, family: str = "sans") -> Image.Image:
    """The line as the PDF shows it, a pixel for a pixel."""
    return picture(write(page(language, weight, family), Metadata("t")).data, dpi=96 * SCALE)


def shown(language: str, folder: Path, weight: int = 400, family: str = "sans") -> Image.Image:
    """The line as Chromium shows it."""
    source, target = folder / "a.html", folder / "a.png"
    source.write_text(page(language, weight, family), encoding="utf-8")
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-lcd-text"]
    command += [f"--user-data-dir={folder / 'profile'}", f"--window-size={CELL * len(LINE)},200"]
    command += [f"--force-device-scale-factor={SCALE}"]
    subprocess.run([*command, f"--screenshot={target}", source.as_uri()], check=True, capture_output=True, timeout=120)
    with Image.open(target) as image:
        return image.convert("L")


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


@pytest.mark.parametrize("family", ["sans", "serif", "drawing"])
@pytest.mark.parametrize("weight", [400, 700])
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_character_as_in_the_browser(language: str, weight: int, family: str, tmp_path: Path):
    pairs = zip(glyphs(printed(language, weight, family)), glyphs(shown(language, tmp_path, weight, family)), strict=True)
    scores = {char: round(likeness(*pair), 3) for char, pair in zip(LINE, pairs, strict=True)}
    assert all(score > 0.97 for score in scores.values()), scores


@pytest.mark.parametrize("family", ["sans", "serif", "drawing"])
def test_the_regions_differ(family: str):
    pairs = zip(glyphs(printed("zh-TW", 400, family)), glyphs(printed("zh-CN", 400, family)), strict=True)
    scores = {char: round(likeness(*pair), 3) for char, pair in zip(LINE, pairs, strict=True)}
    assert sum(score < 0.93 for score in scores.values()) >= 9, scores
