"""Items of every cell type, personas, facts, and what ties a future map to the current one."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from validate.checking import write
from view.laying import HEAD, items, lay, lay_text

from cjmap.view.shapes import Detail, View

DAYS = [
    ("2026-10-01", "90 days", "2026-12-30"),
    ("2026-10-01", "2 weeks", "2026-10-15"),
    ("2026-10-01", "1 年", "2027-10-01"),
]


def told(details: tuple[Detail, ...]) -> dict[str, str]:
    """Details by key."""
    return {each.key: each.text for each in details}


def one(folder: Path, lane: str, item: str, head: str = "") -> Any:
    """The view of one item."""
    text = HEAD.replace("stages:", f"{head}\nstages:") + f"  - {{title: A, {lane}: {item}}}\n"
    [found] = items(lay_text(folder, text))
    return found


@pytest.mark.parametrize(
    ("typed", "channel", "key", "presence"),
    [
        ("App", None, None, None),
        ("{text: T, channel: app}", "App", "app", "online"),
        ("{text: T, channel: In person}", "In person", "in-person", "offline"),
        ("{text: T, channel: App, offline: true}", "App", "app", "offline"),
        ("{text: T, channel: smoke signals}", "smoke signals", None, None),
        ("{text: T, online: true}", None, None, "online"),
        ("{text: T, online: false}", None, None, "offline"),
    ],
)
def test_touchpoints(tmp_path: Path, typed: str, channel: str | None, key: str | None, presence: str | None):
    found = one(tmp_path, "touchpoints", typed)
    assert (found.channel, found.channel_key, found.presence) == (channel, key, presence)
    assert found.presence_label == (presence or "")


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("app", ("Mobile app", "手機 App", "小程序", "Aplikasi telefon")),
        ("web", ("laptop", "官網", "网上商城", "laman web")),
        ("store", ("Showroom", "展示間", "展厅", "Kedai")),
        ("in-person", ("staff", "店員", "客户经理", "kakitangan")),
        ("phone", ("Call centre", "客服專線", "热线", "talian bantuan")),
        ("post", ("letter", "信件", "邮寄", "surat")),
        ("chat", ("WhatsApp", "聊天機器人", "微信", "bot sembang")),
        ("transport", ("car", "捷運", "出租车", "kereta api")),
        ("form", ("Application form", "申請書", "问卷", "borang")),
        ("kiosk", ("ATM", "售票機", "自助终端", "mesin layan diri")),
        ("payment", ("credit card", "刷卡機", "支付宝", "kad kredit")),
        ("advert", ("TV", "廣告", "电视", "iklan")),
    ],
)
def test_a_channels_icon_by_its_word_in_any_language(tmp_path: Path, key: str, typed: tuple[str, ...]):
    lanes = ", ".join(f"{{text: T, channel: {word}}}" for word in typed)
    found = items(lay_text(tmp_path, f"{HEAD}  - {{title: A, touchpoints: [{lanes}]}}\n"))
    assert [each.channel_key for each in found] == [key] * len(typed)


@pytest.mark.parametrize(
    ("phrase", "key"),
    [
        ("Kedai di Ipoh", "store"),
        ("LINE 官方帳號", "chat"),
        ("production line", None),
        ("地鐵站旁的刷卡機", "payment"),
        ("card by mail", None),
        ("scar", None),
        ("pigeon", None),
    ],
)
def test_a_phrase_has_the_icon_of_the_one_channel_in_it(tmp_path: Path, phrase: str, key: str | None):
    found = one(tmp_path, "touchpoints", f"{{text: T, channel: {phrase}}}")
    assert (found.channel, found.channel_key, found.presence) == (phrase, key, None)


NPS = "metrics: [{id: nps, title: Net promoter score, method: nps, direction: higher, target: 40}]"
RATE = 'metrics: [{id: r, title: Errors, unit: "%", direction: lower, method: rate}]'


@pytest.mark.parametrize(
    ("head", "typed", "value", "target", "verdict", "met"),
    [
        (NPS, "{metric: nps, value: 31}", "31", "40", "9 short of target", False),
        (NPS, "{metric: nps, value: 40}", "40", "40", "on target", True),
        (NPS, "{metric: nps, value: -5, target: -10}", "−5", "−10", "on target", True),
        (NPS, "{metric: nps}", "", "40", "", None),
        (RATE, "{metric: r, value: 22, target: 3}", "22%", "3%", "19 percentage points over target", False),
        (RATE, "{metric: r, value: 4, target: 3}", "4%", "3%", "1 percentage point over target", False),
        (RATE, "{metric: errors, value: 2, target: 3}", "2%", "3%", "on target", True),
        ("", "NPS of 31", "", "", "", None),
        ("", "{text: Orders, value: 1234.5, target: 2000}", "1,234.5", "2,000", "", None),
    ],
)
def test_metrics(tmp_path: Path, head: str, typed: str, value: str, target: str, verdict: str, met: bool | None):
    found = one(tmp_path, "metrics", typed, head)
    assert (found.value, found.target, found.verdict, found.met) == (value, target, verdict, met)


@pytest.mark.parametrize(
    ("head", "typed", "fraction", "target"),
    [
        (NPS, "{metric: nps, value: 0}", 0.5, 0.7),
        (RATE, "{metric: r, value: 25, target: 100}", 0.25, 1),
        ("", "{text: A, value: 10, target: 5}", 10 / 12, 5 / 12),
        ("", "{text: A, value: -10, target: 10}", 0, 20 / 22),
        ("", "{text: A, value: 10}", None, None),
        ("", "{text: A, value: 0, target: 0}", None, None),
    ],
)
def test_bars(tmp_path: Path, head: str, typed: str, fraction: float | None, target: float | None):
    found = one(tmp_path, "metrics", typed, head)
    places = (found.fraction, found.target_fraction)
    assert places == ((None, None) if fraction is None else (pytest.approx(fraction), pytest.approx(target)))


def test_several_values_of_a_metric_are_its_history(tmp_path: Path):
    typed = (
        "{metric: nps, value: 20, as_of: 2025, n: 90}",
        "{metric: nps, value: 31, as_of: 2026-09-30, n: 412}",
        "Word of mouth",
        "{metric: nps, value: 25, as_of: 2026-03, note: after the move}",
    )
    values = f"[{', '.join(typed)}]"
    view = lay_text(tmp_path, HEAD.replace("stages:", f"{NPS}\nstages:") + f"  - {{title: A, metrics: {values}}}\n")
    nps, words = items(view)
    assert (nps.title, nps.value, words.text) == ("Net promoter score", "31", "Word of mouth")
    assert nps.facts == ("NPS", "n = 412", "30 September 2026")
    assert [(each.label, each.text) for each in nps.history] == [
        ("2025", "20 n = 90"),
        ("March 2026", "25, Note: after the move"),
    ]


def test_thoughts_changes_links_and_common_keys(tmp_path: Path):
    assert one(tmp_path, "thoughts", "“Why again?”").text == "Why again?"
    change = one(tmp_path, "changes", "{what: The search, how: Remember, why: It hurts}")
    assert (change.text, told(change.details)) == ("The search", {"how": "Remember", "why": "It hurts"})
    link = one(tmp_path, "links", "{url: https://example.com/, title: The shop, text: Open}")
    assert (link.text, link.href, told(link.details)) == ("The shop", "https://example.com/", {"text": "Open"})
    assert one(tmp_path, "links", "https://example.com/").text == "https://example.com/"
    item = one(
        tmp_path, "actions", "{text: Go, owner: CX, note: N, tags: [a, b], link: https://example.com/a, lang: ms}"
    )
    assert told(item.details) == {"owner": "CX", "note": "N", "tags": "a, b", "link": "https://example.com/a"}
    assert item.lang == "ms"
    risk = one(tmp_path, "risks", "{text: R, regulation: GDPR, control: Review}")
    assert told(risk.details) == {"regulation": "GDPR", "control": "Review"}


def test_pictures_are_found_beside_the_map(tmp_path: Path):
    write(tmp_path, {"a.png": "", "personas/mei.png": "", "cjmap.yaml": "cjmap: 1\n"})
    write(tmp_path, {"personas/mei.cjm.yaml": "cjmap: 1\nkind: persona\nname: Mei\nimage: mei.png\n"})
    view = lay_text(
        tmp_path, HEAD.replace("stages:", "persona: mei\nstages:") + "  - {title: A, images: {path: a.png, alt: Bag}}\n"
    )
    [picture] = items(view)
    assert (picture.path, picture.alt) == ((tmp_path / "a.png").resolve(), "Bag")
    assert view.personas[0].image == (tmp_path / "personas" / "mei.png").resolve()


def test_personas(tmp_path: Path):
    mei = (
        "cjmap: 1\nkind: persona\nname: Mei Lin Tan\nage: 34\nrole: Nurse\nneeds: [Speed, Calm]\nquote: Fast, please\n"
    )
    write(tmp_path, {"cjmap.yaml": "cjmap: 1\n", "personas/mei-lin.cjm.yaml": mei})
    text = (
        HEAD.replace("stages:", "persona: [mei-lin, {name: 林怡君, segment: Families}, Tom, {id: x}]\nstages:")
        + "  - {title: A}\n"
    )
    cards = lay_text(tmp_path, text).personas
    assert [(card.name, card.initials, card.line) for card in cards] == [
        ("Mei Lin Tan", "MT", "34, Nurse"), ("林怡君", "君", ""), ("Tom", "T", ""), ("x", "X", ""),
    ]  # fmt: skip
    assert [told(card.facts) for card in cards] == [{"needs": "Speed, Calm"}, {"segment": "Families"}, {}, {}]
    assert cards[0].quote == "Fast, please"


def test_actors_are_named(tmp_path: Path):
    text = (
        HEAD.replace("stages:", "persona: {id: mei, name: Mei Lin}\nstages:")
        + "  - {title: A, actors: [mei, the courier]}\n"
    )
    assert told(lay_text(tmp_path, text).columns[0].head.details) == {"actors": "Mei Lin, the courier"}


def facts(folder: Path, head: str, today: str | None = None) -> dict[str, tuple[str, bool]]:
    """The facts of a map's head."""
    text = HEAD.replace("stages:", f"{head}\nstages:") + "  - title: A\n"
    view = lay_text(folder, text, today=date.fromisoformat(today) if today else None)
    return {each.key: (each.text, each.warn) for each in view.facts}


@pytest.mark.parametrize(("reviewed", "every", "due"), DAYS)
def test_a_review_is_overdue_after_its_day(tmp_path: Path, reviewed: str, every: str, due: str):
    head = f"reviewed_on: {reviewed}\nreview_every: {every}"
    before, late = str(date.fromisoformat(due)), str(date.fromordinal(date.fromisoformat(due).toordinal() + 1))
    calm = facts(tmp_path, head)["next_review"]
    assert facts(tmp_path, head, before)["next_review"] == calm
    assert not calm[1]
    assert calm[0].endswith(f"({every})")
    assert facts(tmp_path, head, late)["next_review"] == (f"{calm[0]} overdue", True)


def test_a_review_without_a_day_or_a_length_is_shown_as_typed(tmp_path: Path):
    text = "review_every: 9000 years\nreviewed_on: 2020-01-01"
    assert facts(tmp_path, text, "2026-01-01")["next_review"] == ("9000 years", False)
    assert facts(tmp_path, "review_every: 90 days", "2026-01-01")["next_review"] == ("90 days", False)


def test_the_owner_is_the_projects_unless_the_map_says(tmp_path: Path):
    (tmp_path / "cjmap.yaml").write_text("cjmap: 1\nowner: Everybody\n", encoding="utf-8")
    assert facts(tmp_path, "team: T")["owner"] == ("Everybody", False)
    assert facts(tmp_path, "owner: Me")["owner"] == ("Me", False)


CURRENT = (
    HEAD
    + """\
  - {id: queue, title: Queue, pain_points: {id: slow, text: Queues are long}}
  - {title: Pay, pain_points: Cash only}
  - {id: bag, title: Pack, pain_points: {id: torn, text: Bags tear}}
  - {title: Count, pain_points: Coins roll away}
"""
)
FUTURE = """\
cjmap: 1
kind: future-state
title: Groceries in 2027
future_of: now.cjm.yaml
drops: {bag: nobody packs, count: gates}
leaves: {torn: until May, coins roll AWAY: for ever}
stages:
  - title: Walk out
    from: [queue, pay]
    resolves: slow
    pain_points: {id: dark, text: It is dark}
    opportunities:
      - {text: Lamps, resolves: [dark, Cash only]}
      - {id: o2, text: Light, resolves: It is dark}
  - {title: New, from: []}
"""


def future(folder: Path) -> View:
    """A future map beside its current one."""
    write(folder, {"now.cjm.yaml": CURRENT, "then.cjm.yaml": FUTURE})
    return lay(folder / "then.cjm.yaml").view


def test_a_future_map_says_where_its_columns_come_from(tmp_path: Path):
    heads = [column.head for column in future(tmp_path).columns]
    assert [(each.key, each.text) for each in heads[0].details] == [
        ("from", "Queue, Pay"),
        ("resolves", "Queues are long"),
    ]
    assert [(each.label, each.key) for each in heads[1].details] == [("New step", "new")]


def test_other_maps_are_called_by_their_titles(tmp_path: Path):
    write(tmp_path, {"cjmap.yaml": "cjmap: 1\n", "now.cjm.yaml": CURRENT.replace("Groceries", "Groceries today")})
    head = "future_of: now.cjm.yaml\nvariant_of: now.cjm.yaml#queue\n"
    text = HEAD.replace("current-state", "future-state").replace("stages:", head + "stages:")
    view = lay_text(tmp_path, text + "  - {title: A, journey: now.cjm.yaml}\n")
    assert told(view.facts)["future_of"] == "Groceries today"
    assert told(view.facts)["variant_of"] == "Groceries today, Queue"
    assert told(view.columns[0].head.details)["journey"] == "Groceries today"


def test_pains_and_their_answers_name_each_other(tmp_path: Path):
    pain, lamps, light = items(future(tmp_path))
    assert [(each.key, each.text, each.href) for each in pain.details] == [
        ("answered_by", "Lamps", f"#{lamps.anchor}"), ("answered_by", "o2", f"#{light.anchor}"),
    ]  # fmt: skip
    assert [(each.text, each.href) for each in lamps.details] == [
        ("It is dark", f"#{pain.anchor}"),
        ("Cash only", None),
    ]
    assert light.details[0].text == "It is dark"


def test_fates_give_their_reasons(tmp_path: Path):
    assert [(each.key, each.text) for each in future(tmp_path).fates] == [
        ("drops", "Pack: nobody packs"), ("drops", "Count: gates"), ("leaves", "Bags tear: until May"),
        ("leaves", "Coins roll away: for ever"),
    ]  # fmt: skip


METRICS = """\
emotion_scale: {min: 1, max: 3, labels: [sour, plain, sweet]}
sources: [{id: a, title: A}, {id: b, title: B}]
metrics:
  - {id: nps, title: Would recommend, unit: points, direction: higher, target: 40}
  - {id: wait, title: Waiting, method: duration, unit: min, target: 5, note: at the till}
  - {id: bags, note: from a count by hand}
"""


def test_what_is_declared_and_seen_nowhere_else_is_told(tmp_path: Path):
    text = HEAD.replace("stages:", METRICS + "stages:") + "  - title: A\n    metrics: {metric: nps, value: 31}\n"
    assert [(each.key, each.label, each.text) for each in lay_text(tmp_path, text).definitions] == [
        ("emotion_scale", "Emotion scale", "1 sour, 2 plain, 3 sweet"),
        ("metric", "Metric", "Waiting, duration, target 5 min, at the till"),
        ("metric", "Metric", "bags, from a count by hand"),
    ]
    drawn = lay_text(tmp_path, text + "    emotion: 2\n")
    assert [each.key for each in drawn.definitions] == ["metric", "metric"]
    hidden = lay_text(tmp_path, text.replace("stages:", "lanes: [{id: metrics, hidden: true}]\nstages:"))
    assert [each.text.split(" ")[0] for each in hidden.definitions] == ["1", "Would", "Waiting,", "bags,"]


def test_a_blueprint_draws_no_curve_so_its_scale_is_told(tmp_path: Path):
    text = HEAD.replace("current-state", "service-blueprint").replace("stages:", METRICS + "stages:")
    view = lay_text(tmp_path, text + "  - {title: A, emotion: 2, backstage: Packs}\n  - {title: B, emotion: 3}\n")
    assert view.definitions[0].key == "emotion_scale"


def test_earlier_values_of_a_metric_keep_their_sources(tmp_path: Path):
    text = HEAD.replace("stages:", METRICS + "stages:") + (
        "  - title: A\n    metrics:\n      - {metric: nps, value: 31, as_of: 2026-09, sources: a}\n"
        "      - {metric: nps, value: 28, as_of: 2026-06, sources: [a, b]}\n"
        "      - {metric: nps, value: 20, as_of: 2026-03}\n"
    )
    [found] = items(lay_text(tmp_path, text))
    assert (found.refs, [each.refs for each in found.history]) == ((1,), [(), (1, 2)])


@pytest.mark.parametrize(("value", "verdict"), [(40, ""), (45, ""), (31, "9 points short of target")])
def test_a_future_map_does_not_meet_its_own_target(tmp_path: Path, value: int, verdict: str):
    text = HEAD.replace("current-state", "future-state").replace("stages:", METRICS + "stages:")
    [found] = items(lay_text(tmp_path, text + f"  - title: A\n    metrics: {{metric: nps, value: {value}}}\n"))
    assert (found.verdict, found.met) == (verdict, None if not verdict else False)
    assert (found.value, found.target) == ("" if value == 40 else f"{value} points", "40 points")


@pytest.mark.parametrize(
    ("typed", "told"),
    [("1..5", "1–5"), ("0..100", "0–100"), ("-100..100", "−100…100"), ("never to always", "never to always")],
)
def test_the_scale_of_a_metric_is_told_as_people_write_it(tmp_path: Path, typed: str, told: str):
    head = f"metrics: [{{id: c, title: Content, method: csat-mean, scale: {typed}, target: 4}}]"
    found = one(tmp_path, "metrics", "{metric: c, value: 3}", head)
    assert told in found.facts
