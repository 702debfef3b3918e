"""The whole interface of a theme: the custom properties that it may set, and the job of each."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["colour", "length", "number", "font", "word"]


class Property(NamedTuple):
    """What a property takes, and what it is for; `words` are the values of one that takes a word."""

    kind: Kind
    job: str
    words: tuple[str, ...] = ()


PROPERTIES: dict[str, Property] = {
    "page": Property("colour", "the page around the map"),
    "paper": Property("colour", "the ground of the map, of chips and of boxes; white on paper"),
    "ink": Property("colour", "words, the curve, the rules that open and close the map"),
    "ink2": Property("colour", "second words: summaries, scales, filled bars"),
    "ink3": Property("colour", "quiet words: labels, small print, and the borders of chips and boxes"),
    "rule": Property("colour", "lines between lanes and between stages"),
    "hair": Property("colour", "lines between steps, and the levels of the plot"),
    "pos": Property("colour", "what is good: scores above zero, the peak, a target that is met"),
    "post": Property("colour", "the tint between the curve and zero where it is good"),
    "neg": Property("colour", "what is bad: scores below zero, the low point, severities, fail points"),
    "negt": Property("colour", "the tint of what is bad, in themes that tint it: bad time, severe pain points"),
    "mot": Property("colour", "the ground of a moment of truth, down its whole column"),
    "star": Property("colour", "the star of a moment of truth, and its words"),
    "link": Property("colour", "references and links, the focus, a second persona's curve, a day's light"),
    "plum": Property("colour", "a third persona's curve"),
    "shade": Property("colour", "the ground below a blueprint's line of visibility, and of monograms"),
    "arrow": Property("colour", "a blueprint's arrows"),
    "on": Property("colour", "words on a stage's colour, where stages are filled"),
    "stage1": Property("colour", "the first stage's colour; more or fewer than five stages are mixed from the five"),
    "stage2": Property("colour", "the second of the stages' colours"),
    "stage3": Property("colour", "the third of the stages' colours"),
    "stage4": Property("colour", "the fourth of the stages' colours"),
    "stage5": Property("colour", "the last stage's colour"),
    "line": Property("length", "the width of thin lines"),
    "frame": Property("length", "the width of the rules that open and close the map"),
    "bar": Property("length", "the height of the bar over a stage, where stages have bars"),
    "radius": Property("length", "the corners of cards and boxes"),
    "curve": Property("number", "the width of the emotion curve, in units of which 16 make 1rem"),
    "weight": Property("number", "how many times as wide as usual the strokes of drawings are"),
    "title": Property("font", "the typeface of titles: `var(--serif)`, `var(--sans)`, or families"),
    "stages": Property("word", "how stages show their colour", ("bar", "fill")),
    "points": Property("word", "what stands for a score on the curve", ("dot", "face")),
    "plot": Property("word", "the curve in ink, over ruled lines where it is bad; or in the hues of good and bad",
                     ("ink", "hue")),
}  # fmt: skip
"""Every property by its name without the two dashes. Colours are written as `#rrggbb`."""

_SHAPES: dict[Kind, str] = {
    "colour": r"(?i)#(?:[0-9a-f]{3}|[0-9a-f]{6})",
    "length": r"0|(?:\d+|\d*\.\d+)(?:px|rem)",
    "number": r"\d+|\d*\.\d+",
    "font": r"[\w\s,'\"().-]+",
}
TAKES: dict[Kind, str] = {
    "colour": "a colour such as #1d4f80",
    "length": "a length in px or rem, such as 2px",
    "number": "a number such as 1.5",
    "font": "var(--serif), var(--sans) or the names of families",
}
"""What the kinds take, in words."""


def fits(name: str, value: str) -> bool:
    """Whether a value is one that the property takes."""
    known = PROPERTIES[name]
    return value in known.words if known.words else bool(re.fullmatch(_SHAPES[known.kind], value))


def takes(name: str) -> str:
    """What a property takes, in words."""
    known = PROPERTIES[name]
    return " or ".join(known.words) if known.words else TAKES[known.kind]
