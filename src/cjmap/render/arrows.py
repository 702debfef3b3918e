"""A blueprint's arrows, routed so that none can cross a word: by ports, streets and gutters, measuring no text.

Words stand in boxes, one item a box, one line of boxes a table row. Between the rows run streets, left of each
column a gutter; arrows leave a box through ports on its upper or lower edge (or straight into the gutter between
neighbours), turn only on tracks in a street, and pass other rows only in a gutter. Units are those of the page.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from cjmap.record import changing, record
from cjmap.render import marks
from cjmap.render.marks import Svg, num

GUTTER = 28.0
"""The least width of a gutter."""
TRACK = 10.0
"""The distance of two tracks in a street."""
EDGE = 13.0
"""The distance of the first track from a street's edge."""


@record
class Box:
    """A box in a row of the table, over the columns from `start`, `span` of them."""

    anchor: str
    row: int
    start: int
    span: int


@changing
class Leg:
    """The part of an arrow in one street: from one edge (`top` or bottom) at an x to another; `head` at its end.

    `level` is the height of the track that it turns on; None when it runs straight.
    """

    x0: float
    from_top: bool
    x1: float
    to_top: bool
    head: bool
    level: float | None = None


@changing
class Street:
    """The space below a row: its height, the legs in it, and where a named line runs."""

    height: float
    legs: list[Leg]
    line: float | None = None


@record
class Routes:
    """All arrows of a table: streets by the row above them, gutters by row and column.

    `wells` are empty cells through which arrows fall, at shares of their width.
    """

    gutter: float
    streets: Mapping[int, Street]
    passes: Mapping[tuple[int, int], tuple[float, ...]]
    across: Mapping[tuple[int, int], tuple[bool, bool]]
    wells: Mapping[tuple[int, int], tuple[float, ...]]
    drawn: frozenset[str]


@record
class _Edge:
    tail: Box
    head: Box


class _Router:
    """Finds the ways; one table, one router."""

    def __init__(
        self,
        boxes: Sequence[Box],
        edges: Iterable[tuple[str, str]],
        size: tuple[int, float],
        empty: Collection[tuple[int, int]],
    ) -> None:
        self.boxes = {box.anchor: box for box in boxes}
        self.columns, self.width = size
        self.empty = empty
        self.falls: list[_Edge] = []
        self.wells: dict[tuple[int, int], set[float]] = {}
        known = dict.fromkeys(pair for pair in edges if pair[0] != pair[1])
        self.edges = [_Edge(self.boxes[a], self.boxes[b]) for a, b in known if a in self.boxes and b in self.boxes]
        self.blocked = {(box.row, g) for box in boxes for g in range(box.start + 1, box.start + box.span)}
        self.across: dict[tuple[int, int], tuple[bool, bool]] = {}
        self.ways: list[tuple[_Edge, int, int, int | None]] = []
        self.slots: dict[int, list[tuple[int, int, int]]] = {}
        self.legs: dict[int, list[Leg]] = {}
        self.used: dict[tuple[int, int], list[float]] = {}

    def run(self) -> None:
        for edge in self.edges:
            if not self._neighbours(edge):
                self._choose(edge)
        tracks = max((slot + 1 for users in self.slots.values() for _, _, slot in users), default=0)
        self.gutter = max(GUTTER, 8.0 + 8.0 * tracks)
        self._draw()

    def _neighbours(self, edge: _Edge) -> bool:
        """Boxes side by side: straight through the gutter."""
        a, b = edge.tail, edge.head
        if a.row != b.row:
            return False
        if a.start + a.span == b.start:
            right, left = self.across.get((a.row, b.start), (False, False))
            self.across[a.row, b.start] = (True, left)
            return True
        if b.start + b.span == a.start:
            right, left = self.across.get((a.row, a.start), (False, False))
            self.across[a.row, a.start] = (right, True)
            return True
        return False

    def _choose(self, edge: _Edge) -> None:
        """The streets that an edge uses, and the gutter in which it passes the rows between them."""
        a, b = edge.tail.row, edge.head.row
        if a == b:
            self.ways.append((edge, a, a, None))
            return
        first, last = (a, b - 1) if b > a else (a - 1, b)
        if first == last:
            self.ways.append((edge, first, last, None))
            return
        between = range(min(first, last) + 1, max(first, last) + 1)
        if self._overlap(edge) and all((row, self._meeting(edge)) in self.empty for row in between):
            self.falls.append(edge)
            return
        middle = edge.head.start + edge.head.span / 2
        start = edge.tail.start + edge.tail.span / 2
        free = self._open(min(start, middle), max(start, middle), between)
        best = min(free, key=lambda g: (abs(g - start) + abs(g - middle) + 0.1 * self._crowd(g, between), g))
        users = self.slots.setdefault(best, [])
        # arrows of neighbouring rows meet in the street between them
        taken = {slot for low, high, slot in users if low <= between[-1] + 1 and between[0] <= high + 1}
        slot = next(n for n in range(len(taken) + 1) if n not in taken)
        users.append((between[0], between[-1], slot))
        self.ways.append((edge, first, last, best * 64 + slot))

    def _open(self, left: float, right: float, rows: range) -> list[int]:
        """Gutters that no box closes in these rows, those between two columns, or the nearest outside them."""
        near = range(int(left), min(int(right) + 2, self.columns))
        outside = range(int(left) - 1, -1, -1)  # the first gutter is never closed
        free = [g for g in near if all((row, g) not in self.blocked for row in rows)]
        return free or [next(g for g in outside if all((row, g) not in self.blocked for row in rows))]

    def _crowd(self, gutter: int, rows: range) -> int:
        return sum(1 for low, high, _ in self.slots.get(gutter, ()) if low <= rows[-1] and rows[0] <= high)

    def lane(self, way: int) -> float:
        """The x of a gutter's track, from the gutter's left edge; the first track is the middle one."""
        order = way % 64
        shift = (order + 1) // 2 * (8 if order % 2 else -8)
        return self.gutter / 2 + shift

    def _draw(self) -> None:
        self.passes: dict[tuple[int, int], set[float]] = {}
        ends: dict[tuple[int, str], list[tuple[float, int, bool]]] = {}
        for n, (edge, first, last, way) in enumerate(self.ways):
            far = way // 64 * self.width + self.lane(way) if way is not None else None
            if first == last and way is None and edge.tail.row != edge.head.row and self._overlap(edge):
                continue
            there, here = (self._centre(box) if far is None else far for box in (edge.head, edge.tail))
            ends.setdefault((first, edge.tail.anchor), []).append((there, n, True))
            ends.setdefault((last, edge.head.anchor), []).append((here, n, False))
        straight = self._straight()
        self._fall()
        ports: dict[tuple[int, bool], float] = {}
        for (street, anchor), users in sorted(
            ends.items(), key=lambda pair: (pair[0][0], self.boxes[pair[0][1]].start)
        ):
            for x, (_, n, tail) in zip(self._ports(self.boxes[anchor], street, len(users)), sorted(users), strict=True):
                ports[n, tail] = x
        for n, (edge, first, last, way) in enumerate(self.ways):
            down = edge.head.row > edge.tail.row
            if n in straight:
                self._leg(first, Leg(straight[n], down, straight[n], not down, True))
                continue
            x0, x1 = ports[n, True], ports[n, False]
            if edge.head.row == edge.tail.row:
                self._leg(first, Leg(x0, True, x1, True, True))
            elif way is None:
                self._leg(first, Leg(x0, down, x1, not down, True))
            else:
                self._through(first, last, way, (x0, x1), down)

    def _through(self, first: int, last: int, way: int, ends: tuple[float, float], down: bool) -> None:
        gutter, offset = way // 64, self.lane(way)
        x = gutter * self.width + offset
        self._leg(first, Leg(ends[0], down, x, not down, False))
        for row in range(min(first, last) + 1, max(first, last) + 1):
            self.passes.setdefault((row, gutter), set()).add(offset)
        for street in range(min(first, last) + 1, max(first, last)):
            self._leg(street, Leg(x, down, x, not down, False))
        self._leg(last, Leg(x, down, ends[1], not down, True))

    def _leg(self, street: int, leg: Leg) -> None:
        self.legs.setdefault(street, []).append(leg)

    def _overlap(self, edge: _Edge) -> bool:
        a, b = edge.tail, edge.head
        return min(a.start + a.span, b.start + b.span) > max(a.start, b.start)

    def _meeting(self, edge: _Edge) -> int:
        """The first column over which both boxes of an arrow stand."""
        return max(edge.tail.start, edge.head.start)

    def _fall(self) -> None:
        """Arrows straight through empty cells, up or down."""
        for edge in self.falls:
            a, b, column = edge.tail.row, edge.head.row, self._meeting(edge)
            down = b > a
            first, last = (a, b - 1) if down else (a - 1, b)
            streets = range(min(first, last), max(first, last) + 1)
            left, right = column * self.width + self.gutter, (column + 1) * self.width
            places = [(left + right) / 2 + shift * (right - left) for shift in (0, 0.15, -0.15, 0.3, -0.3, 0.4, -0.4)]
            x = next((place for place in places if all(self._is_free(s, place) for s in streets)), places[-1])
            for street in streets:
                self._take(street, x)
                self._leg(street, Leg(x, down, x, not down, street == last))
            for row in streets[1:]:
                self.wells.setdefault((row, column), set()).add(round(100 * (x - left) / (right - left), 1))

    def _straight(self) -> dict[int, float]:
        """Arrows between boxes above each other, each at its own x; the middle unless that is taken."""
        found = {}
        for n, (edge, first, last, way) in enumerate(self.ways):
            if first != last or way is not None or edge.tail.row == edge.head.row or not self._overlap(edge):
                continue
            start = max(edge.tail.start, edge.head.start)
            end = min(edge.tail.start + edge.tail.span, edge.head.start + edge.head.span)
            left, right = start * self.width + self.gutter, end * self.width
            found[n] = self._free(first, (left + right) / 2, left, right, 0.25 * (right - left))
        return found

    def _centre(self, box: Box) -> float:
        return (box.start * self.width + self.gutter + (box.start + box.span) * self.width) / 2

    def _ports(self, box: Box, street: int, count: int) -> list[float]:
        left, right = box.start * self.width + self.gutter, (box.start + box.span) * self.width
        step = min(0.27, 0.8 / count) * (right - left)
        first = (left + right) / 2 - step * (count - 1) / 2
        return sorted(self._free(street, first + step * i, left, right, step) for i in range(count))

    def _free(self, street: int, x: float, left: float, right: float, step: float) -> float:
        """A place in a street at or near x that no other port, above or below, has taken."""
        places = [x] + [x + sign * step * k / 2 for k in range(1, 9) for sign in (-1, 1)]
        inside = [place for place in places if left + 7 <= place <= right - 7] or [x]
        best = next((place for place in inside if self._is_free(street, place)), inside[-1])
        self._take(street, best)
        return best

    def _is_free(self, street: int, x: float) -> bool:
        key = int(x // 32)
        near = (other for k in (key - 1, key, key + 1) for other in self.used.get((street, k), ()))
        return all(abs(x - other) >= 9 for other in near)

    def _take(self, street: int, x: float) -> None:
        self.used.setdefault((street, int(x // 32)), []).append(x)


def route(
    boxes: Sequence[Box],
    edges: Iterable[tuple[str, str]],
    size: tuple[int, float],
    empty: Collection[tuple[int, int]],
    floors: Mapping[int, float],
    lines: Mapping[int, float],
) -> Routes:
    """Route all arrows between boxes.

    `size` is how many columns there are and how wide one is; `empty` are the cells without words, by row and
    column. `floors` has the least height of each street that there is, by the row above it; `lines` those in which a
    named line runs, with the least height that its name needs.
    """
    router = _Router(boxes, edges, size, empty)
    router.run()
    streets = {}
    for row, floor in floors.items():
        legs = router.legs.get(row, [])
        streets[row] = _tracks(legs, floor, lines.get(row))
    drawn = frozenset(edge.tail.anchor + ">" + edge.head.anchor for edge in router.edges)
    passes = {key: tuple(sorted(offsets)) for key, offsets in router.passes.items()}
    wells = {key: tuple(sorted(shares)) for key, shares in router.wells.items()}
    return Routes(router.gutter, streets, passes, router.across, wells, drawn)


def _tracks(legs: list[Leg], floor: float, line: float | None) -> Street:
    """Give each leg that turns a track of its own where it runs beside others, and the street its height."""
    turning = [leg for leg in legs if abs(leg.x0 - leg.x1) > 0.5]
    turning.sort(key=lambda leg: (min(leg.x0, leg.x1), leg.x1))
    sides: tuple[list[list[Leg]], list[list[Leg]]] = ([], [])
    ends: dict[int, float] = {}
    for leg in turning:
        upper = leg.from_top if leg.from_top == leg.to_top else len(sides[0]) <= len(sides[1])
        pool = sides[0] if upper or line is None else sides[1]
        for track in pool:
            if ends[id(track)] + 6 < min(leg.x0, leg.x1):
                track.append(leg)
                break
        else:
            track = [leg]
            pool.append(track)
        ends[id(track)] = max(leg.x0, leg.x1)
    above, below = len(sides[0]), len(sides[1])
    if line is not None:
        half = max(line / 2, EDGE + TRACK * (max(above, below, 1) - 1) + EDGE)
        for n, track in enumerate(sides[0]):
            _level(track, EDGE + n * TRACK)
        for n, track in enumerate(sides[1]):
            _level(track, 2 * half - EDGE - n * TRACK)
        return Street(2 * half, legs, half)
    height = max(floor, 2 * EDGE + TRACK * (above - 1)) if above else max(floor, 22.0 if legs else 0.0)
    for n, track in enumerate(sides[0]):
        _level(track, (height - TRACK * (above - 1)) / 2 + n * TRACK)
    return Street(height, legs, None)


def _level(track: list[Leg], y: float) -> None:
    for leg in track:
        leg.level = y


LINE_DASH = {"interaction": "", "visibility": "12 6", "internal": "0 6"}


def street_svg(street: Street, width: float, name: str | None, shaded: bool) -> Svg:
    """A street's drawing: ground, the named line, the arrows."""
    height, body = street.height, []
    if shaded:
        body.append(marks.rect(0, street.line or 0, width, height - (street.line or 0), "shade"))
    if name is not None and street.line is not None:
        round_ends = f"M0 {num(street.line)}H{num(width)}"
        width_ = 2.2 if name == "internal" else 2
        body.append(marks.path(round_ends, stroke="ink", width=width_, dash=LINE_DASH.get(name, "")))
    arrows = "".join(_leg_path(leg, height) for leg in street.legs)
    if arrows:
        body.append(f'<g class="arr">{arrows}</g>')
    return Svg(
        f'<svg class="st" aria-hidden="true" viewBox="0 0 {num(width)} {num(height)}" width="{num(width)}"'
        f' height="{num(height)}">{"".join(body)}</svg>'
    )


def _leg_path(leg: Leg, height: float) -> str:
    start = 0.0 if leg.from_top else height
    edge = 0.0 if leg.to_top else height
    end = edge + (6 if leg.to_top else -6) if leg.head else edge
    if leg.level is None:
        d = f"M{num(leg.x0)} {num(start)}L{num(leg.x1)} {num(end)}"
    else:
        way = 1 if leg.x1 > leg.x0 else -1
        bend = min(6.0, abs(leg.x1 - leg.x0) / 2, abs(leg.level - start), abs(end - leg.level))
        first, second = (1 if leg.level > start else -1), (1 if end > leg.level else -1)
        d = (
            f"M{num(leg.x0)} {num(start)}V{num(leg.level - first * bend)}"
            f"Q{num(leg.x0)} {num(leg.level)} {num(leg.x0 + way * bend)} {num(leg.level)}H{num(leg.x1 - way * bend)}"
            f"Q{num(leg.x1)} {num(leg.level)} {num(leg.x1)} {num(leg.level + second * bend)}V{num(end)}"
        )
    parts = [f'<path{marks.paint(None, "arrow", 1.6)} d="{d}"/>']
    if leg.head:
        tip, base = edge, edge + (7 if leg.to_top else -7)
        triangle = f"M{num(leg.x1 - 4.5)} {num(base)}H{num(leg.x1 + 4.5)}L{num(leg.x1)} {num(tip)}Z"
        parts.append(marks.path(triangle, fill="arrow"))
    return "".join(parts)


def across_svg(gutter: float, right: bool, left: bool) -> Svg:
    """The arrow between two boxes side by side, in the gutter between them; two when they lead to each other."""
    rows = [row for row, there in (("right", right), ("left", left)) if there]
    body = []
    for n, way in enumerate(rows):
        y = 7 + 14 * n
        x0, x1, tip = (2.0, gutter - 7, gutter - 1) if way == "right" else (gutter - 2, 7.0, 1.0)
        body.append(marks.line(x0, y, x1, y, "arrow", 1.6))
        base = tip - 7 if way == "right" else tip + 7
        body.append(marks.path(f"M{num(base)} {num(y - 4.5)}V{num(y + 4.5)}L{num(tip)} {num(y)}Z", fill="arrow"))
    return marks.drawing(f'<g class="arr">{"".join(body)}</g>', gutter, 14 * len(rows), "gx")
