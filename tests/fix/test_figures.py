"""Dates and numbers that can be read in one way alone are fixed; the others are left."""

from __future__ import annotations

import pytest
from properties.reading import read

from cjmap.fix import fix
from cjmap.source import Source
from cjmap.validate.figures import normal_date, normal_number

HEAD = "cjmap: 1\nkind: current-state\ntitle: A\nstages:\n  - title: B\n"


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2026/9/3", "2026-09-03"),
        ("2026.09.03", "2026-09-03"),
        ("2026-9-3", "2026-09-03"),
        ("20260903", "2026-09-03"),
        ("2026年9月3日", "2026-09-03"),
        ("2026 年 9 月 3 日", "2026-09-03"),
        ("２０２６／０９／０３", "2026-09-03"),
        ("2026-09-03 12:30", "2026-09-03"),
        ("2026-09-03T00:00:00Z", "2026-09-03"),
        ("2026/9", "2026-09"),
        ("2026年9月", "2026-09"),
        ("2026年", "2026"),
        ("3/9/2026", None),
        ("9/3/26", None),
        ("2026/13/1", None),
        ("2026-02-30", None),
        ("0000/1/1", None),
        ("September 2026", None),
        ("2026/9/3 or so", None),
    ],
)
def test_a_date(typed: str, date: str | None):
    assert normal_date(typed, day=False) == date
    whole = date if date and len(date) == 10 else None
    assert normal_date(typed, day=True) == whole


def test_dates_of_a_map():
    text = (
        HEAD.replace("title: A", "title: A\nreviewed_on: 2026/9/3 # by hand")
        + "sources: [{id: a, title: b, date: 2026年9月}]\n"
    )
    done = fix(Source("map.cjm.yaml", text), lambda source: read(source.text.encode())[1])
    assert [each.rule for each in done.made] == ["not-a-date", "not-a-date"]
    assert done.left == ()
    assert "reviewed_on: 2026-09-03 # by hand\n" in done.source.text
    assert "date: 2026-09}" in done.source.text


def test_the_help_is_the_date():
    [found] = read(f"{HEAD}reviewed_on: 2026/9/3\n".encode())[1]
    assert found.help == "write 2026-09-03"
    [found] = read(f"{HEAD}reviewed_on: 2026/9\n".encode())[1]
    assert (found.help, found.fix) == ("write it as 2026-09-30", None)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("－1", "-1"),
        ("–1", "-1"),
        ("—１．５", "-1.5"),
        ("− 2", "-2"),
        ("+1,5", "1.5"),
        ("１０", "10"),
        ("1分", "1"),
        (",5", "0.5"),
        ("1,500", None),
        ("1.500", "1.500"),
        ("1.2.3", None),
        ("分", None),
        ("-", None),
        ("1 or 2", None),
    ],
)
def test_a_number(typed: str, number: str | None):
    assert normal_number(typed) == number


@pytest.mark.parametrize(("typed", "written"), [("–1", "-1"), ("－2", "-2"), ("1分", "1"), ("+0,5", "0.5")])
def test_a_score_is_no_word(typed: str, written: str):
    text = f"{HEAD}    emotion: {typed}\n    needs:\n      text: Speed\n      importance: {typed}\n"
    mended = fix(Source("map.cjm.yaml", text), lambda source: read(source.text.encode())[1])
    assert [each.rule for each in mended.made] == ["not-a-number"] * 2
    assert mended.source.text == text.replace(typed, written)


@pytest.mark.parametrize("word", ["1st time here", "3 cups of tea", "100%", "第1次", "—", "1/2 happy"])
def test_words_with_figures_stay_words(word: str):
    assert list(read(f"{HEAD}    emotion: {word}\n".encode())[1]) == []
