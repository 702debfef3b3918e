"""Whether a reference that is written differently still means the same thing."""

from __future__ import annotations

from typing import Any

from cjmap.diff.changes import Edit
from cjmap.diff.edition import Edition
from cjmap.diff.items import ItemMatch
from cjmap.diff.match import Match
from cjmap.nearest import normal


class Same:
    """Compares what references of two maps mean."""

    def __init__(self, old: Edition, new: Edition, columns: Match, items: ItemMatch) -> None:
        self.old, self.new = old, new
        self.columns, self.items = columns, items

    def edit(self, edit: Edit, thing: str) -> bool:
        """Whether both values of a field mean the same."""
        before, after = edit.before, edit.after
        if not before or not after:
            return False
        match edit.field:
            case "resolves" | "to":
                return self._each(before, after, self._item)
            case "next":
                cases = [(each.when, other.when) for each, other in zip(before, after, strict=False)]
                translated = self.old.language != self.new.language
                told = [first != second and not (translated and first and second) for first, second in cases]
                targets = tuple(each.to for each in before), tuple(each.to for each in after)
                return not any(told) and self._each(*targets, self._column)
            case "sources" if thing != "persona":
                return self._each(before, after, lambda first, second: self._named("sources", first, second))
            case "metric":
                return self._named("metrics", before, after)
            case "persona":
                return self._named("persona", before, after)
        return False

    def _each(self, before: tuple[str, ...], after: tuple[str, ...], same: Any) -> bool:
        pairs = zip(before, after, strict=False)
        return len(before) == len(after) and all(first == second or same(first, second) for first, second in pairs)

    def _item(self, before: str, after: str) -> bool:
        old, new = self.old.find_item(before), self.new.find_item(after)
        return new is not None and old is not None and self.items.old(new) == old

    def _column(self, before: str, after: str) -> bool:
        old, new = self.old.find_column(before), self.new.find_column(after)
        return new is not None and old is not None and self.columns.old_of.get(new) == old

    def _named(self, register: str, before: str, after: str) -> bool:
        """Two names of one entry: its id, its title or its name."""
        first, second = self._entry(self.old, register, before), self._entry(self.new, register, after)
        return first is not None and first == second

    def _entry(self, edition: Edition, register: str, name: str) -> str | int | None:
        entries: Any = edition.journey.persona if register == "persona" else getattr(edition, register)
        for index, entry in enumerate(entries):
            if entry.id == name:
                return str(entry.id)
            title = getattr(entry, "title", None) or getattr(entry, "name", None)
            if title and normal(title) == normal(name):
                # a plain name has no id: then its place among the map's people says who it is
                return entry.id or index
        return None
