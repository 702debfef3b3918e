"""A stage of a comparison column by column, for windows too narrow for both maps beside each other."""

from __future__ import annotations

from cjmap.view.compared.shapes import Cell, Side, StagePair

Lane = tuple[str, tuple[tuple[Side | None, Cell], ...]]
"""A lane's title, and its cells, each with the side that it stands on; None where that goes without saying."""


def lanes(stage: StagePair, at: int, *, kept: bool) -> tuple[Lane, ...]:
    """What stands in the group at an index, of what is `kept` as it was or of what differs; nothing for empty cells."""
    sides = stage.groups[at].sides
    found = []
    for row in stage.rows:
        cells = row.cells[at]
        if (cells[0].side == "both") != kept:
            continue
        named: tuple[Side | None, ...] = sides if len(sides) > 1 and not kept else (None,) * len(cells)
        said = tuple((side, cell) for side, cell in zip(named, cells, strict=True) if cell.entries or cell.none)
        if said:
            found.append((row.title, said))
    return tuple(found)
