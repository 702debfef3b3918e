"""The parts of sentences about two maps: names in quotation marks, lists, values of fields, places."""

from __future__ import annotations

from datetime import date
from typing import Any

from cjmap.diff.edition import Edition, column_of
from cjmap.diff.texts import graphemes
from cjmap.labels import Catalog, catalog, comparison_catalog, spaced
from cjmap.model.cells import Common, Emotion, Image, Link, Measurement
from cjmap.model.map import Branch
from cjmap.model.research import Metric, Scale
from cjmap.model.walk import Location
from cjmap.words import amount, count, number, signed, spoken

SHORT = 40
"""The most characters of a text that only serves to recognise something."""


class Wording:
    """How one language says things about maps; with `future` about a current map and its future, which is not yet."""

    def __init__(self, language: str, *, future: bool = False) -> None:
        self.labels: Catalog = catalog(language)
        self.catalog: Catalog = comparison_catalog(language)
        self.future = future

    def say(self, key: str, group: str = "changes", **values: object) -> str:
        """A sentence or phrase with its placeholders filled in."""
        data = self.catalog.data
        own = data["future"].get(key) if self.future and group in ("changes", "report") else None
        text = str(own or data[group][key])
        return self.catalog.filled(text, values) if values else text

    def quoted(self, text: str) -> str:
        """A name in the language's quotation marks; marks of the same sort inside become the inner ones."""
        return self.labels.quoted(text)

    def listed(self, parts: list[str]) -> str:
        """Things in running text: `a, b and c`."""
        if len(parts) < 2:
            return "".join(parts)
        data = self.catalog.data
        return spaced([str(data["list_separator"]).join(parts[:-1]), str(data["list_end"]), parts[-1]])

    def listed_with(self, parts: list[str], rest: list[str]) -> str:
        """Things in running text, and what is left of them at the end: `a, b, and 3 more`."""
        return str(self.catalog.data["list_separator"]).join([*parts, *rest]) if rest else self.listed(parts)

    def names(self, edition: Edition, locations: tuple[Location, ...] | list[Location]) -> str:
        """Columns by name, in running text."""
        return self.listed([self.column(edition, each) for each in locations])

    def column(self, edition: Edition, location: Location) -> str:
        """A column by name."""
        return self.quoted(edition.heading(location))

    def where(self, edition: Edition, location: Location) -> str:
        """The column that something stands in, or the whole journey."""
        column = column_of(location)
        return self.labels.word("overall") if column[0] == "overall" else self.column(edition, column)

    def lane(self, edition: Edition, lane: str) -> str:
        """A lane's title: the map's own, else the label of its kind in this language."""
        own = next((entry.title for entry in edition.journey.lanes if entry.id == lane and entry.title), None)
        if own:
            return own
        try:
            return self.labels.lane(lane, edition.journey.kind).title
        except KeyError:
            return lane

    def item(self, edition: Edition, item: Common, *, short: bool = False) -> str:
        """An item by its words, with the id that people say; an emotion by score and word."""
        if isinstance(item, Emotion):
            feeling = self.feeling(item.score, item.word or item.text, edition.scale)
            return self.say("feeling-when", feeling=feeling, when=item.when) if item.when else feeling
        if isinstance(item, Measurement):
            return self.measurement(edition, item)
        text = item.words
        if isinstance(item, Link | Image):
            text = item.text or getattr(item, "title", "") or getattr(item, "alt", "") or item.words
        if short:
            text = shortened(text)
        return self.say("item-id", id=item.id, text=self.quoted(text)) if spoken(item.id) else self.quoted(text)

    def feeling(self, score: float | None, word: str, scale: Scale | None = None) -> str:
        """`−1 (tense)`; with a scale that does not begin below zero, `2 of 1 to 5`."""
        if score is None:
            return self.quoted(word) if word else self.say("none")
        said = signed(score) if scale is None or scale.min < 0 else number(score)
        return self.say("feeling", score=said, word=word) if word else said

    def metric(self, edition: Edition, reference: str | None) -> Metric | None:
        """The definition of a metric, by id or title."""
        return next((each for each in edition.metrics if reference in (each.id, each.title)), None)

    def measurement(self, edition: Edition, item: Measurement) -> str:
        """A measurement: the metric's title and its value with the unit, else the criterion in words."""
        if item.metric is None:
            return self.quoted(item.text)
        definition = self.metric(edition, item.metric)
        title = self.quoted((definition.title if definition else None) or item.metric)
        value = edition.reading(item)
        return f"{title} {self.amount(edition, item.metric, value)}" if value is not None else title

    def amount(self, edition: Edition, metric: str | None, value: float | None) -> str:
        """A metric's value with its unit."""
        definition = self.metric(edition, metric)
        return amount(value, definition.unit if definition else None) if value is not None else self.say("none")

    def count(self, what: str, value: float) -> str:
        """`3 steps`."""
        return count(self.labels, what, value)

    def field(self, name: str) -> str:
        """What a field is called in running text."""
        return self.say(name, "fields")

    def value(self, edition: Edition, field: str, value: Any) -> str:
        """A field's value in words."""
        match value:
            case None | () | "":
                return self.say("none")
            case bool():
                return self.say("yes" if value else "no")
            case float() | int():
                return self.say("bare", value=number(value))
            case date():
                return self.say("bare", value=value.isoformat())
            case Scale():
                ends = f"{number(value.min)}–{number(value.max)}"
                return f"{ends} ({self.listed(list(value.labels))})" if value.labels else ends
            case tuple() if field == "sources":
                return self.listed([self.quoted(self._source(edition, each)) for each in value])
            case tuple() if field in ("resolves", "to"):
                return self.listed([self._item_of(edition, each) for each in value])
            case tuple() if field == "from_":
                return self.listed([self.quoted(each) for each in value])
            case tuple() if value and isinstance(value[0], Branch):
                return self.branches(edition, value)
            case tuple():
                return self.listed([self.quoted(str(each)) for each in value])
        group = _TERMS.get(field)
        if group is not None and value in self.labels.data[group]:
            return self.quoted(self.labels.term(group, value))
        if field == "kind":
            return self.quoted(str(self.labels.data["kinds"][value]["tag"]))
        return self.quoted(shortened(str(value), 4 * SHORT))

    def branches(self, edition: Edition, value: tuple[Branch, ...]) -> str:
        """Where the journey goes."""
        names = []
        for branch in value:
            where = edition.find_column(branch.to)
            name = self.column(edition, where) if where is not None else self.quoted(branch.to)
            names.append(self.say("way-on-case", name=name, case=branch.when) if branch.when else name)
        return self.listed(names)

    def language(self, tag: str) -> str:
        """A language by name, where it is one of the shipped ones; else its tag."""
        return str(self.catalog.data["languages"].get(tag, tag))

    def _source(self, edition: Edition, reference: str) -> str:
        return next((each.title for each in edition.sources if each.id == reference), reference)

    def _item_of(self, edition: Edition, reference: str) -> str:
        where = edition.find_item(reference)
        return self.item(edition, edition.item(where), short=True) if where is not None else self.quoted(reference)


_TERMS = {"severity": "severity", "basis": "basis", "status": "status", "channel": "channels", "type": "source_types"}
"""Fields whose values are terms that the labels know."""


def shortened(text: str, most: int = SHORT) -> str:
    """The beginning of a text, enough to recognise it."""
    clusters = graphemes(text)
    return text if len(clusters) <= most else "".join(clusters[: most - 1]).rstrip() + "…"
