"""Impact and gap as rows and sentences in one language, for every form of the report to print."""

from __future__ import annotations

from typing import Literal, NamedTuple

from cjmap.diff.changes import Diff
from cjmap.diff.edition import Edition, column_of
from cjmap.diff.impact import Curve, Impact, Length, Point, Reading, better
from cjmap.diff.wording import Wording
from cjmap.measures import level
from cjmap.model.research import Scale
from cjmap.model.walk import Location
from cjmap.words import amount, count, day, number, signed, time_span


class Row(NamedTuple):
    """A measure of both maps in words: what it is, before, after, and the change; and whether that is better.

    The locations are those of what was measured, where it is one thing. `brief` are both values without what qualifies
    them, where that differs; `ends` are both as shares of a common scale from 0 to 1, where they have one.
    """

    key: str
    label: str
    before: str
    after: str
    change: str = ""
    better: bool | None = None
    old: Location | None = None
    new: Location | None = None
    brief: tuple[str, str] | None = None
    ends: tuple[float, float] | None = None


Figure = Literal["low", "peak", "end"]


class Facts:
    """Puts the measures of a diff in words."""

    def __init__(self, diff: Diff, impact: Impact, words: Wording) -> None:
        self.old, self.new = diff.old, diff.new
        self.impact = impact
        self.words = words

    def say(self, key: str, **values: object) -> str:
        """A phrase of the report."""
        return self.words.say(key, "report", **values)

    def rows(self) -> list[Row]:
        """Every measure that either map has; equal ones too."""
        old, new = self.impact.old, self.impact.new
        rows = [row for before, after in self.impact.curves for row in self._curve(before, after)]
        rows.append(self._counted("steps", old.steps, new.steps, None))
        rows += self._length("duration", old.duration, new.duration, old.steps, new.steps)
        rows += self._length("wait", old.wait, new.wait, old.steps, new.steps)
        rows += self._maybe("hand-offs", old.hand_offs, new.hand_offs)
        rows += self._maybe("channel-switches", old.channel_switches, new.channel_switches)
        if old.touchpoints or new.touchpoints:
            rows.append(self._counted("touchpoints", old.touchpoints, new.touchpoints, None))
        if old.offline or new.offline:
            rows.append(self._counted("online", old.online, new.online, None))
            rows.append(self._counted("offline", old.offline, new.offline, None))
        rows += self._evidence()
        rows += [self._reading(before, after) for before, after in self.impact.readings]
        return rows

    def scales(self) -> str:
        """A sentence about the scales where the maps have different ones; else ""."""
        if not self.impact.rescaled:
            return ""
        ends = [f"{number(low)}–{number(high)}" for low, high in (self.impact.old.scale, self.impact.new.scale)]
        return self.say("rescaled", old=ends[0], new=ends[1])

    def score(self, level: float | None) -> str:
        """A level from −1 to +1 as a score on the new map's scale."""
        if level is None:
            return self.say("no-data")
        return scored(self.new.scale, level)

    def point(self, side: Edition, point: Point | None, curve: Curve | None = None) -> str:
        """A score with the column it stands at; the first one, and how many, where several of the curve have it."""
        if point is None:
            return self.say("no-data")
        values = {"score": self.score(point.level), "column": self.words.where(side, point.location)}
        ties = curve.ties(point) if curve is not None else 1
        return self.say("at-several", others=ties - 1, **values) if ties > 1 else self.say("at", **values)

    def pains(self) -> list[str]:
        """What became of the pain points, in sentences; those about nothing left out."""
        pains, words = self.impact.pains, self.words
        found = []
        for key, side, places in (
            ("pains-introduced", self.new, pains.introduced),
            ("pains-worsened", self.new, tuple(new for _, new in pains.worsened)),
            ("pains-eased", self.new, tuple(new for _, new in pains.eased)),
            ("pains-gone", self.old, pains.gone),
        ):
            if places:
                names = [words.item(side, side.item(each), short=True) for each in places]
                found.append(self.say(key, names=words.listed(names)))
        if found and pains.stayed:
            size = len(pains.stayed)
            found.append(self.say("pains-stayed_one" if size == 1 else "pains-stayed_other", n=size))
        return found

    def _curve(self, before: Curve | None, after: Curve | None) -> list[Row]:
        persona = (after or before or Curve("", ())).persona
        several = len(self.impact.curves) > 1

        def label(key: str) -> str:
            said = self.say(key)
            if not several or not persona:
                return said
            name = self.new.people.get(persona) or self.old.people.get(persona, persona)
            return self.say("of-persona", label=said, persona=name)

        means = before.mean if before else None, after.mean if after else None
        texts = [self.score(mean) for mean in means]
        sizes = (
            (self._scored(self.old, before), self.impact.old.steps),
            (self._scored(self.new, after), self.impact.new.steps),
        )
        counted = list(texts)
        if any(0 < some < every for some, every in sizes):
            counted = [
                self.say("mean-of", score=text, scored=some, columns=every) if some else text
                for text, (some, every) in zip(texts, sizes, strict=True)
            ]
        rows = [
            Row(
                "emotion-mean", label("emotion-mean"), counted[0], counted[1],
                *self._rise(means[0], means[1]), brief=(texts[0], texts[1]), ends=_on_scale(*means),
            )
        ]  # fmt: skip
        # one score is its own lowest, highest and last
        figures: tuple[Figure, ...] = ("low", "peak", "end")
        if not any(curve and len(curve.points) > 1 for curve in (before, after)):
            figures = ()
        for figure in figures:
            first: Point | None = getattr(before, figure, None)
            second: Point | None = getattr(after, figure, None)
            levels = first.level if first else None, second.level if second else None
            # what is last is one, however often its score comes before
            among = (before, after) if figure != "end" else (None, None)
            places = [self.point(self.old, first, among[0]), self.point(self.new, second, among[1])]
            change, ends = self._rise(*levels), _on_scale(*levels)
            if figure == "end":
                said = [self._end(self.old, before), self._end(self.new, after)]
                # what the journey ends on depends, so there is no one change
                change, ends = (("", None), None) if any(said) else (change, ends)
                places = [text or place for text, place in zip(said, places, strict=True)]
            rows.append(
                Row(
                    f"emotion-{figure}", label(f"emotion-{figure}"), places[0], places[1], *change,
                    old=first.location if first else None, new=second.location if second else None,
                    brief=(self.score(levels[0]), self.score(levels[1])), ends=ends,
                )
            )  # fmt: skip
        return rows

    def _scored(self, side: Edition, curve: Curve | None) -> int:
        """How many columns have a score on a curve."""
        found = {column_of(point.location) for point in curve.points} if curve else set()
        return sum(where in found or where[:2] in found for where in side.ends)

    def _end(self, side: Edition, curve: Curve | None) -> str:
        """The last score that holds always, and what comes after it and depends on the case; "" where nothing does."""
        if curve is None or curve.end is None:
            return ""
        last = column_of(curve.end.location)
        columns = list(side.columns)
        later_columns = set(columns[columns.index(last) + 1 :])
        after = [each for each in side.ends if each in later_columns and each[:2] != last]
        later = [(each, cases) for each in after if (cases := depending(side, each, curve.persona))]
        if not later:
            return ""
        where, cases = later[-1]
        low, high = self.score(cases[0][0].level), self.score(cases[-1][0].level)
        reach = self.say("depends", low=low, high=high)
        return self.say(
            "end-depends", point=self.point(side, curve.end), column=self.words.where(side, where), range=reach
        )

    def _rise(self, before: float | None, after: float | None) -> tuple[str, bool | None]:
        """A change of level as a difference on the new map's scale, and whether it is for the better."""
        if before is None or after is None:
            return "", None
        difference = (after - before) * (self.new.scale.max - self.new.scale.min) / 2
        if abs(difference) < 0.005:
            return self.say("same"), None
        key = "higher-by" if difference > 0 else "lower-by"
        return self.say(key, n=number(abs(difference))), difference > 0

    def _counted(self, key: str, before: int, after: int, fewer_is_better: bool | None = True) -> Row:
        difference = after - before
        change = self.say("same")
        if difference:
            change = self.say("more-by" if difference > 0 else "fewer-by", n=number(abs(difference)))
        good = (difference < 0) if fewer_is_better and difference else None
        ends = _of_most(before, after)
        return Row(key, self.say(key), number(before), number(after), change, good, ends=ends)

    def _maybe(self, key: str, before: int | None, after: int | None) -> list[Row]:
        if before is None and after is None:
            return []
        if before is None or after is None:
            known = [number(each) if each is not None else self.say("no-data") for each in (before, after)]
            return [Row(key, self.say(key), known[0], known[1])]
        return [self._counted(key, before, after)]

    def _length(self, key: str, before: Length, after: Length, old_steps: int, new_steps: int) -> list[Row]:
        if not before.read and not after.read:
            return []
        texts = [
            self.say(
                "duration-of", time=time_span(self.words.labels, each.least, each.most), read=each.read, steps=steps
            )
            if each.read
            else self.say("no-data")
            for each, steps in ((before, old_steps), (after, new_steps))
        ]
        change, good = "", None
        brief = [
            time_span(self.words.labels, each.least, each.most) if each.read else self.say("no-data")
            for each in (before, after)
        ]
        if before.read and after.read and before.least == before.most and after.least == after.most:
            difference = after.least - before.least
            change = self.say("same")
            if difference:
                time = time_span(self.words.labels, abs(difference), abs(difference))
                change = self.say("longer-by" if difference > 0 else "shorter-by", n=time)
                # a sum of what only some steps say may be less because less is said
                good = difference < 0 if before.read == old_steps and after.read == new_steps else None
        ends = _of_most(before.most, after.most) if before.read and after.read else None
        return [Row(key, self.say(key), texts[0], texts[1], change, good, brief=(brief[0], brief[1]), ends=ends)]

    def _evidence(self) -> list[Row]:
        old, new = self.impact.old, self.impact.new
        if not old.claims and not new.claims:
            return []
        texts = [
            self.say(
                "evidence-of", percent=f"{round(100 * each.sourced / each.claims)}%", sourced=each.sourced,
                total=each.claims,
            )
            if each.claims
            else self.say("no-data")
            for each in (old, new)
        ]  # fmt: skip
        shares = [each.sourced / each.claims if each.claims else None for each in (old, new)]
        good = shares[1] > shares[0] if None not in shares and shares[0] != shares[1] else None  # type: ignore[operator]  # neither is None here
        return [Row("evidence", self.say("evidence"), texts[0], texts[1], better=good)]

    def _reading(self, before: Reading | None, after: Reading | None) -> Row:
        either = after or before
        definition = either.definition if either else None
        label = (definition.title if definition else None) or (either.metric if either else "")
        change, good = "", None
        if before is not None and after is not None:
            difference = after.value - before.value
            good = better(before, after)
            change = self.say("same")
            if difference:
                unit = definition.unit if definition else None
                size = abs(difference)
                n = count(self.words.labels, "percentage_point", size) if unit == "%" else amount(size, unit)
                change = self.say("higher-by" if difference > 0 else "lower-by", n=n)
        values = [
            amount(each.value, each.definition.unit if each.definition else None) if each else self.say("no-data")
            for each in (before, after)
        ]
        ends = None
        if before is not None and after is not None:
            percent = definition is not None and definition.unit == "%"
            ends = _of_most(before.value, after.value, 100 if percent else None)
        return Row(
            "metric", label, self._read(before), self._read(after), change, good,
            before.location if before else None, after.location if after else None, (values[0], values[1]), ends,
        )  # fmt: skip

    def _read(self, reading: Reading | None) -> str:
        if reading is None:
            return self.say("no-data")
        unit = reading.definition.unit if reading.definition else None
        value = amount(reading.value, unit)
        if reading.target:
            return self.say("reading-target", value=value)
        return self.say("reading", value=value, date=day(self.words.labels, reading.as_of)) if reading.as_of else value


def depending(side: Edition, where: Location, persona: str = "") -> list[tuple[Point, str]]:
    """The scores of a column that hold only in a case, each with the case; the worst first.

    With `persona` those of others are left out.
    """
    found = []
    for lane, emotions in side.columns[where].cells.emotion.items():
        for index, each in enumerate(emotions):
            if each.score is None or each.when is None:
                continue
            if persona and each.persona and persona not in (each.persona, _key(side, each.persona)):
                continue
            point = Point(
                (*where, "cells", "emotion", lane, index), each.score, level(side.scale, each.score), each.word
            )
            found.append((point, each.when))
    return sorted(found, key=lambda case: case[0].level)


def _key(side: Edition, name: str) -> str:
    return next((key for key, called in side.people.items() if called == name), name)


def _on_scale(before: float | None, after: float | None) -> tuple[float, float] | None:
    """Two levels from −1 to +1 as shares of the scale."""
    return None if before is None or after is None else ((before + 1) / 2, (after + 1) / 2)


def _of_most(before: float, after: float, most: float | None = None) -> tuple[float, float] | None:
    """Two amounts as shares of the most there can be, else of a little more than the larger; None below zero."""
    most = most or max(before, after) * 1.08
    return (before / most, after / most) if most > 0 <= min(before, after) and max(before, after) <= most else None


def scored(scale: Scale, level: float) -> str:
    """A level from −1 to +1 as a score on a scale."""
    score = scale.min + (level + 1) / 2 * (scale.max - scale.min)
    return signed(round(score, 2)) if scale.min < 0 else number(score)
