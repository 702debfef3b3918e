"""Words in drawings: how wide they are about, where they break, and where they stand without colliding.

No font is measured: a wide character counts one em, any other 0.55 em (bold 0.6). The estimate is generous enough
that what is placed by it stays apart in any of the fonts that the page names.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from math import inf
from typing import NamedTuple
from unicodedata import combining, east_asian_width

from cjmap.record import record

LEADING = 1.22
"""Line height of words in a drawing, in ems."""


def is_wide(character: str) -> bool:
    """Whether a character fills a square, as those of Chinese, Japanese and Korean do."""
    return east_asian_width(character) in "WF"


def measure(words: str, size: float, weight: int = 400) -> float:
    """About how wide words are at a size."""
    narrow = 0.6 if weight > 500 else 0.55
    return size * sum(1.0 if is_wide(c) else 0.0 if combining(c) else narrow for c in words)


def wrap(words: str, width: float, size: float, weight: int = 400, most: int = 3) -> tuple[str, ...]:
    """Words broken into lines of a width: between words, between wide characters, inside a word only in need.

    At most `most` lines; what is left then ends in an ellipsis (the same words stand in full elsewhere in the map).
    """
    lines: list[str] = []
    current = ""
    for piece in _pieces(words):
        if not current or measure(current + piece.rstrip(), size, weight) <= width:
            current += piece
        else:
            lines.append(current.rstrip())
            current = piece.lstrip()
        while measure(current.rstrip(), size, weight) > width * 1.3 and len(current) > 2:
            cut = max(2, int(len(current) * width / measure(current, size, weight)))
            lines.append(current[:cut])
            current = current[cut:]
    if current.strip():
        lines.append(current.rstrip())
    if len(lines) > most:
        lines = [*lines[: most - 1], lines[most - 1].rstrip() + "…"]
    return tuple(lines)


_CLOSING = frozenset("，。、；：？！」』）》】,.;:?!)’”…")


def _pieces(words: str) -> Iterable[str]:
    """What may not be broken: a word with the space after it, a wide character with the punctuation after it."""
    piece = ""
    for character in words:
        starts = piece and (piece[-1] == " " or is_wide(character) or is_wide(piece[-1]))
        if starts and character not in _CLOSING and character != " ":
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


class Letter(NamedTuple):
    """One line of a label and how it is set."""

    words: str
    size: float
    weight: int
    colour: str


class Box(NamedTuple):
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def overlap(self, other: Box) -> float:
        """The area in common."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across * down if across > 0 and down > 0 else 0.0


@record
class Label:
    """Words that belong to a point: `near` stand next to it, `far` beyond them.

    `side` says where they stand best: above, below, or at the right; `reach` is how far the point's mark reaches.
    """

    x: float
    y: float
    near: tuple[Letter, ...]
    far: tuple[Letter, ...]
    side: str
    reach: float

    @property
    def width(self) -> float:
        """The widest line."""
        return max(measure(item.words, item.size, item.weight) for item in self.near + self.far) + 2

    @property
    def height(self) -> float:
        """All lines."""
        return sum(item.size * LEADING for item in self.near + self.far)


class Placed(NamedTuple):
    """A label where it stands; `letters` from top to bottom."""

    box: Box
    letters: tuple[Letter, ...]
    anchor: str


class Page:
    """The room in which labels are placed, one after another: each takes the cheapest of its places.

    Heights count from the zero line, which costs something to stand on. `crossings` counts how often lines run
    through a box; `left` and `right` are the room's edges.
    """

    def __init__(self, left: float, right: float, step: float, crossings: Callable[[Box], int]) -> None:
        self.left, self.right, self.step, self.crossings = left, right, step, crossings
        self.taken: dict[int, list[tuple[Box, float]]] = {}

    def take(self, box: Box, price: float) -> None:
        """Mark a box as occupied; whoever overlaps it pays the price, and more the more they overlap."""
        for key in range(int(box.left // self.step), int(box.right // self.step) + 1):
            self.taken.setdefault(key, []).append((box, price))

    def place(self, label: Label) -> Placed:
        """Find a label's place and take it."""
        found, lowest = None, inf
        for price, placed in self._places(label):
            # what a place costs by itself often rules it out before its neighbours are looked at
            if price < lowest and (price := price + self._price(placed.box)) < lowest:
                found, lowest = placed, price
        assert found is not None  # noqa: S101 -- there are always places, though they may cost much
        self.take(found.box, 120)
        return found

    def _price(self, box: Box) -> float:
        price = 9.0 * self.crossings(box) + (16.0 if box.top < 0 < box.bottom else 0.0)
        seen: set[Box] = set()
        for key in range(int(box.left // self.step), int(box.right // self.step) + 1):
            for other, cost in self.taken.get(key, ()):
                if other not in seen and (shared := box.overlap(other)):
                    seen.add(other)
                    price += cost + shared
        return price

    def _places(self, label: Label) -> Iterable[tuple[float, Placed]]:
        width, height = label.width, label.height
        if label.side == "right":
            for nudge in (0, -8, 8, -16, 16, -26, 26, -38, 38):
                left = label.x + label.reach + 3
                over = max(0.0, left + width - self.right)
                top = label.y - height / 2 + nudge
                box = Box(left, top, left + width, top + height)
                yield abs(nudge) * 0.5 + over * 12, Placed(box, label.near + label.far, "")
        for above in (True, False):
            letters = tuple(reversed(label.far)) + label.near if above else label.near + label.far
            turned = 0 if label.side == ("above" if above else "below") else 26
            for nudge in (0, 9, 18, 30, 44, 60):
                away = label.reach + 2 + nudge
                top = label.y - away - height if above else label.y + away
                for shift in (0.0, -0.22, 0.22, -0.42, 0.42):
                    left = label.x - width / 2 + shift * self.step
                    left = max(self.left + 1, min(left, self.right - 1 - width))
                    box = Box(left, top, left + width, top + height)
                    yield turned + nudge * 0.7 + abs(shift) * 18, Placed(box, letters, "middle")
