"""Which items of two maps correspond: in the cells of paired columns by id, then by text; then across columns.

In one cell an item is recognised by its id, else (where either side has none) by its words, else by being the likest
that is left there (see `likeness`): then it was reworded. Emotions are recognised by whose they are and when they
hold, measurements by their metric and date. Elsewhere in the map an item is recognised by its id, or by words that
stand only once in either map: then it was moved.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator
from functools import cached_property

from cjmap.diff.edition import OVERALL, Edition
from cjmap.diff.likeness import ALIKE, MOST, best_pairs, of_texts
from cjmap.diff.match import Match
from cjmap.diff.order import in_turn, movers
from cjmap.model.cells import Common, Emotion, Measurement, Touchpoint
from cjmap.model.walk import Location
from cjmap.nearest import normal
from cjmap.record import record

Cell = tuple[str, str]
"""A cell type and a lane."""
Items = tuple[Common, ...]


@record
class ItemMatch:
    """What items correspond; what vanished and what appeared; what moved.

    `pairs` are new locations with old ones, of the items of cells that are not equal in both maps; `unequal` names
    these cells by the new column. `moved` are the new locations of those that stand in another cell, or no longer in
    the same order in theirs.
    """

    columns: Match
    pairs: dict[Location, Location]
    unequal: dict[Location, set[Cell]]
    removed: tuple[Location, ...]
    added: tuple[Location, ...]
    moved: frozenset[Location]

    def old(self, new: Location) -> Location | None:
        """The old location of a new item that is paired."""
        column = new[:-4]
        before = self.columns.old_of.get(column)
        if before is None or new[-3:-1] in self.unequal.get(column, ()):
            return self.pairs.get(new)
        return (*before, *new[-4:])

    def new(self, old: Location) -> Location | None:
        """The new location of an old item that is paired."""
        column = self.columns.new_of.get(old[:-4])
        if column is None or old[-3:-1] in self.unequal.get(column, ()):
            return self._new_of.get(old)
        return (*column, *old[-4:])

    @cached_property
    def _new_of(self) -> dict[Location, Location]:
        return {old: new for new, old in self.pairs.items()}


def match_items(old: Edition, new: Edition, columns: Match, *, future: bool = False) -> ItemMatch:
    """What items of two maps correspond, given what of their columns does.

    With `future` the new map is the future of the old one: what a metric is to be is held against its newest value.
    """
    matching = _Matching(old, new, columns, future=future)
    matching.in_cells()
    matching.across()
    used = set(matching.old_of.values())
    removed = tuple(each for each in matching.olds if each not in used)
    added = tuple(each for each in matching.news if each not in matching.old_of)
    return ItemMatch(columns, matching.old_of, matching.unequal, removed, added, matching.moved())


class _Matching:
    """Pairs being found; `olds` and `news` are the items outside equal cells."""

    def __init__(self, old: Edition, new: Edition, columns: Match, *, future: bool) -> None:
        self.old, self.new, self.columns = old, new, columns
        self.future = future
        self.old_of: dict[Location, Location] = {}
        self.unequal: dict[Location, set[Cell]] = {}
        self.unordered: set[Location] = set()
        self.olds: dict[Location, Common] = {}
        self.news: dict[Location, Common] = {}
        self.translated = old.language != new.language

    def in_cells(self) -> None:
        """Pair the items of every cell of every pair of columns."""
        for new in (*self.new.columns, OVERALL):
            old = self.columns.old_of.get(new)
            after = self.new.cells.get(new, ())
            before = self.old.cells.get(old, ()) if old is not None else ()
            there: dict[Cell, Items] = {(cell, lane): items for cell, lane, items in before}
            unequal: set[Cell] = set()
            for cell, lane, items in after:
                theirs = there.pop((cell, lane), ())
                if old is not None and _equal(theirs, items):
                    continue
                where = (*new, "cells", cell, lane)
                unequal.add((cell, lane))
                self.news |= {(*where, index): item for index, item in enumerate(items)}
                if old is not None and theirs:
                    self._rest(old, cell, lane, theirs)
                    if items:
                        self._cell((*old, "cells", cell, lane), theirs, where, items)
            for (cell, lane), gone in there.items():
                unequal.add((cell, lane))
                self._rest(old or (), cell, lane, gone)
            if unequal:
                self.unequal[new] = unequal
        for old in self.columns.removed:
            for cell, lane, gone in self.old.cells.get(old, ()):
                self._rest(old, cell, lane, gone)
        # in the order of the old map, not in that in which they were met
        self.olds = {where: self.olds[where] for where in sorted(self.olds, key=_in_order)}

    def _rest(self, old: Location, cell: str, lane: str, items: Items) -> None:
        self.olds |= {(*old, "cells", cell, lane, index): item for index, item in enumerate(items)}

    def _cell(self, old: Location, before: Items, new: Location, after: Items) -> None:
        places = dict(_pairs(before, after, by_place=self.translated, newest=self.future))
        for at_new, at_old in places.items():
            self.old_of[*new, at_new] = (*old, at_old)
        order = sorted(places)
        for index in movers([places[each] for each in order]):
            self.unordered.add((*new, order[index]))

    def across(self) -> None:
        """Pair what is left by id, then by words that stand once on each side; in a stage that gained steps by all."""
        used = set(self.old_of.values())
        olds = {where: item for where, item in self.olds.items() if where not in used}
        news = {where: item for where, item in self.news.items() if where not in self.old_of}
        ids = {item.id: where for where, item in olds.items() if item.id}
        for where, item in news.items():
            if item.id in ids and ids[item.id][-3] == where[-3]:
                self.old_of[where] = ids[item.id]
        keys: list[tuple[bool, Key]] = [(False, _alone), (True, _whole)]
        if self.future:
            # a metric's target often stands at another column than what was measured
            past = earlier(self.old)
            olds = {where: item for where, item in olds.items() if where not in past}
            keys.append((False, _metric))
        for wide, key in keys:
            used = set(self.old_of.values())
            left_old = [(each, olds[each]) for each in olds if each not in used]
            left_new = [(each, news[each]) for each in news if each not in self.old_of]
            if left_old and left_new:
                self._once(left_old, left_new, key, regrouped=wide)

    def _once(
        self,
        olds: list[tuple[Location, Common]],
        news: list[tuple[Location, Common]],
        key: Callable[[Common], Hashable | None],
        *,
        regrouped: bool,
    ) -> None:
        waiting: dict[Hashable, list[Location]] = {}
        for where, name in self._named(olds, key, "old", regrouped=regrouped):
            waiting.setdefault(name, []).append(where)
        coming = self._named(news, key, "new", regrouped=regrouped)
        often = Counter(name for _, name in coming)
        for where, name in coming:
            found = waiting.get(name, [])
            if often[name] == 1 == len(found) and _may(self.olds[found[0]], self.news[where]):
                self.old_of[where] = found[0]

    def _named(
        self,
        items: list[tuple[Location, Common]],
        key: Callable[[Common], Hashable | None],
        edition: str,
        *,
        regrouped: bool,
    ) -> list[tuple[Location, Hashable]]:
        """The items with what they are known by in their lane; when regrouped, in their stage."""
        found: list[tuple[Location, Hashable]] = []
        for where, item in items:
            stage = self._stage(where, edition) if regrouped else None
            name = key(item)
            if name is not None and (stage is not None or not regrouped):
                found.append((where, (stage, where[-3:-1], name)))
        return found

    def _stage(self, where: Location, edition: str) -> Location | None:
        """The new stage of an item, where that stage had no steps on the one side and has some on the other."""
        if where[0] != "stages":
            return None
        stage = where[:2] if edition == "new" else self.columns.new_of.get(where[:2])
        if stage is None or len(stage) != 2 or stage not in self.columns.old_of:
            return None
        before = self.columns.old_of[stage]
        if len(before) != 2:
            return None
        steps = bool(self.old.stage(before).steps), bool(self.new.stage(stage).steps)
        return stage if steps[0] is not steps[1] else None

    def moved(self) -> frozenset[Location]:
        """The new locations of what stands in another cell, or in another order in its own."""
        away = {
            new
            for new, old in self.old_of.items()
            if new[-3:-1] != old[-3:-1] or self.columns.old_of.get(new[:-4]) != old[:-4]
        }
        return frozenset(self.unordered | away)


def _equal(before: Items, after: Items) -> bool:
    """Whether two cells are equal; the models' own comparison takes many times as long."""
    return [item.__dict__ for item in before] == [item.__dict__ for item in after]


def _in_order(where: Location) -> tuple[tuple[int, str], ...]:
    """A location that can be sorted among others: the whole journey last."""
    return tuple((part, "") if isinstance(part, int) else (-1, part) for part in where)


def _alone(item: Common) -> Hashable | None:
    """By what an item is known anywhere in a map: its words. Emotions, touchpoints and measurements recur."""
    return None if isinstance(item, Emotion | Touchpoint | Measurement) else normal(item.words)


def _whole(item: Common) -> Hashable | None:
    """By what an item is known within a stage whose columns were regrouped."""
    return (item.score, normal(item.word)) if isinstance(item, Emotion) else normal(item.words)


def _pairs(before: Items, after: Items, *, by_place: bool, newest: bool) -> Iterator[tuple[int, int]]:
    """The pairs within one cell, as new index and old index."""
    old_left = list(range(len(before)))
    new_left = list(range(len(after)))

    def settle(pairs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        for old, new in pairs:
            old_left.remove(old)
            new_left.remove(new)
            yield new, old

    ids = {before[at].id: at for at in old_left if before[at].id}
    yield from settle([(ids[after[at].id], at) for at in new_left if after[at].id in ids])
    if newest and isinstance(before[0], Measurement):
        newer, targets = _latest(before), _latest(after)
        last = [(newer[name], at) for name, at in targets.items() if name in newer]
        last = [(old, new) for old, new in last if old in old_left and new in new_left]
        yield from settle([pair for pair in last if _may(before[pair[0]], after[pair[1]])])
    alone = len(before) == len(after) == 1
    for key in _keys(before[0]):
        if alone and key is _words:
            continue  # whether the words of two are equal is seen below, with how alike they are
        old_named = [(at, name) for at in old_left if (name := key(before[at])) is not None]
        new_named = [(at, name) for at in new_left if (name := key(after[at])) is not None]
        yield from settle([pair for pair in in_turn(old_named, new_named) if _may(before[pair[0]], after[pair[1]])])
    if by_place and len(old_left) == len(new_left):
        pairs = list(zip(old_left, new_left, strict=True))
        yield from settle([pair for pair in pairs if _may(before[pair[0]], after[pair[1]])])
    elif 0 < len(old_left) * len(new_left) <= MOST and not isinstance(before[0], Emotion | Measurement):
        ranked = len(old_left) * len(new_left) > 1
        scored = [
            (score, old, new)
            for old in old_left
            for new in new_left
            if _may(before[old], after[new])
            and (score := of_texts(normal(before[old].words), normal(after[new].words), ranked=ranked)) >= ALIKE
        ]
        yield from settle([(old, new) for _, old, new in best_pairs(scored)])


def _latest(items: Items) -> dict[str, int]:
    """Where the newest value of each metric stands in a cell: of the latest date, else the last that is written."""
    found: dict[str, tuple[str, int]] = {}
    for at, item in enumerate(items):
        if isinstance(item, Measurement) and item.metric is not None and item.value is not None:
            found[item.metric] = max(found.get(item.metric, ("", -1)), (item.as_of or "", at))
    return {metric: at for metric, (_, at) in found.items()}


def earlier(edition: Edition) -> frozenset[Location]:
    """The measurements of a map after which its cell has a newer one of the same metric."""
    found: set[Location] = set()
    for where, cells in edition.cells.items():
        for cell, lane, items in cells:
            if cell == "metrics" and len(items) > 1:
                last = set(_latest(items).values())
                found |= {
                    (*where, "cells", cell, lane, at)
                    for at, item in enumerate(items)
                    if isinstance(item, Measurement) and item.metric and item.value is not None and at not in last
                }
    return frozenset(found)


def _may(old: Common, new: Common) -> bool:
    """Two items that both have an id are one only by it."""
    return not (old.id and new.id)


Key = Callable[[Common], Hashable | None]


def _keys(item: Common) -> tuple[Key, ...]:
    """By what items of a class are recognised within a cell, the surest first."""
    if isinstance(item, Emotion):
        return (_feeling, _circumstances)
    if isinstance(item, Measurement):
        return (_reading, _metric)
    return (_words,)


def _words(item: Common) -> Hashable | None:
    return normal(item.words)


def _feeling(item: Common) -> Hashable | None:
    return (item.persona, item.when, item.score, item.word) if isinstance(item, Emotion) else None


def _circumstances(item: Common) -> Hashable | None:
    return (item.persona, item.when) if isinstance(item, Emotion) else None


def _reading(item: Common) -> Hashable | None:
    return (item.metric, item.as_of, normal(item.text)) if isinstance(item, Measurement) else None


def _metric(item: Common) -> Hashable | None:
    return item.metric if isinstance(item, Measurement) else None
