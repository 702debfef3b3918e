"""What laying out a map needs throughout: its references resolved, its anchors, its labels."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from cjmap.document import Document, file_id
from cjmap.labels import Catalog
from cjmap.lanes import Lane
from cjmap.measures import Ground, ground, makes_claims, opportunity_score, score_factors
from cjmap.model.cells import Activity, Common, Emotion, Measurement, Opportunity, PainPoint
from cjmap.model.map import JourneyMap, Stage, Step
from cjmap.model.research import Metric, ResearchSource, Scale, default_scale
from cjmap.model.walk import Location, columns, items, stages_and_steps
from cjmap.references import References, personas
from cjmap.validate.facts import is_future
from cjmap.validate.links import follow
from cjmap.view.shapes import Detail
from cjmap.words import spoken


class Context:
    """One map being laid out. Locations are those of `cjmap.model.walk`."""

    def __init__(self, document: Document, journey: JourneyMap, catalog: Catalog, words: Catalog) -> None:
        self.document = document
        self.journey = journey
        self.catalog = catalog
        self.words_catalog = words
        self.own = References(document, journey)
        self.future = is_future(journey)
        self.personas = personas(document, journey)
        self.columns = [at.column for at in columns(journey)]
        self.scale: Scale = journey.emotion_scale or document.project.file.emotion_scale or default_scale()
        self.fail_numbers = self._fail_numbers()
        opportunities = [at.item for at in items(journey) if isinstance(at.item, Opportunity)]
        self.factors = score_factors(opportunities)
        scores = [score for each in opportunities if (score := opportunity_score(each, self.factors)) is not None]
        self.best_score = max(scores, default=None)
        self._numbers: dict[str, int] = {}

    def word(self, key: str, **values: object) -> str:
        """A phrase of the labels' language."""
        return self.catalog.word(key, **values)

    @cached_property
    def current(self) -> References | None:
        """The map that this one is the future of, when it can be read."""
        if not self.journey.future_of:
            return None
        linked = follow(self.document, self.journey.future_of, ("future_of",)).document
        return References(linked, linked.map) if linked is not None and linked.map is not None else None

    def map_name(self, reference: str, where: Location) -> str:
        """The title of the map that a reference means, and its column's; the reference where none can be read."""
        linked = follow(self.document, reference, where)
        if linked.document is None or linked.document.map is None:
            return reference
        title: str = linked.document.map.title
        columns = References(linked.document, linked.document.map).columns.find(linked.rest) if linked.rest else []
        names = [title, columns[0].name or linked.rest] if columns else [title]
        return str(self.catalog.data["fact_separator"]).join(names)

    @cached_property
    def anchors(self) -> dict[Location, str]:
        """The anchor of every stage, column and item by its location."""
        found: dict[Location, str] = {}
        for index, at in enumerate(stages_and_steps(self.journey)):
            found[at.location] = f"c{index + 1}"
        for index, item in enumerate(items(self.journey)):
            found[item.location] = f"i{index + 1}"
        return found

    @cached_property
    def answers(self) -> dict[Location, list[tuple[str, str]]]:
        """For each pain point of this map: what resolves it, as a name and an anchor."""
        found: dict[Location, list[tuple[str, str]]] = {}
        for at in items(self.journey):
            for reference in at.item.resolves:
                for pain in self.own.pains.find(reference)[:1]:
                    name = at.item.id if at.item.id and spoken(at.item.id) else at.item.words
                    found.setdefault(pain.location, []).append((name, self.anchors[at.location]))
        return found

    @cached_property
    def index_of(self) -> dict[int, int]:
        """The index of a column by the identity of its step; a stage with steps has that of its first step."""
        index = {id(column): at for at, column in enumerate(self.columns)}
        for stage in self.journey.stages:
            if stage.steps:
                index[id(stage)] = index[id(stage.steps[0])]
        return index

    def ground(self, stage: Stage | None, column: Step | None, item: Common | None) -> Ground:
        """What a part of the map rests on."""
        target = isinstance(item, Emotion | Measurement)
        return ground(self.journey, stage, column, item, future=self.future, target=target)

    def refs(self, sources: tuple[str, ...]) -> tuple[int, ...]:
        """The register's numbers of cited sources, in rising order; a source gets its number when first cited."""
        numbers = set()
        for reference in sources:
            targets = self.own.sources.find(reference)
            if targets and targets[0].id:
                numbers.add(self._numbers[targets[0].id])
        return tuple(sorted(numbers))

    def number_sources(self) -> list[ResearchSource]:
        """The register: the map's own sources in written order, then the project's that are cited."""
        cited = {target.id for reference in self._citations() for target in self.own.sources.find(reference)[:1]}
        own = {source.id for source in self.journey.sources}
        shared = [each for each in self.document.project.file.sources if each.id in cited and each.id not in own]
        register = [*self.journey.sources, *shared]
        self._numbers = {source.id: at + 1 for at, source in enumerate(register)}
        return register

    def _citations(self) -> list[str]:
        found: list[str] = []
        for at in stages_and_steps(self.journey):
            found.extend(at.column.sources)
        for item in items(self.journey):
            found.extend(item.item.sources)
        for persona in self.personas:
            found.extend(persona.sources)
        return found

    def _fail_numbers(self) -> dict[int, int]:
        numbers: dict[int, int] = {}
        for at in items(self.journey):
            if isinstance(at.item, Activity) and at.item.fail_point is not None:
                numbers[id(at.item)] = len(numbers) + 1
        return numbers

    def metric(self, reference: str) -> Metric | None:
        """The definition of a metric."""
        targets = self.own.metrics.find(reference)
        what = targets[0].what if targets else None
        return what if isinstance(what, Metric) else None

    def persona_name(self, reference: str | None) -> str | None:
        """A persona's name for a reference to one."""
        if reference is None:
            return None
        targets = self.own.personas.find(reference)
        return (targets[0].name or targets[0].id) if targets else reference

    def picture(self, path: str) -> Path | None:
        """A picture's file below the root, or None."""
        real = self.document.project.find(self.document.folder, path)
        return real if real is not None and self.document.project.has(real) else None

    def page_of(self, reference: str) -> str | None:
        """The page of another map, as it lies when both are rendered, with the anchor of the column that is meant.

        None when there is no such map. It starts with a dot, so that it can be nothing but a relative path.
        """
        linked = follow(self.document, reference, ("journey",))
        if linked.document is None or linked.document.map is None or linked.document.path is None:
            return None
        relative = os.path.relpath(linked.document.folder, self.document.folder)
        name = quote(f"{Path(relative).as_posix()}/{file_id(linked.document.path)}.html")
        page = name if name.startswith(".") else f"./{name}"
        if not linked.rest:
            return page
        there = References(linked.document, linked.document.map).columns.find(linked.rest)
        at = [each.location for each in stages_and_steps(linked.document.map)]
        return f"{page}#c{at.index(there[0].location) + 1}" if there else page

    def pains(self, references: tuple[str, ...]) -> list[Detail]:
        """The pain points that are resolved, each with its id or text and a link where it is on this map."""
        label = self.word("resolves")
        found = []
        for reference in references:
            here = self.own.pains.find(reference)
            if here:
                called, href = _called(here[0].what, reference), f"#{self.anchors[here[0].location]}"
                found.append(Detail(label, called, href, "resolves"))
                continue
            there = self.current.pains.find(reference) if self.current else []
            text = there[0].name if there else reference.rpartition("#")[2]
            shown = f"{there[0].id} {text}" if there and spoken(there[0].id) else text
            found.append(Detail(label, shown, None, "resolves"))
        return found

    def heading(self, column: Step) -> str:
        """A column's title, else its time, else its number in words."""
        at = self.index_of.get(id(column))
        fallback = self.word("no_title", number=self.number_of(column)) if at is not None else ""
        return column.title or column.time or fallback

    def number_of(self, column: Step) -> str:
        """`3` for a stage, `3.2` for a step."""
        return self._column_numbers.get(id(column), "")

    @cached_property
    def _column_numbers(self) -> dict[int, str]:
        numbers = {}
        for at, stage in enumerate(self.journey.stages):
            numbers[id(stage)] = str(at + 1)
            numbers.update((id(step), f"{at + 1}.{below + 1}") for below, step in enumerate(stage.steps))
        return numbers

    def claims(self, lane: Lane) -> bool:
        """Whether a lane's items need evidence."""
        return makes_claims(lane)


def _called(what: object, reference: str) -> str:
    if not isinstance(what, PainPoint):
        return reference
    return what.id if what.id and spoken(what.id) else what.text


ReadImage = Callable[[Path], bytes | None]
