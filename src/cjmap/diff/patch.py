"""Changes carried out, and turned round.

The laws speak of models: with `a` and `b` two `JourneyMap`s, that is, canonical data after shorthand, `diff(a, a)` has
no changes, `apply(diff(a, b), a) == b`, and `apply(invert(diff(a, b)), b) == a`. Comments, the order of keys and the
way things were typed are no part of a model.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from cjmap.diff.changes import Added, Change, Diff, Edit, Edited, Moved, NoneAdded, NoneRemoved, Removed
from cjmap.diff.edition import OVERALL, Edition, cells_of, column_of
from cjmap.model.cells import Cells
from cjmap.model.map import Cellular, JourneyMap, Overall, Stage, Step
from cjmap.model.part import keys
from cjmap.model.walk import Location

LISTS = ("lanes", "sources", "metrics", "persona")
"""The map's lists besides its stages."""
REASONS = ("drops", "leaves")
"""The map's reasons by reference."""


def apply(changes: Diff | Iterable[Change], old: JourneyMap) -> JourneyMap:
    """The map that changes make of an old one; they must be those of a diff from this map."""
    return _Patch(changes.changes if isinstance(changes, Diff) else changes, old).run()


def invert(changes: Diff | Iterable[Change]) -> tuple[Change, ...]:
    """The changes that lead back."""
    found = changes.changes if isinstance(changes, Diff) else changes
    return tuple(_inverted(change) for change in found if change.effect)


def _inverted(change: Change) -> Change:
    common: dict[str, Any] = {
        "thing": change.thing, "old": change.new, "new": change.old, "level": change.level, "quiet": change.quiet,
    }  # fmt: skip
    match change:
        case Added():
            return Removed(**common, value=change.value)
        case Removed():
            return Added(**common, value=change.value)
        case NoneAdded():
            return NoneRemoved(**common)
        case NoneRemoved():
            return NoneAdded(**common)
        case Edited():
            edits = tuple(Edit(edit.field, edit.after, edit.before) for edit in change.edits)
            return Edited(**common, what=change.what, edits=edits)
    return replace(change, old=change.new, new=change.old)


class _Patch:
    """The new map, built from the top: each list is what came to a stated place, filled up with what stayed."""

    def __init__(self, changes: Iterable[Change], old: JourneyMap) -> None:
        self.old = old
        self.edition = Edition(old)
        self.edits: dict[Location, dict[str, Any]] = {}
        self.gone: set[Location] = set()
        self.came: dict[Location, dict[int, Any]] = {}
        self.reasons: dict[Location, str] = {}
        self.nones: dict[Location, set[tuple[str, str]]] = {}
        self.some: dict[Location, set[tuple[str, str]]] = {}
        for change in changes:
            if change.effect:
                self._take(change)
        self.lanes: dict[Location, dict[tuple[str, str], None]] = {}
        for where in self.came:
            if "cells" in where:
                self.lanes.setdefault(where[:-3], {})[str(where[-2]), str(where[-1])] = None

    def _take(self, change: Change) -> None:
        old, new = change.old, change.new
        if isinstance(change, Edited) and old is not None:
            self.edits.setdefault(old, {}).update({edit.field: edit.after for edit in change.edits})
        elif isinstance(change, NoneAdded) and new is not None:
            self.nones.setdefault(column_of(new), set()).add((str(new[-2]), str(new[-1])))
        elif isinstance(change, NoneRemoved) and old is not None:
            self.some.setdefault(column_of(old), set()).add((str(old[-2]), str(old[-1])))
        elif isinstance(change, Added | Removed) and change.value is None:
            return
        elif isinstance(change, Added | Removed | Moved):
            if old is not None:
                self.gone.add(old)
            if new is not None and new[0] in REASONS:
                self.reasons[new] = change.value if isinstance(change, Added) else ""
            elif new is not None:
                arrived = change.value if isinstance(change, Added) else old
                self.came.setdefault(new[:-1], {})[int(new[-1])] = arrived

    def run(self) -> JourneyMap:
        """The new map."""
        update: dict[str, Any] = dict(self.edits.get((), {}))
        for name in LISTS:
            entries = self._list((name,), (name,), len(getattr(self.old, name)))
            update[name] = tuple(
                self._edited(getattr(self.old, name)[entry[-1]], entry) if isinstance(entry, tuple) else entry
                for entry in entries
            )
        for name in REASONS:
            kept = {key: value for key, value in getattr(self.old, name).items() if (name, key) not in self.gone}
            kept.update({key: self.edits[name, key]["reason"] for key in kept if (name, key) in self.edits})
            update[name] = {**kept, **{str(at[1]): text for at, text in self.reasons.items() if at[0] == name}}
        stages = self._list(("stages",), ("stages",), len(self.old.stages))
        update["stages"] = tuple(self._column(("stages", index), each) for index, each in enumerate(stages))
        cells = self._cells(OVERALL, self.old.overall, OVERALL)
        update["overall"] = Overall(cells=cells)
        return replace(self.old, **update)

    def _list(self, new: Location, old: Location | None, size: int) -> list[Any]:
        """What a list of the new map holds: old locations, and values of what is added."""
        stayed = iter([(*old, at) for at in range(size) if (*old, at) not in self.gone] if old is not None else [])
        came = self.came.get(new, {})
        found: list[Any] = []
        while True:
            at = len(found)
            if at in came:
                found.append(came[at])
                continue
            following = next(stayed, None)
            if following is None:
                return found
            found.append(following)

    def _edited(self, part: Any, where: Location) -> Any:
        # a step that becomes a stage gets its phase there
        edits = {name: value for name, value in self.edits.get(where, {}).items() if hasattr(part, name)}
        return replace(part, **edits) if edits else part

    def _column(self, new: Location, entry: Any) -> Step:
        """A stage or step of the new map: `entry` is where it was, or what it is without what is below it."""
        old: Location | None = entry if isinstance(entry, tuple) else None
        shell: Step = self._edited(self.edition.columns[old], old) if old is not None else entry
        fields = {each.name: getattr(shell, each.name) for each in keys(Step).values() if each.name != "cells"}
        cells = self._cells(new, shell if old is not None else None, old)
        if len(new) > 2:
            return Step(cells=cells, **fields)
        below = len(shell.steps) if isinstance(shell, Stage) and old is not None else 0
        entries = self._list((*new, "steps"), (*old, "steps") if old is not None else None, below)
        steps = tuple(self._column((*new, "steps", index), each) for index, each in enumerate(entries))
        phase = self.edits.get(old, {}).get("phase") if old is not None else None
        phase = shell.phase if isinstance(shell, Stage) else phase
        return Stage(cells=cells, phase=phase, steps=steps, **fields)

    def _cells(self, new: Location, holder: Cellular | None, old: Location | None) -> Cells:
        before = {(cell, lane): items for cell, lane, items in cells_of(holder)} if holder is not None else {}
        found: dict[str, Any] = {}
        stated = {lane for lane, items in before.items() if not items}
        stated = (stated - self.some.get(old, set()) if old is not None else stated) | self.nones.get(new, set())
        for lane in {**before, **self.lanes.get(new, {}), **dict.fromkeys(self.nones.get(new, ()))}:
            where = (*old, "cells", *lane) if old is not None and lane in before else None
            there = before.get(lane, ())
            entries = self._list((*new, "cells", *lane), where, len(there))
            items = tuple(
                self._edited(self.edition.items[entry], entry) if isinstance(entry, tuple) else entry
                for entry in entries
            )
            if items or lane in stated:
                found.setdefault(lane[0], {})[lane[1]] = items
        return Cells(**found)
