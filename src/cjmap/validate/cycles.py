"""Nested journeys that lead back into the map they started from."""

from __future__ import annotations

from pathlib import Path

from cjmap.diagnostic import Diagnostic
from cjmap.document import Document
from cjmap.model.map import JourneyMap
from cjmap.model.walk import Location, stages_and_steps
from cjmap.validate.links import follow


def check_cycles(document: Document, journey: JourneyMap) -> list[Diagnostic]:
    """A finding for each `journey:` of a map through which a chain of maps comes back to it."""
    found: list[Diagnostic] = []
    home = document.real_path
    if home is None:
        return found
    for where, linked in _links(document, journey):
        chain = _way_back(linked, home)
        if chain:
            names = " → ".join(name for name in (document.source.name, *chain))
            found.append(
                Diagnostic(
                    "nested-cycle",
                    f"nested journeys lead back to this map: {names}",
                    document.source,
                    document.span(where),
                    help="remove one of the journey: lines",
                )
            )
    return found


def _links(document: Document, journey: JourneyMap) -> list[tuple[Location, Document]]:
    links = []
    for at in stages_and_steps(journey):
        if at.column.journey:
            where: Location = (*at.location, "journey")
            linked = follow(document, at.column.journey, where).document
            if linked is not None:
                links.append((where, linked))
    return links


def _way_back(start: Document, home: Path) -> list[str]:
    """The names of the maps from `start` to the one at `home`, each visited once; empty when none leads there."""
    chains: dict[Path, list[str]] = {}
    queue = [(start, [start.source.name])]
    while queue:
        here, chain = queue.pop(0)
        path = here.real_path or home
        if path == home:
            return chain
        if path in chains:
            continue
        chains[path] = chain
        for _, linked in _links(here, here.map) if here.map else ():
            queue.append((linked, [*chain, linked.source.name]))
    return []
