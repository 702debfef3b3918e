"""Lengths of time and dates as people write them, in days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import lru_cache

from cjmap.labels import time_units
from cjmap.measures import SECONDS, seconds


@lru_cache(maxsize=256)
def days(text: str) -> int | None:
    """The least days of a length such as `90 days` or `1–3 months`; None when it is no length of time."""
    length = seconds(text, time_units())
    return None if length is None else round(length[0] / SECONDS["day"])


def last_day(text: str) -> date:
    """The last day that a date, a month or a year as typed may mean."""
    year, *rest = (int(part) for part in text.split("-"))
    month = rest[0] if rest else 12
    return date(year, month, rest[1] if len(rest) > 1 else monthrange(year, month)[1])
