"""The current map's emotions behind a future map's: at which columns, on which heights, and in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain

from cjmap.measures import level
from cjmap.model.cells import Emotion
from cjmap.model.map import Step
from cjmap.record import replace
from cjmap.references import Target
from cjmap.view import shapes as v
from cjmap.view.context import Context
from cjmap.view.curve import Unit, curve_personas, feels, units_of
from cjmap.view.items import score_text
from cjmap.view.points import Curve, CurvePoint, Plot
from cjmap.view.tree import NOW


def haunted(
    ctx: Context, rows: Sequence[v.Row | v.Line], plot: Plot | None
) -> tuple[tuple[v.Row | v.Line, ...], Plot | None]:
    """The rows and the plot of a map, with the emotions of the map that this one is the future of.

    A score stands at the column that comes from its column: `from` says which that is, else the id, else the title
    where one of the two has no id. A column that comes from several has their scores in order; a new one has none, and
    there the line breaks. Alternatives stay out.
    """
    found = _Ghosts.of(ctx)
    row = found.row() if found else None
    at = next((n for n, each in enumerate(rows) if isinstance(each, v.Row) and each.cell == "emotion"), None)
    if found is None or row is None or at is None:
        return tuple(rows), plot
    if plot is not None:
        curves = found.curves()
        told = " ".join(found.told(curve) for curve in curves)
        plot = replace(plot, ghosts=curves, description=f"{plot.description} {told}")
    return (*rows[: at + 1], row, *rows[at + 1 :]), plot


class _Ghosts:
    def __init__(self, ctx: Context, now: Context) -> None:
        self.ctx, self.now = ctx, now
        lanes = [lane.id for lane in now.document.lanes.values() if lane.cell == "emotion"]
        self.units = units_of(now, lanes)
        self.by_column = {at: unit for unit in self.units for at in range(unit.column, unit.column + unit.width)}
        self.sources = [self._sources(column) for column in ctx.columns]

    @classmethod
    def of(cls, ctx: Context) -> _Ghosts | None:
        if ctx.current is None or ctx.current.document.map is None:
            return None
        return cls(ctx, Context(ctx.current.document, ctx.current.document.map, ctx.catalog, ctx.words_catalog))

    def _sources(self, column: Step) -> list[Unit]:
        """The scored places of the current map that a column comes from, in order."""
        if column.from_ is not None:
            targets = list(chain.from_iterable(self.now.own.columns.find(each)[:1] for each in column.from_))
        else:
            targets = self._namesakes(column)
        found: dict[int, Unit] = {}
        for target in targets:
            for at in self._columns(target.what):
                unit = self.by_column[at]
                found[unit.column] = unit
        return [found[at] for at in sorted(found)]

    def _namesakes(self, column: Step) -> list[Target]:
        names: Mapping[str, Target] = {each.id: each for each in self.now.own.columns.targets if each.id}
        if column.id and column.id in names:
            return [names[column.id]]
        same = self.now.own.columns.find(column.title) if column.title else []
        return [each for each in same[:1] if not (column.id and each.id)]

    def _columns(self, what: object) -> Sequence[int]:
        for stage in self.now.journey.stages:
            if stage is what and stage.steps:
                return [self.now.index_of[id(step)] for step in stage.steps]
        return [self.now.index_of[id(what)]]

    def _felt(self, index: int, persona: str | None) -> list[tuple[Unit, Emotion]]:
        return [
            (unit, emotion)
            for unit in self.sources[index]
            for emotion in unit.emotions
            if emotion.score is not None and emotion.when is None and feels(self.now, emotion) in (persona, None)
        ]

    def _personas(self) -> list[str | None]:
        """Whose curves: of several those who are on this map too."""
        found = curve_personas(self.now, self.units)
        mine = {persona.key for persona in self.ctx.personas}
        return [each for each in found if each in mine] or found[:1]

    def curves(self) -> tuple[Curve, ...]:
        personas = self._personas()
        found = []
        for persona in personas:
            runs: list[list[CurvePoint]] = [[]]
            for index in range(len(self.ctx.columns)):
                felt = self._felt(index, persona)
                if not felt:
                    runs.append([])
                for n, (unit, emotion) in enumerate(felt):
                    runs[-1].append(self._point(index, index + (n + 1) / (len(felt) + 1), unit, emotion))
            name = (self.now.persona_name(persona) or "") if len(personas) > 1 else ""
            found.append(Curve(name, tuple(tuple(run) for run in runs if run), ()))
        return tuple(curve for curve in found if curve.runs)

    def told(self, curve: Curve) -> str:
        """A ghost in a sentence."""
        word = self.ctx.word
        points = word("curve_separator").join(
            word("curve_point", column=self.ctx.heading(self.ctx.columns[p.column]), score=p.score, word=p.word).strip()
            for run in curve.runs
            for p in run
        )
        return word("curve_description_now", points=points)

    def _point(self, index: int, x: float, unit: Unit, emotion: Emotion) -> CurvePoint:
        score = emotion.score or 0.0
        ground = self.now.ground(unit.stage, unit.holder, emotion)
        return CurvePoint(
            column=index,
            x=x,
            level=level(self.now.scale, score),
            score=score_text(self.now, score),
            word=emotion.word,
            basis=ground.basis,
            assumed=ground.basis == "assumed",
            star=False,
            mark="",
            refs=(),
        )

    def row(self) -> v.Row | None:
        personas = self._personas()
        cells = []
        for index, column in enumerate(self.ctx.columns):
            items: dict[tuple[int, int], v.ItemView] = {}
            for persona in personas:
                for unit, emotion in self._felt(index, persona):
                    items[unit.column, id(emotion)] = self._item(column, unit, emotion, f"g{index + 1}-{len(items)}")
            if items:
                cells.append(v.CellView(index, 1, tuple(items.values())))
        if not cells:
            return None
        title = self.ctx.word("emotion_now")
        return v.Row(NOW, title, self.now.journey.title, "", "", "items", "customer", (tuple(cells),), 0)

    def _item(self, column: Step, unit: Unit, emotion: Emotion, anchor: str) -> v.ItemView:
        score = score_text(self.now, emotion.score or 0.0)
        who = feels(self.now, emotion)
        details = []
        if who:
            details.append(v.Detail(self.ctx.word("persona"), self.now.persona_name(who) or who, key="persona"))
        where = self.now.heading(unit.holder)
        if where != column.title:
            details.append(v.Detail(self.ctx.word("from"), where, key="from"))
        return v.ItemView(
            "items", anchor, None, f"{score} {emotion.word}".strip(), None, "", "", False, (), tuple(details), ()
        )
