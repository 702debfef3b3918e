"""A file of the command line, read and checked."""

from __future__ import annotations

from pathlib import Path

from cjmap.collect import File, open_source
from cjmap.diagnostic import Diagnostic
from cjmap.document import Document
from cjmap.project import Project, Projects
from cjmap.record import record
from cjmap.source import Source
from cjmap.validate import check


@record
class Loaded:
    """A file's document (None for a project file and what cannot be read) and everything found about it."""

    document: Document | None
    findings: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether it has no errors."""
        return not any(found.severity == "error" for found in self.findings)


def load(file: File, projects: Projects, source: Source | None = None) -> Loaded:
    """Read a file and check it, its references and its project file; `source` is its text when that was read before."""
    project = projects.of(file.path or Path("stdin"))
    project.file  # noqa: B018 -- reading the project file is what finds `diagnostics`
    if file.is_project:
        opened = open_source(file)
        return Loaded(None, (opened,) if isinstance(opened, Diagnostic) else project.diagnostics)
    document = project.add(source) if source else _document(file, project)
    if isinstance(document, Diagnostic):
        return Loaded(None, (document,))
    found = check(document)
    return Loaded(document, (*project.diagnostics, *found))  # now also those of personas that cannot be read


def _document(file: File, project: Project) -> Document | Diagnostic:
    resolved = file.path.resolve() if file.path else None
    document = project.open(resolved, file.name) if resolved else None
    if document is not None and document.source.name == file.name:
        return document
    # it was named differently where another map led to it, or cannot be read: then this says why
    source = open_source(file)
    return source if isinstance(source, Diagnostic) else project.add(source, resolved)
