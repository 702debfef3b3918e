"""What is offered where, and that what is chosen is right."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lsp.asking import HEAD, ROOT, SHOP, offered, typed

from cjmap.kinds import KINDS
from cjmap.lanes import LANES
from cjmap.lsp.buffers import Buffer
from cjmap.model import part
from cjmap.model.cells import PainPoint
from cjmap.model.map import JourneyMap, Stage
from cjmap.model.part import Part
from cjmap.model.persona import PersonaFile

STAGE = HEAD + "stages:\n  - title: Choose\n    "
MAPS = sorted([*(ROOT / "examples").rglob("*.cjm.yaml"), *(ROOT / "templates" / "maps").rglob("*.cjm.yaml")])


def keys(model: type[Part]) -> set[str]:
    return part.keys(model).keys() - {"cells"}


def test_the_keys_of_a_map_but_those_that_it_has():
    assert set(offered(HEAD + "▮")) == keys(JourneyMap) - {"cjmap", "kind", "title"}
    assert set(offered("▮" + HEAD)) == keys(JourneyMap) - {"kind", "title"}


def test_the_keys_of_a_persona_file_and_of_a_project_file():
    assert set(offered("kind: persona\n▮")) == keys(PersonaFile) - {"kind"}
    assert {"personas", "render", "sources"} <= set(offered("▮", SHOP / "cjmap.yaml"))


def test_a_column_takes_its_keys_and_every_lane_those_of_its_kind_first():
    found = offered(STAGE + "▮")
    assert set(found) == (keys(Stage) - {"title"}) | set(LANES) | {"handover"}
    lanes = [label for label, offer in found.items() if offer.kind == "lane"]
    assert lanes[: len(KINDS["current-state"].lanes) + 1] == ["handover", *KINDS["current-state"].lanes]
    assert found["pain_points"].detail == "Pain points"
    assert "Who hands over to whom" in found["handover"].doc
    assert "phase" not in offered(STAGE + "steps:\n      - ▮")


def test_lanes_are_found_by_their_titles_in_any_language():
    assert offered(STAGE + "痛▮")["pain_points"].sought == "痛點"
    assert offered(STAGE + "how they f▮")["emotion"].sought == ""
    assert offered(STAGE + "feel▮")["emotion"].sought.startswith("feel")
    assert offered(STAGE + "pain_▮")["pain_points"].sought == ""
    assert typed(STAGE + "痛▮", "pain_points") == STAGE + "pain_points: "


def test_items_take_the_keys_of_their_cell_type():
    for cell in ("pain_points:\n      - ▮", "pain_points: {▮}", "pain_points: [{▮", "pain_points:\n      ▮"):
        assert set(offered(STAGE + cell)) == keys(PainPoint)
    assert set(offered(STAGE + "pain_points: {text: Slow, ▮, owner: CX}")) == keys(PainPoint) - {"text", "owner"}
    assert offered(STAGE + "pain_points: ▮") == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("kind: ▮", [*KINDS, "persona"]),
        (HEAD + "status: d▮", ["draft", "review", "approved", "retired"]),
        (HEAD + "language: ▮", ["en", "zh-TW", "zh-CN", "ms"]),
        (STAGE + "moment_of_truth: ▮", ["true"]),
        (STAGE + "touchpoints: {online: ▮", ["true", "false"]),
        (STAGE + "pain_points:\n      - severity: ▮", ["low", "medium", "high", "critical"]),
        (HEAD + "metrics:\n  - id: x\n    direction: ▮", ["higher", "lower"]),
    ],
)  # fmt: skip
def test_words_of_a_vocabulary(text: str, words: list[str]):
    assert list(offered(text)) == words


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_say_what_they_ask(kind: str):
    assert kind in offered("kind: ▮")[kind].doc
    assert "？" in offered("language: zh-TW\nkind: ▮")[kind].doc


FUTURE = "cjmap: 1\nkind: future-state\nfuture_of: groceries.cjm.yaml\nstages:\n  - id: order\n    title: Order\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (HEAD + "persona: ▮", ["mei-lin"]),
        (HEAD + "persona: [▮", ["mei-lin"]),
        (STAGE + "sources: ▮", ["nps-q3", "calls"]),
        (HEAD + "sources:\n  - {id: own, title: x}\n" + STAGE.removeprefix(HEAD) + "sources:\n      - ▮", None),
        (STAGE + "actions: {text: x, sources: [calls, ▮", ["nps-q3", "calls"]),
        (STAGE + "metrics: {metric: ▮", ["nps"]),
        (STAGE + "next: ▮\n  - id: pay\n    title: Pay\n", ["Choose", "pay"]),
        (STAGE + "next: [{to: ▮}]\n  - id: pay\n", ["Choose", "pay"]),
        (HEAD + "persona: [mei-lin, Tom]\n" + STAGE.removeprefix(HEAD) + "emotion: {persona: ▮", ["mei-lin", "Tom"]),
        (STAGE + "actors: ▮", ["mei-lin"]),
        (FUTURE + "    from: [▮", ["choose", "search", "pay", "Receive"]),
        (FUTURE + "    resolves: ▮", ["no-reorder"]),
        (FUTURE + "drops:\n  ▮", ["choose", "search", "pay", "Receive"]),
        (FUTURE + "leaves:\n  ▮", ["no-reorder"]),
        (STAGE + "resolves: groceries.cjm.yaml#▮", ["no-reorder"]),
        (HEAD + "future_of: ▮", ["groceries.cjm.yaml", "groceries.future.cjm.yaml", "stores/market.cjm.yaml"]),
        (HEAD + "variant_of: stores/market.cjm.yaml#▮", ["queue"]),
        (STAGE + "journey: ../shop/stores/market.cjm.yaml#q▮", ["queue"]),
        (STAGE + "journey: missing.cjm.yaml#▮", []),
        (STAGE + "note: ▮", []),
    ],
)
def test_names_of_what_a_reference_may_mean(text: str, names: list[str] | None):
    found = offered(text)
    assert list(found) == (names if names is not None else ["own", "nps-q3", "calls"])


def test_lanes_to_declare():
    found = offered(HEAD + "lanes:\n  - actions\n  - ▮")
    assert set(LANES) - {"actions"} <= set(found)
    assert "actions" not in found


def test_what_is_chosen_is_inserted_whole():
    assert typed("ki▮", "kind") == "kind: "
    assert typed("ki▮nd: x", "kind") == "kind: x"
    assert typed("sta▮", "stages") == "stages:"
    assert typed("kind:▮", "persona") == "kind: persona"
    assert typed(HEAD + "future_of: gro▮", "groceries.cjm.yaml").endswith("future_of: groceries.cjm.yaml")
    market = "stores/market.cjm.yaml#"
    assert typed(HEAD + f"variant_of: {market}qu▮", "queue").endswith(f"variant_of: {market}queue")
    assert typed(FUTURE + "drops:\n  se▮", "search").endswith("drops:\n  search: ")


@pytest.mark.parametrize(
    "title", ["Pay: now", "A, b", "[new] thing", "call #12", "- x", '"Now" indicator', "it's, 'so'"]
)
def test_titles_that_yaml_would_swallow_come_in_quotation_marks(title: str):
    import yaml

    other = '"' + title.replace('"', '\\"') + '"'
    text = HEAD + f"stages:\n  - title: Choose\n    next: [▮]\n  - title: {other}\n"
    assert yaml.safe_load(typed(text, title))["stages"][0]["next"] == [title]


def test_equal_titles_are_not_offered():
    assert list(offered(STAGE + "next: ▮\n  - title: Pay\n  - title: pay\n")) == ["Choose"]


def test_unsaved_files_are_known(tmp_path: Path):
    (tmp_path / "cjmap.yaml").write_text("cjmap: 1\n", encoding="utf-8")
    folder = tmp_path / "personas"
    folder.mkdir()
    path = folder / "tom.cjm.yaml"
    tom = Buffer.of(path.as_uri(), path, 1, "cjmap: 1\nkind: persona\nname: Tom\n", "utf-16")
    project = tmp_path / "cjmap.yaml"
    sources = "cjmap: 1\nsources: [{id: new, title: New}]\n"
    shared = Buffer.of(project.as_uri(), project, 1, sources, "utf-16")
    assert list(offered(HEAD + "persona: ▮", tmp_path / "a.cjm.yaml", tom, shared)) == ["tom"]
    assert list(offered(STAGE + "sources: ▮", tmp_path / "a.cjm.yaml", tom, shared)) == ["new"]


@pytest.mark.parametrize("path", MAPS, ids=lambda path: str(path.relative_to(ROOT)))
@settings(max_examples=12)
@given(data=st.data())
def test_nothing_that_a_map_says_keeps_offers_from_being_made(path: Path, data: st.DataObject):
    text = path.read_text(encoding="utf-8")
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 40)))
    broken = text[:start] + data.draw(st.sampled_from(["", "  ", "\n", "{", "[", "- ", ": ", '"'])) + "▮" + text[end:]
    for offer in offered(broken, path.parent / "broken.cjm.yaml").values():
        assert offer.insert
