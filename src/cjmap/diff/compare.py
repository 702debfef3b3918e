"""Two editions → what changed between them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cjmap.diff.changes import (
    Added,
    Change,
    Diff,
    Edit,
    Edited,
    Moved,
    NoneAdded,
    NoneRemoved,
    Quiet,
    Removed,
    Rescaled,
    Translated,
)
from cjmap.diff.edition import Edition, column_of
from cjmap.diff.fields import LEVEL_OF, NOUNS, edits_of, quiet_edit, rule_of
from cjmap.diff.items import ItemMatch, earlier, match_items
from cjmap.diff.match import Match, match
from cjmap.diff.order import movers
from cjmap.diff.regroup import regrouped
from cjmap.diff.same import Same
from cjmap.measures import level
from cjmap.model.cells import Cells, Emotion
from cjmap.model.map import Stage, Step
from cjmap.model.walk import Location


def diff(old: Edition, new: Edition, *, future: bool = False, scope: Location | None = None) -> Diff:
    """What changed from the one to the other.

    With `future` the new map is the future of the old one, and its `from` says what comes from what; `scope` is then
    the old stage that the comparison is limited to, if it is.
    """
    columns = match(old, new, future=future)
    items = match_items(old, new, columns, future=future)
    found = _Comparison(old, new, columns, items, earlier(old) if future else frozenset()).run()
    within = {(change.old, change.new) for regroup in found.regrouped for change in regroup.parts}
    changes = [
        replace(change, quiet="within")
        if not change.quiet and isinstance(change, Added | Removed | Moved) and (change.old, change.new) in within
        else change
        for change in found.changes
    ]
    changes += [regroup.change for regroup in found.regrouped]
    if future:
        changes = [replace(each, quiet="id") if each.rule == "map-id-changed" else each for each in changes]
    if scope is not None:
        changes = [_scoped(change, scope) for change in changes]
    order = _Order(old, new, columns)
    return Diff(old, new, columns, items, tuple(sorted(changes, key=order)))


def _scoped(change: Change, scope: Location) -> Change:
    outside = isinstance(change, Removed) and change.old is not None and change.old[0] == "stages"
    if outside and change.old is not None and change.old[:2] != scope[:2] and not change.quiet:
        return replace(change, quiet="scope")
    return change


class _Comparison:
    """The changes between two editions, being gathered."""

    def __init__(
        self, old: Edition, new: Edition, columns: Match, items: ItemMatch, history: frozenset[Location]
    ) -> None:
        self.old, self.new, self.columns, self.items = old, new, columns, items
        self.history = history
        self.same = Same(old, new, columns, items)
        self.translated = old.language != new.language
        self.rescaled = (old.scale.min, old.scale.max) != (new.scale.min, new.scale.max)
        self.old_lanes, self.new_lanes = _lanes(old), _lanes(new)
        self.changes: list[Change] = []

    def run(self) -> _Comparison:
        """Gather everything."""
        self._edits("map", (), (), self.old.journey, self.new.journey)
        self._lists()
        self._reasons("drops", "drop")
        self._reasons("leaves", "leave")
        self._columns()
        self._nones()
        self._items()
        self._whole_map()
        self.regrouped = regrouped(self.old, self.new, self.columns, self.items)
        return self

    def _say(self, change: Change) -> None:
        self.changes.append(change)

    def _edits(self, thing: str, old: Location, new: Location, before: Any, after: Any) -> None:
        """The fields in which two things differ, those that make one change together."""
        groups: dict[tuple[str, Quiet], list[Edit]] = {}
        levels = {}
        for suffix, field_level, edit in edits_of(thing, before, after):
            why = quiet_edit(edit, translated=self.translated)
            if not why and self.same.edit(edit, thing):
                why = "reference"
            elif edit.field == "score" and self._same_level(edit):
                why = "scale"
            elif thing == "map" and edit.field in ("language", "emotion_scale"):
                why = self._shared(edit.field)
            groups.setdefault((suffix, why), []).append(edit)
            levels[suffix] = field_level
        for (suffix, why), edits in groups.items():
            rule = rule_of(thing, suffix, tuple(edits))
            self._say(
                Edited(thing=thing, old=old, new=new, level=levels[suffix], quiet=why, what=rule, edits=tuple(edits))
            )

    def _shared(self, field: str) -> Quiet:
        """Why what a project may also say is not told: a change of its own tells it, or it was the project's before."""
        if field == "language":
            return "within" if self.translated else "reference"
        if self.old.scale.labels != self.new.scale.labels:
            return ""
        return "within" if self.rescaled else "reference"

    def _same_level(self, edit: Edit) -> bool:
        """Whether a score says on the new scale what it said on the old one."""
        if not self.rescaled or edit.before is None or edit.after is None:
            return False
        difference = level(self.old.scale, edit.before) - level(self.new.scale, edit.after)
        return abs(difference) < 1e-9

    def _lists(self) -> None:
        for name, thing in (("sources", "source"), ("metrics", "metric"), ("persona", "persona")):
            self._register(name, thing, reordered="order")
        self._register("lanes", "lane-declaration", reordered="")
        for lane, where in self.new_lanes.items():
            if lane not in self.old_lanes:
                quiet = _lane_within(self.new, lane, where, self.columns.old_of)
                self._say(Added(thing="lane", old=None, new=where, level=LEVEL_OF["lane"], quiet=quiet))
        for lane, where in self.old_lanes.items():
            if lane not in self.new_lanes:
                quiet = _lane_within(self.old, lane, where, self.columns.new_of)
                self._say(Removed(thing="lane", old=where, new=None, level=LEVEL_OF["lane"], quiet=quiet))

    def _register(self, name: str, thing: str, reordered: Quiet) -> None:
        """A list whose entries are known by their ids."""
        before, after = getattr(self.old.journey, name), getattr(self.new.journey, name)
        pairs = _pair_entries(before, after, by_place=self.translated and name == "persona")
        field_thing = "lane" if name == "lanes" else thing
        for at_new, at_old in sorted(pairs.items()):
            self._edits(field_thing, (name, at_old), (name, at_new), before[at_old], after[at_new])
        order = sorted(pairs)
        for index in sorted(movers([pairs[each] for each in order])):
            places = {"old": (name, pairs[order[index]]), "new": (name, order[index])}
            self._say(Moved(thing=field_thing, level="wording", quiet=reordered, how="reordered", **places))
        for index, entry in enumerate(after):
            if index not in pairs:
                quiet = self._declared(entry, self.old_lanes, self.new_lanes) if name == "lanes" else ""
                self._say(
                    Added(thing=thing, old=None, new=(name, index), level=LEVEL_OF[thing], quiet=quiet, value=entry)
                )
        for index, entry in enumerate(before):
            if index not in pairs.values():
                quiet = self._declared(entry, self.new_lanes, self.old_lanes) if name == "lanes" else ""
                self._say(
                    Removed(thing=thing, old=(name, index), new=None, level=LEVEL_OF[thing], quiet=quiet, value=entry)
                )

    def _declared(self, entry: Any, here: dict[str, Location], there: dict[str, Location]) -> Quiet:
        """A declaration that comes with its lane is told by it; one that only lists a lane says nothing but order."""
        if entry.id in there and entry.id not in here:
            return "within"
        return "order" if entry.filled <= {"id"} else ""

    def _reasons(self, name: str, thing: str) -> None:
        before, after = getattr(self.old.journey, name), getattr(self.new.journey, name)
        for key, reason in after.items():
            if key not in before:
                self._say(Added(thing=thing, old=None, new=(name, key), level=LEVEL_OF[thing], value=reason))
            elif before[key] != reason:
                edit = Edit("reason", before[key], reason)
                why = quiet_edit(edit, translated=self.translated)
                rule = f"{thing}-reason-changed"
                where: Location = (name, key)
                self._say(
                    Edited(thing=thing, old=where, new=where, level="wording", quiet=why, what=rule, edits=(edit,))
                )
        for key, reason in before.items():
            if key not in after:
                self._say(Removed(thing=thing, old=(name, key), new=None, level=LEVEL_OF[thing], value=reason))

    def _columns(self) -> None:
        for pair in self.columns.pairs:
            thing = _kind(pair.new)
            before, after = self.old.columns[pair.old], self.new.columns[pair.new]
            self._edits(thing, pair.old, pair.new, before, after)
            if pair.new in self.columns.moved:
                self._say(self._moved(pair.old, pair.new))
        for where in self.columns.added:
            parent = where[:2] if len(where) > 2 else None
            quiet: Quiet = "within" if parent in self.columns.added else ""
            shell = _shell(self.new.columns[where])
            self._say(Added(thing=_kind(where), old=None, new=where, level="structure", quiet=quiet, value=shell))
        for where in self.columns.removed:
            parent = where[:2] if len(where) > 2 else None
            quiet = "within" if parent in self.columns.removed else ""
            shell = _shell(self.old.columns[where])
            self._say(Removed(thing=_kind(where), old=where, new=None, level="structure", quiet=quiet, value=shell))

    def _moved(self, old: Location, new: Location) -> Change:
        if len(old) != len(new):
            how = "became-stage" if len(new) == 2 else "became-step"
        else:
            same = len(new) == 2 or self.columns.old_of.get(new[:2]) == old[:2]
            how = "reordered" if same else "moved"
        return Moved(thing=_kind(old), old=old, new=new, level="structure", how=how)

    def _nones(self) -> None:
        """Cells that say that there is none, or no longer say so."""
        for old, new in (*self.columns.new_of.items(), *((None, each) for each in self.columns.added)):
            stays = _empty(self.old, old) if old is not None else []
            comes = _empty(self.new, new)
            quiet: Quiet = "within" if old is None else ""
            for lane in comes:
                if lane not in stays:
                    there = (*old, "cells", *lane) if old is not None else None
                    where = (*new, "cells", *lane)
                    self._say(NoneAdded(thing="none", old=there, new=where, level="experience", quiet=quiet))
            for lane in stays:
                if lane not in comes and old is not None:
                    there, where = (*old, "cells", *lane), (*new, "cells", *lane)
                    # what stands there now says so
                    quiet = "within" if any(each[:2] == lane for each in self.new.cells.get(new, ())) else ""
                    self._say(NoneRemoved(thing="none", old=there, new=where, level="experience", quiet=quiet))
        for old in self.columns.removed:
            for lane in _empty(self.old, old):
                there = (*old, "cells", *lane)
                self._say(NoneRemoved(thing="none", old=there, new=None, level="experience", quiet="within"))

    def _items(self) -> None:
        pairs = dict(self.items.pairs)
        if self.rescaled:
            for where, _ in self.new.of_type("emotion"):
                old = self.items.old(where)
                if old is not None:
                    pairs[where] = old
        for new, old in pairs.items():
            before, after = self.old.item(old), self.new.item(new)
            noun = NOUNS[str(new[-3])]
            if before != after:
                self._edits(noun, old, new, before, after)
            elif self.rescaled and isinstance(before, Emotion) and before.score is not None:
                # the same number, and another level since the scale changed
                edit = Edit("score", before.score, before.score)
                if not self._same_level(edit):
                    self._say(
                        Edited(thing=noun, old=old, new=new, level="experience", what="emotion-changed", edits=(edit,))
                    )
            if new in self.items.moved:
                self._item_moved(noun, old, new)
        for new in self.items.added:
            thing = NOUNS[str(new[-3])]
            quiet = self._within(new, self.columns.old_of, self.old_lanes)
            self._say(
                Added(thing=thing, old=None, new=new, level=LEVEL_OF[thing], quiet=quiet, value=self.new.item(new))
            )
        for old in self.items.removed:
            thing = NOUNS[str(old[-3])]
            quiet = self._within(old, self.columns.new_of, self.new_lanes)
            if not quiet and old in self.history:
                quiet = "history"
            self._say(
                Removed(thing=thing, old=old, new=None, level=LEVEL_OF[thing], quiet=quiet, value=self.old.item(old))
            )

    def _item_moved(self, noun: str, old: Location, new: Location) -> None:
        same_column = self.columns.old_of.get(column_of(new)) == column_of(old)
        in_cell = same_column and new[-2] == old[-2]
        how = "reordered" if in_cell else "moved"
        # emotions of a cell stand in the order of time; the order of other items says little
        quiet: Quiet = "order" if in_cell and noun != "emotion" else ""
        self._say(
            Moved(thing=noun, old=old, new=new, level="wording" if in_cell else "experience", quiet=quiet, how=how)
        )

    def _within(self, where: Location, paired: dict[Location, Location], lanes: dict[str, Location]) -> Quiet:
        """Whether a column or lane that is wholly new or gone tells of an item."""
        return "within" if column_of(where) not in paired or where[-2] not in lanes else ""

    def _whole_map(self) -> None:
        if self.translated:
            edits = [change for change in self.changes if isinstance(change, Edited) and change.quiet == "translation"]
            texts = sum(len(change.edits) for change in edits)
            self._say(
                Translated(
                    thing="map", old=(), new=(), level="wording", before=self.old.language, after=self.new.language,
                    texts=texts,
                )
            )  # fmt: skip
        if self.rescaled:
            before, after = self.old.scale, self.new.scale
            scores = [change for change in self.changes if isinstance(change, Edited) and change.quiet == "scale"]
            self._say(
                Rescaled(
                    thing="map", old=(), new=(), level="wording", before=(before.min, before.max),
                    after=(after.min, after.max), scores=len(scores),
                )
            )  # fmt: skip


def _kind(where: Location) -> str:
    return "step" if len(where) > 2 else "stage"


def _shell(column: Step) -> Step:
    """A column without what is below it."""
    bare: dict[str, Any] = {"cells": Cells()}
    return replace(column, **({**bare, "steps": ()} if isinstance(column, Stage) else bare))


def _empty(edition: Edition, where: Location) -> list[tuple[str, str]]:
    """The cells of a column that say that there is none."""
    return [(cell, lane) for cell, lane, items in edition.cells.get(where, ()) if not items]


def _lanes(edition: Edition) -> dict[str, Location]:
    """The lanes that a map declares or uses, each with the place where it is first met."""
    found: dict[str, Location] = {entry.id: ("lanes", at) for at, entry in enumerate(edition.journey.lanes)}
    for where, cells in edition.cells.items():
        for cell, lane, _ in cells:
            if lane not in found:
                found[lane] = (*where, "cells", cell, lane)
    return found


def _lane_within(side: Edition, lane: str, where: Location, paired: dict[Location, Location]) -> Quiet:
    """Whether a lane that is not declared has all its cells in columns that come or go, which tell of it."""
    if where[0] == "lanes":
        return ""
    holders = [column for column, cells in side.cells.items() if any(each[1] == lane for each in cells)]
    return "within" if not any(column in paired for column in holders) else ""


def _pair_entries(before: tuple[Any, ...], after: tuple[Any, ...], *, by_place: bool) -> dict[int, int]:
    """The entries of a register that correspond, as new index → old index: by id, personas also by name."""
    ids = {entry.id: index for index, entry in enumerate(before) if entry.id}
    pairs = {index: ids[entry.id] for index, entry in enumerate(after) if entry.id in ids}
    used = set(pairs.values())
    names = {entry.name: at for at, entry in enumerate(before) if at not in used and getattr(entry, "name", None)}
    for index, entry in enumerate(after):
        at = names.get(getattr(entry, "name", None))
        if index not in pairs and at is not None and not (entry.id and before[at].id):
            pairs[index] = names.pop(entry.name)
    left = (
        [at for at in range(len(before)) if at not in pairs.values()],
        [at for at in range(len(after)) if at not in pairs],
    )
    if by_place and len(left[0]) == len(left[1]):
        pairs |= {new: old for old, new in zip(*left, strict=True) if not (before[old].id and after[new].id)}
    return pairs


class _Order:
    """Where a change comes in a report: as the new map reads, what is gone after what it stood behind."""

    PARTS = ("lanes", "sources", "metrics", "persona", "drops", "leaves", "stages", "overall")

    def __init__(self, old: Edition, new: Edition, columns: Match) -> None:
        self.ranks: dict[Location, tuple[int, int]] = {where: (at, 0) for at, where in enumerate(new.columns)}
        self.gone: dict[Location, tuple[int, int]] = {}
        last = (-1, 0)
        for at, where in enumerate(old.columns):
            paired = columns.new_of.get(where)
            last = self.ranks[paired] if paired is not None else (last[0], at + 1)
            self.gone[where] = last

    def __call__(self, change: Change) -> tuple[Any, ...]:
        where = change.new if change.new is not None else change.old
        if not where:
            return (-1, (0, 0), (), change.rule)
        part = self.PARTS.index(str(where[0]))
        rank = (0, 0)
        if where[0] == "stages":
            known = self.ranks if change.new is not None else self.gone
            rank = known.get(column_of(where), (0, 0))
        return (part, rank, _keys(where), change.rule)


def _keys(where: Iterable[str | int]) -> tuple[tuple[int, str], ...]:
    """A location that can be sorted among others."""
    return tuple(_key(part) for part in where)


def _key(part: str | int) -> tuple[int, str]:
    return (part, "") if isinstance(part, int) else (-1, part)
