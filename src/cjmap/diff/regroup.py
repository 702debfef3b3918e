"""What columns became of others: as `from` says, as steps came to a stage, and as one may guess from what they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from cjmap.diff.changes import Regrouped
from cjmap.diff.edition import Edition, column_of
from cjmap.diff.items import ItemMatch
from cjmap.diff.match import Match
from cjmap.model.cells import Emotion, Measurement, Touchpoint
from cjmap.model.walk import Location

HALF = 0.5
"""From this share on of a column's items that came from one other column, it may be a part of that one."""


class Part(NamedTuple):
    """Where a change is that a regrouping sums up."""

    old: Location | None
    new: Location | None


class Regrouping(NamedTuple):
    """A regrouping, and the places of the changes that it sums up."""

    change: Regrouped
    parts: tuple[Part, ...]


def regrouped(old: Edition, new: Edition, columns: Match, items: ItemMatch) -> list[Regrouping]:
    """Every regrouping between two maps."""
    finder = _Finder(old, new, columns, items)
    return [*finder.by_from(), *finder.by_steps(), *finder.by_likeness(), *finder.by_content()]


class _Finder:
    def __init__(self, old: Edition, new: Edition, columns: Match, items: ItemMatch) -> None:
        self.old, self.new, self.columns, self.items = old, new, columns, items
        self.spoken_for: set[Location | None] = {origin.new for origin in columns.origins}
        self.spoken_for |= {each for origin in columns.origins for each in origin.olds}

    def by_from(self) -> list[Regrouping]:
        """Splits and merges that `from` tells."""
        found = [self._made("split", (old,), news) for old, news in self.columns.splits]
        return found + [self._made("merged", olds, (new,)) for olds, new in self.columns.merges]

    def by_steps(self) -> list[Regrouping]:
        """Stages that had no steps and now have some, and the other way round."""
        found = []
        for pair in self.columns.pairs:
            if len(pair.old) != 2 or len(pair.new) != 2:
                continue
            before, after = self.old.stage(pair.old).steps, self.new.stage(pair.new).steps
            if bool(before) is bool(after):
                continue
            news = [(*pair.new, "steps", at) for at in range(len(after))]
            olds = [(*pair.old, "steps", at) for at in range(len(before))]
            came = [each for each in news if each not in self.columns.old_of and each not in self.spoken_for]
            went = [each for each in olds if each not in self.columns.new_of and each not in self.spoken_for]
            if not came and not went:
                continue
            self.spoken_for |= {*came, *went}
            how = "gained-steps" if after else "lost-steps"
            change = self._change(how, (pair.old, *went), (pair.new, *came), pair.old, pair.new, thing="stage")
            parts = [Part(None, each) for each in came] + [Part(each, None) for each in went]
            parts += self._items_between((pair.old, *went), (pair.new, *came))
            found.append(Regrouping(change, tuple(parts)))
        return found

    def by_likeness(self) -> list[Regrouping]:
        """What vanished and what appeared, and may be one thing renamed."""
        found = []
        for alike in self.columns.alike:
            if alike.old in self.spoken_for or alike.new in self.spoken_for:
                continue
            self.spoken_for |= {alike.old, alike.new}
            found.append(self._made("possibly-renamed", (alike.old,), (alike.new,), alike.likeness))
        return found

    def by_content(self) -> list[Regrouping]:
        """Columns that appeared with what another one held, or vanished into another one."""
        found = []
        old_shares = self._shares(self.columns.added, self.items.old, self.new)
        parts_of: dict[Location, list[Location]] = {}
        for new, (old, _) in old_shares.items():
            parts_of.setdefault(old, []).append(new)
        for old, news in parts_of.items():
            stays = self.columns.new_of.get(old)
            if stays is None and len(news) < 2:
                continue
            whole = (stays, *news) if stays is not None else tuple(news)
            share = min(old_shares[each][1] for each in news)
            found.append(self._made("possibly-split", (old,), tuple(sorted(whole)), share))
        new_shares = self._shares(self.columns.removed, self.items.new, self.old)
        goes_to: dict[Location, list[Location]] = {}
        for old, (new, _) in new_shares.items():
            goes_to.setdefault(new, []).append(old)
        for new, gone in goes_to.items():
            stayed = self.columns.old_of.get(new)
            if stayed is None and len(gone) < 2:
                continue
            whole = (stayed, *gone) if stayed is not None else tuple(gone)
            share = min(new_shares[each][1] for each in gone)
            found.append(self._made("possibly-merged", tuple(sorted(whole)), (new,), share))
        return found

    def _shares(
        self, locations: tuple[Location, ...], other_of: Callable[[Location], Location | None], side: Edition
    ) -> dict[Location, tuple[Location, float]]:
        """For each column of those: the one other column that at least half of what it says stood in, and the share."""
        wanted = {each for each in locations if each not in self.spoken_for}
        says: Counter[Location] = Counter()
        shared: dict[Location, Counter[Location]] = {}
        for column in wanted:
            for cell, lane, items in side.cells.get(column, ()):
                for index, item in enumerate(items):
                    if isinstance(item, Emotion | Touchpoint | Measurement):
                        continue
                    says[column] += 1
                    there = other_of((*column, "cells", cell, lane, index))
                    if there is not None:
                        shared.setdefault(column, Counter())[column_of(there)] += 1
        found = {}
        for column in locations:
            counter = shared.get(column)
            if counter is None:
                continue
            other, count = counter.most_common(1)[0]
            if other[0] == "stages" and other not in self.spoken_for and count / says[column] >= HALF:
                found[column] = (other, round(count / says[column], 4))
        return found

    def _made(
        self, how: str, olds: tuple[Location, ...], news: tuple[Location, ...], likeness: float = 1.0
    ) -> Regrouping:
        """A regrouping that sums up what vanished, what appeared and what moved between them."""
        parts = [Part(each, None) for each in olds if each not in self.columns.new_of]
        parts += [Part(None, each) for each in news if each not in self.columns.old_of]
        parts += self._items_between(olds, news)
        first_old = next((each for each in olds if each not in self.columns.new_of), olds[0])
        first_new = next((each for each in news if each not in self.columns.old_of), news[0])
        return Regrouping(self._change(how, olds, news, first_old, first_new, likeness), tuple(parts))

    def _change(
        self,
        how: str,
        olds: tuple[Location, ...],
        news: tuple[Location, ...],
        old: Location,
        new: Location,
        likeness: float = 1.0,
        thing: str = "",
    ) -> Regrouped:
        thing = thing or ("step" if len(new) > 2 and len(old) > 2 else "stage")
        return Regrouped(
            thing=thing, old=old, new=new, level="structure", how=how, olds=olds, news=news, likeness=likeness
        )

    def _items_between(self, olds: tuple[Location, ...], news: tuple[Location, ...]) -> list[Part]:
        """The moves of items from some columns to others."""
        found = []
        for new in sorted(self.items.moved, key=str):
            old = self.items.old(new)
            if old is not None and column_of(new) in news and column_of(old) in olds:
                found.append(Part(old, new))
        return found
