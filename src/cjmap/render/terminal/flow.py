"""The flow in characters: the columns one below the other, the ways between them as lines at their left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from rich.text import Text

from cjmap.render.terminal import heads
from cjmap.render.terminal.choose import Choice
from cjmap.render.terminal.ink import BOLD, DIM, LINK, feeling
from cjmap.render.terminal.pen import Pen, heading
from cjmap.render.terminal.wrap import Lines
from cjmap.view.chart import Node, Way, chart

UP, DOWN, LEFT, RIGHT = 1, 2, 4, 8
LEAST = 16
"""The fewest cells that words have beside the lines; on less room the ways stand in words alone."""

Net = tuple[int, bool]
"""The ways that run together: the column that they lead to, and whether they lead back."""


@dataclass(slots=True)
class _Drawing:
    """The lines of text, and what is drawn at their left: where each net leaves and enters, where the spine runs."""

    lines: Lines = field(default_factory=list)
    leaves: dict[Net, list[int]] = field(default_factory=dict)
    enters: dict[int, int] = field(default_factory=dict)
    spine: list[tuple[int, int]] = field(default_factory=list)


def as_flow(pen: Pen, choice: Choice, width: int) -> Lines:
    """The flow of the columns that are shown."""
    shown = {column.index for column in choice.columns}
    nodes = [node for node in chart(pen.view).nodes if node.column in shown]
    slots = _slots(nodes, shown)
    margin = 2 * (max(slots.values(), default=-1) + 1) + 3
    if width - margin - 2 < LEAST:
        margin, slots = 1, {}
    drawing = _Drawing()
    for at, node in enumerate(nodes):
        after = nodes[at + 1].column if at + 1 < len(nodes) else None
        _block(pen, drawing, node, after, width - margin - 2)
    rails = _rails(drawing, slots, margin)
    heads_at = set(drawing.enters.values())
    return [
        Text.assemble(_drawn(pen, rails[at], margin, node=at in heads_at), " ", line)
        for at, line in enumerate(drawing.lines)
    ]


def _drops(way: Way, after: int | None) -> bool:
    """Whether a way goes straight down to the next column."""
    return way.kind == "on" and way.target == after


def _slots(nodes: list[Node], shown: set[int]) -> dict[Net, int]:
    """Which of the places left of the spine each net takes; short ones next to it."""
    spans: dict[Net, tuple[int, int]] = {}
    place = {node.column: at for at, node in enumerate(nodes)}
    for at, node in enumerate(nodes):
        after = nodes[at + 1].column if at + 1 < len(nodes) else None
        for way in node.ways:
            if way.target is not None and way.target in shown and not _drops(way, after):
                net, to = (way.target, way.kind == "back"), place[way.target]
                low, high = spans.get(net, (at, at))
                spans[net] = (min(low, at, to), max(high, at, to))
    found: dict[Net, int] = {}
    for net, (low, high) in sorted(spans.items(), key=lambda each: (each[1][1] - each[1][0], each)):
        beside = {slot for other, slot in found.items() if spans[other][0] <= high and low <= spans[other][1]}
        found[net] = next(slot for slot in range(len(spans)) if slot not in beside)
    return found


def _block(pen: Pen, drawing: _Drawing, node: Node, after: int | None, width: int) -> None:
    """The lines of a column: its heading, what is said of it, the ways that leave it."""
    lines, first = drawing.lines, len(drawing.lines)
    drawing.enters[node.column] = first
    lines += _said(pen, node, width)
    ways = sorted(node.ways, key=lambda way: _drops(way, after))
    last = first
    for way in ways:
        plain = node.plain is way and _drops(way, after)
        if not plain:
            last = len(lines)
            if way.target is not None and not _drops(way, after):
                drawing.leaves.setdefault((way.target, way.kind == "back"), []).append(last)
            lines += pen.wrap(_way(pen, node, way), width, 2)
    onward = any(_drops(way, after) for way in ways)
    if after is not None:
        lines.append(Text())
    drawing.spine.append((first, len(lines) if onward else last))


def _said(pen: Pen, node: Node, width: int) -> Lines:
    head = pen.view.columns[node.column].head
    lines = pen.wrap(Text.assemble((f"{head.number} ", BOLD), pen.line(head.title, BOLD)), width, 2)
    if head.moment is not None:
        lines += pen.wrap(heads.moment(pen, head), width, 2)
    chips = heads.times(pen, head)
    for emotion in node.emotions:
        chip = Text.assemble(pen.line(emotion.score, feeling(emotion.level)), " ", pen.line(emotion.text))
        for words in (pen.word("if_when", when=emotion.when) if emotion.when else "", emotion.persona or ""):
            chip = Text.assemble(chip, " ", pen.line(words, DIM)) if words else chip
        chips.append(chip)
    lines += [line for line in pen.flow(chips, width) if line.plain]
    for detail in head.details:
        if detail.key == "journey":
            lines += pen.wrap(pen.labelled(detail.label, detail.text), width, 2)
    return lines


def _way(pen: Pen, node: Node, way: Way) -> Text:
    """A way in words: in which case, and where to."""
    if way.target is None:
        return pen.line(pen.word("ends_here" if len(node.ways) == 1 else "flow_may_end"), DIM)
    name = heading(pen.view.columns[way.target].head)
    where = Text.assemble((f"{pen.glyphs.arrow} ", LINK), pen.line(name))
    if way.kind == "back":
        where = pen.line(pen.word("returns_to", column=name))
    when = way.when or (pen.word("flow_together") if node.parallel else "")
    if way.kind == "back" and when:
        return Text.assemble(pen.line(when), (pen.dot, DIM), where)
    return Text.assemble(pen.line(when), " ", where) if when else where


def _rails(drawing: _Drawing, slots: dict[Net, int], margin: int) -> list[dict[int, tuple[int, str]]]:
    """For each line of text the cells with lines in them: in which directions, and in which style."""
    spine = margin - 1
    found: list[dict[int, tuple[int, str]]] = [{} for _ in drawing.lines]

    def add(line: int, cell: int, mask: int, style: str) -> None:
        if line < len(found):
            before, old = found[line].get(cell, (0, style))
            found[line][cell] = (before | mask, old if before else style)

    for first, last in drawing.spine:
        for line in range(first, last + 1):
            add(line, spine, (UP if line > first else 0) | (DOWN if line < last else 0), DIM)
    for net, lines in drawing.leaves.items():
        if net not in slots:
            continue
        cell, style = spine - 3 - 2 * slots[net], LINK if net[1] else DIM
        target = drawing.enters[net[0]]
        low, high = min(*lines, target), max(*lines, target)
        for line in range(low, high + 1):
            add(line, cell, (UP if line > low else 0) | (DOWN if line < high else 0), style)
        for line in (*lines, target):
            add(line, cell, RIGHT, style)
            for between in range(cell + 1, spine):
                add(line, between, LEFT | RIGHT, style)
            add(line, spine, LEFT, style)
    return found


def _drawn(pen: Pen, cells: dict[int, tuple[int, str]], margin: int, *, node: bool) -> Text:
    line = Text()
    spine = margin - 1
    for cell, (char, style) in enumerate(_characters(pen, cells, margin)):
        if node and cell == spine:
            line.append(pen.glyphs.node, BOLD)
        elif node and cell == spine - 1 and cells.get(spine, (0, ""))[0] & LEFT:
            line.append(pen.glyphs.tip, style)
        else:
            line.append(char, style)
    return line


def _characters(pen: Pen, cells: dict[int, tuple[int, str]], margin: int) -> Iterator[tuple[str, str]]:
    for cell in range(margin):
        mask, style = cells.get(cell, (0, ""))
        yield pen.glyphs.lines[mask], style
