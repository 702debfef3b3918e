"""The grid of a page: which table cells, heads and drawings stand in which order, whole or in slices of columns.

No HTML but the drawings: the templates put the elements around what stands here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from cjmap.render import arrows
from cjmap.render.curve import Drawer, Ground
from cjmap.render.lettering import measure
from cjmap.render.marks import Svg
from cjmap.view.shapes import CellView, ColumnView, ItemView, Line, Row, StageView, View

SHADES = 12
"""How many colours the stages' ramp has at most."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Widths in units of which 16 make 1 rem: the lane titles and a column (with its gutter)."""

    lane: float
    column: float
    family: str


@dataclass(slots=True)
class Td:
    """A table cell: a cell of the view, one item of it (a box), a gutter (then its class), or the evidence marks."""

    classes: str = ""
    colspan: int = 1
    cell: CellView | None = None
    item: ItemView | None = None
    continued: bool = False
    gutter: str | None = None
    svg: Svg | None = None
    evidence: tuple[bool, ...] = ()


@dataclass(slots=True)
class Tr:
    """A table row: `lane`, `curve`, `numbers`, `street` or `evidence`."""

    kind: str
    classes: str = ""
    row: Row | None = None
    first: bool = True
    tds: list[Td] = field(default_factory=list)
    colspan: int = 1
    svg: Svg | None = None
    scale: Svg | None = None
    line: Line | None = None


@dataclass(frozen=True, slots=True)
class BandHead:
    """A phase in a slice."""

    title: str
    colspan: int


@dataclass(frozen=True, slots=True)
class StageHead:
    """A stage in a slice; `continued` when it began on an earlier one."""

    stage: StageView
    colspan: int
    classes: str
    continued: bool
    flow: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StepHead:
    """A step's head in a slice."""

    column: ColumnView
    classes: str
    flow: tuple[str, ...]


@dataclass(slots=True)
class Sheet:
    """The columns from `start` to before `end` as one table."""

    start: int
    end: int
    gutters: bool
    bands: list[BandHead]
    stages: list[StageHead]
    steps: list[StepHead]
    trs: list[Tr]
    gutter: float = 0.0


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
        self.flow = _flow_words(view)

    def sheets(self, slices: Iterable[tuple[int, int]]) -> list[Sheet]:
        """One sheet for each slice; the curve is as high on all of them."""
        parts = list(slices)
        curve = None
        if self.view.plot is not None and not self.view.blueprint:
            ground = Ground(self.moments, self.starts)
            drawer = Drawer(
                self.view.plot, self.view.catalog, ground, self.measures.column, self.measures.family
            )
            layouts = {part: drawer.lay(*part) for part in parts}
            top = max(layout.top for layout in layouts.values())
            bottom = max(layout.bottom for layout in layouts.values())
            scale = drawer.scale(self.measures.lane, top, bottom)
            curve = {part: (drawer.svg(layout, top, bottom), scale) for part, layout in layouts.items()}
        return [self._sheet(start, end, curve[start, end] if curve else None) for start, end in parts]

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
                moment = " mot" if stage.alone and stage.start in self.moments and not gutters else ""
                flow = self.flow.get(stage.start, ()) if stage.alone else ()
                head = StageHead(stage, self._across(high - low), self.shade(stage.index) + moment, low > stage.start, flow)
                sheet.stages.append(head)
        if any(not head.stage.alone for head in sheet.stages):
            steps = [c for c in self.view.columns[start:end] if not self.view.stages[c.stage].alone]
            sheet.steps = [StepHead(c, self._classes(c.index, 1), self.flow.get(c.index, ())) for c in steps]
        if gutters:
            self._blueprint(sheet)
        else:
            sheet.trs = list(self._rows(start, end, curve))
        evidence = self._evidence(start, end)
        if evidence is not None:
            sheet.trs.append(evidence)
        return sheet

    def shade(self, stage: int) -> str:
        """The class of a stage's colour, from the ramp."""
        count = len(self.view.stages)
        if count <= 1:
            return "s3"
        return f"s{round(stage / (count - 1) * (SHADES - 1)) if count > SHADES else stage}"

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
            yield Td(self._classes(low, high - low), high - low, cell, continued=low > cell.start)
            at = high
        for column in range(at, end):
            yield Td(self._classes(column, 1))

    def _rows(self, start: int, end: int, curve: tuple[Svg, Svg] | None) -> Iterator[Tr]:
        for row in self.view.rows:
            if isinstance(row, Line):
                continue
            name = f"l-{self.numbers[row.lane]}"
            tiers = row.tiers or ((),)
            kind = "lane"
            if curve is not None and row.cell == "emotion":
                yield Tr("curve", name, row, colspan=end - start, svg=curve[0], scale=curve[1])
                curve, kind = None, "numbers"
            for n, tier in enumerate(tiers):
                more = " more" if n else ""
                yield Tr(kind, f"{name}{more}", row, n == 0, list(self._tds(tier, start, end)))

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
        ends = {a for item in all_items(self.view) for a in ((item.anchor, *item.to) if item.to else ())}
        trs, boxes, lines = self._box_rows(sheet, ends)
        floors: dict[int, float] = {}
        heights = {at: _line_height(line, self.measures.lane) for at, line in lines.items()}
        for at in range(-1, len(trs)):
            above = at >= 0 and "boxes" in trs[at].classes
            below = at + 1 < len(trs) and "boxes" in trs[at + 1].classes
            if at in lines or above or (below and at >= 0):
                same = above and below and trs[at].row is trs[at + 1].row
                floors[at] = 10.0 if same else 16.0 if above else 4.0
        edges = [(item.anchor, to) for item in all_items(self.view) for to in item.to]
        columns = sheet.end - sheet.start
        routes = arrows.route(boxes, edges, columns, self.measures.column, floors, heights)
        self.drawn |= routes.drawn
        sheet.gutter = routes.gutter
        self._assemble(sheet, trs, lines, routes)

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
            sheet.trs.append(Tr("street", classes, colspan=2 * columns, svg=svg, line=line))
            dark = dark or turns

    def _with_gutters(self, tds: Iterable[Td], at: int, routes: arrows.Routes) -> Iterator[Td]:
        column = 0
        for td in tds:
            offsets = routes.passes.get((at, column), ())
            if offsets:
                shares = tuple(round(100 * x / routes.gutter, 1) for x in offsets)
                self.passes.add(shares)
            across = routes.across.get((at, column))
            svg = arrows.across_svg(routes.gutter, *across) if across else None
            yield Td(gutter=f"gut {pass_class(shares)}" if offsets else "gut", svg=svg)
            span, td.colspan = td.colspan, 2 * td.colspan - 1
            yield td
            column += span


def pass_class(shares: tuple[float, ...]) -> str:
    """The class of a gutter through which arrows pass at shares of its width."""
    return "p" + "-".join(f"{round(share * 10)}" for share in shares)


def all_items(view: View) -> Iterator[ItemView]:
    """Every item of the grid."""
    for row in view.rows:
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
            found.append(Td(td.classes, td.colspan, td.cell, continued=td.continued))
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
    room = lane - 20
    title = -(-measure(line.title, 13, 700) // room) * 16
    note = -(-measure(line.note, 11) // room) * 14.5 if line.note else 0
    return max(54.0, title + note + 6)


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
