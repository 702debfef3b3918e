"""Dates as people write them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def last_day(text: str) -> date:
    """The last day that a date, a month or a year as typed may mean."""
    year, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1])
