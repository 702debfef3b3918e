"""A map's story: its commits, each with what changed in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from cjmap.diagnostic import Diagnostic
from cjmap.diff.brief import brief
from cjmap.diff.comparison import Comparison, came, compare, moved, went
from cjmap.diff.edition import Edition
from cjmap.diff.wording import Wording
from cjmap.document import Document
from cjmap.history import Commit

Read = Callable[[Commit, bool], "Version"]
"""Reads the file of a commit, or with True the one before it."""


Status = Literal["added", "changed", "same", "removed", "broken", "mended", "cut"]
"""What became of a map in a commit; `cut` where the history that is there begins later than the map."""


class Version(NamedTuple):
    """A file at one commit: its document, or what is wrong with it; neither where it is not there."""

    document: Document | None
    trouble: Diagnostic | None = None


class Chapter(NamedTuple):
    """A commit, what became of the map, and a line.

    `document` is the map as the commit left it. `comparison` says in full what the line sums up.
    """

    commit: Commit
    status: Status
    summary: str
    document: Document | None = None
    comparison: Comparison | None = None
    trouble: Diagnostic | None = None


class Story(NamedTuple):
    """A map's story, newest first, in one language."""

    path: str
    language: str
    chapters: tuple[Chapter, ...]

    @property
    def words(self) -> Wording:
        """How the story's language says things."""
        return Wording(self.language)

    @property
    def title(self) -> str:
        """The map's latest title; its path where no commit has a map that can be read."""
        return next(
            (each.document.map.title for each in self.chapters if each.document and each.document.map), self.path
        )


def story(path: str, commits: Sequence[Commit], read: Read, language: str | None = None) -> Story:
    """The story of the commits (newest first), told in the latest map's language unless another is given.

    Every version is read once. A map is compared with what its commit's parent has; after versions that cannot be read,
    with the last one that could.
    """
    known: dict[tuple[str, str], Version] = {}

    def version(commit: Commit, *, before: bool) -> Version:
        name = commit.before if before else commit.after
        if name is None:
            return Version(None)
        key = (commit.old_path if before else commit.path, name)
        if key not in known:
            known[key] = read(commit, before)
        return known[key]

    # oldest first, so that a version is read in the project that it was committed in
    pairs = [(each, version(each, before=True), version(each, before=False)) for each in reversed(commits)]
    documents = [new.document for _, _, new in reversed(pairs) if new.document is not None and new.document.map]
    language = language or (Edition.of(documents[0]).language if documents else Wording("en").labels.language)
    chapters = []
    last: Document | None = None
    for commit, old, new in pairs:
        chapters.append(_chapter(commit, old, new, last, Wording(language)))
        last = new.document if new.document is not None and new.document.map is not None else last
    return Story(path, language, tuple(reversed(chapters)))


def _chapter(commit: Commit, old: Version, new: Version, last: Document | None, words: Wording) -> Chapter:
    language = words.labels.language
    if new.trouble is not None:
        return Chapter(commit, "broken", _trouble(new.trouble, words), trouble=new.trouble)
    if new.document is not None and new.document.map is None:
        return Chapter(commit, "broken", words.say("no-map", "log"))
    before = old.document if old.document is not None and old.document.map is not None else None
    mended = commit.before is not None and before is None
    if mended and last is not None and last.map is not None:
        before = last
    if new.document is None:
        if before is None:
            return Chapter(
                commit, "removed", words.say("map-removed", name=words.quoted(commit.old_path)).rstrip(".。")
            )
        comparison = went(before, language)
        return Chapter(commit, "removed", brief(comparison), comparison=comparison)
    if before is None:
        comparison = came(new.document, language)
        status: Status = "cut" if commit.cut else "mended" if mended else "added"
        text = brief(comparison) if status == "added" else words.say(status, "log")
        return Chapter(commit, status, text, new.document, comparison)
    comparison = compare(before, new.document, language)
    if commit.path != commit.old_path:
        comparison = moved(comparison, commit.path)
    text = brief(comparison)
    if mended:
        text = words.say("separator", "log").join((words.say("mended", "log"), text))
    status = "mended" if mended else "changed" if comparison else "same"
    return Chapter(commit, status, text, new.document, comparison)


def _trouble(trouble: Diagnostic, words: Wording) -> str:
    """Why a version cannot be read, with the line where it is at one."""
    if trouble.unreadable and trouble.span is None:
        return words.say("unreadable", "log", message=trouble.message)
    return words.say("broken", "log", line=trouble.start.line, message=trouble.message)
