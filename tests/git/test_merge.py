"""Maps merged in real repositories."""

from __future__ import annotations

import pytest
from git.conftest import MAP


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
    theirs = base.replace("and waits\n", "and waits\n          # seen twice\n")
    repo.fork(ours, theirs.replace("owner: CX team", "owner: CX team  # new"), base)
    repo.git("merge", "-q", "theirs")
    text = repo.file.read_text()
    assert "        actions: |\n          Says each item\n          and waits\n" in text
    assert "owner: CX team  # new" in text


def test_line_ends_survive(repo):
    (repo.folder / ".gitattributes").write_text("*.cjm.yaml merge=cjmap -text\n")
    base = MAP.replace("\n", "\r\n")
    for text, branch in ((base, "theirs"), (base.replace("Weekly", "Their"), "")):
        repo.file.write_bytes(text.encode())
        repo.git("add", "-A")
        repo.git("commit", "-q", "-m", "x")
        if branch:
            repo.git("branch", branch)
    repo.git("switch", "-q", "theirs")
    repo.file.write_bytes(base.replace("[app]", "[app, web]").encode())
    repo.git("commit", "-q", "-a", "-m", "x")
    repo.git("merge", "-q", "main")
    assert repo.file.read_bytes() == base.replace("[app]", "[app, web]").replace("Weekly", "Their").encode()
