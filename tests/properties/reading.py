"""Reading texts in memory, as `validate` reads files."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from cjmap.diagnostic import Diagnostic
from cjmap.document import Document
from cjmap.project import Project
from cjmap.source import decode
from cjmap.validate import check


@cache
def empty_folder() -> Path:
    """A folder with nothing in it, made once."""
    return Path(tempfile.mkdtemp(prefix="cjmap-empty-")).resolve()


def read(data: bytes) -> tuple[Document, tuple[Diagnostic, ...]]:
    """The document of some bytes, and all that is wrong with it."""
    project = Project(empty_folder(), has_file=False)
    document = project.add(decode("map.cjm.yaml", data))
    return document, check(document)
