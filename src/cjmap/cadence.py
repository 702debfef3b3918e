"""How often something is done, as people write it in the shipped languages, and the day on which it is due next."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

FORMS = "90 days, 3 months, daily, weekly, monthly, quarterly, half-yearly or yearly"
"""What to write, for messages."""

# the words that are read, never shown: those of all languages together, since a map may mix them
_UNITS: dict[tuple[int, int], tuple[str, ...]] = {
    (0, 1): ("day", "days", "天", "日", "hari"),
    (0, 7): ("week", "weeks", "週", "周", "星期", "個星期", "个星期", "禮拜", "個禮拜", "礼拜", "个礼拜", "minggu"),
    (1, 0): ("month", "months", "月", "個月", "个月", "bulan"),
    (3, 0): ("quarter", "quarters", "季", "季度", "suku tahun"),
    (6, 0): ("half year", "half-year", "半年", "setengah tahun", "separuh tahun"),
    (12, 0): ("year", "years", "年", "tahun"),
}
"""Months and days, and what they are called."""

_NAMES: dict[tuple[int, int], tuple[str, ...]] = {
    (0, 1): ("daily", "harian", "sehari sekali"),
    (0, 7): ("weekly", "mingguan", "seminggu sekali"),
    (0, 14): ("fortnightly", "every fortnight"),
    (1, 0): ("monthly", "bulanan", "sebulan sekali"),
    (3, 0): ("quarterly", "suku tahunan"),
    (6, 0): ("half-yearly", "half yearly", "twice a year", "setengah tahunan"),
    (12, 0): ("yearly", "annually", "tahunan", "setahun sekali"),
}

_NUMBERS = {
    word: number
    for words in (
        "one two three four five six seven eight nine ten eleven twelve",
        "一 二 三 四 五 六 七 八 九 十 十一 十二",
        "satu dua tiga empat lima enam tujuh lapan sembilan sepuluh sebelas",
    )
    for number, word in enumerate(words.split(), 1)
} | {"兩": 2, "两": 2}

_SUFFIXES = ("一次", "sekali")
_PREFIXES = ("every", "each", "once a", "once every", "setiap", "tiap-tiap", "每", "每隔")


class Cadence(NamedTuple):
    """A stretch of the calendar: so many months and so many days."""

    months: int
    days: int

    def after(self, start: date) -> date | None:
        """The day that is due next after a day; None beyond the calendar's last year."""
        from calendar import monthrange

        at = start.year * 12 + start.month - 1 + self.months
        year, month = at // 12, at % 12 + 1
        try:
            return date(year, month, min(start.day, monthrange(year, month)[1])) + timedelta(days=self.days)
        except (ValueError, OverflowError):
            return None


def cadence(text: str) -> Cadence | None:
    """What `90 days`, `every 3 months`, `quarterly`, `每季` or `setiap 6 bulan` mean; None for anything else."""
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    match = _pattern().fullmatch(plain)
    if match is None:
        return _table(_NAMES).get(plain)
    prefix, number, unit = match["prefix"], match["number"], match["unit"]
    count = _NUMBERS.get(number or "one") or int(number)
    if count == 0 or not (prefix or number or match["suffix"]):
        return None
    months, days = _table(_UNITS)[unit]
    return Cadence(months * count, days * count)


def _table(words: dict[tuple[int, int], tuple[str, ...]]) -> dict[str, Cadence]:
    return {word: Cadence(*length) for length, each in words.items() for word in each}


@cache
def _pattern() -> re.Pattern[str]:
    words = (_PREFIXES, _NUMBERS, _table(_UNITS), _SUFFIXES)
    prefix, number, unit, suffix = ("|".join(map(re.escape, each)) for each in words)
    return re.compile(
        rf"(?:(?P<prefix>{prefix}) ?)?(?:(?P<number>\d{{1,6}}|{number}) ?)?(?P<unit>{unit})(?: ?(?P<suffix>{suffix}))?"
    )
