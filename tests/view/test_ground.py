"""What a statement rests on, after inheritance; and how much of a map is sourced."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from view.laying import HEAD, items, lay_text

SOURCES = "sources: [{id: a, title: A}, {id: b, title: B}]\n"


def ground(
    folder: Path, kind: str, levels: tuple[str, str, str, str], lane: str = "pain_points"
) -> tuple[str, tuple[int, ...]]:
    """The basis and the references of one item, from what map, stage, step and item say."""
    map_, stage, step, item = levels
    words = "{score: 1, " if lane == "emotion" else "{text: Slow, "
    text = HEAD.replace("current-state", kind).replace("stages:", SOURCES + f"{map_}\nstages:")
    text += (
        f"  - title: A\n    {stage}\n    steps:\n      - title: B\n        {step}\n        {lane}: {words}{item}}}\n"
    )
    [found] = items(lay_text(folder, text))
    return found.basis, found.refs


@pytest.mark.parametrize(
    ("levels", "basis", "refs"),
    [
        (("", "", "", ""), "assumed", ()),
        (("basis: inferred", "", "", ""), "inferred", ()),
        (("basis: inferred", "basis: observed", "", ""), "observed", ()),
        (("basis: inferred", "basis: observed", "basis: validated", ""), "validated", ()),
        (("basis: inferred", "basis: observed", "basis: validated", "basis: assumed"), "assumed", ()),
        (("", "", "", "sources: a"), "reported", (1,)),
        (("", "", "sources: [b, a]", ""), "reported", (1, 2)),
        (("", "sources: b", "", ""), "reported", (2,)),
        (("", "sources: a", "sources: b", ""), "reported", (2,)),
        (("", "sources: a", "basis: observed", ""), "observed", (1,)),
        (("", "sources: a", "", "basis: observed"), "observed", (1,)),
        (("", "sources: a", "", "basis: observed, sources: b"), "observed", (2,)),
        (("", "sources: a", "", "basis: assumed"), "assumed", ()),
        (("", "sources: a", "basis: assumed", ""), "assumed", ()),
        (("basis: observed", "", "sources: a", ""), "reported", (1,)),
    ],
)
def test_the_nearest_level_decides(
    tmp_path: Path, levels: tuple[str, str, str, str], basis: str, refs: tuple[int, ...]
):
    assert ground(tmp_path, "current-state", levels) == (basis, refs)


@pytest.mark.parametrize(
    ("levels", "lane", "basis", "refs"),
    [
        (("", "", "", ""), "pain_points", "target", ()),
        (("", "", "", ""), "emotion", "target", ()),
        (("", "", "", "sources: a"), "pain_points", "reported", (1,)),
        (("", "", "", "sources: a"), "emotion", "target", (1,)),
        (("", "", "sources: a", ""), "emotion", "target", (1,)),
        (("basis: observed", "", "", ""), "emotion", "target", ()),
        (("", "basis: observed", "", ""), "emotion", "target", ()),
        (("basis: observed", "", "", ""), "pain_points", "observed", ()),
        (("", "", "", "basis: assumed"), "emotion", "assumed", ()),
    ],
)
def test_feelings_of_the_future_are_targets(
    tmp_path: Path, levels: tuple[str, str, str, str], lane: str, basis: str, refs: tuple[int, ...]
):
    assert ground(tmp_path, "future-state", levels, lane) == (basis, refs)


@pytest.mark.parametrize(
    ("cells", "sourced", "total"),
    [
        ("note: A", 0, 0),
        ("pain_points: Slow", 0, 1),
        ("pain_points: {text: Slow, sources: a}", 1, 1),
        ("pain_points: [{text: Slow, sources: a}, Loud]", 0, 1),
        ("pain_points: [{text: Slow, sources: a}, {text: Loud, basis: inferred}]", 1, 1),
        ("pain_points: []", 0, 0),
        ("actions: [one]\n    thoughts: {text: two, sources: a}\n    emotion: 1", 1, 3),
        (
            "touchpoints: App\n    opportunities: A list\n    changes: A\n    risks: R\n    links: https://a.example",
            0,
            0,
        ),
        ("sources: a\n    actions: one\n    emotion: 1\n    touchpoints: App", 2, 2),
        ("emotion: {score: 1, basis: target}", 0, 0),
        ("product_use: one\n    better_use: two\n    owners: three", 0, 1),
    ],
)
def test_coverage_counts_the_cells_that_claim_something(tmp_path: Path, cells: str, sourced: int, total: int):
    view = lay_text(tmp_path, HEAD.replace("stages:", SOURCES + "stages:") + f"  - title: B\n    {cells}\n")
    assert (view.coverage.sourced, view.coverage.total) == (sourced, total)
    assert (sum(view.columns[0].evidence), len(view.columns[0].evidence)) == (sourced, total)
    assert view.coverage.text == (f"{round(100 * sourced / total)}%, {sourced} of {total} cells" if total else "")


def test_stages_with_steps_and_the_whole_journey_count_too(tmp_path: Path):
    text = HEAD.replace("stages:", SOURCES + "overall: {metrics: {text: NPS of 31, sources: a}}\nstages:")
    text += "  - title: A\n    emotion: {score: 1, sources: b}\n    steps: [{title: B, actions: one}, {title: C}]\n"
    view = lay_text(tmp_path, text)
    assert (view.coverage.sourced, view.coverage.total) == (2, 3)
    assert [column.evidence for column in view.columns] == [(False,), ()]


@pytest.mark.parametrize(
    ("sourced", "word"), [(0, "Assumptions"), (1, "Assumptions"), (2, "Research and assumptions"), (3, "Research")]
)
def test_what_the_map_rests_on_in_words(tmp_path: Path, sourced: int, word: str):
    text = HEAD.replace("stages:", SOURCES + "stages:")
    for at in range(4):
        text += f"  - {{title: S{at}, actions: {{text: one{', sources: a' if at < sourced else ''}}}}}\n"
    facts: dict[str, Any] = {fact.key: fact.text for fact in lay_text(tmp_path, text).facts}
    assert facts["rests_on"] == word


def test_sources_are_numbered_in_the_order_of_the_register(tmp_path: Path):
    text = HEAD.replace("stages:", SOURCES + "stages:") + "  - {title: A, thoughts: {text: T, sources: [b, a]}}\n"
    view = lay_text(tmp_path, text)
    assert [(entry.number, entry.id, entry.title) for entry in view.sources] == [(1, "a", "A"), (2, "b", "B")]


def test_the_projects_sources_are_listed_when_they_are_cited(tmp_path: Path):
    shared = "cjmap: 1\nsources: [{id: x, title: X}, {id: y, title: Y}, {id: a, title: Other}]\n"
    (tmp_path / "cjmap.yaml").write_text(shared, encoding="utf-8")
    text = (
        HEAD.replace("stages:", SOURCES + "stages:") + "  - {title: A, sources: y, thoughts: {text: T, sources: a}}\n"
    )
    view = lay_text(tmp_path, text)
    assert [(entry.number, entry.id, entry.title) for entry in view.sources] == [
        (1, "a", "A"),
        (2, "b", "B"),
        (3, "y", "Y"),
    ]
    assert view.columns[0].head.refs == (3,)


def test_what_is_hidden_is_not_counted(tmp_path: Path):
    text = HEAD.replace("stages:", "lanes: [{id: thoughts, hidden: true}]\n" + SOURCES + "stages:")
    text += "  - title: A\n    thoughts: Why?\n    actions: {text: Looks, sources: a}\n"
    text += "    steps: [{title: B, thoughts: Hm}]\n"
    text += "overall:\n  thoughts: Why?\n  pain_points: Slow\n"
    view = lay_text(tmp_path, text)
    assert [column.evidence for column in view.columns] == [()]
    assert (view.coverage.sourced, view.coverage.total) == (1, 2)
