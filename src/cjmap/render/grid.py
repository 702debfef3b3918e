"""The grid of a page: which table cells, heads and drawings stand in which order, whole or in slices of columns.

No HTML but the drawings: the templates put the elements around what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cjmap.record import record
from cjmap.render import arrows, sky
from cjmap.render.beside import Tiers, settled
from cjmap.render.curve import Drawer, Ground
from cjmap.render.lettering import measure
from cjmap.render.look import look
from cjmap.render.marks import Svg
from cjmap.render.table import BandHead, Sheet, StageHead, StepHead, Td, Tr
from cjmap.view.daylight import daylight
from cjmap.view.shapes import CellView, ColumnView, ItemView, Line, Row, View

SHADES = 12
"""How many colours the stages' ramp has at most."""


SHRINKING = 0.85
"""How far a blueprint shrinks with its page before it scrolls; the names beside its streets do not shrink."""


@record
class Measures:
    """Widths in units of which 16 make 1 rem: the lane titles and a column (with its gutter); the least of a column."""

    lane: float
    column: float
    family: str
    least: float = 0.0


class Builder:
    """Lays a view out as tables."""

    def __init__(self, view: View, measures: Measures) -> None:
        self.view, self.measures = view, measures
        self.moments = frozenset(
            c.index for c in view.columns if c.head.moment is not None or view.stages[c.stage].head.moment is not None
        )
        self.starts = frozenset(stage.start for stage in view.stages)
        self.numbers = {row.lane: n for n, row in enumerate(row for row in view.rows if isinstance(row, Row))}
        self.patterns: set[str] = set()
        self.passes: set[tuple[float, ...]] = set()
        self.drawn: set[str] = set()
        self.effects = {(each.item.anchor, pain.anchor) for each in view.fail_points for pain in each.pains}
        self.flow = _flow_words(view)
        self.light = daylight(view.kind, view.columns)

    def sheets(self, slices: Iterable[tuple[int, int]]) -> list[Sheet]:
        """One sheet for each slice; the curve is as high on all of them."""
        parts = list(slices)
        curve = None
        if self.view.plot is not None and not self.view.blueprint:
            drawer = Drawer(
                self.view.plot, self.view.catalog, self.ground(), self.measures.column, self.measures.family
            )
            layouts = {part: drawer.lay(*part) for part in parts}
            top = max(layout.top for layout in layouts.values())
            bottom = max(layout.bottom for layout in layouts.values())
            scale = drawer.scale(self.measures.lane, top, bottom)
            curve = {part: (drawer.svg(layout, top, bottom), scale) for part, layout in layouts.items()}
        return [self._sheet(start, end, curve[start, end] if curve else None) for start, end in parts]

    def ground(self) -> Ground:
        """What lies behind the curve."""
        return Ground(self.moments, self.starts, self._tints())

    def _sheet(self, start: int, end: int, curve: tuple[Svg, Svg] | None) -> Sheet:
        gutters = self.view.blueprint
        sheet = Sheet(start, end, gutters, [], [], [], [])
        for band in self.view.bands:
            low, high = max(band.start, start), min(band.start + band.span, end)
            if low < high:
                sheet.bands.append(BandHead(band.title, self._across(high - low)))
        for stage in self.view.stages:
            low, high = max(stage.start, start), min(stage.start + stage.span, end)
            if low < high:
                classes = self.shade(stage.index) + (" alone" if stage.alone else "")
                classes += " mot" if stage.alone and stage.start in self.moments and not gutters else ""
                flow = self.flow.get(stage.start, ()) if stage.alone else ()
                head = StageHead(stage, self._across(high - low), classes, low > stage.start, flow)
                sheet.stages.append(head)
        if any(not head.stage.alone for head in sheet.stages):
            steps = [c for c in self.view.columns[start:end] if not self.view.stages[c.stage].alone]
            sheet.steps = [StepHead(c, self._step_classes(c), self.flow.get(c.index, ())) for c in steps]
        if self.light is not None:
            sheet.sky = sky.strip(self.light, start, end, self.measures.column)
        if gutters:
            self._blueprint(sheet)
        else:
            sheet.trs = list(self._rows(start, end, curve))
        evidence = self._evidence(start, end)
        if evidence is not None:
            if gutters and any(" dark" in tr.classes for tr in sheet.trs):
                evidence.classes += " dark"
            sheet.trs.append(evidence)
        return sheet

    def shade(self, stage: int) -> str:
        """The class of a stage's colour, from the ramp."""
        count = len(self.view.stages)
        if count <= 1:
            return "s3"
        return f"s{round(stage / (count - 1) * (SHADES - 1)) if count > SHADES else stage}"

    def _step_classes(self, column: ColumnView) -> str:
        """The classes of a step's head, with its stage's tint where stages are filled."""
        tint = f" t{self.shade(column.stage)[1:]}" if look().light["stages"] == "fill" else ""
        return self._classes(column.index, 1) + tint

    def _tints(self) -> tuple[tuple[str, str], ...]:
        """The class and the colour of each column's ground in the plot, where stages are filled."""
        if look().light["stages"] != "fill":
            return ()
        numbers = [int(self.shade(column.stage)[1:]) for column in self.view.columns]
        return tuple((f"f-t{n}", look().tint(shade_share(n, len(self.view.stages)))) for n in numbers)

    def _across(self, columns: int) -> int:
        return 2 * columns - 1 if self.view.blueprint else columns

    def _classes(self, start: int, span: int) -> str:
        edge = "b" if start in self.starts else "i"
        pattern = "".join("1" if start + i in self.moments else "0" for i in range(span))
        if "1" not in pattern or self.view.blueprint:
            return edge
        if "0" not in pattern:
            return f"{edge} mot"
        self.patterns.add(pattern)
        return f"{edge} m{pattern}"

    def _tds(self, tier: Iterable[CellView], start: int, end: int) -> Iterator[Td]:
        """The cells of a tier within a slice, and empty ones for the columns between."""
        at = start
        for cell in sorted(tier, key=lambda cell: cell.start):
            low, high = max(cell.start, start), min(cell.start + cell.span, end)
            if low >= high or low < at:
                continue
            for column in range(at, low):
                yield Td(self._classes(column, 1))
            yield Td(self._classes(low, high - low), high - low, cell=cell, continued=low > cell.start)
            at = high
        for column in range(at, end):
            yield Td(self._classes(column, 1))

    def _rows(self, start: int, end: int, curve: tuple[Svg, Svg] | None) -> Iterator[Tr]:
        for row in self.view.rows:
            if isinstance(row, Line):
                continue
            name = f"l-{self.numbers[row.lane]}"
            tiers = settled(row, self.view.stages) or ((),)
            kind = "lane"
            if curve is not None and row.cell == "emotion":
                yield Tr("curve", name, row, colspan=end - start, svg=curve[0], scale=curve[1])
                curve, kind = None, "numbers"
            if len(tiers) == 2:
                yield from self._two_tiers(row, tiers, (kind, name), (start, end))
                continue
            for n, tier in enumerate(tiers):
                more = " more" if n else ""
                yield Tr(kind, f"{name}{more}", row, n == 0, list(self._tds(tier, start, end)))

    def _two_tiers(self, row: Row, tiers: Tiers, named: tuple[str, str], part: tuple[int, int]) -> Iterator[Tr]:
        """A lane with the stages' cells above the steps': only where both stand are there two lines of cells."""
        kind, name = named
        over, under = (list(self._tds(tier, *part)) for tier in tiers)
        stage_of = [column.stage for column in self.view.columns]
        filled = [{stage_of[cell.start] for cell in tier} for tier in tiers]
        both = filled[0] & filled[1]
        first, second, at = [], [], part[0]
        for td in over:
            stage = stage_of[at]
            if stage in both:
                first.append(td)
            elif stage not in filled[1]:
                td.rowspan = 2
                first.append(td)
            at += td.colspan
        at = part[0]
        places = {id(td): column for td, column in _columns(over, part[0])}
        for td in under:
            stage = stage_of[at]
            if stage in both:
                second.append(td)
            elif stage in filled[1]:
                td.rowspan = 2
                first.append(td)
                places[id(td)] = at
            at += td.colspan
        first.sort(key=lambda td: places[id(td)])
        if not second:
            for td in first:
                td.rowspan = 1
            yield Tr(kind, name, row, True, first)
            return
        yield Tr(kind, name, row, True, first, rowspan=2)
        yield Tr(kind, f"{name} more", row, False, second, rowspan=0)

    def _evidence(self, start: int, end: int) -> Tr | None:
        if not any(column.evidence for column in self.view.columns):
            return None
        tds = []
        for column in self.view.columns[start:end]:
            if self.view.blueprint:
                tds.append(Td(gutter="gut"))
            tds.append(Td(self._classes(column.index, 1), evidence=column.evidence))
        return Tr("evidence", "l-ev ruled plain" if self.view.blueprint else "l-ev", tds=tds)

    def _blueprint(self, sheet: Sheet) -> None:
        """The rows of a blueprint: a box an item, a street between rows of boxes, the named lines in streets."""
        edges = [(item.anchor, to) for item in all_items(self.view) for to in self._targets(item)]
        ends = {anchor for edge in edges for anchor in edge}
        trs, boxes, lines = self._box_rows(sheet, ends)
        floors: dict[int, float] = {}
        heights = {at: _line_height(line, self.measures.lane) for at, line in lines.items()}
        for at in range(-1, len(trs)):
            above = at >= 0 and "boxes" in trs[at].classes
            below = at + 1 < len(trs) and "boxes" in trs[at + 1].classes
            if at in lines or above or below:
                same = above and below and trs[at].row is trs[at + 1].row
                floors[at] = 10.0 if same else 16.0 if above else 6.0
        columns = sheet.end - sheet.start
        size = (columns, self.measures.column)
        empty = {
            (at, column)
            for at, tr in enumerate(trs)
            for td, column in _columns(tr.tds, 0)
            if td.cell is None and td.item is None
        }
        routes = arrows.route(boxes, edges, size, empty, floors, heights)
        self.drawn |= routes.drawn
        sheet.gutter = routes.gutter
        self._assemble(sheet, trs, lines, routes)

    def told(self, item: ItemView) -> tuple[str, ...]:
        """Where an item's arrows lead, where all of them are drawn: they say it then; else words must."""
        to = self._targets(item)
        return to if all(f"{item.anchor}>{each}" in self.drawn for each in to) else ()

    def _targets(self, item: ItemView) -> tuple[str, ...]:
        """What an item leads to by an arrow; the effects of fail points stand in a table instead."""
        return tuple(to for to in item.to if (item.anchor, to) not in self.effects)

    def _box_rows(self, sheet: Sheet, ends: set[str]) -> tuple[list[Tr], list[arrows.Box], dict[int, Line]]:
        trs: list[Tr] = []
        boxes: list[arrows.Box] = []
        lines: dict[int, Line] = {}
        for row in self.view.rows:
            if isinstance(row, Line):
                lines[len(trs) - 1] = row
                continue
            name = f"l-{self.numbers[row.lane]}"
            boxed = row.cell == "activities" or row.lane == "actions" or _touches(row, ends)
            first = True
            for tier in row.tiers or ((),):
                tds = list(self._tds(tier, sheet.start, sheet.end))
                if not boxed:
                    trs.append(Tr("lane", f"{name} ruled plain{'' if first else ' more'}", row, first, tds))
                    first = False
                    continue
                deep = max([len(td.cell.items) for td in tds if td.cell and not td.continued] + [1])
                for level in range(deep):
                    trs.append(Tr("lane", f"{name} boxes", row, first, _level(tds, level, row.role)))
                    boxes += _boxes(trs[-1].tds, len(trs) - 1)
                    first = False
        return trs, boxes, lines

    def _assemble(self, sheet: Sheet, trs: list[Tr], lines: Mapping[int, Line], routes: arrows.Routes) -> None:
        columns, dark = sheet.end - sheet.start, False
        for tr in trs:
            tr.rowspan = 2 * sum(other.row is tr.row for other in trs) - 1 if "boxes" in tr.classes else 1
            tr.rowspan = tr.rowspan if tr.first or "boxes" not in tr.classes else 0
        width = columns * self.measures.column
        hidden = {line.name for line in lines.values()} & {"visibility"}
        for at in range(-1, len(trs)):
            if at >= 0:
                tr = trs[at]
                tr.tds = list(self._with_gutters(tr.tds, at, routes))
                tr.classes += " dark" if dark else ""
                sheet.trs.append(tr)
            if at not in routes.streets:
                continue
            line = lines.get(at)
            turns = bool(line and line.name in hidden)
            svg = arrows.street_svg(routes.streets[at], width, line.name if line else None, dark or turns)
            classes = "half" if turns else "dark" if dark else ""
            inner = 0 <= at < len(trs) - 1 and trs[at].row is trs[at + 1].row
            if inner:
                classes = f"{classes} {trs[at].classes.split()[0]}"
            street = Tr("street", classes, colspan=2 * columns, svg=svg, line=line, rowspan=0 if inner else 1)
            sheet.trs.append(street)
            dark = dark or turns

    def _passed(self, shares: tuple[float, ...]) -> str:
        """The class of a cell through which arrows pass; "" for the others."""
        if not shares:
            return ""
        self.passes.add(shares)
        return f" {pass_class(shares)}"

    def _with_gutters(self, tds: Iterable[Td], at: int, routes: arrows.Routes) -> Iterator[Td]:
        column = 0
        for td in tds:
            across = routes.across.get((at, column))
            svg = arrows.across_svg(routes.gutter, *across) if across else None
            shares = tuple(round(100 * x / routes.gutter, 1) for x in routes.passes.get((at, column), ()))
            yield Td(gutter=f"gut{self._passed(shares)}", svg=svg)
            td.classes += self._passed(routes.wells.get((at, column), ()))
            span, td.colspan = td.colspan, 2 * td.colspan - 1
            yield td
            column += span


def shade_share(shade: int, stages: int) -> float:
    """How far a colour of the stages' ramp lies from its first to its last."""
    return shade / (min(stages, SHADES) - 1) if stages > 1 else 0.75


def _columns(tds: Iterable[Td], start: int) -> Iterator[tuple[Td, int]]:
    at = start
    for td in tds:
        yield td, at
        at += td.colspan


def pass_class(shares: tuple[float, ...]) -> str:
    """The class of a gutter through which arrows pass at shares of its width."""
    return "p" + "-".join(f"{round(share * 10)}" for share in shares)


def all_items(view: View) -> Iterator[ItemView]:
    """Every item of the map, those of the whole journey last."""
    for row in (*view.rows, *view.overall):
        if isinstance(row, Row):
            for tier in row.tiers:
                for cell in tier:
                    yield from cell.items


def _touches(row: Row, ends: set[str]) -> bool:
    return any(item.anchor in ends for tier in row.tiers for cell in tier for item in cell.items)


def _level(tds: Iterable[Td], level: int, role: str) -> list[Td]:
    """The boxes of one line of a lane: each cell's item of that level."""
    found = []
    for td in tds:
        items = td.cell.items if td.cell else ()
        if td.cell is not None and level == 0 and (td.continued or not items):
            found.append(Td(td.classes, td.colspan, cell=td.cell, continued=td.continued))
        elif level < len(items) and not td.continued:
            found.append(Td(f"box {role}", td.colspan, item=items[level]))
        else:
            found.append(Td(td.classes, td.colspan))
    return found


def _boxes(tds: Iterable[Td], row: int) -> Iterator[arrows.Box]:
    column = 0
    for td in tds:
        if td.item is not None:
            yield arrows.Box(td.item.anchor, row, column, td.colspan)
        column += td.colspan


def _line_height(line: Line, lane: float) -> float:
    """The least height of a line's street, so that its name fits beside it."""
    room = lane * SHRINKING - 20
    title = -(-measure(line.title, 13, 700) // room) * 16
    note = -(-measure(line.note, 11) // room) * 14.5 if line.note else 0
    return max(54.0, (title + note + 4) / SHRINKING)


def _flow_words(view: View) -> dict[int, tuple[str, ...]]:
    """Where a journey does not simply go on, in words, for heads whose details do not say it already."""
    said = {c.index for c in view.columns if any(d.key in ("next", "return", "end") for d in c.head.details)}
    found: dict[int, list[str]] = {}
    for edge in view.flow:
        if edge.straight or edge.start in said:
            continue
        if edge.target is None:
            if edge.start < len(view.columns) - 1:
                found.setdefault(edge.start, []).append(view.catalog.word("ends_here"))
            continue
        title = view.columns[edge.target].head.title
        words = f"{edge.when} → {title}" if edge.when else f"→ {title}"
        found.setdefault(edge.start, []).append(words)
    return {column: tuple(words) for column, words in found.items()}
