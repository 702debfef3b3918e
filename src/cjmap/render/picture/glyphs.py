"""Letters as outlines: a picture must look the same where its fonts are not installed, Chinese forms above all."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from cjmap.render.picture.content import number
from cjmap.render.picture.objects import Objects, stream_bytes

_CODES = re.compile(rb"<([0-9A-Fa-f]+)> (\d+)")


class Font:
    """An embedded font: how wide its glyphs are and how they look, by the codes that texts are written in.

    `outlined` is False for fonts of bitmaps, such as colour emoji.
    """

    def __init__(self, objects: Objects, font: Any, key: str) -> None:
        self.key = key
        self.used: dict[int, str] = {}
        self.outlined = str(font.get("Subtype")) == "/Type0"
        if not self.outlined:
            return
        descendant = objects.get(objects.get(font["DescendantFonts"])[0])
        self._widths = _widths(objects.get(descendant["W"]))
        encoding = objects.get(font["Encoding"])
        self._codes = _codes(stream_bytes(encoding)) if hasattr(encoding, "stream") else {}
        descriptor = objects.get(descendant["FontDescriptor"])
        file = next(
            objects.get(descriptor[name]) for name in ("FontFile3", "FontFile2", "FontFile") if name in descriptor
        )
        self._open(stream_bytes(file))

    def _open(self, data: bytes) -> None:
        from fontTools.ttLib import TTFont

        self._font = TTFont(BytesIO(data), lazy=True)
        self._set = self._font.getGlyphSet()
        self.units = self._font["head"].unitsPerEm if "head" in self._font else 1000

    def codes(self, text: bytes) -> list[int]:
        """The glyphs of a text: two bytes each."""
        pairs = [text[place] << 8 | text[place + 1] for place in range(0, len(text) - 1, 2)]
        return [self._codes.get(pair, pair) for pair in pairs]

    def width(self, glyph: int) -> float:
        """How far the next glyph stands, in ems."""
        return self._widths.get(glyph, 1000.0) / 1000

    def mark(self, glyph: int) -> str | None:
        """The id of a glyph's outline, which is then among the `used`; None for one without any, such as a space."""
        if glyph not in self.used:
            self.used[glyph] = self._outline(glyph)
        return f"{self.key}{glyph:x}" if self.used[glyph] else None

    def _outline(self, glyph: int) -> str:
        from fontTools.pens.svgPathPen import SVGPathPen

        pen = SVGPathPen(self._set, number)
        self._set[self._font.getGlyphName(glyph)].draw(pen)
        return str(pen.getCommands())


def _codes(cmap: bytes) -> dict[int, int]:
    _, _, rest = cmap.partition(b"begincidchar")
    return {int(code, 16): int(glyph) for code, glyph in _CODES.findall(rest)}


def _widths(entries: Any) -> dict[int, float]:
    """The widths of a font: after each first glyph, the list of its and the following ones'."""
    widths: dict[int, float] = {}
    parts = iter(entries)
    for first in parts:
        for place, width in enumerate(next(parts)):
            widths[int(first) + place] = float(width)
    return widths
