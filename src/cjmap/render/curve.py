"""The emotion curve as one drawing: its geometry, its words, its scale.

Units are those of the page: 16 make 1 rem. Heights count downwards from the zero line while the drawing is laid
out; the row's height is known only when every word has found its place.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Literal

from cjmap.labels import Catalog
from cjmap.record import record
from cjmap.render import marks
from cjmap.render.lettering import LEADING, Box, Label, Letter, Page, Placed, measure, wrap
from cjmap.render.look import look
from cjmap.render.marks import Svg, escape, num
from cjmap.render.strokes import UNIT, Piece, halves, hued, pieces, stroke, tints
from cjmap.view.points import Curve, CurvePoint, Plot

ABOVE, BELOW = 52.0, 50.0
"""The least room above and below the scale."""
STARS = 22.0
"""The room for stars above the curve, where faces stand on it."""
BLEED = 8.0
"""How far the line runs past a cut between two pages."""

Said = Literal["all", "named", "none"]

GHOST_DASH = "7 4"
"""How a line of an earlier version is dashed in a small drawing."""
INKS = ("ink", "link", "plum", "star")
WEIGHTS = (1.0, 0.667, 1.334, 0.667)
"""How wide the curves of several personas are, as shares of the theme's width."""


@record
class Ground:
    """What lies behind the curve: columns that are moments of truth, that begin a stage; each one's class and tint."""

    moments: frozenset[int]
    stages: frozenset[int]
    tints: tuple[tuple[str, str], ...] = ()


@record
class Layout:
    """A part of the curve with its words in place; `top` and `bottom` are the room that it needs."""

    start: int
    end: int
    labels: tuple[Placed, ...]
    pieces: tuple[tuple[Piece, ...], ...]
    top: float
    bottom: float


class Drawer:
    """Draws a map's curve, whole or in parts, at a column width."""

    inks: Sequence[str] = INKS
    weights: Sequence[float] = WEIGHTS
    dash = "1.5 5"
    """How an assumed stretch of a line is dashed."""
    name = "curve"
    """What the names of its parts begin with; two drawings on one page need two."""
    around = ABOVE, BELOW
    """The least room above and below the scale."""
    said: Said = "all"
    """Which points have words: all, those that are named or moments of truth, none."""

    def __init__(
        self, plot: Plot, catalog: Catalog, ground: Ground, width: float, family: str, unit: float = UNIT
    ) -> None:
        self.plot, self.catalog, self.ground, self.width = plot, catalog, ground, width
        self.family, self.unit = escape(family), unit
        self.several = len(plot.curves) > 1
        self.lines = tuple(tuple(p for run in c.runs for p in pieces(run, width, self.unit)) for c in plot.curves)
        self.ghosts = tuple(tuple(p for run in c.runs for p in pieces(run, width, self.unit)) for c in plot.ghosts)

    def lay(self, start: int, end: int) -> Layout:
        """Place the words of the columns from start to before end."""
        left, right = start * self.width, end * self.width
        inside = tuple(tuple(p for p in line if p.x1 > left - BLEED and p.x0 < right + BLEED) for line in self.lines)
        page = Page(left, right, self.width, _crossings(inside + self.ghosts))
        labels = [label for n, c in enumerate(self.plot.curves) for label in self._labels(n, c, start, end)]
        labels += [label for ghost in self.plot.ghosts for label in self._name(ghost, start, end)]
        for label in labels:
            page.take(Box(label.x - 7, label.y - 7, label.x + 7, label.y + 7), 70)
        labels.sort(key=lambda label: (label.side == "right", -len(label.far), label.x))
        placed = tuple(page.place(label) for label in labels)
        top = max([self.unit + self.around[0], *(8 - p.box.top for p in placed)])
        if faced() and any(p.star for c in self.plot.curves for run in c.runs + c.spans for p in run):
            top += STARS
        bottom = max([self.unit + self.around[1], *(p.box.bottom + 8 for p in placed)])
        return Layout(start, end, placed, inside, top, bottom)

    def _labels(self, number: int, curve: Curve, start: int, end: int) -> Iterable[Label]:
        ink = self.inks[number % len(self.inks)] if self.several else "ink"
        size, weight = (14, 700) if number == 0 or not self.several else (13, 600)
        last = None
        for run in curve.runs:
            for i, point in enumerate(run):
                if start <= point.column < end:
                    last = point
                    if self.said == "all" or (self.said == "named" and (point.mark or point.star)):
                        yield self._label(point, self._away(point) or _side(run, i), size, weight, ink)
        for span in curve.spans:
            ordered = sorted((p for p in span if start <= p.column < end), key=lambda p: -p.level)
            last = last or next(iter(ordered), None)
            for i, point in enumerate(ordered if self.said == "all" else ()):
                side = "above" if i == 0 else "below" if i == len(ordered) - 1 else "right"
                yield self._label(point, side, 13, 600, ink)
        if self.several and last is not None and curve.persona:
            lines = wrap(curve.persona, max(self.width * 0.5 - 14, 60), 12, 700, 2)
            letters = tuple(Letter(words, 12, 700, ink) for words in lines)
            yield Label(last.x * self.width, -last.level * self.unit, letters, (), "right", 9)

    def _away(self, point: CurvePoint) -> str:
        """The side away from the lines behind, so that a label is not taken for theirs; empty where they cross."""
        near = [p.level for ghost in self.plot.ghosts for run in ghost.runs for p in run if abs(p.x - point.x) < 1]
        if not near or min(near) <= point.level <= max(near):
            return ""
        return "above" if max(near) < point.level else "below"

    def _name(self, ghost: Curve, start: int, end: int) -> Iterable[Label]:
        """What a ghost is called, at the last of its points."""
        inside = [point for run in ghost.runs for point in run if start <= point.column < end]
        words = [self.catalog.word("current"), *([ghost.persona] if ghost.persona else [])]
        for last in inside[-1:]:
            letters = tuple(Letter(line, 12, 400, "ink3") for line in words)
            yield Label(last.x * self.width, -last.level * self.unit, letters, (), "right", 5)

    def _ghost(self, line: Sequence[Piece], ghost: Curve, layout: Layout, dx: float, zero: float) -> str:
        parts = [stroke([p for p in line if not p.assumed], dx, zero, "ink3", 1.3, "")]
        parts.append(stroke([p for p in line if p.assumed], dx, zero, "ink3", 1.3, self.dash))
        for point in (p for run in ghost.runs for p in run if layout.start <= p.column < layout.end):
            where = f'cx="{num(point.x * self.width + dx)}" cy="{num(zero - point.level * self.unit)}" r="2.6"'
            parts.append(f"<circle{marks.paint('paper', 'ink3', 1.1)} {where}/>")
        return "".join(parts)

    def _label(self, point: CurvePoint, side: str, size: float, weight: int, ink: str) -> Label:
        room = max(self.width - 6, 70)
        words = point.word or point.score
        near = tuple(Letter(line, size, weight, ink) for line in wrap(words, room, size, weight))
        far: list[Letter] = []
        if point.when:
            far += [Letter(line, 12, 400, "ink2") for line in wrap(point.when, room, 12)]
        if point.mark in ("peak", "low"):
            key, colour = ("peak", "pos") if point.mark == "peak" else ("low_point", "neg")
            far.append(Letter(f"{self.catalog.word(key)} {point.score}", 12, 700, colour))
            if hued():
                far.insert(0, Letter("", 5, 400, "ink2"))  # room for the pill
        elif point.mark == "end":
            far.append(Letter(self.catalog.word("end"), 12, 400, "ink2"))
        reach = 13 if faced() else 11 if point.star else 8
        return Label(point.x * self.width, -point.level * self.unit, near, tuple(far), side, reach)

    def svg(self, layout: Layout, top: float, bottom: float) -> Svg:
        """The drawing of a laid-out part."""
        columns, key = layout.end - layout.start, f"{self.name}-{layout.start}-"
        width, height, dx = columns * self.width, top + bottom, -layout.start * self.width
        body = [self._ground(layout, width, height, top), f'<g clip-path="url(#{key})">']
        body.append(self._fill(layout, dx, top, key))
        body.append(marks.line(0, top, width, top, "ink2"))
        body += [self._ghost(*each, layout, dx, top) for each in zip(self.ghosts, self.plot.ghosts, strict=True)]
        for n, line in enumerate(layout.pieces):
            ink = self.inks[n % len(self.inks)] if self.several else "ink"
            weight = round(look().number("curve") * (self.weights[n % len(self.weights)] if self.several else 1), 2)
            hues = key if hued() and not self.several else ""
            body.append(stroke([p for p in line if not p.assumed], dx, top, ink, weight, "", hues))
            body.append(stroke([p for p in line if p.assumed], dx, top, ink, weight, self.dash, hues))
        body.append("</g>")
        body += [self._points(n, c, layout, dx, top) for n, c in enumerate(self.plot.curves)]
        body += [self._gap(column, dx, top) for column in self.plot.gaps if layout.start <= column < layout.end]
        body += [self._words(p, dx, top) for p in layout.labels]
        room = f'<rect x="-8" y="-8" width="{num(width + 16)}" height="{num(height + 16)}"/>'
        clips = f'<clipPath id="{key}">{room}</clipPath>'
        clips += halves(key, width, top, height)
        return Svg(
            f'<svg class="curve" role="img" aria-label="{escape(self.plot.description)}" overflow="visible"'
            f' viewBox="0 0 {num(width)} {num(height)}" width="{num(width)}" height="{num(height)}"'
            f' font-family="{self.family}"><defs>{clips}</defs>{"".join(body)}</svg>'
        )

    def _fill(self, layout: Layout, dx: float, zero: float, key: str) -> str:
        """What fills the room beside the lines."""
        return tints(layout.pieces[0], dx, zero, key) if layout.pieces else ""

    def scale(self, lane: float, top: float, bottom: float) -> Svg:
        """The scale's words, faces and scores, as high as the curve beside them."""
        ticks = self.plot.ticks
        every = max(1, -(-len(ticks) * 15 // int(2 * self.unit)))
        faces = len(ticks) <= 7
        inset = 12 if look().light["radius"] != "0" else 0  # a rounded sheet has its words further in
        body = []
        for number, tick in enumerate(ticks):
            y = top - tick.level * self.unit
            if number % every == 0:
                body.append(marks.text(lane - 10, y + 4.5, tick.score, size=12, fill="ink2", weight=600, anchor="end"))
            if faces:
                body.append(marks.face_body(9 + inset, y, tick.level))
            room = lane - 40 - inset - measure(tick.score, 12, 600)
            lines = wrap(tick.word, room, 12, most=2)
            for i, words in enumerate(lines):
                at = y + 4.5 + (i - (len(lines) - 1) / 2) * 13.5
                body.append(marks.text(inset + (24 if faces else 0), at, words, size=12, fill="ink2"))
        height = num(top + bottom)
        return Svg(
            f'<svg class="scale" aria-hidden="true" viewBox="0 0 {num(lane)} {height}" width="{num(lane)}"'
            f' height="{height}" font-family="{self.family}">{"".join(body)}</svg>'
        )

    def _ground(self, layout: Layout, width: float, height: float, zero: float) -> str:
        parts: list[str] = []
        columns = range(layout.start, layout.end)
        for column in columns if self.ground.tints else ():
            class_, tint = self.ground.tints[column]
            size = f'width="{num(self.width)}" height="{num(height)}"'
            parts.append(
                f'<rect class="{class_}" fill="{tint}" x="{num((column - layout.start) * self.width)}" {size}/>'
            )
        tinted = [column - layout.start for column in columns if column in self.ground.moments]
        parts += [marks.rect(at * self.width, 0, self.width, height, "mot") for at in tinted]
        for tick in self.plot.ticks:
            if tick.level:
                y = zero - tick.level * self.unit
                parts.append(marks.line(0, y, width, y, "hair"))
        for column in columns:
            x = (column - layout.start) * self.width + 0.5
            parts.append(marks.line(x, 0, x, height, "rule" if column in self.ground.stages else "hair"))
        return "".join(parts)

    def _points(self, number: int, curve: Curve, layout: Layout, dx: float, zero: float) -> str:
        parts = []
        for span in curve.spans:
            inside = [p for p in span if layout.start <= p.column < layout.end]
            if inside:
                ys = [zero - p.level * self.unit for p in inside]
                x = inside[0].x * self.width + dx
                parts.append(marks.line(x, min(ys), x, max(ys), "rule", 7))
                ink = self.inks[number % len(self.inks)] if self.several else "ink2"
                parts.append(marks.line(x, min(ys), x, max(ys), ink, 1.2, "4 3"))
        for point in [p for group in curve.runs + curve.spans for p in group]:
            if layout.start <= point.column < layout.end:
                x, y = point.x * self.width + dx, zero - point.level * self.unit
                if faced() and point.star:
                    parts.append(marks.line(x, 24, x, y - 11, "star", 1, "1.5 3") if y > 40 else "")
                    parts.append(marks.path(marks.star_path(x, 13, 9), fill="star"))
                if faced() and not (number and self.several):
                    parts.append(marks.face_point(x, y, point.level, point.assumed or point.basis == "target"))
                elif point.star and number and self.several:
                    # a star alone would not say whose it is
                    parts.append(marks.shape_around(number, x, y, self.inks[number % len(self.inks)]))
                    parts.append(marks.path(marks.star_path(x, y, 8), fill="star"))
                elif point.star and not faced():
                    parts.append(marks.path(marks.star_path(x, y, 12), fill="paper"))
                    parts.append(marks.path(marks.star_path(x, y, 10.5), fill="star", stroke="paper", width=1.2))
                elif point.basis == "target":
                    parts.append(marks.diamond(x, y, point.level))
                elif number and self.several:
                    parts.append(marks.badge(number, x, y, self.inks[number % len(self.inks)], point.assumed))
                else:
                    parts.append(marks.dot(x, y, point.level, point.assumed))
        return "".join(parts)

    def _gap(self, column: int, dx: float, zero: float) -> str:
        words = self.catalog.word("no_data")
        width = min(measure(words, 11) + 16, self.width - 6)
        x = (column + 0.5) * self.width + dx
        box = f'x="{num(x - width / 2)}" y="{num(zero - 10)}" width="{num(width)}" height="20" rx="10"'
        dashed = marks.paint("paper", "ink3", 1, ' stroke-dasharray="3 2"')
        pill = f"<rect{dashed} {box}/>"
        return pill + marks.text(x, zero + 4, words, size=11, fill="ink2", anchor="middle")

    def _words(self, placed: Placed, dx: float, zero: float) -> str:
        box, y, parts = placed.box, placed.box.top + zero, []
        x = (box.left + box.right) / 2 + dx if placed.anchor else box.left + dx
        here = int((box.left + box.right) / 2 // self.width)
        ground = "mot" if here in self.ground.moments else "paper"
        for letter in placed.letters:
            at = y + letter.size * 0.98
            parts.append(
                marks.halo(
                    x, at, letter.words, size=letter.size, ground=ground, weight=letter.weight, anchor=placed.anchor
                )
            )
            y += letter.size * LEADING
        y = box.top + zero
        for letter in placed.letters:
            at, fill = y + letter.size * 0.98, letter.colour
            if hued() and fill in ("pos", "neg"):
                parts.append(marks.pill(x, y, measure(letter.words, letter.size, letter.weight), letter.size, fill))
                fill = "paper"
            parts.append(
                marks.text(x, at, letter.words, size=letter.size, fill=fill, weight=letter.weight, anchor=placed.anchor)
            )
            y += letter.size * LEADING
        return "".join(parts)


def faced() -> bool:
    """Whether the theme's scores are faces."""
    return look().light["points"] == "face"


def _side(run: Sequence[CurvePoint], i: int) -> str:
    """Above at a maximum and on a way up, below at a minimum and on a way down; the ends go by their neighbour."""
    level = run[i].level
    before = level - run[i - 1].level if i else 0.0
    after = level - run[i + 1].level if i + 1 < len(run) else 0.0
    if not before and not after:
        return "above" if level >= 0 else "below"
    return "above" if before + after > 0 or (before + after == 0 and before > 0) else "below"


def _crossings(lines: Sequence[Sequence[Piece]]) -> CrossingCounter:
    return CrossingCounter(lines)


class CrossingCounter:
    """Counts at how many of seven places across a box a curve runs through it."""

    def __init__(self, lines: Sequence[Sequence[Piece]]) -> None:
        self.lines = [(line, [p.x0 for p in line]) for line in lines]

    def __call__(self, box: Box) -> int:
        hits = 0
        for line, starts in self.lines:
            for i in range(7):
                x = box.left + (box.right - box.left) * i / 6
                at = bisect_right(starts, x) - 1
                if at >= 0 and x <= line[at].x1 and box.top - 3 <= line[at].at(x) <= box.bottom + 1:
                    hits += 1
        return hits
