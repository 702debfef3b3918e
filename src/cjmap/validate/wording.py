"""The words of the errors that the models find, by pydantic's error type; never by its messages."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A rule, its message and its help; `{found}` is what was typed, the rest comes from the error's context."""

    rule: str
    message: str
    help: str = ""


_KEYS = "write key: value, one a line"

WORDS: dict[str, Words] = {
    "not_a_number": Words(
        "not-a-number", "{key} takes a number, found {found}", "write digits alone, such as 3.5 or -1"
    ),
    "float_type": Words("not-a-number", "{key} takes a number, found {shape}", "write one number, such as 3.5 or -1"),
    "int_type": Words("not-a-number", "{key} takes a whole number, found {shape}", "write one number, such as 3"),
    "not_a_whole_number": Words(
        "not-a-number", "{key} takes a whole number, found {found}", "write digits alone, such as 3"
    ),
    "not_whole": Words("not-a-number", "{key} takes a whole number, found {found}", "round it"),
    "not_true_or_false": Words("not-true-or-false", "{key} takes true or false, found {found}", "write true or false"),
    "bool_type": Words("not-true-or-false", "{key} takes true or false, found {shape}", "write true or false"),
    "yes_or_no": Words(
        "not-true-or-false", "{key} takes true or words, found {found}", "write true, or the words that say why"
    ),
    "true_or_text_type": Words(
        "wrong-type", "{key} takes true or words, found {shape}", "write true, or the words that say why"
    ),
    "not_a_date": Words("not-a-date", "{key} takes a date, found {found}", "write it as 2026-09-30, 2026-09 or 2026"),
    "not_a_day": Words("not-a-date", "{key} takes a day, found {found}", "write it as 2026-09-30"),
    "no_such_date": Words("not-a-date", "{key} takes a date, found {found}", "{why}"),
    "date_type": Words("not-a-date", "{key} takes a day, found {shape}", "write it as 2026-09-30"),
    "not_an_id": Words(
        "not-an-id",
        "{found} cannot be an id",
        "use letters and digits of any script, - _ and . without spaces, at most 64 characters",
    ),
    "empty_reference": Words(
        "empty-reference", "{key} refers to nothing", "write the id, title or path that is meant, or remove the line"
    ),
    "column_key": Words(
        "reserved-lane", "{found} is a key of columns and cannot be a lane", "give the lane another id"
    ),
    "not_a_link": Words(
        "not-a-link",
        "{key} takes a link, found {found}",
        "write a whole address that begins with https://, http:// or mailto:",
    ),
    "not_a_language": Words("not-a-language", "{found} is no language tag", "write one such as en, zh-TW, zh-CN or ms"),
    "not_a_scale": Words("not-a-scale", "{found} is no scale", "write 1..5, or {{min: 1, max: 5, labels: [...]}}"),
    "scale_backwards": Words("not-a-scale", "the scale does not rise", "min must be less than max"),
    "score_and_word": Words(
        "score-and-word",
        "{found} is a score and a word in one text, so the score would be lost",
        "write them apart: {{score: -1, word: impatient}}",
    ),
    "score_fraction": Words(
        "score-fraction",
        "the score {found} names its scale",
        "write the number before the slash, and declare the scale once at the top, such as emotion_scale: 1..5",
    ),
    "text_missing": Words("text-missing", "an item without {main}", "say it with {main}: …"),
    "persona_unnamed": Words("text-missing", "a persona without a name", "add name: …"),
    "unknown_level": Words(
        "unknown-value", "the severity of {key} cannot be {found}", "write error, warning or note; ignore: switches off"
    ),
    "online_and_offline": Words(
        "online-and-offline", "online and offline contradict each other", "keep one of the two"
    ),
    "not_a_colour": Words(
        "not-a-colour", "{key} takes a colour, found {found}", "write three or six digits, such as 1d4f80"
    ),
    "not_a_font": Words("not-a-font", "{found} is no name of a font", "write one family, such as Source Sans"),
    "too_long": Words("out-of-range", "{key} takes at most {max_length} colours", "leave some out: the rest is mixed"),
    "greater_than_equal": Words("out-of-range", "{key} is at least {ge:g}, found {found}", "write {ge:g} or more"),
    "less_than_equal": Words("out-of-range", "{key} is at most {le:g}, found {found}", "write {le:g} or less"),
    "fraction_for_percent": Words(
        "out-of-range",
        "{key} is a percentage, and {found} is less than one percent",
        "write {percent} for {percent} %, or add the % sign if you do mean so little",
    ),
    "too_large": Words("out-of-range", "{key} has more than 15 digits, found {found}", "write it in a larger unit"),
    "string_type": Words("wrong-type", "{key} takes text, found {shape}", "write the words after the colon"),
    "tuple_type": Words(
        "wrong-type", "{key} takes a list, found {shape}", "put each thing on a line of its own, after a dash"
    ),
    "dict_type": Words("wrong-type", "{key} takes keys and values, found {shape}", _KEYS),
    "model_type": Words("wrong-type", "{key} takes keys and values, found {shape}", _KEYS),
    "model_attributes_type": Words("wrong-type", "{key} takes keys and values, found {shape}", _KEYS),
}
"""What to say for each error type; the types that need more than words are handled in `shape`."""


def choices(names: list[str]) -> str:
    """Names to choose from, in a phrase."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def quoted(text: str, most: int = 40) -> str:
    """A typed text in quotation marks, shortened in the middle of a message."""
    text = " ".join(text.split())
    return f"‘{text[: most - 1]}…’" if len(text) > most else f"‘{text}’"
