"""The parts of a page's tables: cells, rows and heads, as the templates walk through them."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.record import changing, record
from cjmap.render.marks import Svg
from cjmap.view.shapes import CellView, ColumnView, ItemView, Line, Row, StageView


@changing
class Td:
    """A table cell: a cell of the view, one item of it (a box), a gutter (then its class), or the evidence marks."""

    classes: str = ""
    colspan: int = 1
    rowspan: int = 1
    cell: CellView | None = None
    item: ItemView | None = None
    continued: bool = False
    gutter: str | None = None
    svg: Svg | None = None
    evidence: tuple[bool, ...] = ()


@changing
class Tr:
    """A table row: `lane`, `curve`, `numbers`, `street` or `evidence`.

    `rowspan` is that of its title; 0 when the title of the row above reaches down to it.
    """

    kind: str
    classes: str = ""
    row: Row | None = None
    first: bool = True
    tds: Sequence[Td] = ()
    colspan: int = 1
    svg: Svg | None = None
    scale: Svg | None = None
    line: Line | None = None
    rowspan: int = 1


@record
class BandHead:
    """A phase in a slice."""

    title: str
    colspan: int


@record
class StageHead:
    """A stage in a slice; `continued` when it began on an earlier one."""

    stage: StageView
    colspan: int
    classes: str
    continued: bool
    flow: tuple[str, ...]


@record
class StepHead:
    """A step's head in a slice."""

    column: ColumnView
    classes: str
    flow: tuple[str, ...]


@changing
class Sheet:
    """The columns from `start` to before `end` as one table."""

    start: int
    end: int
    gutters: bool
    bands: list[BandHead]
    stages: list[StageHead]
    steps: list[StepHead]
    trs: list[Tr]
    sky: Svg | None = None
    gutter: float = 0.0
