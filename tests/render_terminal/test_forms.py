"""Which form a map takes, what the parts of each look like, and choosing lanes and stages."""

from __future__ import annotations

import terminal_views as views

from cjmap.record import replace
from cjmap.render.terminal import to_text, unknown
from cjmap.render.terminal.items import metric_bar
from cjmap.render.terminal.pen import Pen
from cjmap.view import shapes as v


def wide_map(steps: int) -> v.View:
    cells = tuple(views.cell(n, views.item(text=f"Does thing number {n}")) for n in range(steps * 2))
    shape = [(f"Stage {s}", [f"Step {s}.{n}" for n in range(steps)]) for s in range(2)]
    return views.view(shape, (views.row("actions", "Actions", cells),))


def test_auto_takes_the_grid_then_tables_then_the_list():
    view = wide_map(4)
    assert to_text(view, width=200) == to_text(view, width=200, form="grid")
    tables = to_text(view, width=100)
    assert tables.count("Stage 0") == 2
    assert "(continued)" in tables
    assert to_text(view, width=60) == to_text(view, width=60, form="list")


def test_a_stage_heads_its_columns():
    lines = to_text(wide_map(2), width=120, form="grid").splitlines()
    stages = next(line for line in lines if "Stage 1" in line)
    steps = next(line for line in lines if "Step 1.0" in line)
    assert stages.index("2 Stage 1") == steps.index("Step 1.0")


def test_a_cell_of_a_stage_spans_its_steps():
    item = views.item(text="long enough for two columns of the grid")
    rows = (views.row("actions", "Actions", (views.cell(0, item, span=2),)),)
    view = views.view([("A", ["a", "b"]), ("B", ["c", "d"])], rows)
    assert "long enough for two columns" in to_text(view, width=90, form="grid")


def test_a_steps_cell_stands_right_below_its_own_stages_cell():
    over = (
        views.cell(0, views.item(text="short"), span=2),
        views.cell(2, views.item(text="very long words " * 20), span=2),
    )
    rows = (views.row("actions", "Actions", over, (views.cell(0, views.item(text="below")),)),)
    lines = to_text(views.view([("A", ["a", "b"]), ("B", ["c", "d"])], rows), width=90, form="grid").splitlines()
    top = next(place for place, line in enumerate(lines) if "short" in line)
    assert "below" in lines[top + 1]


def test_the_tree_has_guides():
    printed = to_text(views.full(), width=80, form="tree")
    assert "├─ 1.1 Search for the usual items" in printed
    assert "│  └─ " in printed


def test_lanes_and_stages_are_chosen_by_id_number_or_title():
    view = views.full()
    printed = to_text(view, width=80, form="list", lanes=frozenset({"pain_points"}), stages=frozenset({"1"}))
    assert "Everything breaks" in printed
    assert "Types each item" not in printed
    assert "First dinner\n" not in printed
    assert "First dinner\n" in to_text(view, width=80, form="list", stages=frozenset({"use"}))
    assert unknown(view, frozenset({"Thoughts", "nope"}), frozenset({"9", "Choose"})) == ("nope", "9")


def test_one_chosen_stage_out_of_the_middle_keeps_its_cells():
    printed = to_text(wide_map(2), width=100, form="grid", stages=frozenset({"2"}))
    assert "Does thing number 2" in printed
    assert "number 0" not in printed


def test_marks_read_without_colour():
    printed = to_text(views.full(), width=100, form="list")
    for mark in (
        "▮▮▯ medium P1", "▮▮▮▮ critical", "(App)", "[Courier at the door · In person]", "┄assumed┄", "[1][2]",
        "▲ 12 November 2026", "✗1 Fail point: The printer jams", "→ 2 Receive", "— None", "Waiting: two working days",
        "━━ Line of visibility", "“Why not remember?”", " 16.0 ", "41% → 55%", "┃",
    ):  # fmt: skip
        assert mark in printed


def test_lines_of_a_blueprint_are_named_across_the_grid():
    line = next(line for line in to_text(views.full(), width=120).splitlines() if "Line of visibility" in line)
    assert line.startswith("━━ Line of visibility · the rest is hidden ━━━")


def test_only_ways_that_are_not_straight_are_told():
    printed = to_text(views.full(), width=100)
    assert "1.2 Compare → 1.1 Search for the usual items  If nothing fits" in printed
    assert "3.1 First dinner → The journey ends here" in printed
    assert "usual items → 1.2" not in printed


def test_a_blank_map_shows_its_questions():
    rows = (views.row("actions", "Actions", question="What does the customer do?"),)
    view = views.view([("A", []), ("B", [])], rows)
    for width in (30, 80, 120):
        assert "What does the customer do?" in " ".join(to_text(view, width=width).split())


def test_squares_of_evidence_stand_in_the_order_of_the_lanes():
    shown = views.view([("A", []), ("B", [])], ())
    columns = tuple(replace(column, evidence=(False, True, False)) for column in shown.columns)
    assert "□■□ 1/3" in to_text(replace(shown, columns=columns), width=100, form="grid")


def test_a_part_of_a_map_says_nothing_of_the_whole():
    view = views.full()
    whole = to_text(view, width=100, form="grid")
    part = to_text(view, width=100, form="grid", stages=frozenset({"1"}))
    of_all = ("41 of 45", "Severe pain points", "Waiting · 5 min", "nobody reads it", "Whole journey")
    assert all(words in whole for words in of_all)
    assert not any(words in part for words in of_all)
    assert "CX team" in part
    lane = to_text(view, width=100, form="grid", lanes=frozenset({"metrics"}))
    assert "Whole journey" in lane
    assert "□" not in lane
    assert "□" in whole


def test_the_legend_and_the_register_of_a_part_are_its_own():
    slow = views.item(v.SevereView, text="Slow", severity=3, severity_label="high", refs=(1,))
    none = v.CellView(1, 1, (), none=True)
    entries = tuple(v.SourceEntry(n, f"s{n}", f"s{n}", f"Study {n}", (), "", None) for n in (1, 2))
    rows = (
        views.row("pain_points", "Pains", (views.cell(0, slow), none), cell="pain_points"),
        views.row("actions", "Actions", (views.cell(1, views.item(text="Goes", refs=(2,))),)),
    )
    view = views.view([("A", []), ("B", [])], rows, sources=entries, marks=("severity", "reference", "none"))
    first = to_text(view, width=80, form="list", stages=frozenset({"1"}))
    second = to_text(view, width=80, form="list", stages=frozenset({"2"}))
    assert ("Severity" in first, "Study 1" in first, "Study 2" in first) == (True, True, False)
    assert ("Severity" in second, "Study 1" in second, "Study 2" in second) == (False, False, True)
    assert "Checked" in second
    assert "Checked" not in first


def test_the_bar_of_a_metric_ends_on_its_own_side_of_the_target():
    def bar(value: float, target: float | None) -> str:
        shown = views.item(v.MetricView, value="1", fraction=value, target_fraction=target)
        return metric_bar(Pen(views.full()), shown, 20).plain

    assert bar(0.17, 0.08) == "━━┃━────────────────"
    assert bar(0.11, 0.08) == "━━┃╸────────────────"
    assert bar(0.08, 0.08) == "━━┃─────────────────"
    assert bar(0.079, 0.08) == "━╸┃─────────────────"
    assert bar(1.0, 1.0) == "━━━━━━━━━━━━━━━━━━━┃"
    assert bar(0.0, 0.0) == "┃───────────────────"
    assert bar(3.0, 0.5).endswith("━")
    assert bar(0.5, None) == "━━━━━━━━━━──────────"
