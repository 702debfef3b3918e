"""What may be typed at the cursor: keys and lanes, words of vocabularies, names of what a reference may mean."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.kinds import KINDS, PERSONA
from cjmap.labels import LANGUAGES, catalog
from cjmap.lanes import LANES
from cjmap.lsp import meaning
from cjmap.lsp.lookup import Lookup
from cjmap.lsp.names import Offer, names
from cjmap.lsp.place import Place, place
from cjmap.lsp.sketch import Sketch
from cjmap.lsp.spot import Spot, spot
from cjmap.model.fields import words
from cjmap.model.map import Cellular, JourneyMap, LaneEntry
from cjmap.model.part import Part, is_required, keys
from cjmap.nearest import normal

_KEYED = ("drops", "leaves")
"""The keys below which references stand as keys."""
_LISTS = ("stages", "steps", "lanes", "overall", "drops", "leaves")


def offers(text: str, offset: int, sketch: Sketch, lookup: Lookup) -> list[Offer]:
    """Everything that may be typed at an offset of a text; the sketch may be that of a slightly older text."""
    at = place(text, offset)
    if at is None:
        return []
    here = spot(at.path, sketch.holder, sketch.lanes)
    found: list[Offer] = []
    if at.key:
        found += _keys(text, at, here, sketch, lookup)
    if at.value:
        found += _values(text, at, here, sketch, lookup)
    if at.colon:
        found = [each._replace(insert=each.insert.rstrip(": ")) for each in found]
    if text[at.word.start - 1 : at.word.start] == ":":
        found = [each._replace(insert=" " + each.insert) for each in found]
    return found


def _keys(text: str, at: Place, here: Spot, sketch: Sketch, lookup: Lookup) -> Iterator[Offer]:
    if here.owner is JourneyMap and here.key in _KEYED:
        for each in names(text, at, here, sketch, lookup):
            yield each._replace(insert=each.insert + ": ")
        return
    part = here.part
    if part is None:
        return
    for key in keys(part):
        if key != "cells" and key not in at.siblings:
            yield _key(at, key, here.part, meaning.of_key(part, key), detail=_takes(part, key))
    if issubclass(part, Cellular):
        own = part.own_keys()
        for lane in _in_order(sketch):
            if lane not in at.siblings and lane not in own:
                yield _lane(text, at, lane, sketch)


def _key(at: Place, key: str, part: type[Part] | None, doc: str, detail: str) -> Offer:
    listed = (
        part is not None and not at.flow and (key in _LISTS or (part is JourneyMap and key in ("sources", "metrics")))
    )
    return Offer(key, f"{key}:" if listed else f"{key}: ", at.word, "key", detail, doc)


def _takes(part: type[Part], key: str) -> str:
    found = keys(part).get(key)
    return "required" if found is not None and is_required(found) else ""


def _in_order(sketch: Sketch) -> list[str]:
    """The lanes of the map: declared ones first, then those of its kind, then the others."""
    declared = [entry.id for entry in (*sketch.declared, *sketch.shared)]
    return list(dict.fromkeys(each for each in (*declared, *KINDS[sketch.kind].lanes, *LANES) if each in sketch.lanes))


def _lane(text: str, at: Place, lane: str, sketch: Sketch) -> Offer:
    title, _ = meaning.lane_title(lane, sketch)
    return Offer(
        lane, f"{lane}: ", at.word, "lane", title, meaning.of_lane(sketch.lanes[lane], sketch),
        sought=_sought(text, at, lane, title, sketch),
    )  # fmt: skip


def _sought(text: str, at: Place, lane: str, title: str, sketch: Sketch) -> str:
    """The lane's title, or another name for it, where that and not the id is what is being typed."""
    typed = normal(text[at.word.start : at.word.end])
    if not typed or lane.startswith(typed):
        return ""
    names = [title]
    if lane in LANES:
        for language in LANGUAGES:
            label = catalog(language).lane(lane, sketch.kind)
            names += [label.title, *label.aliases]
    return next((name for name in names if normal(name).startswith(typed)), "")


def _values(text: str, at: Place, here: Spot, sketch: Sketch, lookup: Lookup) -> Iterator[Offer]:
    owner, key = here.owner, here.key
    if owner is None or not here.known or key in _KEYED:
        return
    if key == "lanes" and here.part is LaneEntry:
        for lane in LANES.values():
            if lane.id not in {entry.id for entry in sketch.declared}:
                title = meaning.lane_title(lane.id, sketch)[0]
                yield Offer(lane.id, lane.id, at.word, "lane", title, meaning.of_lane(lane, sketch))
        return
    yield from names(text, at, here, sketch, lookup)
    if here.lane is None:
        for word in _vocabulary(owner, key):
            yield Offer(word, word, at.word, "word", doc=meaning.of_word(key, word, sketch))


def _vocabulary(owner: type[Part], key: str) -> tuple[str, ...]:
    if key == "kind":
        return (*KINDS, PERSONA)
    return LANGUAGES if key in ("language", "lang") else words(owner, key)
