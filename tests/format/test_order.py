"""The order of keys knows every key of the models, and is the order in which lanes are drawn."""

from __future__ import annotations

import pytest

from cjmap.format.order import COMMON, SHAPES, Order
from cjmap.kinds import KINDS
from cjmap.lanes import LANES
from cjmap.model.cells import ITEM_CLASSES, Common
from cjmap.model.map import Branch, JourneyMap, LaneEntry, Overall, Stage, Step
from cjmap.model.part import keys as keys_of
from cjmap.model.persona import Persona, PersonaFile
from cjmap.model.project import ProjectFile, RenderSettings
from cjmap.model.research import Metric, ResearchSource, Scale

PARTS = {
    "map": JourneyMap, "project": ProjectFile, "persona": PersonaFile, "stage": Stage, "overall": Overall,
    "source": ResearchSource, "metric": Metric, "scale": Scale, "lane": LaneEntry, "branch": Branch,
    "render": RenderSettings, **{f"cell:{cell}": part for cell, part in ITEM_CLASSES.items()},
}  # fmt: skip


@pytest.mark.parametrize("name", SHAPES)
def test_every_key_has_its_place(name: str):
    shape = SHAPES[name]
    keys = [*shape.keys, *shape.last]
    assert len(keys) == len(set(keys))
    assert set(keys) == keys_of(PARTS[name]).keys() - {"cells"}
    assert set(shape.below) <= set(keys)
    assert set(shape.below.values()) <= set(SHAPES)


def test_smaller_parts_use_the_larger_ones_order():
    assert keys_of(Step).keys() <= keys_of(Stage).keys()
    assert keys_of(Persona).keys() <= keys_of(PersonaFile).keys()
    assert {*COMMON, "id"} == keys_of(Common).keys()


def ordered(order: Order, shape: str, keys: list[str]) -> list[str]:
    return [keys[index] for index in order.sorted(shape, keys)]


def test_lanes_stand_as_the_map_lists_them_then_as_the_kind_does():
    keys = ["steps", "mine", "emotion", "risks", "touchpoints", "unheard", "actions", "title"]
    order = Order("current-state", {"touchpoints": None, "mine": "risks"})
    expected = ["title", "touchpoints", "mine", "actions", "emotion", "risks", "unheard", "steps"]
    assert ordered(order, "stage", keys) == expected
    assert order.below("stage", "mine") == "cell:risks"
    assert order.below("stage", "unheard") == "cell:items"


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_list_of_lanes_the_kind_decides(kind: str):
    assert ordered(Order(kind), "overall", sorted(LANES)) == list(dict.fromkeys([*KINDS[kind].lanes, *LANES]))


def test_what_has_no_order_keeps_it():
    assert ordered(Order(), "overall", ["b", "a"]) == ["b", "a"]
    assert Order().sorted(None, ["b", "a"]) == [0, 1]
    assert Order().below("map", "drops") is None
    assert Order().below(None, "x") is None
