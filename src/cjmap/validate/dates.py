"""Dates as people write them, in the form that the format takes; only those that can be read in one way."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_FORMS = tuple(
    re.compile(form)
    for form in (
        r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?",
        r"(\d{4}) ?年 ?(?:(\d{1,2}) ?月 ?(?:(\d{1,2}) ?[日号號])?)?",
        r"(\d{4})(\d{2})(\d{2})",
        r"(\d{4})-(\d{2})-(\d{2})[T ]\d{2}:\d{2}.*",
    )
)


def normal_date(text: str, *, day: bool) -> str | None:
    """A date that begins with its year as `2026-09-30`, `2026-09` or `2026`; None when it is none, or no `day`.

    `30/9/2026` and `9/30/2026` are left alone: nobody can know which of the numbers is the month.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    match = next((found for form in _FORMS if (found := form.fullmatch(text))), None)
    if match is None:
        return None
    year, month, of_month = (int(each) if each else None for each in match.groups())
    try:
        date(year or 0, 1 if month is None else month, 1 if of_month is None else of_month)
    except ValueError:
        return None
    if of_month is not None:
        return f"{year:04}-{month:02}-{of_month:02}"
    if day:
        return None
    return f"{year:04}-{month:02}" if month else f"{year:04}"
