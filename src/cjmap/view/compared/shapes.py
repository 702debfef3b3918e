"""What the page of a comparison consists of. Everything is in words already; nothing here is a colour or a width."""

from __future__ import annotations

from typing import Literal

from cjmap.labels import Catalog
from cjmap.record import record
from cjmap.view.points import Plot
from cjmap.view.shapes import SourceEntry

Mark = Literal["", "added", "removed", "changed", "moved", "merged", "split", "good", "left", "bad", "lost"]
"""How a thing is marked: by a sign, a word and a colour; "" for what is as it was.

`good`, `left` and `bad` are the fates of what a current map has and its future does not repeat; `lost` is a column that
the future map does not account for.
"""


@record
class Run:
    """A run of a text: `same` in both maps, `gone` from the old one, or `new`."""

    kind: Literal["same", "gone", "new"]
    text: str


@record
class Number:
    """A measure before and after, with the change in words and whether it is for the better.

    `brief` are the values without what qualifies them; `ends` are both as shares of a common scale from 0 to 1.
    """

    label: str
    before: str
    after: str
    change: str
    better: bool | None
    brief: tuple[str, str]
    ends: tuple[float, float] | None


@record
class FateLine:
    """A line of the gap report: how it is marked, its label, its sentence, facts below it, its lines in both files."""

    mark: str
    sign: str
    label: str
    text: str
    facts: tuple[str, ...]
    lines: str
    severity: int


@record
class Urgent:
    """What a reader must not miss, of one sort: its sign and name, its lines, how many are left out in words."""

    mark: str
    sign: str
    title: str
    lines: tuple[FateLine, ...]
    more: str


@record
class FateList:
    """The lines of the gap report about one sort of thing."""

    key: str
    title: str
    lines: tuple[FateLine, ...]


@record
class FateCount:
    """How many pain points have one fate, in words."""

    mark: str
    sign: str
    text: str
    size: int


@record
class Head:
    """A stage over its places in the gap report's grid; `new` where only the future map has it."""

    start: int
    span: int
    number: str
    title: str
    new: bool


@record
class Touch:
    """A touchpoint: its words, a known channel's key, and `online`, `offline` or ""."""

    text: str
    channel: str | None
    presence: str


@record
class Box:
    """A column of either map in the gap report's grid, or a note where it has none.

    `sign` and `badge` are its fate; `origin` names the current columns that it comes from.
    """

    start: int
    span: int
    mark: str = ""
    sign: str = ""
    badge: str = ""
    tag: str = ""
    origin: str = ""
    title: str = ""
    time: str = ""
    touches: tuple[Touch, ...] = ()
    note: str = ""


@record
class Case:
    """An emotion that holds only in a case, or a change of it: its figure, its words, the case; the figure's sign."""

    figure: str
    text: str
    when: str
    sign: int


@record
class Score:
    """An emotion or a change of it over some places: its figure and its words; the figure's sign.

    `cases` are those that hold only in a case, the worst first.
    """

    start: int
    span: int
    figure: str
    text: str
    sign: int = 0
    cases: tuple[Case, ...] = ()


@record
class Feeling:
    """The emotions of one persona ("" where there is only one) in both maps: the drawing, and the same in figures."""

    persona: str
    plot: Plot
    now: tuple[Score, ...]
    then: tuple[Score, ...]
    change: tuple[Score, ...]


@record
class Way:
    """From the middle of a current column to that of a future one; None where it comes from, or goes, nowhere.

    It is `lost` where the future map does not say that it goes nowhere.
    """

    start: float | None
    end: float | None
    lost: bool = False


@record
class PainBox:
    """A pain point and its fate; `refs` are numbers in the register of sources. A `new` one is of the future map."""

    mark: str
    sign: str
    label: str
    tag: str
    text: str
    severity: int
    severity_label: str
    note: str
    refs: tuple[int, ...] = ()
    new: bool = False


@record
class PainCell:
    """The pain points of one place of the grid."""

    start: int
    span: int
    pains: tuple[PainBox, ...]


@record
class GapGrid:
    """The gap report on the current map's grid, in so many places; what is new in the future map has places too."""

    places: int
    heads: tuple[Head, ...]
    feelings: tuple[Feeling, ...]
    now: tuple[Box, ...]
    then: tuple[Box, ...]
    ways: tuple[Way, ...]
    pains: tuple[PainCell, ...]
    sizes: tuple[str, str, str]


@record
class Fact:
    """A field of something that changed, with its value on one side or on both."""

    label: str
    runs: tuple[Run, ...]


@record
class Entry:
    """An item of a cell as one side has it."""

    mark: Mark
    word: str
    runs: tuple[Run, ...]
    tag: str = ""
    severity: int = 0
    severity_label: Run | None = None
    note: str = ""
    facts: tuple[Fact, ...] = ()


@record
class Cell:
    """A cell over one sub-column, or over both where it is equal in both maps; `none`: looked for, there is none."""

    side: Literal["old", "new", "both"]
    span: int
    entries: tuple[Entry, ...]
    none: bool = False


@record
class Side:
    """A sub-column of the grid: before, after, or both where nothing changed; what it is called among several."""

    side: Literal["old", "new", "both"]
    label: str
    title: str = ""


@record
class Group:
    """Columns that correspond: its number, its title with what changed in it, how it is marked, its sub-columns.

    `sign` is that of their fate in a gap report, where they have one.
    """

    number: str
    title: tuple[Run, ...]
    mark: Mark
    word: str
    note: str
    sides: tuple[Side, ...]
    sign: str = ""


@record
class LaneRow:
    """A lane of one stage: its cells group by group."""

    title: str
    cells: tuple[tuple[Cell, ...], ...]


@record
class StagePair:
    """A stage of both maps (or of one): its columns in groups, its lanes as rows; `size` says how many steps it has.

    It is `alone` where it has no steps, so that its one group is what the stage is.
    """

    title: tuple[Run, ...]
    name: str
    mark: Mark
    word: str
    note: str
    size: str
    changed: bool
    alone: bool
    groups: tuple[Group, ...]
    rows: tuple[LaneRow, ...]


@record
class ChangeLine:
    """A change as a sentence; or, where words were reworded, what it concerns and how they changed."""

    mark: Mark
    sign: str
    word: str
    text: str
    runs: tuple[Run, ...]
    lines: str


@record
class ChangeList:
    """The changes of one level."""

    title: str
    changes: tuple[ChangeLine, ...]


@record
class Key:
    """An entry of the legend: what is drawn, or a fate's mark with its sign and word; and what it means."""

    name: str
    text: str
    mark: str = ""
    sign: str = ""
    label: str = ""


@record
class Section:
    """One map compared. `kind` is `gap`, `changed`, `added` or `removed`; `before` and `after` are what its sides are

    called; `languages` are those of the maps' own words, `language` that of the report about them. `sources` are the
    register of a gap report, `legend` the marks that it uses.
    """

    catalog: Catalog
    words: Catalog
    language: str
    kind: Literal["gap", "changed", "added", "removed"]
    anchor: str
    tag: str
    kicker: str
    title: str
    deck: tuple[str, ...]
    files: tuple[str, str]
    languages: tuple[str, str]
    sides: tuple[str, str]
    urgent: tuple[Urgent, ...]
    counts: tuple[FateCount, ...]
    numbers: tuple[Number, ...]
    strip: tuple[Number, ...]
    scales: str
    grid: GapGrid | None
    fates: tuple[FateList, ...]
    stages: tuple[StagePair, ...]
    changes: tuple[ChangeList, ...]
    sources: tuple[SourceEntry, ...] = ()
    legend: tuple[Key, ...] = ()

    def word(self, key: str) -> str:
        """A word of the labels."""
        return self.catalog.word(key)

    def say(self, key: str) -> str:
        """A phrase of the page, its placeholders left as they are."""
        return str(self.words.data["page"][key])

    def told(self, key: str) -> str:
        """A phrase of every form of the report, its placeholders left as they are."""
        return str(self.words.data["report"][key])


@record
class Page:
    """The page: its language and labels, its headline, what the gate found, and a section a map."""

    catalog: Catalog
    words: Catalog
    language: str
    title: str
    deck: str
    failed: str
    sections: tuple[Section, ...]
