"""Words that stay on one line: Chinese may break anywhere, and the last character of a text would often stand alone.

Browsers look after the ends of paragraphs, though not in narrow cells and not before raised numbers; WeasyPrint does
not look after them at all.
"""

from __future__ import annotations

from unicodedata import category

from cjmap.render.lettering import is_wide, measure
from cjmap.render.marks import Svg, escape

_LETTERS = 2
"""How many characters at the end of a text stand together at least."""


def tied(text: str) -> str:
    """A text whose last two wide characters stay on one line, with the punctuation after them, as markup.

    A text that ends otherwise, or that is no longer than that, is given back as it is.
    """
    at, letters = len(text), 0
    while at and letters < _LETTERS and is_wide(text[at - 1]):
        at -= 1
        letters += not category(text[at]).startswith(("P", "Z"))
    if letters < _LETTERS or not at:
        return text
    return Svg(f'{escape(text[:at])}<span class="nb">{escape(text[at:])}</span>')


def bound(label: str, text: str) -> bool:
    """Whether a fact and its label are so short that they stay on one line: that fits the narrowest column."""
    return measure(text, 1) < 5 and measure(f"{label} {text}" if label else text, 1) < 8.3
