"""What stands in a cell: one class for each cell type, all of them items with the same common keys."""

import re
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cjmap.model.base import (
    Basis,
    Date,
    Flag,
    Id,
    Language,
    Number,
    Part,
    Percent,
    Rating,
    Reference,
    References,
    Text,
    Texts,
    TrueOrText,
    Url,
    Whole,
    as_list,
)

Severity = Literal["low", "medium", "high", "critical"]


class Common(Part):
    """The keys that every item may carry."""

    main: ClassVar[tuple[str, ...]] = ("text",)
    """The keys of which an item needs at least one; the first takes the shorthand."""

    id: Id | None = Field(None, description="A name for references; unique among the map's items.")
    note: Text | None = Field(None, description="A remark for readers.")
    basis: Basis | None = Field(None, description="What this rests on; inherited from above when absent.")
    sources: References = Field((), description="Ids of the sources that this rests on.")
    owner: Text | None = Field(None, description="Who answers for it.")
    persona: Reference | None = Field(None, description="The persona it concerns, if the map has several.")
    tags: Texts = Field((), description="Words to find it by.")
    link: Url | None = Field(None, description="Where to find more: http, https or mailto.")
    lang: Language | None = Field(None, description="The language of these words if it is not the map's.")
    to: References = Field((), description="Items that this one leads to: arrows, across lanes.")
    resolves: References = Field((), description="Pain points that this resolves, by id or exact text.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        return {cls.main[0]: value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def _has_words(self) -> Self:
        values = self.__dict__
        for key in self.main:
            if values[key] or values[key] == 0:
                return self
        raise PydanticCustomError("text_missing", "an item without words")

    @property
    def words(self) -> str:
        """The item's main words."""
        values = self.__dict__
        for key in self.main:
            if values[key] or values[key] == 0:
                return str(values[key])
        return ""


class Item(Common):
    """Words in a cell."""

    text: Text = Field("", description="What it says.")


class Need(Item):
    """A need, rated by customers: Ulwick's importance and satisfaction, from 0 to 10."""

    importance: Annotated[Number, Field(ge=0, le=10)] | None = Field(None, description="How important it is, 0 to 10.")
    satisfaction: Annotated[Number, Field(ge=0, le=10)] | None = Field(
        None, description="How well it is met today, 0 to 10."
    )


_QUOTES = {
    "\u201c": "\u201d",
    "\u2018": "\u2019",
    "\u201e": "\u201c",
    "\u300c": "\u300d",
    "\u300e": "\u300f",
    "\u00ab": "\u00bb",
    '"': '"',
}


def unquoted(text: str) -> str:
    """The text without the one pair of quotation marks that encloses all of it, if it has one."""
    close = _QUOTES.get(text[:1])
    if close and len(text) > 2 and text.endswith(close):
        inner = text[1:-1]
        if close not in inner and text[0] not in inner:
            return inner
    return text


class Quote(Item):
    """What a customer thinks or says; the renderer sets the quotation marks of the map's language."""

    @property
    def words(self) -> str:
        """The words without an enclosing pair of quotation marks."""
        return unquoted(self.text)


class Touchpoint(Item):
    """Where the customer meets the organisation, or a thing met there."""

    channel: Text | None = Field(None, description="The channel: app, web, phone, in-person, …")
    online: Flag | None = Field(None, description="true when it is met online.")
    offline: Flag | None = Field(None, description="true when it is met offline.")

    @model_validator(mode="after")
    def _one_presence(self) -> Self:
        if self.online is not None and self.online is self.offline:
            raise PydanticCustomError("online_and_offline", "online and offline contradict each other")
        return self


class PainPoint(Item):
    """What hurts the customer."""

    severity: Severity | None = Field(None, description="How much it hurts: low, medium, high or critical.")
    impact: Text | None = Field(None, description="What follows from it, in words.")


class Activity(Item):
    """What somebody or something does on a stage of a blueprint."""

    actor: Text | None = Field(None, description="Who does it.")
    system: Text | None = Field(None, description="The system that does it, or in which it is done.")
    duration: Text | None = Field(None, description="How long it takes, such as `30 min`.")
    wait: Text | None = Field(None, description="How long the customer or the next person waits, such as `3 days`.")
    fail_point: TrueOrText = Field(None, description="true, or what goes wrong here.")


class Risk(Item):
    """What may go wrong for the organisation, and what holds it."""

    severity: Severity | None = Field(None, description="How serious it is: low, medium, high or critical.")
    regulation: Text | None = Field(None, description="The rule that it would break.")
    control: Text | None = Field(None, description="What prevents it.")


class Measurement(Common):
    """A value of a metric, or a criterion of success in words; several of one metric are its history."""

    main: ClassVar[tuple[str, ...]] = ("text", "metric")

    text: Text = Field("", description="A success criterion in words.")
    metric: Reference | None = Field(None, description="The metric, by id or exact title.")
    value: Number | None = Field(None, description="What was measured.")
    target: Number | None = Field(None, description="What it should be; the metric's own target when absent.")
    n: Whole | None = Field(None, ge=0, description="How many were asked or counted.")
    as_of: Date | None = Field(None, description="When it was measured.")


class Opportunity(Item):
    """What could be done, with what its score is computed from."""

    impact: Rating | None = Field(None, description="What it changes for the customer, 1 to 5.")
    effort: Rating | None = Field(None, description="What it costs to do, 1 to 5.")
    reach: Annotated[Number, Field(ge=0)] | None = Field(None, description="How many customers it reaches in a period.")
    confidence: Percent | None = Field(None, description="How sure we are, 0 to 100 %: `80`, not `0.8`.")
    status: Text | None = Field(None, description="Where it stands: idea, planned, in-progress, done, rejected.")


class Change(Common):
    """What to change, how and why."""

    main: ClassVar[tuple[str, ...]] = ("text", "what", "how", "why")

    text: Text = Field("", description="The change in words.")
    what: Text | None = Field(None, description="What should change.")
    how: Text | None = Field(None, description="How it will be changed.")
    why: Text | None = Field(None, description="Why.")


class Image(Common):
    """A picture file below the project's root."""

    main: ClassVar[tuple[str, ...]] = ("path",)

    path: Text = Field("", description="The picture's path, relative to the map.")
    alt: Text = Field("", description="What the picture shows, for those who cannot see it.")
    text: Text = Field("", description="A caption.")


class Link(Common):
    """A link to follow."""

    main: ClassVar[tuple[str, ...]] = ("url",)

    url: Url = Field("", description="Where it leads: http, https or mailto.")
    title: Text = Field("", description="What it is called.")
    text: Text = Field("", description="What it is about.")


_NUMBER = re.compile(r"[+\-\u2212]?([0-9]+\.?[0-9]*|\.[0-9]+)")
# the rest are made when a text has a digit and is no number as it stands, which is seldom
_MEANT = r"[+＋\-\u2212\u2010-\u2015\uff0d\ufe63]?\s?(\d+([.,．，]\d+)?|[.．]\d+)\s*分?"
"""What was meant as a number: with full-width digits, a dash, a decimal comma or a unit."""
_SCORE_AND_WORD = r"\s*[+＋\-\u2212\u2010-\u2015\uff0d\ufe63]\d+([.．]\d+)?[\s,;:，；：]+\S"
_FRACTION = r"[+\-\u2212]?\d+(\.\d+)?\s*/\s*\d+"


def _whole_score(value: Any) -> Any:
    if isinstance(value, str) and "/" in value and re.fullmatch(_FRACTION, value.strip()):
        raise PydanticCustomError("score_fraction", "a score out of another number")
    return value


class Emotion(Common):
    """How the customer feels: a score on the map's scale, a word for it, or both."""

    main: ClassVar[tuple[str, ...]] = ("word", "text", "score")

    score: Annotated[Number | None, BeforeValidator(_whole_score)] = Field(
        None, description="The score on the map's emotion scale."
    )
    word: Text = Field("", description="The feeling in a word.")
    text: Text = Field("", description="The feeling in a sentence.")
    when: Text | None = Field(None, description="The case in which it is so; alternatives are never averaged.")

    @model_validator(mode="before")
    @classmethod
    def _expand(cls, value: Any) -> Any:
        if isinstance(value, str):
            typed = value.strip()
            if _NUMBER.fullmatch(typed):
                return {"score": value}
            if any(map(str.isdecimal, typed)):
                # what is no number as it stands, but was meant as one, is an error of `score`
                if re.fullmatch(_FRACTION, typed) or re.fullmatch(_MEANT, typed):
                    return {"score": value}
                if re.match(_SCORE_AND_WORD, value):
                    raise PydanticCustomError("score_and_word", "a score and a word in one text")
            return {"word": value}
        return value


class Cells(Part):
    """The cells of a column by cell type and lane; an empty tuple is a cell that says that there is none."""

    items: dict[str, Annotated[tuple[Item, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    needs: dict[str, Annotated[tuple[Need, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    quotes: dict[str, Annotated[tuple[Quote, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    emotion: dict[str, Annotated[tuple[Emotion, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    touchpoints: dict[str, Annotated[tuple[Touchpoint, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    pain_points: dict[str, Annotated[tuple[PainPoint, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    activities: dict[str, Annotated[tuple[Activity, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    risks: dict[str, Annotated[tuple[Risk, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    metrics: dict[str, Annotated[tuple[Measurement, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    opportunities: dict[str, Annotated[tuple[Opportunity, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    changes: dict[str, Annotated[tuple[Change, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    images: dict[str, Annotated[tuple[Image, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)
    links: dict[str, Annotated[tuple[Link, ...], BeforeValidator(as_list)]] = Field(default_factory=dict)

    def lane(self, cell: str, lane: str) -> tuple[Common, ...] | None:
        """The items of a lane of a cell type: None when not filled in, () when there is none."""
        found: dict[str, tuple[Common, ...]] = getattr(self, cell)
        return found.get(lane)


ITEM_CLASSES: dict[str, type[Common]] = {
    "items": Item,
    "needs": Need,
    "quotes": Quote,
    "emotion": Emotion,
    "touchpoints": Touchpoint,
    "pain_points": PainPoint,
    "activities": Activity,
    "risks": Risk,
    "metrics": Measurement,
    "opportunities": Opportunity,
    "changes": Change,
    "images": Image,
    "links": Link,
}
"""The class of a cell type's items."""
