"""The flow as a table of boxes with arrows between them: what the template walks through, and its style rules."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from cjmap.record import record
from cjmap.render import marks, style, ways
from cjmap.render.look import colour
from cjmap.render.marks import Svg, num
from cjmap.render.ways import END, PORT, START, TOP, Drawn, Gutter, Leg, Net, Table
from cjmap.view.chart import Chart, Node, Way, bands
from cjmap.view.chart import chart as lay_out
from cjmap.view.shapes import ColumnView, Detail, EmotionView, StageView, View

SMALLEST, LARGEST = 150.0, 236.0
"""How wide a box is at least and at most."""
LOW = "2.8rem"
"""Where a gutter's lines begin as the cell's background: below the ports, above the end of the drawing over them."""
GUTTER = 44.0
"""How wide a gutter is about, while it is decided how many boxes stand side by side."""
NARROW = 288.0
"""The width of a narrow screen's content."""
FLOORS, NARROW_FLOORS = (24.0, 30.0), (20.0, 26.0)
TABS = 3
"""The most ways whose words stand side by side at the foot of a box; of more, letters stand there."""


@record
class Tab:
    """A way that leaves at the foot of a box: the words that say when, and where it leads."""

    letter: str
    when: str
    number: str
    title: str
    anchor: str
    back: bool


@record
class Box:
    """A column in the flow. `onward` are the words for the plain way on; `ends` say that the journey ends here."""

    column: ColumnView
    stage: StageView
    classes: str
    tabs: tuple[Tab, ...]
    lettered: bool
    parallel: bool
    onward: str
    ends: str
    emotions: tuple[EmotionView, ...]
    journeys: tuple[Detail, ...]


@record
class Cell:
    """A cell of the table: a gutter or an empty place (its class and drawing), or a box."""

    classes: str = ""
    svg: Svg | None = None
    box: Box | None = None


@record
class Line:
    """A row of boxes and the street below it; `tall` when some box has a foot of its own."""

    cells: tuple[Cell, ...]
    tall: bool
    street: Svg | None


@record
class Sheet:
    """The flow as one table: its key (a class), how many boxes stand side by side, its lines by band, its widths.

    `backgrounds` are the lines that run through the gutters' cells: each a share of the width, and whether it leads
    back.
    """

    key: str
    columns: int
    bands: tuple[tuple[Line, ...], ...]
    gutter: float
    box: float
    single: bool
    backgrounds: frozenset[tuple[tuple[float, bool], ...]]

    @property
    def width(self) -> float:
        """The whole width in units."""
        return (self.columns + (not self.single)) * self.gutter + self.columns * self.box


class Maker:
    """Makes the tables of a view's flow. `shade` gives the class of a stage's colour."""

    def __init__(self, view: View, shade: Callable[[int], str], *, paper: bool = False) -> None:
        self.view, self.shade, self.paper = view, shade, paper
        self.chart: Chart = lay_out(view)

    def wide(self, room: float) -> Sheet:
        """The flow for a page that is so wide."""
        most = max(1, int((room - GUTTER) // (SMALLEST + GUTTER)))
        parts = bands(self.chart, most)
        columns = max((end - first for first, end in parts), default=1)
        trial = self._drawn(ways.table(self.chart, parts, SMALLEST), FLOORS)
        box = min(1.25 * LARGEST if self.paper else LARGEST, (room - (columns + 1) * trial.gutter) / columns)
        # whole units: browsers give columns whole pixels, and the lines of a gutter and of a street must meet
        where = ways.table(self.chart, parts, float(int(max(box, SMALLEST))))
        return self._sheet("fl-w", where, self._drawn(where, FLOORS))

    def narrow(self) -> Sheet:
        """The flow for a narrow screen, one box below the other."""
        trial = self._drawn(ways.ladder(self.chart, NARROW), NARROW_FLOORS)
        where = ways.ladder(self.chart, NARROW - trial.gutter)
        return self._sheet("fl-n", where, self._drawn(where, NARROW_FLOORS))

    def _on(self, svg: Svg | None) -> Svg | None:
        """A drawing on the ground of the page: on paper that is white."""
        return Svg(svg.replace(colour("paper"), "#fff")) if svg and self.paper else svg

    def _drawn(self, where: Table, floors: tuple[float, float]) -> Drawn:
        return ways.draw(self.chart, where, floors)

    def _sheet(self, key: str, where: Table, drawn: Drawn) -> Sheet:
        lines: list[Line] = []
        parts: list[tuple[Line, ...]] = []
        grounds = set()
        width = (where.columns + (0 if where.single else 1)) * drawn.gutter + where.columns * where.box
        at = {spot: index for index, spot in where.places.items()}
        for row in range(where.rows):
            cells = []
            for column in range(where.columns + (0 if where.single else 1)):
                gutter = drawn.gutters.get((row, column))
                ground = _ground(gutter, drawn.gutter) if gutter else ()
                if ground:
                    grounds.add(ground)
                cells.append(Cell(f"fg {ground_class(ground)}".rstrip(), self._on(_gutter(gutter, drawn.gutter))))
                if column < where.columns:
                    index, net = at.get((row, column)), drawn.passed.get((row, column))
                    box = self._box(self.chart.nodes[index], where) if index is not None else None
                    cells.append(Cell("fe", self._on(_across(net, where.box) if net else None), box))
            height, legs = drawn.streets[row]
            tall = any(cell.box and cell.box.tabs for cell in cells)
            lines.append(Line(tuple(cells), tall, self._on(_street(legs, width, height))))
            if row in where.breaks or where.single or row == where.rows - 1:
                parts.append(tuple(lines))
                lines = []
        return Sheet(key, where.columns, tuple(parts), drawn.gutter, where.box, where.single, frozenset(grounds))

    def _box(self, node: Node, where: Table) -> Box:
        column = self.view.columns[node.column]
        stage = self.view.stages[column.stage]
        word = self.view.catalog.word
        leaving = where.feet(node)
        tabs = () if node.plain else tuple(self._tab(node, at, way) for at, way in enumerate(leaving))
        ends = word("flow_may_end" if leaving else "ends_here") if len(leaving) < len(node.ways) else ""
        onward = ""
        if node.plain is not None and node.plain.target is not None:
            head = self.view.columns[node.plain.target].head
            name = f"{head.number} {head.title}".strip()
            back = node.plain.kind == "back"
            onward = word("returns_to", column=name) if back else f"{word('next')} {name}"
        mot = column.head.moment is not None or stage.head.moment is not None
        classes = f"fb ls {self.shade(stage.index)}" + (" mot" if mot else "")
        lettered = len(tabs) > TABS or (len(tabs) == TABS and not where.single and max(len(t.when) for t in tabs) > 24)
        journeys = tuple(each for each in column.head.details if each.key == "journey")
        return Box(column, stage, classes, tabs, lettered, node.parallel, onward, ends, node.emotions, journeys)

    def _tab(self, node: Node, at: int, way: Way) -> Tab:
        assert way.target is not None  # noqa: S101 -- ends are no tabs
        head = self.view.columns[way.target].head
        when = way.when or (self.view.catalog.word("flow_together") if node.parallel else "")
        return Tab(chr(ord("a") + at % 26), when, head.number, head.title, head.anchor, way.kind == "back")


def css(sheets: Iterable[Sheet], *, fixed: bool) -> str:
    """The widths of the flow's tables, and the lines that run through their gutters."""
    rules = []
    for sheet in sheets:
        table, total = f".flow .{sheet.key}", sheet.width
        size = f"width:{total / 16:.4g}rem" if fixed else f"max-width:{total / 16:.4g}rem"
        least = "" if fixed or sheet.single else f";min-width:{_least(total):g}rem"
        if least:
            rules.append(style.beyond(f"{sheet.key}-c", _least(total)))
        rules.append(f"{table}{{{size}{least}}}{table} .cg{{width:{_size(sheet.gutter, total, fixed=fixed)}}}")
        rules.append(f"{table} .cb{{width:{_size(sheet.box, total, fixed=fixed)}}}")
    for ground in sorted({ground for sheet in sheets for ground in sheet.backgrounds}):
        # a screen asks for one colour a pixel: edges as soft as a pixel look like the strokes above and below
        soft = 0.0 if fixed else 0.5
        stops, before = [], "var(--paper) 0%"
        for share, back in ground:
            ink = "var(--plum)" if back else "var(--ink2)"
            out, within = 0.8 + soft, 0.8 - soft
            sides = (f"- {out:g}", f"- {within:g}", f"+ {within:g}", f"+ {out:g}")
            edges = [f"calc({share:g}% {side}px)" for side in sides]
            stops += [before, f"var(--paper) {edges[0]}", f"{ink} {edges[1]}", f"{ink} {edges[2]}"]
            before = f"var(--paper) {edges[3]}"
        stops += [before, "var(--paper) 100%"]
        image = f"background-image:linear-gradient(to right,{','.join(stops)})"
        rules.append(
            f".flow td.{ground_class(ground)}{{{image};background-repeat:no-repeat;background-position:0 {LOW}}}"
        )
    return "".join(rules)


def _least(total: float) -> float:
    """How far a flow shrinks with its page before it scrolls, in rem."""
    return round(0.85 * total / 16, 2)


def _size(units: float, total: float, *, fixed: bool) -> str:
    return f"{units / 16:.4g}rem" if fixed else f"{100 * units / total:.4f}%"


def ground_class(ground: Sequence[tuple[float, bool]]) -> str:
    """The class of a gutter's cell through which lines run; "" for one without."""
    return "q" + "-".join(f"{round(share * 10)}{'b' if back else ''}" for share, back in ground) if ground else ""


def _ground(gutter: Gutter, width: float) -> tuple[tuple[float, bool], ...]:
    """The lines that leave a gutter's cell at its lower edge, each at a share of its width."""
    return tuple(sorted((round(100 * x / width, 1), net[1]) for net, x in gutter.down.items()))


def _ink(net: Net) -> str:
    return "plum" if net[1] else "ink2"


def _stroke(d: str, net: Net) -> str:
    """A line with the ground's colour around it, so that what it crosses lies behind it."""
    return _halo(d) + marks.path(d, stroke=_ink(net), width=1.6)


def _halo(d: str) -> str:
    """The ground's colour around a line; its ends are flat, for there it goes on in the next drawing."""
    return f'<path{marks.paint(None, "paper", 5)} d="{d}"/>'


def _tip(x: float, y: float, net: Net, way: tuple[int, int]) -> str:
    """An arrow's head at a point: filled where it leads on, open where it leads back."""
    (dx, dy), reach = way, 7.0
    bx, by = x - dx * reach, y - dy * reach
    one, other = f"{num(bx - dy * 4.5)} {num(by - dx * 4.5)}", f"{num(bx + dy * 4.5)} {num(by + dx * 4.5)}"
    if net[1]:
        return marks.path(f"M{one}L{num(x)} {num(y)}L{other}", stroke="plum", width=1.6)
    return marks.path(f"M{one}L{num(x)} {num(y)}L{other}Z", fill="ink2")


def _gutter(cell: Gutter | None, width: float) -> Svg | None:
    """The upper part of a gutter's cell, with the arrows that enter and leave the boxes beside it."""
    if cell is None:
        return None
    body: list[str] = []
    paths: dict[Net, list[str]] = {}
    tips: dict[tuple[Net, float], None] = {}
    for net in dict.fromkeys((*cell.up, *cell.down)):
        x = cell.up.get(net, cell.down.get(net, 0.0))
        lines = paths.setdefault(net, [])
        ends = [(end, bend) for there, end, bend in ((cell.up, 0.0, -6.0), (cell.down, TOP, 6.0)) if net in there]
        if len(ends) == 2:
            lines.append(f"M{num(x)} 0V{num(TOP)}")
        if net in cell.entries:
            port = ways.BACK_PORT if net[1] else PORT
            tips[net, port] = None
            turn = f"Q{num(x)} {num(port)} {num(x + 6)} {num(port)}H{num(width - 2)}"
            lines += [f"M{num(x)} {num(end)}V{num(port + bend)}{turn}" for end, bend in ends]
        if net in cell.exits:
            turn = f"H{num(x - 6)}Q{num(x)} {num(PORT)} {num(x)}"
            lines += [f"M0 {num(PORT)}{turn} {num(PORT + bend)}V{num(end)}" for end, bend in ends]
    if cell.straight is not None:
        lines = paths.pop(cell.straight, [])
        paths[cell.straight] = [*lines, f"M0 {num(PORT)}H{num(width - 2 if cell.head else width)}"]
        if cell.head:
            tips[cell.straight, PORT] = None
    if cell.begins and not cell.exits and cell.straight is None:
        paths[START] = [f"M10 {num(PORT)}H{num(width - 2)}"]
        tips[START, PORT] = None
    for net, x in cell.down.items():
        if net not in cell.up:
            # WeasyPrint draws the background's lines from the cell's top, wherever they are said to begin
            ports = [PORT] if net in cell.exits else []
            ports += [ways.BACK_PORT if net[1] else PORT] if net in cell.entries else []
            body.append(_halo(f"M{num(x)} 0V{num(min(ports, default=0) + 6)}"))
    for net, lines in paths.items():
        body += [_halo(d) for d in lines] + [marks.path(d, stroke=_ink(net), width=1.6) for d in lines]
    if START in paths:
        body.append(marks.dot(9, PORT, 0, False, 6))
    if cell.ends:
        body.append(marks.path(f"M0 {num(PORT)}H7", stroke="ink2", width=1.6) + end_mark(13.5, PORT))
    body += [_tip(width, port, net, (1, 0)) for net, port in tips]
    return marks.drawing("".join(body), width, TOP, "fx")


def end_mark(x: float, y: float) -> str:
    """The ring around a dot with which a journey ends."""
    ring = f'<circle{marks.paint("paper", "ink", 1.6)} cx="{num(x)}" cy="{num(y)}" r="6.2"/>'
    return ring + f'<circle{marks.paint("ink")} cx="{num(x)}" cy="{num(y)}" r="3"/>'


def _across(net: Net, width: float) -> Svg:
    """An empty place through which an arrow goes straight on."""
    return marks.drawing(_stroke(f"M0 {num(PORT)}H{num(width)}", net), width, TOP, "fx")


def _street(legs: Sequence[Leg], width: float, height: float) -> Svg:
    body = []
    for net in dict.fromkeys(leg.net for leg in legs):
        mine = [leg for leg in legs if leg.net == net]
        if net == END:
            body += [marks.line(leg.x0, 0, leg.x0, 7, "ink2", 1.6) + end_mark(leg.x0, height / 2 + 1) for leg in mine]
            continue
        paths = [_leg(leg, height) for leg in mine]
        body += [_halo(d) for d in paths]
        body += [marks.path(d, stroke=_ink(net), width=1.6) for d in paths]
        body += [_tip(leg.x1, height, net, (0, 1)) for leg in mine if leg.head]
    return marks.drawing("".join(body), width, height, "fx")


def _leg(leg: Leg, height: float) -> str:
    start, end = 0.0 if leg.from_top else height, 0.0 if leg.to_top else height - (2 if leg.head else 0)
    if leg.level is None:
        return f"M{num(leg.x0)} {num(start)}V{num(end)}"
    across = 1 if leg.x1 > leg.x0 else -1
    bend = min(6.0, abs(leg.x1 - leg.x0) / 2, abs(leg.level - start), abs(end - leg.level))
    first, second = (1 if leg.level > start else -1), (1 if end > leg.level else -1)
    y = num(leg.level)
    return (
        f"M{num(leg.x0)} {num(start)}V{num(leg.level - first * bend)}"
        f"Q{num(leg.x0)} {y} {num(leg.x0 + across * bend)} {y}H{num(leg.x1 - across * bend)}"
        f"Q{num(leg.x1)} {y} {num(leg.x1)} {num(leg.level + second * bend)}V{num(end)}"
    )


def legend(view: View, chart: Chart) -> list[tuple[Svg, str]]:
    """The marks that a flow uses, with their words."""
    word = view.catalog.word
    kinds = {way.kind for node in chart.nodes for way in node.ways}

    def arrow(net: Net) -> Svg:
        return marks.drawing(_stroke("M2 8H44", net) + _tip(46, 8, net, (1, 0)), 48, 16)

    dot = marks.drawing(marks.dot(9, 8, 0, False, 6), 18, 16)
    bar = marks.drawing(marks.line(2, 6, 46, 6, "ink", 1.6) + marks.line(2, 10, 46, 10, "ink", 1.6), 48, 16)
    rows = (
        (True, dot, "flow_begins"),
        ("on" in kinds, arrow((0, False)), "flow_on"),
        ("back" in kinds, arrow((0, True)), "flow_back"),
        (any(node.parallel for node in chart.nodes), bar, "flow_all"),
        ("end" in kinds, marks.drawing(end_mark(9, 8), 18, 16), "ends_here"),
    )
    return [(svg, word(key)) for used, svg, key in rows if used]


def said(view: View, chart: Chart) -> list[tuple[str, list[str]]]:
    """The flow in words: each column with where it leads, for those who cannot see the arrows."""
    word, found = view.catalog.word, []
    names = [f"{column.head.number} {column.head.title}".strip() for column in view.columns]
    for node in chart.nodes:
        leads = []
        for way in node.ways:
            if way.target is None:
                leads.append(word("flow_may_end" if len(node.ways) > 1 else "ends_here"))
                continue
            to = names[way.target]
            where = word("returns_to", column=to) if way.kind == "back" else f"→ {to}"
            leads.append(
                f"{where} {view.catalog.data['parentheses'][0]}{way.when}{view.catalog.data['parentheses'][1]}"
                if way.when
                else where
            )
        found.append((names[node.column], leads))
    return found
