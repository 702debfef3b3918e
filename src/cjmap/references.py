"""What a reference means: an id, else an exact title or text, within one map."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, NamedTuple

from cjmap.document import Document
from cjmap.model.cells import Emotion, PainPoint
from cjmap.model.map import JourneyMap, Step
from cjmap.model.persona import Persona
from cjmap.model.research import Metric, ResearchSource
from cjmap.model.walk import Location, stages_and_steps
from cjmap.nearest import normal

Registered = Metric | ResearchSource
"""What maps and project files both declare, and cells name."""


class Target(NamedTuple):
    """Something that a reference may mean: its id, its title or text, the thing itself, and where it stands."""

    id: str | None
    name: str
    what: object
    location: Location
    document: Document


class Names:
    """The targets of one namespace, found by id, else by exact title or text (normalised)."""

    def __init__(self, targets: Iterable[Target]) -> None:
        self.targets = tuple(targets)

    @cached_property
    def _ids(self) -> dict[str, Target]:
        ids: dict[str, Target] = {}
        for target in self.targets:
            if target.id:
                ids.setdefault(target.id, target)
        return ids

    @cached_property
    def _names(self) -> dict[str, list[Target]]:
        names: dict[str, list[Target]] = {}
        for target in self.targets:
            if target.name:
                names.setdefault(normal(target.name), []).append(target)
        return names

    def find(self, reference: str) -> list[Target]:
        """What a reference fits: one target is its meaning, none or several make it wrong."""
        if reference in self._ids:
            return [self._ids[reference]]
        return self._names.get(normal(reference), [])

    def known(self, but: object = None) -> list[str]:
        """Every id, and the titles of what has none: what to suggest. `but` is what cannot be meant."""
        named = (target.id or target.name for target in self.targets if target.what is not but)
        return list(dict.fromkeys(name for name in named if name))


class References:
    """The namespaces of one map, its project's shared sources and metrics included."""

    def __init__(self, document: Document, journey: JourneyMap) -> None:
        self.document = document
        self.journey = journey

    def _target(self, key: str | None, name: str | None, what: object, location: Location) -> Target:
        return Target(key, name or "", what, location, self.document)

    def _shared(self, key: str, own: Sequence[Registered], shared: Sequence[Registered]) -> Names:
        """The entries of the map, then those of its project whose ids it does not have, each where it stands."""
        taken = {each.id for each in own}
        found = [self._target(each.id, each.title, each, (key, at)) for at, each in enumerate(own)]
        home = self.document.project.document or self.document
        found += [
            Target(each.id, each.title or "", each, (key, at), home)
            for at, each in enumerate(shared)
            if each.id not in taken
        ]
        return Names(found)

    @cached_property
    def columns(self) -> Names:
        """Stages and steps together."""
        return Names(
            self._target(at.column.id, at.column.title, at.column, at.location) for at in stages_and_steps(self.journey)
        )

    @cached_property
    def stages(self) -> Names:
        """Stages alone."""
        return Names(
            self._target(stage.id, stage.title, stage, ("stages", index))
            for index, stage in enumerate(self.journey.stages)
        )

    @cached_property
    def items(self) -> Names:
        """Every item of every cell; emotions by id alone."""
        return Names(
            self._target(at.item.id, "" if isinstance(at.item, Emotion) else at.item.words, at.item, at.location)
            for at in self.document.items
        )

    @cached_property
    def pains(self) -> Names:
        """The pain points, in whatever lane they stand."""
        return Names(target for target in self.items.targets if isinstance(target.what, PainPoint))

    @cached_property
    def sources(self) -> Names:
        """The register of research; the map's own entry wins over the project's."""
        return self._shared("sources", self.journey.sources, self.document.project.file.sources)

    @cached_property
    def metrics(self) -> Names:
        """The metrics that are defined; the map's own entry wins over the project's."""
        return self._shared("metrics", self.journey.metrics, self.document.project.file.metrics)

    @cached_property
    def personas(self) -> Names:
        """The map's personas, each as its file says where it has one."""
        return Names(
            self._target(persona.key, persona.name, persona, ("persona", index))
            for index, persona in enumerate(personas(self.document, self.journey))
        )


def personas(document: Document, journey: JourneyMap) -> list[Persona]:
    """The map's personas: a plain name that a persona file answers to becomes that file's persona."""
    found: list[Persona] = []
    for persona in journey.persona:
        only_name = persona.filled <= {"name"}
        file = document.project.persona(persona.name or "") if only_name else None
        if file is not None and file.persona is not None:
            seen: dict[str, Any] = {} if file.persona.id else {"id": file.id}
            if file.persona.image:  # its path is seen from the persona's file
                seen["image"] = os.path.relpath(file.folder / file.persona.image, document.folder)
            found.append(replace(file.persona, **seen))
        else:
            found.append(persona)
    return found


def heading(column: Step) -> str:
    """What a column is called in messages: its title, else its time, else its id."""
    return column.title or column.time or column.id or ""
