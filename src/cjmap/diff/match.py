"""Which columns of two maps correspond: by a typed `from`, else by equal ids, else by equal titles in order.

Titles count where either side has no id, so that inserting ids is no change. What is left over in two maps of
different languages, whose words cannot agree, pairs by its place between what does. What vanished and what appeared
is never paired for being alike: that is reported as a possible rename.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from cjmap.diff.edition import Edition, cells_of
from cjmap.diff.likeness import ALIKE, MOST, Portrait, best_pairs, of_portraits
from cjmap.diff.order import in_turn, movers
from cjmap.model.cells import Emotion
from cjmap.model.map import Step
from cjmap.model.walk import Location
from cjmap.nearest import normal
from cjmap.record import record

By = Literal["from", "id", "title", "place"]


class Pair(NamedTuple):
    """A stage or step of the old map that is one of the new map, and by what they are recognised."""

    old: Location
    new: Location
    by: By


class Origin(NamedTuple):
    """A column of the new map and the columns of the old one that its `from` names; none: it is new."""

    olds: tuple[Location, ...]
    new: Location


class Alike(NamedTuple):
    """A column that vanished and one that appeared, and how alike they are, from 0 to 1."""

    old: Location
    new: Location
    likeness: float


@record
class Match:
    """What corresponds. Everything is a location of a stage or step, in the order of its map.

    `origins` is what `from` says, also where it makes no pair: two columns from one are a split, one from several is
    a merge. `moved` are the new locations of pairs that are no longer in the same stage or no longer in the same
    order. `alike` is a guess, and no pair.
    """

    pairs: tuple[Pair, ...]
    removed: tuple[Location, ...]
    added: tuple[Location, ...]
    origins: tuple[Origin, ...] = ()
    moved: frozenset[Location] = frozenset()
    alike: tuple[Alike, ...] = ()

    @cached_property
    def new_of(self) -> dict[Location, Location]:
        """The new location of each old column that is paired; that of `overall` too."""
        return {("overall",): ("overall",), **{pair.old: pair.new for pair in self.pairs}}

    @cached_property
    def old_of(self) -> dict[Location, Location]:
        """The old location of each new column that is paired; that of `overall` too."""
        return {new: old for old, new in self.new_of.items()}

    @cached_property
    def splits(self) -> tuple[tuple[Location, tuple[Location, ...]], ...]:
        """Each old column from which several new ones come, with these."""
        came: dict[Location, list[Location]] = {}
        for origin in self.origins:
            for old in origin.olds:
                came.setdefault(old, []).append(origin.new)
        return tuple((old, tuple(news)) for old, news in sorted(came.items(), key=_first) if len(news) > 1)

    @cached_property
    def merges(self) -> tuple[tuple[tuple[Location, ...], Location], ...]:
        """Each new column that comes from several old ones, with these."""
        return tuple((origin.olds, origin.new) for origin in self.origins if len(origin.olds) > 1)


def _first(entry: tuple[Location, list[Location]]) -> Location:
    return entry[0]


def match(old: Edition, new: Edition, *, future: bool = False) -> Match:
    """What of two maps corresponds; with `future`, the new one says by `from` what it comes from in the old one."""
    matching = _Matching(old, new)
    origins = _origins(old, new) if future else ()
    matching.by_from(origins)
    matching.by_id()
    matching.by_title()
    if old.language.split("-")[0] != new.language.split("-")[0] or old.language != new.language:
        matching.by_place()
    pairs = tuple(Pair(matching.old_of[each], each, matching.by[each]) for each in new.columns if each in matching.by)
    paired = {pair.old for pair in pairs}
    removed = tuple(each for each in old.columns if each not in paired)
    added = tuple(each for each in new.columns if each not in matching.by)
    spoken_for = {each for origin in origins if origin.olds for each in (*origin.olds, origin.new)}
    spoken_for |= {origin.new for origin in origins}
    alike = likely_renames(
        old, new, [each for each in removed if each not in spoken_for], [e for e in added if e not in spoken_for]
    )
    return Match(pairs, removed, added, origins, _moved(matching.old_of), alike)


def _origins(old: Edition, new: Edition) -> tuple[Origin, ...]:
    found = []
    for location, column in new.columns.items():
        if column.from_ is not None:
            olds = [where for reference in column.from_ if (where := old.find_column(reference)) is not None]
            found.append(Origin(tuple(dict.fromkeys(olds)), location))
    return tuple(found)


class _Matching:
    """Pairs being found; what is paired once stays so."""

    def __init__(self, old: Edition, new: Edition) -> None:
        self.old, self.new = old, new
        self.old_of: dict[Location, Location] = {}
        self.new_of: dict[Location, Location] = {}
        self.by: dict[Location, By] = {}
        self.barred: dict[Location, frozenset[Location]] = {}

    def pair(self, old: Location, new: Location, by: By) -> None:
        """Pair two columns, unless one has its pair or `from` says otherwise."""
        if old in self.new_of or new in self.old_of or old not in self.barred.get(new, frozenset((old,))):
            return
        self.old_of[new], self.new_of[old], self.by[new] = old, new, by

    def by_from(self, origins: tuple[Origin, ...]) -> None:
        """One to one where one column comes from one alone; a column with a `from` pairs with nothing else."""
        self.barred = {origin.new: frozenset(origin.olds) for origin in origins}
        children = Counter(old for origin in origins for old in origin.olds)
        for origin in origins:
            # a stage's `from` and that of its steps speak of the same column: the step is not the stage
            if len(origin.olds) == 1 and children[origin.olds[0]] == 1:
                self.pair(origin.olds[0], origin.new, "from")

    def by_id(self) -> None:
        """Equal ids; stages and steps share one namespace, so that a step may have become a stage."""
        ids = {column.id: location for location, column in self.old.columns.items() if column.id}
        for location, column in self.new.columns.items():
            if column.id in ids:
                self.pair(ids[column.id], location, "id")

    def by_title(self) -> None:
        """Equal titles in order where either side has no id: stages, then steps of paired stages, then other steps."""
        self._titles(_stages(self.old), _stages(self.new))
        for new, stage in enumerate(self.new.journey.stages):
            old = self.old_of.get(("stages", new))
            if stage.steps and old is not None and len(old) == 2:
                self._titles(_steps(self.old, int(old[1])), _steps(self.new, new))
        self._titles(_all_steps(self.old), _all_steps(self.new))

    def _titles(self, olds: Iterable[Location], news: Iterable[Location]) -> None:
        left_old = [each for each in olds if each not in self.new_of]
        left_new = [each for each in news if each not in self.old_of]
        if not left_old or not left_new:
            return
        # twice: things without ids first find each other, then those where one side has an id
        for bare in (True, False):
            named_old = _named(self.old, left_old, self.new_of)
            named_new = _named(self.new, left_new, self.old_of)
            for at_old, at_new in in_turn(named_old, named_new):
                first, second = left_old[at_old], left_new[at_new]
                ids = [self.old.columns[first].id, self.new.columns[second].id]
                if not any(ids) if bare else not all(ids):
                    self.pair(first, second, "title")

    def by_place(self) -> None:
        """Between what is paired, equally many of the same sort on both sides: the first with the first and so on."""
        self._places(_stages(self.old), _stages(self.new))
        for new in range(len(self.new.journey.stages)):
            old = self.old_of.get(("stages", new))
            if old is not None and len(old) == 2:
                self._places(_steps(self.old, int(old[1])), _steps(self.new, new))

    def _places(self, olds: Sequence[Location], news: Sequence[Location]) -> None:
        place_of = {old: place for place, old in enumerate(olds)}
        at_old = 0
        run_new: list[Location] = []
        for new in (*news, None):
            partner = self.old_of.get(new) if new is not None else None
            if new is not None and partner not in place_of:
                run_new.append(new)
                continue
            stop = place_of[partner] if partner is not None else len(olds)
            run_old = [each for each in olds[at_old:stop] if each not in self.new_of]
            run_new = [each for each in run_new if each not in self.old_of]
            if len(run_old) == len(run_new):
                for first, second in zip(run_old, run_new, strict=True):
                    ids = (self.old.columns[first].id, self.new.columns[second].id)
                    if not all(ids):
                        self.pair(first, second, "place")
            at_old, run_new = max(at_old, stop + 1), []


def _named(
    edition: Edition, locations: list[Location], paired: dict[Location, Location]
) -> list[tuple[int, tuple[bool, str]]]:
    """The columns that have a title or a time and no pair yet, by their normalised name."""
    found = []
    for index, location in enumerate(locations):
        column = edition.columns[location]
        name = column.title or column.time
        if name and location not in paired:
            found.append((index, (column.title is not None, normal(name))))
    return found


def _stages(edition: Edition) -> list[Location]:
    return [("stages", index) for index in range(len(edition.journey.stages))]


def _steps(edition: Edition, stage: int) -> list[Location]:
    return [("stages", stage, "steps", index) for index in range(len(edition.journey.stages[stage].steps))]


def _all_steps(edition: Edition) -> list[Location]:
    return [location for location in edition.columns if len(location) > 2]


def _moved(old_of: dict[Location, Location]) -> frozenset[Location]:
    """The new locations of what is no longer in the same list, or no longer in the same order."""
    moved: set[Location] = set()
    lists: dict[Location, list[Location]] = {}
    for new, old in old_of.items():
        same_list = len(new) == len(old) and (len(new) == 2 or old_of.get(new[:2]) == old[:2])
        if same_list:
            lists.setdefault(new[:-1], []).append(new)
        else:
            moved.add(new)
    for news in lists.values():
        news.sort(key=_place)
        moved.update(news[index] for index in movers([int(old_of[new][-1]) for new in news]))
    return frozenset(moved)


def _place(location: Location) -> int:
    return int(location[-1])


def portrait(column: Step) -> Portrait:
    """What a column is recognised by: its name, and the words of its items by lane."""
    holds: Counter[Hashable] = Counter()
    for _, lane, items in cells_of(column):
        for item in items:
            holds[lane, normal(item.words) if not isinstance(item, Emotion) else (item.score, item.word)] += 1
    return Portrait(normal(column.title or column.time or ""), holds)


def likely_renames(
    old: Edition, new: Edition, removed: Sequence[Location], added: Sequence[Location]
) -> tuple[Alike, ...]:
    """Of what vanished and what appeared, stages with stages and steps with steps: what may be one thing renamed."""
    before = [portrait(old.columns[each]) for each in removed]
    after = [portrait(new.columns[each]) for each in added]
    names = len(removed) * len(added) <= MOST
    scored = []
    for first, second in _candidates(before, after, names=names):
        if len(removed[first]) == len(added[second]):
            score = of_portraits(before[first], after[second], names=names)
            if score >= ALIKE:
                scored.append((round(score, 4), first, second))
    return tuple(Alike(removed[first], added[second], score) for score, first, second in best_pairs(scored))


def _candidates(before: list[Portrait], after: list[Portrait], *, names: bool) -> set[tuple[int, int]]:
    """Every pair when there are few; else those that hold an item in common that few others hold."""
    if names:
        return {(first, second) for first in range(len(before)) for second in range(len(after))}
    holders: dict[Hashable, list[int]] = {}
    for index, each in enumerate(before):
        for item in each.holds:
            holders.setdefault(item, []).append(index)
    common = 20
    return {
        (first, second)
        for second, each in enumerate(after)
        for item in each.holds
        if len(holders.get(item, ())) <= common
        for first in holders.get(item, ())
    }
