"""Colours as numbers: how well one is seen on another (WCAG 2.2), and the nearest that is seen well enough."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

TEXT, GRAPHICS = 4.5, 3.0
"""The least contrast of words (success criterion 1.4.3) and of marks that mean something (1.4.11)."""

_STAGES = ("stage1", "stage2", "stage3", "stage4", "stage5")
WORDS: dict[str, tuple[str, ...]] = {
    "ink": ("paper", "page", "mot", "shade", "negt"),
    "ink2": ("paper", "page", "mot", "shade", "negt"),
    "ink3": ("paper", "page", "mot", "shade", "negt"),
    "pos": ("paper", "page", "mot"),
    "neg": ("paper", "page", "mot", "shade", "negt"),
    "star": ("paper", "page", "mot"),
    "link": ("paper", "page", "mot", "shade", "negt"),
    "plum": ("paper", "mot"),
}
"""The colours of words, and the grounds that they stand on."""
MARKS: dict[str, tuple[str, ...]] = {"arrow": ("paper", "shade")}
"""The colours of marks that mean something, and their grounds. A stage's bar is decoration: its name says it."""


class Faint(NamedTuple):
    """A colour that is not seen well enough on a ground: the two properties, the contrast, and the least there is."""

    name: str
    ground: str
    ratio: float
    least: float


def rgb(colour: str) -> tuple[int, int, int]:
    """The parts of a colour as `#rgb` or `#rrggbb`, 0 to 255."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(2 * digit for digit in digits)
    return int(digits[0:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)


def mix(one: str, other: str, share: float) -> str:
    """A colour between two, at a share of the way to the other."""
    parts = (round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def luminance(colour: str) -> float:
    """The relative luminance, from 0 (black) to 1 (white)."""
    red, green, blue = (
        part / 255 / 12.92 if part / 255 <= 0.04045 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def pairs(values: Mapping[str, str]) -> Iterator[tuple[str, str, float]]:
    """Which colours stand on which grounds, and the least contrast that they need there."""
    for table, least in ((WORDS, TEXT), (MARKS, GRAPHICS)):
        for name, grounds in table.items():
            # the tint of what is bad is a ground only where the theme tints
            used = [ground for ground in grounds if ground != "negt" or values["plot"] == "hue"]
            yield from ((name, ground, least) for ground in used)
    if values["stages"] == "fill":
        yield from (("on", stage, TEXT) for stage in _STAGES)


def faint(values: Mapping[str, str]) -> list[Faint]:
    """The colours of a theme that are not seen well enough where they stand."""
    found = []
    for name, ground, least in pairs(values):
        ratio = contrast(values[name], values[ground])
        if ratio < least:
            found.append(Faint(name, ground, ratio, least))
    return found


def passing(colour: str, ground: str, least: float) -> str:
    """The nearest shade of a colour that reaches a contrast on a ground: darker on a light one, lighter on a dark."""
    end = "#000000" if luminance(ground) > 0.18 else "#ffffff"
    for step in range(101):
        shade = mix(colour, end, step / 100)
        if contrast(shade, ground) >= least:
            return shade
    return end
