"""From the paths on the command line to the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from cjmap.diagnostic import Diagnostic, unreadable
from cjmap.record import record
from cjmap.source import PROJECT_FILE, Source, read, read_stdin

ENDING = ".cjm.yaml"
"""How the names of maps and personas end; files named otherwise are read when they are given by name."""

STDIN = "-"


@record
class File:
    """A file to read, and its place below the folder that was asked for (its name alone when it was given itself).

    `path` is None for standard input.
    """

    name: str
    path: Path | None
    below: Path
    given: bool

    @property
    def is_project(self) -> bool:
        """Whether it is a project file."""
        return self.path is not None and self.path.name == PROJECT_FILE


@record
class Collection:
    """The files, each once, in the order of the arguments; and what could not be found."""

    files: tuple[File, ...]
    problems: tuple[Diagnostic, ...]


def collect(arguments: Sequence[str], *, projects: bool = False) -> Collection:
    """The files that the arguments name: files, folders (searched for `*.cjm.yaml`), `-` for standard input.

    `projects` says to look for project files in the folders as well.
    """
    files: dict[str, File] = {}
    problems: list[Diagnostic] = []
    for argument in arguments:
        found = _argument(argument, projects)
        if isinstance(found, Diagnostic):
            problems.append(found)
            continue
        for file in found:
            files.setdefault(os.path.realpath(file.path) if file.path else STDIN, file)
    return Collection(tuple(files.values()), tuple(problems))


def open_source(file: File) -> Source | Diagnostic:
    """The source of a file, or why it cannot be read."""
    try:
        return read_stdin() if file.path is None else read(file.path, file.name)
    except OSError as error:
        return unreadable(file.name, error)


def _argument(argument: str, projects: bool) -> Iterable[File] | Diagnostic:
    if argument == STDIN:
        return [File("<stdin>", None, Path("stdin"), given=True)]
    if "\0" in argument or not argument:
        return _problem("missing-file", "this is not a path", argument or '""', "name a file, a folder, or -")
    path = Path(argument)
    try:
        if path.is_dir():
            names = sorted(_maps(path, projects))
            found = [File(_join(argument, inside), path / inside, inside, given=False) for inside in names]
            return found or _problem(
                "no-maps",
                f"no maps in this folder or its subfolders; their names end in {ENDING}",
                argument,
                "start one with: cjmap new my-journey.cjm.yaml --kind current-state",
            )
        path.stat()
    except FileNotFoundError:
        return _problem("missing-file", "there is no such file or folder", argument, _similar(path))
    except OSError as error:
        return unreadable(argument, error)
    return [File(argument, path, Path(path.name), given=True)]


def _maps(top: Path, projects: bool) -> Iterator[Path]:
    """The paths of maps below a folder, relative to it; hidden folders are passed over, no folder is visited twice."""
    visited = {os.path.realpath(top)}
    for folder, folders, names in os.walk(top, followlinks=True):
        entered = []
        for name in sorted(folders):
            real = os.path.realpath(os.path.join(folder, name))  # noqa: PTH118 -- many folders: no objects for each
            if not name.startswith(".") and real not in visited:
                visited.add(real)
                entered.append(name)
        folders[:] = entered
        inside = Path(os.path.relpath(folder, top))
        for name in names:
            if (name.endswith(ENDING) and not name.startswith(".")) or (projects and name == PROJECT_FILE):
                yield inside / name


def _join(argument: str, inside: Path) -> str:
    """The name of a file below an argument, as people would type it."""
    return str(inside) if argument in (".", "./") else str(Path(argument) / inside)


def _similar(path: Path) -> str:
    """A hint at the file that was probably meant."""
    from difflib import get_close_matches

    try:
        beside = [each.name for each in path.parent.iterdir()]
    except OSError:
        return f"there is no folder {path.parent} either"
    for ending in (ENDING, ".yaml"):
        if path.name + ending in beside:
            return f"did you mean {path.parent / (path.name + ending)}?"
    close = get_close_matches(path.name, beside, n=1, cutoff=0.7)
    return f"did you mean {path.parent / close[0]}?" if close else "check the path"


def _problem(rule: str, message: str, name: str, help_: str) -> Diagnostic:
    return Diagnostic(rule, message, Source(name, ""), help=help_, unreadable=True)
