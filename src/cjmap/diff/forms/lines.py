"""What the readable forms have in common: marks, places as line numbers, and headings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cjmap.diff.changes import Added, Edited, Moved, NoneAdded, NoneRemoved, Regrouped, Removed
from cjmap.diff.comparison import Comparison, Place, Told
from cjmap.diff.facts import Row

if TYPE_CHECKING:
    # loaded for a gap report alone
    from cjmap.diff.fates import Fate

FATES = {
    "good": "✓", "left": "◐", "bad": "✕", "kept": "＝", "new": "＋", "gone": "×", "lost": "?",
    "changed": "→", "risk": "!",
}  # fmt: skip
"""The marks of the gap report; each stands beside a word that says the same."""


def mark(told: Told) -> str:
    """A sign for the sort of change: `+`, `-`, `~`, `>` for what moved, `?` for a guess and for what is left open."""
    if told.open:
        return "?"
    match told.change:
        case Added() | NoneAdded():
            return "+"
        case Removed() | NoneRemoved():
            return "-"
        case Moved():
            return ">"
        case Regrouped(how=how):
            return "?" if how.startswith("possibly") else ">"
        case Edited():
            return "~"
    return {"map-added": "+", "map-removed": "-", "map-moved": ">"}.get(told.rule, "~")


def lines(comparison: Comparison, olds: Iterable[Place | None], news: Iterable[Place | None]) -> str:
    """`line 12 → 15`, `line 15`, or `was line 12`; several with commas."""
    say = comparison.words.say
    comma = str(comparison.words.catalog.data["list_separator"])
    old, new = (
        comma.join(dict.fromkeys(str(place.start.line) for place in places if place is not None))
        for places in (olds, news)
    )
    if old and new and old != new:
        return say("line-both", "report", old=old, new=new)
    if new:
        return say("line-new", "report", line=new)
    return say("line-old", "report", line=old) if old else ""


def fate_lines(comparison: Comparison, fate: Fate) -> str:
    """The lines of a fate in both maps."""
    return lines(comparison, *comparison.places(fate))


def title(comparison: Comparison) -> str:
    """What a comparison is headed: its map's title, or both where they differ."""
    before, after = comparison.titles
    say = comparison.words.say
    if comparison.gap is not None:
        return say("gap_title", "report", title=before)
    if before and after and before != after:
        return say("diff_title", "report", old=before, new=after)
    return after or before


def summary(comparison: Comparison) -> str:
    """How many changes there are, level by level."""
    say = comparison.words.say
    total = len(comparison.told)
    if not total:
        return say("unchanged", "report")
    changes = say("changes_one" if total == 1 else "changes_other", "report", n=total)
    levels = [
        say("level-count", "report", n=size, level=say(f"in-{level}", "report"))
        for level, size in comparison.counts.items()
    ]
    return say("summary", "report", changes=changes, levels=comparison.words.listed(levels))


def measure(comparison: Comparison, row: Row) -> str:
    """The change of a measure, and whether it is better: `2 higher (better)`."""
    if row.better is None:
        return row.change
    verdict = comparison.words.say("better" if row.better else "worse", "report")
    left, right = comparison.words.labels.data["parentheses"]
    space = " " if left == "(" else ""
    return f"{row.change}{space}{left}{verdict}{right}" if row.change else verdict
