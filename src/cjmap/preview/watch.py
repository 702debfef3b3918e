"""What a page was made of, and whether any of it changed since."""

from __future__ import annotations

import time
from functools import cached_property
from pathlib import Path

from cjmap.document import Document
from cjmap.project import Project, Projects
from cjmap.source import PROJECT_FILE, Source, below, project_root

Stamp = tuple[int, int, int, int]
"""The state of a file or a folder: when it and its entry changed, in nanoseconds; its size; its inode."""

BREATH = 0.03
"""How many seconds a file must lie still before it is read: many editors empty it first and fill it then."""

PATIENCE = 20
"""After so many breaths it is read all the same."""


class Watch:
    """Files and folders, each as it was just before it was first looked at; what is not there counts too."""

    def __init__(self) -> None:
        self.stamps: dict[Path, Stamp | None] = {}

    def add(self, path: Path) -> None:
        """Watch a file, or a folder for what comes and goes in it. To be called before it is read."""
        if path not in self.stamps:
            self.stamps[path] = stamp(path)

    def changed(self) -> bool:
        """Whether anything is not as it was."""
        return any(stamp(path) != before for path, before in self.stamps.items())

    def settle(self) -> None:
        """Wait until nothing changes any more, or a little while."""
        before = {path: stamp(path) for path in self.stamps}
        for _ in range(PATIENCE):
            time.sleep(BREATH)
            now = {path: stamp(path) for path in self.stamps}
            if now == before:
                return
            before = now


def stamp(path: Path) -> Stamp | None:
    """The state of what a path leads to now; None where nothing is."""
    try:
        found = path.stat()
    except (OSError, ValueError):
        return None
    return found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino


class WatchedProjects(Projects):
    """The projects of one reading, which tell a watch of everything that they look at."""

    def __init__(self, watch: Watch) -> None:
        super().__init__()
        self.watch = watch

    def of(self, path: Path) -> Project:
        """The project that a file belongs to. A project file that appears above it later would change that."""
        for folder in path.resolve().parents:
            self.watch.add(folder / PROJECT_FILE)
        root, has_file = project_root(path)
        if root not in self._projects:
            self._projects[root] = WatchedProject(root, has_file, self.watch)
        return self._projects[root]


class WatchedProject(Project):
    """A project that tells a watch of everything that it looks at, before it does."""

    def __init__(self, root: Path, has_file: bool, watch: Watch) -> None:
        super().__init__(root, has_file)
        self.watch = watch

    def open(self, path: Path, name: str | None = None) -> Document | None:
        """The document at a resolved path."""
        self.watch.add(path)
        return super().open(path, name)

    def add(self, source: Source, path: Path | None = None) -> Document:
        """The document of a source."""
        if path is not None:
            self.watch.add(path)
        return super().add(source, path)

    def find(self, folder: Path, relative: str) -> Path | None:
        """The resolved path of a file that a map names: where it would be, if it is not."""
        found = super().find(folder, relative)
        if found is not None:
            self.watch.add(found)
        if "\0" not in relative:
            self.watch.add(folder / relative)
        return found

    @cached_property
    def personas(self) -> dict[str, Document]:
        """The persona files of the project by id."""
        folder = below(self.root, self.root, self.file.personas)
        if folder is not None:
            self.watch.add(folder)
        return super().personas
