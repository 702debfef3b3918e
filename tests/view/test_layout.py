"""Columns, stages, phases, tiers, lanes, lines, and where the journey goes."""

from __future__ import annotations

from pathlib import Path

import pytest
from view.laying import HEAD, items, lay_text

from cjmap.view.shapes import CellView, Line, Row, View

THREE = (
    HEAD
    + """\
  - id: a
    title: A
    phase: Before
  - id: b
    title: B
    phase: Before
    steps:
      - {id: b1, title: B1}
      - {id: b2, time: "07:00"}
      - {}
  - title: C
    phase: After
"""
)


def texts(cell: CellView) -> list[str]:
    """The words in a cell."""
    return [item.text for item in cell.items]


def grid(view: View) -> dict[str, list[list[tuple[int, int, list[str]]]]]:
    """Each lane's tiers: where each cell begins, how wide it is, what it says."""
    rows = [row for row in view.rows if isinstance(row, Row)]
    return {row.lane: [[(cell.start, cell.span, texts(cell)) for cell in tier] for tier in row.tiers] for row in rows}


def test_columns_stages_and_phases(tmp_path: Path):
    view = lay_text(tmp_path, THREE)
    assert [(stage.start, stage.span, stage.alone) for stage in view.stages] == [
        (0, 1, True),
        (1, 3, False),
        (4, 1, True),
    ]
    assert [(column.index, column.stage) for column in view.columns] == [(0, 0), (1, 1), (2, 1), (3, 1), (4, 2)]
    assert [column.head.number for column in view.columns] == ["1", "2.1", "2.2", "2.3", "3"]
    assert [column.head.title for column in view.columns] == ["A", "B1", "07:00", "", "C"]
    assert [(band.title, band.start, band.span) for band in view.bands] == [("Before", 0, 4), ("After", 4, 1)]
    assert lay_text(tmp_path, THREE.replace("    phase: Before\n", "").replace("    phase: After\n", "")).bands == ()


def test_a_time_is_the_heading_where_there_is_no_title(tmp_path: Path):
    view = lay_text(tmp_path, HEAD + "  - {title: A, time: Late}\n  - {time: Early, duration: 1 h, wait: 2 h}\n")
    assert [(each.head.title, each.head.time) for each in view.columns] == [("A", "Late"), ("Early", "")]
    assert (view.columns[1].head.duration, view.columns[1].head.wait) == ("1 h", "2 h")


def test_cells_of_stages_span_their_steps(tmp_path: Path):
    steps = "    steps: [{title: B1, actions: one}, {title: B2}, {title: B3, actions: [two, three]}]\n"
    view = lay_text(tmp_path, HEAD + "  - {title: A, thoughts: zero}\n  - title: B\n    thoughts: whole\n" + steps)
    assert grid(view) == {
        "actions": [[(1, 1, ["one"]), (3, 1, ["two", "three"])]],
        "thoughts": [[(0, 1, ["zero"]), (1, 3, ["whole"])]],
    }


def test_a_lane_with_cells_of_a_stage_and_of_its_steps_has_two_tiers(tmp_path: Path):
    text = (
        HEAD
        + "  - {title: A, actions: zero}\n"
        + "  - {title: B, actions: whole, steps: [{title: C, actions: part}, {}]}\n"
    )
    assert grid(lay_text(tmp_path, text)) == {"actions": [[(1, 2, ["whole"])], [(0, 1, ["zero"]), (1, 1, ["part"])]]}


def test_empty_none_and_absent_cells(tmp_path: Path):
    view = lay_text(tmp_path, HEAD + "  - {title: A, actions: []}\n  - title: B\n    actions:\n  - title: C\n")
    [row] = [row for row in view.rows if isinstance(row, Row)]
    assert [(cell.start, cell.none, cell.items) for tier in row.tiers for cell in tier] == [(0, True, ())]
    assert row.count == 0


def lanes(view: View) -> list[str]:
    """The lanes from above, and the lines between them in brackets."""
    return [f"({row.name})" if isinstance(row, Line) else row.lane for row in view.rows]


def test_lanes_stand_as_listed_then_as_the_kind_has_them(tmp_path: Path):
    cells = "  - {title: A, metrics: NPS of 31, weather: sunny, emotion: 1, actions: go, gains: some}\n"
    text = HEAD.replace("stages:", "lanes: [gains: What is good, weather, risks]\nstages:") + cells
    assert lanes(lay_text(tmp_path, text)) == ["gains", "weather", "risks", "actions", "emotion", "metrics"]


def test_a_map_without_cells_shows_the_lanes_of_its_kind(tmp_path: Path):
    view = lay_text(tmp_path, HEAD.replace("current-state", "day-in-the-life") + "  - title: A\n")
    assert lanes(view) == ["actions", "thoughts", "emotion", "touchpoints", "product_use", "better_use"]


def test_hidden_lanes_are_left_out_and_retitled_ones_keep_their_words(tmp_path: Path):
    text = HEAD.replace(
        "stages:", "lanes: [{id: risks, hidden: true}, {id: gains, title: Good, note: N, owner: O}]\nstages:"
    )
    view = lay_text(tmp_path, text + "  - {title: A, risks: R, gains: G, actions: go}\noverall: {risks: whole}\n")
    assert lanes(view) == ["gains", "actions"]
    assert view.overall == ()
    row = view.rows[0]
    assert isinstance(row, Row)
    assert (row.title, row.question, row.note, row.owner) == ("Good", "", "N", "O")
    assert isinstance(view.rows[1], Row)
    assert view.rows[1].question == "What does the customer do?"


def test_a_projects_lane_is_titled_there_and_the_map_may_retitle_it(tmp_path: Path):
    (tmp_path / "cjmap.yaml").write_text("cjmap: 1\nlanes: [weather: The weather]\n", encoding="utf-8")
    text = HEAD + "  - {title: A, weather: sunny}\n"
    assert [row.title for row in lay_text(tmp_path, text).rows] == ["The weather"]
    text = text.replace("stages:", "lanes: [weather: Outside]\nstages:")
    assert [row.title for row in lay_text(tmp_path, text).rows] == ["Outside"]


BLUEPRINT = "cjmap: 1\nkind: service-blueprint\ntitle: Groceries\n"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            "support: a, backstage: b, frontstage: c, actions: d, evidence: e",
            [
                "evidence",
                "actions",
                "(interaction)",
                "frontstage",
                "(visibility)",
                "backstage",
                "(internal)",
                "support",
            ],
        ),
        ("backstage: b, actions: d", ["actions", "(visibility)", "backstage"]),
        ("support: a, actions: b, metrics: c", ["actions", "(internal)", "support", "metrics"]),
        ("frontstage: a, communication: b", ["(interaction)", "communication", "frontstage"]),
    ],
)
def test_a_blueprints_lines_stand_where_the_role_changes(tmp_path: Path, given: str, expected: list[str]):
    assert lanes(lay_text(tmp_path, BLUEPRINT + f"stages: [{{title: A, {given}}}]\n")) == expected


def test_a_blueprints_own_order_holds_within_a_role(tmp_path: Path):
    listed = "lanes: [systems, support, {id: till, role: frontstage}, belt, actions, thoughts]\n"
    cells = "systems: a, support: b, till: c, belt: d, actions: e, thoughts: f, frontstage: g"
    view = lay_text(tmp_path, BLUEPRINT + listed + f"stages: [{{title: A, {cells}}}]\n")
    assert lanes(view) == [
        "actions", "thoughts", "(interaction)", "till", "belt", "frontstage", "(internal)", "systems", "support",
    ]  # fmt: skip


def test_only_blueprints_have_lines(tmp_path: Path):
    view = lay_text(tmp_path, HEAD + "  - {title: A, frontstage: a, actions: b, support: c}\n")
    assert not [row for row in view.rows if isinstance(row, Line)]


def flow(folder: Path, *stages: str) -> list[tuple[int, int | None, str, bool]]:
    """The edges of a map with some stages."""
    text = HEAD + "".join(f"  - {{id: s{at}, {stage}}}\n" for at, stage in enumerate(stages))
    return [(edge.start, edge.target, edge.when, edge.straight) for edge in lay_text(folder, text).flow]


def test_flow(tmp_path: Path):
    assert flow(tmp_path, "title: A", "title: B") == [(0, 1, "", True)]
    assert flow(tmp_path, "next: s2", "title: B", "title: C") == [(0, 2, "", False), (1, 2, "", True)]
    assert flow(tmp_path, "next: s1", "title: B") == [(0, 1, "", True)]
    assert flow(tmp_path, "next: [s1, s2]", "next: []", "title: C") == [
        (0, 1, "", False), (0, 2, "", False), (1, None, "", False),
    ]  # fmt: skip
    assert flow(tmp_path, "title: A", "next: [{to: s0, when: late}, {to: s2, when: soon}]", "next: []") == [
        (0, 1, "", True), (1, 0, "late", False), (1, 2, "soon", False), (2, None, "", True),
    ]  # fmt: skip


def test_flow_into_and_out_of_stages_with_steps(tmp_path: Path):
    steps = "steps: [{id: a}, {id: b}]"
    assert flow(tmp_path, "next: s1", steps, "next: s1") == [
        (0, 1, "", True),
        (1, 2, "", True),
        (2, 3, "", True),
        (3, 1, "", False),
    ]
    assert flow(tmp_path, f"{steps}, next: s2", "title: B", "title: C") == [
        (0, 1, "", True), (1, 3, "", False), (2, 3, "", True),
    ]  # fmt: skip


def test_the_way_on_is_told_in_words_where_it_is_not_plain(tmp_path: Path):
    text = HEAD + "  - {id: a, title: A, next: [{to: c, when: it is late}]}\n  - {id: b, title: B, next: a}\n"
    text += "  - {id: c, title: C, next: [a, b]}\n  - {id: d, title: D, next: e}\n  - {id: e, title: E, next: []}\n"
    view = lay_text(tmp_path, text)
    anchors = {column.head.id: f"#{column.head.anchor}" for column in view.columns}
    told = [[(each.label, each.text, each.href, each.key) for each in column.head.details] for column in view.columns]
    assert told == [
        [("Next (it is late)", "C", anchors["c"], "next")],
        [("Next", "A", anchors["a"], "return")],
        [("Next, in parallel", "A", anchors["a"], "return"), ("Next, in parallel", "B", anchors["b"], "return")],
        [],
        [],
    ]


def test_arrows_lead_across_lanes_and_to_titles(tmp_path: Path):
    text = BLUEPRINT + "stages:\n  - {title: A, frontstage: {id: f, text: Greets, to: [b, Books the stock]}}\n"
    text += "  - {title: B, backstage: {id: b, text: Packs}, support: Books the stock}\n"
    view = lay_text(tmp_path, text)
    by_text = {item.text: item for item in items(view)}
    assert by_text["Greets"].to == (by_text["Packs"].anchor, by_text["Books the stock"].anchor)


def test_fail_points_are_numbered_along_the_journey(tmp_path: Path):
    text = (
        BLUEPRINT
        + "stages:\n  - {title: A, support: {text: S, fail_point: true}, frontstage: {text: F, fail_point: no stock}}\n"
    )
    packing = "{text: P, fail_point: true, actor: Ali, system: ERP, duration: 1 h, wait: 2 h}"
    text += f"  - {{title: B, backstage: [{packing}, Q]}}\n"
    view = lay_text(tmp_path, text)
    found = [each.item for each in view.fail_points]
    assert [each.fail_number for each in found] == [1, 2, 3]
    assert {(each.text, each.fail_point) for each in found} == {("S", ""), ("F", "no stock"), ("P", "")}
    assert not any(each.pains or each.effect or each.severity for each in view.fail_points)
    last = found[2]
    assert (last.actor, last.system, last.duration, last.wait) == ("Ali", "ERP", "1 h", "2 h")


def test_the_effects_of_fail_points_are_the_pains_that_they_lead_to(tmp_path: Path):
    text = BLUEPRINT + "stages:\n" + (
        "  - title: A\n"
        "    frontstage: [{text: F, fail_point: no stock, to: [b, slow]}, {text: G, fail_point: true}]\n"
        "    backstage: {id: b, text: B, fail_point: lost, to: [Angry, gone, Lost twice]}\n"
        "    pain_points:\n"
        "      - {id: slow, text: Slow, severity: low}\n"
        "      - {id: gone, text: Gone, severity: critical, impact: 4 in 10 leave}\n"
        "      - {text: Lost twice, severity: high, impact: lost}\n"
        "      - Angry\n"
    )  # fmt: skip
    found = lay_text(tmp_path, text).fail_points
    assert [(each.item.text, each.effect, each.severity_label) for each in found] == [
        ("B", "Angry, 4 in 10 leave", "critical"),
        ("F", "Slow", "low"),
        ("G", "", ""),
    ]
    assert [pain.text for pain in found[0].pains] == ["Angry", "Gone", "Lost twice"]


def test_overall_cells_have_rows_of_their_own(tmp_path: Path):
    view = lay_text(
        tmp_path, HEAD + "  - {title: A, actions: go}\noverall: {metrics: NPS of 31, actions: [all of it]}\n"
    )
    assert [(row.lane, row.count) for row in view.overall] == [("actions", 1), ("metrics", 1)]
    assert [(cell.start, cell.span) for row in view.overall for tier in row.tiers for cell in tier] == [(0, 1), (0, 1)]
