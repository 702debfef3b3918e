"""Few false alarms: what the rules must leave alone, and what they must still see, in every shipped language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from lint.linting import HEAD, lint, lint_text, places, write

from cjmap.durations import days
from cjmap.lint.gates import Gates, check_gates
from cjmap.project import Projects
from cjmap.rules.assumption_as_fact import figure
from cjmap.rules.company_voice import COMPANY
from cjmap.rules.duplicate_touchpoint_name import bare
from cjmap.rules.identities import found_in
from cjmap.rules.lengths import last_day
from cjmap.rules.unordered_times import minutes
from cjmap.stats import stats

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("today", [date(2026, 10, 20), date(2036, 1, 1)])
def test_the_examples_are_clean_whatever_the_day(today):
    assert places(lint(ROOT / "examples", today=today)) == []


def test_starter_maps_say_only_what_is_missing():
    rules = {each.rule for each in lint(ROOT / "templates" / "maps")}
    assert rules == {
        "missing-owner", "missing-review-date", "missing-goal", "missing-future-of", "persona-undefined", "empty-stage",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "We send you a mail", "We ask the customer for an address", "We will call customers back",
        "我们向客户发送短信", "Kami akan menghubungi pelanggan", "Our team calls back",
        "The system shows an error", "The customer is asked to wait",
        "我們會通知顧客", "系统自动发送短信"[:2] + "发送短信", "Kami menghantar e-mel kepada pelanggan",
        "Send customer a link",
    ],
)  # fmt: skip
def test_the_company_is_heard(text):
    assert COMPANY.match(text)


@pytest.mark.parametrize(
    "text",
    [
        "We drive to the shop", "Sends the form", "Our children choose", "Weighs the bag", "我們一家人去看車",
        "系统地比较三家", "Kami sekeluarga memilih", "Asks the system for a receipt", "Customer service is called",
        "We ask the waiter for the bill", "We show our tickets", "We call a taxi", "We call customer service",
        "We send a mail", "我们邀请朋友一起来吃火锅", "我們主動聯絡顧客服務中心", "我们致电客服",
        "Kami menghubungi bank",
        "Kami menyemak harga di pasar", "Kami menghubungi khidmat pelanggan",
    ],
)  # fmt: skip
def test_the_customer_may_say_we(text):
    assert not COMPANY.match(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("38% leave", "38%"), ("About 38 % still leave", "38 %"), ("３８％離開", "３８％"),
        ("Only 12.5% finished", "12.5%"),
        ("40% of our older customers call", "40%"), ("Many shoppers (40%) call", "40%"), ("12 per cent give up", None),
        ("有38%的顧客離開", "38%"), ("顧客中有38%會抱怨", "38%"), ("百分之三十的用户放弃", "百分之三十"),
        ("38% pelanggan berhenti", "38%"), ("40 peratus daripada pelanggan menunggu", "40 peratus"),
        ("7 of 9", "7 of 9"), ("three out of four", None), ("One in three gives up", "One in three"),
        ("7 daripada 9", None), ("三成的人", "三成"), ("七成客人", "七成"), ("有三成在付款时放弃", "三成"),
        ("三成會放棄", "三成"), ("付款時三成放棄", "三成"), ("兩成不會再來", "兩成"), ("2成多", "2成"),
    ],
)  # fmt: skip
def test_figures_are_seen(text, words):
    found = figure(text)
    assert found
    assert words is None or found == words


@pytest.mark.parametrize(
    "text",
    [
        "one of them", "Room 38", "成本太高", "一成不变", "100 metres", "2 of these", "完成的人", "2成人1儿童，一间房",
        "两成人票", "The battery is at 5%", "5% left", "step 2 of 5", "On page 1 of 3", "第2 step 2 of 5",
        "The voucher takes 20% off", "100% cotton", "Customers get 10% back", "電量剩5%", "百分之百純棉", "九成新的車",
        "降價兩成", "省下三成費用", "成功率七成",
        "七成熟", "Calls 3 in 10 minutes", "A 2 in 1 printer", "1 in 2026", "Gets 10% discount for members",
    ],
)  # fmt: skip
def test_other_numbers_are_left_alone(text):
    assert figure(text) is None


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("write to mei.lin@corp.com.my now", "mei.lin@corp.com.my"),
        ("0912-345-678 是我的手機", "0912-345-678"),
        ("电话13812345678", "13812345678"),
        ("我的电话是13800138000，身份证号保密", "13800138000"),
        ("身份证A123456789在这里", "A123456789"),
        ("我的邮箱是wang@gmail.com，请回复", "wang@gmail.com"),
        ("我的手機是０９１２－３４５－６７８", "０９１２－３４５－６７８"),
        ("0912 345 678 is mine", "0912 345 678"),
        ("call 0123456789", "0123456789"),
        ("call 012 345 6789.", "012 345 6789"),
        ("call 011-1234 5678", "011-1234 5678"),
        ("call +1 (555) 123-4567", "+1 (555) 123-4567"),
        ("打+886 912 345 678給我", "+886 912 345 678"),
        ("call +44 (0)20 7946 0958", "+44 (0)20 7946 0958"),
        ("x138001380001", None),
        ("Booked 20260102-20260108", None),
        ("Order 15020230415", None),
        ("order #13800138000", None),
        ("ticket 0101202612", None),
        ("+12 000 000 views", None),
        ("+20 000 000 views", None),
        ("+2 345 678 more", None),
        ("logo@2x.png", None),
        ("a@b.c, look @ this.now", None),
        ("电话 13812345678", "13812345678"),
        ("call +60 12-345 6789", "+60 12-345 6789"),
        ("call 012-345 6789", "012-345 6789"),
        ("A123456789", "A123456789"),
        ("A123456788", None),
        ("11010519491231002X", "11010519491231002X"),
        ("110105194912310021", None),
        ("IC 880215-14-5567", "880215-14-5567"),
        ("order 889915-14-5567", None),
        ("4111 1111 1111 1111", "4111 1111 1111 1111"),
        ("4111 1111 1111 1112", None),
        ("me@example.com or me@shop.test", None),
        ("from 2026-09-30 to 2026-10-31", None),
        ("order 20261031 for 1,234,567", None),
        ("ISBN 978-3-16-148410-0", None),
        ("18:15–18:55, table 31, 46 of 3120", None),
    ],
)
def test_personal_data(text, what):
    found = found_in(text)
    assert (found[1] if found else None) == what


def test_personal_data_is_looked_for_wherever_words_about_people_stand(tmp_path):
    text = (
        HEAD
        + "note: as a@corp.com said\nscenario: Called from 012-345 6789\n"
        + "persona:\n  - Mei\n  - {name: Lin, quote: Write to lin@corp.com, bio: Has 0912-345-678}\n"
        + "stages:\n  - title: Pay\n    note: x b@corp.com\n"
        + "    steps: [{title: A, note: c@corp.com}]\noverall: {quotes: d@corp.com}\n"
    )
    assert places(lint_text(tmp_path, text, "personal-data")) == [
        "4:10 personal-data", "5:23 personal-data", "8:33 personal-data", "8:56 personal-data",
        "11:13 personal-data", "12:30 personal-data", "13:19 personal-data",
    ]  # fmt: skip
    alone = HEAD + "persona: {name: Lin, quote: My number is 0912-345-678}\nstages: [{title: Pay}]\n"
    assert places(lint_text(tmp_path, alone, "personal-data")) == ["4:42 personal-data"]


@pytest.mark.parametrize(
    ("text", "value"),
    [("07:00", 420), ("7:05", 425), ("9 pm", 1260), ("12 am", 0), ("18:15–18:55", 1095), ("07.30", 450),
     ("Late morning", None), ("Day 3", None), ("Weekly", None), ("6–12 months before", None), ("7", None),
     ("周五 12:40", None), ("Hari 0, 21:40", None)],
)  # fmt: skip
def test_clock_times(text, value):
    assert minutes(text) == value


@pytest.mark.parametrize(
    ("times", "lines"),
    [
        (["22:00", "23:50", "02:15", "06:00"], []),  # a night shift
        (["22:00", "23:50", "02:15", "23:00"], [9]),  # and back before midnight
        (["09:00", "08:30", "10:00"], [7]),
        (["07:00", "noon", "06:00"], [8]),
        (["07:00", "07:00"], []),
    ],
)
def test_times(tmp_path, times, lines):
    stages = "".join(f"  - {{time: '{time}', actions: x}}\n" for time in times)
    text = HEAD.replace("current-state", "day-in-the-life") + "note: x\nstages:\n" + stages
    assert [each.start.line for each in lint_text(tmp_path, text, "unordered-times")] == lines


def test_a_journey_may_take_days(tmp_path):
    text = HEAD + "stages:\n  - {title: Evening, time: '18:00'}\n  - {title: Next morning, time: '08:00'}\n"
    text += "  - title: Noon\n    steps: [{title: A, time: '12:00'}, {title: B, time: '11:00'}]\n"
    assert places(lint_text(tmp_path, text, "unordered-times")) == ["8:57 unordered-times"]


@pytest.mark.parametrize(
    ("one", "other"), [("Live chat", "live-chat"), ("ＡＰＰ", "app"), ("E-mail", "Email"), ("官網 App", "官網app")]
)
def test_spellings_that_are_one(one, other):
    assert bare(one) == bare(other)


def test_lengths():
    assert [days(text) for text in ("90 天", "180d", "6 months", "3 bulan", "soon")] == [90, 180, 183, 91, None]
    assert [days(text) for text in ("9" * 400 + " days", "1." + "9" * 400 + " days")] == [None, None]
    assert days("999999999 years") is not None
    assert [last_day(text) for text in ("2024", "2024-02", "2024-02-03")] == [
        date(2024, 12, 31), date(2024, 2, 29), date(2024, 2, 3),
    ]  # fmt: skip


CURVE = HEAD + "emotion_scale: -2..2\nstages:\n"


def column(title: str, rest: str) -> str:
    """A stage on a line."""
    return f"  - {{title: {title}, {rest}}}\n"


def test_alternatives_may_be_the_low_point(tmp_path):
    rest = "moment_of_truth: true, emotion: [{score: 1, when: in time}, {score: -2, when: late}]"
    text = (
        CURVE
        + "".join(column(name, "emotion: 0") for name in "abc")
        + column("d", rest)
        + column("e", "emotion: 1, moment_of_truth: true")
    )
    assert places(lint_text(tmp_path, text, "unmarked-moment-of-truth")) == []


def test_each_persona_has_moments_of_their_own(tmp_path):
    def both(one: int, two: int, more: str = "") -> str:
        return f"emotion: [{{score: {one}, persona: A}}, {{score: {two}, persona: B}}]{more}"

    here = ", moment_of_truth: true"
    text = (
        CURVE.replace("stages", "persona: [A, B]\nstages") + column("a", both(-1, 1, here)) + column("b", both(0, -2))
    )
    text += column("c", both(0, 0)) + column("d", both(1, 1, here))
    [only] = lint_text(tmp_path, text, "unmarked-moment-of-truth")
    assert only.message == "‘b’ is the low point for B, and not declared a moment of truth"


def test_a_fall_is_explained_on_its_stage_too(tmp_path):
    text = (
        CURVE
        + "  - title: s\n    pain_points: dear\n    steps:\n"
        + "      - {title: a, emotion: 2}\n      - {title: b, emotion: -1}\n"
    )
    assert places(lint_text(tmp_path, text, "unexplained-drop")) == []
    assert places(lint_text(tmp_path, text.replace("pain_points", "actions"), "unexplained-drop")) == [
        "10:29 unexplained-drop"
    ]


def test_confusables_are_found_in_words_and_not_in_comments(tmp_path):
    text = (
        HEAD
        + "# Рay\nnote: Ωmega, µs, Привет, Ελλάδα, naïve, क्\u200dष, 👨\u200d👩, pay\u200dment\n"
        + "stages: [{title: P\u0430\u0443y, actions: 购\u2f00\u200b, quotes: 我用P\u0430y付款很快}]\n"
    )
    found = [
        (each.start.column, each.message.partition(" is ")[0]) for each in lint_text(tmp_path, text, "confusable-text")
    ]
    assert found == [
        (55, "U+200D zero width joiner cannot be seen"), (18, "‘а’ in ‘Pауy’"), (34, "‘⼀’"), (48, "‘а’ in ‘Pаy’"),
    ]  # fmt: skip


def test_what_is_hostile_is_read_in_one_go():
    # each of these took minutes where a pattern began again at every letter
    number, word = "9" * 50_000, "a" * 50_000
    assert found_in(f"{word} @ {number}") is None
    assert found_in(f"{number}-{number} +{number}") is None
    assert found_in(f"{'a.' * 25_000}@{'a-' * 25_000}") is None
    assert figure(f"{number} {number}x") is None
    assert figure(f"{'two ' * 20_000}{'顧客' * 20_000}") is None


def test_one_finding_for_a_word_of_twins(tmp_path):
    text = HEAD + f"stages: [{{title: {'xа' * 4_000}}}]\n"
    [only] = lint_text(tmp_path, text, "confusable-text")
    assert len(only.message) < 200


ANSWERED = {
    "pain-without-opportunity": "pain_points: {text: Slow, severity: high}",
    "missed-target": "metrics: {metric: nps, value: 3, target: 5}",
    "fail-point-without-recovery": "backstage: {text: Packs, fail_point: true}",
}
"""What asks for an answer near it, by the rule that does."""


@pytest.mark.parametrize("rule", ANSWERED)
def test_a_stage_is_answered_by_its_steps_but_not_a_step_by_its_neighbour(tmp_path, rule):
    head = HEAD + "metrics: [{id: nps, title: NPS, direction: higher}]\nstages:\n"
    if rule.startswith("fail"):
        head = head.replace("current-state", "service-blueprint")
    answer, asks = "opportunities: Go faster", ANSWERED[rule]
    stage = f"{head}  - title: S\n    {asks}\n    steps: [{{title: A, {answer}}}, {{title: B}}]\n"
    assert places(lint_text(tmp_path, stage, rule)) == []
    step = f"{head}  - title: S\n    steps:\n      - {{title: A, {asks}}}\n      - {{title: B, {answer}}}\n"
    assert [each.rule for each in lint_text(tmp_path, step, rule)] == [rule]
    spanning = f"{head}  - title: S\n    {answer}\n    steps:\n      - {{title: A, {asks}}}\n      - title: B\n"
    assert places(lint_text(tmp_path, spanning, rule)) == []


@pytest.mark.parametrize(
    ("direction", "met", "missed"), [("", 0, 0), (", direction: lower", 1, 1), (", direction: higher", 1, 1)]
)
def test_targets_are_met_or_missed_alike_in_lint_and_stats(tmp_path, direction, met, missed):
    text = (
        HEAD
        + f"metrics: [{{id: wait, title: Waiting, target: 5{direction}}}]\nstages:\n"
        + "  - title: A\n    metrics: [{metric: wait, value: 9, as_of: 2026-01}, "
        + "{metric: Waiting, value: 3, as_of: 2026-02}]\n"
        + "  - title: B\n    metrics: {metric: wait, value: 7, as_of: 2026-01}\n"
    )
    assert len(lint_text(tmp_path, text, "missed-target")) == missed
    path = tmp_path / "map.cjm.yaml"
    document = Projects().of(path).open(path)
    assert document is not None
    targets = stats(document, date(2026, 10, 20)).targets()
    assert (targets["met"], targets["missed"]) == (met, missed)
    assert targets["without_direction"] == (0 if direction else 2)


def test_words_that_are_typed_otherwise_are_not_sought_in_another_cell(tmp_path):
    text = HEAD + 'stages:\n  - title: A\n    quotes: "Write to wang@corp\\x2ecom"\n    touchpoints: wang@corp.com\n'
    assert places(lint_text(tmp_path, text, "personal-data")) == ["6:13 personal-data"]
    text = HEAD + "stages:\n  - title: A\n    quotes: >-\n      Write to\n      wang@corp.com\n"
    assert places(lint_text(tmp_path, text, "personal-data")) == ["8:7 personal-data"]


@pytest.mark.parametrize(
    ("head", "due", "why"),
    [
        ("review_every: quarterly\n", date(2026, 4, 1), "review_every is ‘quarterly’"),
        ("review_every: every 3 months\n", date(2026, 4, 1), "review_every is ‘every 3 months’"),
        ("", date(2027, 1, 1), "once a year"),
        ("status: retired\n", None, ""),
    ],
)
def test_the_next_review_is_one_day_in_lint_and_stats(tmp_path, head, due, why):
    text = HEAD + f"reviewed_on: 2026-01-01\n{head}stages: [{{title: A}}]\n"
    found = lint_text(tmp_path, text, "overdue-review", today=date(2027, 6, 1))
    path = tmp_path / "map.cjm.yaml"
    document = Projects().of(path).open(path)
    assert document is not None
    assert stats(document, date(2027, 6, 1)).due() == due
    assert [each.message.partition(": ")[0] for each in found] == (
        [f"this map was due for review on {due.isoformat()}"] if due else []
    )
    assert all(why in each.message for each in found)
    assert due is None or lint_text(tmp_path, text, "overdue-review", today=due) == []


def gate(folder: Path, cells: str, least: float) -> list[str]:
    """What the gate of evidence says of a map with these stages."""
    path = folder / "map.cjm.yaml"
    path.write_text(HEAD + "sources: [{id: s, title: S}]\nstages:\n" + cells)
    document = Projects().of(path).open(path)
    assert document is not None
    return [each.message for each in check_gates(document, Gates(min_sourced=least), date(2026, 10, 20))]


def test_a_share_that_is_rounded_up_is_said_more_exactly(tmp_path):
    claims = "".join(f"  - {{title: A{at}, needs: {{text: x{', sources: s' * (at < 124)}}}}}\n" for at in range(250))
    assert gate(tmp_path, claims, 50) == ["49.6% of this map rests on evidence, and 50% must"]
    assert gate(tmp_path, claims, 60) == ["50% of this map rests on evidence, and 60% must"]
    assert gate(tmp_path, claims, 49.6) == []


def test_a_map_that_claims_nothing_passes(tmp_path):
    assert gate(tmp_path, "  - {title: A, touchpoints: Till}\n", 100) == []


def test_names_are_said_as_typed(tmp_path):
    text = HEAD + (
        "stages:\n  - {title: A, emotion: 1, touchpoints: {text: a, channel: WeChat Pay}}\n"
        "  - {title: B, emotion: -2, touchpoints: {text: b, channel: Phone}}\n"
    )
    [switch] = lint_text(tmp_path, text, "channel-switch-without-owner")
    assert switch.message.startswith("from ‘WeChat Pay’ to ‘Phone’ the emotion falls")
    one = HEAD + "stages: [{title: A, touchpoints: Found elsewhere}]\n"
    write(tmp_path / "two", {"cjmap.yaml": "cjmap: 1\n", "a/x.cjm.yaml": one, "b/x.cjm.yaml": one.replace("F", "f")})
    [spelt] = lint(tmp_path / "two", select=["duplicate-touchpoint-name"])
    assert spelt.message == "the touchpoint ‘found elsewhere’ is spelt ‘Found elsewhere’ in a/x.cjm.yaml"


def test_pains_of_a_map_without_sources_are_said_once(tmp_path):
    pains = "[a, b, {text: c, basis: assumed}, {text: d, basis: assumed}]"
    [only] = lint_text(tmp_path, HEAD + f"stages: [{{title: A, pain_points: {pains}}}]\n", "pain-without-source")
    assert only.message == "2 pain points cite no source, and do not say that they are assumed"


def test_good_targets_are_no_fault(tmp_path: Path):
    today = HEAD + "stages:\n" + "".join(f"  - {{title: S{at}, emotion: {at - 2}}}\n" for at in range(5))
    aims = "stages:\n" + "".join(f"  - {{title: S{at}, emotion: 1}}\n" for at in range(5))
    head = HEAD.replace("current-state", "future-state")
    files = {"now": today, "then": f"{head}future_of: now.cjm.yaml\n{aims}", "alone": head + aims}
    found = lint(
        write(tmp_path, {f"{name}.cjm.yaml": text for name, text in files.items()}),
        select=["flat-emotion-curve", "scale-undeclared"],
    )
    assert [(Path(each.source.name).name, each.rule) for each in found] == [("alone.cjm.yaml", "scale-undeclared")]
