"""How alike two columns or two texts are, from 0 to 1.

Texts: twice the characters that both have in the same order, over the characters of both (Ratcliff and Obershelp).
Columns: the share of their items that stand word by word in the same lane of both (Dice), or the mean of that and of
their titles' likeness where it is more; titles alone where neither has an item. From `ALIKE` on, what vanished and
what appeared is reported as a possible rename.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from difflib import SequenceMatcher
from typing import NamedTuple

from cjmap.diff.texts import shared

ALIKE = 0.5
"""From this likeness on two columns may be one renamed, and two texts of a cell are one reworded."""
MOST = 2500
"""The most pairs whose titles or texts are compared letter by letter; beyond, only equal items make columns alike."""


class Portrait(NamedTuple):
    """What a thing is recognised by: its name, normalised, and a count of what it holds."""

    name: str
    holds: Counter[Hashable]


def of_texts(old: str, new: str, *, ranked: bool = True) -> float:
    """How alike two normalised texts are; for texts that are not `ranked` it is only known whether that is `ALIKE`."""
    if old == new:
        return 1.0
    # most texts are changed in one place, and what a run in common says needs no more search
    if not ranked and 2 * max(shared(old, new), shared(old[::-1], new[::-1])) >= ALIKE * (len(old) + len(new)):
        return ALIKE
    # the algorithm depends on which comes first, and likeness must not
    matcher = SequenceMatcher(None, min(old, new), max(old, new), autojunk=False)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return 0.0
    return matcher.ratio()


def of_portraits(old: Portrait, new: Portrait, *, names: bool = True) -> float:
    """How alike two columns are; without `names` by their items alone."""
    total = old.holds.total() + new.holds.total()
    named = of_texts(old.name, new.name) if names and old.name and new.name else 0.0
    if not total:
        return named
    held = 2 * (old.holds & new.holds).total() / total
    return max(held, (held + named) / 2)


def best_pairs(scored: list[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """One to one, the likest first; of equals the first in order. In order of the second index."""
    used_old: set[int] = set()
    used_new: set[int] = set()
    found = []
    for score, old, new in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if old not in used_old and new not in used_new:
            used_old.add(old)
            used_new.add(new)
            found.append((score, old, new))
    return sorted(found, key=lambda each: each[2])
