"""A cell as lines: its items one below the other, small chips beside each other."""

from __future__ import annotations

from rich.text import Text

from cjmap.render.terminal import items
from cjmap.render.terminal.ink import DIM
from cjmap.render.terminal.pen import Pen
from cjmap.render.terminal.wrap import Lines
from cjmap.view.shapes import (
    ActivityView,
    CellView,
    EmotionView,
    ImageView,
    ItemView,
    LinkView,
    MetricView,
    OpportunityView,
    SevereView,
    TouchpointView,
)


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
    mark = pen.glyphs.bullet if bulleted and width >= 12 and _needs_bullet(item) else ""
    inner = width - len(mark)
    lines = _grammar(pen, item, inner)
    hang = 2 if width >= 24 else 0
    if isinstance(item, OpportunityView) and item.score:
        hang = items.SCORE + 1 if width >= items.WIDE else 0
    more = items.details(pen, item.details, inner - hang) + items.leads(pen, item, inner - hang)
    lines = lines + pen.indent(more, hang)
    if not mark:
        return lines
    return pen.lay([(0, [Text(mark.rstrip(), DIM)]), (len(mark), lines)])


def _needs_bullet(item: ItemView) -> bool:
    marked = (TouchpointView, SevereView, OpportunityView, EmotionView, MetricView)
    return item.cell != "quotes" and not isinstance(item, marked)


def _grammar(pen: Pen, item: ItemView, width: int) -> Lines:
    if isinstance(item, TouchpointView):
        return pen.wrap(items.chip(pen, item), width, 1)
    if isinstance(item, SevereView):
        return items.severe(pen, item, width)
    if isinstance(item, ActivityView):
        return items.activity(pen, item, width)
    if isinstance(item, OpportunityView):
        return items.opportunity(pen, item, width)
    if isinstance(item, MetricView):
        return items.metric(pen, item, width)
    if isinstance(item, EmotionView):
        return items.emotion(pen, item, width)
    if isinstance(item, ImageView):
        return items.image(pen, item, width)
    if isinstance(item, LinkView):
        return items.link(pen, item, width)
    return items.quote(pen, item, width) if item.cell == "quotes" else items.plain(pen, item, width)
