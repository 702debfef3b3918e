"""A map's story for programs (version 1 of its shape), and as the parts of plain lines."""

from __future__ import annotations

from typing import Any, NamedTuple

from cjmap.diff.brief import shortened
from cjmap.diff.edition import Edition, column_of
from cjmap.diff.impact import Curve, measure
from cjmap.diff.story import Chapter, Story
from cjmap.document import Document
from cjmap.json_text import dumps
from cjmap.visible import visible

VERSION = 1
"""The version of the shape; it changes when a key changes its meaning or goes."""
NAME = 20
"""The most characters of an author's name in a line."""

Json = dict[str, Any]


class Row(NamedTuple):
    """A commit as a line: its short name, the day, who made it, and what changed."""

    commit: str
    day: str
    author: str
    summary: str


def rows(story: Story) -> list[Row]:
    """The lines of a story, newest first. Whoever wrote a commit chose its words: none of them ends a line."""
    return [
        Row(
            *map(visible, (each.commit.short, each.commit.date[:10], shortened(each.commit.author, NAME), each.summary))
        )
        for each in story.chapters
    ]


def log_json(story: Story) -> str:
    """The story as a JSON object."""
    return dumps(
        {
            "version": VERSION,
            "path": story.path,
            "title": story.title,
            "language": story.language,
            "commits": [_chapter(each) for each in story.chapters],
        }
    )


def _chapter(chapter: Chapter) -> Json:
    commit, trouble = chapter.commit, chapter.trouble
    comparison = chapter.comparison
    changed = comparison if comparison is not None and comparison.diff is not None else None
    return {
        "commit": commit.name,
        "date": commit.date,
        "author": commit.author,
        "subject": commit.subject,
        "path": commit.path,
        "renamed_from": commit.old_path if commit.old_path != commit.path else None,
        "status": chapter.status,
        "summary": chapter.summary,
        "counts": dict(changed.counts) if changed else {},
        "changes": [
            {
                "rule": told.rule,
                "level": told.level,
                "summary": told.summary,
                "fingerprint": changed.fingerprint(told),
            }
            for told in changed.told
        ]
        if changed
        else [],
        "emotion": _emotion(chapter.document),
        "trouble": {"rule": trouble.rule, "message": trouble.message, "line": trouble.start.line} if trouble else None,
    }


def _emotion(document: Document | None) -> list[Json]:
    """The curves of a version: every score with its column, and its level from −1 to +1."""
    if document is None or document.map is None:
        return []
    edition = Edition.of(document)
    return [_curve(curve, edition) for curve in measure(edition).curves]


def _curve(curve: Curve, edition: Edition) -> Json:
    return {
        "persona": curve.persona or None,
        "mean": None if curve.mean is None else round(curve.mean, 4),
        "points": [
            {
                "column": edition.heading(column_of(point.location)),
                "score": point.score,
                "level": round(point.level, 4),
                "word": point.word,
            }
            for point in curve.points
        ],
    }
