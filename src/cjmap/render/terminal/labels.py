"""The words along a curve, each where it overlaps no word, no point, and as little of the line as can be."""

from __future__ import annotations

from itertools import product

from rich.text import Text

from cjmap.render.braille import Canvas
from cjmap.render.terminal.ink import BAD, BOLD, DIM, GOOD
from cjmap.render.terminal.pen import Pen
from cjmap.view.points import CurvePoint


class Labels:
    """The labels on a drawing. A word without a free place is left to the row of text below."""

    def __init__(self, pen: Pen, canvas: Canvas, zero: int, points: set[tuple[int, int]]) -> None:
        self.pen = pen
        self.width = canvas.columns
        self.rows = canvas.rows
        self.canvas = canvas
        self.zero = zero
        self.taken = set(points)
        self._found: dict[tuple[int, int], Text] = {}
        self._inside: set[tuple[int, int]] = set()

    def at(self, row: int, column: int) -> Text | None:
        """The label that begins here."""
        return self._found.get((row, column))

    def covers(self, row: int, column: int) -> bool:
        """Whether a label that began earlier reaches over this cell."""
        return (row, column) in self._inside

    def place(self, point: CurvePoint, row: int, column: int, *, above: bool) -> None:
        """Write a point's word near it, with its score where it is the highest or the lowest."""
        when = f"({point.when})" if point.when else ""
        words = [self.pen.line(f"{point.word} {when}", BOLD)]
        if point.mark in {"peak", "low"}:
            key, style = ("peak", GOOD) if point.mark == "peak" else ("low_point", BAD)
            named = self.pen.line(f"{self.pen.word(key)} {point.score}", style)
            words = [named, *words] if above else [*words, named]
        words = [word for word in words if word.plain]
        if words and not self._try(words, row, column, above=above) and len(words) > 1:
            self._try(words[1:] if above else words[:1], row, column, above=above)

    def centre(self, words: str, row: int, column: int, limit: int) -> None:
        """Write words over a cell if a column has room for them."""
        text = self.pen.line(words, DIM)
        size = self.pen.cells(text)
        if size < limit:
            start = max(0, min(column - size // 2, self.width - size))
            if self._free(row, start, size):
                self._put(text, row, start)

    def _try(self, words: list[Text], row: int, column: int, *, above: bool) -> bool:
        best: tuple[float, list[tuple[Text, int, int]]] | None = None
        for side, away, shift in product((-1, 1), (1, 2, 3), (0, -1, 1, -2, 2)):
            top = row - away - len(words) + 1 if side < 0 else row + away
            places = [(text, top + line, self._start(text, column, shift)) for line, text in enumerate(words)]
            cost = self._cost(places)
            if cost is None:
                continue
            cost += 1.2 * (away - 1) + 0.7 * abs(shift) + (3 if (side < 0) != above else 0)
            if best is None or cost < best[0]:
                best = (cost, places)
        for text, line, start in best[1] if best else ():
            self._put(text, line, start)
        return best is not None

    def _start(self, text: Text, column: int, shift: int) -> int:
        """Where words begin that stand over a cell, moved aside by quarters of their length."""
        size = self.pen.cells(text)
        return max(0, min(column - (size - 1) // 2 + shift * max(1, size // 4), self.width - size))

    def _cost(self, places: list[tuple[Text, int, int]]) -> float | None:
        cost = 0.0
        for text, row, start in places:
            size = self.pen.cells(text)
            if not 0 <= row < self.rows or size > self.width or not self._free(row, start, size):
                return None
            cost += 2 if row == self.zero else 0
            cost += sum(self.canvas.filled(row, column) for column in range(start, start + size))
        return cost

    def _free(self, row: int, start: int, size: int) -> bool:
        return not any((row, column) in self.taken for column in range(start - 1, start + size + 1))

    def _put(self, text: Text, row: int, start: int) -> None:
        size = self.pen.cells(text)
        cells = {(row, column) for column in range(start, start + size)}
        self._found[row, start] = text
        self.taken |= cells
        self._inside |= cells - {(row, start)}
