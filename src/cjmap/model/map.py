"""The document: a journey map with its lanes and columns."""

from dataclasses import field
from functools import cache
from typing import Annotated, Any, Literal

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from cjmap.kinds import KindName
from cjmap.lanes import CellType, Role
from cjmap.model.base import (
    Basis,
    Day,
    Flag,
    Id,
    Language,
    Reference,
    References,
    Text,
    Texts,
    TrueOrText,
)
from cjmap.model.cells import Cells
from cjmap.model.part import ONE_OR_MORE, Part, Reads, key, keys
from cjmap.model.persona import Persona
from cjmap.model.research import Metric, ResearchSource, ScaleField

Status = Literal["draft", "review", "approved", "retired"]


def _no_column_key(value: str) -> str:
    if value in {"cells", *Stage.own_keys()}:
        raise PydanticCustomError("column_key", "a key of columns")
    return value


class LaneEntry(Part):
    """A lane as the map declares it: `id`, `id: Title`, or an object with these keys."""

    id: Annotated[Id, Reads(after=_no_column_key)] = key(
        "The key that cells use; a known lane keeps its cell type and role."
    )
    title: Text | None = key("The lane's title in the map's language.", default=None)
    cell: CellType | None = key("What its cells hold; `items` by default.", default=None)
    role: Role | None = key("Where it stands in a blueprint; by default that of the lane above.", default=None)
    hidden: Flag = key("true hides the lane.", default=False)
    note: Text | None = key("A sentence below the title.", default=None)
    owner: Text | None = key("Who answers for it.", default=None)

    @classmethod
    def _typed(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"id": value}
        if isinstance(value, dict) and len(value) == 1 and "id" not in value:
            (lane, title), = value.items()  # fmt: skip
            value = {"id": lane, "title": title}
        return super()._typed(value)


class Branch(Part):
    """Where the journey goes from a column; `when` is what the arrow says."""

    to: Reference = key("The column that follows.")
    when: Text | None = key("The case in which it is taken.", default=None)

    @classmethod
    def _typed(cls, value: Any) -> Any:
        return {"to": value} if isinstance(value, str) else super()._typed(value)


class Cellular(Part):
    """A part whose keys are lanes: they are gathered into `cells` by the cell type of each lane.

    The validation context's `lanes` says each lane's cell type; a key that is neither a field nor a lane stays and
    is refused as unknown.
    """

    cells: Cells = field(default_factory=Cells)

    @classmethod
    def _before(cls, schema: CoreSchema, name: str) -> CoreSchema:
        schema = core_schema.no_info_before_validator_function(cls._typed, schema)
        return core_schema.with_info_before_validator_function(cls._gathered, schema, ref=name)

    @classmethod
    def _gathered(cls, value: Any, info: core_schema.ValidationInfo) -> Any:
        if not isinstance(value, dict):
            return value
        if "cells" in value:
            raise PydanticCustomError("cells_typed", "the key that the model keeps for itself")
        lanes: dict[str, str] = (info.context or {}).get("lanes", {})
        own = cls.own_keys()
        rest: dict[str, Any] = {}
        cells: dict[str, dict[str, Any]] = {}
        for name, part in value.items():
            if name in own or name not in lanes:
                rest[name] = part
            elif part is not None:
                cells.setdefault(lanes[name], {})[name] = part
        rest["cells"] = cells
        return rest

    @classmethod
    @cache
    def own_keys(cls) -> frozenset[str]:
        """The keys that this part takes besides lanes, as they are typed."""
        return frozenset(keys(cls).keys() - {"cells"})


class Step(Cellular):
    """A step: a column of the map. Every key besides these is a lane, its value a cell."""

    id: Id | None = key("A name for references; unique among the map's columns.", default=None)
    title: Text | None = key("The column's heading; the time, else its number, when absent.", default=None)
    note: Text | None = key("A remark below the heading.", default=None)
    tags: Texts = key("Words to find it by.", default=())
    time: Text | None = key("When it happens, as people write it: `07:00`, `Late morning`.", default=None)
    duration: Text | None = key("How long it takes, such as `30 min`.", default=None)
    wait: Text | None = key("How long the customer waits, such as `1–3 months`.", default=None)
    moment_of_truth: TrueOrText = key("true, or why this moment decides.", default=None)
    actors: References = key("Who takes part; the map's personas when absent.", default=())
    basis: Basis | None = key("What everything in the column rests on.", default=None)
    sources: References = key("Ids of the sources that the column rests on.", default=())
    next: Annotated[tuple[Branch, ...], ONE_OR_MORE] | None = key(
        "Where the journey goes; the following column when absent, nowhere when [].", default=None
    )
    journey: Reference | None = key("Another map that this column opens into.", default=None)
    from_: References | None = key(
        "In a future map: the current columns it comes from; [] when it is new.", default=None
    )
    resolves: References = key("Pain points that this column resolves.", default=())


class Stage(Step):
    """A stage: a column of its own, or a band over its steps."""

    phase: Text | None = key("The phase; neighbours with the same one stand under one band.", default=None)
    steps: tuple[Step, ...] = key("The steps of the stage, in order.", default=())


class Overall(Cellular):
    """Cells that concern the whole journey."""


class JourneyMap(Part):
    """A journey map of one of the four kinds."""

    cjmap: Literal["1"] = key("The format's version: 1.", json_schema_extra={"enum": [1, "1"]})
    kind: KindName = key("The kind of map.")
    id: Id | None = key("The map's name; the file name without `.cjm.yaml` when absent.", default=None)
    title: Text = key("The map's title.")
    summary: Text | None = key("The finding, in a sentence or two.", default=None)
    note: Text | None = key("A remark for readers.", default=None)
    tags: Texts = key("Words to find it by.", default=())
    language: Language | None = key("The language of the words: en, zh-TW, zh-CN, ms, …", default=None)
    state: Literal["current", "future"] | None = key("Blueprints only: current or future.", default=None)
    basis: Basis | None = key("What everything below rests on unless it says otherwise.", default=None)
    sources: tuple[ResearchSource, ...] = key("The register of research.", default=())
    persona: Annotated[tuple[Persona, ...], ONE_OR_MORE] = key(
        "Whose journey it is: ids of persona files, personas, or plain names.", default=()
    )
    scenario: Text | None = key("When and in what situation.", default=None)
    goal: Text | None = key("What the customer wants.", default=None)
    business_goal: Text | None = key("What the organisation wants.", default=None)
    owner: Text | None = key("Who keeps the map true.", default=None)
    team: Text | None = key("The team that works with it.", default=None)
    status: Status | None = key("draft, review, approved or retired.", default=None)
    reviewed_on: Day | None = key("The day of the last review.", default=None)
    review_every: Text | None = key("How often it must be reviewed: `90 days`, `6 months`, `quarterly`.", default=None)
    future_of: Reference | None = key("The current map that this one is the future of.", default=None)
    variant_of: Reference | None = key("The same journey for another persona, or as designed.", default=None)
    translation_of: Reference | None = key("The map that this one translates.", default=None)
    blueprint_of: Reference | None = key("The journey that this blueprint delivers.", default=None)
    emotion_scale: ScaleField | None = key("`1..5`, or min, max and labels; −2…+2 when absent.", default=None)
    metrics: tuple[Metric, ...] = key("The metrics that cells give values of.", default=())
    lanes: tuple[LaneEntry, ...] = key("The rows, in order.", default=())
    stages: tuple[Stage, ...] = key("The columns: stages, with or without steps.", min_length=1)
    overall: Overall = key("Cells that concern the whole journey.", default_factory=Overall)
    drops: dict[str, Text] = key("Columns of the current map that are dropped, and why.", default_factory=dict)
    leaves: dict[str, Text] = key(
        "Pain points of the current map that deliberately stay, and why.", default_factory=dict
    )
