"""Both maps side by side on the map's own grid: stage by stage, columns in pairs, lanes as rows."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.diff.comparison import Comparison
from cjmap.diff.edition import OVERALL, column_of
from cjmap.diff.fates import Fate
from cjmap.diff.forms.lines import FATES
from cjmap.lanes import LANES
from cjmap.model.walk import Location
from cjmap.record import record, replace
from cjmap.view.compared.entries import Entries, SideName
from cjmap.view.compared.shapes import Cell, Entry, Fact, Group, LaneRow, Mark, Run, Side, StagePair

_HIDDEN = frozenset(("title", "id", "from_"))
"""Fields of a column that its head or its group shows."""


def stage_pairs(comparison: Comparison) -> tuple[StagePair, ...]:
    """Every stage of both maps in order, then what concerns the whole journey."""
    return tuple(_Sides(comparison).build()) if comparison.diff is not None else ()


@record
class _Columns:
    """Columns that correspond, as places of both maps, and what a gap report says of them.

    `stage` is a new stage among them, paired with the old one that its steps come from.
    """

    olds: tuple[Location, ...]
    news: tuple[Location, ...]
    fate: Fate | None = None
    stage: tuple[Location, Location] | None = None


class _Sides:
    def __init__(self, comparison: Comparison) -> None:
        assert comparison.diff is not None  # noqa: S101 -- asked before
        self.comparison, self.diff = comparison, comparison.diff
        self.words = comparison.words
        self.old, self.new = self.diff.old, self.diff.new
        self.match = self.diff.match
        self.ends = frozenset(self.old.ends), frozenset(self.new.ends)
        self.entries = Entries(self.diff, self.words, comparison.gap)
        self.touched = {
            side: {column_of(each) for each in places if each and each[0] in ("stages", "overall")}
            for side, places in self.entries.touched.items()
        }

    def build(self) -> Iterator[StagePair]:
        """The stages, and the whole journey where it has cells."""
        groups = list(self._gap_groups()) if self.comparison.gap is not None else list(self._groups())
        stages: dict[tuple[SideName, Location], list[_Columns]] = {}
        for side, where in self._stages():
            stages[side, where] = []
        for columns in groups:
            stages.setdefault(self._home(columns), []).append(columns)
        for (side, where), found in stages.items():
            yield self._stage(side, where, found)
        if OVERALL in self.old.cells or OVERALL in self.new.cells:
            columns = _Columns((OVERALL,), (OVERALL,))
            rows = tuple(self._rows([columns]))
            head = self._group(columns)
            name = self.words.labels.word("overall")
            title = (Run("same", name),)
            yield StagePair(title, name, "", "", "", "", self._touched(columns), True, (head,), rows)

    def _stages(self) -> Iterator[tuple[SideName, Location]]:
        """The new map's stages, and those that are gone after what they stood after."""
        gone = [each for each in self.match.removed if len(each) == 2]
        if self.comparison.gap is not None:
            shown = {each[:2] for column in self.comparison.gap.columns for each in column.olds}
            gone = [each for each in gone if each in shown]
        seen = -1
        for index in range(len(self.new.journey.stages)):
            old = self.match.old_of.get(("stages", index))
            if old is not None and len(old) == 2 and int(old[1]) > seen:
                for each in gone:
                    if seen < int(each[1]) < int(old[1]):
                        yield "old", each
                seen = int(old[1])
            yield "new", ("stages", index)
        for each in gone:
            if int(each[1]) > seen:
                yield "old", each

    def _home(self, columns: _Columns) -> tuple[SideName, Location]:
        """The stage under which columns are shown: the new one, where there is one."""
        if columns.news:
            return "new", columns.news[0][:2]
        new = self.match.new_of.get(columns.olds[0][:2])
        if new is not None and len(new) == 2:
            return "new", new
        return "old", columns.olds[0][:2]

    def _groups(self) -> Iterator[_Columns]:
        """Pairs in the order of the new map; what is gone stands after what it stood after."""
        gone = {each for each in self.match.removed if each in self.old.cells or each in self.ends[0]}
        pending = sorted(gone)
        for new in self.new.columns:
            old = self.match.old_of.get(new)
            is_end = new in self.ends[1] or (old is not None and old in self.ends[0])
            if not is_end and not self._has_cells(old, new):
                continue
            if old is not None:
                yield from self._passed(pending, old)
            yield _Columns((old,) if old is not None else (), (new,))
        yield from (_Columns((each,), ()) for each in pending)

    def _passed(self, pending: list[Location], old: Location) -> Iterator[_Columns]:
        """What is gone of one stage before a column of it."""
        for each in [each for each in pending if each[:2] == old[:2] and each < old]:
            pending.remove(each)
            yield _Columns((each,), ())

    def _gap_groups(self) -> Iterator[_Columns]:
        """As the gap report has them: what merged or was split stands together; stages' own cells before them."""
        comparison = self.comparison
        assert comparison.gap is not None and comparison.fates is not None  # noqa: PT018, S101 -- asked before
        fates = zip(comparison.gap.columns, comparison.fates.columns(), strict=True)
        found = [_Columns(column.olds, column.news, fate) for column, fate in fates]
        for new in self.new.columns:
            old = self.match.old_of.get(new)
            if len(new) == 2 and new not in self.ends[1] and self._has_cells(old, new):
                at = next((at for at, columns in enumerate(found) if old and self._opened(old, new, columns)), None)
                if at is None or old is None:
                    yield _Columns((old,) if old is not None else (), (new,))
                else:
                    found[at] = replace(found[at], news=(new, *found[at].news), stage=(old, new))
        order = {each: index for index, each in enumerate(self.new.columns)}
        at = 0
        places = []
        for columns in found:
            at = order[columns.news[0]] if columns.news else at
            places.append((at, columns))
        yield from (columns for _, columns in sorted(places, key=lambda place: place[0]))

    def _opened(self, old: Location, new: Location, columns: _Columns) -> bool:
        """Whether columns are an old stage without steps and the steps that it has now: it stands there once alone."""
        return old in self.ends[0] and old in columns.olds and all(each[:2] == new for each in columns.news)

    def _has_cells(self, old: Location | None, new: Location) -> bool:
        return new in self.new.cells or (old is not None and old in self.old.cells)

    def _stage(self, side: SideName, where: Location, found: list[_Columns]) -> StagePair:
        # what concerns a whole stage stands after its steps
        found = sorted(found, key=lambda columns: where in (*columns.olds, *columns.news) and len(found) > 1)
        old = where if side == "old" else self.match.old_of.get(where)
        new = where if side == "new" else None
        old = old if old is not None and len(old) == 2 else None
        title = self.entries.title(old, new)
        mark = self._mark(old, new)
        if found and all(columns.fate is not None and columns.fate.rule == "forgotten-column" for columns in found):
            mark = "lost" if mark == "removed" else mark
        edition = self.new if new is not None else self.old
        steps = len(edition.stage(where).steps)
        size = self.words.count("step", steps) if steps else ""
        groups = tuple(self._group(columns) for columns in found)
        alone = len(found) == 1 and not steps and where in (*found[0].olds, *found[0].news) and found[0].fate is None
        changed = bool(mark) or any(self._changed(columns) for columns in found)
        changed |= old in self.touched["old"] or new in self.touched["new"]
        return StagePair(
            title, edition.heading(where), mark, self.entries.said[mark], "", size, changed, alone,
            groups, tuple(self._rows(found)),
        )  # fmt: skip

    def _changed(self, columns: _Columns) -> bool:
        if len(columns.olds) != 1 or len(columns.news) != 1:
            return True
        return self._touched(columns)

    def _touched(self, columns: _Columns) -> bool:
        """Whether anything is told of columns or of what stands in them."""
        return bool(self.touched["old"].intersection(columns.olds) or self.touched["new"].intersection(columns.news))

    def _differs(self, columns: _Columns) -> bool:
        """Whether columns need a sub-column for each side: also for what is not told, such as translated words."""
        if self._changed(columns):
            return True
        [old], [new] = columns.olds, columns.news
        for cell, lane in self._lanes([columns]):
            before, after = self._items("old", old, cell, lane), self._items("new", new, cell, lane)
            if (before is None) != (after is None) or not self.entries.equal(before or [], after or []):
                return True
        return False

    def _mark(self, old: Location | None, new: Location | None) -> Mark:
        if old is None or new is None:
            return "added" if old is None else "removed"
        if new in self.match.moved:
            return "moved"
        return "changed" if self.entries.edits.get(new) else ""

    def _group(self, columns: _Columns) -> Group:
        olds, news = columns.olds, columns.news
        if (olds, news) == ((OVERALL,), (OVERALL,)):
            name = (Run("same", self.words.labels.word("overall")),)
            return Group("", name, "", "", "", self._subs(columns))
        one = len(olds) <= 1 and len(news) <= 1
        old, new = next(iter(olds), None), next(iter(news), None)
        mark = self._mark(old, new) if one else "changed"
        word, sign = self.entries.said[mark], ""
        if columns.fate is not None:
            word, sign = columns.fate.label, FATES[columns.fate.mark]
            fates: dict[str, Mark] = {
                "column-merged": "merged", "column-split": "split", "forgotten-column": "lost",
            }  # fmt: skip
            mark = fates.get(columns.fate.rule, mark)
        note = ""
        if one and mark == "moved" and old is not None and new is not None and old[:-1] != new[:-1]:
            stage = old[:2] if len(old) > 2 else old
            note = self.words.say("moved-from", "page", name=self.words.column(self.old, stage))
        title = self.entries.title(old, new) if one else ()
        if columns.stage is not None:
            title = self.entries.title(*columns.stage)
            told = self._mark(*columns.stage)
            note = self.entries.said[told] if told else self.words.say("column-kept", "report")
            note = f"· {note}"
        where, edition = (new, self.new) if new is not None else (old or (), self.old)
        whole = columns.stage is None and len(where) == 2 and bool(edition.stage(where).steps)
        number = self.words.labels.word("whole_stage") if whole else _number(where)
        return Group(number, title, mark, word, note, self._subs(columns), sign)

    def _subs(self, columns: _Columns) -> tuple[Side, ...]:
        say = self.words.say
        if not self._differs(columns):
            return (Side("both", self.words.labels.word("unchanged")),)
        many = len(columns.olds) > 1 or len(columns.news) > 1
        gap = self.comparison.gap is not None
        before, after = (
            (self.words.labels.word("current"), self.words.labels.word("future"))
            if gap
            else (say("before", "report"), say("after", "report"))
        )
        found = [Side("old", before, self.old.heading(each) if many else "") for each in columns.olds]
        for each in columns.news:
            stage = columns.stage is not None and each == columns.stage[1]
            label = self.words.labels.join([after, self.words.labels.word("whole_stage")]) if stage else after
            found.append(Side("new", label, self.new.heading(each) if many else ""))
        return tuple(found)

    def _rows(self, found: list[_Columns]) -> Iterator[LaneRow]:
        """A row of what changed in the columns themselves, then every lane that any of them has cells in."""
        facts = tuple(tuple(self._facts(columns)) for columns in found)
        if any(cell.entries for cells in facts for cell in cells):
            yield LaneRow(self.words.say("facts", "page"), facts)
        for cell, lane in self._lanes(found):
            yield LaneRow(
                self._lane(lane),
                tuple(tuple(self._cells(columns, cell, lane)) for columns in found),
            )

    def _lane(self, lane: str) -> str:
        """A lane's title: over both maps of a gap report the neutral one, since a future map's are about targets."""
        if self.comparison.gap is not None and lane in LANES:
            return self.words.labels.lane(lane, "current-state").title
        return self.words.lane(self.new if self._known(lane) else self.old, lane)

    def _known(self, lane: str) -> bool:
        return any(each.id == lane for each in self.new.journey.lanes)

    def _lanes(self, found: list[_Columns]) -> list[tuple[str, str]]:
        """The lanes in use, in the order of the new map's lanes, then the old one's, then the format's own."""
        used: dict[tuple[str, str], None] = {}
        for columns in found:
            for edition, wheres in ((self.new, columns.news), (self.old, columns.olds)):
                for where in wheres:
                    used |= dict.fromkeys((cell, lane) for cell, lane, _ in edition.cells.get(where, ()))
        order = [each.id for each in (*self.new.journey.lanes, *self.old.journey.lanes)]
        order += [each for each in (*LANES, *(lane for _, lane in used)) if each not in order]
        return sorted(used, key=lambda each: order.index(each[1]))

    def _facts(self, columns: _Columns) -> Iterator[Cell]:
        """The fields of paired columns that changed, before and after."""
        paired = columns.stage is not None or len(columns.olds) == len(columns.news) == 1
        found = self.entries.edits.get(columns.news[0], []) if paired else []
        edits = [edit for edit in found if edit.field not in _HIDDEN]
        if not self._differs(columns):
            yield Cell("both", 1, ())
            return
        sides: tuple[tuple[SideName, tuple[Location, ...]], ...] = (("old", columns.olds), ("new", columns.news))
        for side, wheres in sides:
            for where in wheres:
                told = edits if columns.stage is None or where == columns.stage[side == "new"] else []
                facts: tuple[Fact, ...] = tuple(self.entries.fact(side, edit) for edit in told)
                entry = Entry("changed", self.entries.said["changed"], (), facts=facts)
                yield Cell(side, 1, (entry,) if facts else ())

    def _cells(self, columns: _Columns, cell: str, lane: str) -> Iterator[Cell]:
        """The cells of a group in one lane: one over both sides where nothing changed."""
        olds = [self._items("old", each, cell, lane) for each in columns.olds]
        news = [self._items("new", each, cell, lane) for each in columns.news]
        one = len(olds) == len(news) == 1 and (olds[0] is None) == (news[0] is None)
        if one and self.entries.equal(olds[0] or [], news[0] or []):
            entries = tuple(self.entries.entry("new", each) for each in news[0] or [])
            yield Cell("both", 2 if self._differs(columns) else 1, entries, news[0] == [])
            return
        # columns that are new, gone, merged or split as a whole say so in their heads
        whole = len(columns.olds) != 1 or len(columns.news) != 1
        sides: tuple[tuple[SideName, list[list[Location] | None]], ...] = (("old", olds), ("new", news))
        for side, cells in sides:
            for places in cells:
                entries = tuple(self.entries.entry(side, each, whole=whole) for each in places or [])
                yield Cell(side, 1, entries, places == [])

    def _items(self, side: SideName, column: Location, cell: str, lane: str) -> list[Location] | None:
        """The places of a cell's items; None where it is empty without a word."""
        for kind, name, items in self.entries.edition(side).cells.get(column, ()):
            if (kind, name) == (cell, lane):
                found: list[Location] = [(*column, "cells", cell, lane, index) for index in range(len(items))]
                return [each for each in found if side == "new" or each not in self.entries.earlier]
        return None


def _number(where: Location) -> str:
    return ".".join(str(int(part) + 1) for part in where if isinstance(part, int))
