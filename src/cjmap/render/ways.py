"""The flow's arrows, routed by rule so that none can cross a word: no text is measured, so it holds in any font.

Columns of the journey stand in boxes, the boxes in the rows and columns of a table. Left of each column of boxes runs
a gutter, below each row a street; they hold no words. An arrow leaves a box at the right when it is the only way on,
else at its foot, below the words that say when; it turns in the street below the box, goes along the gutter of the box
that it leads to, and enters that at the left, at a fixed height. Arrows that lead to the same box run together, others
keep apart; returns are a kind of their own and enter lower. Neighbours in a row are joined straight, also over empty
places. Units are those of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cjmap.record import changing, record
from cjmap.view.chart import Chart, Node, Way

PORT, BACK_PORT, TOP = 20.0, 36.0, 56.0
"""Where arrows enter a box, where returns do, and how high the drawn part of a gutter is; from the box's top."""
TRACK, EDGE, SLOT, TIP, BREAK = 11.0, 14.0, 10.0, 17.0, 18.0
"""Distances: of tracks in a street, of the first one from its edge, of lines in a gutter, of the first from its box;

how much more lies between two bands."""

Net = tuple[int, bool]
"""The arrows that run together: the column that they lead to, and whether they lead back."""
END: Net = (-1, False)
"""The mark where a journey ends, where it stands in a street."""
START: Net = (-2, False)
"""The arrow with which a journey begins."""
Spot = tuple[int, int]
"""A row and a column of the table of boxes, or a row and the gutter left of a column."""


@changing
class Leg:
    """A part of an arrow in a street, from its upper or lower edge at one x to either edge at another.

    `level` is the height at which it turns; None when it runs straight through.
    """

    net: Net
    x0: float
    from_top: bool
    x1: float
    to_top: bool
    head: bool = False
    level: float | None = None


class Gutter:
    """What stands in one row of a gutter: lines at some x by net, upwards and downwards of the port of their row."""

    def __init__(self) -> None:
        self.up: dict[Net, float] = {}
        self.down: dict[Net, float] = {}
        self.entries: dict[Net, float] = {}
        self.exits: dict[Net, float] = {}
        self.straight: Net | None = None
        self.head = self.begins = self.ends = False


@record
class Table:
    """The boxes of a flow in their table: where each column stands, and how wide a box is.

    `single` when they stand one below the other; `breaks` are the rows below which another band begins.
    """

    places: Mapping[int, Spot]
    rows: int
    columns: int
    box: float
    single: bool
    breaks: frozenset[int] = frozenset()

    def feet(self, node: Node) -> list[Way]:
        """The ways that lead out of a box, as they stand at its foot from left to right.

        What leads back or to the left comes first, what leads on in the same row last, so that arrows from one foot
        cross each other as little as can be.
        """
        row, column = self.places[node.column]

        def key(way: Way) -> tuple[bool, bool, int]:
            to_row, to_column = self.places[way.target or 0]
            beside = to_column == column and to_row == row + 1
            return (way.kind != "back", to_column > column or beside, -to_row)

        return sorted((way for way in node.ways if way.target is not None), key=key)


@record
class Drawn:
    """All arrows: the width of a gutter, the streets' heights and legs by the row above, what stands in gutters.

    `passed` are the empty places through which an arrow goes straight on.
    """

    gutter: float
    streets: Mapping[int, tuple[float, Sequence[Leg]]]
    gutters: Mapping[Spot, Gutter]
    passed: Mapping[Spot, Net]


def table(chart: Chart, bands: Iterable[tuple[int, int]], box: float) -> Table:
    """The boxes in bands of ranks, a row for each track that a band uses."""
    places: dict[int, Spot] = {}
    row, columns, breaks = 0, 0, set()
    for first, end in bands:
        inside = [node for node in chart.nodes if first <= node.rank < end]
        tracks = sorted({node.track for node in inside})
        for node in inside:
            places[node.column] = (row + tracks.index(node.track), node.rank - first)
        row += len(tracks)
        columns = max(columns, end - first)
        breaks.add(row - 1)
    return Table(places, row, columns, box, False, frozenset(breaks - {row - 1}))


def ladder(chart: Chart, box: float) -> Table:
    """The boxes one below the other, in written order, for narrow screens."""
    places = {node.column: (at, 0) for at, node in enumerate(chart.nodes)}
    return Table(places, len(places), 1, box, True)


def draw(chart: Chart, where: Table, floors: tuple[float, float]) -> Drawn:
    """Route all arrows. `floors` are the least heights of a street, and of one with arrows in it."""
    return _Router(chart, where).run(floors)


@changing
class _Run:
    """The part of a net in one gutter: levels (a row is even, a street odd) from one to another."""

    low: int
    high: int

    @property
    def through(self) -> range:
        """The streets that it crosses from edge to edge, by the row above them."""
        return range((self.low + 1) // 2, self.high // 2)


class _Router:
    def __init__(self, chart: Chart, where: Table) -> None:
        self.chart, self.where = chart, where
        self.taken = dict.fromkeys(where.places.values())
        self.runs: dict[int, dict[Net, list[_Run]]] = {}
        self.slots: dict[int, dict[Net, int]] = {}
        self.turns: list[tuple[int, Node, Way, Net]] = []
        self.passed: dict[Spot, Net] = {}
        self.gutters: dict[Spot, Gutter] = {}
        self.legs: dict[int, list[Leg]] = {}

    def run(self, floors: tuple[float, float]) -> Drawn:
        for node in self.chart.nodes:
            for way in node.ways:
                self._choose(node, way)
            self._edges(node)
        for gutter, nets in self.runs.items():
            self._assign(gutter, nets)
        most = max((slot + 1 for nets in self.slots.values() for slot in nets.values()), default=0)
        self.gutter = max(26.0, TIP + SLOT * most + 4) if self.where.single else max(40.0, TIP + SLOT * most + 22)
        self._gutters()
        self._streets()
        heights = {}
        for street in range(self.where.rows):
            legs = self.legs.get(street, [])
            floor = (floors[1] if legs else floors[0]) + (BREAK if street in self.where.breaks else 0)
            heights[street] = (_levels(legs, floor), legs)
        return Drawn(self.gutter, heights, self.gutters, self.passed)

    def _choose(self, node: Node, way: Way) -> None:
        """How an arrow goes: straight on, straight down, or along streets and gutters."""
        if way.target is None:
            return
        (row, column), (to_row, to_column) = self.where.places[node.column], self.where.places[way.target]
        net = (way.target, way.kind == "back")
        side = node.plain is not None and not self.where.single
        if side and row == to_row and column < to_column and self._open(row, column + 1, to_column):
            for between in range(column + 1, to_column):
                self.passed[row, between] = net
                self.taken[row, between] = None
            for gutter in range(column + 1, to_column + 1):
                cell = self._cell((row, gutter))
                cell.straight, cell.head = net, gutter == to_column
            return
        if not side and column == to_column and to_row == row + 1:
            self.turns.append((-1, node, way, net))
            return
        street = row - 1 if side and to_row < row else row
        if side:
            self._add(column + 1, net, 2 * row, 2 * to_row if to_column == column + 1 else 2 * street + 1)
        if not (side and to_column == column + 1):
            self._add(to_column, net, 2 * street + 1, 2 * to_row)
            self.turns.append((street, node, way, net))
        if side:
            self._cell((row, column + 1)).exits[net] = 0.0
        self._cell((to_row, to_column)).entries[net] = 0.0

    def _open(self, row: int, first: int, end: int) -> bool:
        return all((row, column) not in self.taken for column in range(first, end))

    def _add(self, gutter: int, net: Net, one: int, other: int) -> None:
        runs = self.runs.setdefault(gutter, {}).setdefault(net, [])
        runs.append(_Run(min(one, other), max(one, other)))

    def _cell(self, spot: Spot) -> Gutter:
        return self.gutters.setdefault(spot, Gutter())

    def _edges(self, node: Node) -> None:
        """The marks where a journey begins and ends."""
        row, column = self.where.places[node.column]
        if node.begins:
            self._cell((row, column)).begins = True
        if node.plain is not None and node.plain.target is None and not self.where.single:
            self._cell((row, column + 1)).ends = True

    def _assign(self, gutter: int, nets: Mapping[Net, list[_Run]]) -> None:
        """A slot for each net, so that nets which share a level keep apart.

        Arrows that leave the box at the left keep left of those that enter the box at the right: both run at one
        height. Of equals the short ones come next to the boxes.
        """
        spans = {net: (min(run.low for run in runs), max(run.high for run in runs)) for net, runs in nets.items()}
        leaving = {net for (_, at), cell in self.gutters.items() if at == gutter for net in cell.exits}
        slots = self.slots.setdefault(gutter, {})
        for net, (low, high) in sorted(
            spans.items(), key=lambda each: (each[0] in leaving, each[1][1] - each[1][0], each)
        ):
            beside = {slot for other, slot in slots.items() if spans[other][0] <= high and low <= spans[other][1]}
            first = max(beside, default=-1) + 1 if net in leaving else 0
            slots[net] = next(slot for slot in range(first, len(slots) + 1) if slot not in beside)

    def _slot(self, gutter: int, net: Net) -> float:
        """The x of a net in a gutter, counted from the gutter's left edge."""
        return self.gutter - TIP - SLOT * self.slots[gutter][net]

    def _left(self, gutter: int) -> float:
        return gutter * (self.gutter + self.where.box)

    def _gutters(self) -> None:
        for gutter, nets in self.runs.items():
            for net, runs in nets.items():
                x = self._slot(gutter, net)
                for run in runs:
                    for row in range((run.low + 1) // 2, run.high // 2 + 1):
                        cell = self._cell((row, gutter))
                        if run.low < 2 * row:
                            cell.up[net] = x
                        if run.high > 2 * row:
                            cell.down[net] = x
        for (_, gutter), cell in self.gutters.items():
            for lines in (cell.entries, cell.exits):
                lines.update({net: self._slot(gutter, net) for net in lines})

    def _port(self, node: Node, way: Way) -> float:
        """Where an arrow leaves the foot of its box: the middle of its part of the foot."""
        _, column = self.where.places[node.column]
        left = self._left(column) + self.gutter
        ways = self.where.feet(node) or list(node.ways)
        return left + (ways.index(way) + 0.5) / len(ways) * self.where.box

    def _streets(self) -> None:
        for street, node, way, net in self.turns:
            row, column = self.where.places[node.column]
            to_row, to_column = self.where.places[net[0]]
            if street < 0:
                x = self._port(node, way)
                self.legs.setdefault(row, []).append(Leg(net, x, True, x, False, head=True))
                continue
            side = node.plain is not None and not self.where.single
            start = self._left(column + 1) + self._slot(column + 1, net) if side else self._port(node, way)
            end = self._left(to_column) + self._slot(to_column, net)
            self.legs.setdefault(street, []).append(Leg(net, start, row <= street, end, to_row <= street))
        for gutter, nets in self.runs.items():
            for net, runs in nets.items():
                x = self._left(gutter) + self._slot(gutter, net)
                for street in sorted({street for run in runs for street in run.through}):
                    self.legs.setdefault(street, []).append(Leg(net, x, True, x, False))
        for node in self.chart.nodes if self.where.single else ():
            if node.plain is not None and node.plain.target is None:
                x = self._port(node, node.plain)
                self.legs.setdefault(self.where.places[node.column][0], []).append(Leg(END, x, True, x, True))


def _levels(legs: Sequence[Leg], floor: float) -> float:
    """Give each net that turns in a street a track where it runs beside others, and the street its height."""
    spans: dict[Net, list[float]] = {}
    for leg in legs:
        if abs(leg.x0 - leg.x1) > 0.5:
            spans.setdefault(leg.net, []).extend((leg.x0, leg.x1))
    tracks: list[list[tuple[float, float]]] = []
    levels: dict[Net, int] = {}
    for net in sorted(spans, key=lambda net: _order(net, legs)):
        low, high = min(spans[net]), max(spans[net])
        free = [all(high + 6 < left or right + 6 < low for left, right in track) for track in tracks]
        at = free.index(True) if True in free else len(tracks)
        if at == len(tracks):
            tracks.append([])
        tracks[at].append((low, high))
        levels[net] = at
    height = max(floor, 2 * EDGE + TRACK * (len(tracks) - 1)) if tracks else floor
    first = (height - TRACK * (len(tracks) - 1)) / 2
    for leg in legs:
        if abs(leg.x0 - leg.x1) > 0.5:
            leg.level = first + TRACK * levels[leg.net]
    return height


def _order(net: Net, legs: Iterable[Leg]) -> tuple[float, Net]:
    """Of arrows to the right the rightmost turns first, of those to the left the leftmost: then they do not cross."""
    mine = [leg for leg in legs if leg.net == net]
    starts = [leg.x0 for leg in mine]
    right = sum(leg.x1 - leg.x0 for leg in mine) > 0
    return (-max(starts) if right else min(starts), net)
