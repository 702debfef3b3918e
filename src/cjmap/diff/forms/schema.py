"""The JSON Schema of the report for programs."""

from __future__ import annotations

from typing import Any

from cjmap.diff.changes import LEVELS
from cjmap.diff.fields import RULES, SEVERITIES
from cjmap.diff.gap import GAP_RULES

Json = dict[str, Any]

NAME = "cjmap.diff.v1.json"
"""The schema's name, and that of its file under `docs/schema/`."""

_TEXT: Json = {"type": "string"}
_NUMBER: Json = {"type": "number"}
_COUNT: Json = {"type": "integer", "minimum": 0}


def diff_schema() -> Json:
    """The JSON Schema (draft 7) of what `cjmap diff --to json` prints."""
    comparison = _object(
        {
            "status": _said({"enum": ["same", "changed", "added", "removed"]}, "What became of the map."),
            "language": _said(_TEXT, "The language of the sentences, a BCP 47 tag."),
            "old": _or_null(_ref("map")),
            "new": _or_null(_ref("map")),
            "counts": _said(_object(dict.fromkeys(LEVELS, _COUNT)), "How many changes there are at each level."),
            "changes": _list(_ref("change")),
            "impact": _or_null(
                _object(
                    {
                        "old": _ref("measures"),
                        "new": _ref("measures"),
                        "pains": _object({**_each(_PAINS, "place"), "stayed": _COUNT}),
                    }
                )
            ),
            "gap": _or_null(
                _object(
                    {
                        "verdict": _list(_TEXT),
                        "worse": _said(_list(_ref("fate")), "What the future map makes worse."),
                        **{key: _list(_ref("fate")) for key in ("pains", "columns", "opportunities", "risks")},
                    }
                )
            ),
        }
    )
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": NAME,
        "title": "cjmap diff report, version 1",
        **_object(
            {
                "version": {"const": 1},
                "maps": _said(_COUNT, "How many maps were compared."),
                "failed": _said(_list(_TEXT), "What `--fail-on` found."),
                "comparisons": _list(comparison),
            }
        ),
        "definitions": _definitions(),
    }


_PAINS = ("introduced", "gone", "worsened", "eased")


def _definitions() -> Json:
    severity: Json = {"enum": [None, *SEVERITIES]}
    spot: Json = _or_null(_ref("place"))
    return {
        "map": _object({"path": _TEXT, "id": _TEXT, "title": _TEXT, "kind": _TEXT}),
        "place": _said(
            _object({"path": _TEXT, **dict.fromkeys(("line", "column", "end_line", "end_column"), _COUNT)}),
            "A range of a file; lines and columns from 1, the end exclusive.",
        ),
        "change": _object(
            {
                "rule": {"enum": list(RULES)},
                "level": {"enum": list(LEVELS)},
                "severity": severity,
                "summary": _said(_TEXT, "The change in one sentence."),
                "fingerprint": _said(_TEXT, "A name for the change that stays when its words are reworded."),
                "old": spot,
                "new": spot,
                "pieces": _said(
                    _list(_object({"kind": {"enum": ["same", "gone", "new"]}, "text": _TEXT})),
                    "What changed inside a text, in reading order.",
                ),
            }
        ),
        "measures": _object(
            {
                "emotion": _list(
                    _object(
                        {
                            "persona": _or_null(_TEXT),
                            "mean": _said(_or_null(_NUMBER), "From −1, the worst of the scale, to +1, the best."),
                            **{key: _or_null(_ref("point")) for key in ("low", "peak", "end")},
                            "points": _said(_COUNT, "How many scores the curve has."),
                        }
                    )
                ),
                "scale": {"type": "array", "items": _NUMBER, "minItems": 2, "maxItems": 2},
                "steps": _COUNT,
                "duration": _ref("length"),
                "wait": _ref("length"),
                "hand_offs": _or_null(_COUNT),
                "channel_switches": _or_null(_COUNT),
                "touchpoints": _object({"total": _COUNT, "online": _COUNT, "offline": _COUNT}),
                "evidence": _object({"sourced": _COUNT, "cells": _COUNT}),
                "metrics": _list(
                    _object(
                        {
                            "metric": _TEXT,
                            **{key: _or_null(_TEXT) for key in ("title", "unit", "direction", "as_of")},
                            "value": _NUMBER,
                            "target": {"type": "boolean"},
                            "place": _ref("place"),
                        }
                    )
                ),
            }
        ),
        "point": _object({"column": _TEXT, "score": _NUMBER, "level": _NUMBER, "word": _TEXT, "line": _COUNT}),
        "length": _said(
            _object({"least": _NUMBER, "most": _NUMBER, "read": _COUNT, "unread": _COUNT}),
            "A sum of times in seconds; how many were read, and how many could not be.",
        ),
        "fate": _object(
            {
                "rule": {"enum": [*GAP_RULES, "pain-added", "pain-worsened"]},
                "severity": severity,
                "label": _TEXT,
                "summary": _TEXT,
                "facts": _list(_TEXT),
                "old": _list(_ref("place")),
                "new": _list(_ref("place")),
            }
        ),
    }


def _object(properties: Json) -> Json:
    return {
        "type": "object",
        "required": list(properties),
        "additionalProperties": False,
        "properties": properties,
    }


def _each(names: tuple[str, ...], of: str) -> Json:
    return {name: _list(_ref(of)) for name in names}


def _list(items: Json) -> Json:
    return {"type": "array", "items": items}


def _ref(name: str) -> Json:
    return {"$ref": f"#/definitions/{name}"}


def _or_null(schema: Json) -> Json:
    return {"anyOf": [schema, {"type": "null"}]}


def _said(schema: Json, description: str) -> Json:
    return {"description": description, **schema}
