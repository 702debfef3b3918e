"""The light of a day in the life, and where the product is part of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from view.laying import lay, lay_text

from cjmap.view.daylight import Daylight, darkness, daylight
from cjmap.view.ribbon import DAY, HOUR

ROOT = Path(__file__).resolve().parents[2]
DAY_MAP = "cjmap: 1\nkind: day-in-the-life\ntitle: T\nlanguage: en\nstages:\n"


def light(folder: Path, *times: str, kind: str = "day-in-the-life") -> Daylight | None:
    """The light of a map whose stages have those times."""
    head = DAY_MAP.replace("day-in-the-life", kind)
    view = lay_text(folder, head + "".join(f'  - {{title: S, time: "{time}", actions: a}}\n' for time in times))
    found = daylight(view.kind, view.columns)
    assert ("daylight" in view.marks) is (found is not None)
    return found


def test_a_columns_middle_stands_at_its_time(tmp_path: Path):
    found = light(tmp_path, "06:00", "12:00", "19:30–20:00")
    assert found is not None
    assert [found.time(at) for at in (0.5, 1.5, 2.5)] == [6 * HOUR, 12 * HOUR, 19.5 * HOUR]
    assert found.time(1) == 9 * HOUR
    assert [found.time(at) for at in (0, 3)] == [6 * HOUR, 19.5 * HOUR]


def test_a_night_goes_on_past_midnight(tmp_path: Path):
    found = light(tmp_path, "14:00", "22:00", "02:00", "08:00")
    assert found is not None
    assert found.times == (14 * HOUR, 22 * HOUR, 26 * HOUR, 32 * HOUR)
    assert [round(darkness(time), 1) for time in found.times] == [0.0, 1.0, 1.0, 0.2]


def test_a_time_in_words_lies_between_its_neighbours(tmp_path: Path):
    found = light(tmp_path, "05:00", "breakfast", "09:00", "21:00", "in bed")
    assert found is None
    found = light(tmp_path, "05:00", "breakfast", "09:00", "17:00", "21:00", "23:00", "in bed", "23:30")
    assert found is not None
    assert found.time(1.5) == 7 * HOUR


def test_nothing_is_drawn_where_a_time_is_not_known(tmp_path: Path):
    found = light(tmp_path, "early", "05:00", "09:00", "17:00", "21:00", "late") or Daylight((), ())
    assert found == Daylight((), ())
    found = light(tmp_path, "early", "05:00", "09:00", "17:00", "21:00", "22:00", "late", "23:00")
    assert found is not None
    assert found.time(0.5) is None
    assert found.time(1) == 5 * HOUR


@pytest.mark.parametrize(
    "times",
    [("morning", "noon", "night"), ("Day 1", "Day 2", "Day 9"), ("09:00", "07:00", "10:00"), ("05:00", "22:00")],
)
def test_no_strip_without_clock_times_in_order(tmp_path: Path, times: tuple[str, ...]):
    assert light(tmp_path, *times) is None


def test_no_strip_in_broad_daylight_nor_on_other_maps(tmp_path: Path):
    assert light(tmp_path, "09:30", "12:00", "14:30") is None
    assert light(tmp_path, "05:00", "12:00", "22:00", kind="current-state") is None


def test_day_and_night():
    assert [darkness(hour * HOUR) for hour in (0, 3, 9.5, 12, 14.5, 21)] == [1, 1, 0, 0, 0, 1]
    assert 0.5 < darkness(6 * HOUR) < 0.8


@given(st.floats(0, 2 * DAY))
def test_darkness_is_a_share_and_the_same_every_day(time: float):
    assert 0 <= darkness(time) <= 1
    assert darkness(time + DAY) == pytest.approx(darkness(time), abs=1e-6)
    assert darkness(DAY - time % DAY) == pytest.approx(darkness(time), abs=1e-6)


def test_where_the_product_is_in_use(tmp_path: Path):
    view = lay_text(
        tmp_path,
        DAY_MAP + "  - {title: A, product_use: Opens the app}\n"
        "  - {title: B, product_use: []}\n"
        "  - {title: C, product_use: Tiada.}\n"
        "  - {title: D, actions: sleeps}\n"
        "  - {title: E, product_use: {text: Pays, basis: assumed}, steps: [{title: F}, {title: G}]}\n",
    )
    [row] = [row for row in view.rows if getattr(row, "lane", "") == "product_use"]
    cells = [cell for tier in row.tiers for cell in tier]
    assert [(cell.start, cell.presence) for cell in cells] == [(0, "in"), (1, "out"), (2, "out"), (4, "in")]
    [fact] = [fact for fact in view.facts if fact.key == "product_use"]
    assert (fact.label, fact.text) == (row.title, "in use at 3 of 5 times")
    assert {"product_in", "product_out"} <= set(view.marks)


def test_other_maps_and_lanes_say_nothing_of_presence(tmp_path: Path):
    text = DAY_MAP.replace("day-in-the-life", "current-state") + "  - {title: A, product_use: Opens the app}\n"
    for view in (lay_text(tmp_path, text), lay_text(tmp_path, DAY_MAP + "  - {title: A, better_use: Opens alone}\n")):
        assert not [fact for fact in view.facts if fact.key == "product_use"]
        assert not {"product_in", "product_out"} & set(view.marks)


def test_the_drawn_target():
    view = lay(ROOT / "examples" / "grocery-day" / "grocery-day.cjm.yaml").view
    assert next(fact.text for fact in view.facts if fact.key == "product_use") == "digunakan pada 4 daripada 8 waktu"
    found = daylight(view.kind, view.columns)
    assert found is not None
    assert [darkness(time) > 0 for time in found.times] == [True, True, True, False, False, True, True, True]
