"""The canonical order of keys, from the models' fields and the lanes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from operator import le

from cjmap.kinds import KINDS
from cjmap.lanes import LANES, CellType
from cjmap.model.cells import ITEM_CLASSES, Common
from cjmap.model.map import Branch, JourneyMap, LaneEntry, Stage
from cjmap.model.part import Part, keys
from cjmap.model.persona import PersonaFile
from cjmap.model.project import ProjectFile, RenderSettings
from cjmap.model.research import Metric, ResearchSource, Scale

COMMON = ("resolves", "persona", "owner", "note", "basis", "sources", "link", "lang", "tags", "to")
"""The keys that every item may carry, but for its id, in the order in which they follow its own keys."""

EARLY: dict[str, dict[str, str]] = {
    "emotion": {"persona": "score"},
    "opportunities": {"resolves": "impact", "owner": "status"},
}
"""The common keys that stand among an item's own, by cell type: each before another one."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A sort of mapping: its keys in order, and the shapes below them.

    `cells` marks the parts whose other keys are lanes; they stand before the keys in `last`.
    """

    keys: tuple[str, ...] = ()
    below: dict[str, str] = field(default_factory=dict)
    cells: bool = False
    last: tuple[str, ...] = ()


def _typed(part: type[Part]) -> list[str]:
    """The keys of a part as they are typed, in the order of its fields."""
    return [key for key in keys(part) if key != "cells"]


def _moved(keys: list[str], names: Iterable[str], before: str) -> tuple[str, ...]:
    """The keys, with some of them before another one."""
    moving = [name for name in names if name in keys]
    rest = [key for key in keys if key not in moving]
    at = rest.index(before)
    return (*rest[:at], *moving, *rest[at:])


def _item(cell: str) -> Shape:
    """Items begin with their id and their own keys, some of the common ones among them."""
    own = [key for key in _typed(ITEM_CLASSES[cell]) if key not in keys(Common)]
    for key, after in EARLY.get(cell, {}).items():
        own.insert(own.index(after), key)
    return Shape(("id", *own, *(key for key in COMMON if key not in own)))


_PERSONA = _moved(_typed(PersonaFile), ["cjmap", "kind", "id", "title", "language"], before="name")
_COLUMN = _moved([key for key in _typed(Stage) if key != "steps"], ["phase"], before="time")

SHAPES: dict[str, Shape] = {
    # the long lists follow the lines that say what the map is
    "map": Shape(
        _moved(_typed(JourneyMap), ["drops", "leaves", "sources"], before="metrics"),
        {
            "sources": "source", "persona": "persona", "emotion_scale": "scale", "metrics": "metric", "lanes": "lane",
            "stages": "stage", "overall": "overall",
        },
    ),
    "project": Shape(
        _moved(_typed(ProjectFile), ["personas"], before="lanes"),
        {"sources": "source", "emotion_scale": "scale", "metrics": "metric", "lanes": "lane", "render": "render"},
    ),
    "persona": Shape(_moved(list(_PERSONA), ["segment"], before="family")),
    "stage": Shape(_COLUMN, {"next": "branch", "steps": "stage"}, cells=True, last=("steps",)),
    "overall": Shape(cells=True),
    "source": Shape(tuple(_typed(ResearchSource))),
    "metric": Shape(tuple(_typed(Metric))),
    "scale": Shape(tuple(_typed(Scale))),
    "lane": Shape(tuple(_typed(LaneEntry))),
    "branch": Shape(tuple(_typed(Branch))),
    "render": Shape(tuple(_typed(RenderSettings))),
    **{f"cell:{cell}": _item(cell) for cell in ITEM_CLASSES},
}  # fmt: skip
"""Every sort of mapping that a file may hold, by name."""


Rank = tuple[int, int]
"""What keys are sorted by: their sort, and their place in it."""


class Order:
    """The order of keys in one file: that of the shapes, and of the lanes as the file declares them.

    It depends on the file alone, so that an editor and a hook that see it in different places agree.
    """

    def __init__(self, kind: str = "", declared: dict[str, CellType | None] | None = None) -> None:
        declared = declared or {}
        of_kind = KINDS[kind].lanes if kind in KINDS else ()
        self._lanes = {lane: at for at, lane in enumerate(dict.fromkeys((*declared, *of_kind, *LANES)))}
        self._cells: dict[str, CellType] = {lane.id: lane.cell for lane in LANES.values()}
        self._cells |= {lane: cell or self._cells.get(lane, "items") for lane, cell in declared.items()}
        self._ranks: dict[str, dict[str, Rank]] = {}

    def below(self, shape: str | None, key: str) -> str | None:
        """The shape of what stands below a key; None where keys stay as they are written."""
        if shape is None:
            return None
        found = SHAPES[shape]
        if key in found.below or key in found.keys or not found.cells:
            return found.below.get(key)
        return f"cell:{self._cells.get(key, 'items')}"

    def sorted(self, shape: str | None, keys: list[str]) -> list[int]:
        """The indexes of the keys in their canonical order; those that nobody knows follow as they are written."""
        order = list(range(len(keys)))
        if shape is not None:
            order.sort(key=self._ranked(shape, keys).__getitem__)
        return order

    def first_late(self, shape: str, keys: list[str]) -> tuple[int, int] | None:
        """The indexes of the first key that should stand before another, and of that other; None if all is in order."""
        ranks = self._ranked(shape, keys)
        if all(map(le, ranks, ranks[1:])):
            return None
        wanted = self.sorted(shape, keys)
        at = next(at for at, index in enumerate(wanted) if at != index)
        return wanted[at], at

    def _ranked(self, shape: str, keys: list[str]) -> list[Rank]:
        known = self._ranks.setdefault(shape, {})
        return [known.get(key) or known.setdefault(key, self._rank(SHAPES[shape], key)) for key in keys]

    def _rank(self, shape: Shape, key: str) -> Rank:
        if key in shape.keys:
            return 0, shape.keys.index(key)
        if shape.cells and key in self._lanes:
            return 1, self._lanes[key]
        return (3, shape.last.index(key)) if key in shape.last else (2, 0)
