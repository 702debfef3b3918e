"""Which items of three lists are one, and the order of all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from cjmap.diff.order import in_turn, movers
from cjmap.merge.parts import Part

ALIKE = 0.6
"""How alike two texts must be for one to be the other, reworded: the share of characters that they have in common."""

_NAMES = ("title", "text", "name", "metric", "what", "path", "url", "to")


class Trio(NamedTuple):
    """An entry or item in the base, in ours and in theirs; None where it is not there."""

    base: Part | None
    ours: Part | None
    theirs: Part | None


class Arranged(NamedTuple):
    """A place in the merged list. `only` is the side that has the item here, where both moved it elsewhere."""

    trio: Trio
    only: str = ""


def by_key(base: Sequence[Part], ours: Sequence[Part], theirs: Sequence[Part]) -> list[Trio]:
    """The entries of three maps, those of one key together."""
    sides = [{part.key: part for part in side} for side in (base, ours, theirs)]
    keys = dict.fromkeys(key for side in sides for key in side)
    return [Trio(*(side.get(key) for side in sides)) for key in keys]


def by_likeness(base: Sequence[Part], ours: Sequence[Part], theirs: Sequence[Part], *, as_set: bool) -> list[Trio]:
    """The items of three lists, those that are one together: by id, by content, by title or text, by likeness."""
    to_ours, to_theirs = pairs(base, ours, loose=not as_set), pairs(base, theirs, loose=not as_set)
    trios = [
        Trio(
            part, ours[to_ours[at]] if at in to_ours else None, theirs[to_theirs[at]] if at in to_theirs else None
        )
        for at, part in enumerate(base)
    ]  # fmt: skip
    new_ours = [part for at, part in enumerate(ours) if at not in to_ours.values()]
    new_theirs = [part for at, part in enumerate(theirs) if at not in to_theirs.values()]
    both = pairs(new_ours, new_theirs, loose=False)
    trios += [Trio(None, part, new_theirs[both[at]] if at in both else None) for at, part in enumerate(new_ours)]
    return trios + [Trio(None, None, part) for at, part in enumerate(new_theirs) if at not in both.values()]


def pairs(old: Sequence[Part], new: Sequence[Part], *, loose: bool) -> dict[int, int]:
    """Which item became which: places in the old list to places in the new one. `loose`: reworded ones too."""
    found: dict[int, int] = {}

    def pair(name: Callable[[Part], str | None], *, without_ids: bool = False) -> None:
        olds = [(at, name(part)) for at, part in enumerate(old) if at not in found]
        news = [(at, name(part)) for at, part in enumerate(new) if at not in found.values()]
        same = in_turn([each for each in olds if each[1]], [each for each in news if each[1]])
        found.update(each for each in same if not (without_ids and _id(old[each[0]]) and _id(new[each[1]])))

    pair(_id)
    pair(lambda part: repr(part.data))
    pair(_name, without_ids=True)
    if loose:
        _reworded(old, new, found)
    return found


def _reworded(old: Sequence[Part], new: Sequence[Part], found: dict[int, int]) -> None:
    """Pair what is left between the same neighbours: one with one, or several that are alike, in turn."""
    anchors = sorted(found.items())
    moved = movers([to for _, to in anchors])
    kept = [pair for index, pair in enumerate(anchors) if index not in moved]
    taken = set(found.values())
    start = start_new = 0
    for end, end_new in [*kept, (len(old), len(new))]:
        olds = [at for at in range(start, end) if at not in found]
        news = [at for at in range(start_new, end_new) if at not in taken]
        start, start_new = end + 1, end_new + 1
        for at, to in zip(olds, news, strict=False) if len(olds) == len(news) else ():
            ids = _id(old[at]), _id(new[to])
            if None in ids and (len(olds) == 1 or _alike(old[at], new[to])):
                found[at] = to


def _alike(one: Part, other: Part) -> bool:
    return SequenceMatcher(None, repr(one.data), repr(other.data), autojunk=False).ratio() >= ALIKE


def _id(part: Part) -> str | None:
    found: Any = part.data.get("id") if isinstance(part.data, dict) else None
    return found if isinstance(found, str) else None


def _name(part: Part) -> str | None:
    if isinstance(part.data, dict):
        return next((name for key in _NAMES if isinstance(name := part.data.get(key), str)), None)
    return part.data if isinstance(part.data, str) else None


def arranged(trios: Sequence[Trio], *, strict: bool) -> list[Arranged]:
    """Trios in the order of the merged list: what neither side moved stays, the rest follows what it follows there.

    With `strict` an item that both sides moved to different neighbours stands at both places, at each for one side;
    else where ours has it.
    """
    base, ours, theirs = _orders(trios)
    moved = [_moved(base, side) for side in (ours, theirs)]
    both = set(ours) & set(theirs)
    torn = moved[0] & moved[1] & both if strict and _torn(ours, theirs, both) else set()
    kept = [n for n in base if n in both and n not in moved[0] | moved[1]]
    placed = [(n, "") for n in kept]
    new_in_both = [n for n in ours if n in both and n not in base]
    own = set(ours) - both | moved[0] & both | set(new_in_both)
    theirs_own = (set(theirs) - both) | (moved[1] & both - moved[0]) | torn
    # what the other side moved stands elsewhere by now, and says nothing of where its neighbours belong
    _insert(placed, [n for n in ours if n in own or n not in moved[1]], own, torn, "ours")
    _insert(placed, [n for n in theirs if n in theirs_own or n not in moved[0]], theirs_own, torn, "theirs")
    return [Arranged(trios[n], only) for n, only in placed]


def gone_and_moved(trios: Sequence[Trio]) -> set[int]:
    """Which of some trios one side took away and the other gave another place, or may have.

    Of two things that changed places either may be the one that moved.
    """
    base, ours, theirs = _orders(trios)
    places = {n: at for at, n in enumerate(base)}
    found = set()
    for order, other in ((ours, 2), (theirs, 1)):
        common = [n for n in order if n in places]
        still = _settled([places[n] for n in common])
        found |= {n for at, n in enumerate(common) if at not in still and trios[n][other] is None}
    return found


def _settled(places: list[int]) -> set[int]:
    """The indexes that stand in every longest run of rising places: what has surely not moved."""
    to = _lengths(places)
    onward = _lengths([-place for place in reversed(places)])[::-1]
    longest = max(to, default=0)
    inside = [at for at in range(len(places)) if to[at] + onward[at] - 1 == longest]
    alone = Counter(to[at] for at in inside)
    return {at for at in inside if alone[to[at]] == 1}


def _lengths(places: list[int]) -> list[int]:
    """How long the longest rising run is that ends with each."""
    tails: list[int] = []
    found = []
    for place in places:
        at = bisect_left(tails, place)
        tails[at : at + 1] = [place]
        found.append(at + 1)
    return found


def _orders(trios: Sequence[Trio]) -> tuple[list[int], list[int], list[int]]:
    """The trios that each version has, in its order."""

    def order(side: int) -> list[int]:
        there = [(part.start, n) for n, trio in enumerate(trios) if (part := trio[side]) is not None]
        return [n for _, n in sorted(there)]

    return order(0), order(1), order(2)


def _torn(ours: list[int], theirs: list[int], both: set[int]) -> bool:
    """Whether the two orders of what both have differ."""
    return [n for n in ours if n in both] != [n for n in theirs if n in both]


def _moved(base: list[int], side: list[int]) -> set[int]:
    """What one side has in another order than the base."""
    common = [n for n in side if n in set(base)]
    places = {n: at for at, n in enumerate(base)}
    return {common[index] for index in movers([places[n] for n in common])}


def _insert(placed: list[tuple[int, str]], order: list[int], own: set[int], torn: set[int], side: str) -> None:
    """Put one side's own items into the list, each after what it follows on that side."""
    at = 0
    for n in order:
        if n in own:
            # what the other side put here already stands first
            while at < len(placed) and side == "theirs" and placed[at][0] not in order:
                at += 1
            placed.insert(at, (n, side if n in torn else ""))
            at += 1
            continue
        found = next((index for index, (other, _) in enumerate(placed) if other == n), None)
        if found is not None and found >= at:
            at = found + 1
