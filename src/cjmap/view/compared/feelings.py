"""Both maps' emotions on one grid: two curves for one drawing, and the same in figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from cjmap.diff.comparison import Comparison
from cjmap.diff.edition import column_of
from cjmap.diff.facts import depending, scored
from cjmap.diff.gap import Gap, Way, column_level
from cjmap.diff.impact import Curve, Point
from cjmap.document import Document
from cjmap.labels import Catalog, catalog
from cjmap.measures import ground
from cjmap.model.walk import Location
from cjmap.record import replace
from cjmap.view.compared.places import Places
from cjmap.view.compared.shapes import Case, Feeling, Score
from cjmap.view.context import Context
from cjmap.view.curve import marked, scale_ticks
from cjmap.view.points import Curve as DrawnCurve
from cjmap.view.points import CurvePoint, Plot, Tick
from cjmap.words import signed


class Feelings:
    """Lays the emotions of a current map and of its future on one grid; `tags` are what columns are called there."""

    def __init__(self, comparison: Comparison, gap: Gap, places: Places, tags: dict[tuple[str, Location], str]) -> None:
        assert comparison.diff is not None and comparison.impact is not None and comparison.new is not None  # noqa: PT018, S101 -- a gap report has them
        self.words = comparison.words
        self.labels = comparison.words.labels
        self.old, self.new = comparison.diff.old, comparison.diff.new
        self.curves = comparison.impact.curves
        self.gap, self.places, self.tags = gap, places, tags
        self.unaccounted = {old for each in gap.columns if each.fate == "forgotten" for old in each.olds}
        self.ticks = _ticks(comparison.new, self.labels)

    def all(self) -> tuple[Feeling, ...]:
        """One for each persona who has scores in either map."""
        found: list[Feeling] = []
        for known in self.curves:
            # a map whose scores all depend on the case has no line, and has scores all the same
            bare = Curve(next((each.persona for each in known if each), ""), ())
            before, after = known[0] or bare, known[1] or bare
            curves = (self._curve("old", before), self._curve("new", after))
            if not any(curve.runs or curve.spans for curve in curves):
                continue
            persona = after.persona or before.persona
            name = self.new.people.get(persona) or self.old.people.get(persona, persona)
            told = " ".join(
                self._told(side, curve) for side, curve in zip(("old", "new"), curves, strict=True) if curve.runs
            )
            plot = Plot(self.ticks, curves, (), told)
            found.append(
                Feeling(
                    name if len(self.curves) > 1 else "", plot,
                    tuple(self._figures("old", before)), tuple(self._figures("new", after)),
                    tuple(self._changes()) if len(found) == 0 else (),
                )
            )  # fmt: skip
        return tuple(found)

    def _spread(self, side: str, point: Point) -> tuple[int, int] | None:
        """The places of a score: those of its column, or of all the columns of its stage."""
        return self.places.spread(side, column_of(point.location))

    def _curve(self, side: str, curve: Curve) -> DrawnCurve:
        name = self.labels.word("current") if side == "old" else self.labels.word("future_target")
        here: dict[tuple[int, int], list[Point]] = {}
        for point in curve.points:
            spread = self._spread(side, point)
            if spread is not None:
                here.setdefault(spread, []).append(point)
        runs: list[list[CurvePoint]] = [[]]
        covered = {place for start, span in here for place in range(start, start + span)}
        bare: list[tuple[tuple[int, int], list[Point]]] = [
            (spread, []) for spread in self._columns(side) if spread[0] not in covered
        ]
        for (start, span), together in sorted([*here.items(), *bare]):
            if not together:
                runs.append([])  # a column without a score breaks the line
            for index, point in enumerate(together):
                runs[-1].append(self._point(side, point, start + span * (index + 1) / (len(together) + 1)))
        spans = tuple(self._alternatives(side, curve))
        found = marked(DrawnCurve(name, tuple(tuple(run) for run in runs if run), spans))
        last = max((point.x for run in found.runs for point in run), default=0.0)
        if not any(point.x > last for span in spans for point in span):
            return found
        # the journey goes on after the last score of the line, so that is no end
        plain = (
            tuple(replace(each, mark="" if each.mark == "end" else each.mark) for each in run) for run in found.runs
        )
        return replace(found, runs=tuple(plain))

    def _alternatives(self, side: str, curve: Curve) -> Iterator[tuple[CurvePoint, ...]]:
        """The scores of each column that hold only in a case, in its middle."""
        for column, found in self._cases(side, curve).items():
            middle = self.places.middle(side, column)
            yield tuple(replace(self._point(side, point, middle), when=when) for point, when in found)

    def _cases(self, side: str, curve: Curve) -> dict[Location, list[tuple[Point, str]]]:
        """What each column's emotion is from case to case, the worst first."""
        edition = self.old if side == "old" else self.new
        found: dict[Location, list[tuple[Point, str]]] = {}
        for column in self.places.old if side == "old" else self.places.new:
            points = depending(edition, column, curve.persona)
            if points:
                found[column] = points
        return found

    def _columns(self, side: str) -> list[tuple[int, int]]:
        return list(self._columns_at(side).values())

    def _columns_at(self, side: str) -> dict[Location, tuple[int, int]]:
        return self.places.old if side == "old" else self.places.new

    def _point(self, side: str, point: Point, x: float) -> CurvePoint:
        edition = self.old if side == "old" else self.new
        where = column_of(point.location)
        item = edition.item(point.location)
        column = edition.columns[where]
        basis = ground(
            edition.journey, edition.stage(where), column, item, future=edition.future, target=True
        ).basis  # fmt: skip
        return CurvePoint(
            column=int(x),
            x=x,
            level=point.level,
            score=scored(self.new.scale, point.level),
            word=point.word,
            basis=basis,
            assumed=basis in ("assumed", "target"),
            star=False,
            mark="",
            refs=(),
        )

    def _told(self, side: str, curve: DrawnCurve) -> str:
        points = [
            self.words.say(
                "curve-point", "page", column=self._tag_at(side, point), feeling=f"{point.score} {point.word}"
            )
            for run in curve.runs
            for point in run
        ]
        separator = str(self.labels.data["list_separator"])
        return self.words.say("curve", "page", side=curve.persona, points=separator.join(points))

    def _tag_at(self, side: str, point: CurvePoint) -> str:
        return self._tags[side].get(int(point.x), "")

    @cached_property
    def _tags(self) -> dict[str, dict[int, str]]:
        """What the column at each place is called."""
        found: dict[str, dict[int, str]] = {"old": {}, "new": {}}
        for side, at in (("old", self.places.old), ("new", self.places.new)):
            for column, (start, span) in at.items():
                found[side] |= dict.fromkeys(range(start, start + span), self.tags[side, column])
        return found

    def _figures(self, side: str, curve: Curve) -> list[Score]:
        """Every score in words, place by place; several in one place stand together."""
        at: dict[tuple[int, int], list[Score]] = {}
        for point in curve.points:
            spread = self._spread(side, point)
            if spread is not None:
                figure = scored(self.new.scale, point.level)
                at.setdefault(spread, []).append(Score(*spread, figure, point.word, _sign(point.level)))
        cases = {
            self._columns_at(side)[column]: tuple(
                Case(scored(self.new.scale, point.level), point.word, when, _sign(point.level))
                for point, when in points
            )
            for column, points in self._cases(side, curve).items()
        }
        for spread in cases:
            at.setdefault(spread, [])
        separator = str(self.labels.data["list_separator"])
        found = []
        for spread, scores in sorted(at.items()):
            figure = separator.join(each.figure for each in scores)
            words = separator.join(each.text for each in scores if each.text)
            sign = scores[0].sign if len(scores) == 1 else 0
            found.append(Score(*spread, figure, words, sign, cases.get(spread, ())))
        return found

    def _changes(self) -> list[Score]:
        """How the emotion changes on the way from each current column; never read off the line between two scores."""
        unit = (self.new.scale.max - self.new.scale.min) / 2
        found = []
        ways: dict[Location, list[Way]] = {}
        for way in self.gap.ways:
            if way.new in self.places.new:
                ways.setdefault(way.old, []).append(way)
        for column, (start, span) in self.places.old.items():
            rises = ways.get(column, [])
            for index, way in enumerate(rises):
                width = span if len(rises) == 1 else 1
                text = f"→ {self.tags['new', way.new]}"
                if index >= span:
                    continue
                if way.rise is None:
                    cases = tuple(self._rises(way, unit))
                    found += [Score(start + index, width, "", text, cases=cases)] if cases else []
                    continue
                value = round(way.rise * unit, 2)
                found.append(Score(start + index, width, _rise(value), text, _sign(value)))
        words = self.words
        for column, (start, span) in self.places.old.items():
            if not self.places.children.get(column):
                lost = column in self.unaccounted
                text = words.say("forgotten-column", "report") if lost else words.say("step-removed", "page")
                found.append(Score(start, span, "", text))
        return sorted(found, key=lambda score: score.start)

    def _rises(self, way: Way, unit: float) -> Iterator[Case]:
        """The change from case to case, where a column has no score that holds always."""
        sides = []
        for edition, column in ((self.old, way.old), (self.new, way.new)):
            always = column_level(edition, column)
            cases = [(point.level, when) for point, when in depending(edition, column)]
            sides.append([(always, "")] if always is not None else cases)
        for before, old_when in sides[0]:
            for after, new_when in sides[1]:
                value = round((after - before) * unit, 2)
                when = str(self.labels.data["list_separator"]).join(filter(None, (old_when, new_when)))
                yield Case(_rise(value), "", when, _sign(value))


def _rise(value: float) -> str:
    return signed(value) if value else "±0"


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _ticks(document: Document, labels: Catalog) -> tuple[Tick, ...]:
    """The steps of the new map's scale."""
    journey = document.map
    assert journey is not None  # noqa: S101 -- only maps are compared
    own = journey.language or document.project.file.language or labels.language
    return scale_ticks(Context(document, journey, labels, catalog(own)))
