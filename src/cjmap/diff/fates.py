"""The gap report in one language: a verdict, and a line for every pain, column, opportunity and risk."""

from __future__ import annotations

from typing import Literal, NamedTuple, get_args

from cjmap.diff.changes import Diff
from cjmap.diff.edition import Edition, column_of
from cjmap.diff.facts import Facts, scored
from cjmap.diff.fields import severity_of
from cjmap.diff.gap import FatedColumn, FatedPain, Gap, NewRisk, PainFate, Taken, column_level
from cjmap.diff.wording import Wording
from cjmap.diff.worse import Worse
from cjmap.measures import Ground, level
from cjmap.model.cells import PainPoint, Risk
from cjmap.model.walk import Location
from cjmap.words import number

Mark = Literal["good", "left", "bad", "kept", "new", "gone", "lost", "changed", "risk"]
"""How a finding is marked. `gone` is what the future map drops, `lost` what it does not account for."""
FEW = 4
"""Up to so many things that get worse are named in the verdict; the rest are counted."""


class Fate(NamedTuple):
    """A line of the gap report: its rule, how it is marked, its label, its sentence, and facts below it.

    `olds` and `news` are the places in either map where it can be checked; `severity` is that of a pain or risk.
    `brief` is what it is about, without what is said of it, where that is much shorter.
    """

    rule: str
    mark: Mark
    label: str
    text: str
    facts: tuple[str, ...]
    olds: tuple[Location, ...]
    news: tuple[Location, ...]
    severity: int = 0
    brief: str = ""


MARKS: dict[str, Mark] = {
    "pain-resolved": "good", "pain-left": "left", "pain-remains": "left", "pain-gone": "left", "forgotten-pain": "bad",
    "column-kept": "kept", "column-improved": "good", "column-changed": "changed", "column-worsened": "bad",
    "column-merged": "changed", "column-split": "changed", "column-dropped": "gone", "forgotten-column": "lost",
    "column-new": "new", "opportunity-taken-up": "good", "opportunity-partly": "left", "opportunity-open": "bad",
    "opportunity-declined": "left", "new-risk": "risk",
    "pain-added": "bad", "pain-worsened": "bad", "column-slower": "bad",
}  # fmt: skip
"""How each finding of the gap report is marked."""


class Fates:
    """Puts a gap in words."""

    def __init__(self, diff: Diff, gap: Gap, facts: Facts, words: Wording) -> None:
        self.diff, self.gap, self.facts, self.words = diff, gap, facts, words
        self.old, self.new = diff.old, diff.new

    def say(self, key: str, **values: object) -> str:
        """A phrase of the report."""
        return self.words.say(key, "report", **values)

    def verdict(self) -> list[str]:
        """The report in a few sentences: the pains, what is forgotten, what gets worse, the emotion, the steps."""
        words, say = self.words, self.say
        found = []
        fates: tuple[PainFate, ...] = get_args(PainFate)
        counts = [(fate, len(self.gap.with_fate(fate))) for fate in fates]
        if self.gap.pains:
            said = [say("fate-count", n=size, fate=say(f"fate-{fate}")) for fate, size in counts if size]
            found.append(say("verdict-pains", total=words.count("pain", len(self.gap.pains)), fates=words.listed(said)))
        forgotten = [self._pain_name(pain.old) for pain in self._worst_first(self.gap.with_fate("forgotten"))]
        if forgotten:
            found.append(say("verdict-forgotten", names=words.listed(forgotten)))
        worse = [self._worse_name(each) for each in self.gap.worse]
        if worse:
            named = worse if len(worse) <= FEW else worse[: FEW - 1]
            more = [say("more", n=len(worse) - len(named))] if len(worse) > len(named) else []
            found.append(say("verdict-worse", names=words.listed_with(named, more)))
        before, after = self.facts.impact.curves[0] if self.facts.impact.curves else (None, None)
        if before and after and before.low and after.low and before.mean is not None and after.mean is not None:
            rises = after.low.level > before.low.level and after.mean > before.mean
            found.append(
                say(
                    "verdict-emotion" if rises else "verdict-emotion-falls",
                    before=self.facts.point(self.old, before.low, before),
                    after=self.facts.point(self.new, after.low, after),
                    mean_before=self.facts.score(before.mean), mean_after=self.facts.score(after.mean),
                )
            )  # fmt: skip
        steps = self.facts.impact.old.steps, self.facts.impact.new.steps
        if steps[0] != steps[1]:
            found.append(say("verdict-steps", before=words.count("step", steps[0]), after=number(steps[1])))
        return found

    def sections(self) -> list[tuple[str, list[Fate]]]:
        """Every line, section by section, each with its key; without the sections that are empty."""
        found = [
            ("gets-worse", self.worse()), ("pains", self.pains()), ("columns", self.columns()),
            ("opportunities", self.opportunities()), ("risks", self.risks()),
        ]  # fmt: skip
        return [(key, lines) for key, lines in found if lines]

    def all(self) -> list[Fate]:
        """What becomes of every pain point, column and opportunity, and the risks."""
        return [*self.pains(), *self.columns(), *self.opportunities(), *self.risks()]

    def urgent(self, most: int) -> list[tuple[str, list[Fate], int]]:
        """What a reader must not miss: forgotten pain points, what gets worse, columns that are not accounted for.

        Each sort has what it is called, its lines, and how many are left out, so that about `most` are shown in all:
        some of each sort, rather than many of one.
        """
        sorts = [
            (self.say("fate-forgotten"), [each for each in self.pains() if each.rule == "forgotten-pain"]),
            (self.say("gets-worse"), self.worse()),
            (self.say("forgotten-column"), [each for each in self.columns() if each.rule == "forgotten-column"]),
        ]
        sorts = [each for each in sorts if each[1]]
        room = most
        found = []
        for index, (name, lines) in enumerate(sorts):
            size = len(lines) if sum(len(rest) for _, rest in sorts[index:]) <= room else room // (len(sorts) - index)
            shown = lines[: max(1, size)]
            room -= len(shown)
            found.append((name, shown, len(lines) - len(shown)))
        return found

    def worse(self) -> list[Fate]:
        """What the future map makes worse."""
        return [self._worse(each) for each in self.gap.worse]

    def pains(self) -> list[Fate]:
        """The fates of the pain points: the forgotten first, then the left, the worst of each first."""
        order = ("forgotten", "gone", "remains", "left", "resolved")
        pains = sorted(self._worst_first(self.gap.pains), key=lambda pain: order.index(pain.fate))
        return [self._pain(pain) for pain in pains]

    def columns(self) -> list[Fate]:
        """The fates of the columns: the current ones in order, then what is new."""
        return [self._column(column) for column in self.gap.columns]

    def opportunities(self) -> list[Fate]:
        """What became of the opportunities."""
        found = []
        for taken in self.gap.opportunities:
            text = self.words.item(self.old, self.old.item(taken.old))
            if taken.by:
                text = self.say("opportunity-by", item=text, by=self._places(taken.by))
            found.append(self._fate(taken, self.say(taken.rule), text, (), (taken.old,), taken.by))
        return found

    def risks(self) -> list[Fate]:
        """The risks that are new."""
        found = []
        for risk in self.gap.risks:
            item = self.new.item(risk.new)
            text = self.say("risk", item=self.words.item(self.new, item), where=self.words.where(self.new, risk.new))
            text = (
                self.say("risk-owner", risk=text, owner=item.owner)
                if item.owner
                else self.say("risk-nobody", risk=text)
            )
            label = (
                self.words.labels.term("severity", item.severity) if isinstance(item, Risk) and item.severity else ""
            )
            found.append(self._fate(risk, label, text, (), (), (risk.new,), severity_of(item)))
        return found

    def _fate(
        self,
        finding: FatedPain | FatedColumn | Taken | NewRisk | Worse,
        label: str,
        text: str,
        facts: tuple[str, ...],
        olds: tuple[Location, ...],
        news: tuple[Location, ...],
        severity: int = 0,
    ) -> Fate:
        return Fate(finding.rule, MARKS[finding.rule], label, text, facts, olds, news, severity)

    def _worst_first(self, pains: tuple[FatedPain, ...]) -> list[FatedPain]:
        return sorted(pains, key=lambda pain: -severity_of(self.old.item(pain.old)))

    def _worse(self, worse: Worse) -> Fate:
        label, words = self.say(f"worse-{worse.rule}"), self.words
        olds = (worse.old,) if worse.old is not None else ()
        where = words.where(self.new, worse.new)
        if worse.rule in ("pain-added", "pain-worsened"):
            item = self.new.item(worse.new)
            name = self._pain_name(worse.new, self.new)
            before = getattr(self.old.item(worse.old), "severity", None) if worse.old is not None else None
            text = self.say("by-item", item=name, where=where)
            if before:
                text = self.say("severity-rises", pain=name, where=where, before=words.labels.term("severity", before))
            return self._fate(worse, label, text, (), olds, (worse.new,), severity_of(item))
        text = self._ways(words.names(self.old, olds), where)
        facts = [self._way(worse) if worse.field else self.say("emotions", ways=self._way(worse))]
        if self.new.columns[worse.new].moment_of_truth:
            facts.append(words.labels.word("moment_of_truth"))
        return self._fate(worse, label, text, tuple(facts), olds, (worse.new,))

    def _worse_name(self, worse: Worse) -> str:
        """What gets worse, as a part of a sentence."""
        key = f"verdict-{worse.rule}"
        if worse.rule in ("pain-added", "pain-worsened"):
            return self.say(key, pain=self._pain_name(worse.new, self.new))
        return self.say(key, column=self.words.where(self.new, worse.new), way=self._way(worse))

    def _way(self, worse: Worse) -> str:
        """A column's emotion, or its time, before and after."""
        old = worse.old or ()
        if worse.field:
            texts = [str(getattr(side.columns[at], worse.field)) for side, at in self._sides(old, worse.new)]
            return self.say(f"slower-{worse.field}", way=self.say("way", before=texts[0], after=texts[1]))
        texts = [self._level(side, at) for side, at in self._sides(old, worse.new)]
        return self.say("way", before=texts[0], after=texts[1])

    def _sides(self, old: Location, new: Location) -> tuple[tuple[Edition, Location], tuple[Edition, Location]]:
        return (self.old, old), (self.new, new)

    def _ways(self, olds: str, news: str) -> str:
        """Names before and after; one name where it stays."""
        return olds if olds == news else self.say("becomes", olds=olds, news=news)

    def _pain_name(self, where: Location, side: Edition | None = None) -> str:
        side = side or self.old
        item = side.item(where)
        name = self.words.item(side, item)
        if isinstance(item, PainPoint) and item.severity:
            return self.say("pain-name", pain=name, severity=self.words.labels.term("severity", item.severity))
        return name

    def _pain(self, pain: FatedPain) -> Fate:
        name, column = self._pain_name(pain.old), column_of(pain.old)
        step = self.words.where(self.old, column)
        match pain.fate:
            case "resolved":
                text = self.say(pain.rule, pain=name, by=self._places(pain.by))
            case "left":
                text = self.say(pain.rule, pain=name, reason=pain.reason)
            case "remains":
                text = self.say(pain.rule, pain=name, by=self._places(pain.by))
            case "gone":
                # the reason stands in brackets inside the sentence
                text = self.say(pain.rule, pain=name, column=step, reason=pain.reason.rstrip(" .。．"))
            case _:
                text = self._forgotten(name, step, column)
        label = self.say(f"fate-{pain.fate}")
        found = self._fate(pain, label, text, (), (pain.old,), pain.by, severity_of(self.old.item(pain.old)))
        return found._replace(brief=self.say("by-item", item=name, where=step))

    def _forgotten(self, name: str, step: str, column: Location) -> str:
        """With what became of the step it stands at, which is where an answer is to be looked for."""
        if column[0] != "stages":
            return self.say("forgotten-pain", pain=name)
        into = [way.new for way in self.gap.ways if way.old == column]
        if into:
            names = self.words.names(self.new, into)
            if names == step:
                return self.say("forgotten-pain-kept", pain=name, column=step)
            return self.say("forgotten-pain-carried", pain=name, column=step, into=names)
        if any(column in each.olds for each in self.gap.columns if each.fate == "forgotten"):
            return self.say("forgotten-pain-open", pain=name, column=step)
        if column in self.old.ends:
            return self.say("forgotten-pain-dropped", pain=name, column=step)
        return self.say("forgotten-pain", pain=name)

    def _places(self, places: tuple[Location, ...]) -> str:
        """The columns in which some things of the future map stand; what is planned there by its words."""
        found = []
        for place in places:
            where = self.words.where(self.new, place)
            if "cells" in place:
                item = self.words.item(self.new, self.new.item(place), short=True)
                where = self.say("by-item", where=where, item=item)
            found.append(where)
        return self.words.listed(list(dict.fromkeys(found)))

    def _column(self, column: FatedColumn) -> Fate:
        olds, news = self.words.names(self.old, column.olds), self.words.names(self.new, column.news)
        brief = ""
        match column.fate:
            case "dropped":
                text = self.say("dropped", olds=olds, reason=column.reason)
            case "forgotten":
                text = self.say("unaccounted", olds=olds)
                brief = olds
            case "new":
                text = news
            case _:
                text = self._ways(olds, news)
        facts = [fact for fact in (self._emotions(column), self._rests(column)) if fact]
        found = self._fate(column, self.say(column.rule), text, tuple(facts), column.olds, column.news)
        return found._replace(brief=brief)

    def _emotions(self, column: FatedColumn) -> str:
        """The emotion before and after, for each way from an old column to a new one."""
        befores = [self._level(self.old, each) for each in column.olds]
        afters = [self._level(self.new, each) for each in column.news]
        if not any(befores) and not any(afters):
            return ""
        empty = self.say("no-data")
        before, after = (self.words.listed([each or empty for each in side]) for side in (befores, afters))
        if not column.olds or not column.news:
            return self.say("emotions", ways=before or after)
        return self.say("emotions", ways=self.say("way", before=before, after=after))

    def _level(self, side: Edition, where: Location) -> str:
        """The emotion of a column on the new map's scale; from worst to best where it depends on the case."""
        found = column_level(side, where)
        if found is not None:
            return scored(self.new.scale, found)
        cells = side.columns[where].cells.emotion.values()
        levels = sorted(level(side.scale, each.score) for items in cells for each in items if each.score is not None)
        if not levels:
            return ""
        return self.say("depends", low=scored(self.new.scale, levels[0]), high=scored(self.new.scale, levels[-1]))

    def _rests(self, column: FatedColumn) -> str:
        old = self.words.listed(list(dict.fromkeys(self._ground(each, old=True) for each in column.old_grounds)))
        new = self.words.listed(list(dict.fromkeys(self._ground(each, old=False) for each in column.new_grounds)))
        if old and new:
            return self.say("rests", old=old, new=new)
        return self.say("rests-old", old=old) if old else self.say("rests-new", new=new)

    def _ground(self, ground: Ground, *, old: bool) -> str:
        basis = self.words.labels.term("basis", ground.basis)
        if not ground.sources:
            return basis
        register = (self.old if old else self.new).sources
        titles = [next((each.title for each in register if each.id == name), name) for name in ground.sources]
        return self.say("ground", basis=basis, sources=self.words.listed(titles))
