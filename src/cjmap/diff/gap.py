"""The gap report: what a future-state map does with the current one.

Every pain point of the current map has a fate, every column of either map too, every opportunity an answer. Nothing is
guessed: a pain counts as resolved where something of the future map names it under `resolves`, as left where `leaves`
gives a reason, as remaining where the future map still lists it; the fate of a column follows from `from`, ids,
titles and `drops`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Literal, NamedTuple

from cjmap.diff.changes import Diff
from cjmap.diff.edition import Edition, cells_of, column_of
from cjmap.diff.worse import Worse, worse
from cjmap.measures import Ground, ground, level
from cjmap.model.cells import Emotion, Opportunity, PainPoint, Risk
from cjmap.model.map import JourneyMap, Step
from cjmap.model.walk import Location
from cjmap.nearest import normal

PainFate = Literal["resolved", "left", "remains", "gone", "forgotten"]
"""What becomes of a pain point.

`resolved`: something in the future map resolves it. `left`: `leaves` says why it stays. `remains`: the future map lists
it still, without a word. `gone`: its column is dropped, and nothing says that it is resolved. `forgotten`: none of
these.
"""
ColumnFate = Literal["kept", "improved", "changed", "worsened", "merged", "split", "dropped", "forgotten", "new"]
"""What becomes of a column.

Carried on one to one it is `kept` where its cells are equal; else `improved` where the emotion rises or a pain of it is
resolved, `worsened` where the emotion falls, `changed` where neither can be said. `merged`: with others into one.
`split`: into several. `dropped`: `drops` says why. `forgotten`: nothing in the future map speaks of it. `new`: the
future map alone has it.
"""
Uptake = Literal["taken-up", "partly", "open", "declined"]
"""Whether an opportunity's pains are resolved: all, some or none of them; `declined`: its status is `rejected`."""


class FatedPain(NamedTuple):
    """A current pain point: where it stands, its fate, the places that say so in the future map, and the reason."""

    old: Location
    fate: PainFate
    by: tuple[Location, ...] = ()
    reason: str = ""

    @property
    def rule(self) -> str:
        """The name of this finding."""
        return "forgotten-pain" if self.fate == "forgotten" else f"pain-{self.fate}"


class FatedColumn(NamedTuple):
    """A column of either map and its fate: the columns before and after, the reason, and what it rests on.

    `rise` is the change of emotion on the common measure from −1 to +1, for one to one only; None where either side
    has no score. `old_grounds` and `new_grounds` are what the columns rest on, one for each.
    """

    fate: ColumnFate
    olds: tuple[Location, ...]
    news: tuple[Location, ...]
    reason: str = ""
    rise: float | None = None
    old_grounds: tuple[Ground, ...] = ()
    new_grounds: tuple[Ground, ...] = ()

    @property
    def rule(self) -> str:
        """The name of this finding."""
        return "forgotten-column" if self.fate == "forgotten" else f"column-{self.fate}"


class Taken(NamedTuple):
    """A current opportunity, whether it is taken up, and the places of the future map that do so."""

    old: Location
    uptake: Uptake
    by: tuple[Location, ...] = ()

    @property
    def rule(self) -> str:
        """The name of this finding."""
        return f"opportunity-{self.uptake}"


class NewRisk(NamedTuple):
    """A risk that the current map does not have."""

    new: Location

    @property
    def rule(self) -> str:
        """The name of this finding."""
        return "new-risk"


class Way(NamedTuple):
    """A current column and a future one that comes from it, with the change of emotion between them."""

    old: Location
    new: Location
    rise: float | None


class Gap(NamedTuple):
    """The gap report's facts. Pains and opportunities are in the order of the current map, columns in that of both.

    `worse` is what the future map makes worse; its falling columns are among `columns` as well.
    """

    pains: tuple[FatedPain, ...]
    columns: tuple[FatedColumn, ...]
    opportunities: tuple[Taken, ...]
    risks: tuple[NewRisk, ...]
    ways: tuple[Way, ...]
    worse: tuple[Worse, ...] = ()

    def with_fate(self, fate: PainFate) -> tuple[FatedPain, ...]:
        """The pains of one fate."""
        return tuple(pain for pain in self.pains if pain.fate == fate)

    @property
    def findings(self) -> tuple[FatedPain | FatedColumn | Taken | NewRisk | Worse, ...]:
        """Everything that the report finds, one after the other."""
        return (*self.worse, *self.pains, *self.columns, *self.opportunities, *self.risks)


GAP_RULES = (
    "forgotten-pain", "pain-left", "pain-resolved", "pain-remains", "pain-gone",
    "forgotten-column", "column-kept", "column-improved", "column-changed", "column-worsened", "column-merged",
    "column-split", "column-dropped", "column-new", "column-slower",
    "opportunity-taken-up", "opportunity-partly", "opportunity-open", "opportunity-declined", "new-risk",
)  # fmt: skip
"""Every name that a finding of the gap report can have that is no change as well, as new pain points are."""


def gap(diff: Diff, scope: Location | None = None) -> Gap:
    """What the new map of a diff, the future of the old one, does with it; `scope` limits it to one old stage."""
    return _Gap(diff, scope).report()


def column_level(edition: Edition, where: Location) -> float | None:
    """The emotion of a column on the common measure from −1 to +1: the mean of its scores that hold always."""
    cells = edition.columns[where].cells.emotion
    scores = [each.score for items in cells.values() for each in items if each.score is not None and each.when is None]
    return sum(level(edition.scale, score) for score in scores) / len(scores) if scores else None


class _Gap:
    def __init__(self, diff: Diff, scope: Location | None) -> None:
        self.diff = diff
        self.old, self.new = diff.old, diff.new
        self.scope = scope
        self.drops = self._reasons("drops")
        self.leaves = self._reasons("leaves")
        self.resolvers = self._resolvers()
        self.children = self._children()

    def report(self) -> Gap:
        """All of it."""
        pains = tuple(
            self._pain(where, item)
            for where, item in self.old.items.items()
            if isinstance(item, PainPoint) and self._inside(where)
        )
        self.fates = {pain.old: pain for pain in pains}
        opportunities = tuple(
            self._opportunity(where, item)
            for where, item in self.old.items.items()
            if isinstance(item, Opportunity) and self._inside(where)
        )
        known = {normal(item.words) for item in self.old.items.values() if isinstance(item, Risk)}
        risks = [
            NewRisk(where)
            for where, item in self.new.items.items()
            if isinstance(item, Risk) and self.diff.items.old(where) is None and normal(item.words) not in known
        ]
        ways = [Way(old, new, self._rise(old, new)) for old in self._ends() for new in self.children.get(old, ())]
        columns = tuple(self._columns())
        found = worse(self.diff, pains, columns)
        return Gap(pains, columns, opportunities, tuple(risks), tuple(ways), found)

    def _inside(self, where: Location) -> bool:
        return self.scope is None or where[:2] == self.scope[:2]

    def _ends(self) -> list[Location]:
        return [where for where in self.old.ends if self._inside(where)]

    def _reasons(self, name: str) -> dict[Location, str]:
        journey: JourneyMap = self.new.journey
        reasons: dict[str, str] = getattr(journey, name)
        find = self.old.find_column if name == "drops" else self.old.find_item
        return {where: reason for key, reason in reasons.items() if (where := find(key)) is not None}

    def _resolvers(self) -> dict[Location, list[Location]]:
        """For each current pain: the columns and items of the future map that resolve it."""
        found: dict[Location, list[Location]] = {}
        holders: list[tuple[Location, tuple[str, ...]]] = []
        for where, column in self.new.columns.items():
            holders.append((where, column.resolves))
            for cell, lane, items in cells_of(column):
                holders += [((*where, "cells", cell, lane, at), item.resolves) for at, item in enumerate(items)]
        for cell, lane, items in cells_of(self.new.journey.overall):
            holders += [(("overall", "cells", cell, lane, at), item.resolves) for at, item in enumerate(items)]
        for where, references in holders:
            for reference in references:
                pain = self._pain_meant(reference)
                if pain is not None:
                    found.setdefault(pain, []).append(where)
        return found

    def _pain_meant(self, reference: str) -> Location | None:
        """The current pain that a future `resolves` means: the future map's own pains come first."""
        path, hash_sign, rest = reference.partition("#")
        if hash_sign and path.endswith((".yaml", ".yml")):
            return self.old.find_item(rest)
        own = self.new.find_item(reference)
        if own is not None and isinstance(self.new.items[own], PainPoint):
            return self.diff.items.old(own)
        return self.old.find_item(reference)

    def _children(self) -> dict[Location, list[Location]]:
        """For each current column: the future columns that come from it, as `from` says, else as it is paired."""
        found: dict[Location, list[Location]] = {}
        typed = set()
        for origin in self.diff.match.origins:
            typed.add(origin.new)
            for old in origin.olds:
                found.setdefault(old, []).append(origin.new)
        ends = set(self.new.ends)
        for pair in self.diff.match.pairs:
            if pair.new not in typed and pair.new in ends and pair.old not in found:
                found.setdefault(pair.old, []).append(pair.new)
        return found

    def _pain(self, where: Location, item: PainPoint) -> FatedPain:
        by = tuple(self.resolvers.get(where, ()))
        reason = self.leaves.get(where, "")
        if by:
            return FatedPain(where, "resolved", by, reason)
        if where in self.leaves:
            return FatedPain(where, "left", reason=reason)
        still = self.diff.items.new(where) or self._listed(item)
        if still is not None:
            return FatedPain(where, "remains", (still,))
        dropped = self.drops.get(column_of(where)) or self.drops.get(where[:2])
        if dropped is not None:
            return FatedPain(where, "gone", reason=dropped)
        return FatedPain(where, "forgotten")

    def _listed(self, item: PainPoint) -> Location | None:
        """Where the future map lists a pain in the same words."""
        return self._pains_listed.get(normal(item.words))

    @cached_property
    def _pains_listed(self) -> dict[str, Location]:
        """The first of the future map's pains in each words."""
        found: dict[str, Location] = {}
        for where, other in self.new.items.items():
            if isinstance(other, PainPoint):
                found.setdefault(normal(other.words), where)
        return found

    @cached_property
    def _planned(self) -> dict[str, list[Location]]:
        """Everything that the future map says, but for emotions, by its words."""
        found: dict[str, list[Location]] = {}
        for where, other in self.new.items.items():
            if not isinstance(other, Emotion):
                texts = (getattr(other, key, None) for key in ("text", "what", "how"))
                for words in {normal(text) for text in texts if text}:
                    found.setdefault(words, []).append(where)
        return found

    def _columns(self) -> list[FatedColumn]:
        """The fates of the current columns in order, then what is new."""
        found: list[FatedColumn] = []
        parents: dict[Location, list[Location]] = {}
        for old, news in self.children.items():
            for new in news:
                parents.setdefault(new, []).append(old)
        merged: set[Location] = set()
        for old in self._ends():
            news = self.children.get(old, [])
            if len(news) > 1:
                found.append(self._fated("split", (old,), tuple(news)))
            elif news and len(parents[news[0]]) > 1:
                if news[0] not in merged:
                    merged.add(news[0])
                    found.append(self._fated("merged", tuple(sorted(parents[news[0]])), (news[0],)))
            elif news:
                found.append(
                    self._fated(self._carried(old, news[0]), (old,), (news[0],), rise=self._rise(old, news[0]))
                )
            elif old in self.drops or old[:2] in self.drops:
                found.append(self._fated("dropped", (old,), (), self.drops.get(old) or self.drops.get(old[:2], "")))
            elif self._steps_of_pair(old):
                found.append(self._fated("split", (old,), tuple(self._steps_of_pair(old))))
            else:
                found.append(self._fated("forgotten", (old,), ()))
        told = {new for column in found for new in column.news}
        return found + [
            self._fated("new", (), (new,)) for new in self.new.ends if new not in parents and new not in told
        ]

    def _steps_of_pair(self, old: Location) -> list[Location]:
        """The steps that a stage without steps has now, where `from` does not say that they are new."""
        new = self.diff.match.new_of.get(old)
        if new is None or len(new) != 2:
            return []
        new_ones = {origin.new for origin in self.diff.match.origins}
        steps = [(*new, "steps", at) for at in range(len(self.new.stage(new).steps))]
        return [each for each in steps if each not in new_ones and each not in self.diff.match.old_of]

    def _carried(self, old: Location, new: Location) -> ColumnFate:
        before, after = self.old.columns[old], self.new.columns[new]
        if _content(before, self.old) == _content(after, self.new):
            return "kept"
        rise = self._rise(old, new)
        here = {pain for pain in self.resolvers if column_of(pain) == old}
        if rise is not None and rise < 0:
            return "worsened"
        resolved = any(column_of(by) == new for pain in here for by in self.resolvers[pain])
        return "improved" if (rise is not None and rise > 0) or resolved else "changed"

    def _rise(self, old: Location, new: Location) -> float | None:
        before, after = column_level(self.old, old), column_level(self.new, new)
        if before is None or after is None:
            return None
        # what another scale makes of the same level is no change
        return after - before if abs(after - before) > 1e-9 else 0.0

    def _fated(
        self,
        fate: ColumnFate,
        olds: tuple[Location, ...],
        news: tuple[Location, ...],
        reason: str = "",
        rise: float | None = None,
    ) -> FatedColumn:
        before = tuple(_ground(self.old, each) for each in olds)
        after = tuple(_ground(self.new, each) for each in news)
        return FatedColumn(fate, olds, news, reason, rise, before, after)

    def _opportunity(self, where: Location, item: Opportunity) -> Taken:
        pains = [pain for reference in item.resolves if (pain := self.old.find_item(reference)) in self.fates and pain]
        by = tuple(dict.fromkeys(place for pain in pains for place in self.resolvers.get(pain, ())))
        done = [pain for pain in pains if pain in self.resolvers]
        if pains and len(done) == len(pains):
            return Taken(where, "taken-up", by)
        if done:
            return Taken(where, "partly", by)
        same = self._planned.get(normal(item.words), [])
        if same:
            return Taken(where, "taken-up", tuple(same))
        return Taken(where, "declined" if item.status == "rejected" else "open")


def _content(column: Step, edition: Edition) -> object:
    """What a column holds, without what only says where it is known from."""
    feelings = [
        (lane, each.persona, each.when, level(edition.scale, each.score) if each.score is not None else None, each.word)
        for lane, items in column.cells.emotion.items()
        for each in items
    ]
    cells = {
        (cell, lane): [replace(item, id=None, basis=None, sources=()) for item in items]
        for cell, lane, items in cells_of(column)
        if cell != "emotion" and items
    }
    return feelings, cells, normal(column.title or ""), column.duration, column.wait


def _ground(edition: Edition, where: Location) -> Ground:
    """What a column rests on: its own basis and sources, else those of its emotion, which the report compares."""
    stage, column = edition.stage(where), edition.columns[where]
    found = ground(edition.journey, stage, column, None, future=edition.future)
    emotions = [each for items in column.cells.emotion.values() for each in items]
    if found.basis in ("assumed", "target") and emotions:
        return ground(edition.journey, stage, column, emotions[0], future=edition.future, target=True)
    return found
