"""The tree: phases, stages and steps with how much they hold."""

from __future__ import annotations

from pathlib import Path

from view.laying import lay, lay_text

from cjmap.view.tree import tree

MAP = """\
cjmap: 1
kind: current-state
title: T
stages:
  - title: A
    phase: Before
    opportunities: {text: o, impact: 4, effort: 2}
    steps:
      - {title: A1, actions: [x, y], emotion: -1, pain_points: [{text: p, severity: low}, {text: q, severity: high}]}
      - {title: A2, actions: []}
  - {title: B, phase: Before, actions: x, emotion: word}
  - {title: C, actions: x}
"""


def test_counts_hang_where_they_stand(tmp_path: Path):
    found = tree(lay_text(tmp_path, MAP))
    assert [(limb.title, [branch.stage.head.title for branch in limb.stages]) for limb in found] == [
        ("Before", ["A", "B"]), ("", ["C"]),
    ]  # fmt: skip
    first, second = found[0].stages
    assert [(count.title, count.number, count.score) for count in first.counts] == [("Opportunities", 1, "2.0")]
    counted = [[(count.title, count.number, count.severity) for count in twig.counts] for twig in first.steps]
    assert counted == [[("Actions", 2, 0), ("Pain points", 2, 3)], []]
    assert [item.score for item in first.steps[0].emotions] == ["−1"]
    assert [(count.title, count.number) for count in second.counts] == [("Actions", 1)]
    assert ([item.text for item in second.emotions], second.steps) == (["word"], ())


def test_another_maps_page_is_linked(tmp_path: Path):
    root = Path(__file__).resolve().parents[2] / "examples" / "first-month"
    details = [detail for column in lay(root / "first-month.cjm.yaml").view.columns for detail in column.head.details]
    assert [(detail.text, detail.href) for detail in details if detail.key == "journey"] == [
        ("IT set-up for a new starter, Manager orders", "./it-setup.html#c1"),
        ("IT set-up for a new starter, First sign-in", "./it-setup.html#c4"),
    ]  # fmt: skip


def test_a_page_with_odd_letters_is_but_a_path(tmp_path: Path):
    (tmp_path / "cjmap.yaml").write_text("cjmap: 1\n", encoding="utf-8")
    odd = tmp_path / "sub" / "javascript:x 圖.cjm.yaml"
    odd.parent.mkdir()
    odd.write_text(MAP, encoding="utf-8")
    view = lay_text(tmp_path, MAP.replace("  - {title: C,", "  - {title: C, journey: 'sub/javascript:x 圖.cjm.yaml',"))
    (detail,) = [each for each in view.columns[-1].head.details if each.key == "journey"]
    assert detail.href == "./sub/javascript%3Ax%20%E5%9C%96.html"
