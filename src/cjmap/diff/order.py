"""What has kept its order, and what has moved: the longest common subsequence of two arrangements."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

Name = TypeVar("Name", bound=Hashable)


def movers(places: Sequence[int]) -> frozenset[int]:
    """The indexes of those that moved, given where each, in the new order, stood in the old one.

    Those that did not are a longest run of rising old places: the longest common subsequence of two arrangements of
    the same things. The rest moved.
    """
    if all(first < second for first, second in pairwise(places)):
        return frozenset()
    tails: list[int] = []
    tail_places: list[int] = []
    before: list[int] = []
    for index, place in enumerate(places):
        at = bisect_left(tail_places, place)
        before.append(tails[at - 1] if at else -1)
        if at == len(tails):
            tails.append(index)
            tail_places.append(place)
        else:
            tails[at] = index
            tail_places[at] = place
    kept = set()
    index = tails[-1]
    while index >= 0:
        kept.add(index)
        index = before[index]
    return frozenset(range(len(places))) - kept


def in_turn(old: Iterable[tuple[int, Name]], new: Iterable[tuple[int, Name]]) -> list[tuple[int, int]]:
    """The pairs of equal names, the first with the first and so on, each given with its place; in the new order."""
    waiting: dict[Name, list[int]] = {}
    for place, name in old:
        waiting.setdefault(name, []).append(place)
    for places in waiting.values():
        places.reverse()
    return [(waiting[name].pop(), place) for place, name in new if waiting.get(name)]
