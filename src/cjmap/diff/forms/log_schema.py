"""The JSON Schema of a map's story for programs."""

from __future__ import annotations

from typing import get_args

from cjmap.diff.changes import LEVELS
from cjmap.diff.fields import RULES
from cjmap.diff.forms.log import VERSION
from cjmap.diff.forms.schema import COUNT, NUMBER, TEXT, Json, described, listed, nullable, record
from cjmap.diff.story import Status

NAME = "cjmap.log.v1.json"
"""The schema's name, and that of its file under `docs/schema/`."""


def log_schema() -> Json:
    """The JSON Schema (draft 7) of what `cjmap log --to json` prints."""
    point = record(
        {
            "column": TEXT,
            "score": described(NUMBER, "As the map has it, on its own scale."),
            "level": described(NUMBER, "From −1, the worst of the scale, to +1, the best."),
            "word": TEXT,
        }
    )
    curve = record(
        {
            "persona": nullable(TEXT),
            "mean": described(nullable(NUMBER), "The mean of the levels."),
            "points": listed(point),
        }
    )
    change = record(
        {
            "rule": {"enum": list(RULES)},
            "level": {"enum": list(LEVELS)},
            "summary": described(TEXT, "The change in one sentence."),
            "fingerprint": described(TEXT, "A name for the change that stays when its words are reworded."),
        }
    )
    trouble = record({"rule": TEXT, "message": TEXT, "line": COUNT})
    commit = record(
        {
            "commit": described(TEXT, "The commit's full name."),
            "date": described(TEXT, "When it was written, in the form of ISO 8601."),
            "author": TEXT,
            "subject": TEXT,
            "path": described(TEXT, "Where the map lies in this commit, below the top of the repository."),
            "renamed_from": described(nullable(TEXT), "Where it lay before, if that was elsewhere."),
            "status": described({"enum": list(get_args(Status))}, "What became of the map."),
            "summary": described(TEXT, "The commit in one line."),
            "counts": described(
                {**record(dict.fromkeys(LEVELS, COUNT)), "required": []},
                "How many changes there are at each level, without the levels that have none.",
            ),
            "changes": listed(change),
            "emotion": described(listed(curve), "The curves of the map as the commit left it."),
            "trouble": described(nullable(trouble), "Why this version cannot be read."),
        }
    )
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$id": NAME,
        "title": f"cjmap log, version {VERSION}",
        **record(
            {
                "version": {"const": VERSION},
                "path": TEXT,
                "title": described(TEXT, "The map's latest title; its path where no version can be read."),
                "language": described(TEXT, "The language of the sentences, a BCP 47 tag."),
                "commits": described(listed(commit), "The newest first."),
            }
        ),
    }
