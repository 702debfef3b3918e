"""Waivers: where they hold, until when, and what is said of them."""

from __future__ import annotations

from datetime import date

import pytest
from lint.linting import HEAD, lint_text, places

OWNERLESS = "cjmap: 1\nkind: current-state{}\ntitle: Groceries\nstages: [{{title: Pay, actions: Pays}}]\n"
WAIVING = ("missing-owner", "unused-ignore", "expired-ignore", "ignore-without-reason", "broken-ignore")


def of_owner(tmp_path, comment: str, **more) -> list[str]:
    """The findings with this comment at the end of the line that has no owner."""
    return places(lint_text(tmp_path, OWNERLESS.format(f"  {comment}"), *WAIVING, **more))


def test_at_the_end_of_a_line_it_speaks_for_that_line(tmp_path):
    assert of_owner(tmp_path, "# cjmap: ignore[missing-owner] being formed") == []
    text = OWNERLESS.format("").replace("ies", "ies  # cjmap: ignore[missing-owner] being formed")
    assert places(lint_text(tmp_path, text, "missing-owner")) == ["2:7 missing-owner"]


def test_on_its_own_line_it_speaks_for_the_part_below(tmp_path):
    stages = (
        "stages:\n  - title: Pay\n    # cjmap: ignore[pain-without-source] everybody in the shop said so\n"
        "    pain_points:\n      - Too dear\n      - Too slow\n    actions: Pays\n  - title: Go\n    pain_points: Far\n"
        "sources: [{id: log, title: Log}]\n"
    )
    found = lint_text(tmp_path, HEAD + stages.replace("actions: Pays", "actions: {text: Pays, sources: log}"))
    assert [place for place in places(found) if "pain" in place] == ["12:18 pain-without-source"]


def test_above_the_first_key_it_speaks_for_the_file(tmp_path):
    text = "# a heading\n# cjmap: ignore[missing-owner, missing-goal] an exercise\n" + OWNERLESS.format("")
    assert places(lint_text(tmp_path, text, "missing-owner", "missing-goal", "unused-ignore")) == []


@pytest.mark.parametrize(
    ("day", "rules"),
    [(date(2027, 3, 1), []), (date(2027, 3, 2), ["2:7 missing-owner", "2:22 expired-ignore"])],
)
def test_the_day_itself_still_counts(tmp_path, day, rules):
    assert of_owner(tmp_path, "# cjmap: ignore[missing-owner] being formed until 2027-03-01", today=day) == rules


def test_one_without_a_reason_waives_and_is_reported(tmp_path):
    assert of_owner(tmp_path, "# cjmap: ignore[missing-owner]") == ["2:22 ignore-without-reason"]
    assert of_owner(tmp_path, "# cjmap: ignore[missing-owner] until 2027-03-01") == ["2:22 ignore-without-reason"]


def test_an_unused_one_is_reported_unless_its_rule_is_not_checked(tmp_path):
    comment = "# cjmap: ignore[missing-goal] x"
    assert of_owner(tmp_path, comment) == ["2:7 missing-owner"]
    found = places(
        lint_text(tmp_path, OWNERLESS.format(f"  {comment}") + "goal: Home\n", "missing-goal", "unused-ignore")
    )
    assert found == ["2:22 unused-ignore"]
    [half] = lint_text(
        tmp_path, OWNERLESS.format("  # cjmap: ignore[missing-owner, missing-goal] x") + "goal: Home\n",
        "missing-goal", "missing-owner", "unused-ignore",
    )  # fmt: skip
    assert half.message == "there is no finding of ‘missing-goal’ to waive here"
    assert half.help == "take the name out"


@pytest.mark.parametrize(
    ("comment", "message", "help_"),
    [
        ("# cjmap: ignore missing-owner", "this comment is no waiver yet", "write # cjmap: ignore[rule] reason"),
        ("# cjmap ignore[missing-owner] x", "this comment is no waiver yet", "write # cjmap: ignore[rule] reason"),
        ("# cjmap: ignore[] x", "this waiver names no rule", "write # cjmap: ignore[rule] reason"),
        ("# cjmap: ignore[mising-owner] x", "there is no lint rule ‘mising-owner’", "write missing-owner"),
        ("# cjmap: ignore[review-too-old] x", "‘review-too-old’ is a gate, and gates cannot be waived", "mend it"),
        ("# cjmap: ignore[unknown-source] x", "‘unknown-source’ is an error that validate finds", "mend it"),
        ("# cjmap: ignore[unused-ignore] x", "‘unused-ignore’ is about waivers", "put it under lint: ignore:"),
        ("# cjmap: ignore[missing-owner] x until 2027-13-01", "‘2027-13-01’ is not a day", "write it as 2027-03-01"),
    ],
)
def test_one_that_cannot_be_understood_says_so_and_waives_nothing(tmp_path, comment, message, help_):
    found = lint_text(tmp_path, OWNERLESS.format(f"  {comment}"), *WAIVING)
    assert places(found) == ["2:7 missing-owner", "2:22 broken-ignore"]
    assert found[1].message.startswith(message)
    assert found[1].help.startswith(help_)


@pytest.mark.parametrize(
    "line",
    [
        'note: "a # cjmap: ignore[missing-owner] in a text"',
        "note: >-\n  folded\n  # cjmap: ignore[missing-owner] is text here",
        "note: a#cjmap:ignore[missing-owner]x",
        "# cjmap draws this; nothing to ignore here",
    ],
)
def test_what_is_no_comment_is_no_waiver(tmp_path, line):
    text = OWNERLESS.format("") + line + "\n"
    assert places(lint_text(tmp_path, text, *WAIVING)) == ["2:7 missing-owner"]


def test_until_is_a_word_like_others_when_no_day_follows(tmp_path):
    assert of_owner(tmp_path, "# cjmap: ignore[missing-owner] nobody until the merger") == []


def test_other_comments_and_line_ends_do_no_harm(tmp_path):
    text = OWNERLESS.format("  # 老闆還沒定  # cjmap: ignore[missing-owner] being formed").replace("\n", "\r\n")
    assert places(lint_text(tmp_path, text, *WAIVING)) == []
