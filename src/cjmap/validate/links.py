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
            "missing-file",
            f"‘{key}’ has no file name: {quoted(reference)}",
            "write path.cjm.yaml or path.cjm.yaml#column",
        )
    project = document.project
    real = project.find(document.folder, path)
    if real is None:
        root = "the folder of cjmap.yaml" if project.has_file else "its own folder"
        more = "" if project.has_file else "; to use a wider folder, put a cjmap.yaml with cjmap: 1 into it"
        return wrong(
            "outside-root", f"{quoted(path)} is outside the project", f"a map can only use files inside {root}{more}"
        )
    if real == document.real_path:
        return wrong("links-to-itself", f"‘{key}’ refers to this map itself", "name another map, or remove the line")
    if not project.has(real):
        beside = [each.name for each in project.files.files_in(real.parent, ".yaml")]
        close = f"{real.name}.cjm.yaml" if f"{real.name}.cjm.yaml" in beside else nearest(real.name, beside)
        return wrong(
            "missing-file", f"there is no file {quoted(path)}",
            f"did you mean {close}?" if close else "paths are relative to the folder of this map",
        )  # fmt: skip
    found = project.open(real)
    if found is None:
        return wrong("missing-file", f"{quoted(path)} cannot be read", "check the file's permissions")
    if found.map is None:
        return wrong(
            "broken-link",
            f"{quoted(path)} is not a valid journey map",
            f"run `cjmap validate {found.source.name}` and fix it first",
        )
    return Linked(found, rest, None)
