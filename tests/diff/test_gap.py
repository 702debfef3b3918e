"""What a future-state map does with the current one, and the measures of both."""

from __future__ import annotations

from pathlib import Path

import pytest
from diff.sides import called, edition, steps
from validate.checking import write

from cjmap.diff.compare import diff
from cjmap.diff.comparison import Comparison, compare
from cjmap.diff.edition import Edition
from cjmap.diff.gap import Gap
from cjmap.diff.impact import Measures, better, impact, measure
from cjmap.project import Projects
from cjmap.view import lay_out

EXAMPLES = Path(__file__).parents[2] / "examples"
CART = (
    EXAMPLES / "cart-to-checkout/cart-to-checkout.cjm.yaml",
    EXAMPLES / "cart-to-checkout/cart-to-checkout.future.cjm.yaml",
)


def files(old: Path, new: Path, language: str | None = None) -> Comparison:
    """Two files compared."""
    projects = Projects()
    documents = [projects.of(path).open(path.resolve()) for path in (old, new)]
    assert documents[0] is not None
    assert documents[1] is not None
    return compare(documents[0], documents[1], language)


CURRENT = """cjmap: 1
kind: current-state
id: now
title: Now
emotion_scale: 1..5
stages:
  - id: shop
    title: Shop
    steps:
      - {id: a, title: A, emotion: 3, pain_points: {id: P1, text: Slow, severity: high}}
      - {id: b, title: B, emotion: 4, pain_points: {id: P2, text: Loud, severity: low}}
      - {id: c, title: C, emotion: 2, pain_points: {id: P3, text: Dark, severity: critical}}
      - {id: d, title: D, pain_points: {id: P4, text: Cold}, opportunities: {text: Heat, resolves: [P1, P4]}}
  - id: pay
    title: Pay
    steps:
      - {id: e, title: E, pain_points: {id: P5, text: Dear}, opportunities: {text: Discount, resolves: P5}}
      - {id: f, title: F, opportunities: [{text: A chair}, {text: A bench, status: rejected}]}
"""
FUTURE = """cjmap: 1
kind: future-state
title: Then
future_of: old.cjm.yaml
emotion_scale: 1..5
drops: {c: Nobody needs it}
leaves: {P2: Music sells}
stages:
  - id: shop
    title: Shop
    steps:
      - {id: a, title: A quickly, emotion: 5, resolves: P1}
      - {id: b, title: B, emotion: 2, risks: {text: Nobody comes, severity: high}}
      - {id: d, title: D, pain_points: Cold}
  - id: pay
    title: Pay
    steps:
      - {id: f, title: F, changes: {what: A chair}}
      - {id: g, title: G, from: [], emotion: 4}
"""


def fates(gap: Gap, old: Edition) -> dict[str, str]:
    """The fates of the pain points by id."""
    return {old.item(pain.old).id or "": pain.fate for pain in gap.pains}


@pytest.fixture
def small(tmp_path: Path) -> Comparison:
    write(tmp_path, {"old.cjm.yaml": CURRENT, "new.cjm.yaml": FUTURE})
    return files(tmp_path / "old.cjm.yaml", tmp_path / "new.cjm.yaml")


def test_every_pain_has_a_fate(small: Comparison):
    assert small.gap is not None
    assert small.diff is not None
    assert fates(small.gap, small.diff.old) == {
        "P1": "resolved", "P2": "left", "P3": "gone", "P4": "remains", "P5": "forgotten",
    }  # fmt: skip


def test_every_column_has_a_fate(small: Comparison):
    assert small.gap is not None
    assert small.diff is not None
    found = [
        (column.fate, called(small.diff.old, column.olds), called(small.diff.new, column.news))
        for column in small.gap.columns
    ]
    assert found == [
        ("improved", ["A"], ["A quickly"]),
        ("worsened", ["B"], ["B"]),
        ("dropped", ["C"], []),
        ("changed", ["D"], ["D"]),
        ("forgotten", ["E"], []),
        ("changed", ["F"], ["F"]),
        ("new", [], ["G"]),
    ]
    assert [column.rise for column in small.gap.columns[:2]] == [1.0, -1.0]


def test_every_opportunity_has_an_answer(small: Comparison):
    assert small.gap is not None
    assert small.diff is not None
    found = [(small.diff.old.item(each.old).words, each.uptake) for each in small.gap.opportunities]
    assert found == [("Heat", "partly"), ("Discount", "open"), ("A chair", "taken-up"), ("A bench", "declined")]
    assert len(small.gap.risks) == 1


def test_a_comparison_can_be_limited_to_one_stage(tmp_path: Path):
    future = FUTURE.replace("old.cjm.yaml", "old.cjm.yaml#shop").replace("  - id: pay", "  - id: new")
    write(tmp_path, {"old.cjm.yaml": CURRENT, "new.cjm.yaml": future})
    found = files(tmp_path / "old.cjm.yaml", tmp_path / "new.cjm.yaml")
    assert found.gap is not None
    assert found.diff is not None
    assert set(fates(found.gap, found.diff.old)) == {"P1", "P2", "P3", "P4"}
    assert found.impact is not None
    assert found.impact.old.steps == 4
    assert "stage-removed" not in [told.rule for told in found.told]


def test_a_map_that_is_no_future_of_the_other_has_no_gap(tmp_path: Path):
    write(
        tmp_path,
        {"old.cjm.yaml": CURRENT, "new.cjm.yaml": FUTURE, "other.cjm.yaml": CURRENT.replace("id: now", "id: o")},
    )
    assert files(tmp_path / "other.cjm.yaml", tmp_path / "new.cjm.yaml").gap is None
    assert files(tmp_path / "old.cjm.yaml", tmp_path / "other.cjm.yaml").gap is None


def test_the_pair_among_the_examples():
    found = files(*CART)
    assert found.gap is not None
    assert found.diff is not None
    assert found.fates is not None
    by_fate = fates(found.gap, found.diff.old)
    assert by_fate.pop("P4") == "forgotten"
    assert by_fate.pop("P1") == "left"
    assert set(by_fate.values()) == {"resolved"}
    assert [column.fate for column in found.gap.columns] == [
        "kept", "merged", "dropped", "merged", "merged", "improved", "split", "new", "new",
    ]  # fmt: skip
    assert [round(way.rise * 2, 2) if way.rise is not None else None for way in found.gap.ways] == [
        0, 0.5, 2, 1, 3, 0.5, 1, 0.5, None, None,
    ]  # fmt: skip
    assert found.fates.verdict() == [
        "10 個痛點：8 個解決、1 個刻意保留、1 個無人處理。",
        "還沒有對策的是：P4「離島加收的運費到最後一步才出現」（高）。",
        "情緒最低點從「選配送，看到運費」的 −2 升到「一頁付款」的 0，平均從 −0.44 升到 +0.89。",
        "10 個步驟變為 9 個。",
    ]
    english = files(*CART, "en").fates
    assert english is not None
    assert english.verdict()[0] == "10 pain points: 8 resolved, 1 knowingly left and 1 forgotten."


def test_every_claim_of_the_examples_report_is_on_the_lines_it_names():
    found = files(*CART)
    assert found.fates is not None
    texts = [path.read_text(encoding="utf-8").splitlines() for path in CART]
    for pain in found.fates.pains():
        olds, news = found.places(pain)
        [line] = [place.start.line for place in olds]
        words = "".join(texts[0][line - 1 : line + 2])
        assert found.diff is not None
        assert found.diff.old.item(pain.olds[0]).words in words
        for place in news:
            assert any("resolves" in text for text in texts[1][place.start.line - 1 : place.end.line])


def measured(stages: str, head: str = "") -> Measures:
    """The measures of a map."""
    return measure(edition(stages, head))


def test_emotions_that_depend_on_the_case_are_never_averaged():
    found = measured(
        steps("emotion: 1, title: A", "emotion: [{score: -2, when: closed}, {score: 2, when: open}], title: B")
    )
    [curve] = found.curves
    assert (curve.mean, len(curve.points)) == (0.5, 1)


def test_scores_on_other_scales_are_compared_on_one_measure():
    five = measured(steps("emotion: 5, title: A", "emotion: 2, title: B"), "emotion_scale: 1..5\n")
    two = measured(steps("emotion: 2, title: A", "emotion: -1, title: B"))
    assert [curve.mean for curve in five.curves] == [curve.mean for curve in two.curves] == [0.25]
    assert impact(
        diff(edition(steps("emotion: 5, title: A"), "emotion_scale: 1..5\n"), edition(steps("title: A")))
    ).rescaled


def test_personas_have_curves_of_their_own():
    head = "persona: [{id: p, name: Mei}, {id: q, name: Li}]\n"
    cells = "emotion: [{score: 1, persona: Mei}, {score: -1, persona: q}]"
    found = measured(steps(f"title: A, {cells}", "title: B, emotion: 2"), head)
    assert [(curve.persona, curve.mean) for curve in found.curves] == [("p", 0.75), ("q", 0.25)]


def test_personas_are_found_as_the_rules_find_them(tmp_path: Path):
    write(
        tmp_path,
        {
            "cjmap.yaml": "cjmap: 1\npersonas: personas\n",
            "personas/mei-lin.cjm.yaml": "cjmap: 1\nkind: persona\nname: Mei Lin\ngoals: x\n",
            "a.cjm.yaml": "cjmap: 1\nkind: current-state\ntitle: A\n"
            "persona: [mei-lin, {id: arif, name: Arif}]\nstages:\n"
            "  - {title: A, emotion: [{score: 1, persona: Mei Lin}, {score: -1, persona: ARIF}]}\n"
            "  - {title: B, emotion: 2}\n",
        },
    )
    document = Projects().of(tmp_path / "a.cjm.yaml").open((tmp_path / "a.cjm.yaml").resolve())
    assert document is not None
    found = measure(Edition.of(document))
    assert [(curve.persona, curve.mean) for curve in found.curves] == [("mei-lin", 0.75), ("arif", 0.25)]


def test_times_that_cannot_be_read_are_counted():
    found = measured(steps("title: A, duration: 30 min", "title: B, duration: 1–2 h", "title: C, duration: ages"))
    assert (found.duration.least, found.duration.most) == (5400, 9000)
    assert (found.duration.read, found.duration.unread) == (2, 1)


def test_hand_offs_and_channels():
    found = measured(
        steps(
            "title: A, frontstage: {id: x, text: Greets, actor: Host, to: y}, touchpoints: {text: D, channel: store}",
            "title: B, backstage: {id: y, text: Cooks, actor: Cook, to: z}, touchpoints: {text: P, channel: Phone}",
            "title: C, backstage: {id: z, text: Plates, actor: cook}, touchpoints: {text: Q, channel: phone}",
        )
    )
    assert (found.hand_offs, found.channel_switches) == (1, 1)
    assert (found.online, found.offline, found.touchpoints) == (0, 3, 3)
    assert measured(steps("title: A", "title: B")).hand_offs is None


def test_the_latest_value_of_a_metric_counts():
    head = "metrics: [{id: nps, direction: higher}, {id: calls, direction: lower}]\n"
    rows = (
        "{{metric: nps, value: {}, as_of: 2026-09-30}}, {{metric: nps, value: 1, as_of: 2025-09-30}}, "
        "{{metric: calls, value: {}}}"
    )
    before, after = (edition(steps(f"title: A, metrics: [{rows.format(*each)}]"), head) for each in ((20, 9), (30, 12)))
    readings = impact(diff(before, after)).readings
    assert [(old.value, new.value, better(old, new)) for old, new in readings if old and new] == [
        (20, 30, True), (9, 12, False),
    ]  # fmt: skip


@pytest.mark.parametrize("path", sorted(EXAMPLES.glob("*/*.cjm.yaml")), ids=lambda path: path.name)
def test_evidence_is_counted_as_the_view_counts_it(path: Path):
    document = Projects().of(path).open(path)
    assert document is not None
    found, view = measure(Edition.of(document)), lay_out(document)
    assert (found.sourced, found.claims) == (view.coverage.sourced, view.coverage.total)
    assert found.steps == len(view.columns)


def test_pains_between_revisions(tmp_path: Path):
    cells = "pain_points: [{{id: a, text: Slow, severity: {}}}, {{id: b, text: Loud, severity: {}}}, {}]"
    old = edition(steps(f"title: A, {cells.format('low', 'high', '{id: c, text: Dark}')}"))
    new = edition(steps(f"title: A, {cells.format('high', 'low', '{id: d, text: Cold}')}"))
    found = impact(diff(old, new)).pains
    assert [len(each) for each in (found.introduced, found.gone, found.worsened, found.eased, found.stayed)] == [
        1
    ] * 4 + [0]
