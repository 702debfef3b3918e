"""References to other files: which document is meant, and what is wrong when none is."""

from __future__ import annotations

from typing import NamedTuple

from cjmap.diagnostic import Diagnostic
from cjmap.document import Document
from cjmap.model.walk import Location
from cjmap.nearest import nearest
from cjmap.validate.wording import quoted


class Linked(NamedTuple):
    """A reference to another file: its document, what stands after the `#`, or what is wrong."""

    document: Document | None
    rest: str
    problem: Diagnostic | None


def follow(document: Document, reference: str, location: Location) -> Linked:
    """The document that `path#rest` means, seen from another one."""
    path, _, rest = reference.partition("#")
    span = document.span(location)
    key = next((str(part) for part in reversed(location) if isinstance(part, str)), "")

    def wrong(rule: str, message: str, help_text: str) -> Linked:
        return Linked(None, rest, Diagnostic(rule, message, document.source, span, help=help_text))

    if not path:
        return wrong(
            "missing-file", f"‘{key}’ names no file in {quoted(reference)}", "write path.cjm.yaml or path#column"
        )
    project = document.project
    real = project.find(document.folder, path)
    if real is None:
        root = "the folder of cjmap.yaml" if project.has_file else "the map's folder"
        more = "" if project.has_file else "; put an empty cjmap.yaml (with cjmap: 1) into the folder that holds both"
        return wrong(
            "outside-root", f"{quoted(path)} lies outside the project", f"a map opens files below {root} only{more}"
        )
    if document.path and real == document.path.resolve():
        return wrong("links-to-itself", f"‘{key}’ names this map itself", "name another map, or take the line out")
    if not project.has(real):
        close = nearest(real.name, [each.name for each in project.files.files_in(real.parent, ".yaml")])
        return wrong(
            "missing-file", f"there is no file {quoted(path)}",
            f"did you mean {close}?" if close else "the path is seen from this map's folder",
        )  # fmt: skip
    found = project.open(real)
    if found is None:
        return wrong("missing-file", f"{quoted(path)} cannot be read", "check the file's permissions")
    if found.map is None:
        return wrong(
            "broken-link",
            f"{quoted(path)} is no valid journey map",
            f"run `cjmap validate {found.source.name}` and mend it first",
        )
    return Linked(found, rest, None)
