"""Comparisons for programs: version 1 of the report. Its schema is `diff_schema`."""

from __future__ import annotations

from typing import Any

from cjmap.diff.comparison import Comparison, Place, Told, place
from cjmap.diff.edition import Edition, column_of
from cjmap.diff.fates import Fate
from cjmap.diff.forms import Outcome
from cjmap.diff.impact import Curve, Length, Measures, Point, Reading
from cjmap.document import Document
from cjmap.json_text import dumps

VERSION = 1
"""The version of the report's shape; it changes when a key changes its meaning or goes."""

Json = dict[str, Any]


def to_json(outcome: Outcome) -> str:
    """The comparisons as a JSON object."""
    return dumps(
        {
            "version": VERSION,
            "maps": outcome.maps,
            "failed": list(outcome.failed),
            "comparisons": [_comparison(each) for each in outcome.comparisons],
        }
    )


def _comparison(comparison: Comparison) -> Json:
    status = "changed" if comparison.told else "same"
    status = "added" if comparison.old is None else "removed" if comparison.new is None else status
    return {
        "status": status,
        "language": comparison.language,
        "old": _map(comparison.old),
        "new": _map(comparison.new),
        "counts": {
            level: comparison.counts.get(level, 0) for level in ("structure", "experience", "sources", "wording")
        },
        "changes": [_change(comparison, told) for told in comparison.told],
        "impact": _impact(comparison),
        "gap": _gap(comparison),
    }


def _map(document: Document | None) -> Json | None:
    if document is None or document.map is None:
        return None
    journey = document.map
    return {"path": document.source.name, "id": document.id, "title": journey.title, "kind": journey.kind}


def _change(comparison: Comparison, told: Told) -> Json:
    return {
        "rule": told.rule,
        "level": told.level,
        "severity": _SEVERITIES[told.severity],
        "summary": told.summary,
        "fingerprint": comparison.fingerprint(told),
        "old": _place(told.old),
        "new": _place(told.new),
        "pieces": [{"kind": piece.kind, "text": piece.text} for piece in told.pieces],
    }


_SEVERITIES = (None, "low", "medium", "high", "critical")


def _place(found: Place | None) -> Json | None:
    if found is None:
        return None
    return {
        "path": found.file,
        "line": found.start.line,
        "column": found.start.column,
        "end_line": found.end.line,
        "end_column": found.end.column,
    }


def _impact(comparison: Comparison) -> Json | None:
    found, both = comparison.impact, comparison.diff
    if found is None or both is None or comparison.old is None or comparison.new is None:
        return None
    old, new = comparison.old, comparison.new
    pains = found.pains
    return {
        "old": _measures(found.old, both.old, old),
        "new": _measures(found.new, both.new, new),
        "pains": {
            "introduced": [_place(place(new, each)) for each in pains.introduced],
            "gone": [_place(place(old, each)) for each in pains.gone],
            "worsened": [_place(place(new, each)) for _, each in pains.worsened],
            "eased": [_place(place(new, each)) for _, each in pains.eased],
            "stayed": len(pains.stayed),
        },
    }


def _measures(found: Measures, edition: Edition, document: Document) -> Json:
    return {
        "emotion": [_curve(curve, edition, document) for curve in found.curves],
        "scale": list(found.scale),
        "steps": found.steps,
        "duration": _length(found.duration),
        "wait": _length(found.wait),
        "hand_offs": found.hand_offs,
        "channel_switches": found.channel_switches,
        "touchpoints": {"total": found.touchpoints, "online": found.online, "offline": found.offline},
        "evidence": {"sourced": found.sourced, "cells": found.claims},
        "metrics": [_reading(each, document) for each in found.readings],
    }


def _curve(curve: Curve, edition: Edition, document: Document) -> Json:
    return {
        "persona": curve.persona or None,
        "mean": None if curve.mean is None else round(curve.mean, 4),
        "low": _point(curve.low, edition, document),
        "peak": _point(curve.peak, edition, document),
        "end": _point(curve.end, edition, document),
        "points": len(curve.points),
    }


def _point(point: Point | None, edition: Edition, document: Document) -> Json | None:
    if point is None:
        return None
    return {
        "column": edition.heading(column_of(point.location)),
        "score": point.score,
        "level": round(point.level, 4),
        "word": point.word,
        "line": place(document, point.location).start.line,
    }


def _length(length: Length) -> Json:
    return {"least": length.least, "most": length.most, "read": length.read, "unread": length.unread}


def _reading(reading: Reading, document: Document) -> Json:
    definition = reading.definition
    return {
        "metric": reading.metric,
        "title": definition.title if definition else None,
        "unit": definition.unit if definition else None,
        "direction": definition.direction if definition else None,
        "value": reading.value,
        "as_of": reading.as_of,
        "target": reading.target,
        "place": _place(place(document, reading.location)),
    }


def _gap(comparison: Comparison) -> Json | None:
    fates = comparison.fates
    if fates is None:
        return None
    return {
        "verdict": fates.verdict(),
        "worse": [_fate(comparison, fate) for fate in fates.worse()],
        "pains": [_fate(comparison, fate) for fate in fates.pains()],
        "columns": [_fate(comparison, fate) for fate in fates.columns()],
        "opportunities": [_fate(comparison, fate) for fate in fates.opportunities()],
        "risks": [_fate(comparison, fate) for fate in fates.risks()],
    }


def _fate(comparison: Comparison, fate: Fate) -> Json:
    olds, news = comparison.places(fate)
    return {
        "rule": fate.rule,
        "severity": _SEVERITIES[fate.severity],
        "label": fate.label,
        "summary": fate.text,
        "facts": list(fate.facts),
        "old": [_place(each) for each in olds],
        "new": [_place(each) for each in news],
    }
