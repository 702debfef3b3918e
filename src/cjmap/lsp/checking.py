"""Everything that is found in an open text, as `cjmap lint` would say it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from cjmap.diagnostic import Diagnostic, in_order
from cjmap.lint import Wanted, examine
from cjmap.lsp.buffers import Buffer, Overlay
from cjmap.project import Projects
from cjmap.source import PROJECT_FILE
from cjmap.validate import check


class StaleError(Exception):
    """The text changed while it was checked, so that nobody waits for the findings."""


class Current(Overlay):
    """The files under the open texts for one check, which ends at the next file it asks for when it is stale."""

    def __init__(self, overlay: Overlay, stale: Callable[[], bool]) -> None:
        super().__init__(())
        self.sources = overlay.sources
        self.stale = stale

    def ask(self, path: Path) -> None:
        """Note that a path was asked for. Raises StaleError when the check is stale."""
        super().ask(path)
        if self.stale():
            raise StaleError


def findings(buffer: Buffer, files: Current, today: date) -> list[Diagnostic]:
    """What is found in an open text and in its project file, by place. Raises StaleError.

    What a project says as a whole, such as touchpoints that two maps spell differently, is left to the command.
    """
    project = Projects(files).of(buffer.path or Path("unsaved"))
    project.file  # noqa: B018 -- reading the project file is what finds `diagnostics`
    found = list(project.diagnostics)
    if buffer.path is not None and buffer.path.name == PROJECT_FILE:
        return in_order(found)
    document = project.open(buffer.path) if buffer.path else project.add(buffer.source)
    if document is not None:
        if files.stale():
            raise StaleError
        found += check(document)
        if not project.diagnostics:
            if files.stale():
                raise StaleError
            found += examine(document, Wanted(), today).findings
    return in_order(found)
