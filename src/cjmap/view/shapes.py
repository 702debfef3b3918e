"""The shapes of a laid-out map: what every renderer draws from. No HTML, no colours, no widths.

Columns are counted from 0. Texts are in the map's language and plain; numbers in texts are already formatted
(minus is U+2212). `refs` are the numbers of entries in the source register, from 1. Anchors are unique in a view,
start with a letter and hold only ASCII letters, digits and hyphens.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from cjmap.labels import Catalog
from cjmap.lanes import CellType, Role
from cjmap.record import record
from cjmap.view.points import Plot

Presence = Literal["online", "offline"]


@record
class Detail:
    """A labelled fact in words; `href` leads to another place: `#anchor`, or a validated link. `refs` as in items."""

    label: str
    text: str
    href: str | None = None
    key: str = ""
    warn: bool = False
    refs: tuple[int, ...] = ()


@record
class ItemView:
    """One item of a cell. `text` are its main words; `details` every other word that has no field of its own here.

    `basis` is what it rests on after inheritance, `basis_label` the same in the map's language; `assumed` is true
    for assumed and target (drawn dashed). `to` are the anchors of the items that it leads to.
    """

    cell: CellType
    anchor: str
    id: str | None
    text: str
    lang: str | None
    basis: str
    basis_label: str
    assumed: bool
    refs: tuple[int, ...]
    details: tuple[Detail, ...]
    to: tuple[str, ...]


@record
class TouchpointView(ItemView):
    """A touchpoint: its channel as typed, its channel's icon (None for an unknown one), and whether it is online."""

    channel: str | None
    channel_key: str | None
    presence: Presence | None
    presence_label: str


@record
class SevereView(ItemView):
    """A pain point or a risk: severity 0 (not stated) to 4 (critical), and its word."""

    severity: int
    severity_label: str


@record
class ActivityView(ItemView):
    """A blueprint item; `fail_point` is None, or the words that stand at the mark ("" when none were typed).

    `fail_number` counts the map's fail points from 1.
    """

    actor: str | None
    system: str | None
    duration: str | None
    wait: str | None
    fail_point: str | None
    fail_number: int | None


@record
class FailPoint:
    """A fail point, and the pain points that its item leads to: what it does to the customer.

    `effect` is that in words, `severity` the gravest of theirs, as in `SevereView`; "" and 0 where nothing is stated.
    """

    item: ActivityView
    pains: tuple[SevereView, ...]
    effect: str
    severity: int
    severity_label: str


@record
class OpportunityView(ItemView):
    """An opportunity: its computed score as text ("" when it cannot be computed); `best` for the map's highest."""

    score: str
    best: bool


@record
class MetricView(ItemView):
    """A metric's latest value against its target, or a criterion in words (then `value` is "").

    `fraction` and `target_fraction` place both on a bar from 0 to 1; None when there is no bar. `verdict` says in
    words how value and target compare; `met` is None when that cannot be said. `facts` are method, n, date in words;
    `history` are earlier values, oldest first, each a label (the date) and a text.
    """

    title: str
    value: str
    target: str
    verdict: str
    met: bool | None
    fraction: float | None
    target_fraction: float | None
    facts: tuple[str, ...]
    history: tuple[Detail, ...]


@record
class EmotionView(ItemView):
    """How a persona feels: the score as text ("" when none), level −1 (worst) to +1 (best), the word in `text`,

    a sentence in `sentence`, the persona's name where the map has several, the case in `when`.
    """

    score: str
    level: float | None
    sentence: str
    persona: str | None
    when: str | None


@record
class ImageView(ItemView):
    """A picture: its file below the project's root (None when it is not there), and what it shows."""

    path: Path | None
    alt: str


@record
class LinkView(ItemView):
    """A link to follow; `text` is what is clicked."""

    href: str


@record
class CellView:
    """A cell from column `start` over `span` columns; `none` when the map says that there is none.

    `narrowed` is a stage's cell that a form shows over some columns of its stage alone.
    `presence` is "in" or "out" where it says whether the product is part of a day in the life.
    """

    start: int
    span: int
    items: tuple[ItemView, ...]
    none: bool = False
    narrowed: bool = False
    presence: Literal["", "in", "out"] = ""


@record
class Row:
    """A lane. `tiers` are its lines of cells: the stages' cells above the steps' where a lane has both.

    `cells` that are empty are left out. `overall` is the cell that concerns the whole journey, if there is one.
    """

    lane: str
    title: str
    question: str
    note: str
    owner: str
    cell: CellType
    role: Role
    tiers: tuple[tuple[CellView, ...], ...]
    count: int


@record
class Line:
    """A blueprint's line between the rows above and below: `interaction`, `visibility` or `internal`."""

    name: str
    title: str
    note: str


@record
class Head:
    """The heading of a stage or a column.

    `number` is `3` or `3.2`; `title` is "" when there is neither a title nor a time. `moment` is None, or why it is a
    moment of truth ("" when not said). `details` are actors, tags, next, journey, from, resolves and the like.
    """

    anchor: str
    id: str | None
    number: str
    title: str
    time: str
    duration: str
    wait: str
    moment: str | None
    note: str
    refs: tuple[int, ...]
    basis: str
    basis_label: str
    details: tuple[Detail, ...]


@record
class ColumnView:
    """A column: a step, or a stage without steps (then `head` is also the stage's head).

    `evidence` holds one bool a filled cell that makes a claim: true when every item of it is sourced.
    """

    index: int
    stage: int
    head: Head
    evidence: tuple[bool, ...]


@record
class StageView:
    """A stage over the columns from `start`, `span` of them; `alone` when it is a column itself (it has no steps)."""

    index: int
    head: Head
    start: int
    span: int
    alone: bool


@record
class Band:
    """A phase over neighbouring columns; `title` is "" over stages without a phase."""

    title: str
    start: int
    span: int


@record
class FlowEdge:
    """Where the journey goes from a column; `target` is None where it ends. `straight` when it is the next column."""

    start: int
    target: int | None
    when: str
    straight: bool


@record
class PersonaCard:
    """A persona as shown: `initials` for the monogram, `line` for age, role and such, facts for the rest."""

    anchor: str
    name: str
    initials: str
    line: str
    quote: str
    bio: str
    image: Path | None
    facts: tuple[Detail, ...]
    refs: tuple[int, ...]


@record
class Finding:
    """One of the four computed findings: `key` is peak, low, pains or opportunity."""

    key: Literal["peak", "low", "pains", "opportunity"]
    label: str
    value: str
    text: str
    href: str


@record
class SourceEntry:
    """An entry of the source register: its number, title, and what sort, how collected, n and date in words."""

    number: int
    anchor: str
    id: str
    title: str
    facts: tuple[str, ...]
    note: str
    href: str | None


@record
class Coverage:
    """How much of the map is sourced: of `total` filled cells that make a claim, `sourced` are; `text` says it."""

    sourced: int
    total: int
    text: str
    definition: str


@record
class View:
    """A map laid out. `marks` are the legend's keys in order, exactly those whose marks are used; `definitions` the

    metrics and scales that are declared and seen nowhere else.

    `understood` is the basis that goes without saying at each item: "target" in a future map, "assumed" in a map that
    cites nothing at all (its head says so), else "".
    """

    catalog: Catalog
    language: str
    kind: str
    tag: str
    kind_title: str
    title: str
    summary: str
    note: str
    quotes: tuple[str, str]
    personas: tuple[PersonaCard, ...]
    intro: tuple[Detail, ...]
    facts: tuple[Detail, ...]
    coverage: Coverage
    findings: tuple[Finding, ...]
    bands: tuple[Band, ...]
    stages: tuple[StageView, ...]
    columns: tuple[ColumnView, ...]
    rows: tuple[Row | Line, ...]
    overall: tuple[Row, ...]
    plot: Plot | None
    flow: tuple[FlowEdge, ...]
    sources: tuple[SourceEntry, ...]
    fates: tuple[Detail, ...]
    fail_points: tuple[FailPoint, ...]
    understood: Literal["", "assumed", "target"]
    marks: tuple[str, ...]
    score_formula: str
    file_name: str
    provenance: tuple[str, ...]
    definitions: tuple[Detail, ...] = ()

    @property
    def blueprint(self) -> bool:
        """Whether it is drawn as a service blueprint, with boxes, lines and arrows."""
        return self.kind == "service-blueprint"
