"""A small drawing surface of braille cells: two dots across and four down in each character."""

from __future__ import annotations

DOTS_ACROSS = 2
DOTS_DOWN = 4

_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BLANK = 0x2800
_TOP, _MIDDLE, _BOTTOM = 0x09, 0x36, 0xC0


class Canvas:
    """Dots on a surface of so many columns and rows of characters; (0, 0) is the dot at the top left."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns = columns
        self.rows = rows
        self._cells: dict[tuple[int, int], int] = {}

    def dot(self, x: int, y: int) -> None:
        """Set one dot; what lies outside the surface is left out."""
        column, row = x // DOTS_ACROSS, y // DOTS_DOWN
        if 0 <= column < self.columns and 0 <= row < self.rows:
            bit = _BITS[y % DOTS_DOWN][x % DOTS_ACROSS]
            self._cells[row, column] = self._cells.get((row, column), 0) | bit

    def filled(self, row: int, column: int) -> bool:
        """Whether a character holds any dot."""
        return (row, column) in self._cells

    def character(self, row: int, column: int) -> str:
        """The braille character of a cell, or a space where it holds no dot."""
        bits = self._cells.get((row, column), 0)
        return chr(_BLANK + bits) if bits else " "

    def ascii(self, row: int, column: int) -> str:
        """The same in ASCII: high, middle and low dots as ' - . and upright strokes as |."""
        bits = self._cells.get((row, column), 0)
        if not bits:
            return " "
        top, bottom = bool(bits & _TOP), bool(bits & _BOTTOM)
        if top and bottom:
            return "|"
        if bits & _MIDDLE and top == bottom:
            return "-"
        return "'" if top else "." if bottom else "-"
