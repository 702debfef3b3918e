"""Looking into a PDF: its text, where its words stand, its pictures."""

from __future__ import annotations

import contextlib
import re
import subprocess
import tempfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

from PIL import Image


class Word(NamedTuple):
    """A word and its box in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Page(NamedTuple):
    """A page: its size in points, and its words."""

    width: float
    height: float
    words: tuple[Word, ...]


def run(data: bytes, *command: str) -> bytes:
    """What a poppler tool says of a PDF."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.pdf"
        path.write_bytes(data)
        line = [str(path) if part == "PDF" else part for part in command]
        return subprocess.run(line, check=True, capture_output=True, cwd=folder).stdout


def text(data: bytes) -> str:
    """All the text, without spaces and breaks."""
    return squeeze(run(data, "pdftotext", "-raw", "PDF", "-").decode())


def squeeze(words: str) -> str:
    """A text without spaces, breaks and soft marks."""
    return re.sub(r"[\s\u00ad\u200b\u2060]+", "", words)


def info(data: bytes) -> dict[str, str]:
    """What pdfinfo says."""
    lines = run(data, "pdfinfo", "-isodates", "PDF").decode().splitlines()
    return {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}


def inflated(data: bytes) -> bytes:
    """What stands in the streams of a PDF."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        with contextlib.suppress(zlib.error):
            found.append(zlib.decompressobj().decompress(stream))
    return b"\n".join(found)


def pages(data: bytes) -> list[Page]:
    """The pages with their words."""
    tree = ET.fromstring(run(data, "pdftotext", "-bbox", "PDF", "-"))
    name = "{http://www.w3.org/1999/xhtml}"
    found = []
    for page in tree.iter(f"{name}page"):
        words = tuple(
            Word(word.text or "", *(float(word.get(key, "nan")) for key in ("xMin", "yMin", "xMax", "yMax")))
            for word in page.iter(f"{name}word")
        )
        found.append(Page(float(page.get("width", "0")), float(page.get("height", "0")), words))
    return found


def outside(page: Page, slack: float = 0.5) -> list[Word]:
    """The words that do not stand wholly on their page."""
    return [
        word
        for word in page.words
        if word.left < -slack
        or word.top < -slack
        or word.right > page.width + slack
        or word.bottom > page.height + slack
    ]


def overlapping(page: Page) -> list[tuple[Word, Word]]:
    """Pairs of words whose letters run into each other; line boxes may touch, so a box counts without its edges."""
    found = []
    words = sorted(page.words, key=lambda word: word.left)
    for index, one in enumerate(words):
        height = one.bottom - one.top
        for other in words[index + 1 :]:
            if other.left > one.right:
                break
            across = min(one.right, other.right) - max(one.left, other.left)
            down = min(one.bottom, other.bottom) - max(one.top, other.top)
            if across > 1.0 and down > 0.4 * min(height, other.bottom - other.top):
                found.append((one, other))
    return found


def picture(data: bytes, page: int = 1, dpi: int = 72) -> Image.Image:
    """A page as a grey picture."""
    place = ("-f", str(page), "-l", str(page))
    png = run(data, "pdftoppm", "-r", str(dpi), *place, "-gray", "-png", "PDF")
    return Image.open(BytesIO(png)).convert("L")
