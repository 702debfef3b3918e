"""The canonical form of a map, as edits on its text: comments, long texts and the meaning survive."""

from __future__ import annotations

import gc
from collections import Counter
from pathlib import PurePath
from typing import Any, cast

from cjmap import edit, reach, syntax
from cjmap.diagnostic import Diagnostic, Edit
from cjmap.format.layout import Layout, UnsafeError
from cjmap.format.order import Order
from cjmap.format.parts import parts
from cjmap.format.trivia import comments
from cjmap.kinds import PERSONA
from cjmap.lanes import CellType
from cjmap.model.cells import ITEM_CLASSES
from cjmap.record import record
from cjmap.source import PROJECT_FILE, Source, Span
from cjmap.syntax import Mapping, Node, Scalar, Sequence
from cjmap.validate.data import plain
from cjmap.validate.read import stranger

__all__ = ["Formatted", "canonical", "misplaced"]


@record
class Formatted:
    """A text in its canonical form, the edits that make it, and why it was left alone if it was."""

    text: str
    edits: tuple[Edit, ...] = ()
    problems: tuple[Diagnostic, ...] = ()


def canonical(source: Source) -> Formatted:
    """The canonical form of a map, persona or project file.

    A file that cannot be read, or whose words YAML would lose, is left as it is, with what is wrong. What is written
    is read again before it is given back: its data and its comments are those of the source, or it is left too.
    """
    collecting = gc.isenabled()
    gc.disable()  # the trees hold no cycles, and looking for them takes longer than building them
    try:
        return _canonical(source)
    finally:
        if collecting:
            gc.enable()


def _canonical(source: Source) -> Formatted:
    text = source.text.replace("\r\n", "\n").replace("\r", "\n")
    clean = source if text == source.text else Source(source.name, text, source.path, source.fault)
    root, data, problems = _read(clean)
    if root is None:
        return Formatted(source.text, problems=tuple(problems))
    before = reach.reaches(clean, root)
    layout = Layout(text, _order(root), frozenset(each.span for each in before))
    try:
        layout.whole(parts(text, root), _shape(root, source))
    except UnsafeError as error:
        return Formatted(source.text, problems=(_left(clean, error.span, str(error)),))
    edits = layout.out.edits()
    new = edit.apply(text, edits)
    again = Source(source.name, new, source.path)
    if not _survives(data, comments(text, root), again):
        return Formatted(source.text, problems=(_left(clean, None, "its words or comments"),))
    strayed = reach.changed(before, _reaches(again)) if before else None
    if strayed is not None:
        return Formatted(source.text, problems=(_waiver(clean, strayed),))
    if clean is not source:
        found = edit.shortened(source.text, Edit(Span(0, len(source.text)), new))
        edits = [found] if found else []
    return Formatted(new, tuple(edits))


def misplaced(root: Node, source: Source) -> tuple[Scalar, Scalar] | None:
    """The first key that comes after one that it usually precedes, and that one; None where all is in order."""
    return _misplaced(root, _shape(root, source), _order(root)) if isinstance(root, Mapping) else None


def _misplaced(node: Node, shape: str, order: Order) -> tuple[Scalar, Scalar] | None:
    """As `misplaced`, below a node. Every node of every map passes here, so scalars are not entered."""
    if isinstance(node, Mapping):
        at = order.first_late(shape, [entry.key.text for entry in node.entries])
        if at is not None:
            return node.entries[at[0]].key, node.entries[at[1]].key
        for entry in node.entries:
            if not isinstance(entry.value, Scalar):
                below = order.below(shape, entry.key.text)
                found = _misplaced(entry.value, below, order) if below else None
                if found:
                    return found
    elif isinstance(node, Sequence):
        for item in node.items:
            if not isinstance(item, Scalar) and (found := _misplaced(item, shape, order)):
                return found
    return None


def _read(source: Source) -> tuple[Mapping | None, Any, list[Diagnostic]]:
    """The nodes and the data of a file; no nodes where something is wrong with it as YAML, or where it is no map."""
    root, problems = syntax.parse(source)
    if problems or not isinstance(root, Mapping):
        return None, None, problems
    data = plain(root, source, problems)
    other = stranger(root, source)
    problems += [other] if other else []
    return (None if problems else root), data, problems


def _survives(data: Any, noted: Counter[str], new: Source) -> bool:
    """Whether a new text still says the same, and holds the same comments."""
    root, again, _ = _read(new)
    return root is not None and again == data and comments(new.text, root) == noted


def _reaches(new: Source) -> list[reach.Reach]:
    root, _ = syntax.parse(new)
    return reach.reaches(new, root) if isinstance(root, Mapping) else []


def _waiver(source: Source, span: Span) -> Diagnostic:
    """The finding for a file whose waiver would come to speak for something else."""
    message = "this waiver would speak for something else in the canonical form, so the file is left as it is"
    line = source.line_span(source.position(span.start).line)
    help_ = (
        "put it on a line of its own, right above the key or the dash of what it speaks for"
        if source.text[line.start : span.start].strip()
        else "put it at the end of the line that it speaks for"
    )
    return Diagnostic("not-formatted", message, source, span, help=help_)


def _left(source: Source, span: Span | None, what: str) -> Diagnostic:
    """The finding for a file that is left as it is."""
    if span is None:
        message = f"this file cannot be formatted without changing {what}, so it is left as it is"
        help_ = "this is a defect of cjmap, not of the map; please report it with the file"
    else:
        message = f"{what} cannot be formatted, so the file is left as it is"
        help_ = "write it on one line"
    return Diagnostic("not-formatted", message, source, span, help=help_)


def _shape(root: Mapping, source: Source) -> str:
    """What sort of file it is."""
    kind = root.get("kind")
    if isinstance(kind, Scalar) and kind.text == PERSONA:
        return "persona"
    named = PurePath(source.name).name == PROJECT_FILE
    return "project" if kind is None and root.get("stages") is None and (named or root.get("title") is None) else "map"


def _order(root: Mapping) -> Order:
    """The order of keys in a file, by its kind and the lanes that it declares."""
    kind = root.get("kind")
    lanes = root.get("lanes")
    declared: dict[str, CellType | None] = {}
    for item in lanes.items if isinstance(lanes, Sequence) else ():
        name, cell = _lane(item)
        if name:
            declared[name] = cell
    return Order(kind.text if isinstance(kind, Scalar) else "", declared)


def _lane(item: Node) -> tuple[str, CellType | None]:
    """The id of a lane as it is declared, and its cell type if that is stated."""
    if isinstance(item, Scalar):
        return item.text, None
    if not isinstance(item, Mapping):
        return "", None
    id_, cell = item.get("id"), item.get("cell")
    if isinstance(id_, Scalar):
        stated = next((each for each in ITEM_CLASSES if isinstance(cell, Scalar) and each == cell.text), None)
        return id_.text, cast("CellType | None", stated)
    return (item.entries[0].key.text, None) if len(item.entries) == 1 else ("", None)
