"""The pen: writes a view's texts with the marks, the encoding and the character widths of one terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rich.text import Text

from cjmap.render.terminal.ink import DIM, Glyphs, carries, clean, glyphs
from cjmap.render.terminal.wrap import Lines, measure, wrap
from cjmap.view.shapes import Head, Row, View


@dataclass(frozen=True)
class Pen:
    """How one view is written to one terminal. `names` are the words behind the view's anchors."""

    view: View
    encoding: str = "utf-8"
    ambiguous_wide: bool = False
    glyphs: Glyphs = field(default_factory=Glyphs)
    names: dict[str, str] = field(default_factory=dict)

    def text(self, words: str, style: str = "") -> Text:
        """Words of the map, made safe."""
        return Text(clean(words, self.encoding), style)

    def line(self, words: str, style: str = "") -> Text:
        """The same in one line."""
        return Text(" ".join(clean(words, self.encoding).split()), style)

    @property
    def dot(self) -> str:
        """What stands between facts: the language's own mark where it has one."""
        mark = str(self.view.catalog.data["fact_separator"])
        return self.glyphs.dot if mark.isascii() or not carries(self.encoding, mark) else mark

    def word(self, key: str, **values: object) -> str:
        """A word of the tool in the map's language."""
        return clean(self.view.catalog.word(key, **values), self.encoding)

    def cells(self, text: Text | str) -> int:
        """The cells that a text of one line takes."""
        return measure(text if isinstance(text, str) else text.plain, wide=self.ambiguous_wide)

    def wrap(self, text: Text, width: int, hang: int = 0) -> Lines:
        """The lines of a text within a width, all but the first indented."""
        return wrap(text, width, hang, wide=self.ambiguous_wide)

    def labelled(self, label: str, words: str, style: str = "") -> Text:
        """A label and what it says, with the language's colon between them."""
        colon = clean(str(self.view.catalog.data["colon"]), self.encoding)
        return Text.assemble((clean(label, self.encoding) + colon, DIM), self.text(words, style))

    def pad(self, text: Text, width: int) -> Text:
        """A copy of a line, filled with spaces up to a width."""
        return Text.assemble(text, " " * max(0, width - self.cells(text)))

    def indent(self, lines: Iterable[Text], by: int) -> Lines:
        """Lines moved to the right; empty ones stay empty."""
        return [Text.assemble(" " * by, line) if line.plain else line for line in lines]

    def lay(self, blocks: Sequence[tuple[int, Lines]]) -> Lines:
        """Blocks of lines side by side, each from its own cell on; they are in order and do not overlap."""
        lines: Lines = []
        for row in range(max((len(block) for _, block in blocks), default=0)):
            line = Text()
            used = 0
            for start, block in blocks:
                if row < len(block) and block[row].plain:
                    line.append(" " * (start - used))
                    line.append_text(block[row])
                    used = start + self.cells(block[row])
            lines.append(line)
        return lines

    def rule(self, width: int, mark: str, style: str = DIM) -> Text:
        """A line of one mark over a width."""
        return Text(mark * max(0, width), style)

    def flow(self, chips: Sequence[Text], width: int, gap: str = "  ") -> Lines:
        """Short texts one after the other, each broken only where it does not fit on a line of its own."""
        lines: Lines = []
        whole = False
        for chip in chips:
            size = self.cells(chip)
            if whole and size + len(gap) + self.cells(lines[-1]) <= width:
                lines[-1] = Text.assemble(lines[-1], gap, chip)
            else:
                lines += self.wrap(chip, width, 1)
                whole = size <= width
        return lines


def ready(view: View, encoding: str, *, ambiguous_wide: bool) -> Pen:
    """The pen for a view."""
    marks = glyphs(encoding, ambiguous_wide=ambiguous_wide)
    return Pen(view, encoding, ambiguous_wide, marks, dict(_names(view)))


def heading(head: Head) -> str:
    """A column's number and title."""
    return f"{head.number} {head.title}".strip()


def _names(view: View) -> Iterable[tuple[str, str]]:
    for row in (*view.rows, *view.overall):
        if isinstance(row, Row):
            for tier in row.tiers:
                for cell in tier:
                    yield from ((item.anchor, " ".join(item.text.split())) for item in cell.items)
    for stage in view.stages:
        yield stage.head.anchor, heading(stage.head)
    for column in view.columns:
        yield column.head.anchor, heading(column.head)
