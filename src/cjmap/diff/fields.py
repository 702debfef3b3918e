"""Which fields of a thing make which change, as one table; and when a changed field is nothing to be told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cjmap.diff.changes import Edit, Level, Quiet
from cjmap.durations import seconds
from cjmap.labels import time_units
from cjmap.model.cells import PainPoint, Risk

NOUNS = {
    "items": "item", "needs": "need", "quotes": "quote", "emotion": "emotion", "touchpoints": "touchpoint",
    "pain_points": "pain", "activities": "activity", "risks": "risk", "metrics": "measurement",
    "opportunities": "opportunity", "changes": "planned-change", "images": "image", "links": "link",
}  # fmt: skip
"""What an item of each cell type is called in the names of rules."""

Fields = dict[str, tuple[str, Level]]
"""A field, and the change that it makes: the rest of the rule's name after the thing, and the level."""

_COLUMN: Fields = {
    "id": ("id-changed", "wording"),
    "title": ("title-changed", "wording"),
    "note": ("note-changed", "wording"),
    "tags": ("tags-changed", "wording"),
    "time": ("time-changed", "experience"),
    "duration": ("duration-changed", "experience"),
    "wait": ("wait-changed", "experience"),
    "moment_of_truth": ("moment-of-truth-changed", "experience"),
    "actors": ("actors-changed", "experience"),
    "basis": ("basis-changed", "sources"),
    "sources": ("sources-changed", "sources"),
    "next": ("next-changed", "structure"),
    "journey": ("journey-changed", "structure"),
    "from_": ("from-changed", "structure"),
    "resolves": ("resolves-changed", "experience"),
    "phase": ("phase-changed", "structure"),
}
_ITEM: Fields = {
    "id": ("id-changed", "wording"),
    "text": ("text-changed", "wording"),
    "note": ("note-changed", "wording"),
    "basis": ("basis-changed", "sources"),
    "sources": ("sources-changed", "sources"),
    "owner": ("owner-changed", "sources"),
    "persona": ("persona-changed", "experience"),
    "tags": ("tags-changed", "wording"),
    "link": ("link-changed", "wording"),
    "lang": ("lang-changed", "wording"),
    "to": ("to-changed", "structure"),
    "resolves": ("resolves-changed", "experience"),
}
_MAP: Fields = {
    "kind": ("kind-changed", "structure"),
    "id": ("id-changed", "wording"),
    "title": ("title-changed", "wording"),
    "summary": ("summary-changed", "wording"),
    "note": ("note-changed", "wording"),
    "tags": ("tags-changed", "wording"),
    "language": ("language-changed", "wording"),
    "state": ("state-changed", "structure"),
    "basis": ("basis-changed", "sources"),
    "scenario": ("scenario-changed", "experience"),
    "goal": ("goal-changed", "experience"),
    "business_goal": ("business-goal-changed", "experience"),
    "owner": ("owner-changed", "sources"),
    "team": ("team-changed", "sources"),
    "status": ("status-changed", "sources"),
    "reviewed_on": ("review-changed", "sources"),
    "review_every": ("review-changed", "sources"),
    "future_of": ("future-of-changed", "structure"),
    "variant_of": ("variant-of-changed", "structure"),
    "translation_of": ("translation-of-changed", "structure"),
    "blueprint_of": ("blueprint-of-changed", "structure"),
    "emotion_scale": ("scale-changed", "wording"),
}
_SEVERE: Fields = {**_ITEM, "severity": ("severity-changed", "experience")}
_CHANGED: tuple[str, Level] = ("changed", "sources")

FIELDS: dict[str, Fields] = {
    "map": _MAP,
    "stage": _COLUMN,
    "step": _COLUMN,
    "lane": {
        "title": ("title-changed", "wording"),
        "cell": ("cell-changed", "structure"),
        "role": ("role-changed", "structure"),
        "hidden": ("hidden-changed", "wording"),
        "note": ("note-changed", "wording"),
        "owner": ("owner-changed", "sources"),
    },
    "source": dict.fromkeys(("title", "type", "collection", "date", "n", "link", "owner", "note", "tags"), _CHANGED),
    "metric": dict.fromkeys(("title", "method", "unit", "scale", "direction", "target", "note"), _CHANGED),
    "persona": dict.fromkeys(
        (
            "id",
            "name",
            "age",
            "role",
            "family",
            "career_goals",
            "personal_goals",
            "needs",
            "frustrations",
            "channels",
            "quote",
            "bio",
            "image",
            "segment",
            "sources",
            "note",
        ),
        ("changed", "experience"),
    ),
    "drop": {"reason": ("reason-changed", "wording")},
    "leave": {"reason": ("reason-changed", "wording")},
    "item": _ITEM,
    "quote": _ITEM,
    "need": {
        **_ITEM,
        "importance": ("rating-changed", "experience"),
        "satisfaction": ("rating-changed", "experience"),
    },
    "emotion": {
        **_ITEM,
        "score": ("changed", "experience"),
        "word": ("changed", "experience"),
        "when": ("when-changed", "experience"),
    },
    "touchpoint": {
        **_ITEM,
        "channel": ("channel-changed", "experience"),
        "online": ("presence-changed", "experience"),
        "offline": ("presence-changed", "experience"),
    },
    "pain": {**_SEVERE, "impact": ("impact-changed", "experience")},
    "risk": {
        **_SEVERE,
        "regulation": ("regulation-changed", "experience"),
        "control": ("control-changed", "experience"),
    },
    "activity": {
        **_ITEM,
        "actor": ("actor-changed", "experience"),
        "system": ("system-changed", "experience"),
        "duration": ("duration-changed", "experience"),
        "wait": ("wait-changed", "experience"),
        "fail_point": ("fail-point-changed", "experience"),
    },
    "measurement": {
        **_ITEM,
        "metric": ("metric-changed", "experience"),
        **dict.fromkeys(("value", "target", "n", "as_of"), ("changed", "experience")),
    },
    "opportunity": {
        **_ITEM,
        **dict.fromkeys(("impact", "effort", "reach", "confidence"), ("score-changed", "experience")),
        "status": ("status-changed", "experience"),
    },
    "planned-change": {**_ITEM, **dict.fromkeys(("what", "how", "why"), ("text-changed", "wording"))},
    "image": {**_ITEM, "path": ("path-changed", "wording"), "alt": ("alt-changed", "wording")},
    "link": {**_ITEM, "url": ("url-changed", "wording"), "title": ("title-changed", "wording")},
}
"""For each thing its fields. A test holds it to the models: a field that is missing here would be lost."""

SEVERITIES = ("low", "medium", "high", "critical")
SETS = frozenset(("tags", "sources", "to", "resolves", "actors", "channels"))
"""Fields that are lists and mean sets: their order says nothing."""
WORDY = frozenset((
    "title", "summary", "note", "tags", "scenario", "goal", "business_goal", "owner", "team", "review_every", "time",
    "duration", "wait", "moment_of_truth", "actors", "next", "phase", "text", "impact", "word", "when", "channel",
    "actor", "system", "fail_point", "regulation", "control", "what", "how", "why", "alt", "reason", "name", "age",
    "role", "family", "career_goals", "personal_goals", "needs", "frustrations", "channels", "quote", "bio", "segment",
    "unit", "scale", "status", "emotion_scale",
))  # fmt: skip
"""Fields that hold words, so that they change with the language."""


def severity_of(item: object) -> int:
    """How severe a pain point or risk is: 0 where it is not said, 1 for low to 4 for critical."""
    severity = item.severity if isinstance(item, PainPoint | Risk) else None
    return SEVERITIES.index(severity) + 1 if severity else 0


def edits_of(thing: str, old: Any, new: Any) -> Iterator[tuple[str, Level, Edit]]:
    """The fields in which two things differ: the rest of the rule's name, the level, and the edit."""
    before, after = old.__dict__, new.__dict__
    for name, (suffix, level) in FIELDS[thing].items():
        first, second = before.get(name), after.get(name)
        if first is not second and first != second:
            yield suffix, level, Edit(name, first, second)


def rule_of(thing: str, suffix: str, edits: tuple[Edit, ...]) -> str:
    """The name of a change; a severity that rises or falls has names of its own."""
    if suffix == "severity-changed":
        before, after = edits[0].before, edits[0].after
        if before and after:
            return f"{thing}-worsened" if SEVERITIES.index(after) > SEVERITIES.index(before) else f"{thing}-eased"
    return f"{thing}-{suffix}"


def is_reordered(edit: Edit) -> bool:
    """Whether a set only has another order."""
    before, after = edit.before or (), edit.after or ()
    return edit.field in SETS and len(before) == len(after) and set(before) == set(after)


def is_id(edit: Edit) -> bool:
    """Whether an id was inserted or taken out."""
    return edit.field == "id" and (edit.before is None or edit.after is None)


def is_translated(edit: Edit) -> bool:
    """Whether a field has words on both sides, equally many, and of the same length of time where it is one."""
    before, after = edit.before, edit.after
    if edit.field not in WORDY or not before or not after:
        return False
    if edit.field in ("duration", "wait"):
        return seconds(before, time_units()) == seconds(after, time_units())
    if isinstance(before, tuple) and isinstance(after, tuple):
        return len(before) == len(after)
    return isinstance(before, str) and isinstance(after, str)


def quiet_edit(edit: Edit, *, translated: bool) -> Quiet:
    """Why an edit is not told, as far as it can be seen from the edit alone."""
    if is_id(edit):
        return "id"
    if is_reordered(edit):
        return "order"
    return "translation" if translated and is_translated(edit) else ""


def _rules() -> dict[str, Level]:
    """Every rule and its level."""
    found: dict[str, Level] = {}
    for thing, fields in FIELDS.items():
        for suffix, level in fields.values():
            found[f"{thing}-{suffix}"] = level
    for thing in ("pain", "risk"):
        found |= {f"{thing}-worsened": "experience", f"{thing}-eased": "experience"}
    for thing, level in LEVEL_OF.items():
        found |= {f"{thing}-added": level, f"{thing}-removed": level}
    for noun in (*NOUNS.values(), "lane"):
        found[f"{noun}-reordered"] = "wording"
    for noun in NOUNS.values():
        found[f"{noun}-moved"] = "experience"
    for column in ("stage", "step"):
        for how in ("split", "merged", "possibly-split", "possibly-merged", "possibly-renamed", "reordered"):
            found[f"{column}-{how}"] = "structure"
    found |= dict.fromkeys(("step-moved", "step-became-stage", "stage-became-step"), "structure")
    found |= dict.fromkeys(("stage-gained-steps", "stage-lost-steps"), "structure")
    found |= {"map-translated": "wording", "map-rescaled": "wording", "map-moved": "structure"}
    return dict(sorted(found.items()))


LEVEL_OF: dict[str, Level] = {
    "map": "structure", "stage": "structure", "step": "structure", "lane": "structure", "lane-declaration": "wording",
    "source": "sources", "metric": "sources", "persona": "experience", "drop": "structure", "leave": "experience",
    "none": "experience", **dict.fromkeys(NOUNS.values(), "experience"), "image": "wording", "link": "wording",
}  # fmt: skip
"""The level at which a thing is added or removed."""

RULES: dict[str, Level] = _rules()
"""Every name that a change can have, and its level."""
