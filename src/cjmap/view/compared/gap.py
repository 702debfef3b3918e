"""The gap report on the current map's grid: its columns, what becomes of each, and what becomes of its pain points."""

from __future__ import annotations

from cjmap.diff.comparison import Comparison
from cjmap.diff.edition import Edition, column_of
from cjmap.diff.fates import Fate
from cjmap.diff.fields import severity_of
from cjmap.diff.forms.lines import FATES
from cjmap.diff.gap import FatedColumn, FatedPain, Gap
from cjmap.labels import FALLBACK, catalog
from cjmap.measures import presence_of
from cjmap.model.cells import Touchpoint
from cjmap.model.walk import Location
from cjmap.view.compared.entries import begun
from cjmap.view.compared.feelings import Feelings
from cjmap.view.compared.notes import refs, sources
from cjmap.view.compared.places import Places, places
from cjmap.view.compared.shapes import Box, GapGrid, Head, PainBox, PainCell, Touch, Way
from cjmap.words import channel_icon, channel_key, spoken


def gap_grid(comparison: Comparison) -> GapGrid | None:
    """The grid of a gap report; None for a comparison without one, and where there is no column to show."""
    if comparison.gap is None or comparison.diff is None or comparison.fates is None:
        return None
    laid = places(comparison.diff.old, comparison.diff.new, comparison.gap, comparison.diff.match)
    return _Grid(comparison, comparison.gap, laid).build() if laid.size else None


class _Grid:
    def __init__(self, comparison: Comparison, gap: Gap, laid: Places) -> None:
        assert comparison.diff is not None and comparison.fates is not None  # noqa: PT018, S101 -- asked before
        self.comparison, self.gap, self.places = comparison, gap, laid
        self.words, self.labels = comparison.words, comparison.words.labels
        self.old, self.new = comparison.diff.old, comparison.diff.new
        self.sources = sources(comparison)
        self.tags: dict[tuple[str, Location], str] = {}
        for side, letter, at in (("old", "A", laid.old), ("new", "B", laid.new)):
            ends = (self.old if side == "old" else self.new).ends
            self.tags |= {
                (side, each): f"{letter}{number}" for number, each in enumerate(ends, 1) if each in at
            }  # fmt: skip
        fates = comparison.fates.columns()
        self.fates: dict[Location, tuple[FatedColumn, Fate]] = {}
        self.dropped: dict[Location, tuple[FatedColumn, Fate]] = {}
        for column, fate in zip(gap.columns, fates, strict=True):
            self.fates |= dict.fromkeys(column.news, (column, fate))
            if not column.news:
                self.dropped |= dict.fromkeys(column.olds, (column, fate))

    def build(self) -> GapGrid:
        """All of it."""
        count = self.words.count
        return GapGrid(
            places=self.places.size,
            heads=tuple(self._head(*each) for each in self.places.stages),
            feelings=Feelings(self.comparison, self.gap, self.places, self.tags).all(),
            now=tuple(self._now()),
            then=tuple(self._then()),
            ways=tuple(self._ways()),
            pains=tuple(self._pains()),
            sizes=(
                count("step", len(self.places.old)),
                count("step", len(self.places.new)),
                count("pain", len(self.gap.pains)),
            ),
        )  # fmt: skip

    def _head(self, stage: Location, is_old: bool, start: int, span: int) -> Head:
        side = self.old if is_old else self.new
        return Head(start, span, str(int(stage[1]) + 1) if is_old else "+", side.heading(stage), not is_old)

    def _touches(self, side: Edition, column: Location) -> tuple[Touch, ...]:
        found = []
        for items in side.columns[column].cells.touchpoints.values():
            for item in items:
                if isinstance(item, Touchpoint):
                    # in the words of the map that it stands in, whatever the language of the report
                    key = channel_key(item.channel, catalog(side.language), catalog(FALLBACK))
                    found.append(Touch(item.words, key or channel_icon(item.channel), presence_of(item, key) or ""))
        return tuple(found)

    def _time(self, side: Edition, column: Location) -> str:
        return side.columns[column].duration or ""

    def _now(self) -> list[Box]:
        """The current columns, struck where they go; a note where only the future map has one."""
        found = []
        covered: set[int] = set()
        for column, (start, span) in self.places.old.items():
            gone = column in self.dropped
            covered |= set(range(start, start + span))
            found.append(
                Box(
                    start, span, "gone" if gone else "", tag=self.tags["old", column], title=self.old.heading(column),
                    time=self._time(self.old, column), touches=self._touches(self.old, column),
                )
            )  # fmt: skip
        bare = self.labels.word("not_in_current")
        found += [Box(at, 1, note=bare) for at in range(self.places.size) if at not in covered]
        return sorted(found, key=lambda box: box.start)

    def _then(self) -> list[Box]:
        """The future columns with their fates; elsewhere what became of the current one."""
        found = []
        covered: set[int] = set()
        for column, (start, span) in self.places.new.items():
            fated, fate = self.fates[column]
            covered |= set(range(start, start + span))
            mark = "new" if fate.mark == "new" else "kept" if fated.fate == "kept" else fate.mark
            found.append(
                Box(
                    start, span, mark, FATES[fate.mark], fate.label, self.tags["new", column],
                    self._tags("old", self.places.parents.get(column, ())), self.new.heading(column),
                    self._time(self.new, column), self._touches(self.new, column),
                )
            )  # fmt: skip
        for column, (start, span) in self.places.old.items():
            if any(at not in covered for at in range(start, start + span)):
                found.append(self._beside(column, start, span))
        return sorted(found, key=lambda box: box.start)

    def _beside(self, column: Location, start: int, span: int) -> Box:
        children = self.places.children.get(column, ())
        if children:
            return Box(start, span, note=self.words.say("into", "page", refs=self._tags("new", children)))
        if column not in self.dropped:
            return Box(start, span)
        fated, fate = self.dropped[column]
        note = fated.reason or (self.words.say("unaccounted", "page") if fated.fate == "forgotten" else "")
        return Box(start, span, fate.mark, FATES[fate.mark], fate.label, note=note)

    def _tags(self, side: str, columns: tuple[Location, ...]) -> str:
        return self.labels.join([self.tags[side, each] for each in columns if (side, each) in self.tags])

    def _ways(self) -> list[Way]:
        at = self.places
        found = [
            Way(at.middle("old", old), at.middle("new", new))
            for old, children in at.children.items()
            for new in children
        ]
        found += [Way(at.middle("old", old), None) for old in at.old if not at.children.get(old)]
        found += [Way(None, at.middle("new", new)) for new in at.new if not at.parents.get(new)]
        return found

    def _pains(self) -> list[PainCell]:
        """The pain points under the column that they stand in; those of a whole stage span its columns."""
        cells: dict[tuple[int, int], list[PainBox]] = {}
        for pain in self.gap.pains:
            spread = self.places.spread("old", column_of(pain.old)) or (0, self.places.size)
            cells.setdefault(spread, []).append(self._pain(pain))
        return [PainCell(*spread, tuple(pains)) for spread, pains in sorted(cells.items())]

    def _pain(self, pain: FatedPain) -> PainBox:
        item = self.old.item(pain.old)
        mark = {"resolved": "good", "forgotten": "bad"}.get(pain.fate, "left")
        severity = severity_of(item)
        word = getattr(item, "severity", None)
        return PainBox(
            mark, FATES[mark],
            begun(self.words.say(f"fate-{pain.fate}", "report")), item.id or "" if spoken(item.id) else "", item.words,
            severity, self.labels.term("severity", word) if word else "", self._note(pain),
            refs(self.sources, self.old, pain.old),
        )  # fmt: skip

    def _note(self, pain: FatedPain) -> str:
        places = tuple(dict.fromkeys(column_of(each) for each in pain.by))
        refs = self._tags("new", places) or self.labels.join([self.words.where(self.new, each) for each in pain.by])
        match pain.fate:
            case "resolved":
                return self.labels.word("resolved_by", refs=refs)
            case "left":
                return pain.reason
            case "remains":
                return self.words.say("note-remains", "page", refs=refs)
            case "gone":
                return self.words.say("note-gone", "page")
        return self.words.say("note-forgotten", "page")
