"""Changes in sentences: one a change, in any shipped language."""

from __future__ import annotations

from typing import Any, NamedTuple

from cjmap.diff import changes as c
from cjmap.diff.changes import Change, Diff, Edit, Edited
from cjmap.diff.edition import Edition, column_of
from cjmap.diff.texts import Piece, compare
from cjmap.diff.wording import Wording
from cjmap.measures import level
from cjmap.model.cells import Emotion, Measurement, PainPoint, Risk
from cjmap.model.walk import Location
from cjmap.words import number

FEW = 3
"""Up to so many items are told with the lane that comes or goes with them."""


class Sentence(NamedTuple):
    """A change in one sentence.

    Where words were reworded, `subject` says which and `pieces` how: what is the same, gone and new, in order.
    """

    text: str
    subject: str = ""
    pieces: tuple[Piece, ...] = ()


class Teller:
    """Tells the changes of a diff in one language.

    With `future` the new map is the future of the old one: it is not yet, so nothing is said to be so now. The columns
    of the old map in `unaccounted` are neither carried on nor dropped.
    """

    def __init__(
        self, diff: Diff, language: str, *, future: bool = False, unaccounted: frozenset[Location] = frozenset()
    ) -> None:
        self.diff = diff
        self.old, self.new = diff.old, diff.new
        self.words = Wording(language, future=future)
        self.future, self.unaccounted = future, unaccounted

    def tell(self, change: Change) -> Sentence:
        """The sentence of a change."""
        match change:
            case c.Added():
                return Sentence(self._added(change))
            case c.Removed():
                return Sentence(self._removed(change))
            case c.Moved():
                return Sentence(self._moved(change))
            case c.Edited():
                return self._edited(change)
            case c.Regrouped():
                return Sentence(self._regrouped(change))
            case c.NoneAdded() | c.NoneRemoved():
                side, where = self._side(change)
                lane = self.words.lane(side, str(where[-1]))
                return Sentence(self.words.say(change.rule, where=self.words.where(side, where), lane=lane))
            case c.Translated():
                names = {"before": self.words.language(change.before), "after": self.words.language(change.after)}
                return Sentence(self.words.say("map-translated", **names, texts=number(change.texts)))
            case c.Rescaled():
                (old_min, old_max), (low, high) = change.before, change.after
                ends = {"min": number(low), "max": number(high), "old_min": number(old_min), "old_max": number(old_max)}
                return Sentence(self.words.say("map-rescaled", **ends, scores=number(change.scores)))
        raise TypeError(f"no sentence for {type(change).__name__}")

    def _side(self, change: Change) -> tuple[Edition, Location]:
        """The side on which a change is best shown: the new one where it has a place there."""
        if change.new is not None:
            return self.new, change.new
        return self.old, change.old or ()

    def _added(self, change: c.Added) -> str:
        where = change.new or ()
        match change.thing:
            case "stage" | "step":
                return self._column_added(change.thing, where)
            case "lane":
                return self._lane("lane-added", self.new, change)
        return self._entry(change.thing, "added", self.new, where, change.value)

    def _removed(self, change: c.Removed) -> str:
        where = change.old or ()
        say, name = self.words.say, self.words.column
        match change.thing:
            case "step":
                key = "step-unaccounted" if self.open(change) else "step-removed"
                return say(key, name=name(self.old, where), stage=name(self.old, where[:2]))
            case "stage":
                steps = self._steps(self.old, where)
                key = "stage-unaccounted" if self.open(change) else "stage-removed"
                values = {"name": name(self.old, where)}
                return say(f"{key}-steps", **values, **steps) if steps else say(key, **values)
            case "lane":
                return self._lane("lane-removed", self.old, change)
        return self._entry(change.thing, "removed", self.old, where, change.value)

    def open(self, change: Change) -> bool:
        """Whether a column that the new map does not have is not accounted for, nor is any step of it."""
        if not isinstance(change, c.Removed) or change.old is None or change.thing not in ("stage", "step"):
            return False
        mine = [each for each in self.old.ends if each[: len(change.old)] == change.old]
        return bool(mine) and self.unaccounted.issuperset(mine)

    def _column_added(self, thing: str, where: Location) -> str:
        say, name = self.words.say, self.words.column
        values = {"name": name(self.new, where), "place": self._place(where)}
        if thing == "step":
            return say("step-added", **values, stage=name(self.new, where[:2]))
        steps = self._steps(self.new, where)
        return say("stage-added-steps", **values, **steps) if steps else say("stage-added", **values)

    def _steps(self, side: Edition, stage: Location) -> dict[str, str]:
        size = len(side.stage(stage).steps)
        if not size:
            return {}
        names = self.words.names(side, [(*stage, "steps", index) for index in range(size)])
        return {"steps": self.words.count("step", size), "names": names}

    def _place(self, where: Location) -> str:
        """After which column of the same list something stands in the new map."""
        index = int(where[-1])
        if not index:
            return self.words.say("place-first")
        return self.words.say("place-after", name=self.words.column(self.new, (*where[:-1], index - 1)))

    def _lane(self, key: str, side: Edition, change: Change) -> str:
        where = change.new if change.new is not None else change.old or ()
        lane = side.journey.lanes[int(where[1])].id if where[0] == "lanes" else str(where[-1])
        items = [each for each in side.items if each[-2] == lane]
        values = {
            "lane": self.words.quoted(self.words.lane(side, lane)),
            "cells": self.words.count("cell", len({column_of(each) for each in items})),
        }
        if not 0 < len(items) <= FEW:
            return self.words.say(key, **values)
        said = [self.words.item(side, side.item(each)) for each in items]
        return self.words.say(f"{key}-items", **values, items=self.words.listed(said))

    def _entry(self, thing: str, how: str, side: Edition, where: Location, value: Any) -> str:
        """A register's entry, a reason, or an item."""
        say = self.words.say
        if thing == "lane-declaration":
            return say(f"{thing}-{how}", lane=self.words.quoted(self.words.lane(side, value.id)))
        if thing in ("drop", "leave"):
            return say(f"{thing}-{how}", name=self.words.quoted(str(where[1])), reason=value)
        if thing in ("source", "metric", "persona"):
            return say(f"entry-{how}", thing=self.words.say(thing, "things"), name=self._called(value))
        item = self.words.item(side, value)
        if isinstance(value, PainPoint | Risk) and value.severity:
            severity = self.words.labels.term("severity", value.severity)
            item = say("with-severity", item=item, severity=severity)
        place = self.words.where(side, where)
        if thing in ("pain", "emotion"):
            return say(f"{thing}-{how}", where=place, item=item)
        return say(how, where=place, lane=self.words.lane(side, str(where[-2])), item=item)

    def _called(self, entry: Any) -> str:
        return self.words.quoted(getattr(entry, "title", None) or getattr(entry, "name", None) or entry.id)

    def _moved(self, change: c.Moved) -> str:
        say, name = self.words.say, self.words.column
        old, new = change.old or (), change.new or ()
        if change.thing in ("stage", "step"):
            values = {"name": name(self.new, new)}
            if change.how == "moved":
                return say("step-moved", **values, **{"from": name(self.old, old[:2]), "to": name(self.new, new[:2])})
            if change.how == "reordered":
                return say("reordered", **values, thing=say(change.thing, "things"), place=self._place(new))
            stage = {"stage": name(self.new, new[:2])} if change.how == "became-step" else {}
            return say(change.rule, **values, **stage)
        if change.thing == "lane":
            entries = self.new.journey.lanes
            index = int(new[1])
            lane = self.words.quoted(self.words.lane(self.new, entries[index].id))
            after = self.words.quoted(self.words.lane(self.new, entries[index - 1].id)) if index else ""
            place = say("place-after", name=after) if index else say("place-first")
            return say("reordered", thing=say("lane", "things"), name=lane, place=place)
        item = self.words.item(self.new, self.new.item(new))
        lane = self.words.lane(self.new, str(new[-2]))
        if change.how == "reordered":
            return say("emotion-reordered", where=self.words.where(self.new, new))
        places = {"from": self.words.where(self.old, old), "to": self.words.where(self.new, new)}
        return say("item-moved", lane=lane, item=item, **places)

    def _regrouped(self, change: c.Regrouped) -> str:
        say, names = self.words.say, self.words.names
        percent = f"{round(100 * change.likeness)}%"
        match change.how:
            case "gained-steps" | "lost-steps":
                stage, steps = (
                    (change.news[0], change.news[1:]) if change.how[0] == "g" else (change.olds[0], change.olds[1:])
                )
                side = self.new if change.how[0] == "g" else self.old
                values = {"name": self.words.column(side, stage), "names": names(side, list(steps))}
                return say(change.how, **values, steps=self.words.count("step", len(steps)))
            case "split" | "possibly-split":
                return say(
                    change.how, old=names(self.old, change.olds), news=names(self.new, change.news), percent=percent
                )
            case "merged" | "possibly-merged":
                return say(
                    change.how, olds=names(self.old, change.olds), new=names(self.new, change.news), percent=percent
                )
        return say(change.how, old=names(self.old, change.olds), new=names(self.new, change.news), percent=percent)

    def _edited(self, change: Edited) -> Sentence:
        old, new = change.old or (), change.new or ()
        edit = change.edits[0]
        if change.thing in ("stage", "step"):
            special = self._column_edited(change, edit)
            if special:
                return Sentence(special)
        elif change.rule == "emotion-changed":
            return Sentence(self._emotion(old, new))
        elif change.rule == "measurement-changed":
            return Sentence(self._measurement(change, old, new))
        if len(change.edits) == 1 and edit.field in _PROSE and edit.before and edit.after:
            before, after = str(edit.before), str(edit.after)
            subject = (
                self._subject(change, name_item=False)
                if edit.field == "text"
                else self.words.say("at-field", subject=self._subject(change), field=self.words.field(edit.field))
            )
            text = self.words.say(
                "reworded", subject=subject, before=self.words.quoted(before), after=self.words.quoted(after)
            )
            return Sentence(text, subject, compare(before, after))
        subject = self._subject(change)
        if change.rule in ("pain-worsened", "pain-eased", "risk-worsened", "risk-eased"):
            before, after = (self.words.value(self.old, edit.field, each) for each in (edit.before, edit.after))
            return Sentence(self.words.say(change.rule.partition("-")[2], subject=subject, before=before, after=after))
        return Sentence(
            self.words.catalog.data["sentence_separator"].join(self._field(subject, each) for each in change.edits)
        )

    def _field(self, subject: str, edit: Edit) -> str:
        before, after = (
            self.words.value(self.old, edit.field, edit.before),
            self.words.value(self.new, edit.field, edit.after),
        )
        values = {"subject": subject, "field": self.words.field(edit.field), "before": before, "after": after}
        empty = (None, (), "")
        if edit.before == () != edit.after and edit.after is None:
            return self.words.say("undeclared-none", **values)
        if edit.after == () and edit.before is None:
            return self.words.say("declared-none", **values)
        key = "set" if edit.before in empty else "unset" if edit.after in empty else "changed"
        return self.words.say(key, **values)

    def _subject(self, change: Edited, *, name_item: bool = True) -> str:
        """What a field belongs to, as the beginning of a sentence."""
        words = self.words
        new = change.new or ()
        if not new:
            return words.say("map")
        if change.thing in ("stage", "step"):
            return words.column(self.new, new)
        if new[0] in ("sources", "metrics", "persona"):
            entry = getattr(self.new.journey, str(new[0]))[int(new[1])]
            return words.say("entry", thing=words.say(change.thing, "things"), name=self._called(entry))
        if new[0] == "lanes":
            lane = words.lane(self.new, self.new.journey.lanes[int(new[1])].id)
            return words.say("entry", thing=words.say("lane", "things"), name=words.quoted(lane))
        if new[0] in ("drops", "leaves"):
            return words.say("entry", thing=words.say(change.thing, "things"), name=words.quoted(str(new[1])))
        where, lane = words.where(self.new, new), words.lane(self.new, str(new[-2]))
        if name_item and self.future:
            # an item as the current map has it is called as it is called there
            old = change.old or ()
            where, lane = words.where(self.old, old), words.lane(self.old, str(old[-2]))
        if not name_item:
            return words.say("at-lane", where=where, lane=lane)
        item = words.item(self.old, self.old.item(change.old or ()), short=True)
        return words.say("at-item", where=where, lane=lane, item=item)

    def _column_edited(self, change: Edited, edit: Edit) -> str:
        """Changes of columns that have sentences of their own; "" for the others."""
        say, quoted = self.words.say, self.words.quoted
        name = self.words.column(self.new, change.new or ())
        thing = say(change.thing, "things")
        if edit.field == "title":
            if not edit.after:
                return say("unnamed", thing=thing, before=quoted(edit.before))
            key = "renamed" if edit.before else "named"
            return say(key, thing=thing, name=name, before=quoted(edit.before or ""), after=quoted(edit.after))
        if edit.field == "moment_of_truth":
            if edit.after is None:
                return say("moment-unset", name=name)
            if edit.before is None:
                return (
                    say("moment-set", name=name)
                    if edit.after is True
                    else say("moment-set-why", name=name, after=quoted(edit.after))
                )
        if edit.field == "next":
            if edit.after is None:
                return say("way-on-plain", name=name)
            if not edit.after:
                return say("way-on-end", name=name)
            return say("way-on", name=name, after=self.words.branches(self.new, edit.after))
        return ""

    def _emotion(self, old: Location, new: Location) -> str:
        before, after = self.old.item(old), self.new.item(new)
        if not isinstance(before, Emotion) or not isinstance(after, Emotion):
            raise TypeError("an emotion is an emotion on both sides")
        key = "emotion-given"
        if before.score is not None and after.score is not None:
            rise = level(self.new.scale, after.score) - level(self.old.scale, before.score)
            key = "emotion-level" if abs(rise) < 1e-9 else "emotion-rises" if rise > 0 else "emotion-falls"
        values = [
            self._scaled(self.old, self.words.feeling(before.score, before.word, self.old.scale)),
            self._scaled(self.new, self.words.feeling(after.score, after.word, self.new.scale)),
        ]
        text = self.words.say(key, where=self.words.where(self.new, new), before=values[0], after=values[1])
        # a full-width bracket brings its own space
        return text.replace("） ", "）")

    def _scaled(self, side: Edition, feeling: str) -> str:
        """A feeling with its scale where the two maps score on different ones."""
        ends = (self.old.scale.min, self.old.scale.max), (self.new.scale.min, self.new.scale.max)
        if ends[0] == ends[1]:
            return feeling
        return self.words.say("scaled", score=feeling, min=number(side.scale.min), max=number(side.scale.max))

    def _measurement(self, change: Edited, old: Location, new: Location) -> str:
        before, after = self.old.item(old), self.new.item(new)
        subject = self._subject(change)
        values: tuple[float | None, float | None] = (None, None)
        if isinstance(before, Measurement) and isinstance(after, Measurement):
            values = self.old.reading(before), self.new.reading(after)
        if (
            not isinstance(before, Measurement)
            or not isinstance(after, Measurement)
            or values[0] == values[1]
            or not after.metric
        ):
            separator = self.words.catalog.data["sentence_separator"]
            return str(separator).join(self._field(subject, each) for each in change.edits)
        definition = self.words.metric(self.new, after.metric)
        better = ""
        if definition and definition.direction and values[0] is not None and values[1] is not None:
            up = values[1] > values[0]
            better = "-better" if up is (definition.direction == "higher") else "-worse"
        title = (definition.title if definition else None) or after.metric
        return self.words.say(
            f"measurement{better}",
            metric=self.words.quoted(title),
            where=self.words.where(self.new, new),
            before=self.words.amount(self.old, before.metric, values[0]),
            after=self.words.amount(self.new, after.metric, values[1]),
        )


_PROSE = frozenset((
    "text", "note", "summary", "title", "scenario", "goal", "business_goal", "impact", "what", "how", "why", "reason",
    "control", "regulation", "bio", "alt", "moment_of_truth",
))  # fmt: skip
"""Fields that hold sentences, whose changes are shown inside the text."""
