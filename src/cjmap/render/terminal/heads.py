"""The headings of stages and steps, lane titles, and the rules between."""

from __future__ import annotations

from rich.text import Text

from cjmap.render.terminal import items
from cjmap.render.terminal.ink import BOLD, DIM, STAR
from cjmap.render.terminal.pen import Pen
from cjmap.render.terminal.wrap import Lines
from cjmap.view.shapes import Head, Line, Row


def times(pen: Pen, head: Head) -> list[Text]:
    """When it happens, how long it takes, and the wait before."""
    found = [pen.line(words, DIM) for words in (head.time, head.duration) if words and words != head.title]
    if head.wait:
        found.append(pen.line(pen.word("waiting", text=head.wait), STAR))
    return found


def moment(pen: Pen, head: Head) -> Text:
    """The star of a moment of truth and its reason; empty elsewhere."""
    if head.moment is None:
        return Text()
    return Text.assemble((f"{pen.glyphs.star} ", STAR), pen.line(head.moment or pen.word("moment_of_truth"), STAR))


def below(pen: Pen, head: Head, width: int) -> Lines:
    """What a heading says besides its name: note, actors, where it leads and the like."""
    lines = pen.wrap(pen.text(head.note, DIM), width) if head.note else []
    return lines + items.details(pen, head.details, width)


def stacked(pen: Pen, head: Head, width: int, *, stage: bool) -> Lines:
    """A heading in a column of the grid: number, name, times and star one below the other."""
    name = Text.assemble(pen.line(head.title, BOLD), _refs(head))
    if stage:
        lines = pen.wrap(Text.assemble((head.number, BOLD), " ", name), width)
        when = times(pen, head)
        if when and lines and pen.cells(lines[-1]) + 2 + pen.cells(when[0]) <= width:
            lines[-1] = Text.assemble(lines[-1], "  ", when.pop(0))
        lines += pen.flow(when, width)
    else:
        lines = [pen.line(head.number, DIM), *pen.wrap(name, width), *pen.flow(times(pen, head), width)]
    if head.moment is not None:
        lines += pen.wrap(moment(pen, head), width, 2)
    return lines + below(pen, head, width)


def inline(pen: Pen, head: Head, width: int) -> Lines:
    """A heading in the list: all in as few lines as it takes."""
    name = Text.assemble((f"{head.number} ", BOLD if "." not in head.number else ""), pen.line(head.title, BOLD))
    parts = [Text.assemble(name, _refs(head)), *times(pen, head)]
    if head.moment is not None:
        parts.append(moment(pen, head))
    return pen.flow(parts, width) + below(pen, head, width)


def _refs(head: Head) -> Text:
    return Text.assemble(" ", items.refs(head.refs)) if head.refs else Text()


def lane(pen: Pen, row: Row, width: int) -> Lines:
    """A lane's title with its note and owner."""
    lines = pen.wrap(pen.line(row.title, BOLD), width)
    for words in (row.note, row.owner):
        lines += pen.wrap(pen.text(words, DIM), width) if words else []
    return lines


def named_rule(pen: Pen, line: Line, width: int) -> Lines:
    """A blueprint's line: a rule of its own pattern with its name in it."""
    mark = {"visibility": pen.glyphs.visibility, "interaction": pen.glyphs.interaction}.get(
        line.name, pen.glyphs.internal
    )
    name = pen.line(line.title, BOLD)
    if line.note:
        name = Text.assemble(name, (pen.dot, DIM), pen.line(line.note, DIM))
    room = width - pen.cells(name) - 4
    if room >= 3:
        return [Text.assemble((mark * 2, DIM), " ", name, " ", pen.rule(room, mark))]
    return [pen.rule(width, mark), *pen.wrap(name, width)]


def titled_rule(pen: Pen, title: Text, width: int, mark: str) -> Lines:
    """A heading with a rule after it up to the edge, where there is room for one."""
    lines = pen.wrap(title, width)
    room = width - pen.cells(lines[-1]) - 2
    if len(lines) == 1 and room >= 3:
        lines = [Text.assemble(lines[0], "  ", pen.rule(room, mark))]
    return lines
