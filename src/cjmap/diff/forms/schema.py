"""The JSON Schema of the report for programs."""

from __future__ import annotations

from typing import Any

from cjmap.diff.changes import LEVELS
from cjmap.diff.fields import RULES, SEVERITIES
from cjmap.diff.gap import GAP_RULES

Json = dict[str, Any]

NAME = "cjmap.diff.v1.json"
"""The schema's name, and that of its file under `docs/schema/`."""

TEXT: Json = {"type": "string"}
NUMBER: Json = {"type": "number"}
COUNT: Json = {"type": "integer", "minimum": 0}
"""The parts of a schema that this one and the one of a map's story are made of."""


def diff_schema() -> Json:
    """The JSON Schema (draft 7) of what `cjmap diff --to json` prints."""
    comparison = record(
        {
            "status": described({"enum": ["same", "changed", "added", "removed"]}, "What became of the map."),
            "language": described(TEXT, "The language of the sentences, a BCP 47 tag."),
            "old": nullable(_ref("map")),
            "new": nullable(_ref("map")),
            "counts": described(record(dict.fromkeys(LEVELS, COUNT)), "How many changes there are at each level."),
            "changes": listed(_ref("change")),
            "impact": nullable(
                record(
                    {
                        "old": _ref("measures"),
                        "new": _ref("measures"),
                        "pains": record({**_each(_PAINS, "place"), "stayed": COUNT}),
                    }
                )
            ),
            "gap": nullable(
                record(
                    {
                        "verdict": listed(TEXT),
                        "worse": described(listed(_ref("fate")), "What the future map makes worse."),
                        **{key: listed(_ref("fate")) for key in ("pains", "columns", "opportunities", "risks")},
                    }
                )
            ),
        }
    )
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": NAME,
        "title": "cjmap diff report, version 1",
        **record(
            {
                "version": {"const": 1},
                "maps": described(COUNT, "How many maps were compared."),
                "failed": described(listed(TEXT), "What `--fail-on` found."),
                "comparisons": listed(comparison),
            }
        ),
        "definitions": _definitions(),
    }


_PAINS = ("introduced", "gone", "worsened", "eased")


def _definitions() -> Json:
    severity: Json = {"enum": [None, *SEVERITIES]}
    spot: Json = nullable(_ref("place"))
    return {
        "map": record({"path": TEXT, "id": TEXT, "title": TEXT, "kind": TEXT}),
        "place": described(
            record({"path": TEXT, **dict.fromkeys(("line", "column", "end_line", "end_column"), COUNT)}),
            "A range of a file; lines and columns from 1, the end exclusive.",
        ),
        "change": record(
            {
                "rule": {"enum": list(RULES)},
                "level": {"enum": list(LEVELS)},
                "severity": severity,
                "summary": described(TEXT, "The change in one sentence."),
                "fingerprint": described(TEXT, "A name for the change that stays when its words are reworded."),
                "old": spot,
                "new": spot,
                "pieces": described(
                    listed(record({"kind": {"enum": ["same", "gone", "new"]}, "text": TEXT})),
                    "What changed inside a text, in reading order.",
                ),
            }
        ),
        "measures": record(
            {
                "emotion": listed(
                    record(
                        {
                            "persona": nullable(TEXT),
                            "mean": described(nullable(NUMBER), "From −1, the worst of the scale, to +1, the best."),
                            **{key: nullable(_ref("point")) for key in ("low", "peak", "end")},
                            "points": described(COUNT, "How many scores the curve has."),
                        }
                    )
                ),
                "scale": {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2},
                "steps": COUNT,
                "duration": _ref("length"),
                "wait": _ref("length"),
                "hand_offs": nullable(COUNT),
                "channel_switches": nullable(COUNT),
                "touchpoints": record({"total": COUNT, "online": COUNT, "offline": COUNT}),
                "evidence": record({"sourced": COUNT, "cells": COUNT}),
                "metrics": listed(
                    record(
                        {
                            "metric": TEXT,
                            **{key: nullable(TEXT) for key in ("title", "unit", "direction", "as_of")},
                            "value": NUMBER,
                            "target": {"type": "boolean"},
                            "place": _ref("place"),
                        }
                    )
                ),
            }
        ),
        "point": record({"column": TEXT, "score": NUMBER, "level": NUMBER, "word": TEXT, "line": COUNT}),
        "length": described(
            record({"least": NUMBER, "most": NUMBER, "read": COUNT, "unread": COUNT}),
            "A sum of times in seconds; how many were read, and how many could not be.",
        ),
        "fate": record(
            {
                "rule": {"enum": [*GAP_RULES, "pain-added", "pain-worsened"]},
                "severity": severity,
                "label": TEXT,
                "summary": TEXT,
                "facts": listed(TEXT),
                "old": listed(_ref("place")),
                "new": listed(_ref("place")),
            }
        ),
    }


def record(properties: Json) -> Json:
    """An object with just these keys, all of them."""
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _each(names: tuple[str, ...], of: str) -> Json:
    return {name: listed(_ref(of)) for name in names}


def listed(items: Json) -> Json:
    """A list of things of one sort."""
    return {"type": "array", "items": items}


def _ref(name: str) -> Json:
    return {"$ref": f"#/definitions/{name}"}


def nullable(schema: Json) -> Json:
    """The same, or null."""
    return {"anyOf": [schema, {"type": "null"}]}


def described(schema: Json, description: str) -> Json:
    """The same, with a word on what it means."""
    return {"description": description, **schema}
