"""Which maps of two folders or revisions are the same map: by path, else by id, else by title."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import NamedTuple

from cjmap.nearest import normal


class Sheet(NamedTuple):
    """A map file as it is found on one side: its path below what was compared, and what it says that it is."""

    path: str
    id: str | None
    title: str


class FilePair(NamedTuple):
    """A file on both sides by its index in either; None on the side where it is not."""

    old: int | None
    new: int | None


def pair_files(olds: Sequence[Sheet], news: Sequence[Sheet]) -> tuple[FilePair, ...]:
    """The pairs in the order of the new side, then what is gone. Ids and titles count only where they are unique."""
    keys: tuple[Callable[[Sheet], Hashable | None], ...] = (_path, _id, _title)
    old_of: dict[int, int] = {}
    for key in keys:
        before = _unique(olds, key, set(old_of.values()))
        after = _unique(news, key, set(old_of))
        old_of |= {after[name]: before[name] for name in after if name in before}
    used = set(old_of.values())
    pairs = [FilePair(old_of.get(new), new) for new in range(len(news))]
    return (*pairs, *(FilePair(old, None) for old in range(len(olds)) if old not in used))


def _unique(sheets: Sequence[Sheet], key: Callable[[Sheet], Hashable | None], used: set[int]) -> dict[Hashable, int]:
    found: dict[Hashable, list[int]] = {}
    for index, sheet in enumerate(sheets):
        name = key(sheet)
        if index not in used and name is not None:
            found.setdefault(name, []).append(index)
    return {name: indexes[0] for name, indexes in found.items() if len(indexes) == 1}


def _path(sheet: Sheet) -> Hashable:
    return sheet.path


def _id(sheet: Sheet) -> Hashable | None:
    return sheet.id


def _title(sheet: Sheet) -> Hashable | None:
    return normal(sheet.title) or None
