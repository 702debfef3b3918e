"""The map as a grid: stages over steps, a row a lane, the curve through all columns; cut to fit."""

from __future__ import annotations

from rich.text import Text

from cjmap.record import record
from cjmap.render.terminal import heads
from cjmap.render.terminal.cells import cell_lines
from cjmap.render.terminal.choose import Choice, Piece, cut
from cjmap.render.terminal.curve import Frame, axis_width, draw, unnamed
from cjmap.render.terminal.ink import BOLD, DIM, stage_style
from cjmap.render.terminal.items import joined
from cjmap.render.terminal.pen import Pen
from cjmap.render.terminal.wrap import Lines
from cjmap.view.shapes import CellView, Line, Row

LEAST = 12
"""The fewest cells of a column."""
READABLE = 24
"""The cells that a column should have where the map is cut into several grids."""
_WIDEST = 46
_LONGEST_WORD = 14
_GAP = 2


@record
class Plan:
    """A grid's measures: cells for the lanes' titles, cells from one column to the next, and its pieces."""

    side: int
    pitch: int
    pieces: tuple[Piece, ...]


def side_width(pen: Pen, choice: Choice, width: int) -> int:
    """The cells for the lanes' titles: their longest word, or a short title in one line."""
    titles = [pen.line(row.title).plain for row in choice.lanes]
    words = max((pen.cells(word) for title in titles for word in title.split()), default=0)
    whole = max((min(12, pen.cells(title)) for title in titles), default=0)
    side = min(max(words, whole, 8), max(8, width // 4), 18) + _GAP
    plot = pen.view.plot
    if plot is None or not any(row.cell == "emotion" for row in choice.lanes):
        return side
    return max(side, axis_width(pen, plot, max(side, min(16, width // 5))))


def least_width(choice: Choice) -> int:
    """The fewest cells that a column of this map reads well in: enough for long words, up to a limit."""
    longest = LEAST
    for row in choice.lanes:
        for cell in (cell for tier in row.tiers for cell in tier):
            for item in cell.items:
                words = (word for word in item.text.split() if word.isascii())
                longest = max(longest, *(min(_LONGEST_WORD, len(word)) for word in words), LEAST)
    return longest


def plan(pen: Pen, choice: Choice, width: int, least: int) -> Plan:
    """Measures by which no column has fewer cells than asked for, unless a single one has to."""
    side = side_width(pen, choice, width)
    room = max(1, width - side)
    most = max(1, min(len(choice.columns), room // (least + _GAP)))
    pieces = cut(choice, most)
    widest = max((piece.count for piece in pieces), default=1)
    return Plan(side, min(_WIDEST, max(1, room // widest)), tuple(pieces))


def grid(pen: Pen, choice: Choice, width: int, measures: Plan) -> Lines:
    """All pieces of the grid, one below the other."""
    lines: Lines = []
    for number, piece in enumerate(measures.pieces):
        lines += [Text()] if number else []
        lines += _Piece(pen, choice, piece, measures, width).lines(first=number == 0)
    return lines


class _Piece:
    """Columns side by side, drawn from the top to the bottom."""

    def __init__(self, pen: Pen, choice: Choice, piece: Piece, measures: Plan, width: int) -> None:
        self.pen = pen
        self.choice = choice
        self.piece = piece
        self.plan = measures
        self.width = min(width, measures.side + measures.pitch * piece.count)

    def at(self, column: int) -> int:
        return self.plan.side + (column - self.piece.first) * self.plan.pitch

    def room(self, span: int) -> int:
        return span * self.plan.pitch - (_GAP if self.plan.pitch > LEAST else 1)

    def reach(self, start: int, span: int) -> tuple[int, int] | None:
        """Where a span begins in this piece and the cells that it has; None when it lies outside."""
        first = max(start, self.piece.first)
        end = min(start + span, self.piece.end)
        return (self.at(first), self.room(end - first)) if first < end else None

    def lines(self, *, first: bool) -> Lines:
        pen = self.pen
        lines = self.bands() + self.stages() + self.steps()
        plain = pen.rule(self.width, pen.glyphs.rule)
        between: Lines = [plain]
        for row in self.choice.rows:
            if isinstance(row, Line):
                between = heads.named_rule(pen, row, self.width)
                lines += between
                between = []
                continue
            lines += between
            lines += self.row(row, first=first)
            between = [plain]
        return lines + self.evidence(plain)

    def bands(self) -> Lines:
        if not any(band.title for band in self.pen.view.bands):
            return []
        blocks = []
        for band in self.pen.view.bands:
            place = self.reach(band.start, band.span)
            if place and band.title:
                title = self.pen.line(band.title, BOLD)
                blocks.append((place[0], heads.titled_rule(self.pen, title, place[1], self.pen.glyphs.rule)))
        return self.pen.lay(blocks)

    def stages(self) -> Lines:
        blocks = []
        count = len(self.pen.view.stages)
        for stage in self.piece.stages:
            place = self.reach(stage.start, stage.span)
            if place:
                bar = self.pen.rule(place[1], self.pen.glyphs.band, stage_style(stage.index, count))
                if stage.start < self.piece.first:
                    words = f"{stage.head.number} {stage.head.title} ({self.pen.word('continued')})"
                    heading = self.pen.wrap(self.pen.line(words, DIM), place[1])
                else:
                    heading = heads.stacked(self.pen, stage.head, place[1], stage=True)
                blocks.append((place[0], [bar, *heading]))
        return self.pen.lay(blocks)

    def steps(self) -> Lines:
        blocks = []
        alone = {stage.index for stage in self.piece.stages if stage.alone}
        for column in self.pen.view.columns[self.piece.first : self.piece.end]:
            if column.stage not in alone:
                heading = heads.stacked(self.pen, column.head, self.room(1), stage=False)
                blocks.append((self.at(column.index), heading))
        return self.pen.lay(blocks)

    def row(self, row: Row, *, first: bool) -> Lines:
        pen = self.pen
        title = heads.lane(pen, row, self.plan.side - _GAP)
        if not any(row.tiers):
            words = pen.wrap(pen.text(row.question, DIM), self.width - self.plan.side) if first else []
            return pen.lay([(0, title), (self.plan.side, words)])
        if row.cell == "emotion" and pen.view.plot and pen.view.plot.curves:
            return title + self.curve() + self.tiers(row, pen.wrap(self.score_title(), self.plan.side - _GAP))
        return self.tiers(row, title)

    def score_title(self) -> Text:
        return Text(self.pen.word("score_and_basis"), DIM)

    def tiers(self, row: Row, title: Lines) -> Lines:
        """A lane's cells; a step's own begins right below its stage's, where a lane has both."""
        blocks: list[tuple[int, Lines]] = []
        depth = [0] * self.piece.count
        for tier in row.tiers:
            for cell in tier:
                block = self.cell(cell)
                if block is None:
                    continue
                under = range(
                    cell.start - self.piece.first,
                    min(cell.start + cell.span, self.piece.end) - self.piece.first,
                )
                above = max(depth[place] for place in under)
                blocks.append((block[0], [Text()] * above + block[1]))
                for place in under:
                    depth[place] = above + len(block[1])
        return self.pen.lay([(0, title), *sorted(blocks, key=lambda block: block[0])])

    def cell(self, cell: CellView) -> tuple[int, Lines] | None:
        """A cell where it begins; what reaches over from an earlier piece stands there already."""
        place = self.reach(cell.start, cell.span)
        if place is None or cell.start < self.piece.first:
            return None
        return place[0], cell_lines(self.pen, (cell,), place[1])

    def curve(self) -> Lines:
        plot = self.pen.view.plot
        if plot is None:
            return []
        edges = tuple(stage.start for stage in self.piece.stages if stage.start > self.piece.first)
        step = 3 if self.plan.pitch >= LEAST and self.width >= 120 else 2
        frame = Frame(self.plan.side, self.plan.pitch, self.piece.first, self.piece.count, edges, step)
        named = joined(self.pen, unnamed(self.pen, plot, frame), self.width)
        return named + draw(self.pen, plot, frame)

    def evidence(self, rule: Text) -> Lines:
        columns = self.pen.view.columns[self.piece.first : self.piece.end]
        blocks = []
        for column in columns:
            if column.evidence:
                sourced = sum(column.evidence)
                glyphs = self.pen.glyphs
                marks = "".join(glyphs.sourced if each else glyphs.bare for each in column.evidence)
                share = Text.assemble(marks, (f" {sourced}/{len(column.evidence)}", DIM))
                blocks.append((self.at(column.index), self.pen.wrap(share, self.room(1))))
        if not blocks:
            return []
        title = self.pen.wrap(Text(self.pen.word("evidence_row"), BOLD), self.plan.side - _GAP)
        return [rule, *self.pen.lay([(0, title), *blocks])]
