"""Every reference of a map, checked: within it, into the map it is the future of, and into the files it names."""

from __future__ import annotations

from cjmap.diagnostic import Diagnostic, Related
from cjmap.document import Document
from cjmap.kinds import KINDS
from cjmap.model.cells import Measurement
from cjmap.model.map import JourneyMap
from cjmap.model.walk import Location, stages_and_steps
from cjmap.nearest import nearest, normal
from cjmap.references import Names, References, Target, personas
from cjmap.syntax import Mapping, Scalar
from cjmap.validate.data import named_in
from cjmap.validate.facts import is_future
from cjmap.validate.links import follow
from cjmap.validate.wording import choices, quoted


class Checker:
    """Checks one map's references; collects what is wrong in `found`."""

    def __init__(self, document: Document, journey: JourneyMap) -> None:
        self.document = document
        self.journey = journey
        self.own = References(document, journey)
        self.found: list[Diagnostic] = []
        self.current: References | None = None
        self._raw: set[str] | None = None
        self._fates: dict[Location, tuple[Location, str]] = {}
        self._answers: dict[Location, Location] = {}

    def run(self) -> list[Diagnostic]:
        """Everything that is wrong with the map's references."""
        self._relations()
        for at in stages_and_steps(self.journey):
            column, where = at.column, at.location
            self._each((*where, "sources"), column.sources, self.own.sources, "source", "unknown-source")
            for index, branch in enumerate(column.next or ()):
                self._one((*where, "next", index, "to"), branch.to, self.own.columns, "column", "unknown-column")
            if column.journey:
                self._link((*where, "journey"), column.journey)
            self._from((*where, "from"), column.from_)
            self._resolves((*where, "resolves"), column.resolves)
        for found in self.document.items:
            item, where = found.item, found.location
            if not (item.sources or item.to or item.resolves or item.persona or isinstance(item, Measurement)):
                continue
            self._each((*where, "sources"), item.sources, self.own.sources, "source", "unknown-source")
            for index, reference in enumerate(item.to):
                self._one((*where, "to", index), reference, self.own.items, "item", "unknown-item", but=item)
            self._resolves((*where, "resolves"), item.resolves)
            if item.persona:
                self._one((*where, "persona"), item.persona, self.own.personas, "persona", "unknown-persona")
            if isinstance(item, Measurement) and item.metric:
                self._one((*where, "metric"), item.metric, self.own.metrics, "metric", "unknown-metric")
        for index, persona in enumerate(personas(self.document, self.journey)):
            self._each(("persona", index, "sources"), persona.sources, self.own.sources, "source", "unknown-source")
        self._contradictions()
        return self.found

    def _relations(self) -> None:
        for key in ("future_of", "variant_of", "translation_of", "blueprint_of"):
            reference = getattr(self.journey, key)
            if not reference or (key == "future_of" and not self._in_future((key,))):
                continue
            document = self._link((key,), reference)
            if key == "future_of" and document is not None and document.map is not None:
                self.current = References(document, document.map)
        for key, what in (("drops", "column"), ("leaves", "pain point")):
            if getattr(self.journey, key) and not self._in_future((key,)):
                continue
            for reference in getattr(self.journey, key):
                where: Location = (key, reference)
                if not self._has("future_of"):
                    self._say(
                        "needs-future-of",
                        f"‘{key}’ refers to the current map, but this map has no ‘future_of’",
                        (key,),
                        "add future_of: and the path to the current map",
                        on_key=True,
                    )
                    break
                if self.current is not None:
                    names = self.current.columns if key == "drops" else self.current.pains
                    self._one(where, reference, names, what, f"unknown-{what.replace(' ', '-')}", on_key=True)
                    for target in names.find(reference)[:1]:
                        self._fates[target.location] = (where, reference)

    def _link(self, where: Location, reference: str) -> Document | None:
        linked = follow(self.document, reference, where)
        if linked.problem is not None:
            self.found.append(linked.problem)
            return None
        document = linked.document
        if document is not None and document.map is not None and linked.rest:
            self._one(where, linked.rest, References(document, document.map).columns, "column", "unknown-column")
        return document

    def _from(self, where: Location, references: tuple[str, ...] | None) -> None:
        if references is None or not self._in_future(where):
            return
        if not self._has("future_of"):
            self._say(
                "needs-future-of",
                "‘from’ refers to the current map, but this map has no ‘future_of’",
                where,
                "add future_of: and the path to the current map",
                on_key=True,
            )
        elif self.current is not None:
            self._each(where, references, self.current.columns, "column", "unknown-column")
            for index, reference in enumerate(references):
                self._answered((*where, index), self.current.columns.find(reference))

    def _resolves(self, where: Location, references: tuple[str, ...]) -> None:
        """A pain point of this map, else of the current map; one that both have is no answer."""
        for index, reference in enumerate(references):
            place = (*where, index)
            path, hash_sign, rest = reference.partition("#")
            if hash_sign and path.endswith((".yaml", ".yml")):
                linked = follow(self.document, reference, place)
                if linked.problem is not None:
                    self.found.append(linked.problem)
                elif linked.document is not None and linked.document.map is not None:
                    pains = References(linked.document, linked.document.map).pains
                    self._one(place, rest, pains, "pain point", "unknown-pain-point")
                    if self.current is not None and linked.document is self.current.document:
                        self._answered(place, pains.find(rest))
                continue
            here = self.own.pains.find(reference)
            there = self.current.pains.find(reference) if self.current is not None else []
            if here and there:
                self._several(place, reference, [*here, *there], "pain point", "in this map and the current map")
            elif there:
                self._settle(place, reference, there, "pain point")
                self._answered(place, there)
            elif self.journey.future_of is None or self.current is not None or here:
                names = self.own.pains
                if not here and self.current is not None:
                    names = Names((*self.own.pains.targets, *self.current.pains.targets))
                self._one(place, reference, names, "pain point", "unknown-pain-point")

    def _answered(self, place: Location, targets: list[Target]) -> None:
        """Note which column of the current map is carried on, or which of its pains is resolved, and where."""
        for target in targets[:1]:
            self._answers.setdefault(target.location, place)

    def _contradictions(self) -> None:
        """What a future map both drops and carries on, or both leaves and resolves."""
        for location, (where, reference) in self._fates.items():
            if location in self._answers:
                drops = where[0] == "drops"
                other, done = ("from:", "carried on") if drops else ("resolves:", "resolved")
                span = self.document.span(self._answers[location])
                self.found.append(
                    Diagnostic(
                        "dropped-and-kept" if drops else "left-and-resolved",
                        f"{quoted(reference)} is {'dropped' if drops else 'left'} here and {done} elsewhere",
                        self.document.source,
                        self.document.key_span(where),
                        help=f"remove it from {where[0]}:, or from the {other} that names it",
                        related=(Related(self.document.source, span, f"{done} here"),),
                    )
                )

    def _in_future(self, where: Location) -> bool:
        """Whether the map is a future one, or may be meant as one; if not, a key that only those have is reported."""
        kind = self.journey.kind
        broken = self.document.partial and not (self._stated("kind") and self._stated("state"))
        if is_future(self.journey) or broken:
            return True
        wanted = "state: future" if KINDS[kind].stateful else "kind: future-state"
        self._say(
            "not-a-future-map",
            f"‘{where[-1]}’ is only for future maps",
            where,
            f"set {wanted} at the top, or remove this key",
            on_key=True,
        )
        return False

    def _stated(self, key: str) -> bool:
        """Whether a key of the map, if it was typed, was understood; the kind must be typed."""
        value = self.document.root.get(key) if isinstance(self.document.root, Mapping) else None
        return getattr(self.journey, key) == value.text if isinstance(value, Scalar) else key != "kind"

    def _each(self, where: Location, references: tuple[str, ...], names: Names, what: str, rule: str) -> None:
        for index, reference in enumerate(references):
            self._one((*where, index), reference, names, what, rule)

    def _one(
        self,
        where: Location,
        reference: str,
        names: Names,
        what: str,
        rule: str,
        *,
        on_key: bool = False,
        but: object = None,
    ) -> None:
        targets = names.find(reference)
        if targets:
            self._settle(where, reference, targets, what)
        elif not self._is_written(reference):
            known = names.known(but)
            close = nearest(reference, known)
            if close:
                help_text = f"did you mean ‘{close}’?"
            elif not known:
                help_text = f"the map has no {'other ' if but else ''}{what} to refer to yet"
            else:
                shown = known[:8]
                more = f" and {len(known) - 8} more" if len(known) > 8 else ""
                help_text = f"choose from {', '.join(quoted(name) for name in shown)}{more}"
            self._say(rule, f"there is no {what} {quoted(reference)}", where, help_text, on_key)

    def _settle(self, where: Location, reference: str, targets: list[Target], what: str) -> None:
        if len(targets) > 1:
            self._several(where, reference, targets, what, "")

    def _several(self, where: Location, reference: str, targets: list[Target], what: str, whose: str) -> None:
        related = tuple(
            Related(target.document.source, target.document.span(target.location), f"this {what}") for target in targets
        )
        ids = [target.id for target in targets if target.id]
        help_text = f"use its id: {choices(ids)}" if ids else "give each an id, and use the one you mean"
        whose = f" {whose}" if whose else ""
        self.found.append(
            Diagnostic(
                "ambiguous-reference",
                f"{quoted(reference)} matches {len(targets)} {what}s{whose}",
                self.document.source,
                self.document.span(where),
                help=help_text,
                related=related,
            )
        )

    def _say(self, rule: str, message: str, where: Location, help_text: str, on_key: bool = False) -> None:
        span = self.document.key_span(where) if on_key else self.document.span(where)
        self.found.append(Diagnostic(rule, message, self.document.source, span, help=help_text))

    def _has(self, key: str) -> bool:
        """Whether the map has a key, be its value wrong."""
        return getattr(self.journey, key) is not None or self.document.typed(key)

    def _is_written(self, reference: str) -> bool:
        """Whether a partly broken map or project has this text somewhere: then the reference may be right."""
        if self._raw is None:
            project = self.document.project
            roots = [self.document.root] if self.document.partial else []
            roots += [project.document.root] if project.diagnostics and project.document else []
            self._raw = {normal(text) for root in roots for text in named_in(root, _REFERENCES)}
        return normal(reference) in self._raw


_REFERENCES = frozenset(("sources", "to", "resolves", "next", "from", "persona", "metric"))
"""The keys whose values are references."""
_REFERRING = frozenset(("sources", "to", "resolves", "persona", "metric"))
