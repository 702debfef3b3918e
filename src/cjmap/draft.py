"""A future map to start from a current one: its columns, what each comes from, and what hurts there today."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cjmap.document import Document
from cjmap.ids import id_from
from cjmap.labels import Catalog, catalog, shipped
from cjmap.model.cells import PainPoint
from cjmap.model.map import JourneyMap, Stage, Step
from cjmap.model.walk import stages_and_steps
from cjmap.references import References
from cjmap.starter import scalar, starter
from cjmap.syntax import Mapping

SHARED = ("language:", "persona:", "scenario:", "goal:")
"""How the lines begin that a future map has in common with its current one, as they were typed there."""

_POINTER = re.compile(r"^#.*\n# future_of:.*\n", re.MULTILINE)
_OWNER = re.compile(r"^owner:.*\n", re.MULTILINE)
_CELLS = re.compile(r"^  - id:.*\n    title:.*\n((?:    .*\n)+)", re.MULTILINE)


def future_map(current: Document, journey: JourneyMap, id_: str, path: str, *, title: str, blank: bool = False) -> str:
    """The text of a future map of `journey`, the map that `current` holds; `path` leads to that from the new one.

    Every column is there with its id, or one made from its title, and with what it comes from. Comments name what
    hurts; `blank` leaves all comments out.
    """
    words = catalog(shipped(journey.language or current.project.file.language or "en"))
    head, _, columns = starter("future-state", words.language, id_, title=title, blank=blank).partition("\nstages:\n")
    head = _POINTER.sub("", head)
    typed = _typed(current)
    if any(persona.sources for persona in journey.persona):
        # the register of sources stays with the current map
        typed["persona"] = "\n".join(
            ["persona:", *(f"  - {scalar(each.name or each.key)}" for each in journey.persona)]
        )
    lines = [typed.get(line.partition(":")[0], line) if line.startswith(SHARED) else line for line in head.split("\n")]
    head = "\n".join(lines)
    more = [f"future_of: {scalar(path)}", *([typed["emotion_scale"]] if "emotion_scale" in typed else [])]
    draft = _Draft(References(current, journey), _CELLS.findall(columns), None if blank else words)
    more += draft.leaving()
    head = _OWNER.sub(lambda owner: owner[0] + "".join(f"{line}\n" for line in more), head, count=1)
    return f"{head}\nstages:\n" + "\n\n".join("\n".join(stage) for stage in draft.stages()) + "\n"


def _typed(current: Document) -> dict[str, str]:
    """The lines of each key of the map that has a value, as typed."""
    text = current.source.text
    entries = current.root.entries if isinstance(current.root, Mapping) else ()
    found = {each.key.text: text[each.key.span.start : each.value.span.end].rstrip() for each in entries}
    return {key: lines.replace("\r\n", "\n") for key, lines in found.items() if current.typed(key)}


class _Draft:
    """The columns of a draft. `cells` are the lines of a column's cells, the first ones with comments."""

    def __init__(self, own: References, cells: list[str], words: Catalog | None) -> None:
        self.own = own
        self.cells = iter((cells[0], *[cells[1]] * len(own.columns.targets)))
        self.words = words
        self.taken = {at.column.id for at in stages_and_steps(own.journey) if at.column.id}
        self.pains: dict[int, list[tuple[str, PainPoint]]] = {}
        for at in own.document.items:
            if isinstance(at.item, PainPoint):
                self.pains.setdefault(id(at.column), []).append((at.item.id or at.item.text, at.item))

    def leaving(self) -> Iterator[str]:
        """Comments on how a pain point stays, with an example."""
        first = next((found[:1] for found in self.pains.values()), [])
        if self.words and first:
            yield f"# {self.words.word('draft_leaves')}"
            yield "# leaves:"
            # those of the whole journey stand with no column
            yield from (f"#   {scalar(name)}:" for name, _ in self.pains.get(id(None), first))

    def stages(self) -> Iterator[list[str]]:
        """The lines of each stage."""
        for stage in self.own.journey.stages:
            lines = list(self._column(stage, "  "))
            steps = ["\n".join(self._column(step, "      ")) for step in stage.steps]
            yield [*lines, *(["    steps:", "\n\n".join(steps)] if steps else [])]

    def _column(self, column: Step, indent: str) -> Iterator[str]:
        name = column.id or id_from(column.title or column.time or "", self.taken)
        self.taken.add(name)
        yield f"{indent}- id: {scalar(name)}"
        inside = f"{indent}  "
        for key in ("title", "phase", "time"):
            if text := getattr(column, key, None):
                yield f"{inside}{key}: {scalar(text)}"
        origin = column.id or column.title or ""
        if len(self.own.columns.find(origin)) == 1:
            yield f"{inside}from: {scalar(origin)}"
        yield from (f"{inside}{line}" for line in self._hurting(column))
        if not (isinstance(column, Stage) and column.steps):
            yield from (f"{inside}{line[4:]}" for line in next(self.cells).splitlines())

    def _hurting(self, column: Step) -> Iterator[str]:
        """What hurts in a column today, and where to write that it ends."""
        pains = self.pains.get(id(column), [])
        if self.words and pains:
            yield f"# {self.words.word('draft_hurts')}"
        for name, pain in pains if self.words else ():
            said = f"{name}: {pain.text}" if pain.id else name
            grave = f" ({pain.severity})" if pain.severity else ""
            yield f"#   {' '.join(said.split())}{grave}"
        if pains:
            yield "resolves:"
