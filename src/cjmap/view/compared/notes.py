"""What a gap report rests on and how it is read: one register of sources for both maps, and a legend of its marks."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.diff.comparison import Comparison
from cjmap.diff.edition import Edition, column_of
from cjmap.diff.fates import MARKS
from cjmap.diff.forms.lines import FATES
from cjmap.diff.gap import Gap
from cjmap.document import Document
from cjmap.labels import Catalog
from cjmap.measures import ground
from cjmap.model.research import ResearchSource
from cjmap.model.walk import Location
from cjmap.record import replace
from cjmap.view.compared.entries import begun
from cjmap.view.compared.shapes import GapGrid, Key
from cjmap.view.context import Context
from cjmap.view.head import register
from cjmap.view.shapes import SourceEntry

COLUMNS = ("kept", "improved", "changed", "worsened", "merged", "split", "dropped", "forgotten", "new")
PAINS = ("resolved", "left", "remains", "gone", "forgotten", "added", "worsened")
"""The fates of columns and of pain points, in the order of the legend; the last two are of what gets worse."""


def sources(comparison: Comparison) -> list[ResearchSource]:
    """The sources of both maps of a gap report, the current one's first; those of projects where they are cited."""
    if comparison.gap is None:
        return []
    found: dict[str, ResearchSource] = {}
    for document in (comparison.old, comparison.new):
        if document is not None and document.map is not None:
            for each in _context(document, comparison.words.labels).number_sources():
                found.setdefault(each.id, each)
    return list(found.values())


def entries(comparison: Comparison, anchor: str) -> tuple[SourceEntry, ...]:
    """The register, numbered from 1; its anchors begin with that of the section."""
    found = sources(comparison)
    if not found or comparison.new is None:
        return ()
    told = register(_context(comparison.new, comparison.words.labels), found)
    return tuple(replace(each, anchor=f"{anchor}-{each.anchor}") for each in told)


def refs(register: list[ResearchSource], side: Edition, where: Location) -> tuple[int, ...]:
    """The numbers of what an item rests on, by its own sources or those of what it stands in."""
    column = column_of(where)
    holder, stage = side.columns.get(column), None
    if holder is not None:
        stage = side.stage(column)
    cited = ground(side.journey, stage, holder, side.item(where), future=side.future, target=False).sources
    numbers = {name: number for number, each in enumerate(register, 1) for name in (each.title, each.id)}
    return tuple(sorted({numbers[each] for each in cited if each in numbers}))


def legend(comparison: Comparison, grid: GapGrid | None) -> tuple[Key, ...]:
    """The marks that the page uses, in order."""
    return tuple(_key(comparison, name) for name in _used(comparison.gap, grid)) if grid is not None else ()


def _used(gap: Gap | None, grid: GapGrid) -> Iterator[str]:
    curves = [curve for feeling in grid.feelings for curve in feeling.plot.curves]
    drawn = [bool(curve.runs or curve.spans) for curve in curves]
    if any(drawn[::2]):
        yield "now"
    if any(drawn[1::2]):
        yield "then"
    if any(drawn[::2]) and any(drawn[1::2]):
        yield "range"
    if any(curve.spans for curve in curves):
        yield "cases"
    columns = {column.fate for column in gap.columns} if gap else set()
    yield from (f"column-{fate}" for fate in COLUMNS if fate in columns)
    pains = {*(pain.rule for pain in gap.pains), *(each.rule for each in gap.worse)} if gap else set()
    yield from (f"pain-{fate}" for fate in PAINS if {f"pain-{fate}", f"{fate}-pain"} & pains)
    boxes = [pain for cell in grid.pains for pain in cell.pains]
    if any(pain.severity for pain in boxes):
        yield "severity"
    if any(pain.refs for pain in boxes):
        yield "reference"


def _key(comparison: Comparison, name: str) -> Key:
    say = comparison.words.say
    text = say(f"legend-{name}", "page")
    kind, _, fate = name.partition("-")
    if not fate:
        return Key(name, text)
    rule = f"forgotten-{kind}" if fate == "forgotten" else name
    label = say(f"fate-{fate}", "report") if kind == "pain" else say(rule, "report")
    return Key(name, text, MARKS[rule], FATES[MARKS[rule]], begun(label))


def _context(document: Document, labels: Catalog) -> Context:
    assert document.map is not None  # noqa: S101 -- only maps are compared
    return Context(document, document.map, labels, labels)
