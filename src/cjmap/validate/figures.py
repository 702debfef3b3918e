"""Dates and numbers as people write them, in the form that the format takes; only those to be read in one way."""

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


_NUMBER = re.compile(r"([+-]?) ?(\d+)?(?:[.,](\d+))? ?分?")
_DASHES = re.compile("[\u2010-\u2015\u2212]")


def normal_number(text: str) -> str | None:
    """A number with full-width digits, another dash or a decimal comma as `-1.5`; None when it is none.

    `1,500` is left alone: that may be a thousand and a half, or one and a half.
    """
    match = _NUMBER.fullmatch(_DASHES.sub("-", unicodedata.normalize("NFKC", text).strip()))
    if match is None or not (match[2] or match[3]) or ("." not in match[0] and len(match[3] or "") == 3):
        return None
    return f"{'-' if match[1] == '-' else ''}{match[2] or '0'}" + (f".{match[3]}" if match[3] else "")
