"""An id renamed wherever it is meant, and every place that means it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cjmap.diagnostic import Edit
from cjmap.lanes import LANES
from cjmap.lsp.lookup import Found, Lookup
from cjmap.lsp.meaning import SPACES
from cjmap.lsp.mentions import Mention
from cjmap.lsp.sketch import Sketch
from cjmap.model.base import is_id
from cjmap.model.map import Stage
from cjmap.nearest import normal
from cjmap.source import Span
from cjmap.syntax import Mapping


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is renamed, in a phrase for the person who asked."""

    message: str


def places(sketch: Sketch, offset: int, lookup: Lookup) -> list[Found]:
    """Every place that gives or means the name at an offset, the definition first; none where no name stands."""
    target = _target(sketch, offset, lookup)
    return [] if target is None else _places(target, lookup)


def renamable(sketch: Sketch, offset: int, lookup: Lookup) -> Mention | Refusal:
    """The mention at an offset when what it means has an id that can be renamed."""
    mention = sketch.mention_at(offset)
    if mention is None:
        return Refusal("no id stands here")
    target = _target(sketch, offset, lookup)
    if target is None:
        several = "several things" if lookup.definition(Found(sketch, mention)) else "nothing"
        return Refusal(f"‘{mention.name}’ means {several} here, so there is nothing to rename")
    if mention.space == "map":
        return Refusal("this is the path of a file: rename the file itself, then this path")
    what = SPACES[target.mention.space]
    if not is_id(target.mention.name):
        return Refusal(f"this {what} has no id to rename; give it one first")
    if mention.name != target.mention.name:
        return Refusal(f"this names the {what} by its title; rename its id ‘{target.mention.name}’ where it stands")
    if mention.space == "lane" and mention.name in LANES:
        return Refusal(
            f"‘{mention.name}’ is a built-in lane; to retitle it, write `{mention.name}: Title` under lanes:"
        )
    return mention


def rename(sketch: Sketch, offset: int, new: str, lookup: Lookup) -> list[tuple[Sketch, list[Edit]]] | Refusal:
    """The edits of every file that rename the id at an offset, or why they cannot be made."""
    old = renamable(sketch, offset, lookup)
    target = _target(sketch, offset, lookup)
    if isinstance(old, Refusal) or target is None:
        return old if isinstance(old, Refusal) else Refusal("no id stands here")
    if not is_id(new):
        return Refusal(f"‘{new}’ cannot be an id: letters and digits of any script, - _ and ., no spaces, at most 64")
    if target.mention.space == "lane" and new in {"cells", *LANES, *Stage.own_keys()}:
        return Refusal(f"‘{new}’ has a meaning of its own already, and cannot be the id of this lane")
    if new == old.name:
        return []
    edits: dict[str, tuple[Sketch, list[Edit]]] = {}
    for found in _places(target, lookup):
        mention, name = found.mention, found.sketch.source.name
        if not mention.defines and mention.name != old.name:
            continue  # it names the thing by its title, which stays
        taken = _taken(found, new, lookup)
        if taken is not None:
            return Refusal(f"‘{new}’ is the id of another {SPACES[taken.mention.space]} in {taken.sketch.source.name}")
        if not mention.exact and not mention.defines:
            return Refusal(f"‘{old.name}’ is written in an unusual way in {name}; rename it there first")
        edits.setdefault(name, (found.sketch, []))[1].append(_edit(found, new))
    return [(each, sorted(found, key=lambda edit: edit.span)) for each, found in edits.values()]


def _taken(found: Found, new: str, lookup: Lookup) -> Found | None:
    """What has the new id already where it is defined, or where a place that means the old one would find it."""
    mention = found.mention
    space = "item" if mention.defines and mention.space == "pain" else mention.space
    meant = lookup.meaning(found.sketch, space, new, mention.scope)
    return next((each for each in meant if each.mention.name == new), None)


def _edit(found: Found, new: str) -> Edit:
    """The edit of one place; a persona that its file names gets an id of its own, after the first keys."""
    mention = found.mention
    if mention.exact:
        return Edit(mention.span, new)
    root = found.sketch.root
    entries = root.entries if isinstance(root, Mapping) else ()
    after = max((each.value.span.end for each in entries if each.key.text in ("cjmap", "kind")), default=0)
    text = found.sketch.source.text
    rest = re.compile(r"[^\r\n]*(\r?\n|$)").match(text, after)
    end = rest.end() if rest else len(text)
    line_break = rest[1] if rest and rest[1] else ""
    return Edit(Span(end, end), f"id: {new}{line_break}" if line_break else f"\nid: {new}")


def _target(sketch: Sketch, offset: int, lookup: Lookup) -> Found | None:
    """The one thing that is meant at an offset."""
    mention = sketch.mention_at(offset)
    meant = lookup.definition(Found(sketch, mention)) if mention is not None else []
    return meant[0] if len(meant) == 1 else None


def _places(target: Found, lookup: Lookup) -> list[Found]:
    wanted, path = target.mention, target.sketch.path
    file = path.name if path is not None else ""
    found = [target]
    for sketch in lookup.neighbours(target.sketch, (file,) if wanted.space == "map" else (wanted.name, wanted.title)):
        for mention in sketch.mentions:
            each = Found(sketch, mention)
            if mention.defines or not _may_mean(mention, wanted, file) or _same(each, target):
                continue
            meant = lookup.definition(each)
            if len(meant) == 1 and _same(meant[0], target):
                found.append(each)
    return found


def _may_mean(mention: Mention, wanted: Mention, file: str) -> bool:
    """Whether it is worth asking what a mention means."""
    if wanted.space == "map":
        return mention.space == "map" and mention.name.endswith(file)
    alike = {mention.space, wanted.space} <= {"item", "pain"} or mention.space == wanted.space
    return alike and (mention.name == wanted.name or normal(mention.name) == normal(wanted.title))


def _same(one: Found, other: Found) -> bool:
    return one.sketch.source.name == other.sketch.source.name and one.mention.span == other.mention.span
