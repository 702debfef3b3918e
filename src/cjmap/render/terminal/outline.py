"""The map as an outline: stage, step, lane, items. Printed as a list or as a tree with guides."""

from __future__ import annotations

from collections.abc import Iterator

from rich.text import Text

from cjmap.record import record
from cjmap.render.terminal import heads
from cjmap.render.terminal.cells import cell_lines
from cjmap.render.terminal.choose import Choice
from cjmap.render.terminal.ink import BOLD, DIM, stage_style
from cjmap.render.terminal.pen import Pen
from cjmap.render.terminal.wrap import Lines
from cjmap.view.shapes import CellView, ColumnView, Line, Row, StageView
from cjmap.view.tree import Branch, Count, tree

NARROW = 48
"""Under this width a lane's title stands on a line of its own."""

Entry = tuple[str, tuple[CellView, ...]]
"""A lane's title and its cells in one place."""


@record
class _Place:
    """Where cells stand: in a column, or over a whole stage."""

    stage: int
    column: int | None


class Outline:
    """The cells of a choice by the place where they stand."""

    def __init__(self, pen: Pen, choice: Choice) -> None:
        self.pen = pen
        self.choice = choice
        titles = [pen.cells(pen.line(row.title)) for row in choice.lanes]
        self.label = min(max(titles, default=0), 14)
        self.found: dict[_Place, list[tuple[Row, list[CellView]]]] = {}
        stage_of = {column.index: column.stage for column in choice.columns}
        alone = {stage.index for stage in choice.stages if stage.alone}
        for row in choice.lanes:
            for number, tier in enumerate(row.tiers):
                upper = len(row.tiers) > 1 and number == 0
                for cell in tier:
                    stage = stage_of.get(cell.start)
                    if stage is not None:
                        whole = stage not in alone and (cell.span > 1 or upper)
                        self._add(_Place(stage, None if whole else cell.start), row, cell)

    def _add(self, place: _Place, row: Row, cell: CellView) -> None:
        rows = self.found.setdefault(place, [])
        if rows and rows[-1][0] is row:
            rows[-1][1].append(cell)
        else:
            rows.append((row, [cell]))

    def steps(self, stage: StageView) -> Iterator[ColumnView]:
        """The columns under a stage, unless it is a column itself."""
        if not stage.alone:
            yield from self.pen.view.columns[stage.start : stage.start + stage.span]

    def entries(self, stage: StageView, column: int | None) -> list[Entry | Line]:
        """What stands in a place, with the blueprint's lines where they fall between two lanes."""
        rows = {id(row): cells for row, cells in self.found.get(_Place(stage.index, column), ())}
        entries: list[Entry | Line] = []
        lines: list[Line] = []
        for row in self.choice.rows:
            if isinstance(row, Line):
                lines.append(row)
            elif id(row) in rows:
                entries += lines if entries else []
                lines = []
                entries.append((row.title, tuple(rows[id(row)])))
        return entries


def as_list(pen: Pen, choice: Choice, width: int) -> Lines:
    """Stages under rules, steps indented below, lanes below those."""
    outline = Outline(pen, choice)
    lines: Lines = []
    small = width < NARROW
    for stage in choice.stages:
        lines += _stage_heading(pen, stage, width)
        if stage.alone:
            lines += pen.indent(_entries(outline, outline.entries(stage, stage.start), width - 2), 2)
        for column in outline.steps(stage):
            lines.append(Text())
            lines += pen.indent(heads.inline(pen, column.head, width - (1 if small else 2)), 1 if small else 2)
            body = _entries(outline, outline.entries(stage, column.index), width - (2 if small else 6))
            lines += pen.indent(body, 2 if small else 6)
        whole = outline.entries(stage, None)
        if whole:
            body = _entries(outline, whole, width - (2 if small else 6))
            lines += [Text(), *pen.indent(body, 2 if small else 6)]
        lines.append(Text())
    return lines[:-1]


def _stage_heading(pen: Pen, stage: StageView, width: int) -> Lines:
    style = stage_style(stage.index, len(pen.view.stages))
    lines = _band(pen, stage, width) + heads.inline(pen, stage.head, width - 2)
    lines = [Text.assemble((pen.glyphs.bar, style), line) for line in lines]
    room = width - pen.cells(lines[0]) - 2
    if len(lines) == 1 and room >= 3:
        lines[0] = Text.assemble(lines[0], "  ", pen.rule(room, pen.glyphs.rule))
    return lines


def _band(pen: Pen, stage: StageView, width: int) -> Lines:
    """The phase that begins with a stage."""
    for band in pen.view.bands:
        if band.title and band.start == stage.start:
            return pen.wrap(pen.line(band.title, DIM), width - 2)
    return []


def _entries(outline: Outline, entries: list[Entry | Line], width: int) -> Lines:
    lines: Lines = []
    for entry in entries:
        if isinstance(entry, Line):
            lines += heads.named_rule(outline.pen, Line(entry.name, entry.title, ""), width)
        else:
            lines += labelled(outline.pen, entry[0], entry[1], width, outline.label)
    return lines


def labelled(pen: Pen, title: str, cells: tuple[CellView, ...], width: int, label: int) -> Lines:
    """A lane's title beside its cells, or above them where it is narrow."""
    name = pen.line(title, DIM)
    if width + 6 < NARROW:
        return pen.wrap(name, width) + pen.indent(cell_lines(pen, cells, width - 2), 2)
    body = cell_lines(pen, cells, width - label - 2)
    return pen.lay([(0, pen.wrap(name, label)), (label + 2, body)])


def as_tree(pen: Pen, choice: Choice, width: int) -> Lines:
    """The same with guides: from a phase to its stages, a stage to its steps, a step to its lanes."""
    outline = Outline(pen, choice)
    lines: Lines = []
    for limb in tree(pen.view):
        stages = [branch for branch in limb.stages if branch.stage in choice.stages]
        inner = width - 3 if limb.title else width
        grown = [_grown(outline, branch, inner) for branch in stages]
        if limb.title and grown:
            lines += pen.wrap(pen.line(limb.title, BOLD), width) + _guided(pen, grown)
        else:
            lines += [line for branch in grown for line in branch]
    return lines


def _grown(outline: Outline, branch: Branch, width: int) -> Lines:
    """A stage with all that hangs on it, each heading with how much that is."""
    pen, stage, inner = outline.pen, branch.stage, width - 3
    hanging: list[Lines] = []
    for twig in branch.steps:
        leaves = _leaves(outline, outline.entries(stage, twig.column.index), inner - 3)
        head = heads.inline(pen, twig.column.head, inner)
        hanging.append(head + _counted(outline, twig.counts, inner) + _guided(pen, leaves))
    hanging += _leaves(outline, outline.entries(stage, stage.start if stage.alone else None), inner)
    style = stage_style(stage.index, len(pen.view.stages))
    head = [*heads.inline(pen, stage.head, width - 2), *_counted(outline, branch.counts, width - 2)]
    return [Text.assemble((pen.glyphs.bar, style), line) for line in head] + _guided(pen, hanging)


def _counted(outline: Outline, counts: tuple[Count, ...], width: int) -> Lines:
    """How many items there are in each of the lanes that are shown."""
    pen = outline.pen
    shown = {row.title for row in outline.choice.lanes}
    parts = [pen.line(f"{count.title} {count.number}", DIM) for count in counts if count.title in shown]
    return pen.wrap(Text(pen.dot, DIM).join(parts), width) if parts else []


def _leaves(outline: Outline, entries: list[Entry | Line], width: int) -> list[Lines]:
    return [_entries(outline, [entry], width) for entry in entries]


def _guided(pen: Pen, branches: list[Lines]) -> Lines:
    lines: Lines = []
    for number, branch in enumerate(branches):
        last = number == len(branches) - 1
        marks = (pen.glyphs.elbow, "   ") if last else (pen.glyphs.tee, pen.glyphs.pipe)
        lines += [Text.assemble((marks[min(row, 1)], DIM), line) for row, line in enumerate(branch)]
    return lines
