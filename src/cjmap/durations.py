"""Lengths of time as people write them, in every shipped language."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from cjmap.labels import time_units

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800, "month": 2629746, "year": 31556952}
"""A mean month is a twelfth of the mean Gregorian year of 365.2425 days."""


def seconds(text: str, units: Mapping[str, Sequence[str]]) -> tuple[float, float] | None:
    """A duration as people write it, `30 min`, `1 h 30 min` or `1–3 months`, as its least and most seconds.

    `units` names each unit's spellings in the languages to try. None when it is anything else, such as a number of more
    than nine digits: nobody waits so long, and what is computed with it would overflow.
    """
    table = {spelling.casefold(): SECONDS[unit] for unit, spellings in units.items() for spelling in spellings}
    names = "|".join(sorted(map(re.escape, table), key=len, reverse=True))
    number = r"\d{1,9}(?:[.,]\d{1,9})?"
    part = re.compile(
        rf"\s*({number})(?:\s*(?:[–—~～-]|to|hingga|至|到)\s*({number}))?\s*({names})(?![a-z])", re.IGNORECASE
    )
    text = re.sub(
        r"^\s*(?:about|around|approx\.?|ca\.?|约|約|大约|大約|kira-kira|lebih kurang|~|≈)\s*",
        "",
        text.strip(),
        flags=re.IGNORECASE,
    )
    low = high = 0.0
    at = 0
    while at < len(text):
        match = part.match(text, at)
        if match is None:
            return None
        size = table[match[3].casefold()]
        first = float(match[1].replace(",", "."))
        low += first * size
        high += float((match[2] or match[1]).replace(",", ".")) * size
        at = match.end()
    return (low, high) if at else None


@lru_cache(maxsize=256)
def days(text: str) -> int | None:
    """The least days of a length such as `90 days` or `1–3 months`; None when it is no length of time."""
    length = seconds(text, time_units())
    return None if length is None else round(length[0] / SECONDS["day"])
