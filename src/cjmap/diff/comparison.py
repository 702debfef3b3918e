"""Two documents compared: the changes told in one language with their places, and what they mean."""

from __future__ import annotations

import hashlib
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cjmap.diff.changes import LEVELS, Added, Change, Diff, Edited, Level, Removed
from cjmap.diff.compare import diff
from cjmap.diff.edition import Edition
from cjmap.diff.fields import severity_of
from cjmap.diff.impact import Impact, impact
from cjmap.diff.tell import Teller
from cjmap.diff.texts import Piece
from cjmap.diff.wording import Wording
from cjmap.document import Document
from cjmap.model.walk import Location
from cjmap.record import record
from cjmap.source import Position
from cjmap.validate.links import follow

if TYPE_CHECKING:
    # loaded where they are needed: a report for programs has no rows, and few maps are a future of the other
    from cjmap.diff.facts import Facts, Row
    from cjmap.diff.fates import Fate, Fates
    from cjmap.diff.gap import Gap


class Place(NamedTuple):
    """Where something stands in a file; lines and columns from 1, the end exclusive."""

    file: str
    start: Position
    end: Position


class Told(NamedTuple):
    """A change as a reader is told of it.

    Where words were reworded, `subject` says which and `pieces` how. `severity` is that of a pain or risk, 1 for low to
    4 for critical, 0 for all else. `open`: the future map says nothing of a column that it does not have.
    """

    rule: str
    level: Level
    summary: str
    old: Place | None = None
    new: Place | None = None
    severity: int = 0
    subject: str = ""
    pieces: tuple[Piece, ...] = ()
    change: Change | None = None
    open: bool = False


@record
class Comparison:
    """A map before and after. `old` or `new` is None where the map was added or removed; `path` is where it lies now.

    `gap` is there where the new map is the future of the old one.
    """

    old: Document | None
    new: Document | None
    language: str
    told: tuple[Told, ...]
    diff: Diff | None = None
    impact: Impact | None = None
    gap: Gap | None = None

    @cached_property
    def words(self) -> Wording:
        """How the report's language says things."""
        return Wording(self.language, future=self.gap is not None)

    @property
    def titles(self) -> tuple[str, str]:
        """The titles of both maps; "" where there is none."""
        before, after = (each.map.title if each is not None and each.map else "" for each in (self.old, self.new))
        return before, after

    @property
    def names(self) -> tuple[str, str]:
        """The names of both files."""
        before, after = (each.source.name if each is not None else "" for each in (self.old, self.new))
        return before, after

    @cached_property
    def counts(self) -> dict[Level, int]:
        """How many changes are told at each level, without the levels that have none."""
        found = Counter(told.level for told in self.told)
        return {level: found[level] for level in LEVELS if found[level]}

    @cached_property
    def facts(self) -> Facts | None:
        """The measures in words."""
        from cjmap.diff.facts import Facts

        return Facts(self.diff, self.impact, self.words) if self.diff and self.impact else None

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The measures that changed, or that only one of the maps has; for a gap report all of them."""
        rows = self.facts.rows() if self.facts else []
        same = self.words.say("same", "report")
        return tuple(row for row in rows if (row.change != same and row.before != row.after) or self.gap is not None)

    @cached_property
    def fates(self) -> Fates | None:
        """The gap report in words."""
        if self.diff is None or self.gap is None or self.facts is None:
            return None
        from cjmap.diff.fates import Fates

        return Fates(self.diff, self.gap, self.facts, self.words)

    def places(self, fate: Fate) -> tuple[tuple[Place, ...], tuple[Place, ...]]:
        """Where a line of the gap report can be checked, in the old and in the new map."""
        olds = tuple(place(self.old, each) for each in fate.olds) if self.old else ()
        news = tuple(place(self.new, each) for each in fate.news) if self.new else ()
        return olds, news

    @cached_property
    def rules(self) -> tuple[tuple[str, Level | None, int], ...]:
        """The name, level and severity of everything that a gate may fail on.

        These are the changes that are told, what comes or goes with a larger one (the pain points of a new step), and
        the findings of the gap report, which have no level.
        """
        found: list[tuple[str, Level | None, int]] = [(told.rule, told.level, told.severity) for told in self.told]
        if self.diff is not None:
            found += [
                (change.rule, change.level, _severity(self.diff, change))
                for change in self.diff.changes
                if change.quiet == "within" and isinstance(change, Added | Removed)
            ]
        if self.fates is not None:
            found += [(fate.rule, None, fate.severity) for fate in self.fates.all()]
            # the rest of what gets worse are changes, or fates of columns
            found += [(fate.rule, None, 0) for fate in self.fates.worse() if fate.rule == "column-slower"]
        return tuple(found)

    def fingerprint(self, told: Told) -> str:
        """A name for what is told that stays when its words are reworded: 16 hexadecimal digits."""
        if self.diff is not None and told.change is not None:
            return self.diff.fingerprint(told.change)
        document = self.new or self.old
        return hashlib.sha256(f"{told.rule}\n{document.id if document else ''}".encode()).hexdigest()[:16]

    def __bool__(self) -> bool:
        """Whether anything changed that a reader is told."""
        return bool(self.told)


def compare(old: Document, new: Document, language: str | None = None) -> Comparison:
    """Two maps compared, told in the new map's language unless another is given. Raises ValueError without a map."""
    before, after = Edition.of(old), Edition.of(new)
    future, scope = _future(old, new, before)
    found = diff(before, after, future=future, scope=scope)
    language = language or after.language
    gap = None
    if future:
        from cjmap.diff.gap import gap as gap_of

        gap = gap_of(found, scope)
    lost = [each for column in gap.columns if column.fate == "forgotten" for each in column.olds] if gap else []
    teller = Teller(found, language, future=future, unaccounted=frozenset(lost))
    told = []
    for change in found.told:
        sentence = teller.tell(change)
        told.append(
            Told(
                rule=change.rule,
                level=change.level,
                summary=sentence.text,
                old=_place_of(old, change, change.old),
                new=_place_of(new, change, change.new),
                severity=_severity(found, change),
                subject=sentence.subject,
                pieces=sentence.pieces,
                change=change,
                open=teller.open(change),
            )
        )
    return Comparison(old, new, language, tuple(told), found, impact(found, scope), gap)


def came(new: Document, language: str | None = None) -> Comparison:
    """A map that was added."""
    own = Edition.of(new).language
    words = Wording(language or own)
    summary = words.say("map-added", name=words.quoted(new.map.title if new.map else new.id))
    told = Told("map-added", "structure", summary, new=place(new, ()))
    return Comparison(None, new, language or own, (told,))


def went(old: Document, language: str | None = None) -> Comparison:
    """A map that was removed."""
    own = Edition.of(old).language
    words = Wording(language or own)
    summary = words.say("map-removed", name=words.quoted(old.map.title if old.map else old.id))
    told = Told("map-removed", "structure", summary, old=place(old, ()))
    return Comparison(old, None, language or own, (told,))


def moved(comparison: Comparison, path: str) -> Comparison:
    """A comparison of a map whose file has another path now: told first."""
    old, new = comparison.old, comparison.new
    if old is None or new is None:
        return comparison
    words = comparison.words
    summary = words.say("map-moved", name=words.quoted(comparison.titles[1]), path=path)
    told = Told("map-moved", "structure", summary, place(old, ()), place(new, ()))
    return Comparison(
        old, new, comparison.language, (told, *comparison.told), comparison.diff, comparison.impact, comparison.gap
    )


def place(document: Document, location: Location) -> Place:
    """Where a location stands in its file."""
    span = document.span(location) if location else None
    source = document.source
    start = source.position(span.start if span else 0)
    end = source.position(span.end) if span else start
    return Place(source.name, start, end)


def _place_of(document: Document, change: Change, location: Location | None) -> Place | None:
    """Where a change stands: that of the first field that changed, where it is there."""
    if location is None:
        return None
    if isinstance(change, Edited):
        field = (*location, change.edits[0].field.rstrip("_"))
        # a field that is not there has the place of what it would belong to; the map's own place is its beginning
        if location or document.span(field) != document.span(()):
            return place(document, field)
    return place(document, location)


def _severity(found: Diff, change: Change) -> int:
    """The severity of the pain or risk that a change concerns: that of the new map where it is there."""
    if change.thing not in ("pain", "risk"):
        return 0
    if change.new is not None:
        return severity_of(found.new.item(change.new))
    return severity_of(found.old.item(change.old)) if change.old is not None else 0


def _future(old: Document, new: Document, before: Edition) -> tuple[bool, Location | None]:
    """Whether the new map says that it is the future of the old one, and of which of its stages.

    The same map in another revision counts as the same: it lies at the same path below its root, or has the same id.
    """
    reference = new.map.future_of if new.map else None
    if not reference:
        return False, None
    linked = follow(new, reference, ("future_of",))
    target = linked.document
    if target is None or not (target is old or _path(target) == _path(old) or target.id == old.id):
        return False, None
    where = before.find_column(linked.rest) if linked.rest else None
    return True, where[:2] if where is not None else None


def _path(document: Document) -> str | None:
    return str(document.real_path) if document.real_path else None
