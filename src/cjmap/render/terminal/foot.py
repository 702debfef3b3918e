"""The foot of a map: the whole journey, the ways it may go, fates, sources, legend and provenance."""

from __future__ import annotations

from rich.text import Text

from cjmap.render.terminal import items
from cjmap.render.terminal.choose import Choice
from cjmap.render.terminal.head import READABLE, fact, label_width
from cjmap.render.terminal.ink import BOLD, DIM, LINK
from cjmap.render.terminal.legend import legend
from cjmap.render.terminal.outline import labelled
from cjmap.render.terminal.pen import Pen, heading
from cjmap.render.terminal.wrap import Lines
from cjmap.view.shapes import Detail, FlowEdge, Line, Row, SourceEntry


def foot(pen: Pen, choice: Choice, width: int, *, listed: bool) -> Lines:
    """Everything below the map; `listed` where the map above has no column for notes on the lanes."""
    measure = min(width, READABLE)
    sections = [
        _section(pen, "overall", _overall(pen, choice, width), width),
        _facts(pen, pen.view.definitions, measure),
        _section(pen, "lanes", _lanes(pen, choice, measure) if listed else [], width),
        _section(pen, "flow", _flow(pen, choice, measure), width),
        _facts(pen, pen.view.fates, measure),
        _section(pen, "source_register", _sources(pen, measure), width),
        legend(pen, measure),
        _provenance(pen, measure),
    ]
    lines: Lines = [pen.rule(width, pen.glyphs.heavy, "")]
    for number, section in enumerate(section for section in sections if section):
        lines += [*([Text()] if number else []), *section]
    return lines


def _section(pen: Pen, word: str, body: Lines, width: int) -> Lines:
    return [*pen.wrap(Text(pen.word(word), BOLD), width), *body] if body else []


def _overall(pen: Pen, choice: Choice, width: int) -> Lines:
    lines: Lines = []
    size = min(14, max((pen.cells(pen.line(row.title)) for row in choice.overall), default=0))
    for row in choice.overall:
        cells = tuple(cell for tier in row.tiers for cell in tier)
        lines += pen.indent(labelled(pen, row.title, cells, min(width, READABLE) - 2, size), 2)
    return lines


def _lanes(pen: Pen, choice: Choice, width: int) -> Lines:
    """Notes and owners of lanes, questions of lanes that nobody has filled in, what lines between mean."""
    lines: Lines = []
    for row in choice.rows:
        empty = isinstance(row, Row) and not any(row.tiers)
        said = [row.note] if isinstance(row, Line) else [row.question if empty else "", row.note, row.owner]
        if any(said) or empty:
            parts = [pen.line(row.title), *(pen.text(words, DIM) for words in said if words)]
            lines += pen.indent(pen.wrap(Text("  ").join(parts), width - 2, 2), 2)
    return lines


def _flow(pen: Pen, choice: Choice, width: int) -> Lines:
    """Where the journey does not go straight on."""
    shown = {column.index for column in choice.columns}
    lines: Lines = []
    for edge in pen.view.flow:
        if not edge.straight and edge.start in shown:
            lines += pen.indent(pen.wrap(_edge(pen, edge), width - 2, 2), 2)
    return lines


def _edge(pen: Pen, edge: FlowEdge) -> Text:
    columns = pen.view.columns
    target = pen.word("ends_here") if edge.target is None else heading(columns[edge.target].head)
    line = Text.assemble(pen.line(heading(columns[edge.start].head)), (f" {pen.glyphs.arrow} ", LINK), pen.line(target))
    return Text.assemble(line, "  ", pen.line(pen.word("if_when", when=edge.when), DIM)) if edge.when else line


def _facts(pen: Pen, details: tuple[Detail, ...], width: int) -> Lines:
    if not details:
        return []
    size = label_width(pen, details)
    return [line for detail in details for line in fact(pen, detail, width, size)]


def _sources(pen: Pen, width: int) -> Lines:
    return [line for entry in pen.view.sources for line in pen.indent(_source(pen, entry, width - 1), 1)]


def _source(pen: Pen, entry: SourceEntry, width: int) -> Lines:
    number = f"[{entry.number}] "
    inner = width - len(number)
    title = Text.assemble(pen.line(entry.title), items.address(pen, entry.href))
    facts = pen.flow([title, Text(pen.dot, DIM).join([pen.line(fact, DIM) for fact in entry.facts])], inner)
    lines = [line for line in facts if line.plain]
    lines += pen.wrap(pen.text(entry.note, DIM), inner) if entry.note else []
    return pen.lay([(0, [Text(number.rstrip(), DIM)]), (len(number), lines)])


def _provenance(pen: Pen, width: int) -> Lines:
    said = dict.fromkeys((pen.view.file_name, *pen.view.provenance))
    parts = [pen.line(words, DIM) for words in said if words]
    return pen.flow(parts, width)
