"""Editions of maps from short texts, for tests of what they have in common and what changed."""

from __future__ import annotations

from properties.reading import read

from cjmap.diff.edition import Edition
from cjmap.model.walk import Location

HEAD = "cjmap: 1\nkind: current-state\ntitle: Groceries\n"


def edition(stages: str, head: str = "") -> Edition:
    """The edition of a map with these stages, which must be valid; `head` goes above them.

    A `from` is let through: what it refers to is what a test compares the map with.
    """
    document, found = read(f"{HEAD}{head}stages:\n{stages}".encode())
    let_through = ("needs-future-of", "not-a-future-map")
    assert [f"{each.start} {each.message}" for each in found if each.rule not in let_through] == []
    return Edition.of(document)


def steps(*entries: str, stage: str = "Shop") -> str:
    """A stage with steps, each given as the flow entries after its dash: `id: a, title: Search`."""
    return f"  - title: {stage}\n    steps:\n" + "".join(f"      - {{{entry}}}\n" for entry in entries)


def called(side: Edition, locations: object) -> list[str]:
    """The headings of some columns."""
    return [side.heading(each) for each in locations]  # type: ignore[attr-defined]


def said(side: Edition, locations: object) -> list[str]:
    """The words of some items."""
    return [side.items[each].words for each in locations]  # type: ignore[attr-defined]


def step(index: int, stage: int = 0) -> Location:
    """The location of a step."""
    return ("stages", stage, "steps", index)
