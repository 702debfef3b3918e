"""What a map rests on: the register of sources, the metrics, the scale of emotion."""

import re
from typing import Annotated, Any, Literal, Self

from pydantic_core import PydanticCustomError

from cjmap.model.base import Count, Date, Id, Number, Text, Texts, Url
from cjmap.model.part import Part, Reads, key

SourceType = Literal[
    "survey", "interview", "analytics", "observation", "operations", "complaint", "review", "support", "call", "chat",
    "workshop", "diary", "desk-research", "other",
]  # fmt: skip
Method = Literal["nps", "csat-top2", "csat-mean", "ces-mean", "rate", "duration", "count", "mean", "other"]


class ResearchSource(Part):
    """An entry in the register of research; cells cite it by its id."""

    id: Id = key("The name that cells cite.")
    title: Text = key("What it is called.")
    type: SourceType | None = key("What sort of research it is.", default=None)
    collection: Literal["solicited", "unsolicited"] | None = key(
        "solicited: people were asked; unsolicited: found in behaviour, calls, reviews, operations.", default=None
    )
    date: Date | None = key("When it was done.", default=None)
    n: Count | None = key("How many people, cases or events.", default=None)
    link: Url | None = key("Where it can be read.", default=None)
    owner: Text | None = key("Who keeps it.", default=None)
    note: Text | None = key("A remark for readers.", default=None)
    tags: Texts = key("Words to find it by.", default=())


class Metric(Part):
    """A metric that cells give values of."""

    id: Id = key("The name that cells use.")
    title: Text | None = key("What it is called.", default=None)
    method: Method | None = key("How it is computed.", default=None)
    unit: Text | None = key("The unit of its values, such as `%` or `min`.", default=None)
    scale: Text | None = key("The scale that people answered on, such as `0–10`.", default=None)
    direction: Literal["higher", "lower"] | None = key("Which is better: higher or lower.", default=None)
    target: Number | None = key("What it should be.", default=None)
    note: Text | None = key("A remark for readers.", default=None)


def _expand_scale(value: Any) -> Any:
    if isinstance(value, str):
        match = re.fullmatch(r"\s*([+\-\u2212]?\d+)\s*\.\.\s*([+\-\u2212]?\d+)\s*", value)
        if not match:
            raise PydanticCustomError("not_a_scale", "not a scale")
        return {"min": match[1], "max": match[2]}
    return value


class Scale(Part):
    """The scale of the emotion scores, from the worst to the best."""

    min: Number = key("The worst score.")
    max: Number = key("The best score.")
    labels: Texts = key("Words for the scale's steps, from the worst to the best.", default=())

    def _checked(self) -> Self:
        if self.min >= self.max:
            raise PydanticCustomError("scale_backwards", "the scale does not rise")
        return self

    @property
    def middle(self) -> float:
        """The score that is neither good nor bad."""
        return (self.min + self.max) / 2


def default_scale() -> Scale:
    """From −2 to +2: the scale where none is declared."""
    return Scale(min=-2.0, max=2.0)


ScaleField = Annotated[Scale, Reads(before=_expand_scale)]
"""A scale, or the shorthand `1..5`."""
