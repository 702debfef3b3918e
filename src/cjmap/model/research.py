"""What a map rests on: the register of sources, the metrics, the scale of emotion."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cjmap.model.base import Date, Id, Number, Part, Text, Texts, Url, Whole

SourceType = Literal[
    "survey", "interview", "analytics", "observation", "operations", "complaint", "review", "support", "call", "chat",
    "workshop", "diary", "desk-research", "other",
]  # fmt: skip
Method = Literal["nps", "csat-top2", "csat-mean", "ces-mean", "rate", "duration", "count", "mean", "other"]


class ResearchSource(Part):
    """An entry in the register of research; cells cite it by its id."""

    id: Id = Field(description="The name that cells cite.")
    title: Text = Field(description="What it is called.")
    type: SourceType | None = Field(None, description="What sort of research it is.")
    collection: Literal["solicited", "unsolicited"] | None = Field(
        None, description="solicited: people were asked; unsolicited: found in behaviour, calls, reviews, operations."
    )
    date: Date | None = Field(None, description="When it was done.")
    n: Whole | None = Field(None, ge=0, description="How many people, cases or events.")
    link: Url | None = Field(None, description="Where it can be read.")
    owner: Text | None = Field(None, description="Who keeps it.")
    note: Text | None = Field(None, description="A remark for readers.")
    tags: Texts = Field((), description="Words to find it by.")


class Metric(Part):
    """A metric that cells give values of."""

    id: Id = Field(description="The name that cells use.")
    title: Text | None = Field(None, description="What it is called.")
    method: Method | None = Field(None, description="How it is computed.")
    unit: Text | None = Field(None, description="The unit of its values, such as `%` or `min`.")
    scale: Text | None = Field(None, description="The scale that people answered on, such as `0–10`.")
    direction: Literal["higher", "lower"] | None = Field(None, description="Which is better: higher or lower.")
    target: Number | None = Field(None, description="What it should be.")
    note: Text | None = Field(None, description="A remark for readers.")


def _expand_scale(value: Any) -> Any:
    if isinstance(value, str):
        match = re.fullmatch(r"\s*([+\-\u2212]?\d+)\s*\.\.\s*([+\-\u2212]?\d+)\s*", value)
        if not match:
            raise PydanticCustomError("not_a_scale", "not a scale")
        return {"min": match[1], "max": match[2]}
    return value


class Scale(Part):
    """The scale of the emotion scores, from the worst to the best."""

    min: Number = Field(description="The worst score.")
    max: Number = Field(description="The best score.")
    labels: Texts = Field((), description="Words for the scale's steps, from the worst to the best.")

    @model_validator(mode="after")
    def _rises(self) -> Self:
        if self.min >= self.max:
            raise PydanticCustomError("scale_backwards", "the scale does not rise")
        return self

    @property
    def middle(self) -> float:
        """The score that is neither good nor bad."""
        return (self.min + self.max) / 2


def default_scale() -> Scale:
    """From −2 to +2: the scale where none is declared."""
    return Scale.model_construct(min=-2.0, max=2.0)


ScaleField = Annotated[Scale, BeforeValidator(_expand_scale)]
"""A scale, or the shorthand `1..5`."""
