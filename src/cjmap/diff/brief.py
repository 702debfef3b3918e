"""A comparison in one line, for a list of commits: the few changes that matter in their own words, the rest counted."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.diff.changes import LEVELS, Added, Change, Edited, Moved, NoneAdded, NoneRemoved, Removed
from cjmap.diff.comparison import Comparison, Told
from cjmap.diff.texts import graphemes
from cjmap.words import number

MOST = 4
"""The most parts of a line; what is left is counted."""
LONG = 120
"""The most characters of a part."""

_COUNTED = {
    "stage": "stage", "step": "step", "lane": "lane", "source": "source", "pain": "pain", "touchpoint": "touchpoint",
    "emotion": "emotion", "opportunity": "opportunity", "risk": "risk",
}  # fmt: skip
"""What is counted by its own name; the rest are items."""
_ALONE = frozenset(("map", "persona", "metric", "drop", "leave", "lane-declaration"))
"""What is never counted with others."""


def brief(comparison: Comparison) -> str:
    """What changed, in a line without a full stop: `2 steps added · Emotion, lowest: −2 → 0`."""
    words = comparison.words
    if comparison.diff is None:
        return _bare(comparison, _came(comparison) if comparison.new is not None else comparison.told[0].summary)
    if not comparison:
        return words.say("form", "log")
    parts = list(_parts(comparison))
    figure = _figure(comparison)
    room = MOST - bool(figure)
    shown = parts if len(parts) <= room else parts[: room - 1]
    said = [shortened(_bare(comparison, text), LONG, words.labels.quotes) for text, _ in shown]
    said += [figure] if figure else []
    left = sum(size for _, size in parts[len(shown) :])
    said += [words.say("more", "report", n=left)] if left else []
    return words.say("separator", "log").join(said)


def _came(comparison: Comparison) -> str:
    """That a map is new, and how large it is."""
    words, document = comparison.words, comparison.new
    text = _bare(comparison, comparison.told[0].summary)
    stages = document.map.stages if document is not None and document.map is not None else ()
    steps = sum(len(stage.steps) for stage in stages)
    if not steps:
        return text
    return words.say(
        "size", "log", text=text, stages=words.count("stage", len(stages)), steps=words.count("step", steps)
    )


def _parts(comparison: Comparison) -> Iterator[tuple[str, int]]:
    """The parts and how many changes each stands for: first what the journey consists of and what customers meet."""
    words = comparison.words
    for level in LEVELS:
        told = [each for each in comparison.told if each.level == level]
        if level in ("structure", "experience"):
            groups: dict[tuple[str, str] | int, list[Told]] = {}
            for at, each in enumerate(told):
                groups.setdefault(_group(each.change) or at, []).append(each)
            for key, group in groups.items():
                if isinstance(key, tuple) and len(group) > 1:
                    how, thing = key
                    yield words.say(how, "log", things=words.count(thing, len(group))), len(group)
                else:
                    yield from ((_one(comparison, each), 1) for each in group)
        elif len(told) == 1:
            yield _one(comparison, told[0]), 1
        elif told:
            changes = words.say("changes_other", "report", n=number(len(told)))
            yield words.say("level", "log", changes=changes, level=words.say(f"in-{level}", "report")), len(told)


def _group(change: Change | None) -> tuple[str, str] | None:
    """What happened to which sort of thing; None for what is told alone."""
    if change is None or change.thing in _ALONE:
        return None
    thing = _COUNTED.get(change.thing, "item")
    match change:
        case Added():
            return "added", thing
        case Removed():
            return "removed", thing
        case Moved():
            return "moved", thing
        case Edited(what=what) if what.endswith(("-worsened", "-eased")):
            return what.rpartition("-")[2], thing
        case Edited() | NoneAdded() | NoneRemoved():
            return "changed", thing
    return None


def _one(comparison: Comparison, told: Told) -> str:
    """A change in its own words; of words that were reworded, only which they are."""
    if told.pieces:
        return comparison.words.say("reworded", "log", subject=told.subject)
    return told.summary


def _figure(comparison: Comparison) -> str:
    """The lowest point of the curve, where it changed; else the mean, where that did. Only of a map with one curve."""
    facts = comparison.facts
    if facts is None or len(facts.impact.curves) != 1:
        return ""
    before, after = facts.impact.curves[0]
    if before is None or after is None:
        return ""
    for key, old, new in (
        ("emotion-low", before.low.level if before.low else None, after.low.level if after.low else None),
        ("emotion-mean", before.mean, after.mean),
    ):
        levels = facts.score(old), facts.score(new)
        if levels[0] != levels[1] and max(len(before.points), len(after.points)) > 1:
            colon = comparison.words.labels.data["colon"]
            return f"{facts.say(key)}{colon}{levels[0]} → {levels[1]}"
    return ""


def _bare(comparison: Comparison, sentence: str) -> str:
    """A sentence as a part of a line."""
    return " ".join(sentence.split()).removesuffix(comparison.words.catalog.data["full_stop"])


def shortened(text: str, most: int, quotes: tuple[str, str] = ("“", "”")) -> str:
    """The beginning of a text, up to the end of a word; a text that fits is left as it is.

    Quotation marks that are open where it ends are closed.
    """
    clusters = graphemes(text)
    if len(clusters) <= most:
        return text
    head = "".join(clusters[: most - 1])
    if not clusters[most - 1].isspace() and _joins(clusters[most - 2], clusters[most - 1]):
        start = head.rfind(" ")
        # one word as long as the line has no better place
        head = head[:start] if start > most // 2 else head
    head = head.rstrip(" ,;:，、；：（(" + quotes[0]) + "…"
    return head + quotes[1] * (head.count(quotes[0]) - head.count(quotes[1]))


def _joins(before: str, after: str) -> bool:
    """Whether two characters are of one word, in a script that puts spaces between its words."""
    return before.isalnum() and after.isalnum() and max(before, after) < "\u2e80"
