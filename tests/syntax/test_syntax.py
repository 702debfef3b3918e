"""What `syntax.parse` makes of a text: the tree, its spans, what it refuses, and how it goes on."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from cjmap import syntax, yaml_errors
from cjmap.diagnostic import Diagnostic
from cjmap.source import MAX_BYTES, Source, Span, decode
from cjmap.syntax import Mapping, Node, Scalar, Sequence


def parsed(text: str) -> tuple[Node | None, list[Diagnostic]]:
    return syntax.parse(Source("map.cjm.yaml", text))


def plain(node: Node | None) -> Any:
    if isinstance(node, Mapping):
        return {entry.key.text: plain(entry.value) for entry in node.entries}
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return node.text if node else None


def rules(text: str) -> list[str]:
    return [each.rule for each in parsed(text)[1]]


def one(text: str) -> tuple[Diagnostic, str]:
    """The only finding of a text, and what it marks."""
    found = parsed(text)[1]
    assert [each.rule for each in found] == [found[0].rule], found
    assert found[0].span is not None
    return found[0], text[found[0].span.start : found[0].span.end]


def test_scalars_keep_their_characters_and_style():
    root, found = parsed("a: 007\nb: '1'\nc: \"x\\ty\"\nd: |\n  one\n  two\ne: >\n  one\n  two\nf:\ng: ~\n")
    assert not found
    assert isinstance(root, Mapping)
    values = [entry.value for entry in root.entries]
    assert [(each.text, each.style) for each in values if isinstance(each, Scalar)] == [
        ("007", "plain"), ("1", "single"), ("x\ty", "double"), ("one\ntwo\n", "literal"), ("one two\n", "folded"),
        ("", "plain"), ("~", "plain"),
    ]  # fmt: skip
    assert root.get("none") is None


SPANS = {
    "a: b  # c\nd: e\n": ["a: b  # c\nd: e", "a", "b", "d", "e"],
    "a: 'b c' # d\n": ["a: 'b c'", "a", "'b c'"],
    "a:\n  - b\n  - c: d\n\n# end\n": ["a:\n  - b\n  - c: d", "a", "- b\n  - c: d", "b", "c: d", "c", "d"],
    "a: [b, {c: d}]\n": ["a: [b, {c: d}]", "a", "[b, {c: d}]", "b", "{c: d}", "c", "d"],
    "a: [b: c , d]\n": ["a: [b: c , d]", "a", "[b: c , d]", "b: c", "b", "c", "d"],
    "a: {b , c: }\n": ["a: {b , c: }", "a", "{b , c: }", "b", "", "c", ""],
    "a: |\n  x \n\n\nb: c\n": ["a: |\n  x \n\n\nb: c", "a", "|\n  x ", "b", "c"],
    "a: one\n  two\nb:   # c\n": ["a: one\n  two\nb:", "a", "one\n  two", "b", ""],
    "認: 𠮷😀\r\nb: c\r\n": ["認: 𠮷😀\r\nb: c", "認", "𠮷😀", "b", "c"],
    "? a\n? b\n: c\n": ["? a\n? b\n: c", "a", "", "b", "c"],
}


def walk(node: Node) -> list[Node]:
    if isinstance(node, Mapping):
        return [node, *(each for entry in node.entries for part in (entry.key, entry.value) for each in walk(part))]
    if isinstance(node, Sequence):
        return [node, *(each for item in node.items for each in walk(item))]
    return [node]


@pytest.mark.parametrize("text", SPANS)
def test_spans_cover_what_was_typed(text: str):
    root, found = parsed(text)
    assert not found
    assert root is not None
    assert [text[each.span.start : each.span.end] for each in walk(root)] == SPANS[text]


@pytest.mark.parametrize("mark", ["\ufeff", "\ufeff\ufeff"])
def test_byte_order_marks_move_no_span(mark: str):
    source = decode("x", (mark + "a: b\n").encode())
    root, found = syntax.parse(source)
    assert not found
    assert isinstance(root, Mapping)
    assert source.text[slice(*root.entries[0].value.span)] == "b"


REFUSED = {
    "": ("empty-file", "", None),
    "# nothing\n\n": ("empty-file", "", None),
    "---\n": ("empty-file", "", None),
    "- a\n- b\n": ("not-a-map", "- a", None),
    "just words\n": ("not-a-map", "just words", None),
    "a: 1\n---\nb: 2\n": ("several-documents", "---", {"a": "1"}),
    "a: 1\nb: 2\na: 3\n": ("duplicate-key", "a", {"a": "1", "b": "2"}),
    "a: !!python/object/apply:os.system [x]\n": ("tag", "!!python/object/apply:os.system", {"a": ["x"]}),
    "a: !include x.yaml\n": ("tag", "!include", {"a": "x.yaml"}),
    "a: &b\n  c: d\n": ("anchor", "&b", {"a": {"c": "d"}}),
    "? [a]\n: b\n": ("bad-key", "[a]", {}),
    "a: b\n'': c\n": ("bad-key", "''", {"a": "b"}),
    "a:\n- {{name}}\n": ("bad-key", "{name}", {"a": [{}]}),
    "<<: {a: b}\nc: d\n": ("merge-key", "<<", {"c": "d"}),
    "%YAML 1.2\n---\na: b\n": ("directive", "%YAML 1.2", {"a": "b"}),
    "%FOO\n---\na: b\n": ("directive", "%FOO", {"a": "b"}),
    "a: x\u202ey\n": ("control-character", "\u202e", {"a": "x\ufffdy"}),
    "a: x\x00y\n": ("control-character", "\x00", {"a": "x\ufffdy"}),
    "a: b # \x1b[31m\n": ("control-character", "\x1b", {"a": "b"}),
    'a: "\\e[31m"\n': ("control-character", '"\\e[31m"', {"a": "\ufffd[31m"}),
    'a: "\\u202e"\n': ("control-character", '"\\u202e"', {"a": "\ufffd"}),
    'a: "C:\\Users"\nb: c\n': ("bad-escape", "\\U", {"a": "C:/Users", "b": "c"}),
    "a: 1\n<<<<<<< HEAD\nb: 2\n=======\nb: 3\n>>>>>>> x\nc: 4\n": (
        "conflict-markers", "<<<<<<< HEAD", {"a": "1", "b": "2", "c": "4"}
    ),
    "a:\n\t- b\n\t- c\n": ("tab-indentation", "\t", {"a": ["b", "c"]}),
    "a: b\n  c: d\n  e: f\ng: h\n": ("indentation", "c: d", {"a": "b", "g": "h"}),
    "a:\n  - b: c\n   d: e\nf: g\n": ("indentation", "d: e", {"a": [{"b": "c"}], "f": "g"}),
    " a: b\nc: d\ne: f\n": ("indentation", "a: b", {"c": "d", "e": "f"}),
    "some words\na: b\nc: d\n": ("yaml-syntax", "some words", {"a": "b", "c": "d"}),
    "a: b\nsome words\nc: d\n": ("yaml-syntax", "some words", {"a": "b", "c": "d"}),
    "a: b\ntitle:Foo\nc: d\n": ("yaml-syntax", "title:Foo", {"a": "b", "c": "d"}),
    "a: b\ntitle：中\nc: d\n": ("full-width-sign", "title：", {"a": "b", "c": "d"}),
    "a: 'b\nc: d\n": ("unclosed-quote", "'", {"a": "'b", "c": "d"}),
    'a:\n- "b\n- "c"\n': ("unclosed-quote", '"', {"a": ["b", "c"]}),
    "a: [b, c\nd: e\n": ("unclosed-bracket", "[", {"a": "", "d": "e"}),
    "a: {b: c\nd: e\n": ("unclosed-bracket", "{", {"a": "", "d": "e"}),
}  # fmt: skip


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_refused_has_its_rule_its_place_and_a_remedy(text: str):
    rule, marked, value = REFUSED[text]
    found, found_marked = one(text)
    assert (found.rule, found_marked) == (rule, marked)
    assert plain(parsed(text)[0]) == value
    assert found.help
    assert not found.message.endswith(".")
    assert not found.message[0].isupper()
    assert not any(word in found.message + found.help for word in ("scanner", "token", "mapping values"))


def test_an_anchor_with_its_alias():
    root, found = parsed("a: &x 1\nb: *x\n")
    assert [each.rule for each in found] == ["anchor", "alias"]
    assert plain(root) == {"a": "1", "b": ""}


def test_a_duplicate_key_shows_the_first():
    found, _ = one("a: 1\nb: {c: 1, 'c': 2}\n")
    assert [each.span for each in found.related] == [Span(9, 10)]


def test_limits():
    deep = "a: " + "[" * 31 + "]" * 31
    assert rules(deep) == []
    assert rules(deep.replace("[]", "[[]]")) == ["too-deep"]
    assert rules("a: " + "x" * 10_000) == []
    root, found = parsed("a: " + "x" * 10_001 + "\nb: c")
    assert [each.rule for each in found] == ["text-too-long"]
    assert plain(root) == {"a": "x" * 10_000, "b": "c"}
    exact = "a: [" + "x," * 249_997 + "]"
    assert rules(exact) == []
    assert rules(exact.replace("[", "[x,")) == ["too-many-nodes"]


def test_bytes_that_are_no_text():
    large, found = syntax.parse(decode("x", b"a" * (MAX_BYTES + 1)))
    assert (large, [each.rule for each in found]) == (None, ["too-large"])
    big5, found = syntax.parse(decode("x", b"a: b\nc: \xa4\xa4\n"))
    assert (big5, [each.rule for each in found]) == (None, ["not-utf-8"])
    assert found[0].start == (2, 4)
    assert [each.rule for each in syntax.parse(decode("x", "a: b".encode("utf-16")))[1]] == ["not-utf-8"]


def test_all_mistakes_in_one_run():
    text = 'a: "b" c\nd:\n  - @e\n  - f\n  - g: h: i\nj: k\nj: l\nm: [n, o\np: |\n  "q" r\ns: t: u\n'
    root, found = parsed(text)
    assert sorted((each.start.line, each.rule) for each in found) == [
        (1, "quoted-start"), (3, "special-start"), (5, "unquoted-colon"), (7, "duplicate-key"),
        (8, "unclosed-bracket"), (11, "unquoted-colon"),
    ]  # fmt: skip
    assert isinstance(root, Mapping)
    assert plain(root.get("s")) == "t: u"


def test_more_than_the_mends_allow_is_still_reported():
    text = "".join(f"a{i}: b\n  c: d\n" for i in range(30)) + '- "e" f\n'
    root, found = parsed(text)
    assert root is None
    assert sum(each.rule == "indentation" for each in found) == syntax.MAX_MENDS + 1
    assert found[-1].rule == "quoted-start"


def test_of_one_rule_a_hundred_are_kept_and_the_rest_counted():
    found = parsed("a: b\n" * 1000)[1]
    assert len(found) == 100
    assert found[-1].help.endswith("there are 899 more of these in the file")


HOSTILE = {
    "brackets": "a: " + "[" * 200_000,
    "braces": "a: " + "{" * 200_000,
    "dashes": "a:\n  " + "- " * 200_000,
    "questions": "? " * 200_000,
    "keys in brackets": "a: [" * 1_000_000,
    "aliases": "a: &a [x]\nb: [" + "*a, " * 900_000 + "]",
    "escapes": 'a: "' + "\\q" * 1_000_000 + '"',
    "one line": "x" * 4_000_000,
    "long text": "a: " + "x y " * 1_000_000,
    "parentheses": "a: [" + "(, " * 100_000 + "]",
    "controls": "a: " + "\x01" * 4_000_000,
    "tabs": "a:\n\tb: c\n" * 300_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_files_end(name: str):
    found = parsed(HOSTILE[name])[1]
    assert len(found) < 500
    assert all(each.span is not None for each in found)
    assert found or name == "parentheses"


PIECES = st.sampled_from(
    ["a", "b", ": ", ":", "- ", "\n", "\n  ", "\n- ", "\nk: ", " #", "# ", '"', "'", "[", "]", "{", "}", ", ", "|", ">",
     "&a ", "*a", "!t ", "@", "%", "`", "\t", "\r\n", "\\", "\\x", "? ", "---\n", "...", "認", "😀", "（", "）",
     "\u202e", "\x00", "\ufeff", "<<<<<<< x\n", "=======\n", "\u2028", "<<", "\\ud800", "\\Uffffffff"]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


def check_nesting(node: Node, within: Span) -> None:
    assert within.start <= node.span.start <= node.span.end <= within.end
    children: list[Node] = []
    if isinstance(node, Mapping):
        children = [part for entry in node.entries for part in (entry.key, entry.value)]
    elif isinstance(node, Sequence):
        children = list(node.items)
    for before, after in pairwise(children):
        assert before.span.end <= after.span.start
    for child in children:
        check_nesting(child, node.span)


def check(text: str) -> None:
    whole = Span(0, len(text))
    root, found = parsed(text)
    assert root is not None or found
    for each in found:
        assert each.span is not None
        edits = each.fix.edits if each.fix else ()
        for span in (each.span, *(edit.span for edit in edits), *(other.span for other in each.related)):
            assert 0 <= span.start <= span.end <= whole.end
    if root is not None:
        assert isinstance(root, Mapping)
        check_nesting(root, whole)


@given(TEXTS)
def test_any_text_gives_a_tree_or_findings_and_spans_nest(text: str):
    check(text)


@given(TEXTS)
def test_the_same_with_the_python_parser(text: str):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(syntax, "_parser", yaml_errors.PythonParser)
        check(text)


@pytest.mark.parametrize("text", [*SPANS, *REFUSED, 'a: "b \\U00110000"\n', '"\\U80000000', 'a: ["\\UFFFFFFFF"]\n'])
def test_both_parsers_say_the_same(text: str, monkeypatch: pytest.MonkeyPatch):
    fast = parsed(text)
    monkeypatch.setattr(syntax, "_parser", yaml_errors.PythonParser)
    slow = parsed(text)
    assert fast[0] == slow[0]
    assert [(each.rule, each.span, each.message) for each in fast[1]] == [
        (each.rule, each.span, each.message) for each in slow[1]
    ]


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), max_size=30).filter(
    lambda text: not syntax.yaml_subset.CONTROL.search(text) and "\ufeff" not in text
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS.filter(bool), inner, max_size=4),
    max_leaves=20,
)


@given(st.dictionaries(WORDS.filter(bool), TREES, min_size=1, max_size=4), st.sampled_from([None, True, False]))
def test_values_equal_those_of_the_base_loader(tree: dict[str, Any], flow: bool | None):
    text = yaml.safe_dump(tree, allow_unicode=True, default_flow_style=flow, sort_keys=False)
    root, found = parsed(text)
    if not any(each.rule in {"split-item", "merge-key", "bad-key"} for each in found):
        assert not found
        assert plain(root) == yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 -- BaseLoader makes text only
