"""The field types that every part of the document is made of.

Everything arrives as the characters that were typed (str), lists and dicts; the field decides the type. A field's
JSON Schema lists what an editor should accept, since editors read plain scalars as numbers, booleans and dates.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic_core import PydanticCustomError

from cjmap.model.part import Json, Reads, as_list

SCALAR: Json = {"type": ["string", "number", "boolean"]}
_ONE_OR_MORE: Json = {"anyOf": [SCALAR, {"type": "array", "items": SCALAR}]}
_NUMERIC: Json = {"type": ["number", "string"]}

LARGEST = 1e15
"""From here on a number is refused: what is computed with it would no longer be exact."""


def _number(value: Any) -> Any:
    if isinstance(value, str):
        try:
            number = float(value.strip().replace("\u2212", "-"))
        except ValueError:
            number = float("inf")
        if number - number != 0 or "_" in value:
            raise PydanticCustomError("not_a_number", "not a number")
        if abs(number) >= LARGEST:
            raise PydanticCustomError("too_large", "a number too large")
        return number
    return value


def _whole(value: Any) -> Any:
    try:
        number = _number(value)
    except PydanticCustomError as error:
        if error.type == "not_a_number":
            raise PydanticCustomError("not_a_whole_number", "not a whole number") from None
        raise
    if isinstance(number, float):
        if number != int(number):
            raise PydanticCustomError("not_whole", "not a whole number")
        return int(number)
    return number


def _percent(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    typed = value.strip()
    number = _number(typed.removesuffix("%").rstrip())
    if 0 < number < 1 and not typed.endswith("%"):
        raise PydanticCustomError("fraction_for_percent", "a fraction", {"percent": f"{number * 100:g}"})
    return number


def _flag(value: Any) -> Any:
    if isinstance(value, str):
        if value in ("true", "false"):
            return value == "true"
        raise PydanticCustomError("not_true_or_false", "not true or false")
    return value


def _true_or_text(value: Any) -> Any:
    if isinstance(value, str):
        if value.lower() in ("yes", "no", "on", "off"):
            raise PydanticCustomError("yes_or_no", "neither true nor words")
        return {"true": True, "false": None}.get(value, value)
    # what is neither is said here, once: a union would say it for each of its branches
    raise PydanticCustomError("true_or_text_type", "neither true nor text")


_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def _date(value: Any) -> Any:
    if isinstance(value, str):
        match = _DATE.fullmatch(value)
        try:
            if not match:
                raise ValueError
            date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            raise _no_date(value, "not_a_date") from None
    return value


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December")  # fmt: skip


def _no_date(value: str, otherwise: str) -> PydanticCustomError:
    """What is wrong with a date: the month, or the day of the month; else `otherwise`."""
    from calendar import monthrange

    match = re.fullmatch(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?", value)
    why = ""
    if match and int(match[1]) and (match[3] or otherwise == "not_a_date"):
        year, month, day = int(match[1]), int(match[2]), int(match[3] or 1)
        if not 1 <= month <= 12:
            why = f"there is no month {month}; write the year, the month and the day in this order: 2026-09-30"
        elif not 1 <= day <= monthrange(year, month)[1]:
            why = f"there are only {monthrange(year, month)[1]} days in {_MONTHS[month - 1]} {year}"
    return (
        PydanticCustomError("no_such_date", "not in the calendar", {"why": why})
        if why
        else (PydanticCustomError(otherwise, "not a date"))
    )


def _day(value: Any) -> Any:
    if isinstance(value, str):
        try:
            if len(value) != len("2026-01-31"):
                raise ValueError
            return date.fromisoformat(value)
        except ValueError:
            raise _no_date(value, "not_a_day") from None
    return value


_ID = re.compile(r"[^\W_][\w.\-]{0,63}|_[\w.\-]{0,63}")


def is_id(value: str) -> bool:
    """Whether a text can be an id."""
    return _ID.fullmatch(value) is not None


def _id(value: str) -> str:
    if not is_id(value):
        raise PydanticCustomError("not_an_id", "not an id")
    return value


def _reference(value: str) -> str:
    if not value.strip():
        raise PydanticCustomError("empty_reference", "a reference to nothing")
    return value


def _url(value: str) -> str:
    if not re.match(r"(?i)(https?://[^\s/]|mailto:[^\s@]+@)", value) or re.search(r"[\s<>\"\\^`{|}]", value):
        raise PydanticCustomError("not_a_link", "not a link")
    return value


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|\d{3}))?(-[A-Za-z0-9]{5,8})*")


def _language(value: str) -> str:
    if not _LANGUAGE.fullmatch(value):
        raise PydanticCustomError("not_a_language", "not a language tag")
    return value


Text = Annotated[str, Reads(SCALAR)]
"""Words, exactly as typed."""
Texts = Annotated[tuple[Text, ...], Reads(_ONE_OR_MORE, before=as_list)]
"""Words, or a list of them."""
Id = Annotated[str, Reads(SCALAR, after=_id)]
"""Letters and digits of any script with `-`, `_` and `.`, at most 64 characters."""
Reference = Annotated[str, Reads(SCALAR, after=_reference)]
"""An id, else an exact title or text; `path#reference` reaches into another map."""
References = Annotated[tuple[Reference, ...], Reads(_ONE_OR_MORE, before=as_list)]
"""A reference, or a list of them."""
Number = Annotated[float, Reads(_NUMERIC, before=_number)]
"""A number: `-1`, `+2`, `−1` (U+2212), `3.5`."""
Amount = Annotated[float, Reads(_NUMERIC, before=_number, ge=0)]
"""A number that is not negative."""
OutOfTen = Annotated[float, Reads(_NUMERIC, before=_number, ge=0, le=10)]
"""A judgement from 0 to 10."""
Whole = Annotated[int, Reads({"type": ["integer", "string"]}, before=_whole)]
"""A whole number."""
Count = Annotated[int, Reads({"type": ["integer", "string"]}, before=_whole, ge=0)]
"""A whole number that is not negative."""
Rating = Annotated[int, Reads({"type": ["integer", "string"]}, before=_whole, ge=1, le=5)]
"""A judgement from 1 to 5."""
Percent = Annotated[float, Reads(_NUMERIC, before=_percent, ge=0, le=100)]
"""From 0 to 100, with or without `%`; what lies between 0 and 1 needs it, since 0.8 may mean 80 %."""
Flag = Annotated[bool, Reads({"type": "boolean"}, before=_flag)]
"""`true` or `false`."""
TrueOrText = Annotated[
    Literal[True] | str | None, Reads({"type": ["boolean", "string", "number"]}, before=_true_or_text)
]
"""`true`, or the words that say why."""
Date = Annotated[str, Reads(SCALAR, before=_date)]
"""A date as `2026-09-30`, `2026-09` or `2026`, kept as typed."""
Day = Annotated[date, Reads({"type": "string", "format": "date"}, before=_day)]
"""A day as `2026-09-30`."""
Url = Annotated[str, Reads({"type": "string"}, after=_url)]
"""A link that may be followed: http, https or mailto."""
Language = Annotated[str, Reads({"type": "string"}, after=_language)]
"""A BCP 47 language tag such as `en`, `zh-TW`, `zh-CN` or `ms`."""
Basis = Literal["assumed", "inferred", "observed", "reported", "validated", "target"]
"""What a statement rests on."""
