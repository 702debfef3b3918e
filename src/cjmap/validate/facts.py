"""What a map says of itself, checked: unique ids, scores inside their scale, what a kind requires, files it shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cjmap.cadence import FORMS, cadence
from cjmap.diagnostic import Diagnostic, Related
from cjmap.document import Document, locate
from cjmap.kinds import KINDS
from cjmap.lanes import LANES
from cjmap.model.cells import Emotion, Image, Measurement
from cjmap.model.map import JourneyMap
from cjmap.model.project import ProjectFile
from cjmap.model.research import default_scale
from cjmap.model.walk import ItemAt, Location, stages_and_steps
from cjmap.nearest import one_edit
from cjmap.source import Span
from cjmap.syntax import Mapping, Scalar
from cjmap.validate.wording import choices, quoted

MEASURED = ("observed", "reported", "validated")
"""The bases that only something that happened can have."""


def check_facts(document: Document, journey: JourneyMap) -> list[Diagnostic]:
    """Everything that is wrong with a map apart from its references."""
    every = document.items
    return [
        *_ids(document, journey, every),
        *_kind(document, journey, every),
        *_lanes(document, journey),
        *_review(document, journey),
        *_colons(document, every),
        *_scores(document, journey, every),
        *_images(document, every),
        *_personas(document, journey),
    ]


def is_future(journey: JourneyMap) -> bool:
    """Whether a map says what should happen."""
    return KINDS[journey.kind].future or journey.state == "future"


Space = tuple[str, list[tuple[str | None, Location]]]
"""A namespace: what it names, and every id in it with its place."""


def _ids(document: Document, journey: JourneyMap, every: Sequence[ItemAt]) -> Iterable[Diagnostic]:
    spaces: list[Space] = [
        ("column", [(at.column.id, (*at.location, "id")) for at in stages_and_steps(journey)]),
        ("item", [(at.item.id, (*at.location, "id")) for at in every]),
        ("persona", [(each.key, ("persona", index, "id")) for index, each in enumerate(journey.persona)]),
        *_shared_spaces(journey),
    ]
    return _clashes(document, spaces)


def _shared_spaces(part: JourneyMap | ProjectFile) -> list[Space]:
    """The namespaces of what maps and project files both declare."""
    return [
        ("source", [(each.id, ("sources", index, "id")) for index, each in enumerate(part.sources)]),
        ("metric", [(each.id, ("metrics", index, "id")) for index, each in enumerate(part.metrics)]),
        ("lane", [(each.id, ("lanes", index)) for index, each in enumerate(part.lanes)]),
    ]


def _clashes(document: Document, spaces: list[Space]) -> Iterable[Diagnostic]:
    for what, entries in spaces:
        uses: dict[str, list[Location]] = {}
        for name, where in entries:
            if name is not None:
                uses.setdefault(name, []).append(where)
        for name, wheres in uses.items():
            if len(wheres) > 1:
                first, *rest = sorted(_id_span(document, where, name) for where in wheres)
                yield from (_clash(document, what, name, span, first) for span in rest)


def _clash(document: Document, what: str, name: str, span: Span, first: Span) -> Diagnostic:
    return Diagnostic(
        "duplicate-id",
        f"two {what}s have the id ‘{name}’",
        document.source,
        span,
        help="give one of them a different id",
        related=(Related(document.source, first, "first used here"),),
    )


def _id_span(document: Document, where: Location, name: str) -> Span:
    """The place of an id; a lane's `id: Title` has it as a key."""
    if where[0] == "lanes":
        for key in ("id", name):
            node, entry = document.at((*where, key)) or (None, None)
            if node is not None and entry is not None and entry.key.text == key:
                return node.span if key == "id" else entry.key.span
    return document.span(where)


def _kind(document: Document, journey: JourneyMap, every: Sequence[ItemAt]) -> Iterable[Diagnostic]:
    if document.partial:
        stated = document.root.get("kind") if isinstance(document.root, Mapping) else None
        if isinstance(stated, Scalar) and stated.text in KINDS:
            yield from _measured(document, journey, every)
        return
    kind = KINDS[journey.kind]
    if journey.state is not None and not kind.stateful:
        yield Diagnostic(
            "state-outside-blueprint",
            f"‘state’ does not apply to a {kind.name} map",
            document.source,
            document.key_span(("state",)),
            help="its kind says whether it is current or future; only a service-blueprint takes state:",
        )
    used = _used(journey) | {entry.id for entry in journey.lanes}
    if kind.needs_roles and not any(
        document.lanes[lane].role in kind.needs_roles for lane in used if lane in document.lanes
    ):
        yield Diagnostic(
            "missing-role",
            f"a {kind.name} needs a {choices(list(kind.needs_roles))} lane",
            document.source,
            document.span(("kind",)),
            help="fill in one of these lanes, or declare one with this role under lanes:",
        )
    yield from _measured(document, journey, every)


def _used(journey: JourneyMap) -> set[str]:
    """The lanes that have a cell, be it one that says that there is none."""
    parts = [journey.overall, *(at.column for at in stages_and_steps(journey))]
    return {lane for part in parts for lanes in vars(part.cells).values() for lane in lanes}


def _lanes(document: Document, journey: JourneyMap) -> Iterable[Diagnostic]:
    """New lanes that are rather built-in ones misspelt: nearly the same id, no cell, and no cell type or role."""
    if document.partial:
        return  # a cell may be missing because it is wrong
    used, declared = _used(journey), {entry.id for entry in journey.lanes}
    for index, entry in enumerate(journey.lanes):
        if entry.id in LANES or entry.id in used or entry.cell or entry.role:
            continue
        meant = next((lane for lane in LANES if one_edit(entry.id, lane)), None)
        if meant and meant not in declared:
            yield Diagnostic(
                "misspelt-lane",
                f"no cell uses the lane ‘{entry.id}’",
                document.source,
                _id_span(document, ("lanes", index), entry.id),
                severity="warning",
                help=f"did you mean ‘{meant}’? otherwise fill in a cell, or give the lane a cell: or role:",
            )


def _review(document: Document, journey: JourneyMap) -> Iterable[Diagnostic]:
    if journey.review_every is not None and cadence(journey.review_every) is None:
        yield Diagnostic(
            "not-an-interval",
            f"‘review_every’ must be an interval, not {quoted(journey.review_every)}",
            document.source,
            document.span(("review_every",)),
            help=f"write, for example, {FORMS}",
        )


def _measured(document: Document, journey: JourneyMap, every: Sequence[ItemAt]) -> Iterable[Diagnostic]:
    if not is_future(journey):
        return
    for where, what, basis in _bases(every):
        if basis in MEASURED:
            yield Diagnostic(
                "measured-future",
                f"{what} in a future map cannot be ‘{basis}’: it has not happened yet",
                document.source,
                document.span((*where, "basis")),
                help="write basis: target, or leave it out",
            )


def _bases(every: Sequence[ItemAt]) -> Iterable[tuple[Location, str, str | None]]:
    for at in every:
        if isinstance(at.item, Emotion):
            yield at.location, "an emotion", at.item.basis
        elif isinstance(at.item, Measurement):
            yield at.location, "a metric", at.item.basis


def _scores(document: Document, journey: JourneyMap, every: Sequence[ItemAt]) -> Iterable[Diagnostic]:
    project = document.project
    declared = journey.emotion_scale or project.file.emotion_scale
    files = (document, project.document)
    if declared is None and any(each and each.root and locate(each.root, ("emotion_scale",))[1] for each in files):
        return  # one is declared, and it is broken
    scale = declared or default_scale()
    for at in every:
        item = at.item
        if isinstance(item, Emotion) and item.score is not None and not scale.min <= item.score <= scale.max:
            score, low, high = (f"{value:g}".replace("-", "−") for value in (item.score, scale.min, scale.max))
            yield Diagnostic(
                "score-outside-scale",
                f"the score {score} is outside the scale of {low} to {high}",
                document.source,
                document.span((*at.location, "score")),
                help="change the score" if declared else "change it, or declare the scale: emotion_scale: 1..5",
            )


def _colons(document: Document, every: Sequence[ItemAt]) -> Iterable[Diagnostic]:
    """Items such as `- text：Slow`, whose key became a part of their words."""
    if "：" not in document.source.text:
        return
    from cjmap.validate.shape import full_width_colon  # few maps wait for it

    for at in every:
        key, colon, _ = at.item.words.partition("：")
        if not colon or key.lstrip("｛") not in at.item.main:
            continue
        node, _ = document.at(at.location) or (None, None)
        found = full_width_colon(node, "：", document.source) if node is not None else None
        if found is not None:
            yield found


def _images(document: Document, every: Sequence[ItemAt]) -> Iterable[Diagnostic]:
    for at in every:
        if isinstance(at.item, Image):
            yield from _picture(document, at.item.path, (*at.location, "path"))


def _personas(document: Document, journey: JourneyMap) -> Iterable[Diagnostic]:
    for index, persona in enumerate(journey.persona):
        if persona.image:
            yield from _picture(document, persona.image, ("persona", index, "image"))
        file = document.project.persona(persona.name) if persona.name and persona.filled <= {"name"} else None
        if file is not None and file.persona is None:
            yield Diagnostic(
                "broken-link",
                f"the persona file {quoted(file.source.name, 80)} has errors",
                document.source,
                document.span(("persona", index)),
                help=f"run `cjmap validate {file.source.name}` and fix it first",
            )


def _picture(document: Document, path: str, where: Location) -> Iterable[Diagnostic]:
    real = document.project.find(document.folder, path)
    if real is None:
        yield Diagnostic(
            "outside-root",
            f"{quoted(path)} is outside the project",
            document.source,
            document.span(where),
            help="a map can only use files inside the project folder",
        )
    elif not document.project.has(real):
        yield Diagnostic(
            "missing-file",
            f"there is no file {quoted(path)}",
            document.source,
            document.span(where),
            help="paths are relative to the folder of this file",
        )


def check_persona(document: Document) -> list[Diagnostic]:
    """Everything that is wrong with a persona file apart from its shape."""
    persona = document.persona
    return list(_picture(document, persona.image, ("image",))) if persona and persona.image else []


def _ages(document: Document, file: ProjectFile) -> Iterable[Diagnostic]:
    from cjmap.durations import days

    for key, typed in (("max_age", file.lint.max_age), ("source_age", file.lint.source_age)):
        if typed and days(typed) is None:
            yield Diagnostic(
                "not-a-length",
                f"‘{key}’ must be a length of time, not {quoted(typed)}",
                document.source,
                document.span(("lint", key)),
                help="write it as 180 days, 6 months or 2 years",
            )


def check_project(document: Document, file: ProjectFile) -> list[Diagnostic]:
    """Everything that is wrong with a project file apart from its shape."""
    found = list(_clashes(document, _shared_spaces(file)))
    if "theme" in file.filled:
        from cjmap.validate.theme import check_theme

        found += check_theme(document, file.theme)
    if file.lint.max_age or file.lint.source_age:
        found += _ages(document, file)
    if isinstance(document.root, Mapping) and isinstance(document.root.get("personas"), Scalar):
        where: Location = ("personas",)
        folder = document.project.find(document.project.root, file.personas)
        if folder is None:
            message, help_text = (
                f"{quoted(file.personas)} is outside the project",
                "use a folder inside the one that holds this file",
            )
            found.append(Diagnostic("outside-root", message, document.source, document.span(where), help=help_text))
        elif not document.project.files.is_folder(folder):
            message, help_text = (
                f"there is no folder {quoted(file.personas)}",
                "paths are relative to the folder of this file",
            )
            found.append(Diagnostic("missing-file", message, document.source, document.span(where), help=help_text))
    return found
