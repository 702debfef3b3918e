"""Maps merged in real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest
from git.conftest import MAP
from git.test_merge_laws import meaning

from cjmap.cli.merge import Options, run
from cjmap.merge import merge


def changed(*pairs: tuple[str, str]) -> str:
    """The map with some words replaced, each of which must be there."""
    text = MAP
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


OURS = changed(("[app]", "[app, web]"), ("title: Pay", "title: Pay now  # ours"), ("severity: high", "severity: low"))
THEIRS = changed(
    ("[app]", "[app, shop]"), ("- Types the number", "- Types the number\n          # theirs\n          - Waits")
)


@pytest.mark.parametrize("way", ["merge", "rebase", "cherry-pick"])
def test_neighbouring_and_set_changes_merge_cleanly(repo, way):
    repo.fork(OURS, THEIRS)
    repo.git(*{"merge": ("merge", "-q"), "rebase": ("rebase", "-q"), "cherry-pick": ("cherry-pick",)}[way], "theirs")
    text = repo.file.read_text()
    for words in (
        "Pay now  # ours",
        "severity: low",
        "# theirs\n          - Waits",
        "# the bag is there",
        "# said in every",
    ):
        assert words in text
    assert "touchpoints: [app, web, shop]" in text or "touchpoints: [app, shop, web]" in text
    assert repo.run("cjmap", "validate", "shop.cjm.yaml").returncode == 0


def test_a_conflict_is_marked_around_its_field(repo):
    repo.fork(
        changed(("title: Pay", "title: Pay now"), ("emotion: 0", "emotion: 1")),
        changed(("title: Pay", "title: Pay later")),
    )
    done = repo.run("git", "merge", "theirs")
    assert done.returncode == 1
    assert "both sides changed stages › choose › steps › pay › title" in done.stderr + done.stdout
    text = repo.file.read_text()
    conflict = "<<<<<<< ours\n        title: Pay now\n=======\n        title: Pay later\n>>>>>>> theirs\n"
    assert conflict in text
    assert text.replace(conflict, "        title: Pay\n") == changed(("emotion: 0", "emotion: 1"))
    assert "UU shop.cjm.yaml" in repo.git("status", "--short")


def test_taken_away_against_changed_conflicts(repo):
    step = MAP[MAP.index("      - id: pay") : MAP.index("  - id: receive")]
    repo.fork(changed((step, "")), changed(("emotion: 0", "emotion: 1")))
    assert repo.run("git", "merge", "theirs").returncode == 1
    later = step.replace("emotion: 0", "emotion: 1")
    assert f"<<<<<<< ours\n=======\n{later}>>>>>>> theirs\n" in repo.file.read_text()


def test_markers_have_the_size_that_is_asked_for(repo):
    attributes = repo.folder / ".gitattributes"
    attributes.write_text(attributes.read_text() + "*.cjm.yaml conflict-marker-size=12\n")
    repo.fork(changed(("title: Pay", "title: A")), changed(("title: Pay", "title: B")))
    assert repo.run("git", "merge", "theirs").returncode == 1
    assert f"{'<' * 12} ours\n" in repo.file.read_text()


def test_sides_that_do_not_fit_together_conflict(repo):
    base = changed(("stages:", "sources:\n  - id: talks\n    title: Talks\n\nstages:"))
    ours = MAP
    theirs = base.replace("emotion: 0", "emotion: {score: 0, sources: talks}")
    repo.fork(ours, theirs, base)
    done = repo.run("git", "merge", "theirs")
    assert done.returncode == 1
    assert "do not fit together" in done.stderr + done.stdout
    assert repo.file.read_text() == f"<<<<<<< ours\n{ours}=======\n{theirs}>>>>>>> theirs\n"


@pytest.mark.parametrize("with_cjmap", [True, False])
def test_what_cannot_be_read_is_merged_as_a_text(repo, with_cjmap):
    broken = MAP + "title: [unclosed\n"
    repo.fork(broken.replace("Weekly", "Our"), broken.replace("emotion: 2 ", "emotion: 1 "), broken)
    repo.git("merge", "-q", "theirs", with_cjmap=with_cjmap)
    assert repo.file.read_text() == broken.replace("Weekly", "Our").replace("emotion: 2 ", "emotion: 1 ")


def test_without_cjmap_git_merges_the_text_and_marks_conflicts(repo):
    repo.fork(changed(("title: Pay", "title: A")), changed(("title: Pay", "title: B")))
    done = repo.run("git", "merge", "theirs", with_cjmap=False)
    assert done.returncode == 1
    assert "<<<<<<< ours\n        title: A\n=======\n        title: B\n>>>>>>> theirs\n" in repo.file.read_text()


def test_a_field_reworded_by_one_and_noted_by_the_other_has_both(repo):
    base = changed(
        ("actions: Types each item into the search box", "actions: |\n          Types each item\n          and waits")
    )
    ours = base.replace("Types each item", "Says each item")
    theirs = base.replace("actions: |\n", "actions: |  # seen twice\n").replace("CX team", "CX team  # new")
    repo.fork(ours, theirs, base)
    repo.git("merge", "-q", "theirs")
    text = repo.file.read_text()
    assert "        actions: |  # seen twice\n          Says each item\n          and waits\n" in text
    assert "owner: CX team  # new" in text


def test_prose_is_one_field(repo):
    base = changed(
        ("        actions: Types", "        actions: |\n          First\n          Last\n        problems: Types")
    )
    repo.fork(base.replace("First", "Ours"), base.replace("Last\n", "Last\n          # theirs, no comment\n"), base)
    assert repo.run("git", "merge", "theirs").returncode == 1
    assert repo.file.read_text() == base.replace(
        "        actions: |\n          First\n          Last\n",
        "<<<<<<< ours\n        actions: |\n          Ours\n          Last\n=======\n"
        "        actions: |\n          First\n          Last\n          # theirs, no comment\n>>>>>>> theirs\n",
    )


@pytest.mark.parametrize(
    ("style", "base"),
    [("merge", ""), ("diff3", "||||||| base\n        title: Pay\n"), ("zdiff3", "||||||| base\n        title: Pay\n")],
)
def test_conflicts_are_marked_in_the_style_that_git_is_set_to(repo, style, base):
    repo.git("config", "merge.conflictStyle", style)
    repo.fork(changed(("title: Pay", "title: A")), changed(("title: Pay", "title: B")))
    assert repo.run("git", "merge", "theirs").returncode == 1
    marked = f"<<<<<<< ours\n        title: A\n{base}=======\n        title: B\n>>>>>>> theirs\n"
    assert repo.file.read_text() == changed(("        title: Pay\n", marked))


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_line_ends_and_byte_order_marks_survive(tmp_path, mark):
    base = MAP.replace("\n", "\r\n")
    sides = base, base.replace("[app]", "[app, web]"), base.replace("Weekly", "Their")
    status, found = merged(tmp_path, *(mark + side.encode() for side in sides))
    assert (status, found) == (0, mark + sides[1].replace("Weekly", "Their").encode())
    sides = base, base.replace("title: Pay", "title: A"), base.replace("title: Pay", "title: B")
    status, found = merged(tmp_path, *(mark + side.encode() for side in sides))
    conflict = "<<<<<<< ours\r\n        title: A\r\n=======\r\n        title: B\r\n>>>>>>> theirs\r\n"
    assert (status, found) == (1, mark + base.replace("        title: Pay\r\n", conflict).encode())


def test_a_byte_order_mark_goes_with_the_side_that_changed_it(tmp_path):
    ours, theirs = changed(("[app]", "[app, web]")).encode(), changed(("Weekly", "Their")).encode()
    both = changed(("[app]", "[app, web]"), ("Weekly", "Their")).encode()
    bom = b"\xef\xbb\xbf"
    assert merged(tmp_path, MAP.encode(), ours, bom + theirs) == (0, bom + both)
    assert merged(tmp_path, bom + MAP.encode(), bom + ours, theirs) == (0, both)


def test_binary_files_and_files_with_markers_are_left_to_git(tmp_path, capfd):
    assert merged(tmp_path, MAP.encode(), b"\0\1" + MAP.encode(), MAP.encode() + b"\0") == (
        2, b"\0\1" + MAP.encode(),
    )  # fmt: skip
    assert "git says:" in capfd.readouterr().err
    marked = changed(("title: Pay\n", "title: Pay\n<<<<<<< ours\n=======\n>>>>>>> theirs\n"))
    ours, theirs = marked.replace("Weekly", "Our"), marked.replace("emotion: 2 ", "emotion: 1 ")
    status, found = merged(tmp_path, marked.encode(), ours.encode(), theirs.encode())
    assert (status, found.decode()) == (0, ours.replace("emotion: 2 ", "emotion: 1 "))


def test_a_missing_file_is_said(tmp_path, capfd):
    assert run(Options(str(tmp_path / "no"), str(tmp_path / "none"), str(tmp_path / "nothing"))) == 2
    assert "cannot read" in capfd.readouterr().err


PLAIN = MAP.replace("      - id: search\n        title", "      - title").replace(
    "      - id: pay\n        title", "      - title"
)
PLAIN = PLAIN.replace("  - id: choose\n    title", "  - title").replace("  - id: receive\n    title", "  - title")
PLAIN = PLAIN.replace("          - id: no-reorder\n            text", "          - text")


def test_maps_without_ids_are_merged_by_titles_words_and_places(tmp_path):
    assert "id:" not in PLAIN.replace("id: groceries", "")
    ours = PLAIN.replace("title: Search", "title: Look for it").replace("severity: high", "severity: low")
    theirs = PLAIN.replace("score: -1", "score: -2").replace(
        "          - text: Results", "          - Nobody helps\n          - text: Results"
    )
    status, found = merged(tmp_path, *(text.encode() for text in (PLAIN, ours, theirs)))
    assert status == 0
    wanted = theirs.replace("title: Search", "title: Look for it").replace("severity: high", "severity: low")
    assert found.decode() == wanted


def test_what_one_moved_and_the_other_changed_is_at_its_new_place(tmp_path):
    first, second = MAP.index("      - id: search"), MAP.index("      - id: pay")
    end = MAP.index("  - id: receive")
    ours = MAP[:first] + MAP[second:end] + MAP[first:second] + MAP[end:]
    theirs = changed(("emotion: 0", "emotion: 1"))
    status, found = merged(tmp_path, *(text.encode() for text in (MAP, ours, theirs)))
    assert (status, found.decode()) == (0, ours.replace("emotion: 0", "emotion: 1"))


def test_what_both_changed_alike_is_clean(tmp_path):
    ours = changed(("title: Pay", "title: Pay now"), ("emotion: 0", "emotion: 1"))
    theirs = changed(("title: Pay", 'title: "Pay now"'), ("emotion: 2 ", "emotion: 1 "))
    status, found = merged(tmp_path, *(text.encode() for text in (MAP, ours, theirs)))
    assert status == 0
    assert found.decode() == ours.replace("emotion: 2 ", "emotion: 1 ")


def test_what_both_took_away_is_gone(tmp_path):
    step = MAP[MAP.index("      - id: pay") : MAP.index("  - id: receive")]
    ours, theirs = changed((step, ""), ("Weekly", "Our")), changed((step, ""), ("emotion: 2 ", "emotion: 1 "))
    status, found = merged(tmp_path, *(text.encode() for text in (MAP, ours, theirs)))
    assert (status, found.decode()) == (0, ours.replace("emotion: 2 ", "emotion: 1 "))


@pytest.mark.parametrize(
    "cjmap",
    [
        "echo 'No module named cjmap' >&2; exit 1",  # as `python -m cjmap` ends where it is gone
        "exit 3", "kill -9 $$", "echo garbage; exit 2",
    ],
)  # fmt: skip
def test_a_driver_that_fails_breaks_no_merge(repo, home, cjmap):
    script = home / "bin" / "cjmap"
    script.write_text(f"#!/bin/sh\n{cjmap}\n")
    repo.fork(changed(("title: Pay", "title: A"), ("Weekly", "Our")), changed(("title: Pay", "title: B")))
    assert repo.run("git", "merge", "theirs").returncode == 1
    marked = "<<<<<<< ours\n        title: A\n=======\n        title: B\n>>>>>>> theirs\n"
    assert repo.file.read_text() == changed(("        title: Pay\n", marked), ("Weekly", "Our"))
    repo.git("merge", "--abort")
    repo.git("switch", "-q", "-c", "other", "HEAD~1")
    repo.commit(changed(("emotion: 2 ", "emotion: 1 ")), "Other")
    repo.git("merge", "-q", "theirs")
    assert repo.file.read_text() == changed(("title: Pay", "title: B"), ("emotion: 2 ", "emotion: 1 "))


def field(value: str) -> str:
    """The map with a field in the step `pay`."""
    return changed(("        emotion: 0\n", f"        emotion: 0\n        tags: {value}\n"))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ("[a, b]", "[b, a, c]", "[a, d]", ["a", "c", "d"]),
        ("[a, b]", "[b, a]", "[a, b, c]", ["a", "b", "c"]),
        ("[a]", "[a, b]", "[a, c]", ["a", "b", "c"]),
        ("a", "[a, b]", "[a, c]", ["a", "b", "c"]),
        ("[a, b]", "[a]", "[a, b, 'c, d']", ["a", "c, d"]),
        (
            "\n          - a\n          - b  # base", "\n          - b  # base\n          - c",
            "\n          - a\n          - d", ["c", "d"],
        ),
        ("[a, b, c]", "[b, c]", "[a, b]", ["b"]),
    ],
)  # fmt: skip
def test_sets_are_merged_as_sets(base, ours, theirs, result):
    found = merge(field(base), field(ours), field(theirs))
    assert found is not None
    assert found.conflicts == ()
    tags = meaning(found.text)["stages"][0]["steps"][1]["tags"]
    assert sorted(tags if isinstance(tags, list) else [tags]) == result


def listed(*names: str) -> str:
    """The map with steps in the last stage."""
    return MAP + "    steps:\n" + "".join(f"      - {{id: {name}, title: {name.upper()}}}\n" for name in names)


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        ("abcd", "bcda", "abdc", "bdca"),  # ours moved a to the end, theirs d before c
        ("abcd", "dabc", "abcd", "dabc"),
        ("abcd", "abxcd", "abcyd", "abxcyd"),
        ("abcd", "abxcd", "abycd", "abxycd"),  # both added in one place: ours first
        ("abcd", "acd", "abd", "ad"),
        ("abcd", "bacd", "bacd", "bacd"),
        ("abcd", "bcda", "abc", "bca"),
        ("ab", "xab", "aby", "xaby"),
    ],
)
def test_ordered_lists_keep_what_neither_side_moved(base, ours, theirs, result):
    found = merge(*(listed(*each) for each in (base, ours, theirs)))
    assert found is not None
    assert found.conflicts == ()
    assert "".join(step["id"] for step in meaning(found.text)["stages"][1]["steps"]) == result


def test_what_both_moved_elsewhere_stands_at_both_places_in_conflicts():
    found = merge(listed(*"abcdef"), listed(*"bcadef"), listed(*"bcdeaf"))
    assert found is not None
    assert found.conflicts == (("stages", "receive", "steps", "a"),) * 2
    a = "      - {id: a, title: A}\n"
    assert f"<<<<<<< ours\n{a}=======\n>>>>>>> theirs\n" in found.text
    assert f"<<<<<<< ours\n=======\n{a}>>>>>>> theirs\n" in found.text


def test_taking_away_conflicts_with_moving():
    found = merge(listed(*"abcd"), listed(*"bcd"), listed(*"bcda"))
    assert found is not None
    assert found.conflicts == (("stages", "receive", "steps", "a"),)
    assert found.text.endswith("<<<<<<< ours\n=======\n      - {id: a, title: A}\n>>>>>>> theirs\n")
    for gone in "ab":  # either may be the one that moved
        found = merge(listed(*"abcd"), listed(*"bacd"), listed(*"abcd".replace(gone, "")))
        assert found is not None
        assert found.conflicts == (("stages", "receive", "steps", gone),)
    found = merge(listed(*"abcd"), listed(*"bcda"), listed(*"abd"))
    assert found is not None
    assert found.conflicts == ()


@pytest.mark.parametrize("deleting", ["ours", "theirs"])
@pytest.mark.parametrize("what", ["stage", "item", "field"])
def test_taking_away_conflicts_with_a_change_whichever_side_does_it(deleting, what):
    gone, edit = {
        "stage": (MAP[MAP.index("  - id: receive") :], ("emotion: 2 ", "emotion: 1 ")),
        "item": ("          - Types the number\n", ("Types the number", "Types the long number")),
        "field": ("            severity: high\n", ("severity: high", "severity: low")),
    }[what]
    less, more = changed((gone, "")), changed(edit)
    found = merge(MAP, less, more) if deleting == "ours" else merge(MAP, more, less)
    assert found is not None
    assert len(found.conflicts) == 1
    kept = gone.replace(*edit)
    sides = ("", kept) if deleting == "ours" else (kept, "")
    assert "<<<<<<< ours\n{}=======\n{}>>>>>>> theirs\n".format(*sides) in found.text


def test_comments_and_form_of_both_sides_survive():
    ours = changed(
        ("# said in every interview", "# said in every interview\n          # by eight of ten"),
        ("actions: Types each", 'actions: "Types each'), ("search box", 'search box"'),
        ("\nstages:", "# ours, above the stages\n\nstages:"),
    )  # fmt: skip
    theirs = changed(
        ("severity: high", "severity: low   # theirs, beside"),
        ("title: Receive", "# theirs, above\n    title: Receive"),
        ("# the bag is there", "# the bag is there, at last"),
    )  # fmt: skip
    found = merge(MAP, ours, theirs)
    assert found is not None
    assert found.conflicts == ()
    wanted = ours.replace("severity: high", "severity: low   # theirs, beside")
    wanted = wanted.replace("title: Receive", "# theirs, above\n    title: Receive")
    assert found.text == wanted.replace("# the bag is there", "# the bag is there, at last")


def test_files_that_both_sides_added_are_merged_as_texts(repo):
    (repo.folder / "other.txt").write_text("x")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "Base")
    repo.git("switch", "-q", "-c", "theirs")
    repo.commit(changed(("title: Pay", "title: B")))
    repo.git("switch", "-q", "main")
    repo.commit(changed(("title: Pay", "title: A")))
    assert repo.run("git", "merge", "theirs").returncode == 1
    assert "<<<<<<< " in repo.file.read_text()


def merged(folder: Path, *versions: bytes) -> tuple[int, bytes]:
    """The status of `cjmap merge BASE OURS THEIRS`, and what stands in OURS then."""
    paths = [folder / name for name in ("base.cjm.yaml", "ours.cjm.yaml", "theirs.cjm.yaml")]
    for path, data in zip(paths, versions, strict=True):
        path.write_bytes(data)
    status = run(Options(*map(str, paths)))
    return status, paths[1].read_bytes()
