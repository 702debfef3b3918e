"""The two sides of a comparison: files, folders, or what git has of them in a revision."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from cjmap.collect import ENDING, STDIN, collect, open_source
from cjmap.diagnostic import Diagnostic
from cjmap.document import Document
from cjmap.project import Project, Projects
from cjmap.revision import Repository, Revision, RevisionError, repository
from cjmap.source import DISK, Source, Span
from cjmap.validate import check_alone


@dataclass(frozen=True, slots=True)
class Found:
    """A file of one side: its path below what was named, its source, and the project it belongs to."""

    below: str
    source: Source
    project: Project


@dataclass(frozen=True)
class Side:
    """The files of one side, whether a folder was named, and what could not be read."""

    files: tuple[Found, ...]
    folder: bool
    problems: tuple[Diagnostic, ...] = ()


@dataclass
class Sides:
    """Gathers sides; what was opened before is opened once."""

    disk: Projects = field(default_factory=Projects)
    revisions: dict[str, tuple[Revision, Projects]] = field(default_factory=dict)

    def named(self, argument: str) -> Side:
        """The side that an argument names: what is on disk, else `REV:path`. Raises RevisionError."""
        name, colon, path = argument.partition(":")
        if colon and not os.path.lexists(argument):
            revision, projects = self._revision(Path.cwd(), name)
            return self._of_revision(revision, projects, revision.named(path), argument)
        return self.on_disk([argument])

    def on_disk(self, arguments: Iterable[str]) -> Side:
        """The files that some paths lead to."""
        named = list(arguments)
        collection = collect(named)
        files: list[Found] = []
        problems = list(collection.problems)
        for file in collection.files:
            source = open_source(file)
            if isinstance(source, Diagnostic):
                problems.append(source)
            elif not file.is_project:
                path = file.path or Path("stdin")
                files.append(Found(file.below.as_posix(), source, self.disk.of(path)))
        return Side(tuple(files), any(Path(each).is_dir() for each in named if each != STDIN), tuple(problems))

    def against(self, name: str, paths: tuple[str, ...]) -> tuple[Side, Side]:
        """What a revision and the working tree have at some paths (all maps below here without any).

        Paths that only one of both has are no mistake: their maps were added or removed. Raises RevisionError.
        """
        start = Path(paths[0]) if paths else Path()
        folder = next(each for each in (start, *start.absolute().parents) if each.is_dir())
        revision, projects = self._revision(folder, name)
        top = revision.repository.top
        olds: list[Found] = []
        news: list[Found] = []
        problems: list[Diagnostic] = []
        for path in paths or (".",):
            relative = revision.relative(Path(os.path.realpath(path)))
            if relative is None:
                raise RevisionError(f"{path} lies outside the repository at {top}", "name paths of one repository")
            there = revision.is_there(relative)
            if not there and not os.path.lexists(path):
                raise RevisionError(f"there is no {path}, neither here nor in ‘{name}’", "check the path")
            if there:
                olds += self._of_revision(revision, projects, relative, path, empty=True).files
            if os.path.lexists(path):
                side = self.on_disk([path])
                news += [_from_top(found, top) for found in side.files]
                # a folder without maps here may have had some
                problems += [each for each in side.problems if not (there and each.rule == "no-maps")]
        return Side(_once(olds), True), Side(_once(news), True, tuple(problems))

    def _revision(self, folder: Path, name: str) -> tuple[Revision, Projects]:
        if name not in self.revisions:
            found: Repository = repository(folder)
            revision = found.revision(name)
            self.revisions[name] = (revision, Projects(revision))
        return self.revisions[name]

    def _of_revision(
        self, revision: Revision, projects: Projects, path: str, argument: str, *, empty: bool = False
    ) -> Side:
        what = revision.is_there(path)
        if what == "link":
            raise RevisionError(f"{argument} is a symbolic link", "name the file that it leads to")
        if not what:
            raise RevisionError(f"there is no ‘{path}’ in ‘{revision.name}’", _similar(revision, path))
        names = [path] if what == "file" else revision.maps(path, ENDING)
        if not names and not empty:
            raise RevisionError(f"there are no maps in {argument}", f"their names end in {ENDING}")
        start = "" if what == "file" or path == "." or empty else f"{path}/"
        files: list[Found] = []
        problems: list[Diagnostic] = []
        for name in names:
            real = revision.repository.top / name
            try:
                source = revision.read(real)
            except OSError as error:
                raise RevisionError(f"cannot read {revision.shown(real)}: {error.strerror}") from None
            below = name[len(start) :] if start or empty or what == "folder" else Path(name).name
            files.append(Found(below, source, projects.of(real)))
        return Side(tuple(files), what == "folder", tuple(problems))


def _from_top(found: Found, top: Path) -> Found:
    """A file with its path from the repository's top, as a revision names it."""
    real = Path(os.path.realpath(found.source.path)) if found.source.path else None
    below = real.relative_to(top).as_posix() if real is not None and real.is_relative_to(top) else found.below
    return Found(below, found.source, found.project)


def _once(files: list[Found]) -> tuple[Found, ...]:
    return tuple({found.below: found for found in files}.values())


def _similar(revision: Revision, path: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(path, revision.entries, n=1, cutoff=0.7)
    return f"did you mean ‘{revision.name}:{close[0]}’?" if close else "paths begin at the repository's top; ./ is here"


_CONFLICT = re.compile(r"^<{7,}(?: .*)?$[\s\S]*?^={7,}\r?$[\s\S]*?^>{7,}(?: .*)?$", re.MULTILINE)


def unreadable(source: Source) -> Diagnostic | None:
    """Why a text is nothing to compare: a binary file, or one with a merge's conflict markers in it."""
    if "\0" in source.text:
        return Diagnostic("binary-file", "this is a binary file, not a map", source, unreadable=True)
    match = _CONFLICT.search(source.text) if "<<<<<<<" in source.text else None
    if match is None:
        return None
    end = source.line_span(source.position(match.start()).line).end
    return Diagnostic(
        "conflict-markers",
        "this file holds an unresolved merge conflict",
        source,
        Span(match.start(), end),
        help="resolve it, and take the marker lines out",
        unreadable=True,
    )


def loaded(found: Found) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """A file's document and what is wrong with it; no document where it has errors.

    References are not checked: what they refer to may have changed, and a comparison shows them as they are written.
    """
    trouble = unreadable(found.source)
    if trouble is not None:
        return None, (trouble,)
    found.project.file  # noqa: B018 -- reading the project file is what finds `diagnostics`
    document = found.project.add(found.source, _resolved(found))
    findings = (*found.project.diagnostics, *check_alone(document))
    sound = not any(each.severity == "error" for each in findings)
    return document if sound else None, findings


def _resolved(found: Found) -> Path | None:
    path = found.source.path
    if path is None or found.project.files is not DISK:
        return path
    return path.resolve()
