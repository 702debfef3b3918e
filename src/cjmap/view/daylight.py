"""The light of a day in the life, from the clock times of its columns; and where the product is part of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from math import cos, pi

from cjmap.record import record
from cjmap.view import shapes as v
from cjmap.view.ribbon import DAY, hours

BRIGHT, DARK = 0.7, -0.35
"""How high the sun stands by full day, and by full night: 1 at noon, 0 when it rises and sets."""


@record
class Daylight:
    """Clock times in seconds along the columns: `at` counts in columns (column 3's middle is 3.5), both rising."""

    at: tuple[float, ...]
    times: tuple[float, ...]

    def time(self, at: float) -> float | None:
        """The time of day at a place along the columns; None before the first that has one and after the last."""
        if not self.at[0] - 0.5 <= at <= self.at[-1] + 0.5:
            return None
        after = bisect_right(self.at, at)
        if after in (0, len(self.at)):
            return self.times[0 if after == 0 else -1]
        (left, right), (early, late) = self.at[after - 1 : after + 1], self.times[after - 1 : after + 1]
        return early + (late - early) * (at - left) / (right - left)


def daylight(kind: str, columns: Sequence[v.ColumnView]) -> Daylight | None:
    """The light of a day in the life; None for other maps, without clock times, and where it is always day."""
    placed = hours(columns) if kind == "day-in-the-life" else ()
    if not placed:
        return None
    found = Daylight(tuple(index + 0.5 for index, _ in placed), tuple(at for _, at in placed))
    first, last = found.times[0], found.times[-1]
    # night falls between two columns only if a midnight does
    if max(darkness(first), darkness(last)) == 0 and first // DAY == last // DAY:
        return None
    return found


def darkness(time: float) -> float:
    """How dark it is at a time of day in seconds: 0 by day, 1 at night, dawn and dusk between.

    A sign of the hour and no claim about a place: the sun rises at six and sets at eighteen hours.
    """
    height = -cos(2 * pi * time / DAY)
    return min(1.0, max(0.0, (BRIGHT - height) / (BRIGHT - DARK)))


def product_share(rows: Iterable[v.Row | v.Line]) -> tuple[str, int, int] | None:
    """The title of the lane that says where the product is part of the day, in how many columns it is, of how many.

    Columns about which the lane says nothing do not count; None where it says nothing at all.
    """
    for row in rows:
        if isinstance(row, v.Row):
            cells = [cell for tier in row.tiers for cell in tier if cell.presence]
            if cells:
                used = {
                    at for cell in cells if cell.presence == "in" for at in range(cell.start, cell.start + cell.span)
                }
                told = {at for cell in cells for at in range(cell.start, cell.start + cell.span)}
                return row.title, len(used), len(told)
    return None
