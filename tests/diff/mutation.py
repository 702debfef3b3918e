"""Maps as somebody might change them: random edits of the plain data of a map."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random
from typing import Any

from cjmap.lanes import LANES

Json = dict[str, Any]


def changed(document: Json, seed: int) -> Json:
    """The map after one to six edits."""
    random = Random(seed)
    data = copy.deepcopy(document)
    for _ in range(random.randint(1, 6)):
        random.choice(EDITS)(data, random)
    return data


def _columns(data: Json) -> list[Json]:
    return [each for stage in data["stages"] for each in (stage, *stage.get("steps", []))]


def _cells(data: Json) -> list[tuple[Json, str]]:
    holders = [*_columns(data), data["overall"]]
    return [(each, lane) for each in holders for lane in each if lane in LANES and isinstance(each[lane], list)]


def _shuffle_steps(data: Json, random: Random) -> None:
    random.shuffle(random.choice(data["stages"]).get("steps", []))


def _shuffle_stages(data: Json, random: Random) -> None:
    random.shuffle(data["stages"])


def _move_step(data: Json, random: Random) -> None:
    full = [stage for stage in data["stages"] if stage.get("steps")]
    if full:
        stage = random.choice(full)
        step = stage["steps"].pop(random.randrange(len(stage["steps"])))
        if not stage["steps"]:
            del stage["steps"]
        target = random.choice(data["stages"])
        target.setdefault("steps", []).insert(random.randint(0, len(target.get("steps", []))), step)


def _promote_step(data: Json, random: Random) -> None:
    full = [stage for stage in data["stages"] if stage.get("steps")]
    if full:
        step = random.choice(full)["steps"].pop()
        data["stages"].insert(random.randint(0, len(data["stages"])), step)


def _demote_stage(data: Json, random: Random) -> None:
    bare = [stage for stage in data["stages"] if not stage.get("steps")]
    if bare and len(data["stages"]) > 1:
        stage = random.choice(bare)
        data["stages"].remove(stage)
        stage.pop("steps", None)
        stage.pop("phase", None)
        random.choice(data["stages"]).setdefault("steps", []).append(stage)


def _remove_column(data: Json, random: Random) -> None:
    if len(data["stages"]) > 1:
        data["stages"].remove(random.choice(data["stages"]))


def _drop_ids(data: Json, random: Random) -> None:
    for column in _columns(data):
        if random.random() < 0.5:
            column.pop("id", None)


def _reword(data: Json, random: Random) -> None:
    column = random.choice(_columns(data))
    column["title"] = f"{column.get('title', '')} again"


def _move_items(data: Json, random: Random) -> None:
    cells = _cells(data)
    if cells:
        holder, lane = random.choice(cells)
        items = holder[lane]
        target = random.choice([*_columns(data), data["overall"]])
        if target is not holder and isinstance(target.get(lane, []), list):
            holder[lane] = []
            target[lane] = [*target.get(lane, []), *items]


def _shuffle_items(data: Json, random: Random) -> None:
    cells = _cells(data)
    if cells:
        holder, lane = random.choice(cells)
        random.shuffle(holder[lane])


def _empty_cell(data: Json, random: Random) -> None:
    cells = _cells(data)
    if cells:
        holder, lane = random.choice(cells)
        if random.random() < 0.5:
            holder[lane] = []
        else:
            del holder[lane]


def _rescale(data: Json, random: Random) -> None:
    data["emotion_scale"] = random.choice(["-2..2", "-4..4"])


def _translate(data: Json, random: Random) -> None:
    data["language"] = random.choice(["en", "zh-TW", "ms"])


EDITS: tuple[Callable[[Json, Random], None], ...] = (
    _shuffle_steps, _shuffle_stages, _move_step, _promote_step, _demote_stage, _remove_column, _drop_ids, _reword,
    _move_items, _shuffle_items, _empty_cell, _rescale, _translate,
)  # fmt: skip
