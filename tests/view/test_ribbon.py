"""Time to scale: what is drawn, what it adds up to, and when nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest
from view.laying import lay, lay_text

from cjmap.labels import catalog
from cjmap.view.ribbon import Ribbon, clock, elapsed, ribbon, ticks

ROOT = Path(__file__).resolve().parents[2]
BLUEPRINT = "cjmap: 1\nkind: service-blueprint\ntitle: T\nstages:\n"
DAY = "cjmap: 1\nkind: day-in-the-life\ntitle: T\nstages:\n"


def spans(found: Ribbon | None) -> list[tuple[str, int, float, float]]:
    """The spans as kind, column, start and length in minutes."""
    assert found is not None
    return [(span.kind, span.column, span.start / 60, span.length / 60) for span in found.spans]


def columns(folder: Path, head: str, *stages: str) -> Ribbon | None:
    """The ribbon of a map with some stages."""
    return ribbon(lay_text(folder, head + "".join(f"  - {{title: S, frontstage: [], {stage}}}\n" for stage in stages)))


def test_the_drawn_target():
    """The complaint adds up as its summary says: nine days, of which seven are waiting."""
    found = ribbon(lay(ROOT / "examples" / "complaint" / "complaint.cjm.yaml").view)
    assert found is not None
    hours = {kind: sum(span.length for span in found.spans if span.kind == kind) / 3600 for kind in ("wait", "work")}
    assert hours == {"wait": 170, "work": 44}
    assert (found.title, [part.share for part in found.parts]) == (
        "9 hari 2 jam, mengikut skala sebenar",
        ["78%", "", ""],
    )
    assert found.left_out == ("lima hari tanpa jawapan",)


def test_a_columns_own_figures_stand_wait_first(tmp_path: Path):
    found = columns(tmp_path, BLUEPRINT, "wait: 1 h, duration: 30 min", "duration: 20 min")
    assert spans(found) == [("wait", 0, 0, 60), ("customer", 0, 60, 30), ("customer", 1, 90, 20)]


def test_one_time_seen_from_two_sides_counts_once(tmp_path: Path):
    text = BLUEPRINT + (
        "  - title: A\n    duration: 5 min\n"
        "  - title: B\n"
        "    communication: {text: asks, duration: 10 min}\n"
        "    frontstage: [{text: answers, duration: 20 min}, {text: holds, wait: 1 h}]\n"
        "    backstage: {text: looks it up, duration: 30 min, wait: 15 min}\n"
        "    support: {text: finds it, duration: 5 min}\n"
    )
    assert spans(ribbon(lay_text(tmp_path, text))) == [
        ("customer", 0, 0, 5), ("customer", 1, 5, 10), ("customer", 1, 15, 20), ("wait", 1, 35, 15),
        ("work", 1, 50, 30), ("work", 1, 80, 5), ("wait", 1, 85, 10),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "stages",
    [
        ("duration: 5 min", "note: none"),
        ("duration: a while", "duration: 5 min", "duration: 6 min"),
        ("note: none", "note: none"),
        ("duration: 0 min", "duration: 0 min"),
    ],
)
def test_too_little_draws_nothing(tmp_path: Path, stages: tuple[str, ...]):
    assert columns(tmp_path, BLUEPRINT, *stages) is None


def test_other_kinds_have_none(tmp_path: Path):
    text = BLUEPRINT.replace("service-blueprint", "current-state")
    assert ribbon(lay_text(tmp_path, text + "  - {title: A, duration: 1 h}\n  - {title: B, duration: 1 h}\n")) is None


def test_a_range_counts_by_its_middle_and_says_about(tmp_path: Path):
    found = columns(tmp_path, BLUEPRINT, "duration: 1–3 h", "duration: 1 h")
    assert found is not None
    assert (found.total, found.title) == (3 * 3600, "about 3 hours, to scale")


def test_a_day_stands_at_its_times(tmp_path: Path):
    text = DAY + (
        "  - {time: '07:00', title: Up, duration: 30 min}\n  - {time: '08:30', title: Out, wait: 3 h}\n"
        "  - {time: Around noon, title: Rest}\n  - {time: '10:00', title: Back}\n"
    )
    assert spans(ribbon(lay_text(tmp_path, text))) == [
        ("slot", 0, 0, 90), ("busy", 0, 0, 30), ("slot", 1, 90, 90), ("wait", 1, 90, 90), ("slot", 3, 180, 0),
    ]  # fmt: skip


def test_a_range_of_times_ends_when_it_says(tmp_path: Path):
    """The last one too, at midnight or after it; what begins before that ends it."""
    times = ["06:00–09:00", "10:00–12:30", "12:00–17:00", "20:00–24:00"]
    found = ribbon(lay_text(tmp_path, DAY + "".join(f"  - {{time: '{time}', title: T}}\n" for time in times)))
    assert spans(found) == [
        ("slot", 0, 0, 180), ("slot", 1, 240, 120), ("slot", 2, 360, 300), ("slot", 3, 840, 240),
    ]  # fmt: skip
    assert found is not None
    assert found.title == "06:00–24:00, 18 hours, to scale"
    assert ticks(found, catalog("en"), 8)[-1] == (1.0, "24:00")
    late = DAY + "".join(f"  - {{time: '{time}', title: T}}\n" for time in (*times[:3], "22:30–01:00"))
    found = ribbon(lay_text(tmp_path, late))
    assert found is not None
    assert found.title == "06:00–01:00, 19 hours, to scale"


def test_a_day_may_pass_midnight_once_and_must_not_go_back(tmp_path: Path):
    times = "".join(f"  - {{time: '{time}', title: T}}\n" for time in ("20:00", "23:30", "01:00"))
    found = ribbon(lay_text(tmp_path, DAY + times))
    assert found is not None
    assert found.title == "20:00–01:00, 5 hours, to scale"
    assert ribbon(lay_text(tmp_path, DAY + times.replace("23:30", "19:00"))) is None


@pytest.mark.parametrize(
    ("text", "hours"),
    [("07:30", 7.5), ("7:05–8:15", 7 + 1 / 12), ("24:00", 24), ("25:00", None), ("Day 1, 09:00", None)],
)
def test_clock(text: str, hours: float | None):
    assert clock(text) == (None if hours is None else pytest.approx(hours * 3600))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (45, "45 seconds"), (60, "1 minute"), (3599.9, "1 hour"), (3660, "1 hour 1 minute"), (90000, "1 day 1 hour"),
        (86399, "1 day"), (14 * 86400, "14 days"), (60 * 86400, "8 weeks 4 days"),
    ],
)  # fmt: skip
def test_elapsed(tmp_path: Path, seconds: float, words: str):
    catalog = lay_text(tmp_path, DAY + "  - title: A\n").catalog
    assert elapsed(catalog, seconds) == words


def test_the_axis_has_round_places(tmp_path: Path):
    found = columns(tmp_path, BLUEPRINT, "duration: 30 h", "wait: 42 h")
    assert found is not None
    catalog = lay_text(tmp_path, DAY + "  - title: A\n").catalog
    assert ticks(found, catalog, 13) == ((0, "0"), (1 / 3, "1 day"), (2 / 3, "2 days"), (1, "3 days"))
