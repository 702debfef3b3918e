"""The report's forms: for the terminal, for a pull request, for programs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from diff.test_gap import CART, files
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from schemas import against
from validate.checking import write

from cjmap.diff.fields import RULES
from cjmap.diff.forms import FORMS, Outcome
from cjmap.diff.forms.markdown import LIMIT, escaped
from cjmap.diff.forms.schema import diff_schema
from cjmap.diff.gap import GAP_RULES
from cjmap.diff.gate import Condition, condition, failures
from cjmap.labels import LANGUAGES
from cjmap.visible import visible

HEAD = "cjmap: 1\nkind: current-state\nid: shop\ntitle: Shop\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("turned", [False, True])
def test_the_report_for_programs_is_as_its_schema_says(language: str, turned: bool):
    found = files(*(reversed(CART) if turned else CART), language)
    report = json.loads(FORMS["json"](Outcome([found], 1, ("forgotten-pain (1)",))))
    assert against(diff_schema(), report) == []
    [comparison] = report["comparisons"]
    assert (comparison["gap"] is None) is turned
    assert len(comparison["changes"]) == sum(comparison["counts"].values()) > 20


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_comparison_gives_the_same_report(form: str, language: str):
    first, second = (FORMS[form](Outcome([files(*CART, language)], 1)) for _ in range(2))
    assert first == second
    assert not re.search(r"[{}]", first.replace("{+", "").replace("+}", "")) or form == "json"


def test_text_names_the_lines_and_shows_what_changed_inside(tmp_path: Path):
    cell = "stages:\n  - title: Pay\n    actions: Waits for the {} in the shop\n    emotion: {}\n"
    write(tmp_path, {"a.cjm.yaml": HEAD + cell.format("card", 1), "b.cjm.yaml": HEAD + cell.format("clerk", -1)})
    text = FORMS["text"](Outcome([files(tmp_path / "a.cjm.yaml", tmp_path / "b.cjm.yaml")], 1))
    assert text.splitlines()[2:] == [
        "  2 changes: 1 in experience and 1 in wording.",
        "",
        "Experience",
        "  ~ At “Pay” the emotion falls from +1 to −1.  [line 8]",
        "",
        "Wording",
        "  ~ “Pay”, Actions  [line 7]",
        "      Waits for the [-card-]{+clerk+} in the shop",
        "",
        "What it means for the customer",
        "  Emotion, mean: +1 → −1, 2 lower (worse)",
    ]


def test_a_comment_stays_within_its_size(tmp_path: Path):
    many = [f"  - title: Step {n}\n    thoughts: {'a thought of some length ' * 9}{n}\n" for n in range(300)]
    new = [each.replace("some length", "no length at all") for each in many]
    write(tmp_path, {"a.cjm.yaml": HEAD + "stages:\n" + "".join(many), "b.cjm.yaml": HEAD + "stages:\n" + "".join(new)})
    found = files(tmp_path / "a.cjm.yaml", tmp_path / "b.cjm.yaml")
    text = FORMS["markdown"](Outcome([found] * 3, 3))
    assert len(text) < LIMIT
    assert re.search(r"^and \d+ more$", text, re.MULTILINE)
    assert text.count("<details>") == text.count("</details>")


@given(st.text())
def test_words_are_words_in_markdown(text: str):
    shown = escaped(text)
    assert "\n" not in shown
    assert not re.search(r"(?<!\\)[<>|`*_\[\]]", shown.replace("\\\\", ""))
    assert not re.search(r"[@#!%&$~]\w", shown)
    assert not re.search(r"://|:[\w+-]+:|\bGH-\d|\bwww\.", shown, re.IGNORECASE)
    words = visible(" ".join(text.split()))
    assert rendered(f"- {shown}") == ([words] if words else [])


def rendered(markdown: str) -> list[str]:
    """The lines that a reader sees; anything but words in a list or a heading is a mistake."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(markdown)
    blocks = {"bullet_list_open", "list_item_open", "paragraph_open", "heading_open", "inline"}
    assert {each.type for each in tokens if each.nesting >= 0} <= blocks
    inner = [child for each in tokens for child in each.children or ()]
    assert {child.type for child in inner} <= {"text", "text_special"}
    lines = ["".join(child.content for child in each.children or ()) for each in tokens if each.type == "inline"]
    return [line.replace("\u200b", "") for line in lines]


WORDS = (
    "1. Discover", "12) Pay", "- a", "---", "+ a", "===", "> a", "# a", "a #", "###### a ##", "*a* **b** __c__",
    "&lt;b&gt;", "&amp;", "[a](https://example.com)", "![a](b)", "<img src=x>", "a | b", "~~a~~", "$a$", "`a`", "\\a",
    ":tada: 10:30:45", "@everyone", "o/r#1 GH-12", "https://github.com/o/r/issues/1", "www.example.com",
    "a@example.com", "&1 !1 %1 ~a",
)  # fmt: skip


@pytest.mark.parametrize("text", WORDS)
def test_what_markdown_would_read_is_shown_as_it_is(text: str):
    assert rendered(f"### {escaped(text)}") == [text]
    assert rendered(f"- {escaped(text)}") == [text]


EVIL = "x\n\n# HEAD @everyone <img src=x>\n`\x1b[31m.cjm.yaml"


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_file_name_ends_no_line(form: str, tmp_path: Path):
    cell = "stages:\n  - {title: Pay, emotion: 1}\n"
    write(tmp_path, {EVIL: HEAD + cell, "b.cjm.yaml": HEAD + cell.replace("1}", "2}")})
    text = FORMS[form](Outcome([files(tmp_path / EVIL, tmp_path / "b.cjm.yaml")], 1))
    shown = "x␊␊# HEAD @everyone <img src=x>␊`␛[31m.cjm.yaml"
    [line] = [line for line in text.splitlines() if "HEAD" in line]
    assert (
        line.replace(f"{tmp_path}/", "")
        == {
            "text": f"  {shown} → b.cjm.yaml",
            "markdown": f"`` {shown} `` → `b.cjm.yaml`",
        }[form]
    )
    assert "\x1b" not in text


def test_a_comment_on_hundreds_of_small_maps_stays_within_its_size(tmp_path: Path):
    cell = "stages:\n  - title: Pay\n    actions: Waits for the {} in the shop\n    emotion: {}\n"
    write(tmp_path, {"a.cjm.yaml": HEAD + cell.format("card", 1), "b.cjm.yaml": HEAD + cell.format("clerk", -1)})
    found = files(tmp_path / "a.cjm.yaml", tmp_path / "b.cjm.yaml")
    for many in (60, 120, 400):
        text = FORMS["markdown"](Outcome([found] * many, many))
        assert len(text) <= LIMIT
        assert text.count("<details>") == text.count("</details>") > 50
    assert re.search(r"^and \d+ more$", text, re.MULTILINE)


def test_a_gate_knows_levels_rules_and_severities():
    found = files(*CART)
    assert failures([Condition("forgotten-pain", 3)], [found]) == ("forgotten-pain (1)",)
    assert failures([Condition("forgotten-pain", 4)], [found]) == ()
    assert failures([Condition("column-dropped")], [found]) == ("column-dropped (1)",)
    assert failures([Condition("structure")], [found])
    assert condition("forgotten-pain:high") == Condition("forgotten-pain", 3)
    assert condition("new-risk:low") == Condition("new-risk", 1)
    for word in ("forgoten-pain", "structure:high", "pain-added:terrible", "step-removed:low", ""):
        assert isinstance(condition(word), str)


def test_a_gate_sees_what_comes_with_something_larger(tmp_path: Path):
    step = "      - {id: x, title: Wait, pain_points: {text: Cold, severity: critical}}\n"
    text = HEAD + "stages:\n  - title: Shop\n    steps:\n      - {id: a, title: A}\n"
    write(tmp_path, {"a.cjm.yaml": text, "b.cjm.yaml": text + step})
    found = files(tmp_path / "a.cjm.yaml", tmp_path / "b.cjm.yaml")
    assert [told.rule for told in found.told] == ["step-added"]
    assert failures([Condition("pain-added", 4)], [found]) == ("pain-added (1)",)


def test_no_rule_has_two_meanings():
    assert not set(RULES) & set(GAP_RULES)
