"""Random valid maps for hypothesis, as YAML: `maps()` draws the text of a map, with words in every field.

    @given(maps())
    def test_something(text: str): ...

`maps(alphabet=...)` takes the characters of the words from elsewhere; `SHOWN` is one that fonts commonly have.
"""

from __future__ import annotations

import json
import re
from typing import Any

from hypothesis import strategies as st

from cjmap.kinds import KINDS
from cjmap.labels import LANGUAGES
from cjmap.lanes import LANES, ROLES
from cjmap.model.cells import ITEM_CLASSES
from cjmap.yaml_subset import CONTROL

Json = dict[str, Any]
Draw = st.DrawFn

ANY = st.characters(exclude_categories=("Cc", "Cs", "Cf", "Zl", "Zp", "Zs"), exclude_characters="\ufeff\ufffd").filter(
    lambda character: not CONTROL.match(character)
)
"""Every character that a map may hold and that can be seen."""
SHOWN = st.sampled_from("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789äéñøš購物車結帳顾客旅程满意雨")
"""Characters that common fonts have."""

_SWITCHES = re.compile(r"(?i)yes|no|on|off|true|false")
_PLAIN = re.compile(r"[A-Za-z\u4e00-\u9fff][A-Za-z0-9\u4e00-\u9fff]*( [A-Za-z0-9\u4e00-\u9fff]+)*")
_BASES = ("assumed", "inferred", "observed", "reported", "validated", "target")


def words(alphabet: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """One to three words."""
    word = st.text(alphabet, min_size=1, max_size=8)
    return st.lists(word, min_size=1, max_size=3).map(" ".join).filter(lambda text: not _SWITCHES.fullmatch(text))


def _some(draw: Draw, part: Json) -> Json:
    """A part with some of its keys; words are drawn for those alone."""
    chosen = draw(st.integers(0, 2 ** len(part) - 1))
    return {key: _drawn(value) for at, (key, value) in enumerate(part.items()) if chosen >> at & 1}


def _drawn(value: Any) -> Any:
    if isinstance(value, list):
        return [_drawn(each) for each in value]
    return value() if callable(value) else value


class _Maker:
    """What a map's parts have in common while it is drawn: its words, and what references may name."""

    def __init__(self, draw: Draw, alphabet: st.SearchStrategy[str]) -> None:
        self.draw = draw
        self.text = words(alphabet)
        self.kind = draw(st.sampled_from(list(KINDS)))
        self.future = KINDS[self.kind].future
        self.sources = [f"s{n}" for n in range(draw(st.integers(0, 3)))]
        self.metrics = [f"m{n}" for n in range(draw(st.integers(0, 2)))]
        self.personas = [f"p{n}" for n in range(draw(st.integers(0, 3)))]
        self.columns = [f"c{n}" for n in range(draw(st.integers(1, 4)))]
        self.items = 0
        self.pains: list[str] = []

    def say(self) -> str:
        """Some words."""
        return self.draw(self.text)

    def one_of(self, names: list[str]) -> list[str]:
        """One of the names, in a list; an empty one when there is none."""
        return [self.draw(st.sampled_from(names))] if names and self.draw(st.booleans()) else []

    def common(self) -> Json:
        """The keys that every item may carry."""
        self.items += 1
        found = _some(self.draw, {"note": self.say, "owner": self.say, "tags": [self.say, self.say]})
        found |= {key: value for key in ("sources",) if (value := self.one_of(self.sources))}
        found["resolves"] = self.one_of(self.pains)
        if self.draw(st.booleans()):
            found["id"] = f"i{self.items}"
        if self.draw(st.integers(0, 4)) == 0:
            found["link"] = f"https://example.com/{self.items}"
        return {key: value for key, value in found.items() if value}

    def item(self, cell: str) -> Any:
        """An item of a cell type, short or whole."""
        draw, say = self.draw, self.say
        number = draw(st.integers(1, 5))
        own: dict[str, Json] = {
            "needs": {"importance": number, "satisfaction": 2 * number},
            "touchpoints": {"channel": draw(st.sampled_from(["app", "phone", say])), "online": "true"},
            "pain_points": {"severity": draw(st.sampled_from(["low", "critical"])), "impact": say},
            "activities": {"actor": say, "system": say, "duration": say, "wait": say, "fail_point": say},
            "risks": {"severity": "high", "regulation": say, "control": say},
            "opportunities": {
                "impact": number,
                "effort": number,
                "reach": number,
                "confidence": 10 * number,
                "status": say,
            },
            "links": {"title": say},
        }
        if cell == "emotion":
            return self.emotion()
        if cell == "metrics":
            return self.metric()
        found = {**self.common(), **_some(draw, own.get(cell, {}))}
        if cell == "changes":
            return {
                **found,
                **({"text": say()} if draw(st.booleans()) else {"what": say(), "how": say(), "why": say()}),
            }
        if cell == "links":
            return {**found, "url": f"https://example.com/l{self.items}"}
        found["text"] = say()
        if cell == "pain_points" and "id" in found:
            self.pains.append(found["id"])
        return found if len(found) > 1 or cell == "quotes" else found["text"]

    def emotion(self) -> Any:
        """A score, a word, or both."""
        draw = self.draw
        found: Json = _some(draw, {"word": self.say, "text": self.say, "when": self.say})
        if draw(st.booleans()):
            found["score"] = draw(st.integers(-20, 20)) / 10
        if self.personas:
            found |= {"persona": draw(st.sampled_from(self.personas))}
        return found if {"word", "text", "score"} & set(found) else draw(st.integers(-2, 2))

    def metric(self) -> Json:
        """A value of a metric, or a criterion in words."""
        value = {"value": self.draw(st.integers(-100, 1000)), "target": self.draw(st.integers(0, 100)), "n": 7}
        if self.metrics and self.draw(st.booleans()):
            when = {"as_of": f"2026-{self.draw(st.integers(1, 12)):02}"}
            return {
                **self.common(),
                "metric": self.draw(st.sampled_from(self.metrics)),
                **_some(self.draw, value | when),
            }
        return {**self.common(), "text": self.say(), **_some(self.draw, value)}

    def cells(self, own: list[str]) -> Json:
        """Some cells."""
        lanes = self.draw(st.lists(st.sampled_from([*LANES, *own]), max_size=4, unique=True))
        found: Json = {}
        for lane in lanes:
            cell = LANES[lane].cell if lane in LANES else "items"
            if cell in ITEM_CLASSES and cell != "images":
                found[lane] = [self.item(cell) for _ in range(self.draw(st.integers(0, 2)))]
        return found

    def column(self, name: str, own: list[str]) -> Json:
        """A stage or a step."""
        draw, say = self.draw, self.say
        about = {
            "id": name, "title": say, "note": say, "tags": [say], "time": say, "duration": say, "wait": say,
            "moment_of_truth": say, "actors": [say], "basis": draw(st.sampled_from(_BASES)),
        }  # fmt: skip
        cells = self.cells(own)  # names the pains that `resolves` may name
        about = {
            **_some(draw, about),
            "sources": self.one_of(self.sources),
            "resolves": self.one_of(self.pains),
            **cells,
        }
        return {key: value for key, value in about.items() if value or key in cells} or {"title": say()}


@st.composite
def documents(draw: Draw, alphabet: st.SearchStrategy[str] = ANY) -> Json:
    """A random valid map as plain data."""
    make = _Maker(draw, alphabet)
    say = make.say
    own = [f"lane{n}" for n in range(draw(st.integers(0, 2)))]
    stages = []
    for name in make.columns:
        stage = make.column(name, own)
        stage["steps"] = [make.column(f"{name}.{n}", own) for n in range(draw(st.integers(0, 3)))]
        if draw(st.booleans()):
            stage["phase"] = say()
        stages.append({key: value for key, value in stage.items() if key != "steps" or value} or {"title": say()})
    _ways(draw, stages, say)
    if KINDS[make.kind].needs_roles:
        stages[0].setdefault("frontstage", [say()])
    about = {
        "summary": say, "note": say, "tags": [say], "scenario": say, "goal": say, "business_goal": say,
        "owner": say, "team": say, "status": "review", "reviewed_on": "2026-10-01", "review_every": "90 days",
        "language": draw(st.sampled_from(LANGUAGES)), "basis": draw(st.sampled_from(_BASES)),
        "overall": make.cells(own), "emotion_scale": {"min": -2, "max": 2, "labels": [say, say]},
    }  # fmt: skip
    lanes = [{"id": lane, "title": say(), "role": draw(st.sampled_from(ROLES)), "note": say()} for lane in own]
    people = [{"id": name, "name": say(), **_some(draw, _person(say))} for name in make.personas]
    research = [
        {"id": name, "title": say(), **_some(draw, {"type": "survey", "n": 12, "note": say})} for name in make.sources
    ]
    metrics = [
        {"id": name, **_some(draw, {"title": say, "unit": say, "note": say, "target": 50})} for name in make.metrics
    ]
    listed = {"lanes": lanes, "persona": people, "sources": research, "metrics": metrics}
    head = {"cjmap": 1, "kind": make.kind, "title": say(), **_some(draw, about)}
    return {**head, **{key: value for key, value in listed.items() if value}, "stages": stages}


def _person(say: Any) -> Json:
    return {
        "age": say, "role": say, "family": say, "career_goals": [say, say], "personal_goals": [say],
        "needs": [say], "frustrations": [say], "channels": [say], "quote": say, "bio": say, "segment": say,
        "note": say,
    }  # fmt: skip


def _ways(draw: Draw, stages: list[Json], say: Any) -> None:
    """Give some stages a way on: an end, one column, parallel ones, or alternatives."""
    names = [stage["id"] for stage in stages if "id" in stage]
    for stage in stages:
        if names and draw(st.integers(0, 2)) == 0:
            to = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
            stage["next"] = [{"to": name, "when": say()} for name in to] if draw(st.booleans()) else to


def maps(alphabet: st.SearchStrategy[str] = ANY) -> st.SearchStrategy[str]:
    """The text of a random valid map."""
    return documents(alphabet).map(to_yaml)


def to_yaml(value: Any, indent: str = "") -> str:
    """Plain data as block YAML, plain scalars where they are safe."""
    if isinstance(value, dict) and value:
        return "".join(f"{indent}{key}:{_below(each, indent)}" for key, each in value.items())
    if isinstance(value, list) and value:
        lines = []
        for each in value:
            text = to_yaml(each, indent + "  ")
            lines.append(
                f"{indent}- {text.removeprefix(indent + '  ')}" if isinstance(each, dict) else f"{indent}- {text}\n"
            )
        return "".join(lines)
    if isinstance(value, dict | list):
        return json.dumps(value)
    text = str(value)
    plain = isinstance(value, int | float) or _PLAIN.fullmatch(text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _below(value: Any, indent: str) -> str:
    if isinstance(value, dict | list) and value:
        return "\n" + to_yaml(value, indent + "  ")
    return f" {to_yaml(value)}\n"
