"""Where the columns of a current map and of its future stand on one grid.

Every current column has a place, in order. A future column stands under the first current one that it comes from, over
those beside it that it comes from too; one that is split has a place for each part; what is new has a place of its own
after the future column before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cjmap.diff.edition import Edition
from cjmap.diff.gap import Gap
from cjmap.diff.match import Match
from cjmap.model.walk import Location

Spread = tuple[int, int]
"""A first place, and how many there are."""


@dataclass(frozen=True)
class Places:
    """The grid: how many places it has, and where the columns of either map stand.

    `stages` are the stages over the places: the old one, else the new one, and how many places it spans.
    """

    size: int
    old: dict[Location, Spread]
    new: dict[Location, Spread]
    parents: dict[Location, tuple[Location, ...]]
    children: dict[Location, tuple[Location, ...]]
    stages: tuple[tuple[Location, bool, int, int], ...]

    def middle(self, side: str, column: Location) -> float:
        """The middle of a column on the grid."""
        start, span = (self.old if side == "old" else self.new)[column]
        return start + span / 2

    def spread(self, side: str, where: Location) -> Spread | None:
        """The places of a column, or of all the columns of a stage; None where it has none."""
        return (self._old_spreads if side == "old" else self._new_spreads).get(where)

    @cached_property
    def _old_spreads(self) -> dict[Location, Spread]:
        return _spreads(self.old)

    @cached_property
    def _new_spreads(self) -> dict[Location, Spread]:
        return _spreads(self.new)


def _spreads(at: dict[Location, Spread]) -> dict[Location, Spread]:
    found = dict(at)
    for where, (start, span) in at.items():
        first, size = found.get(where[:2], (start, span))
        begin, end = min(first, start), max(first + size, start + span)
        found[where[:2]] = begin, end - begin
    return found


@dataclass
class _Place:
    """A place being laid: the current column or None, and the stage that it belongs to (of the old map or the new)."""

    old: Location | None
    stage: Location
    is_old: bool


def places(old: Edition, new: Edition, gap: Gap, match: Match) -> Places:
    """Lay the columns that a gap report speaks of on one grid."""
    olds = [each for column in gap.columns for each in column.olds]
    known = set(olds)
    olds = [each for each in old.ends if each in known]
    news = {each for column in gap.columns for each in column.news}
    parents, children = _ways(gap, olds, news)
    order = [each for each in new.ends if each in news]
    homes = _homes(olds, order, parents)
    laid: list[_Place] = []
    at: dict[Location, Spread] = {}
    under: dict[Location, list[Location]] = {}
    for future, run in homes.items():
        under.setdefault(run[0], []).append(future)
    olds_at: dict[Location, Spread] = {}
    for column in olds:
        mine = under.get(column, [])
        olds_at[column] = (len(laid), max(1, len(mine)))
        for index, future in enumerate(mine):
            at[future] = (len(laid) + index, len(homes[future]) if len(mine) == 1 else 1)
        laid += [_Place(column, column[:2], True) for _ in range(max(1, len(mine)))]
    stage_of: dict[Location, Location] = {
        new_stage: old_stage for old_stage, new_stage in match.new_of.items() if len(new_stage) == 2
    }
    after = 0
    for column in order:
        if column in at:
            after = max(after, sum(at[column]))
            continue
        own = stage_of.get(column[:2])
        is_old = own is not None and any(place.is_old and place.stage == own[:2] for place in laid)
        stage = own[:2] if is_old and own is not None else column[:2]
        after = _within(laid, stage, is_old, after)
        laid.insert(after, _Place(None, stage, is_old))
        olds_at = {each: (start + (start >= after), span) for each, (start, span) in olds_at.items()}
        at = {each: (start + (start >= after), span) for each, (start, span) in at.items()}
        at[column] = (after, 1)
        after += 1
    return Places(len(laid), olds_at, at, parents, children, tuple(_stages(laid)))


def _ways(
    gap: Gap, olds: list[Location], news: set[Location]
) -> tuple[dict[Location, tuple[Location, ...]], dict[Location, tuple[Location, ...]]]:
    """The parents of each future column, and the children of each current one."""
    parents: dict[Location, tuple[Location, ...]] = {}
    children: dict[Location, tuple[Location, ...]] = {}
    pairs = [(way.old, way.new) for way in gap.ways]
    pairs += [(old, new) for column in gap.columns for old in column.olds for new in column.news]
    order = {each: index for index, each in enumerate(olds)}
    for old, new in dict.fromkeys(pairs):
        if old in order and new in news:
            parents[new] = (*parents.get(new, ()), old)
            children[old] = (*children.get(old, ()), new)
    return {new: tuple(sorted(each, key=order.__getitem__)) for new, each in parents.items()}, children


def _homes(
    olds: list[Location], order: Iterable[Location], parents: dict[Location, tuple[Location, ...]]
) -> dict[Location, tuple[Location, ...]]:
    """The current columns that each future one stands under: neighbours in one stage that nothing else stands under."""
    index = {each: at for at, each in enumerate(olds)}
    first = {new: parents[new][0] for new in order if new in parents}
    heads = Counter(first.values())
    found = {}
    taken: set[Location] = set()
    for new, home in first.items():
        run = [home]
        for other in parents[new][1:]:
            beside = index[other] == index[run[-1]] + 1 and other[:2] == home[:2]
            if not beside or other in heads or other in taken or heads[home] > 1:
                break
            run.append(other)
        taken.update(run)
        found[new] = tuple(run)
    return found


def _within(laid: list[_Place], stage: Location, is_old: bool, after: int) -> int:
    """The nearest place to `after` that is in or beside a stage, never inside a column that spans several."""
    mine = [index for index, place in enumerate(laid) if (place.is_old, place.stage) == (is_old, stage)]
    if mine:
        after = min(max(after, mine[0]), mine[-1] + 1)
    while 0 < after < len(laid) and laid[after].old is not None and laid[after].old == laid[after - 1].old:
        after += 1
    if not mine:
        while 0 < after < len(laid) and _key(laid[after]) == _key(laid[after - 1]):
            after += 1
    return after


def _key(place: _Place) -> tuple[bool, Location]:
    return place.is_old, place.stage


def _stages(laid: list[_Place]) -> Iterable[tuple[Location, bool, int, int]]:
    start = 0
    for index in range(1, len(laid) + 1):
        if index == len(laid) or _key(laid[index]) != _key(laid[start]):
            yield laid[start].stage, laid[start].is_old, start, index - start
            start = index
