"""The current map's emotions behind a future map's."""

from __future__ import annotations

from pathlib import Path

from view.laying import lay, lay_text

from cjmap.view.shapes import Row, View

CURRENT = """\
cjmap: 1
kind: current-state
title: Now
emotion_scale: 1..5
stages:
  - {id: a, title: Look, emotion: {score: 3, word: curious}}
  - id: b
    title: Buy
    steps:
      - {id: b1, title: Order, emotion: {score: 1, word: lost}}
      - {id: b2, title: Pay, emotion: [{score: 2, word: hurried}, {score: 5, word: relieved}]}
  - {title: Wait, emotion: [{score: 1, when: late}, {score: 4, when: in time}]}
  - {title: Unpack, emotion: {score: 5, word: glad}}
"""
FUTURE = """\
cjmap: 1
kind: future-state
title: Then
future_of: now.cjm.yaml
stages:
  - {id: a, title: Look around, emotion: {score: 1, word: keen}}
  - {id: whole, title: Order and pay, from: [b], emotion: 1}
  - {id: fresh, title: Unpack, from: [], emotion: 2}
  - {title: Wait, emotion: 0}
  - {title: Unpack, emotion: 2}
"""


def future(folder: Path, text: str = FUTURE, now: str = CURRENT) -> View:
    (folder / "now.cjm.yaml").write_text(now, encoding="utf-8")
    return lay_text(folder, text)


def row(view: View) -> Row | None:
    return next((row for row in view.rows if isinstance(row, Row) and row.lane == "emotion-now"), None)


def test_scores_stand_where_their_columns_went(tmp_path: Path):
    view = future(tmp_path)
    assert view.plot is not None
    (ghost,) = view.plot.ghosts
    points = [[(p.column, round(p.x, 2), p.level, p.word) for p in run] for run in ghost.runs]
    assert points == [
        [(0, 0.5, 0.0, "curious"), (1, 1.25, -1.0, "lost"), (1, 1.5, -0.5, "hurried"), (1, 1.75, 1.0, "relieved")],
        [(4, 4.5, 1.0, "glad")],
    ]
    assert "line_now" in view.marks
    assert "Look around: 3 curious" in view.plot.description


def test_the_same_stands_in_words(tmp_path: Path):
    found = row(future(tmp_path))
    assert found is not None
    said = {cell.start: [item.text for item in cell.items] for cell in found.tiers[0]}
    assert said == {0: ["3 curious"], 1: ["1 lost", "2 hurried", "5 relieved"], 4: ["5 glad"]}
    assert [detail.text for detail in found.tiers[0][0].items[0].details] == ["Look"]
    assert found.tiers[0][2].items[0].details == ()


def test_ids_that_differ_are_not_matched_by_title(tmp_path: Path):
    text = FUTURE.replace("  - {title: Unpack,", "  - {id: open, title: Unpack,")
    view = future(tmp_path, text, CURRENT.replace("  - {title: Unpack,", "  - {id: unpack, title: Unpack,"))
    assert view.plot is not None
    assert [len(run) for run in view.plot.ghosts[0].runs] == [4]


def test_without_scores_there_is_no_ghost(tmp_path: Path):
    view = future(tmp_path, now=CURRENT.replace("score: ", "word: ").replace("word: lost", "text: lost"))
    assert row(view) is None
    assert view.plot is not None
    assert view.plot.ghosts == ()
    assert "line_now" not in view.marks


def test_each_persona_has_their_own(tmp_path: Path):
    now = CURRENT.replace("stages:", "persona: [Mei, Tom, Ann]\nstages:").replace(
        "emotion: {score: 3, word: curious}",
        "emotion: [{score: 3, word: curious, persona: Mei}, {score: 2, persona: Tom}, {score: 1, persona: Ann}]",
    )
    view = future(tmp_path, FUTURE.replace("stages:", "persona: [Tom, Mei]\nstages:"), now)
    assert view.plot is not None
    assert [(ghost.persona, ghost.runs[0][0].score) for ghost in view.plot.ghosts] == [("Mei", "3"), ("Tom", "2")]


def test_the_example_pair():
    root = Path(__file__).resolve().parents[2] / "examples" / "cart-to-checkout"
    view = lay(root / "cart-to-checkout.future.cjm.yaml").view
    assert view.plot is not None
    assert [p.score for run in view.plot.ghosts[0].runs for p in run] == [
        "+1", "+0.5", "−2", "−1.5", "−0.5", "−0.5", "−1", "+1",
    ]  # fmt: skip
