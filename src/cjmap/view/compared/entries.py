"""Items, columns and fields of a comparison as each side of it shows them: what is gone before, what is new after."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from cjmap.diff.changes import Change, Diff, Edit, Edited, Moved
from cjmap.diff.edition import Edition
from cjmap.diff.fields import severity_of
from cjmap.diff.gap import Gap
from cjmap.diff.texts import compare
from cjmap.diff.wording import Wording
from cjmap.model.cells import Common, Emotion, Image, Link, Measurement
from cjmap.model.walk import Location
from cjmap.record import replace
from cjmap.view.compared.shapes import Entry, Fact, Mark, Run
from cjmap.words import day, spoken

SideName = Literal["old", "new"]
_TOLD_BY_WORDS = frozenset(("text", "word", "score", "metric", "value", "severity", "id"))
"""Fields that an entry's own line shows."""


class Entries:
    """Puts what stands in a comparison's cells in words, with how it changed."""

    def __init__(self, diff: Diff, words: Wording, gap: Gap | None = None) -> None:
        self.diff, self.words = diff, words
        self.fates = dict(self._fates(gap)) if gap is not None else {}
        self.worse = {each.new for each in gap.worse if each.rule == "pain-added"} if gap is not None else set()
        self.old, self.new = diff.old, diff.new
        self.said: dict[Mark, str] = {
            "": "", "added": words.labels.word("added"), "removed": words.labels.word("removed"),
            "changed": words.labels.word("changed"), "moved": words.say("moved", "page"),
            "merged": words.say("column-merged", "report"), "split": words.say("column-split", "report"),
            "lost": words.say("forgotten-column", "report"),
        }  # fmt: skip
        self.edits: dict[Location, list[Edit]] = {}
        self.touched: dict[SideName, set[Location]] = {"old": set(), "new": set()}
        self.moves: dict[Location, Moved] = {}
        for change in diff.told:
            self._file(change)
        self.earlier = frozenset(change.old for change in diff.changes if change.quiet == "history" and change.old)

    def _fates(self, gap: Gap) -> Iterator[tuple[Location, tuple[Mark, str]]]:
        """What the gap report calls the fates of pain points and opportunities."""
        pains: dict[str, Mark] = {"resolved": "good", "forgotten": "bad"}
        for pain in gap.pains:
            yield pain.old, (pains.get(pain.fate, "left"), begun(self.words.say(f"fate-{pain.fate}", "report")))
        uptakes: dict[str, Mark] = {"taken-up": "good", "open": "bad"}
        for taken in gap.opportunities:
            yield taken.old, (uptakes.get(taken.uptake, "left"), self.words.say(taken.rule, "report"))

    def _file(self, change: Change) -> None:
        if change.old is not None:
            self.touched["old"].add(change.old)
        if change.new is not None:
            self.touched["new"].add(change.new)
        if change.new is None:
            return
        if isinstance(change, Edited):
            self.edits.setdefault(change.new, []).extend(change.edits)
        elif isinstance(change, Moved):
            self.moves[change.new] = change

    def edition(self, side: SideName) -> Edition:
        """One of the maps."""
        return self.old if side == "old" else self.new

    def partner(self, side: SideName, where: Location) -> Location | None:
        """The item of the other map that an item is."""
        return self.diff.items.new(where) if side == "old" else self.diff.items.old(where)

    def equal(self, olds: list[Location], news: list[Location]) -> bool:
        """Whether a cell's items are the same on both sides, and nothing is told of them."""
        if len(olds) != len(news) or self.touched["old"].intersection(olds) or self.touched["new"].intersection(news):
            return False
        return all(
            self.partner("new", new) == old and self._line("old", old) == self._line("new", new)
            for old, new in zip(olds, news, strict=True)
        )

    def entry(self, side: SideName, where: Location, *, whole: bool = False) -> Entry:
        """An item on one side; `whole` where its column is all new or all gone, which marks it already."""
        item = self.edition(side).item(where)
        other = self.partner(side, where)
        text = self._line(side, where)
        if other is None and side == "old" and where in self.fates:
            # what becomes of it is more than that it is not there any more
            fate, said = self.fates[where]
            return replace(self._entry(item, fate, (Run("same", text),)), word=said)
        if other is None and side == "new" and where in self.worse:
            # that a future map brings it is more than that its column does
            said = begun(self.words.say("fate-added", "report"))
            return replace(self._entry(item, "bad", (Run("same", text),)), word=said)
        if other is None:
            mark: Mark = "" if whole else "removed" if side == "old" else "added"
            kind: Literal["gone", "new"] = "gone" if side == "old" else "new"
            return self._entry(item, mark, (Run("same" if whole else kind, text),))
        worse = any(edit.field == "severity" for edit in self.edits.get(where if side == "new" else other, []))
        new = where if side == "new" else other
        old = other if side == "new" else where
        edits = self.edits.get(new, [])
        after = self.new.item(new)
        if isinstance(after, Measurement) and after.value is None and self.new.reading(after) is not None:
            # the target of a future map is what the line itself says
            edits = [edit for edit in edits if edit.field != "target"]
        runs = self._runs(side, self._line("old", old), self._line("new", new)) if edits else (Run("same", text),)
        if edits and isinstance(item, Emotion | Measurement) and runs[0].text != text:
            # a score is one thing, not a row of digits
            runs = (Run("gone" if side == "old" else "new", text),)
        facts = (*self._facts(side, edits), *self._history(side, old))
        if new in self.moves:
            note = self._moved(side, old, new)
            return self._entry(item, "moved", runs, note, facts, worse=worse and side)
        return self._entry(item, "changed" if edits else "", runs, "", facts, worse=worse and side)

    def _entry(
        self,
        item: Common,
        mark: Mark,
        runs: tuple[Run, ...],
        note: str = "",
        facts: tuple[Fact, ...] = (),
        *,
        worse: SideName | Literal[False] = False,
    ) -> Entry:
        severity = severity_of(item)
        word = str(getattr(item, "severity", "") or "") if severity else ""
        tag = item.id if item.id and spoken(item.id) else ""
        kind: Literal["same", "gone", "new"] = {"old": "gone", "new": "new"}.get(worse or "", "same")  # type: ignore[assignment]  # one of the three
        label = Run(kind, self.words.labels.term("severity", word)) if word else None
        return Entry(mark, self.said.get(mark, ""), runs, tag, severity, label, note, facts)

    def _moved(self, side: SideName, old: Location, new: Location) -> str:
        if old[:-1] == new[:-1] and len(old) == len(new):
            return ""
        if side == "old":
            return self.words.say("moved-to", "page", name=self.words.where(self.new, new))
        return self.words.say("moved-from", "page", name=self.words.where(self.old, old))

    def _line(self, side: SideName, where: Location) -> str:
        """An item in one line, as a map would show it, with whose it is where a map has several personas."""
        edition = self.edition(side)
        item = edition.item(where)
        line = self._bare(edition, item)
        if not item.persona or len(edition.people) < 2:
            return line
        return f"{edition.people.get(item.persona, item.persona)}{self.words.labels.data['colon']}{line}"

    def _bare(self, edition: Edition, item: Common) -> str:
        """An item in one line, without whose it is."""
        if isinstance(item, Emotion):
            feeling = self.words.feeling(item.score, item.word, edition.scale) if item.score is not None else item.word
            return " ".join(part for part in (feeling, item.text, item.when and f"({item.when})") if part)
        if isinstance(item, Measurement):
            return self.words.measurement(edition, item)
        if isinstance(item, Link | Image):
            return item.text or getattr(item, "title", "") or getattr(item, "alt", "") or item.words
        return item.words

    def _facts(self, side: SideName, edits: list[Edit]) -> Iterator[Fact]:
        for edit in edits:
            if edit.field not in _TOLD_BY_WORDS:
                yield self.fact(side, edit)

    def _history(self, side: SideName, old: Location) -> Iterator[Fact]:
        """The earlier values of a metric below its newest one."""
        item = self.old.item(old) if side == "old" and self.earlier else None
        if not isinstance(item, Measurement):
            return
        found = []
        for where in sorted((each for each in self.earlier if each[:-1] == old[:-1]), key=lambda each: int(each[-1])):
            past = self.old.item(where)
            if isinstance(past, Measurement) and past.metric == item.metric:
                value = self.words.amount(self.old, past.metric, past.value)
                date = day(self.words.labels, past.as_of) if past.as_of else ""
                found.append(self.words.say("reading", "report", value=value, date=date) if date else value)
        if found:
            separator = str(self.words.catalog.data["list_separator"])
            yield Fact(self.words.say("earlier-values", "page"), (Run("same", separator.join(found)),))

    def fact(self, side: SideName, edit: Edit) -> Fact:
        """A field that changed, with its value on one side."""
        before, after = self.value("old", edit.field, edit.before), self.value("new", edit.field, edit.after)
        kind: Literal["gone", "new"] = "gone" if side == "old" else "new"
        if edit.before and edit.after and isinstance(edit.before, str) and isinstance(edit.after, str):
            return Fact(self.words.field(edit.field), self._runs(side, before, after))
        return Fact(self.words.field(edit.field), (Run(kind, before if side == "old" else after),))

    def value(self, side: SideName, field: str, value: Any) -> str:
        """A field's value in words."""
        return (
            value if field in _PLAIN and isinstance(value, str) else self.words.value(self.edition(side), field, value)
        )

    def _runs(self, side: SideName, before: str, after: str) -> tuple[Run, ...]:
        """What one side shows of a text that changed."""
        if before == after:
            return (Run("same", before),)
        wanted = "gone" if side == "old" else "new"
        return tuple(Run(piece.kind, piece.text) for piece in compare(before, after) if piece.kind in ("same", wanted))

    def title(self, old: Location | None, new: Location | None) -> tuple[Run, ...]:
        """A column's name with what changed in it."""
        if old is None or new is None:
            side: SideName = "new" if new is not None else "old"
            where = new or old or ()
            return (Run("same", self.edition(side).heading(where)),)
        before, after = self.old.heading(old), self.new.heading(new)
        if before == after or not any(edit.field == "title" for edit in self.edits.get(new, [])):
            return (Run("same", after),)
        return tuple(Run(piece.kind, piece.text) for piece in compare(before, after))


_PLAIN = frozenset(("title", "note", "duration", "wait", "time", "phase", "owner", "team", "summary"))


def begun(text: str) -> str:
    """A phrase as the beginning of a line: with a capital where its script has them."""
    return text[:1].upper() + text[1:]
