"""The words of the errors that the models find, by pydantic's error type; never by its messages."""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """A rule, its message and its help; `{found}` is what was typed, the rest comes from the error's context."""

    rule: str
    message: str
    help: str = ""


_KEYS = "write key: value pairs, one per line"

WORDS: dict[str, Words] = {
    "not_a_number": Words("not-a-number", "{key} must be a number, not {found}", "use digits only, such as 3.5 or -1"),
    "float_type": Words(
        "not-a-number", "{key} must be a number, not {shape}", "write a single number, such as 3.5 or -1"
    ),
    "int_type": Words("not-a-number", "{key} must be a whole number, not {shape}", "write a single number, such as 3"),
    "not_a_whole_number": Words(
        "not-a-number", "{key} must be a whole number, not {found}", "use digits only, such as 3"
    ),
    "not_whole": Words("not-a-number", "{key} must be a whole number, not {found}", "round it to a whole number"),
    "not_true_or_false": Words("not-true-or-false", "{key} must be true or false, not {found}", "write true or false"),
    "bool_type": Words("not-true-or-false", "{key} must be true or false, not {shape}", "write true or false"),
    "yes_or_no": Words(
        "not-true-or-false", "{key} must be true or text, not {found}", "write true, or say why in words"
    ),
    "true_or_text_type": Words(
        "wrong-type", "{key} must be true or text, not {shape}", "write true, or say why in words"
    ),
    "not_a_date": Words("not-a-date", "{key} must be a date, not {found}", "write it as 2026-09-30, 2026-09 or 2026"),
    "not_a_day": Words("not-a-date", "{key} must be a full date, not {found}", "write it as 2026-09-30"),
    "no_such_date": Words("not-a-date", "{found} is not a valid date", "{why}"),
    "date_type": Words("not-a-date", "{key} must be a full date, not {shape}", "write it as 2026-09-30"),
    "not_an_id": Words(
        "not-an-id",
        "{found} cannot be an id",
        "use letters and digits of any script, plus - _ and ., with no spaces and at most 64 characters",
    ),
    "empty_reference": Words(
        "empty-reference", "{key} is empty", "write the id, title or path that it should refer to, or remove the line"
    ),
    "column_key": Words(
        "reserved-lane", "{found} is a column key, so it cannot be a lane", "choose another id for the lane"
    ),
    "not_a_link": Words(
        "not-a-link",
        "{key} must be a link, not {found}",
        "write the full address, starting with https://, http:// or mailto:",
    ),
    "not_a_language": Words(
        "not-a-language", "{found} is not a language tag", "use one such as en, zh-TW, zh-CN or ms"
    ),
    "not_a_scale": Words("not-a-scale", "{found} is not a scale", "write 1..5, or {{min: 1, max: 5, labels: [...]}}"),
    "scale_backwards": Words("not-a-scale", "the scale runs backwards", "make min less than max"),
    "score_and_word": Words(
        "score-and-word",
        "{found} combines a score and a word, so the score would be lost",
        "write them separately: {{score: -1, word: impatient}}",
    ),
    "score_fraction": Words(
        "score-fraction",
        "the score {found} includes its scale",
        "write only the number before the slash, and declare the scale once at the top, such as emotion_scale: 1..5",
    ),
    "text_missing": Words("text-missing", "this item has no {main}", "add {main}: …"),
    "persona_unnamed": Words("text-missing", "this persona has no name", "add name: …"),
    "unknown_level": Words(
        "unknown-value",
        "the severity of {key} cannot be {found}",
        "use error, warning or note; ignore: switches a rule off",
    ),
    "online_and_offline": Words(
        "online-and-offline", "online and offline contradict each other", "keep only one of them"
    ),
    "not_a_colour": Words(
        "not-a-colour", "{key} takes a colour, not {found}", "write three or six digits, such as 1d4f80"
    ),
    "not_a_font": Words("not-a-font", "{found} is not the name of a font", "write one family, such as Source Sans"),
    "too_long": Words(
        "out-of-range", "{key} takes at most {max_length} colours", "leave some out: the others are mixed from these"
    ),
    "greater_than_equal": Words("out-of-range", "{key} must be at least {ge:g}, not {found}", "use {ge:g} or more"),
    "less_than_equal": Words("out-of-range", "{key} must be at most {le:g}, not {found}", "use {le:g} or less"),
    "fraction_for_percent": Words(
        "out-of-range",
        "{key} is a percentage, and {found} is less than one percent",
        "write {percent} for {percent}%, or add a % sign if you really mean less than 1%",
    ),
    "too_large": Words("out-of-range", "{key} has more than 15 digits: {found}", "use a larger unit"),
    "string_type": Words("wrong-type", "{key} must be text, not {shape}", "write the text after the colon"),
    "tuple_type": Words(
        "wrong-type", "{key} must be a list, not {shape}", "put each item on its own line, after a dash"
    ),
    "dict_type": Words("wrong-type", "{key} must have keys and values, not {shape}", _KEYS),
    "dataclass_type": Words("wrong-type", "{key} must have keys and values, not {shape}", _KEYS),
}
"""What to say for each error type; the types that need more than words are handled in `shape`."""


def choices(names: list[str]) -> str:
    """Names to choose from, in a phrase."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def quoted(text: str, most: int = 40) -> str:
    """A typed text in quotation marks, shortened in the middle of a message."""
    text = " ".join(text.split())
    return f"‘{text[: most - 1]}…’" if len(text) > most else f"‘{text}’"
