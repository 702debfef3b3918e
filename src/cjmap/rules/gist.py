"""What a project needs to know of each of its maps, small enough to pass between processes."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from cjmap.model.walk import Location


class Said(NamedTuple):
    """A name as typed, and its location in its map."""

    text: str
    where: Location


class Gist(NamedTuple):
    """A map of a project: its root and file, the lanes it uses, the project's sources it cites, its touchpoints."""

    root: Path
    path: Path
    lanes: frozenset[str]
    sources: frozenset[str]
    touchpoints: tuple[Said, ...]
    channels: tuple[Said, ...]
