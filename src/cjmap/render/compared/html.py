"""The page of a comparison: one self-contained file without script, for the screen or for sheets of paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cjmap.labels import Catalog, shipped
from cjmap.record import record
from cjmap.render import marks, style
from cjmap.render.compared import drawings
from cjmap.render.compared.twins import Twins, spark
from cjmap.render.curve import Ground
from cjmap.render.frame import css_file, environment, policy, still
from cjmap.render.grid import SHADES
from cjmap.render.look import look
from cjmap.render.marks import Svg
from cjmap.render.paper import cut_columns
from cjmap.view.compared.columns import lanes
from cjmap.view.compared.shapes import Feeling, GapGrid, Page, StagePair

INNER = 1376.0
"""The width of a page's content on the screen that it is drawn for, 16 units a rem."""
LANE = 122.0, 142.0
LEAST = 88.0, 94.0
"""The width of the rows' titles, and the least of a place in the grid, for Chinese and for other scripts."""
SIDE, MOST = 136.0, 340.0
"""How wide a sub-column is side by side, at least and at most."""


@record
class Sheet:
    """The room on paper: its width in rem, and how many sub-columns of how many rem it has beside the rows' titles."""

    inner: float
    places: int
    sides: int


@record
class GapPart:
    """A part of the gap report's grid that fits on a sheet: its places, its drawings."""

    start: int
    end: int
    feelings: tuple[tuple[Feeling, Svg, Svg], ...]
    street: Svg


@record
class SidesPart:
    """Groups of a stage that fit beside each other: from which to before which, and how many sub-columns they have."""

    start: int
    end: int
    size: int


def render(page: Page) -> bytes:
    """A comparison as one HTML file."""
    return page_html(page).encode()


def page_html(page: Page, *, paper: Sheet | None = None, extra_css: str = "") -> str:
    """A comparison as a page; with `paper` for sheets. `extra_css` must hold no text of a map unescaped."""
    maker = _Maker(page, paper)
    parts = {each.anchor: maker.gap(each.grid, each.catalog) if each.grid else [] for each in page.sections}
    sides = {each.anchor: [maker.sides(stage) for stage in each.stages] for each in page.sections}
    sizes = {part.size for stages in sides.values() for found in stages for part in found}
    places = {part.end - part.start for found in parts.values() for part in found}
    css = (_style(page, maker, sizes, places) + extra_css + look().css).strip()
    if paper is not None:
        css = style.settled(css)
    return (
        environment()
        .get_template("diff.html.j2")
        .render(
            page=page,
            css=Svg(css),
            policy=policy(css),
            paper=paper is not None,
            look=look(),
            word=page.catalog.word,
            say=page.words.data["page"].__getitem__,
            told=page.words.data["report"].__getitem__,
            gap_parts=parts,
            side_parts=sides,
            lanes_of=lanes,
            filled=filled,
            tiers=tiers,
            shade=lambda index, size: index if size <= SHADES else index * SHADES // size,
            spark=lambda grid: spark(grid.feelings[0].plot, grid.places) if grid.feelings else "",
            dumbbell=drawings.dumbbell,
            fate_bar=drawings.fate_bar,
            swatch=drawings.swatch,
            severity=marks.severity,
            icon=marks.icon,
            channel_icon=marks.channel_icon,
        )
    )


def filled(cells: Sequence[Any], start: int, end: int) -> Iterator[tuple[int, Any]]:
    """Things with places as the cells of a row from start to before end: how many places, and the thing or None."""
    at = start
    for cell in cells:
        first, last = max(cell.start, start), min(cell.start + cell.span, end)
        if first >= last or first < at:
            continue
        yield from ((1, None) for _ in range(at, first))
        yield last - first, cell
        at = last
    yield from ((1, None) for _ in range(at, end))


def tiers(cells: Sequence[Any]) -> list[list[Any]]:
    """Things with places in rows in which none stands upon another: those of a stage over those of its columns."""
    rows: list[list[Any]] = []
    for cell in sorted(cells, key=lambda each: (-each.span, each.start)):
        row = next((row for row in rows if not any(_meet(cell, each) for each in row)), None)
        if row is None:
            rows.append([cell])
        else:
            row.append(cell)
    return [sorted(row, key=lambda each: each.start) for row in rows] if len(rows) > 1 else [list(cells)]


def _meet(one: Any, other: Any) -> bool:
    return bool(one.start < other.start + other.span and other.start < one.start + one.span)


class _Maker:
    """Cuts the grids for the page, and makes their drawings for the width that they have there."""

    def __init__(self, page: Page, paper: Sheet | None) -> None:
        self.paper = paper
        self.wide = shipped(page.language).startswith("zh")
        self.family = style.drawing_family(page.language)
        self.lane = LANE[0] if self.wide else LANE[1]
        self.drawn = 0

    def column(self, places: int) -> float:
        """The width of a place of the gap report's grid, where it has so many beside each other."""
        if self.paper is not None:
            return (self.paper.inner * 16 - self.lane) / max(places, 6)
        return min(220.0, max(LEAST[0] if self.wide else LEAST[1], (INNER - self.lane) / places))

    def gap(self, grid: GapGrid, catalog: Catalog) -> list[GapPart]:
        """The grid in as many parts as the paper needs."""
        stages = [(head.start, head.start + head.span) for head in grid.heads]
        most = self.paper.places if self.paper is not None else grid.places
        slices = cut_columns(stages, most) if grid.places > most else ((0, grid.places),)
        return [self._part(grid, catalog, start, end) for start, end in slices]

    def _part(self, grid: GapGrid, catalog: Catalog, start: int, end: int) -> GapPart:
        column = self.column(end - start)
        ground = Ground(frozenset(), frozenset(head.start for head in grid.heads))
        feelings = []
        for feeling in grid.feelings:
            drawer = Twins(feeling.plot, catalog, ground, column, self.family)
            self.drawn += 1
            drawer.name = f"e{self.drawn}"
            layout = drawer.lay(start, end)
            curve = drawer.svg(layout, layout.top, layout.bottom)
            feelings.append((feeling, curve, drawer.scale(self.lane, layout.top, layout.bottom)))
        return GapPart(start, end, tuple(feelings), drawings.street(grid.ways, start, end, column))

    def sides(self, stage: StagePair) -> list[SidesPart]:
        """The groups of a stage in as many tables as the paper needs."""
        most = self.paper.sides if self.paper is not None else 10**9
        found: list[SidesPart] = []
        start = size = 0
        for index, group in enumerate(stage.groups):
            width = len(group.sides)
            if size and size + width > most:
                found.append(SidesPart(start, index, size))
                start, size = index, 0
            size += width
        return [*found, SidesPart(start, len(stage.groups), size)] if stage.groups else []


def _style(page: Page, maker: _Maker, sizes: set[int], places: set[int]) -> str:
    """The page's one style sheet: the files, and the rules made for these grids, of numbers only."""
    paper = maker.paper is not None
    own = css_file("page") + css_file("diff")
    stages = max((len(each.grid.heads) for each in page.sections if each.grid), default=1)
    parts = [look().faces, look().sheet(), css_file("tokens"), style.families(page.language)]
    parts += [still(own) if paper else own, style.ramp(stages)]
    for size in sorted(places):
        column = maker.column(size)
        total = maker.lane + size * column
        parts += _least(("c-gap", f"g{size}"), total, total, paper=paper)
        shares = (("cl", maker.lane), ("cc", column))
        parts += [f".c-gap.g{size} .{name}{{width:{100 * units / total:.4f}%}}" for name, units in shares]
    for size in sorted(sizes):
        least, widest = maker.lane + size * SIDE, maker.lane + size * MOST
        parts += _least(("c-sides", f"n{size}"), least, widest, paper=paper)
    parts += [f".c-sides .cl{{width:{maker.lane / 16:.4g}rem}}", still(look().rules) if paper else look().rules]
    parts += [css_file("print"), css_file("diff-print")]
    return "\n".join(part.strip() for part in parts if part) + "\n"


def _least(table: tuple[str, str], least: float, most: float, *, paper: bool) -> list[str]:
    """How narrow and how wide the tables of a class get, and on screens the words that they go on beyond the window."""
    name, widest = ".".join(table), f"max-width:{most / 16:.4g}rem"
    if paper:
        return [f".{name}{{{widest}}}"]
    narrowest = round(least / 16, 2)
    return [f".{name}{{min-width:{narrowest:g}rem;{widest}}}", style.beyond(table[1], narrowest)]
