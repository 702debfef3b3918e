"""What an analyst gets in VS Code: YAML's language server with our schema."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from editor.client import Client

from cjmap.kinds import KINDS
from cjmap.lanes import LANES
from cjmap.schema import json_schema

ROOT = Path(__file__).parents[2]
SERVER = ROOT / "node_modules" / "yaml-language-server" / "bin" / "yaml-language-server"
MAPS = sorted([*(ROOT / "examples").rglob("*.cjm.yaml"), *(ROOT / "templates" / "maps").rglob("*.cjm.yaml")])
HEAD = "cjmap: 1\nkind: current-state\ntitle: Groceries\n"
pytestmark = [
    pytest.mark.node,
    pytest.mark.skipif(not SERVER.exists() or shutil.which("node") is None, reason="run `npm ci` first"),
]


@pytest.fixture(scope="module")
def modeline(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The first line of a map, with the schema of this checkout."""
    path = tmp_path_factory.mktemp("schema") / "cjmap.v1.json"
    path.write_text(json.dumps(json_schema("map")), encoding="utf-8")
    return f"# yaml-language-server: $schema={path.as_uri()}\n"


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    yaml = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
    with Client(["node", str(SERVER), "--stdio"], {"yaml": yaml}) as running:
        yield running


def places(found: list[dict[str, Any]]) -> list[str]:
    """`line:column message` of each underlined place, the first line of its message."""
    starts = [(each["range"]["start"], each["message"].splitlines()[0]) for each in found]
    return sorted(f"{start['line']}:{start['character'] + 1} {message}" for start, message in starts)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_ships_is_clean(client: Client, modeline: str, path: Path):
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=")
    assert client.check(text.replace(text.splitlines(keepends=True)[0], modeline, 1)) == []


GOOD = (
    HEAD
    + """\
reviewed_on: 2026-10-01
persona: [mei-lin, {name: Tom, age: 34}]
emotion_scale: 1..5
lanes: [actions, gains: What is good, {id: weather, role: backstage}]
stages:
  - title: 07:00
    time: 7
    moment_of_truth: true
    actions: no
    thoughts: [1, {text: Why?}]
    emotion: [4, glad, {score: 2.5}]
    pain_points: {text: Slow, severity: high}
    opportunities: {text: A list, impact: 4, confidence: 80%}
    weather: sunny
    gains:
    next: []
  - id: 2
    next: [{to: a, when: b}]
"""
)


def test_a_good_map_in_all_its_forms_is_clean(client: Client, modeline: str):
    assert client.check(modeline + GOOD) == []


def test_a_bad_map_is_underlined_where_it_is_wrong(client: Client, modeline: str):
    text = HEAD.replace("current", "currant") + "onwer: CX\nowner: [CX]\nstatus: done\nstages:\n"
    text += (
        "  - title: {a: b}\n    pain_points: {text: Slow, severity: huge}\n    touchpoints: {text: App, chanel: app}\n"
    )
    found = client.check(modeline + text)
    lines = {each["range"]["start"]["line"] for each in found}
    assert lines == {2, 4, 5, 6, 8, 9, 10}
    messages = places(found)
    assert "4:1 Property onwer is not allowed." in messages
    assert len([each for each in messages if each.startswith("2:7 ") and '"persona"' in each]) == 1


def test_what_is_missing_is_said(client: Client, modeline: str):
    found = client.check(modeline + "cjmap: 1\nkind: current-state\nstages: []\n")
    assert [each for each in places(found) if "title" in each]
    assert len(found) == 2


def labels(answer: Any) -> set[str]:
    """The names that a completion offers."""
    return {item["label"] for item in (answer["items"] if isinstance(answer, dict) else answer)}


def test_completion_offers_the_kinds(client: Client, modeline: str):
    assert labels(client.at("completion", modeline + "cjmap: 1\nkind: ▮\n")) == {*KINDS, "persona"}


def test_completion_offers_the_keys_and_lanes_of_columns(client: Client, modeline: str):
    offered = labels(client.at("completion", modeline + HEAD + "stages:\n  - title: Choose\n    ▮\n"))
    assert offered >= {"id", "duration", "moment_of_truth", "next", "from", "steps", *LANES}
    assert "cells" not in offered
    offered = labels(
        client.at("completion", modeline + HEAD + "stages:\n  - steps:\n      - title: Search\n        ▮\n")
    )
    assert offered >= {"duration", *LANES}
    assert "phase" not in offered


def test_completion_offers_the_keys_and_values_of_items(client: Client, modeline: str):
    stage = "stages:\n  - title: Choose\n    pain_points:\n      - text: Slow\n        "
    assert labels(client.at("completion", modeline + HEAD + stage + "▮\n")) >= {"severity", "impact", "sources"}
    offered = labels(client.at("completion", modeline + HEAD + stage + "severity: ▮\n"))
    assert offered >= {"low", "medium", "high", "critical"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ki▮nd: current-state\n", "kind of map"),
        ("kind: current-state\nsta▮ges: []\n", "columns"),
        ("kind: current-state\nstages:\n  - pain_po▮ints: Slow\n", "Pain points: What gets in the customer"),
        ("kind: current-state\nstages:\n  - moment_of_tru▮th: true\n", "why this moment decides"),
        ("kind: current-state\nstages:\n  - pain_points:\n      - sever▮ity: low\n", "How much it hurts"),
        ("kind: persona\nfrustra▮tions: Queues\n", "What frustrates them"),
    ],
)
def test_hovering_says_what_a_key_means(client: Client, modeline: str, text: str, words: str):
    answer = client.at("hover", modeline + "cjmap: 1\n" + text)
    assert words in re.sub(r"\\(.)|&nbsp;", r"\1", json.dumps(answer["contents"], ensure_ascii=False))


def test_a_persona_file_is_checked_as_one(client: Client, modeline: str):
    head = "cjmap: 1\nkind: persona\nname: Mei Lin\n"
    assert client.check(modeline + head + "age: 34\nneeds: [Speed]\n") == []
    assert "4:1 Property stages is not allowed." in places(client.check(modeline + head + "stages: []\n"))
