"""What stands in a cell: one class for each cell type, all of them items with the same common keys."""

import re
from dataclasses import field
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic_core import PydanticCustomError

from cjmap.model.base import (
    Amount,
    Basis,
    Count,
    Date,
    Flag,
    Id,
    Language,
    Number,
    OutOfTen,
    Percent,
    Rating,
    Reference,
    References,
    Text,
    Texts,
    TrueOrText,
    Url,
)
from cjmap.model.part import ONE_OR_MORE, Part, Reads, key

Severity = Literal["low", "medium", "high", "critical"]


class Common(Part):
    """The keys that every item may carry."""

    main: ClassVar[tuple[str, ...]] = ("text",)
    """The keys of which an item needs at least one; the first takes the shorthand."""

    id: Id | None = key("A name for references; unique among the map's items.", default=None)
    note: Text | None = key("A remark for readers.", default=None)
    basis: Basis | None = key("What this rests on; inherited from above when absent.", default=None)
    sources: References = key("Ids of the sources that this rests on.", default=())
    owner: Text | None = key("Who answers for it.", default=None)
    persona: Reference | None = key("The persona it concerns, if the map has several.", default=None)
    tags: Texts = key("Words to find it by.", default=())
    link: Url | None = key("Where to find more: http, https or mailto.", default=None)
    lang: Language | None = key("The language of these words if it is not the map's.", default=None)
    to: References = key("Items that this one leads to: arrows, across lanes.", default=())
    resolves: References = key("Pain points that this resolves, by id or exact text.", default=())

    @classmethod
    def _typed(cls, value: Any) -> Any:
        return {cls.main[0]: value} if isinstance(value, str) else super()._typed(value)

    def _checked(self) -> Self:
        values = self.__dict__
        for name in self.main:
            if values[name] or values[name] == 0:
                return self
        raise PydanticCustomError("text_missing", "an item without words")

    @property
    def words(self) -> str:
        """The item's main words."""
        values = self.__dict__
        for name in self.main:
            if values[name] or values[name] == 0:
                return str(values[name])
        return ""


class Item(Common):
    """Words in a cell."""

    text: Text = key("What it says.", default="")


class Need(Item):
    """A need, rated by customers: Ulwick's importance and satisfaction, from 0 to 10."""

    importance: OutOfTen | None = key("How important it is, 0 to 10.", default=None)
    satisfaction: OutOfTen | None = key("How well it is met today, 0 to 10.", default=None)


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

    channel: Text | None = key("The channel: app, web, phone, in-person, …", default=None)
    online: Flag | None = key("true when it is met online.", default=None)
    offline: Flag | None = key("true when it is met offline.", default=None)

    def _checked(self) -> Self:
        if self.online is not None and self.online is self.offline:
            raise PydanticCustomError("online_and_offline", "online and offline contradict each other")
        return super()._checked()


class PainPoint(Item):
    """What hurts the customer."""

    severity: Severity | None = key("How much it hurts: low, medium, high or critical.", default=None)
    impact: Text | None = key("What follows from it, in words.", default=None)


class Activity(Item):
    """What somebody or something does on a stage of a blueprint."""

    actor: Text | None = key("Who does it.", default=None)
    system: Text | None = key("The system that does it, or in which it is done.", default=None)
    duration: Text | None = key("How long it takes, such as `30 min`.", default=None)
    wait: Text | None = key("How long the customer or the next person waits, such as `3 days`.", default=None)
    fail_point: TrueOrText = key("true, or what goes wrong here.", default=None)


class Risk(Item):
    """What may go wrong for the organisation, and what holds it."""

    severity: Severity | None = key("How serious it is: low, medium, high or critical.", default=None)
    regulation: Text | None = key("The rule that it would break.", default=None)
    control: Text | None = key("What prevents it.", default=None)


class Measurement(Common):
    """A value of a metric, or a criterion of success in words; several of one metric are its history."""

    main: ClassVar[tuple[str, ...]] = ("text", "metric")

    text: Text = key("A success criterion in words.", default="")
    metric: Reference | None = key("The metric, by id or exact title.", default=None)
    value: Number | None = key("What was measured.", default=None)
    target: Number | None = key("What it should be; the metric's own target when absent.", default=None)
    n: Count | None = key("How many were asked or counted.", default=None)
    as_of: Date | None = key("When it was measured.", default=None)


class Opportunity(Item):
    """What could be done, with what its score is computed from."""

    impact: Rating | None = key("What it changes for the customer, 1 to 5.", default=None)
    effort: Rating | None = key("What it costs to do, 1 to 5.", default=None)
    reach: Amount | None = key("How many customers it reaches in a period.", default=None)
    confidence: Percent | None = key("How sure we are, 0 to 100 %: `80`, not `0.8`.", default=None)
    status: Text | None = key("Where it stands: idea, planned, in-progress, done, rejected.", default=None)


class Change(Common):
    """What to change, how and why."""

    main: ClassVar[tuple[str, ...]] = ("text", "what", "how", "why")

    text: Text = key("The change in words.", default="")
    what: Text | None = key("What should change.", default=None)
    how: Text | None = key("How it will be changed.", default=None)
    why: Text | None = key("Why.", default=None)


class Image(Common):
    """A picture file below the project's root."""

    main: ClassVar[tuple[str, ...]] = ("path",)

    path: Text = key("The picture's path, relative to the map.", default="")
    alt: Text = key("What the picture shows, for those who cannot see it.", default="")
    text: Text = key("A caption.", default="")


class Link(Common):
    """A link to follow."""

    main: ClassVar[tuple[str, ...]] = ("url",)

    url: Url = key("Where it leads: http, https or mailto.", default="")
    title: Text = key("What it is called.", default="")
    text: Text = key("What it is about.", default="")


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

    score: Annotated[Number | None, Reads(before=_whole_score)] = key(
        "The score on the map's emotion scale.", default=None
    )
    word: Text = key("The feeling in a word.", default="")
    text: Text = key("The feeling in a sentence.", default="")
    when: Text | None = key("The case in which it is so; alternatives are never averaged.", default=None)

    @classmethod
    def _typed(cls, value: Any) -> Any:
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
        return super()._typed(value)


class Cells(Part):
    """The cells of a column by cell type and lane; an empty tuple is a cell that says that there is none."""

    items: dict[str, Annotated[tuple[Item, ...], ONE_OR_MORE]] = field(default_factory=dict)
    needs: dict[str, Annotated[tuple[Need, ...], ONE_OR_MORE]] = field(default_factory=dict)
    quotes: dict[str, Annotated[tuple[Quote, ...], ONE_OR_MORE]] = field(default_factory=dict)
    emotion: dict[str, Annotated[tuple[Emotion, ...], ONE_OR_MORE]] = field(default_factory=dict)
    touchpoints: dict[str, Annotated[tuple[Touchpoint, ...], ONE_OR_MORE]] = field(default_factory=dict)
    pain_points: dict[str, Annotated[tuple[PainPoint, ...], ONE_OR_MORE]] = field(default_factory=dict)
    activities: dict[str, Annotated[tuple[Activity, ...], ONE_OR_MORE]] = field(default_factory=dict)
    risks: dict[str, Annotated[tuple[Risk, ...], ONE_OR_MORE]] = field(default_factory=dict)
    metrics: dict[str, Annotated[tuple[Measurement, ...], ONE_OR_MORE]] = field(default_factory=dict)
    opportunities: dict[str, Annotated[tuple[Opportunity, ...], ONE_OR_MORE]] = field(default_factory=dict)
    changes: dict[str, Annotated[tuple[Change, ...], ONE_OR_MORE]] = field(default_factory=dict)
    images: dict[str, Annotated[tuple[Image, ...], ONE_OR_MORE]] = field(default_factory=dict)
    links: dict[str, Annotated[tuple[Link, ...], ONE_OR_MORE]] = field(default_factory=dict)

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
