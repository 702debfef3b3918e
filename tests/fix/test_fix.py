"""The engine that makes fixes: in rounds, whole or not at all, and to an end."""

from __future__ import annotations

from collections.abc import Sequence

from cjmap.diagnostic import Diagnostic, Edit, Fix
from cjmap.fix import ROUNDS, fix
from cjmap.source import Source, Span


def finding(source: Source, old: str, new: str, *, safe: bool = True, rule: str = "a-rule") -> list[Diagnostic]:
    """A finding wherever a text stands, whose fix replaces it."""
    found = []
    at = source.text.find(old)
    while at >= 0:
        span = Span(at, at + len(old))
        found.append(Diagnostic(rule, old, source, span, fix=Fix(f"write {new}", (Edit(span, new),), safe)))
        at = source.text.find(old, at + 1)
    return found


def test_all_at_once():
    done = fix(Source("x", "a b a"), lambda source: finding(source, "a", "c"))
    assert done.source.text == "c b c"
    assert [each.message for each in done.made] == ["a", "a"]
    assert done.left == ()


def test_unsafe_fixes_are_made_when_asked_for():
    def find(source: Source) -> Sequence[Diagnostic]:
        return finding(source, "a", "c", safe=False)

    assert fix(Source("x", "a"), find).source.text == "a"
    assert [each.rule for each in fix(Source("x", "a"), find).left] == ["a-rule"]
    assert fix(Source("x", "a"), find, unsafe=True).source.text == "c"


def test_safe_fixes_win():
    def find(source: Source) -> Sequence[Diagnostic]:
        return [*finding(source, "ab", "x", safe=False), *finding(source, "b", "y", rule="other")]

    assert fix(Source("x", "ab"), find, unsafe=True).source.text == "ay"


def test_what_clashes_waits_for_the_next_round():
    done = fix(Source("x", "aaaa"), lambda source: finding(source, "aa", "a"))
    assert done.source.text == "a"


def test_what_a_fix_uncovers_is_mended():
    def find(source: Source) -> Sequence[Diagnostic]:
        return [*finding(source, "a", "b", rule="first"), *finding(source, "b", "c", rule="second")]

    done = fix(Source("x", "a"), find)
    assert (done.source.text, [each.rule for each in done.made]) == ("c", ["first", "second"])


def test_it_ends_where_fixes_turn_in_a_circle():
    def find(source: Source) -> Sequence[Diagnostic]:
        return [*finding(source, "a", "b", rule="first"), *finding(source, "b", "a", rule="second")]

    assert len(fix(Source("x", "a"), find).made) == 1


def test_it_ends_where_a_fix_uncovers_one_of_its_kind_for_ever():
    done = fix(Source("x", "a"), lambda source: finding(source, "a", "ba"))
    assert len(done.made) == ROUNDS
    assert done.source.text == "b" * ROUNDS + "a"


def test_a_fix_that_makes_it_worse_is_undone():
    done = fix(Source("x", "a"), lambda source: finding(source, "a", "aa"))
    assert (done.source.text, done.made) == ("a", ())
    assert len(done.left) == 1


def test_findings_in_other_files_are_left():
    other = Source("y", "a")
    done = fix(Source("x", "a"), lambda _: finding(other, "a", "c"))
    assert (done.source.text, done.made) == ("a", ())


def test_the_source_keeps_its_name_and_mark():
    source = Source("x", "a", marked=True)
    done = fix(source, lambda each: finding(each, "a", "c"))
    assert (done.source.name, done.source.marked) == ("x", True)
    assert source.text == "a"
