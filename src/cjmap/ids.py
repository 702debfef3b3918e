"""Ids made from titles, and the edits that give them to what is referred to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence

from cjmap.diagnostic import Edit, Fix
from cjmap.document import Document, locate
from cjmap.format import scalars
from cjmap.lost_words import shown
from cjmap.model.cells import Common
from cjmap.nearest import normal
from cjmap.references import Names, Target
from cjmap.source import Span
from cjmap.syntax import Mapping, Node, Scalar

LONGEST = 40
"""The most characters of an id that is made; ids that people type may have 64."""

_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")
_NOT_ID = re.compile(r"[^\w]+")


def id_from(words: str, taken: Iterable[str] = ()) -> str:
    """The id that a title or text makes: its own letters and digits, hyphens for the rest; no letter is rewritten.

    `taken` are the ids that are not free: a number is added to one that is there already. Words without a letter or
    digit make `item`.
    """
    text = unicodedata.normalize("NFC", words).lower()
    # marks that combine with no letter of their own cannot stand in an id
    text = "".join(each for each in text if not unicodedata.category(each).startswith("M"))
    text = _NOT_ID.sub("-", _APOSTROPHES.sub("", text)).strip("-_")
    text = _cut(text) or "item"
    used = set(taken)
    made, number = text, 1
    while made in used:
        number += 1
        made = f"{text}-{number}"
    return made


def _cut(text: str) -> str:
    """A text of at most forty characters, cut between words where there are some."""
    if len(text) <= LONGEST:
        return text
    words = text[: LONGEST + 1].rpartition("-")[0]
    return (words if len(words) > LONGEST // 2 else text[:LONGEST]).rstrip("-_")


def naming(document: Document, target: Target, names: Names, references: Sequence[Span]) -> Fix | None:
    """The fix that lets references name a target by its id, which it gets if it has none.

    `names` are those of the target's namespace, `references` the places of the references' texts in the document.
    None where the target stands in another file, or in a form that takes no id without being written anew.
    """
    if target.document is not document or document.root is None:
        return None
    edits: list[Edit] = []
    name = target.id
    if name is None:
        others = [each for each in names.targets if each.location != target.location]
        taken = {each.id for each in others if each.id} | {normal(each.name) for each in others}
        name = id_from(target.name, taken)
        node, entry = locate(document.root, target.location)
        main = target.what.main[0] if isinstance(target.what, Common) else "title"
        given = _given(document.source.text, node, name, main, beside_key=entry is not None)
        if given is None:
            return None
        edits.append(given)
    typed = scalars.typed(name, flow=True)
    edits += [Edit(span, typed) for span in references]
    return Fix(f"give {shown(target.name)} the id {name}" if target.id is None else f"name it by its id {name}",
               tuple(edits))  # fmt: skip


def _given(text: str, node: Node, name: str, main: str, *, beside_key: bool) -> Edit | None:
    """The edit that gives an id to what stands at a node; None where it would have to be written anew.

    A text alone becomes the value of the key `main`.
    """
    typed = scalars.typed(name, flow=True)
    start = node.span.start
    column = start - (text.rfind("\n", 0, start) + 1)
    below = ("\r\n" if "\r\n" in text else "\n") + " " * column
    if isinstance(node, Mapping):
        if not node.flow:
            first = node.entries[0].key.span.start
            return Edit(Span(first, first), f"id: {typed}{below}") if first == start else None
        comma = ", " if node.entries else ""
        return Edit(Span(start + 1, start + 1), f"id: {typed}{comma}") if text[start] == "{" else None
    if not isinstance(node, Scalar) or node.style in ("literal", "folded") or "\n" in node.text:
        return None
    dash = re.search(r"-[ \t]+$", text[max(0, start - 200) : start])
    if dash and not beside_key and "\n" not in text[start : node.span.end]:
        return Edit(Span(start, start), f"id: {typed}{below}{main}: ")
    return Edit(node.span, f"{{id: {typed}, {main}: {scalars.typed(node.text, flow=True)}}}")
