"""The theme that is being drawn with.

Hundreds of small strokes ask for a colour, so it is not handed through each of them: whoever draws a map says the
theme once, around the drawing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from cjmap.themes import DEFAULT, Theme, built_in

_CURRENT: ContextVar[Theme | None] = ContextVar("theme", default=None)


@contextmanager
def painted(theme: Theme) -> Iterator[None]:
    """Draw with a theme what is drawn inside."""
    token = _CURRENT.set(theme)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def look() -> Theme:
    """The theme to draw with; the default one where nobody said any."""
    return _CURRENT.get() or built_in(DEFAULT)


def colour(name: str) -> str:
    """A colour of the theme in light, which is that of paper as well."""
    return look().light[name]


def heavy(width: float) -> float:
    """The width of a stroke, as heavy as the theme wants strokes."""
    return round(width * look().number("weight"), 2)
