"""The document: a journey map with its lanes and columns."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, ValidationInfo, model_validator
from pydantic_core import PydanticCustomError

from cjmap.kinds import KindName
from cjmap.lanes import CellType, Role
from cjmap.model.base import (
    Basis,
    Day,
    Flag,
    Id,
    Language,
    Part,
    Reference,
    References,
    Text,
    Texts,
    TrueOrText,
    as_list,
    known_keys,
)
from cjmap.model.cells import Cells
from cjmap.model.persona import Persona
from cjmap.model.research import Metric, ResearchSource, ScaleField

Status = Literal["draft", "review", "approved", "retired"]


def _no_column_key(value: str) -> str:
    if value in {"cells", *Stage.keys()}:
        raise PydanticCustomError("column_key", "a key of columns")
    return value


class LaneEntry(Part):
    """A lane as the map declares it: `id`, `id: Title`, or an object with these keys."""

    id: Annotated[Id, AfterValidator(_no_column_key)] = Field(
        description="The key that cells use; a known lane keeps its cell type and role."
    )
    title: Text | None = Field(None, description="The lane's title in the map's language.")
    cell: CellType | None = Field(None, description="What its cells hold; `items` by default.")
    role: Role | None = Field(None, description="Where it stands in a blueprint; by default that of the lane above.")
    hidden: Flag = Field(False, description="true hides the lane.")
    note: Text | None = Field(None, description="A sentence below the title.")
    owner: Text | None = Field(None, description="Who answers for it.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"id": value}
        if isinstance(value, dict) and len(value) == 1 and "id" not in value:
            (key, title), = value.items()  # fmt: skip
            return {"id": key, "title": title}
        return value


class Branch(Part):
    """Where the journey goes from a column; `when` is what the arrow says."""

    to: Reference = Field(description="The column that follows.")
    when: Text | None = Field(None, description="The case in which it is taken.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {"to": value} if isinstance(value, str) else value


class Cellular(Part):
    """A part whose keys are lanes: they are gathered into `cells` by the cell type of each lane.

    The validation context's `lanes` says each lane's cell type; a key that is neither a field nor a lane stays and
    is refused as unknown.
    """

    cells: Cells = Field(default_factory=Cells.model_construct)

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, value: Any, info: ValidationInfo) -> Any:
        if not isinstance(value, dict):
            return value
        if "cells" in value:
            raise PydanticCustomError("cells_typed", "the key that the model keeps for itself")
        lanes: dict[str, str] = (info.context or {}).get("lanes", {})
        own = cls.keys()
        rest: dict[str, Any] = {}
        cells: dict[str, dict[str, Any]] = {}
        for key, part in value.items():
            if key in own or key not in lanes:
                rest[key] = part
            elif part is not None:
                cells.setdefault(lanes[key], {})[key] = part
        rest["cells"] = cells
        return rest

    @classmethod
    def keys(cls) -> frozenset[str]:
        """The keys that this part takes besides lanes, as they are typed."""
        return known_keys(cls) - {"cells"}


class Step(Cellular):
    """A step: a column of the map. Every key besides these is a lane, its value a cell."""

    id: Id | None = Field(None, description="A name for references; unique among the map's columns.")
    title: Text | None = Field(None, description="The column's heading; the time, else its number, when absent.")
    note: Text | None = Field(None, description="A remark below the heading.")
    tags: Texts = Field((), description="Words to find it by.")
    time: Text | None = Field(None, description="When it happens, as people write it: `07:00`, `Late morning`.")
    duration: Text | None = Field(None, description="How long it takes, such as `30 min`.")
    wait: Text | None = Field(None, description="How long the customer waits, such as `1–3 months`.")
    moment_of_truth: TrueOrText = Field(None, description="true, or why this moment decides.")
    actors: References = Field((), description="Who takes part; the map's personas when absent.")
    basis: Basis | None = Field(None, description="What everything in the column rests on.")
    sources: References = Field((), description="Ids of the sources that the column rests on.")
    next: Annotated[tuple[Branch, ...], BeforeValidator(as_list)] | None = Field(
        None, description="Where the journey goes; the following column when absent, nowhere when []."
    )
    journey: Reference | None = Field(None, description="Another map that this column opens into.")
    from_: References | None = Field(
        None, alias="from", description="In a future map: the current columns it comes from; [] when it is new."
    )
    resolves: References = Field((), description="Pain points that this column resolves.")


class Stage(Step):
    """A stage: a column of its own, or a band over its steps."""

    phase: Text | None = Field(None, description="The phase; neighbours with the same one stand under one band.")
    steps: tuple[Step, ...] = Field((), description="The steps of the stage, in order.")


class Overall(Cellular):
    """Cells that concern the whole journey."""


class JourneyMap(Part):
    """A journey map of one of the four kinds."""

    cjmap: Literal["1"] = Field(description="The format's version: 1.", json_schema_extra={"enum": [1, "1"]})
    kind: KindName = Field(description="The kind of map.")
    id: Id | None = Field(None, description="The map's name; the file name without `.cjm.yaml` when absent.")
    title: Text = Field(description="The map's title.")
    summary: Text | None = Field(None, description="The finding, in a sentence or two.")
    note: Text | None = Field(None, description="A remark for readers.")
    tags: Texts = Field((), description="Words to find it by.")
    language: Language | None = Field(None, description="The language of the words: en, zh-TW, zh-CN, ms, …")
    state: Literal["current", "future"] | None = Field(None, description="Blueprints only: current or future.")
    basis: Basis | None = Field(None, description="What everything below rests on unless it says otherwise.")
    sources: tuple[ResearchSource, ...] = Field((), description="The register of research.")
    persona: Annotated[tuple[Persona, ...], BeforeValidator(as_list)] = Field(
        (), description="Whose journey it is: ids of persona files, personas, or plain names."
    )
    scenario: Text | None = Field(None, description="When and in what situation.")
    goal: Text | None = Field(None, description="What the customer wants.")
    business_goal: Text | None = Field(None, description="What the organisation wants.")
    owner: Text | None = Field(None, description="Who keeps the map true.")
    team: Text | None = Field(None, description="The team that works with it.")
    status: Status | None = Field(None, description="draft, review, approved or retired.")
    reviewed_on: Day | None = Field(None, description="The day of the last review.")
    review_every: Text | None = Field(
        None, description="How often it must be reviewed: `90 days`, `6 months`, `quarterly`."
    )
    future_of: Reference | None = Field(None, description="The current map that this one is the future of.")
    variant_of: Reference | None = Field(None, description="The same journey for another persona, or as designed.")
    translation_of: Reference | None = Field(None, description="The map that this one translates.")
    blueprint_of: Reference | None = Field(None, description="The journey that this blueprint delivers.")
    emotion_scale: ScaleField | None = Field(None, description="`1..5`, or min, max and labels; −2…+2 when absent.")
    metrics: tuple[Metric, ...] = Field((), description="The metrics that cells give values of.")
    lanes: tuple[LaneEntry, ...] = Field((), description="The rows, in order.")
    stages: tuple[Stage, ...] = Field(min_length=1, description="The columns: stages, with or without steps.")
    overall: Overall = Field(
        default_factory=Overall.model_construct, description="Cells that concern the whole journey."
    )
    drops: dict[str, Text] = Field({}, description="Columns of the current map that are dropped, and why.")
    leaves: dict[str, Text] = Field({}, description="Pain points of the current map that deliberately stay, and why.")
