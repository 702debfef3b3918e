"""A project: the root that nothing leaves, its project file, its personas, and the documents that were read."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from cjmap.diagnostic import Diagnostic, unreadable
from cjmap.document import Document
from cjmap.model.persona import PersonaFile
from cjmap.model.project import ProjectFile
from cjmap.nearest import normal
from cjmap.source import DISK, PROJECT_FILE, Files, Source
from cjmap.validate.read import read_document, read_project


class Project:
    """What the maps below one root share. Documents are read once, from the disk unless `files` are others."""

    def __init__(self, root: Path, has_file: bool, files: Files = DISK) -> None:
        self.root = root
        self.files = files
        self.has_file = has_file
        self.diagnostics: tuple[Diagnostic, ...] = ()
        self.document: Document | None = None
        self.unread: dict[Path, Diagnostic] = {}
        self._documents: dict[Path, Document | None] = {}

    @cached_property
    def file(self) -> ProjectFile:
        """The project file; an empty one where there is none or where it is broken (see `diagnostics`)."""
        empty = ProjectFile(cjmap="1")
        if not self.has_file:
            return empty
        path = self.root / PROJECT_FILE
        try:
            source = self.files.read(path)
        except OSError as error:
            self.diagnostics = (unreadable(self.files.shown(path), error),)
            return empty
        found, self.document, self.diagnostics = read_project(source, self)
        return found or empty

    def open(self, path: Path, name: str | None = None) -> Document | None:
        """The document at a resolved path, read once; None when it cannot be read from disk."""
        if path not in self._documents:
            try:
                source = self.files.read(path, name)
            except OSError as error:
                self._documents[path] = None
                self.unread[path] = unreadable(name or self.files.shown(path), error)
            else:
                self.add(source, path)
        return self._documents[path]

    def add(self, source: Source, path: Path | None = None) -> Document:
        """The document of a source; kept for `open` when it has a resolved path."""
        document = read_document(source, self)
        if path is not None:
            self._documents[path] = document
        return document

    def find(self, folder: Path, relative: str) -> Path | None:
        """The resolved path of a file that a map names; None when it leads out of the root."""
        return self.files.below(self.root, folder, relative)

    @cached_property
    def personas(self) -> dict[str, Document]:
        """The persona files of the project by id, in order of file name; broken ones too."""
        folder = self.files.below(self.root, self.root, self.file.personas)
        found: dict[str, Document] = {}
        for path in self.files.files_in(folder, ".cjm.yaml") if folder else []:
            real = self.files.below(self.root, path.parent, path.name)
            document = self.open(real) if real else None
            if document is not None:
                found[document.id] = document
            elif real in self.unread:
                self.diagnostics += (self.unread[real],)
        return found

    def persona(self, reference: str) -> Document | None:
        """The persona file that a reference means: by id, else by name; None when there is none."""
        if reference in self.personas:
            return self.personas[reference]
        wanted = normal(reference)
        for document in self.personas.values():
            persona: PersonaFile | None = document.persona
            if persona is not None and persona.name and normal(persona.name) == wanted:
                return document
        return None

    def has(self, path: Path) -> bool:
        """Whether a file is there."""
        return self.files.is_file(path)


class Projects:
    """The projects of one run, one a root."""

    def __init__(self, files: Files = DISK) -> None:
        self.files = files
        self._projects: dict[Path, Project] = {}

    def of(self, path: Path) -> Project:
        """The project that a file belongs to. For standard input give a made-up name in the current folder."""
        root, has_file = self.files.project_root(path)
        if root not in self._projects:
            self._projects[root] = Project(root, has_file, self.files)
        return self._projects[root]

    def forget(self) -> None:
        """Let go of what was read. A project and its documents name each other, so else it would stay in memory."""
        for project in self._projects.values():
            project.__dict__.clear()
        self._projects.clear()
