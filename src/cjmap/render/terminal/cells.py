"""A cell as lines: its items one below the other, small chips beside each other."""

from __future__ import annotations

from rich.text import Text

from cjmap.render.terminal import items
from cjmap.render.terminal.ink import DIM
from cjmap.render.terminal.pen import Pen
from cjmap.render.terminal.wrap import Lines
from cjmap.view.shapes import CellView, ItemView, OpportunityView, TouchpointView


def cell_lines(pen: Pen, cells: tuple[CellView, ...], width: int) -> Lines:
    """The cells of one lane in one place, one after the other."""
    lines: Lines = []
    found = [item for cell in cells for item in cell.items]
    if not found and any(cell.none for cell in cells):
        return pen.wrap(Text(f"{pen.glyphs.none} {pen.word('none_here')}", DIM), width)
    chips: list[Text] = []
    bulleted = len(found) > 1
    for item in found:
        if isinstance(item, TouchpointView) and width >= items.WIDE and not item.details and not item.to:
            chips.append(items.chip(pen, item))
            continue
        lines += pen.flow(chips, width)
        chips = []
        lines += item_lines(pen, item, width, bulleted=bulleted)
    return lines + pen.flow(chips, width)


def item_lines(pen: Pen, item: ItemView, width: int, *, bulleted: bool = False) -> Lines:
    """An item, with the details and arrows that it has; `bulleted` where it stands among others."""
    mark = pen.glyphs.bullet if bulleted and width >= 12 and items.bare(item) else ""
    inner = width - len(mark)
    lines = items.body(pen, item, inner)
    hang = 2 if width >= 24 else 0
    if isinstance(item, OpportunityView) and item.score:
        hang = items.SCORE + 1 if width >= items.WIDE else 0
    more = items.details(pen, item.details, inner - hang) + items.leads(pen, item, inner - hang)
    lines = lines + pen.indent(more, hang)
    if not mark:
        return lines
    return pen.lay([(0, [Text(mark.rstrip(), DIM)]), (len(mark), lines)])
