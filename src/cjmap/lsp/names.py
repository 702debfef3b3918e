"""The names that a reference at the cursor may say: ids, the titles of what has none, paths of other maps."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from cjmap.lost_words import quoted
from cjmap.lsp import meaning
from cjmap.lsp.lookup import Found, Lookup
from cjmap.lsp.mentions import refers
from cjmap.lsp.place import Place
from cjmap.lsp.sketch import Sketch
from cjmap.lsp.spot import Spot
from cjmap.model.map import JourneyMap, Step
from cjmap.nearest import normal
from cjmap.source import Span
from cjmap.syntax import Mapping, Scalar, Sequence

Kind = Literal["key", "lane", "word", "name", "file"]


class Offer(NamedTuple):
    """Something to type: what stands in the list, what is inserted over `span`, and what it means (Markdown).

    `detail` stands beside it, `sought` is what the typed word is compared with where that is not the label.
    """

    label: str
    insert: str
    span: Span
    kind: Kind
    detail: str = ""
    doc: str = ""
    sought: str = ""


_BARE = re.compile(r"""[^\s\-?:,\[\]{}#&*!|>'"%@`](?:[^\n,\[\]{}:#]|:(?=\S)|(?<=\S)#)*""")


_MOST_TOLD = 200
"""Of more names than these the list shows the titles alone."""


def names(text: str, at: Place, here: Spot, sketch: Sketch, lookup: Lookup) -> Iterator[Offer]:
    """What the reference at a place may say; nothing where none stands."""
    reference = refers(here.owner, here.key) if here.owner is not None and here.lane is None else None
    if reference is None:
        return
    space, scope = reference
    typed = text[at.word.start : at.word.end]
    path, hash_sign, _ = typed.partition("#")
    bare = text[at.word.start - 1 : at.word.start] not in ('"', "'")
    if hash_sign and (space == "map" or (space == "pain" and path.endswith((".yaml", ".yml")))):
        span = Span(at.word.start + len(path) + 1, at.word.end)
        there = lookup.linked(sketch, path)
        known = there.definitions("pain" if space == "pain" else "column") if there else []
        yield from _offers([Found(there, each) for each in known if there], span, bare=False, ids=True)
    elif space == "map":
        for each in lookup.maps(sketch):
            yield Offer(each, each if _plain(each) or not bare else quoted(each), at.word, "file")
    else:
        yield from _offers(_known(space, scope, here, sketch, lookup), at.word, bare=bare)


def _known(space: str, scope: str, here: Spot, sketch: Sketch, lookup: Lookup) -> list[Found]:
    if space == "persona":
        return _personas(here, sketch, lookup)
    groups = lookup.scopes(sketch, space, scope)
    return [Found(each, mention) for group in groups for each in group for mention in each.definitions(space)]


def _personas(here: Spot, sketch: Sketch, lookup: Lookup) -> list[Found]:
    """Persona files under `persona:`; elsewhere the map's own personas, and every one for actors."""
    files = [Found(each, mention) for each in lookup.personas(sketch) for mention in each.definitions("persona")]
    if here.owner is JourneyMap:
        return files
    own = [Found(sketch, mention) for mention in sketch.definitions("persona")]
    listed = sketch.root.get("persona") if isinstance(sketch.root, Mapping) else None
    for each in listed.items if isinstance(listed, Sequence) else (listed,):
        if isinstance(each, Scalar) and not each.empty:
            own += lookup.meaning(sketch, "persona", each.text)
    return own + (files if here.owner is not None and issubclass(here.owner, Step) else [])


def _offers(known: list[Found], span: Span, *, bare: bool, ids: bool = False) -> Iterator[Offer]:
    """An offer for each thing that a reference can name; `ids` leaves those without an id out."""
    titles = Counter(normal(each.mention.title) for each in known)
    seen: set[str] = set()
    for found in known:
        mention = found.mention
        name = mention.name
        if not name and not ids and titles[normal(mention.title)] == 1:
            name = mention.title
        if not name or name in seen:
            continue
        seen.add(name)
        insert = name if not bare or _plain(name) else quoted(name)
        detail = mention.title if mention.name else meaning.SPACES[mention.space]
        doc = meaning.of_name(found) if len(known) <= _MOST_TOLD else ""
        yield Offer(name, insert, span, "name", detail, doc)


def _plain(text: str) -> bool:
    return bool(_BARE.fullmatch(text)) and text == text.strip()
