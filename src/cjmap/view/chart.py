"""The flow laid out: the rank and the track of each column, the ways that leave it, and where long journeys wrap.

A rank is a place along the journey, counted from 0: one more than the highest rank of whatever leads on to a column.
Tracks lie side by side within a rank: the way that is written first keeps the track it comes from, the others take the
next free ones, so that alternatives, parallel stages and outcomes stand beside the main line. Ways that lead back
have no say in it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import inf
from typing import Literal

from cjmap.record import record
from cjmap.view.shapes import EmotionView, FlowEdge, Row, View


@record
class Way:
    """A way that leaves a column; `target` is None where the journey ends. `back` leads to the column or an earlier."""

    start: int
    target: int | None
    when: str

    @property
    def kind(self) -> Literal["on", "back", "end"]:
        """Whether it leads on, back, or nowhere."""
        return "end" if self.target is None else "back" if self.target <= self.start else "on"


@record
class Node:
    """A column in the flow.

    `ways` are those that leave it, in written order; `parallel` when several of them are gone at once. `begins` marks
    what no way leads to. `emotions` are the scored emotions of the column.
    """

    column: int
    rank: int
    track: int
    ways: tuple[Way, ...]
    begins: bool
    emotions: tuple[EmotionView, ...]

    @property
    def parallel(self) -> bool:
        """Whether several ways are gone at once: those that have no `when`."""
        return sum(way.target is not None and not way.when for way in self.ways) > 1

    @property
    def plain(self) -> Way | None:
        """The one way on that needs no words; None where there are none or several, or where it has a `when`."""
        return self.ways[0] if len(self.ways) == 1 and not self.ways[0].when else None


@record
class Chart:
    """All columns of a flow, by their index."""

    nodes: tuple[Node, ...]

    @property
    def ranks(self) -> int:
        """How many ranks there are."""
        return max((node.rank for node in self.nodes), default=-1) + 1

    @property
    def plain(self) -> bool:
        """Whether it only goes straight on from column to column."""
        return all(node.plain and node.plain.target in (node.column + 1, None) for node in self.nodes)


def chart(view: View) -> Chart:
    """The flow of a view."""
    ways: dict[int, list[Way]] = {column.index: [] for column in view.columns}
    for edge in view.flow:
        ways[edge.start].append(_way(edge))
    last = len(view.columns) - 1
    for index, leaving in ways.items():
        if not leaving and index == last:
            leaving.append(Way(index, None, ""))
    ranks = _ranks(ways)
    tracks = _tracks(ways, ranks)
    reached = {way.target for leaving in ways.values() for way in leaving}
    emotions = _emotions(view)
    return Chart(
        tuple(
            Node(index, ranks[index], tracks[index], tuple(leaving), index not in reached, emotions.get(index, ()))
            for index, leaving in ways.items()
        )
    )


def _way(edge: FlowEdge) -> Way:
    return Way(edge.start, edge.target, edge.when)


def _ranks(ways: Mapping[int, list[Way]]) -> dict[int, int]:
    """What nothing leads on to stands after the column that is written before it."""
    found: dict[int, int] = {}
    least: dict[int, int] = {}
    for index, leaving in ways.items():
        found[index] = least[index] if index in least else found.get(index - 1, -1) + 1
        for way in leaving:
            if way.target is not None and way.kind == "on":
                least[way.target] = max(least.get(way.target, 0), found[index] + 1)
    return found


def _tracks(ways: Mapping[int, list[Way]], ranks: Mapping[int, int]) -> dict[int, int]:
    comes: dict[int, list[tuple[int, int]]] = {}
    for index, leaving in ways.items():
        for order, way in enumerate(leaving):
            if way.target is not None and way.kind == "on":
                comes.setdefault(way.target, []).append((index, order))
    found: dict[int, int] = {}
    by_rank: dict[int, list[int]] = {}
    for index, rank in ranks.items():
        by_rank.setdefault(rank, []).append(index)
    for rank in sorted(by_rank):
        wishes = []
        for index in by_rank[rank]:
            before = [(found[source], order) for source, order in comes.get(index, ())]
            track, order = min(before, default=(found.get(index - 1, 0), 0))
            wishes.append((order, track, index))
        taken: set[int] = set()
        for _, track, index in sorted(wishes):
            free = next(each for each in range(track, track + len(wishes) + 1) if each not in taken)
            taken.add(free)
            found[index] = free
    return found


def _emotions(view: View) -> dict[int, tuple[EmotionView, ...]]:
    """The scored emotions by column; those of a stage over several steps stay with the stage."""
    found: dict[int, tuple[EmotionView, ...]] = {}
    for row in view.rows:
        if not isinstance(row, Row) or row.cell != "emotion":
            continue
        for tier in row.tiers:
            for cell in tier:
                scored = tuple(item for item in cell.items if isinstance(item, EmotionView) and item.level is not None)
                if cell.span == 1 and scored:
                    found[cell.start] = found.get(cell.start, ()) + scored
    return found


def bands(found: Chart, most: int) -> tuple[tuple[int, int], ...]:
    """The ranks cut into as few bands as possible of at most so many, where few ways are cut, about evenly."""
    ranks = found.ranks
    if not ranks:
        return ()
    rank = {node.column: node.rank for node in found.nodes}
    cut = [0] * (ranks + 1)
    for node in found.nodes:
        for way in node.ways:
            if way.target is not None:
                low, high = sorted((node.rank, rank[way.target]))
                for place in range(low + 1, high + 1):
                    cut[place] += 1
    count = -(-ranks // most)
    even = ranks / count
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in range(count):
        reach: dict[int, tuple[float, int]] = {}
        for start, (cost, _) in best[-1].items():
            for end in range(start + 1, min(start + most, ranks) + 1):
                price = cost + (end - start - even) ** 2 + (3 * cut[end] if end < ranks else 0)
                if price < reach.get(end, (inf, 0))[0]:
                    reach[end] = (price, start)
        best.append(reach)
    cuts = [ranks]
    for layer in reversed(best[1:]):
        cuts.append(layer[cuts[-1]][1])
    edges = cuts[::-1]
    return tuple(pairwise(edges))
