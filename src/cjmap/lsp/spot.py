"""Which part of the format stands at a path: the class whose keys it takes, and the key whose value it is."""

from __future__ import annotations

from typing import NamedTuple

from cjmap.lanes import Lane
from cjmap.lsp.place import Path
from cjmap.model.cells import ITEM_CLASSES
from cjmap.model.fields import below
from cjmap.model.map import Cellular
from cjmap.model.part import Part, keys


class Spot(NamedTuple):
    """`part` is the class of the map at a path (None where only values stand); `owner` and `key` say whose value it is.

    `lane` is the lane whose cell the path ends with, and `known` is False below a key that the format does not know.
    """

    part: type[Part] | None
    owner: type[Part] | None = None
    key: str = ""
    lane: Lane | None = None
    known: bool = True


def spot(path: Path, holder: type[Part], lanes: dict[str, Lane]) -> Spot:
    """The part at a path, seen from a document that holds a `holder`."""
    here = Spot(holder)
    for each in path:
        if isinstance(each, int):
            continue
        part = here.part
        if part is None:
            return Spot(None, known=False)
        if issubclass(part, Cellular) and each not in part.own_keys():
            lane = lanes.get(each)
            if lane is None:
                return Spot(None, part, each, known=False)
            here = Spot(ITEM_CLASSES[lane.cell], part, each, lane)
        elif each not in keys(part):
            return Spot(None, part, each, known=False)
        else:
            here = Spot(below(part, each), part, each)
    return here
