"""The usual way to check YAML, for comparison: PyYAML's C loader and pydantic, one process, no positions.

Written as well as the usual way allows: shorthand is made full before validation, so that the models need no
unions, which would make them slower. Run as `python stock.py FOLDER`; prints how many maps were right.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict


def full(cell: object) -> list[Any]:
    """Every form of a cell as a list of mappings."""
    items = cell if isinstance(cell, list) else [cell]
    return [item if isinstance(item, dict) else {"text": item} for item in items]


def full_emotion(cell: object) -> list[Any]:
    """The same for emotion, where a number is a score."""
    items = cell if isinstance(cell, list) else [cell]
    return [item if isinstance(item, dict) else {"score": item} for item in items]


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    id: str
    title: str
    type: str | None = None
    n: int | None = None


class Item(Strict):
    text: str
    id: str | None = None
    note: str | None = None
    sources: str | list[str] | None = None
    owner: str | None = None
    channel: str | None = None
    severity: Literal["low", "medium", "high", "critical"] | None = None
    resolves: str | list[str] | None = None
    impact: int | None = None
    effort: int | None = None


class Emotion(Strict):
    score: float | None = None
    word: str | None = None
    sources: str | list[str] | None = None


Items = Annotated[tuple[Item, ...], BeforeValidator(full)]
Emotions = Annotated[tuple[Emotion, ...], BeforeValidator(full_emotion)]


class Column(Strict):
    id: str | None = None
    title: str
    moment_of_truth: bool | str | None = None
    context: Items = ()
    goal: Items = ()
    actions: Items = ()
    thoughts: Items = ()
    needs: Items = ()
    questions: Items = ()
    emotion: Emotions = ()
    touchpoints: Items = ()
    pain_points: Items = ()
    gains: Items = ()
    communication: Items = ()
    opportunities: Items = ()


class Stage(Column):
    steps: tuple[Column, ...] = ()


class Map(Strict):
    cjmap: Literal[1]
    kind: Literal["current-state", "future-state", "day-in-the-life", "service-blueprint"]
    id: str | None = None
    title: str
    language: str | None = None
    persona: str | list[str] | None = None
    scenario: str | None = None
    goal: str | None = None
    owner: str | None = None
    sources: tuple[Source, ...] = ()
    stages: tuple[Stage, ...]


def main() -> None:
    """Read and validate every map of a folder."""
    count = 0
    for path in sorted(Path(sys.argv[1]).rglob("*.cjm.yaml")):
        with path.open("rb") as file:
            Map.model_validate(yaml.load(file, Loader=yaml.CSafeLoader))
        count += 1
    print(count)


if __name__ == "__main__":
    main()
