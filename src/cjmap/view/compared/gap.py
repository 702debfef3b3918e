"""The gap report on the current map's grid: its columns, what becomes of each, and what becomes of its pain points."""

from __future__ import annotations

from functools import cached_property

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
        added = [each for each in self.gap.worse if each.rule == "pain-added"]
        more = self.words.say("fate-count", "report", n=len(added), fate=self.words.say("fate-added", "report"))
        pains = [count("pain", len(self.gap.pains)), *([more] if added else [])]
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
                str(self.labels.data["fact_separator"]).join(pains),
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
            covered |= set(range(start, start + span))
            # what nobody has decided on is not struck
            mark = self.dropped[column][1].mark if column in self.dropped else ""
            found.append(
                Box(
                    start, span, mark, tag=self.tags["old", column], title=self.old.heading(column),
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
        for old in at.old:
            if not at.children.get(old):
                lost = old in self.dropped and self.dropped[old][0].fate == "forgotten"
                found.append(Way(at.middle("old", old), None, lost))
        found += [Way(None, at.middle("new", new)) for new in at.new if not at.parents.get(new)]
        return found

    def _pains(self) -> list[PainCell]:
        """The pain points under the column that they stand in, new ones under the future column that brings them.

        Those of a whole stage span its columns.
        """
        cells: dict[tuple[int, int], list[PainBox]] = {}
        for pain in self.gap.pains:
            spread = self.places.spread("old", column_of(pain.old)) or (0, self.places.size)
            cells.setdefault(spread, []).append(self._pain(pain))
        for worse in self.gap.worse:
            if worse.rule == "pain-added":
                spread = self.places.spread("new", column_of(worse.new)) or (0, self.places.size)
                cells.setdefault(spread, []).append(self._added(worse.new))
        return [PainCell(*spread, tuple(pains)) for spread, pains in sorted(cells.items())]

    def _pain(self, pain: FatedPain) -> PainBox:
        graver = self._graver.get(pain.old)
        if graver is not None and pain.fate == "remains":
            word = getattr(self.old.item(pain.old), "severity", "")
            note = self.words.say(
                "note-worsened", "page", before=self.labels.term("severity", word), refs=self._listed_at((graver,))
            )
            return self._box("new", graver, "bad", "worsened", note)
        mark = {"resolved": "good", "forgotten": "bad"}.get(pain.fate, "left")
        return self._box("old", pain.old, mark, pain.fate, self._note(pain))

    def _added(self, where: Location) -> PainBox:
        """A pain point that only the future map has."""
        note = self.words.say("note-added", "page", refs=self._listed_at((where,)))
        return self._box("new", where, "bad", "added", note)

    @cached_property
    def _graver(self) -> dict[Location, Location]:
        """The current pain points that are more severe in the future map, each with where it stands there."""
        return {each.old: each.new for each in self.gap.worse if each.rule == "pain-worsened" and each.old is not None}

    def _box(self, side: str, where: Location, mark: str, fate: str, note: str) -> PainBox:
        edition = self.new if side == "new" else self.old
        item = edition.item(where)
        word = getattr(item, "severity", None)
        return PainBox(
            mark, FATES[mark],
            begun(self.words.say(f"fate-{fate}", "report")), item.id or "" if spoken(item.id) else "", item.words,
            severity_of(item), self.labels.term("severity", word) if word else "", note,
            refs(self.sources, edition, where), side == "new",
        )  # fmt: skip

    def _listed_at(self, wheres: tuple[Location, ...]) -> str:
        """The future columns in which some things stand, by their tags; by name where they have none."""
        places = tuple(dict.fromkeys(column_of(each) for each in wheres))
        return self._tags("new", places) or self.labels.join([self.words.where(self.new, each) for each in wheres])

    def _note(self, pain: FatedPain) -> str:
        refs = self._listed_at(pain.by)
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
