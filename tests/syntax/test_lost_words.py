"""Words that YAML would lose: each is reported with the line as it should be, and the fix makes them text again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cjmap import lost_words, syntax
from cjmap.diagnostic import Diagnostic
from cjmap.source import Source
from cjmap.syntax import Mapping, Node, Scalar, Sequence

LOST = {
    '- "Now Live" indicator': ("quoted-start", """- '"Now Live" indicator'"""),
    "- 'it' isn't": ("quoted-start", """- "'it' isn't\""""),
    'actions: "x" y  # why': ("quoted-start", """actions: '"x" y'  # why"""),
    '- "a", "b"': ("quoted-start", """- '"a", "b"'"""),
    "- @home": ("special-start", '- "@home"'),
    "- `code` here": ("special-start", '- "`code` here"'),
    "- % of visits": ("special-start", '- "% of visits"'),
    "- **bold** word": ("special-start", '- "**bold** word"'),
    "- *star": ("special-start", '- "*star"'),
    "- *star sign": ("special-start", '- "*star sign"'),
    "- & more": ("special-start", '- "& more"'),
    "- &more words": ("special-start", '- "&more words"'),
    "- ! note": ("special-start", '- "! note"'),
    "- > 5 minutes": ("special-start", '- "> 5 minutes"'),
    "- | a": ("special-start", '- "| a"'),
    "- {name} logs in": ("special-start", '- "{name} logs in"'),
    "- ] a": ("special-start", '- "] a"'),
    "- [:), a]": ("special-start", '- [":)", a]'),
    "- [a, @b]": ("special-start", '- [a, "@b"]'),
    "- [Sign up] button": ("split-item", '- "[Sign up] button"'),
    "- [Call (pay, ask), web]": ("split-item", '- ["Call (pay, ask)", web]'),
    "- [電話（付款, 詢問）, 網站]": ("split-item", '- ["電話（付款, 詢問）", 網站]'),
    "- [「a, b」, c]": ("split-item", '- ["「a, b」", c]'),
    "- [【a, b】]": ("split-item", '- ["【a, b】"]'),
    '- [He said "a, b", c]': ("split-item", """- ['He said "a, b"', c]"""),
    "- [a [b] c, d]": ("split-item", '- ["a [b] c", d]'),
    "- [[a] b, c]": ("split-item", '- ["[a] b", c]'),
    "- {text: Call (pay, ask), channel: x}": ("split-item", '- {text: "Call (pay, ask)", channel: x}'),
    "title: Shop: buy": ("unquoted-colon", 'title: "Shop: buy"'),
    "title: Shop:": ("unquoted-colon", 'title: "Shop:"'),
    "- text: Shop: buy": ("unquoted-colon", '- text: "Shop: buy"'),
    "- Internal: bounce: rate": ("unquoted-colon", '- "Internal: bounce: rate"'),
    "- {text: Shop: buy}": ("unquoted-colon", '- {text: "Shop: buy"}'),
    "- [one #2, three]": ("hash-in-text", '- ["one #2", three]'),
}


def texts(node: Node | None) -> list[str]:
    if isinstance(node, Mapping):
        return [each for entry in node.entries for part in (entry.key, entry.value) for each in texts(part)]
    if isinstance(node, Sequence):
        return [each for item in node.items for each in texts(item)]
    return [node.text] if node else []


def in_map(line: str) -> str:
    return f"cjmap: 1\ncells:\n  {line}\nend: 1\n" if line.startswith("-") else f"cjmap: 1\n{line}\nend: 1\n"


def fixed(text: str, found: list[Diagnostic]) -> str:
    edits = sorted((edit for each in found if each.fix for edit in each.fix.edits), key=lambda edit: edit.span)
    for edit in reversed(edits):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


@pytest.mark.parametrize("line", LOST)
def test_lost_words_come_with_the_line_as_it_should_be(line: str):
    rule, corrected = LOST[line]
    text = in_map(line)
    root, found = syntax.parse(Source("x", text))
    assert [each.rule for each in found] == [rule]
    assert found[0].help.startswith(f"write: {corrected}")
    assert found[0].fix is not None
    assert found[0].fix.safe
    mended = fixed(text, found)
    assert corrected in mended
    again, rest = syntax.parse(Source("x", mended))
    assert not rest
    if not line.startswith(("- *star", "- &more words", "- ! note")) or line == "- *star sign":
        assert texts(root) == texts(again)


SAFE = [
    "- It's “fine” (really)", "- a [b] c", "- 5 > 3 & 2 * 2", "- user@home", "- 100 % sure", '- said "no" twice',
    "- a#b", "- http://a.b/c", "- 12:30", '- "a"  # b', "- [a, b]", "- {text: a, n: 1}",
    "- [don't, can't]", "- ['a, b', (c)]",
    "- [1) call, 2) pay]", "- -5", "- what?", "- |\n    \"x\" y\n    @z", "- text: [a,\n    b]",
    '"quoted key": a', "- a\n    b",
]  # fmt: skip


@pytest.mark.parametrize("line", SAFE)
def test_honest_text_is_left_alone(line: str):
    assert syntax.parse(Source("x", in_map(line)))[1] == []


def value(text: str) -> tuple[Source, Scalar]:
    source = Source("x", text)
    root, _ = syntax.parse(source)
    assert isinstance(root, Mapping)
    scalar = root.entries[0].value
    assert isinstance(scalar, Scalar)
    return source, scalar


@pytest.mark.parametrize("text", ["a: rank # 1", "a: rank #1", "a: rank  #1", "a: see #", "a: one\n  two #3\nb: c"])
def test_a_hash_may_have_cut_the_text(text: str):
    source, scalar = value(text)
    found = lost_words.cut_by_hash(source, scalar)
    assert found is not None
    assert found.rule == "hash-in-text"
    again, rest = syntax.parse(Source("x", fixed(text, [found])))
    assert not rest
    assert "#" in texts(again)[1]


@pytest.mark.parametrize("text", ["a: rank  # 1", "a: 'rank' #1", "a: rank#1", "a: rank", "a: rank\n#1"])
def test_a_comment_is_a_comment(text: str):
    assert lost_words.cut_by_hash(*value(text)) is None


def item(text: str) -> tuple[Source, Node]:
    source = Source("x", text)
    root, _ = syntax.parse(source)
    assert isinstance(root, Mapping)
    cell = root.entries[0].value
    assert isinstance(cell, Sequence)
    return source, cell.items[0]


@pytest.mark.parametrize("line", ["Internal: bounce rate", "Note:", "“Hm”: she says"])
def test_an_item_that_became_a_key(line: str):
    source, node = item(f"a:\n  - {line}\n  - b\n")
    assert isinstance(node, Mapping)
    found = lost_words.unquoted_colon(source, node.entries[0].key, node.entries[0].value)
    assert found.rule == "unquoted-colon"
    assert found.help == f'write: - "{line}"'
    assert texts(syntax.parse(Source("x", fixed(source.text, [found])))[0]) == ["a", line, "b"]


def test_a_key_with_a_list_below_gets_no_fix():
    source, node = item("a:\n  - Internal:\n      - b\n")
    assert isinstance(node, Mapping)
    found = lost_words.unquoted_colon(source, node.entries[0].key, node.entries[0].value)
    assert found.fix is None


@pytest.mark.parametrize("line", ["- b", "[b, c]"])
def test_a_list_within_a_list(line: str):
    source, node = item(f"a:\n  - {line}\n  - d\n")
    assert isinstance(node, Sequence)
    found = lost_words.nested_list(source, node)
    assert (found.rule, found.help) == ("nested-list", f'write: - "{line}"')


def test_a_text_that_swallowed_a_list():
    source, node = item("a:\n  - b\n    - c\n")
    assert isinstance(node, Scalar)
    assert lost_words.holds_list(source, node)
    assert lost_words.nested_list(source, node).fix is None
    source, node = item("a:\n  - b\n    c - d\n")
    assert isinstance(node, Scalar)
    assert not lost_words.holds_list(source, node)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp"]), min_size=1))
def test_quoted_text_reads_back(text: str):
    if not syntax.yaml_subset.CONTROL.search(text):
        root, found = syntax.parse(Source("x", f"a: {lost_words.quoted(text)}\n"))
        assert not found
        assert texts(root)[1] == text


def test_long_lines_are_shown_in_part():
    _, found = syntax.parse(Source("x", "a: @" + "b " * 3000))
    assert [each.rule for each in found] == ["special-start"]
    assert len(found[0].help) < 600
