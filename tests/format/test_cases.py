"""Untidy files of every sort, each with what it becomes: `before.yaml` and `after.yaml` in the folders of `cases/`."""

from __future__ import annotations

from pathlib import Path

import pytest

from cjmap import edit, syntax
from cjmap.format import canonical
from cjmap.format.trivia import comments
from cjmap.source import Source, read
from cjmap.validate.data import plain

ROOT = Path(__file__).parents[2]
CASES = sorted(path.name for path in (Path(__file__).parent / "cases").iterdir())
SHIPPED = sorted(
    path for folder in ("examples", "templates/maps") for path in (ROOT / folder).rglob("*.yaml") if path.is_file()
)


def case(name: str, which: str) -> Source:
    return read(Path(__file__).parent / "cases" / name / f"{which}.yaml")


@pytest.mark.parametrize("name", CASES)
def test_a_case_becomes_what_it_should(name: str):
    found = canonical(case(name, "before"))
    assert found.problems == ()
    assert found.text == case(name, "after").text


@pytest.mark.parametrize("name", CASES)
def test_what_is_formatted_stays(name: str):
    source = case(name, "after")
    assert canonical(source).text == source.text
    assert canonical(source).edits == ()


@pytest.mark.parametrize("name", CASES)
def test_comments_and_data_are_the_same(name: str):
    before, after = case(name, "before"), case(name, "after")
    roots = [syntax.parse(source)[0] for source in (before, after)]
    assert all(roots)
    assert plain(roots[0], before, []) == plain(roots[1], after, [])
    assert comments(before.text, roots[0]) == comments(after.text, roots[1])


@pytest.mark.parametrize("name", CASES)
def test_the_edits_make_the_text(name: str):
    source = case(name, "before")
    found = canonical(source)
    assert edit.apply(source.text, found.edits) == found.text


def test_what_stays_is_not_edited():
    text = "cjmap: 1\nkind: current-state\ntitle:  A\n\nstages:\n  - title: B\n    actions: [a,b]\n    id: c\n"
    found = canonical(Source("x", text))
    assert found.text == (
        "cjmap: 1\nkind: current-state\ntitle: A\n\nstages:\n  - id: c\n    title: B\n    actions: [a, b]\n"
    )
    assert sum(each.span.end - each.span.start + len(each.text) for each in found.edits) < 30


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_shipped_is_formatted(path: Path):
    source = read(path)
    found = canonical(source)
    assert found.problems == ()
    assert found.text == source.text


def test_the_map_that_is_shown_first_is_formatted():
    shown = (ROOT / "README.md").read_text(encoding="utf-8").partition("```yaml\n")[2].partition("```")[0]
    assert canonical(Source("README.md", shown)).text == shown


LEFT = {
    "a: [": "unclosed-bracket",
    "cjmap: 1\ntitle: A\nnote: &a [x]\n": "anchor",
    "cjmap: 1\ntitle: A\nstages:\n  - actions: rank #1\n": "hash-in-text",
    "cjmap: 1\ntitle: A\nstages:\n  - actions: [a (b, c)]\n": "split-item",
    "services:\n  web:\n    image: x\n": "not-a-map",
    "- a\n": "not-a-map",
    "": "empty-file",
    "cjmap: 1\n? |\n  a\n  b\n: c\n": "not-formatted",
}


@pytest.mark.parametrize("text", LEFT)
def test_what_cannot_be_read_is_left(text: str):
    found = canonical(Source("x", text))
    assert [each.rule for each in found.problems] == [LEFT[text]]
    assert found.text == text
    assert found.edits == ()


def test_what_is_wrong_in_meaning_alone_is_formatted():
    found = canonical(Source("x", "kind: nothing\ncjmap: 1\npainPoint:   x\ntitle: A\n"))
    assert found.problems == ()
    assert found.text == "cjmap: 1\nkind: nothing\ntitle: A\npainPoint: x\n"
