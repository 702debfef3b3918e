"""Source → Document: the node tree, the data, the model, and everything that is wrong with the file by itself."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Any

from pydantic_core import ValidationError

from cjmap import document, syntax
from cjmap.diagnostic import Diagnostic
from cjmap.document import Document, Home, declared_lanes
from cjmap.kinds import KINDS, PERSONA
from cjmap.lanes import Lane
from cjmap.model.map import JourneyMap, LaneEntry
from cjmap.model.part import keys
from cjmap.model.persona import PersonaFile
from cjmap.model.project import ProjectFile
from cjmap.model.walk import Location
from cjmap.nearest import nearest
from cjmap.source import Source, Span
from cjmap.syntax import Mapping, Node, Scalar
from cjmap.validate.data import compact, plain, without
from cjmap.validate.facts import check_project

if TYPE_CHECKING:
    from cjmap.validate.shape import Model

MAX_COLUMNS = 1000
"""The most stages and steps of a map."""
MAX_LANES = 60
"""The most lanes that a map declares."""

ROUNDS = 4
"""How often what is wrong is taken out before a map counts as broken beyond that."""
STAND_INS: dict[str, Any] = {"cjmap": "1", "kind": "current-state", "title": "", "stages": [{"title": ""}]}
"""What stands for a required key of the document that is missing, so that the rest can still be checked.

Without words: nothing of it can be referred to or be suggested.
"""


def read_document(source: Source, project: Home) -> Document:
    """Read a map or persona file. References are not looked at yet."""
    root, found = syntax.parse(source)
    if not isinstance(root, Mapping):
        return Document(source, project, root, diagnostics=tuple(found))
    other = stranger(root, source)
    if other is not None:
        return Document(source, project, root, diagnostics=(*found, other))
    data = plain(root, source, found)
    if _is_persona(data.get("kind")):
        persona, kept = _model(PersonaFile, data, {}, root, source, found)
        partial = kept is not None
        return Document(source, project, root, persona=persona, partial=partial, kept=kept, diagnostics=tuple(found))
    lanes = declared_lanes(project.file.lanes, _lane_entries(data))
    if limit := _too_many(root, data, source):
        return Document(source, project, root, diagnostics=(*found, limit))
    journey, kept = _model(JourneyMap, data, lanes, root, source, found)
    return Document(
        source,
        project,
        root,
        map=journey,
        partial=kept is not None,
        kept=kept,
        lanes=lanes,
        diagnostics=tuple(found),
    )


def read_project(source: Source, project: Home) -> tuple[ProjectFile | None, Document | None, tuple[Diagnostic, ...]]:
    """Read the project file: its model (None when it is broken), its document, and what is wrong with it."""
    root, found = syntax.parse(source)
    if not isinstance(root, Mapping):
        return None, None, tuple(found)
    data = plain(root, source, found)
    model, kept = _model(ProjectFile, data, {}, root, source, found)
    shared = Document(source, project, root, partial=kept is not None, kept=kept)
    if model is not None:
        found += check_project(shared, model)
    return model, shared, tuple(found)


def stranger(root: Mapping, source: Source) -> Diagnostic | None:
    """A finding when the file is some other kind of YAML, so that one message stands instead of forty."""
    if root.get("cjmap") is not None:
        return None
    typed = [entry.key.text for entry in root.entries]
    known = keys(JourneyMap).keys() | keys(PersonaFile).keys()
    span = root.entries[0].key.span if root.entries else Span(0, 0)
    kind = root.get("kind")
    journey = isinstance(kind, Scalar) and nearest(kind.text, (*KINDS, PERSONA)) is not None
    if not journey and sum(key in known for key in typed) * 2 <= len(typed):
        shown = ", ".join(f"‘{key}’" for key in typed[:3])
        return Diagnostic(
            "not-a-map",
            f"this is YAML, but not a journey map: it starts with {shown}",
            source,
            span,
            help="a map starts with cjmap: 1 and kind: …; `cjmap new` creates one to start from",
        )
    return None


def _is_persona(kind: Any) -> bool:
    """Whether a file holds a persona, a misspelt `kind` included."""
    return kind == PERSONA or (isinstance(kind, str) and nearest(kind, (*KINDS, PERSONA)) == PERSONA)


def _lane_entries(data: dict[str, Any]) -> tuple[LaneEntry, ...]:
    """The lanes that a document declares, those that are well formed."""
    found = []
    entries = data.get("lanes", [])
    for entry in entries if isinstance(entries, list) else [entries]:
        try:
            found.append(LaneEntry.read(entry))
        except ValidationError:
            continue
    return tuple(found)


def _too_many(root: Mapping, data: dict[str, Any], source: Source) -> Diagnostic | None:
    stages = data.get("stages")
    count = 0
    for stage in stages if isinstance(stages, list) else []:
        steps = stage.get("steps") if isinstance(stage, dict) else None
        count += 1 + (len(steps) if isinstance(steps, list) else 0)
    lanes = data.get("lanes")
    for key, size, most, rule, what in (
        ("stages", count, MAX_COLUMNS, "too-many-columns", "stages and steps"),
        ("lanes", len(lanes) if isinstance(lanes, list) else 0, MAX_LANES, "too-many-lanes", "lanes"),
    ):
        if size > most:
            entry = next(each for each in root.entries if each.key.text == key)
            return Diagnostic(
                rule, f"{size} {what}; the limit is {most}", source, entry.key.span,
                help="split the map, and link the parts with journey:",
            )  # fmt: skip
    return None


def _model(
    model: Model, data: dict[str, Any], lanes: dict[str, Lane], root: Mapping, source: Source, found: list[Diagnostic]
) -> tuple[Any, Node | None]:
    """The model of the data; where parts that are wrong were left out of it, the tree without them.

    What is wrong is reported once and taken out, so that the references of the rest are still checked in this run.
    """
    context = {"lanes": {lane.id: lane.cell for lane in lanes.values()}}
    try:
        return model.read(data, context), None
    except ValidationError as error:
        from cjmap.validate.shape import explain  # only a broken file waits for it

        found.extend(explain(error, model, root, source, set(lanes)))
        problem = error
    rest = copy.deepcopy(data)
    kept: Node = root
    for _ in range(ROUNDS):
        gone: list[Location] = []
        for each in problem.errors(include_url=False, include_input=False, include_context=False):
            if each["type"] == "too_short" and rest.get("stages"):
                continue  # its stages are wrong, not missing
            where = each["loc"]
            if each["type"] in ("missing", "too_short") and len(where) == 1:
                rest[str(where[0])] = copy.deepcopy(STAND_INS[str(where[0])])
            else:
                gone.append(where[:-1] if each["type"] == "missing" else where)
                without(rest, gone[-1])
        rest = compact(rest)
        kept = document.without(kept, gone)
        try:
            return model.read(rest, context), kept
        except ValidationError as error:
            problem = error
    return None, kept
