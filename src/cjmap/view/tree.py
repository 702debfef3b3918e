"""The tree: phases, their stages, their steps, with how much each holds, how it feels and which moments decide."""

from __future__ import annotations

from cjmap.record import record
from cjmap.view.shapes import CellView, ColumnView, EmotionView, OpportunityView, Row, SevereView, StageView, View


@record
class Count:
    """How many items stand in a lane at one place.

    `lane` counts the view's rows from 0. `severity` is the highest of them, `score` the map's best opportunity score
    where it stands here.
    """

    lane: int
    title: str
    number: int
    severity: int = 0
    score: str = ""


@record
class Twig:
    """A step."""

    column: ColumnView
    counts: tuple[Count, ...]
    emotions: tuple[EmotionView, ...]


@record
class Branch:
    """A stage with its steps (none when it is a column itself), and what its own cells hold."""

    stage: StageView
    counts: tuple[Count, ...]
    emotions: tuple[EmotionView, ...]
    steps: tuple[Twig, ...]


@record
class Limb:
    """A phase with its stages; `title` is "" for stages without one."""

    title: str
    stages: tuple[Branch, ...]


def tree(view: View) -> tuple[Limb, ...]:
    """The tree of a view: a limb for each phase, one for all where no stage names a phase."""
    rows = [row for row in view.rows if isinstance(row, Row)]
    branches = [_branch(view, rows, stage) for stage in view.stages]
    limbs = []
    for band in view.bands:
        inside = tuple(each for each in branches if band.start <= each.stage.start < band.start + band.span)
        limbs.append(Limb(band.title, inside))
    return tuple(limbs) or (Limb("", tuple(branches)),)


def _branch(view: View, rows: list[Row], stage: StageView) -> Branch:
    own: list[tuple[int, Row, CellView]] = []
    below: dict[int, list[tuple[int, Row, CellView]]] = {}
    for number, row in enumerate(rows):
        for level, tier in enumerate(row.tiers):
            for cell in tier:
                if stage.start <= cell.start < stage.start + stage.span:
                    whole = stage.alone or cell.span > 1 or (len(row.tiers) > 1 and level == 0)
                    (own if whole else below.setdefault(cell.start, [])).append((number, row, cell))
    columns = () if stage.alone else view.columns[stage.start : stage.start + stage.span]
    steps = tuple(Twig(each, _counts(below.get(each.index, [])), _felt(below.get(each.index, []))) for each in columns)
    return Branch(stage, _counts(own), _felt(own), steps)


def _counts(cells: list[tuple[int, Row, CellView]]) -> tuple[Count, ...]:
    found = []
    for number, row, cell in cells:
        items = cell.items
        if not items or row.cell == "emotion" or row.lane == NOW:
            continue
        severity = max((item.severity for item in items if isinstance(item, SevereView)), default=0)
        score = next((item.score for item in items if isinstance(item, OpportunityView) and item.best), "")
        found.append(Count(number, row.title, len(items), severity, score))
    return tuple(found)


def _felt(cells: list[tuple[int, Row, CellView]]) -> tuple[EmotionView, ...]:
    return tuple(item for _, _, cell in cells for item in cell.items if isinstance(item, EmotionView))


NOW = "emotion-now"
"""The row that repeats the current map's emotions below a future map's; it counts for nothing here."""
