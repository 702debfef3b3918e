"""What changed, as small frozen classes.

A change says where it is in either map, what kind of thing it concerns, and which rule names it. Taken together the
changes of a `Diff` turn the old map into the new one (see `patch`), so some of them are `quiet`: true, and nothing
that a reader needs to be told by itself. The reason is the value of `quiet`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Literal

from cjmap.diff.edition import Edition
from cjmap.diff.items import ItemMatch
from cjmap.diff.match import Match
from cjmap.model.walk import Location

Level = Literal["structure", "experience", "sources", "wording"]
LEVELS: tuple[Level, ...] = ("structure", "experience", "sources", "wording")
"""What a change touches: what the journey consists of, what the customer meets, what it rests on, how it is said."""

Quiet = Literal["", "within", "id", "order", "scale", "translation", "reference", "scope", "history"]
"""Why a change is not told by itself.

`within`: something larger that changed tells it, such as the step that an added item stands in. `id`: an id that
names what it named before, or that had no name; the id of a future map, which is another map than the current one.
`order`: of things whose order means nothing. `scale`: the same level on another scale. `translation`: the same words
in another language, as far as one can tell. `reference`: another name for the same thing. `scope`: outside the stage
that the comparison is limited to. `history`: an earlier value of a metric, which a future map has no reason to
repeat.
"""

Thing = str
"""What a change concerns: map, stage, step, lane, source, metric, persona, drop, leave, or an item by its noun."""


@dataclass(frozen=True, kw_only=True)
class Change:
    """One difference. `old` and `new` are its locations in either map, None where it has none there."""

    effect: ClassVar[bool] = True
    """Whether it is part of what turns the old map into the new one."""

    thing: Thing
    old: Location | None
    new: Location | None
    level: Level
    quiet: Quiet = ""

    @property
    def rule(self) -> str:
        """The name of this sort of change."""
        raise NotImplementedError

    @property
    def facet(self) -> str:
        """What of the thing changed, where that is only a part of it."""
        return ""


@dataclass(frozen=True, kw_only=True)
class Added(Change):
    """Something is new. `value` is it without the steps and items below it, which are changes of their own.

    A lane that is used and not declared has no value.
    """

    value: Any = None

    @property
    def rule(self) -> str:
        """`step-added`, `pain-added` and so on."""
        return f"{self.thing}-added"


@dataclass(frozen=True, kw_only=True)
class Removed(Change):
    """Something is gone: the twin of `Added`."""

    value: Any = None

    @property
    def rule(self) -> str:
        """`step-removed`, `pain-removed` and so on."""
        return f"{self.thing}-removed"


@dataclass(frozen=True, kw_only=True)
class Moved(Change):
    """Something stands elsewhere; `how` is `moved` (to another list), `reordered`, or what it became."""

    how: str = "moved"

    @property
    def rule(self) -> str:
        """`step-moved`, `step-reordered`, `step-became-stage` and so on."""
        return f"{self.thing}-{self.how}"


@dataclass(frozen=True, slots=True)
class Edit:
    """A field's value before and after; None where it was not filled in."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True, kw_only=True)
class Edited(Change):
    """Fields of one thing changed that belong together, such as the score and the word of an emotion."""

    what: str
    edits: tuple[Edit, ...]

    @property
    def rule(self) -> str:
        """`step-title-changed`, `emotion-changed`, `pain-worsened` and so on."""
        return self.what

    @property
    def facet(self) -> str:
        """The fields."""
        return ",".join(edit.field for edit in self.edits)


class NoneAdded(Change):
    """A cell now says that there is none."""

    @property
    def rule(self) -> str:
        """`none-added`."""
        return "none-added"


class NoneRemoved(Change):
    """A cell no longer says that there is none: the twin of `NoneAdded`."""

    @property
    def rule(self) -> str:
        """`none-removed`."""
        return "none-removed"


@dataclass(frozen=True, kw_only=True)
class Regrouped(Change):
    """What columns became of others; it is told, and has no effect of its own beside the changes that it sums up.

    `how` is `split` and `merged` (as `from` says), `gained-steps` and `lost-steps` (a stage), `possibly-renamed` and
    `possibly-split`, `possibly-merged` (a guess from what they hold, which `likeness` weighs from 0 to 1).
    """

    effect: ClassVar[bool] = False

    how: str
    olds: tuple[Location, ...]
    news: tuple[Location, ...]
    likeness: float = 1.0

    @property
    def rule(self) -> str:
        """`step-split`, `stage-gained-steps`, `step-possibly-renamed` and so on."""
        return f"{self.thing}-{self.how}"

    @property
    def facet(self) -> str:
        """How many became how many."""
        return f"{len(self.olds)}:{len(self.news)}"


@dataclass(frozen=True, kw_only=True)
class Translated(Change):
    """The words are in another language; the texts that changed with it are quiet. It has no effect of its own."""

    effect: ClassVar[bool] = False

    before: str
    after: str
    texts: int

    @property
    def rule(self) -> str:
        """`map-translated`."""
        return "map-translated"


@dataclass(frozen=True, kw_only=True)
class Rescaled(Change):
    """Emotions are scored on another scale; scores that are on the same level as before are quiet.

    It has no effect of its own: the scale stands in the map or in its project.
    """

    effect: ClassVar[bool] = False

    before: tuple[float, float]
    after: tuple[float, float]
    scores: int

    @property
    def rule(self) -> str:
        """`map-rescaled`."""
        return "map-rescaled"


@dataclass(frozen=True)
class Diff:
    """What changed between two editions: the changes in the order of the map, and what was found to correspond."""

    old: Edition
    new: Edition
    match: Match
    items: ItemMatch
    changes: tuple[Change, ...]

    @cached_property
    def told(self) -> tuple[Change, ...]:
        """The changes that a reader is told."""
        return tuple(change for change in self.changes if not change.quiet)

    def __iter__(self) -> Iterator[Change]:
        """The changes that a reader is told."""
        return iter(self.told)

    def __bool__(self) -> bool:
        """Whether a reader has anything to be told."""
        return bool(self.told)

    def fingerprint(self, change: Change) -> str:
        """A name for a change that stays when its words are reworded: 16 hexadecimal digits.

        It is made of the rule and of where in the map it is, by ids, and by place among its neighbours where there is
        no id; never of titles and texts. So it is as lasting as the map's ids are.
        """
        where = [*_path(self.old, change.old), "→", *_path(self.new, change.new)]
        if isinstance(change, Regrouped):
            where += [part for each in change.olds for part in _path(self.old, each)]
            where += [part for each in change.news for part in _path(self.new, each)]
        name = "\n".join([change.rule, change.facet, *where])
        return hashlib.sha256(name.encode()).hexdigest()[:16]


def _path(edition: Edition, location: Location | None) -> list[str]:
    """A location with the ids of what it leads through in the place of indexes, where there are ids."""
    found: list[str] = []
    part: Any = edition.journey
    for key in location or ():
        if isinstance(key, int):
            part = part[key] if key < len(part) else None
            name = getattr(part, "id", None)
            # an id names its bearer wherever it stands
            found = [*found[:1], f"#{name}"] if name else [*found, str(key)]
        else:
            part = part.get(key) if isinstance(part, dict) else getattr(part, key, None)
            found.append(key)
    return found
