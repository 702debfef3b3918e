"""Three versions of an entry, an item or a document made one, down to the field on which they differ."""

from __future__ import annotations

from collections.abc import Sequence as Many
from typing import Any, NamedTuple

from cjmap.merge.lines import keep_both
from cjmap.merge.order import Trio, arranged, by_key, by_likeness, gone_and_moved
from cjmap.merge.parts import BLOCKS, Collection, Part, below, head_end, in_brackets, indented
from cjmap.merge.result import GONE, ClashError, Conflict, Merged, Piece, Split, prefixed
from cjmap.syntax import Mapping, Scalar, Sequence

SETS = frozenset({"sources", "tags", "resolves", "persona", "actors", "from", "channels"})
"""Keys of names whose order means nothing."""

Where = tuple[str, ...]


def merge_part(trio: Trio, column: int, where: Where) -> Merged:
    """An entry or item that both sides have, for a column; its first line without indentation."""
    base, ours, theirs = trio
    assert ours is not None and theirs is not None  # noqa: S101, PT018 -- callers see to what only one side has
    if ours.flat == theirs.flat or (base is not None and theirs.flat == base.flat):
        return Merged([ours.at(column)], ours.data)
    if base is not None and ours.flat == base.flat:
        return Merged([theirs.at(column)], theirs.data)
    try:
        return _both_changed(base, ours, theirs, column, where)
    except ClashError:
        if base is not None and ours.same(base):
            return Merged([theirs.at(column)], theirs.data)
        if base is not None and theirs.same(base):
            return Merged([ours.at(column)], ours.data)
        if ours.flow:
            raise
        old = base.at(column) if base is not None else ""
        return Merged([Conflict(ours.at(column), theirs.at(column), where, old)], Split(ours.data, theirs.data))


def _both_changed(base: Part | None, ours: Part, theirs: Part, column: int, where: Where) -> Merged:
    one, other = ours.node, theirs.node
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return _collection(base, ours, theirs, column, where)
    if ours.key in SETS or (isinstance(one, Sequence) and isinstance(other, Sequence)):
        block = not any(isinstance(node, Scalar) or node.flow for node in (one, other))
        if ours.key in SETS and not block and all(_names(part) is not None for part in (ours, theirs)):
            return _set(base, ours, theirs, column)
        return _collection(base, ours, theirs, column, where)
    if isinstance(one, Scalar) and isinstance(other, Scalar):
        return _scalar(base, ours, theirs, column)
    raise ClashError


def _scalar(base: Part | None, ours: Part, theirs: Part, column: int) -> Merged:
    """A field: its value whole, the comments beside and below it apart. Raises ClashError where both changed it."""
    cuts = [_cut(part) if part is not None and isinstance(part.node, Scalar) else None for part in (base, ours, theirs)]
    old, one, other = cuts
    assert one is not None and other is not None  # noqa: S101, PT018 -- the caller looked
    head = _chosen(old and old.head, one.head, other.head)
    tail = _chosen(old and old.tail, one.tail, other.tail)
    note = _chosen(old and old.note, one.note, other.note)
    values = (base.data if base is not None else GONE), ours.data, theirs.data
    if values[1] == values[2]:
        value, said = (other if old and one.value == old.value else one), ours.data
    elif base is not None and values[1] == values[0]:
        value, said = other, theirs.data
    elif base is not None and values[2] == values[0]:
        value, said = one, ours.data
    else:
        raise ClashError
    if note and not value.block:
        # a value on one line has no room for it between its sign and its words
        raise ClashError
    sign, end, words = value.value.partition("\n") if value.block else (value.value, "", "")
    text = head + sign + note + end + words + tail
    return Merged([text if ours.flow else indented(text, column)], said)


class Cut(NamedTuple):
    """A field at the left margin: what stands before its value, the value, and what follows it.

    `note` is the comment beside the sign of a `block` text, which begins on the next line; the value is without it.
    """

    head: str
    value: str
    tail: str
    note: str = ""
    block: bool = False


def _cut(part: Part) -> Cut:
    start, end = part.node.span
    head, value = part.body[: start - part.start], part.body[start - part.start : end - part.start]
    tail = part.body[end - part.start :]
    if part.flow:
        return Cut(head, value, tail)
    value, tail = indented(value, -part.column), indented(tail, -part.column)
    if not (isinstance(part.node, Scalar) and part.node.style in BLOCKS):
        return Cut(head, value, tail)
    first, line_end, words = value.partition("\n")
    sign = first.partition("#")[0].rstrip()
    return Cut(head, sign + line_end + words, tail, first[len(sign) :], block=True)


def _chosen(base: str | None, ours: str, theirs: str) -> str:
    """The text that was changed. Raises ClashError where both changed it."""
    if theirs in (ours, base):
        return ours
    if ours == base:
        return theirs
    raise ClashError


def _names(part: Part) -> list[str] | None:
    """The names of a set, however it is written; None where it holds more than names, or comments."""
    values = part.data if isinstance(part.data, list) else [part.data]
    plain = all(isinstance(value, str) for value in values)
    return values if plain and not (part.comments and isinstance(part.node, Sequence)) else None


def _set(base: Part | None, ours: Part, theirs: Part, column: int) -> Merged:
    """A set, in brackets where it has not one member."""
    old = (_names(base) if base is not None else []) or []
    one, other = _names(ours) or [], _names(theirs) or []
    result = [name for name in one if name in other or name not in old]
    result += [name for name in other if name not in one and name not in old]
    for part, names in ((ours, one), (theirs, other)):
        if names == result:
            return Merged([part.at(column)], part.data)
    if not result:
        raise ClashError
    written = {**_written(theirs), **_written(ours)}
    shell = ours if isinstance(theirs.node, Scalar) or not isinstance(ours.node, Scalar) else theirs
    if not isinstance(shell.node, Scalar) and not shell.node.flow:
        shell = theirs if isinstance(theirs.node, Scalar) or theirs.node.flow else ours
    before = shell.body[: shell.node.span.start - shell.start]
    after = shell.body[shell.node.span.end - shell.start :]
    text = f"{before}[{', '.join(written[name] for name in result)}]{after}"
    return Merged([text if shell.flow else indented(text, column - shell.column)], result)


def _written(part: Part) -> dict[str, str]:
    """How each name of a set is written."""
    items = part.node.items if isinstance(part.node, Sequence) else (part.node,)
    return {item.text: part.text[item.span.start : item.span.end] for item in items if isinstance(item, Scalar)}


def _collection(base: Part | None, ours: Part, theirs: Part, column: int, where: Where) -> Merged:
    """A list or map, part by part."""
    one: Collection = ours.node
    other: Collection = theirs.node
    if type(one) is not type(other) or one.flow != other.flow:
        raise ClashError
    old: Collection = base.node if base is not None and type(base.node) is type(one) else None
    if base is not None and old is None:
        raise ClashError
    if one.flow:
        return _in_brackets(base, old, ours, theirs, where)
    tops = [head_end(part.text, part.node, part.start) for part in (ours, theirs)]
    parts = [below(part.text, part.node, top, part.end) for part, top in zip((ours, theirs), tops, strict=True)]
    heads = [part.text[part.start : top] for part, top in zip((ours, theirs), tops, strict=True)]
    olds: list[Part] = []
    old_head = None
    if base is not None and old is not None:
        if old.flow:
            olds = in_brackets(base.text, old)
        else:
            top = head_end(base.text, old, base.start)
            olds, old_head = below(base.text, old, top, base.end), base.text[base.start : top]
    if base is not None and old_head is None:
        old_head = heads[0]
    head = _chosen(old_head, *heads)
    inner = column + parts[0][0].column - ours.column
    merged = merge_parts(olds, parts[0], parts[1], inner, where, mapping=isinstance(one, Mapping), key=ours.key)
    if not merged.pieces:
        raise ClashError
    if head.endswith("\n"):
        return Merged([indented(head, 0), *merged.pieces], merged.data)
    return Merged(_joined(head, merged.pieces, inner), merged.data)


def _joined(head: str, pieces: list[Piece], column: int) -> list[Piece]:
    """Pieces whose first line follows a dash. Comments above it, which would part them, come after that line."""
    first, *rest = pieces
    if isinstance(first, Conflict):
        if not (first.ours and first.theirs):
            raise ClashError
        ours, theirs, base = (head + text[column:] if text else "" for text in (first.ours, first.theirs, first.base))
        return [Conflict(ours, theirs, first.where, base), *rest]
    lines = first.split("\n")
    above = [line for line in lines[: _first(lines)] if line.strip()]
    own = "\n".join(lines[_first(lines) :])[column:]
    if not own:
        raise ClashError
    return [head + own, *(line + "\n" for line in above), *rest]


def _first(lines: list[str]) -> int:
    return next((at for at, line in enumerate(lines) if line.strip() and not line.lstrip().startswith("#")), len(lines))


def _in_brackets(base: Part | None, old: Collection, ours: Part, theirs: Part, where: Where) -> Merged:
    if ours.comments or theirs.comments:
        # the comment after the closing bracket is none within
        inside = [part.text[part.node.span.start : part.node.span.end] for part in (ours, theirs)]
        if any("\n" in text and "#" in text for text in inside):
            raise ClashError
    olds: list[Part] = []
    if base is not None and old is not None:
        olds = (
            in_brackets(base.text, old)
            if old.flow
            else below(base.text, old, head_end(base.text, old, base.start), base.end)
        )
    one: Collection = ours.node
    merged = merge_parts(
        olds, in_brackets(ours.text, one), in_brackets(theirs.text, theirs.node), 0, where,
        mapping=isinstance(one, Mapping), key=ours.key, flow=True,
    )  # fmt: skip
    if any(not isinstance(piece, str) for piece in merged.pieces):
        raise ClashError
    cuts = [
        (part.body[: part.node.span.start - part.start], part.body[part.node.span.end - part.start :])
        for part in (ours, theirs)
    ]
    if base is not None and old is not None and old.flow:
        end = base.node.span.end - base.start
        tail = _chosen(base.body[end:].strip(), cuts[0][1].strip(), cuts[1][1].strip())
        after = cuts[0][1] if cuts[0][1].strip() == tail else cuts[1][1]
    else:
        after = cuts[0][1]
        if after.strip() != cuts[1][1].strip():
            raise ClashError
    opening, closing, between = _brackets(ours)
    words = between.join(str(piece) for piece in merged.pieces)
    return Merged([f"{cuts[0][0]}{opening}{words}{closing}{after}"], merged.data)


def _brackets(part: Part) -> tuple[str, str, str]:
    """How a list or map in brackets opens, closes, and is parted."""
    start, end = part.node.span
    text = part.text[start:end]
    opening = text[: 1 + len(text[1:]) - len(text[1:].lstrip())]
    inner = text[1:-1]
    closing = text[1 + len(inner.rstrip().rstrip(",")) :] if inner.strip() else text[-1]
    return opening, closing.lstrip(","), "," + opening[1:] if "\n" in opening else ", "


def merge_parts(
    base: Many[Part], ours: Many[Part], theirs: Many[Part], column: int, where: Where, *, mapping: bool, key: str = "",
    flow: bool = False,
) -> Merged:  # fmt: skip
    """The entries of a map or the items of a list, each with the comments above it, as whole lines for a column."""
    as_set = key in SETS and not mapping and all(isinstance(part.node, Scalar) for part in (*ours, *theirs))
    trios = by_key(base, ours, theirs) if mapping else by_likeness(base, ours, theirs, as_set=as_set)
    kept = set() if mapping or as_set else gone_and_moved(trios)
    left = [trio for number, trio in enumerate(trios) if number in kept or not _dropped(trio)]
    pieces: list[Piece] = []
    values: list[tuple[str, Any]] = []
    for place in arranged(left, strict=not (mapping or as_set)):
        some = place.trio.ours or place.trio.theirs
        assert some is not None  # noqa: S101 -- what neither side has was dropped
        name = some.key or _name(place.trio)
        merged = _placed(place.trio, place.only, column, (*where, name))
        if not flow:
            pieces.append(_lead(place.trio, place.only, column))
        pieces += merged.pieces if flow else prefixed(merged.pieces, " " * column)
        values.append((some.key, merged.data))
    pieces = pieces if flow else _run_together(pieces)
    return Merged(pieces, dict(values) if mapping else [value for _, value in values])


def _dropped(trio: Trio) -> bool:
    """Whether one side took away what the other left as it was, or both took it away."""
    base, ours, theirs = trio
    if ours is None and theirs is None:
        return True
    return base is not None and ((ours is None and _same(theirs, base)) or (theirs is None and _same(ours, base)))


def _same(part: Part | None, base: Part) -> bool:
    return part is not None and part.same(base)


def _placed(trio: Trio, only: str, column: int, where: Where) -> Merged:
    base, ours, theirs = trio
    if ours is not None and theirs is not None and not only:
        return merge_part(trio, column, where)
    if base is None and not only:  # new on one side
        part = ours or theirs
        assert part is not None  # noqa: S101 -- one side has it
        return Merged([part.at(column)], part.data)
    part, side = (ours, "ours") if only == "ours" or (not only and ours is not None) else (theirs, "theirs")
    assert part is not None  # noqa: S101 -- as above
    if part.flow:
        raise ClashError
    text = part.at(column)
    old = base.at(column) if base is not None and not only else ""
    if side == "ours":
        return Merged([Conflict(text, "", where, old)], Split(part.data, GONE))
    return Merged([Conflict("", text, where, old)], Split(GONE, part.data))


def _lead(trio: Trio, only: str, column: int) -> str:
    """The comments and blank lines above a part."""
    _, ours, theirs = trio
    if ours is None or theirs is None or only:
        part = theirs if ours is None or only == "theirs" else ours
        return part.lead_at(column) if part is not None else ""
    sides = [part.lead_at(column).splitlines(keepends=True) if part is not None else [] for part in trio]
    return "".join(keep_both(*sides))


def _run_together(pieces: list[Piece]) -> list[Piece]:
    """Pieces with neighbouring texts as one."""
    found: list[Piece] = []
    for piece in pieces:
        if piece == "":
            continue
        if isinstance(piece, str) and found and isinstance(found[-1], str):
            found[-1] += piece
        else:
            found.append(piece)
    return found


def _name(trio: Trio) -> str:
    """What an item is called in the name of a conflict, which is the same whichever side is ours."""
    known = [trio.base] if trio.base is not None else [part for part in trio[1:] if part is not None]
    return min(_label(part) for part in known)


def _label(part: Part) -> str:
    """What an item is called in the name of a conflict: its id, else its words."""
    if isinstance(part.data, dict):
        return str(part.data.get("id") or part.data.get("title") or part.data.get("text") or "-")
    return str(part.data)
