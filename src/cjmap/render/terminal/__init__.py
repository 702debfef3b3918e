"""A map in the terminal: the grid where it fits, else tables of a few columns, else the list.

No word is left out at any width; the flow stands above a list. Where only some lanes or stages are shown, nothing is
said of the whole map.
"""

from __future__ import annotations

from io import StringIO

from rich.console import Console, Group
from rich.text import Text

from cjmap.render import ViewName
from cjmap.render.terminal import grid as grids
from cjmap.render.terminal.choose import Choice, choose, cut, unknown
from cjmap.render.terminal.curve import Frame, axis_width, draw, unnamed
from cjmap.render.terminal.flow import as_flow
from cjmap.render.terminal.foot import foot
from cjmap.render.terminal.head import head
from cjmap.render.terminal.ink import BOLD, DIM
from cjmap.render.terminal.items import joined
from cjmap.render.terminal.narrow import narrowed
from cjmap.render.terminal.outline import as_list, as_tree
from cjmap.render.terminal.pen import Pen, ready
from cjmap.render.terminal.ribbon import time_lines
from cjmap.render.terminal.wrap import Lines
from cjmap.view.shapes import View

__all__ = ["NARROWEST", "render", "to_text", "unknown"]

NARROWEST = 20
"""The fewest cells that a map is laid out for."""


def render(
    view: View,
    *,
    width: int,
    form: ViewName = "auto",
    lanes: frozenset[str] | None = None,
    stages: frozenset[str] | None = None,
    encoding: str = "utf-8",
    ambiguous_wide: bool = False,
) -> Group:
    """A view for a rich console of `width` cells, in lines that it need not break again.

    `lanes` and `stages` choose by id, number or title. `ambiguous_wide` for terminals that draw East Asian
    Ambiguous characters two cells wide.
    """
    chosen = choose(view, lanes, stages)
    if lanes is not None or stages is not None:
        view, chosen = narrowed(view, chosen, lanes=lanes is not None, stages=stages is not None)
    pen = ready(view, encoding, ambiguous_wide=ambiguous_wide)
    return Group(*(_fixed(line) for line in _lines(pen, chosen, max(NARROWEST, width), form)))


def to_text(
    view: View,
    *,
    width: int = 100,
    form: ViewName = "auto",
    lanes: frozenset[str] | None = None,
    stages: frozenset[str] | None = None,
    encoding: str = "utf-8",
    ambiguous_wide: bool = False,
    colour: bool = False,
) -> str:
    """The same as text with a line break after each line; with escape sequences only if `colour` is set."""
    drawn = render(
        view,
        width=width,
        form=form,
        lanes=lanes,
        stages=stages,
        encoding=encoding,
        ambiguous_wide=ambiguous_wide,
    )
    if not colour:
        return "".join(f"{line.plain}\n" for line in drawn.renderables if isinstance(line, Text))
    out = StringIO()
    console = Console(
        file=out,
        width=max(NARROWEST, width) * 2,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
        legacy_windows=False,
        no_color=False,
        _environ={},
    )
    console.print(drawn, crop=False)
    return out.getvalue()


def _fixed(line: Text) -> Text:
    line.rstrip()
    line.no_wrap = True
    line.overflow = "ignore"
    return line


def _lines(pen: Pen, chosen: Choice, width: int, form: ViewName) -> Lines:
    lines = head(pen, width) + time_lines(pen, width)
    measures = _grid_plan(pen, chosen, width, form)
    if measures is not None and chosen.columns:
        lines += [Text(), *grids.grid(pen, chosen, width, measures)]
    elif chosen.columns:
        inner = min(width, 120)
        if form == "flow":
            lines += [Text(), *pen.wrap(Text(pen.word("flow"), BOLD), inner), Text(), *as_flow(pen, chosen, inner)]
            lines += [Text(), pen.rule(inner, pen.glyphs.heavy, "")]
        else:
            lines += _curve(pen, chosen, inner)
        lines += [Text(), *(as_tree if form == "tree" else as_list)(pen, chosen, inner)]
    return [*lines, Text(), *foot(pen, chosen, width, listed=measures is None)]


def _grid_plan(pen: Pen, chosen: Choice, width: int, form: ViewName) -> grids.Plan | None:
    """The grid's measures if the map is to be a grid: in one piece, or in pieces of several columns."""
    if form in {"tree", "flow", "list"}:
        return None
    whole = grids.plan(pen, chosen, width, grids.least_width(chosen))
    if form == "grid" or len(whole.pieces) == 1:
        return whole if form == "grid" or len(chosen.columns) > 1 else None
    several = grids.plan(pen, chosen, width, grids.READABLE)
    return several if max((piece.count for piece in several.pieces), default=0) >= 3 else None


def _curve(pen: Pen, chosen: Choice, width: int) -> Lines:
    """The curve above a list, in as many pieces as its columns' numbers need."""
    plot = pen.view.plot
    lane = next((row for row in chosen.lanes if row.cell == "emotion"), None)
    if plot is None or lane is None or not plot.curves:
        return []
    lines = [pen.rule(width, pen.glyphs.heavy, ""), *pen.wrap(pen.line(lane.title, BOLD), width)]
    axis = axis_width(pen, plot, width // 4)
    numbers = [pen.cells(column.head.number) for column in chosen.columns]
    least = max(4, *numbers) + 1
    most = (width - axis) // least
    if most < 3 and most < len(chosen.columns):
        return [*lines, *pen.wrap(pen.text(plot.description), width)]
    pitch = min(12, (width - axis) // min(most, len(chosen.columns)))
    for number, piece in enumerate(cut(chosen, most)):
        edges = tuple(stage.start for stage in piece.stages if stage.start > piece.first)
        frame = Frame(axis, pitch, piece.first, piece.count, edges, 2)
        lines += joined(pen, unnamed(pen, plot, frame), width) if number == 0 else [Text()]
        lines += [*draw(pen, plot, frame), _numbers(chosen, frame)]
    return lines


def _numbers(chosen: Choice, frame: Frame) -> Text:
    line = Text(" " * frame.axis, DIM)
    for column in chosen.columns:
        if frame.first <= column.index < frame.first + frame.count:
            number = column.head.number
            left = max(0, frame.pitch // 2 - (len(number) - 1) // 2)
            line.append((" " * left + number).ljust(frame.pitch))
    return line
