"""The emotion curve in characters: scale at the left, one line a persona, points, words and stars."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter

from rich.text import Text

from cjmap.record import record
from cjmap.render.braille import DOTS_ACROSS, DOTS_DOWN, Canvas
from cjmap.render.terminal.ink import BAD, BOLD, DIM, STAR, feeling
from cjmap.render.terminal.labels import Labels
from cjmap.render.terminal.pen import Pen
from cjmap.render.terminal.slopes import level_at, slopes
from cjmap.render.terminal.wrap import Lines
from cjmap.view.points import Curve, CurvePoint, Plot

MARGIN = 2
"""Rows above the scale and below it, for the words of the highest and the lowest points."""


@record
class Frame:
    """Where a curve is drawn: `axis` cells for the scale, then a column every `pitch` cells, from `first` on.

    `edges` are the columns where a stage begins; `step` the rows from one tick of the scale to the next.
    """

    axis: int
    pitch: int
    first: int
    count: int
    edges: tuple[int, ...]
    step: int

    @property
    def width(self) -> int:
        """The cells of the drawing without the scale."""
        return self.pitch * self.count

    def holds(self, point: CurvePoint) -> bool:
        """Whether a point stands in one of the frame's columns."""
        return self.first <= point.x <= self.first + self.count

    def cell(self, x: float) -> int:
        """The cell of a place in columns."""
        return min(self.width - 1, max(0, int((x - self.first) * self.pitch)))


def draw(pen: Pen, plot: Plot, frame: Frame) -> Lines:
    """All curves of a plot in one frame, one below the other where there are several personas."""
    lines: Lines = []
    for curve in plot.curves:
        if len(plot.curves) > 1:
            lines += [
                *([Text()] if lines else []),
                *pen.wrap(pen.line(curve.persona, BOLD), frame.axis + frame.width),
            ]
        lines += _Drawing(pen, plot, curve, frame).lines()
    return lines


def axis_width(pen: Pen, plot: Plot, limit: int) -> int:
    """The cells that the scale wants: for its words, in one line or two, and scores; else for the scores."""
    scores = max((pen.cells(pen.line(tick.score)) for tick in plot.ticks), default=0)
    words = max((pen.cells(pen.line(tick.word)) for tick in plot.ticks), default=0)
    for wanted in (words, -(-words // 2) + 2):
        if words and wanted + scores + 3 <= limit:
            return wanted + scores + 3
    return scores + 2


def unnamed(pen: Pen, plot: Plot, frame: Frame) -> Lines:
    """The scale's scores and words as parts of a line of text, where the axis has no room for the words."""
    if _names(pen, plot, frame) is not None:
        return []
    named = [tick for tick in plot.ticks if tick.word]
    return [Text.assemble(pen.line(tick.score, DIM), " ", pen.line(tick.word, DIM)) for tick in named]


_MOST_TICKS = 11


def _names(pen: Pen, plot: Plot, frame: Frame) -> list[Lines] | None:
    """Each tick's word in lines beside its score; None when they do not all fit."""
    lines = [
        pen.wrap(pen.line(tick.word, DIM), max(2, frame.axis - 3 - pen.cells(pen.line(tick.score))))
        for tick in plot.ticks
    ]
    words = [word for tick in plot.ticks for word in pen.line(tick.word).plain.split()]
    room = frame.axis - 3 - max((pen.cells(pen.line(tick.score)) for tick in plot.ticks), default=0)
    fits = all(pen.cells(word) <= room for word in words) and len(plot.ticks) <= _MOST_TICKS
    most = frame.step if len(plot.ticks) <= 6 else 1
    return lines if fits and all(len(each) <= most for each in lines) else None


class _Drawing:
    """One curve in its frame; rows are counted from the top."""

    def __init__(self, pen: Pen, plot: Plot, curve: Curve, frame: Frame) -> None:
        self.pen = pen
        self.plot = plot
        self.curve = curve
        self.frame = frame
        ticks = min(max(len(plot.ticks), 2), _MOST_TICKS)
        self.scale = max(4, (ticks - 1) * (frame.step if ticks <= 6 else 1))
        self.rows = self.scale + 1 + 2 * MARGIN
        self.canvas = Canvas(frame.width, self.rows)
        self.hatch = Canvas(frame.width, self.rows)
        self.marks: dict[tuple[int, int], tuple[str, str]] = {}

    def row(self, level: float) -> int:
        return self.height(level) // DOTS_DOWN

    def height(self, level: float) -> int:
        """The dot row of a level."""
        return int((MARGIN + 0.5 + (1 - level) / 2 * self.scale) * DOTS_DOWN - 0.5)

    def lines(self) -> Lines:
        for run in self.curve.runs:
            self.draw_run(run)
        for span in self.curve.spans:
            self.draw_span(span)
        points = [point for group in (*self.curve.runs, *self.curve.spans) for point in group]
        shown = [point for point in points if self.frame.holds(point)]
        for point in shown:
            self.marks[self.row(point.level), self.frame.cell(point.x)] = self.mark(point)
        labels = Labels(self.pen, self.canvas, self.row(0), set(self.marks))
        for point in sorted(shown, key=lambda found: found.mark not in {"peak", "low"}):
            labels.place(point, self.row(point.level), self.frame.cell(point.x), above=self.above(point))
        for column in self.plot.gaps:
            if self.frame.first <= column < self.frame.first + self.frame.count:
                labels.centre(self.pen.word("no_data"), self.row(0), self.frame.cell(column + 0.5), self.frame.pitch)
        axis = self.axis()
        lines = [self.compose(axis.get(row), row, labels) for row in range(self.rows)]
        filled = [row for row, line in enumerate(lines) if line.plain.strip(f" {self.pen.glyphs.upright}")]
        return lines[filled[0] : filled[-1] + 1]

    def draw_run(self, run: tuple[CurvePoint, ...]) -> None:
        tangents = slopes([(point.x, point.level) for point in run])
        drawn = 0
        for index, (left, right) in enumerate(pairwise(run)):
            guessed = left.assumed or right.assumed
            before = self.height(left.level)
            for x in range(self.dot(left.x), self.dot(right.x) + 1):
                place = (x + 0.5) / DOTS_ACROSS / self.frame.pitch + self.frame.first
                level = level_at(place, (left.x, left.level), (right.x, right.level), tangents[index : index + 2])
                y = self.height(level)
                drawn = self.stroke(x, before, y, drawn, dashed=guessed)
                if not guessed and level < 0 and x % (2 * DOTS_ACROSS) == 1:
                    for below in range(self.height(0) + 1, y):
                        self.hatch.dot(x, below)
                before = y

    def stroke(self, x: int, before: int, y: int, drawn: int, *, dashed: bool) -> int:
        """Dots from one height to the next; of a dashed line every other three."""
        way = range(before + (y > before) - (y < before), y + (1 if y >= before else -1), 1 if y >= before else -1)
        for dot in way if y != before else (y,):
            if not dashed or drawn // 3 % 2 == 0:
                self.canvas.dot(x, dot)
            drawn += 1
        return drawn

    def dot(self, x: float) -> int:
        """The dot column of a place in columns."""
        return int((x - self.frame.first) * self.frame.pitch * DOTS_ACROSS)

    def draw_span(self, span: tuple[CurvePoint, ...]) -> None:
        rows = [self.row(point.level) for point in span]
        for point in span:
            if self.frame.holds(point):
                for row in range(min(rows), max(rows) + 1):
                    self.marks[row, self.frame.cell(point.x)] = (self.pen.glyphs.span, DIM)

    def mark(self, point: CurvePoint) -> tuple[str, str]:
        glyphs = self.pen.glyphs
        if point.star:
            return glyphs.star, STAR
        shape = glyphs.target if point.basis == "target" else glyphs.guessed if point.assumed else glyphs.known
        return shape, feeling(point.level)

    def above(self, point: CurvePoint) -> bool:
        """Words stand over the line at its tops and where it climbs, under it elsewhere."""
        if point.mark in {"peak", "low"}:
            return point.mark == "peak"
        for run in self.curve.runs:
            if point in run:
                at = run.index(point)
                near = [run[place].level for place in (at - 1, at + 1) if 0 <= place < len(run)]
                if near and all(level <= point.level for level in near):
                    return True
                if near and all(level >= point.level for level in near):
                    return False
        return point.level > 0

    def axis(self) -> dict[int, Text]:
        """The scale by row: each score at its level, its word beside it, a longer word's beginning above."""
        width = self.frame.axis
        found: dict[int, Text] = {}
        names = _names(self.pen, self.plot, self.frame) or [[] for _ in self.plot.ticks]
        for tick, name in zip(self.plot.ticks, names, strict=True):
            row = self.row(tick.level)
            if row in found:
                continue
            score = self.pen.line(tick.score, DIM)
            word = self.pen.pad(name[-1] if name else Text(), width - 2 - self.pen.cells(score))
            found[row] = Text.assemble(word, score)
            for above, line in enumerate(reversed(name[:-1]), 1):
                found[row - above] = line
        return found

    def compose(self, axis: Text | None, row: int, labels: Labels) -> Text:
        line = self.pen.pad(axis or Text(), self.frame.axis)
        edges = {self.frame.cell(edge) - 1 for edge in self.frame.edges}
        zero = row == self.row(0)
        run: list[tuple[str, str]] = []
        for column in range(self.frame.width):
            label = labels.at(row, column)
            if label is not None:
                _append(line, run)
                run = []
                line.append_text(label)
            elif not labels.covers(row, column):
                run.append(self.look(row, column, edge=column in edges, zero=zero))
        _append(line, run)
        line.rstrip()
        return line

    def look(self, row: int, column: int, *, edge: bool, zero: bool) -> tuple[str, str]:
        """The character of a cell without words, and its style."""
        glyphs = self.pen.glyphs
        if (row, column) in self.marks:
            return self.marks[row, column]
        if self.canvas.filled(row, column):
            return self.paint(self.canvas, row, column), ""
        if self.hatch.filled(row, column):
            return self.paint(self.hatch, row, column), BAD
        if zero:
            return glyphs.rule, DIM
        return (glyphs.upright, DIM) if edge else (" ", "")

    def paint(self, canvas: Canvas, row: int, column: int) -> str:
        return canvas.character(row, column) if self.pen.glyphs.braille else canvas.ascii(row, column)


def _append(line: Text, run: list[tuple[str, str]]) -> None:
    """Add characters to a line, those of one style together."""
    for style, group in groupby(run, key=itemgetter(1)):
        line.append("".join(char for char, _ in group), style)
