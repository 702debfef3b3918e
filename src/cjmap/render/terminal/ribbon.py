"""The time ribbon in characters: a bar to scale, the axis below it, its sums in words."""

from __future__ import annotations

from rich.text import Text

from cjmap.render.terminal.ink import BAD, BOLD, DIM, LINK
from cjmap.render.terminal.pen import Pen
from cjmap.render.terminal.wrap import Lines
from cjmap.view.ribbon import Ribbon, Span, ribbon, ticks

WIDEST = 120


def time_lines(pen: Pen, width: int) -> Lines:
    """The time of a map to scale; nothing where it cannot be drawn."""
    found = ribbon(pen.view)
    if found is None:
        return []
    size = min(width, WIDEST)
    parts = []
    for part in found.parts:
        mark, style = _mark(pen, part.kind)
        said = Text.assemble((mark * 2, style), " ", pen.line(part.text, BOLD), " ", pen.line(part.share, BOLD))
        said.rstrip()
        parts.append(Text.assemble(said, " ", pen.line(part.label, DIM)))
    lines = [Text(), *pen.flow([pen.line(found.title, BOLD), *parts], width)]
    lines += [_bar(pen, found, size), _axis(pen, found, size)]
    if found.left_out:
        texts = pen.view.catalog.join(found.left_out)
        lines += pen.wrap(pen.line(pen.word("ribbon_left_out", texts=texts), DIM), width)
    return lines


def _mark(pen: Pen, kind: str) -> tuple[str, str]:
    glyphs = pen.glyphs
    return {
        "wait": (glyphs.waiting, BAD),
        "work": (glyphs.medium, LINK),
        "busy": (glyphs.medium, LINK),
        "customer": (glyphs.block, ""),
        "slot": (glyphs.rule, DIM),
    }[kind]


def _bar(pen: Pen, found: Ribbon, width: int) -> Text:
    """What takes any time has a cell at least; where two share one the later is seen."""
    cells: list[tuple[str, str]] = [(" ", "")] * width
    for span in sorted(found.spans, key=lambda each: (each.kind != "slot", -each.length)):
        first, end = _cells(found, span, width)
        for cell in range(first, end):
            cells[cell] = _mark(pen, span.kind)
    for span in found.spans:
        if span.kind == "slot":
            cells[_cells(found, span, width)[0]] = (pen.glyphs.span, DIM)
    return Text.assemble(*cells)


def _cells(found: Ribbon, span: Span, width: int) -> tuple[int, int]:
    first = min(width - 1, int(span.start / found.total * width))
    return first, max(first + (span.kind != "slot"), round((span.start + span.length) / found.total * width))


def _axis(pen: Pen, found: Ribbon, width: int) -> Text:
    line = Text()
    for share, label in ticks(found, pen.view.catalog, max(2, width // 12)):
        words = pen.line(label, DIM)
        at = min(int(share * width), width - pen.cells(words))
        used = pen.cells(line)
        if at >= used + (1 if used else 0):
            line = Text.assemble(line, " " * (at - used), words)
    return line
