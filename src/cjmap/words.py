"""Numbers, dates and counts as a map's language writes them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from functools import cache

from cjmap.labels import Catalog, channel_words
from cjmap.nearest import normal

MINUS = "\u2212"


def number(value: float, digits: int = 2) -> str:
    """A number with thousands separators and without needless zeros; the minus is U+2212."""
    text = f"{value:,.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "0") else text.replace("-", MINUS)


def signed(value: float) -> str:
    """A number with its sign, zero without."""
    return number(value) if value <= 0 else f"+{number(value)}"


def amount(value: float, unit: str | None) -> str:
    """A value with its unit: `22%`, `26 jam`."""
    if not unit:
        return number(value)
    return f"{number(value)}%" if unit == "%" else f"{number(value)} {unit}"


def count(catalog: Catalog, what: str, value: float) -> str:
    """`1 stage`, `3 stages`."""
    forms = catalog.data["counts"][what]
    return str(forms["one" if value == 1 else "other"]).format(n=number(value))


_UNITS = (("year", 31556952), ("month", 2629746), ("week", 604800), ("day", 86400), ("hour", 3600), ("minute", 60))


def time_span(catalog: Catalog, least: float, most: float) -> str:
    """A time in its two largest units, `11 minutes 45 seconds`; a range as `3–14 days`, or as two times."""
    first, last = _in_units(round(least)), _in_units(round(most))
    if first == last:
        return " ".join(count(catalog, unit, size) for unit, size in first)
    if len(first) == len(last) == 1 and first[0][0] == last[0][0]:
        unit = first[0][0]
        return str(catalog.data["counts"][unit]["other"]).format(n=f"{number(first[0][1])}–{number(last[0][1])}")
    return f"{time_span(catalog, least, least)} – {time_span(catalog, most, most)}"


def _in_units(seconds: int) -> list[tuple[str, int]]:
    """A time as so many of its two largest units."""
    rest = seconds
    parts: list[tuple[str, int]] = []
    for unit, size in _UNITS:
        if unit != "week" and rest >= size and len(parts) < 2:
            parts.append((unit, rest // size))
            rest %= size
        elif parts:
            break
    if (rest and len(parts) < 2) or not parts:
        parts.append(("second", rest))
    return parts


def day(catalog: Catalog, text: str | date) -> str:
    """A date, a month or a year as the language writes it; ranges of precision stay as typed."""
    parts = str(text).split("-")
    if len(parts) == 1:
        return parts[0]
    dates = catalog.data["dates"]
    values = {"year": parts[0], "month": dates["months"][int(parts[1]) - 1], "mm": parts[1]}
    if len(parts) == 2:
        return str(dates["month"]).format(**values)
    return str(dates["date"]).format(**values, day=int(parts[2]), dd=parts[2])


def channel_key(channel: str | None, *catalogs: Catalog) -> str | None:
    """The key of a channel that a catalog knows, by its key or its label."""
    if not channel:
        return None
    wanted = normal(channel)
    for catalog in catalogs:
        found = _channels(catalog).get(wanted)
        if found is not None:
            return found
    return None


@cache
def _channels(catalog: Catalog) -> dict[str, str]:
    """The known channels by their normalised keys and labels."""
    found: dict[str, str] = {}
    for key, label in catalog.data["channels"].items():
        found.setdefault(normal(key), str(key))
        found.setdefault(normal(str(label)), str(key))
    return found


_NONE = frozenset(("none", "nothing", "no", "-", "–", "—", "tiada", "tiada apa-apa", "無", "沒有", "无", "没有"))


def says_none(text: str) -> bool:
    """Whether a text says nothing but that there is none."""
    return normal(text.rstrip(".。")) in _NONE


def channel_icon(channel: str | None) -> str | None:
    """The key of the icon for a channel as typed, in any of the shipped languages.

    A longer phrase has the icon of the one known channel that is named in it (`Kedai di Ipoh`); None for one that
    names none, or several.
    """
    if not channel:
        return None
    keys = _channel_icons()
    typed = " ".join(unicodedata.normalize("NFKC", channel).split())
    exact = keys.get(typed.casefold())
    if exact:
        return exact
    found = {keys[match[0].casefold()] for match in _channel_names().finditer(typed)}
    return found.pop() if len(found) == 1 else None


@cache
def _channel_icons() -> dict[str, str]:
    """The icon of every name of a channel in small letters."""
    keys: dict[str, str] = {}
    for key, spellings in channel_words().items():
        for spelling in spellings:
            keys.setdefault(normal(spelling), key)
    return keys


@cache
def _channel_names() -> re.Pattern[str]:
    """The names of channels within a phrase, the longer ones first.

    A name in capitals, such as LINE, is an everyday word in small ones, and is sought within a phrase as it is.
    """
    parts = []
    for spelling in (each for spellings in channel_words().values() for each in spellings):
        found = re.escape(spelling) if spelling.isupper() else f"(?i:{re.escape(spelling)})"
        parts.append((len(spelling), found if spelling[0] > "\u2e7f" else rf"(?<![a-zA-Z]){found}(?![a-zA-Z])"))
    parts.sort(key=lambda part: -part[0])
    return re.compile("|".join(part for _, part in parts))


_SPOKEN = re.compile(r"[A-Za-z]{0,3}[-.]?[0-9]{1,3}[a-z]?")


def spoken(id_: str | None) -> bool:
    """Whether an id is one that people say aloud, such as P1; longer ones are for references only."""
    return bool(id_ and _SPOKEN.fullmatch(id_))


def initials(name: str) -> str:
    """A monogram: the first letters of the first and the last word, or the last character of a name without spaces

    in a script that has no letter case (a Chinese given name).
    """
    words = name.split()
    if not words:
        return ""
    if len(words) == 1:
        first = words[0][0]
        return first.upper() if first.upper() != first.lower() else words[0][-1]
    return (words[0][0] + words[-1][0]).upper()
