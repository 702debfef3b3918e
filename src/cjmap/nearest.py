"""The nearest name to a misspelt one, knowing other spellings and the titles in every shipped language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from cjmap.lanes import LANES


@lru_cache(4096)
def normal(text: str) -> str:
    """A name for comparison: NFKC, without regard to case and to runs of spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def snake(text: str) -> str:
    """`painPoints`, `Pain Points` and `pain-points` as `pain_points`."""
    text = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", text.strip())
    return re.sub(r"[\s\-]+", "_", text).casefold()


def nearest(name: str, known: Iterable[str]) -> str | None:
    """The known name that was probably meant, or None."""
    table: dict[str, str] = {}
    for each in known:
        table.setdefault(snake(each), each)
        table.setdefault(normal(each), each)
    for form in (snake(name), normal(name)):
        if form in table:
            return table[form]
    from difflib import get_close_matches

    close = get_close_matches(snake(name), table, n=1, cutoff=0.75)
    return table[close[0]] if close else None


def one_edit(typed: str, known: str) -> bool:
    """Whether a name is another one but for its way of writing and one slip of a letter after the first.

    A letter added, left out or changed, or two neighbours swapped; a slip in the first letter makes another word
    (pains, gains).
    """
    a, b = sorted((snake(typed), snake(known)), key=len)
    if len(b) - len(a) > 1 or a[:1] != b[:1]:
        return False
    at = next((index for index, (left, right) in enumerate(zip(a, b, strict=False)) if left != right), len(a))
    if len(a) < len(b):
        return a[at:] == b[at + 1 :]
    return a[at + 1 :] == b[at + 1 :] or (a[at : at + 2] == b[at : at + 2][::-1] and a[at + 2 :] == b[at + 2 :])


def nearest_lane(name: str, known: Iterable[str]) -> str | None:
    """The lane or key that was probably meant: by spelling, else by a title in a shipped language."""
    names = list(known)
    found = nearest(name, names)
    if found:
        return found
    from difflib import get_close_matches

    from cjmap.labels import LANGUAGES, catalog

    titles: dict[str, str] = {}
    for language in LANGUAGES:
        for lane in LANES:
            label = catalog(language).lane(lane, "current-state")
            for title in (label.title, *label.aliases):
                titles.setdefault(normal(title), lane)
    wanted = normal(name)
    if wanted in titles:
        return titles[wanted]
    close = get_close_matches(wanted, titles, n=1, cutoff=0.8)
    return titles[close[0]] if close else None


def nearest_key(name: str, known: Iterable[str]) -> str | None:
    """The key that a word of a shipped language means, such as 標題; None where it means none of those known."""
    from cjmap.labels import LANGUAGES, catalog

    wanted, keys = normal(name), set(known)
    for language in LANGUAGES:
        for key, words in catalog(language).data["keys"].items():
            if key in keys and wanted in map(normal, words):
                return str(key)
    return None


def nearest_term(name: str, known: Iterable[str]) -> str | None:
    """The value that a term of a shipped language stands for, such as 高 for `high`; None where there is none."""
    from cjmap.labels import LANGUAGES, catalog

    wanted, values = normal(name), set(known)
    for language in LANGUAGES:
        for group in catalog(language).data.values():
            for value, term in group.items() if isinstance(group, dict) else ():
                if value in values and isinstance(term, str) and normal(term) == wanted:
                    return str(value)
    return None
