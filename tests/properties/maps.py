"""Random valid maps for hypothesis, as YAML, with words in every field.

    @given(maps())
    def test_something(text: str): ...

`maps(alphabet=...)` takes the characters of the words from elsewhere; `SHOWN` is one that fonts commonly have. Every
text of a map has a word that stands nowhere else in it, so that none can be lost unseen. Hypothesis draws the words'
characters and a seed; the map's shape follows from the seed, as drawing it piece by piece takes many times as long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from random import Random
from typing import Any

from hypothesis import strategies as st

from cjmap.kinds import KINDS
from cjmap.labels import LANGUAGES
from cjmap.lanes import LANES, ROLES
from cjmap.yaml_subset import CONTROL

Json = dict[str, Any]

ANY = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs"), exclude_characters="\ufffd").filter(
    lambda character: not CONTROL.match(character) and not character.isspace()
)
"""Every character that a map may hold and that can be seen."""
SHOWN = st.sampled_from("abcdefghijklmnopqrstuvwyzABCDEFGHIJKLMNOPQRSTUVWYZ0123456789äéñøš購物車結帳顾客旅程满意雨")
"""Characters that common fonts have."""

_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff]*( [A-Za-z0-9\u4e00-\u9fff]+)*")
_BASES = ("assumed", "inferred", "observed", "reported", "validated", "target")


def documents(alphabet: st.SearchStrategy[str] = ANY) -> st.SearchStrategy[Json]:
    """Random valid maps as plain data."""
    words = st.lists(st.text(alphabet, min_size=1, max_size=6), min_size=1, max_size=8)
    return st.builds(lambda seed, found: Maker(seed, found).map(), st.integers(0, 2**32), words)


def maps(alphabet: st.SearchStrategy[str] = ANY) -> st.SearchStrategy[str]:
    """The texts of random valid maps."""
    return documents(alphabet).map(to_yaml)


class Maker:
    """Makes one map: random choices, words, and what references may name."""

    def __init__(self, seed: int, words: list[str]) -> None:
        self.random = Random(seed)
        self.words = words
        self.said = 0
        self.items = 0
        self.kind = self.pick(KINDS)
        self.sources, self.metrics = self.names("s", 3), self.names("m", 2)
        self.personas, self.lanes = self.names("p", 3), self.names("lane", 2)
        self.pains: list[str] = []

    def flip(self) -> bool:
        """Yes or no."""
        return self.random.random() < 0.5

    def pick(self, names: Iterable[Any]) -> Any:
        """One of some things."""
        return self.random.choice(list(names))

    def names(self, stem: str, most: int) -> list[str]:
        """Some ids, or none."""
        return [f"{stem}{n}" for n in range(self.random.randint(0, most))]

    def say(self) -> str:
        """One to three words, the first unlike all others."""
        self.said += 1
        more = [self.pick(self.words) for _ in range(self.random.randint(0, 2))]
        return " ".join([f"{self.pick(self.words)}x{self.said}x", *more])

    def some(self, part: Json) -> Json:
        """A part without some of its keys."""
        return {key: value for key, value in part.items() if self.flip()}

    def one_of(self, names: list[str]) -> list[str]:
        """One of the names, in a list; an empty one when there is none."""
        return [self.pick(names)] if names and self.flip() else []

    def map(self) -> Json:
        """A map."""
        say, some = self.say, self.some
        stages = [self.stage(f"c{n}") for n in range(self.random.randint(1, 4))]
        self.ways(stages)
        if KINDS[self.kind].needs_roles:
            stages[0]["frontstage"] = [say()]
        about = {
            "summary": say(), "note": say(), "tags": [say()], "scenario": say(), "goal": say(), "business_goal": say(),
            "owner": say(), "team": say(), "status": "review", "reviewed_on": "2026-10-01", "review_every": "90 days",
            "language": self.pick(LANGUAGES), "basis": self.pick(_BASES), "emotion_scale": self.scale(),
        }  # fmt: skip
        overall = self.cells()
        overall["metrics"] = [{"metric": name, "value": 3} for name in self.metrics if self.flip()] + overall.get(
            "metrics", []
        )
        overall["emotion"] = [*overall.get("emotion", []), {"score": 1, "word": say()}]
        lists = {
            "lanes": [{"id": lane, "title": say(), "role": self.pick(ROLES), "note": say()} for lane in self.lanes],
            "persona": [{"id": name, "name": say(), **some(self.person())} for name in self.personas],
            "sources": [{"id": name, "title": say(), **some({"n": 12, "note": say()})} for name in self.sources],
            "metrics": [{"id": name, **some({"title": say(), "unit": say(), "note": say()})} for name in self.metrics],
        }
        head = {"cjmap": 1, "kind": self.kind, "title": say(), **some(about)}
        return {**head, **{key: value for key, value in lists.items() if value}, "stages": stages, "overall": overall}

    def scale(self) -> str | Json:
        """A scale, with words for its steps or without."""
        labels = [self.say() for _ in range(self.random.randint(0, 5))]
        return {"min": -2, "max": 2, **({"labels": labels} if labels else {})} if self.flip() else "-2..2"

    def person(self) -> Json:
        """Everything a persona may have."""
        one = ("age", "role", "family", "quote", "bio", "segment", "note")
        many = ("career_goals", "personal_goals", "needs", "frustrations", "channels")
        return {**{key: self.say() for key in one}, **{key: [self.say(), self.say()] for key in many}}

    def stage(self, name: str) -> Json:
        """A stage with its steps."""
        found = self.column(name)
        steps = [self.column(f"{name}.{n}") for n in range(self.random.randint(0, 3))]
        return {**found, **self.some({"phase": self.say()}), **({"steps": steps} if steps else {})}

    def column(self, name: str) -> Json:
        """A stage or a step."""
        say = self.say
        about = {
            "title": say(), "note": say(), "tags": [say()], "time": say(), "duration": say(), "wait": say(),
            "moment_of_truth": say(), "actors": [say()], "basis": self.pick(_BASES),
        }  # fmt: skip
        cells = self.cells()  # names the pains that `resolves` may name
        lists = {"sources": self.one_of(self.sources), "resolves": self.one_of(self.pains)}
        return {"id": name, **self.some(about), **{key: value for key, value in lists.items() if value}, **cells}

    def ways(self, stages: list[Json]) -> None:
        """Give some stages a way on: an end, one column, parallel ones, or alternatives."""
        for stage in stages:
            if self.flip():
                to = [each["id"] for each in stages if self.flip()]
                stage["next"] = [{"to": name, "when": self.say()} for name in to] if self.flip() else to

    def cells(self) -> Json:
        """Some cells; empty ones say that there is none."""
        lanes = self.random.sample([*LANES, *self.lanes], 4)
        cells = {lane: LANES[lane].cell if lane in LANES else "items" for lane in lanes if lane != "images"}
        return {lane: [self.item(cell) for _ in range(self.random.randint(0, 2))] for lane, cell in cells.items()}

    def common(self) -> Json:
        """Some of the keys that every item may carry."""
        self.items += 1
        keys = {
            "id": f"i{self.items}", "note": self.say(), "owner": self.say(), "tags": [self.say(), self.say()],
            "sources": self.one_of(self.sources), "resolves": self.one_of(self.pains),
            "link": f"https://example.com/{self.items}",
        }  # fmt: skip
        return {key: value for key, value in self.some(keys).items() if value}

    def item(self, cell: str) -> Any:
        """An item of a cell type, short or whole."""
        say, number = self.say, self.random.randint(1, 5)
        own: dict[str, Json] = {
            "needs": {"importance": number, "satisfaction": 2 * number},
            "touchpoints": {"channel": self.pick(["app", "phone", say()]), "online": "true"},
            "pain_points": {"severity": self.pick(["low", "critical"]), "impact": say()},
            "activities": {"actor": say(), "system": say(), "duration": say(), "wait": say(), "fail_point": say()},
            "risks": {"severity": "high", "regulation": say(), "control": say()},
            "opportunities": {"impact": number, "effort": number, "reach": 9, "confidence": 50, "status": say()},
            "links": {"title": say(), "text": say()},
            "emotion": {"text": say(), "when": say(), "persona": self.pick([*self.personas, ""])},
            "metrics": {"value": self.random.randint(-100, 1000), "target": number, "n": 7, "as_of": f"2026-0{number}"},
        }
        found = {**self.common(), **{key: value for key, value in self.some(own.get(cell, {})).items() if value}}
        if cell == "emotion":
            found[self.pick(["score", "word"])] = self.random.randint(-20, 20) / 10
            return found if len(found) > 1 else self.pick([-1, say()])
        if cell == "metrics" and self.metrics and self.flip():
            return {**found, "metric": self.pick(self.metrics)}
        if cell == "changes" and self.flip():
            return {**found, "what": say(), "how": say(), "why": say()}
        if cell == "links":
            return {**found, "url": f"https://example.com/l{self.items}"}
        if cell == "pain_points" and "id" in found:
            self.pains.append(found["id"])
        return {**found, "text": say()} if found else say()


def to_yaml(value: Any, indent: str = "") -> str:
    """Plain data as block YAML, plain scalars where they are safe."""
    if isinstance(value, dict) and value:
        return "".join(f"{indent}{key}:{_below(each, indent)}" for key, each in value.items())
    if isinstance(value, list) and value:
        inner = indent + "  "
        return "".join(
            f"{indent}- {to_yaml(each, inner).removeprefix(inner).removesuffix(chr(10))}\n" for each in value
        )
    if isinstance(value, dict | list):
        return json.dumps(value)
    text = str(value)
    return text if isinstance(value, int | float) or _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _below(value: Any, indent: str) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + to_yaml(value, indent + "  ")
    return f" {to_yaml(value)}\n"
