"""What holds of every merge."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from diff.mutation import changed
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from properties.maps import Json, documents, to_yaml
from properties.reading import read

from cjmap.merge import merge
from cjmap.merge.parts import data
from cjmap.source import Source
from cjmap.syntax import parse

few = settings(
    max_examples=60, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
trios = st.builds(
    lambda document, one, other: tuple(map(to_yaml, (document, changed(document, one), changed(document, other)))),
    documents(), st.integers(0, 2**32), st.integers(0, 2**32),
)  # fmt: skip


def meaning(text: str) -> object:
    root, problems = parse(Source("map", text))
    assert problems == []
    assert root is not None
    return data(root)


@given(trios)
@few
def test_what_one_side_left_alone_is_the_others(trio: tuple[str, str, str]):
    base, ours, _ = trio
    for found in (merge(base, ours, base), merge(base, base, ours), merge(base, ours, ours)):
        assert found is not None
        assert (found.text, found.conflicts) == (ours, ())


@given(trios)
@few
def test_both_ways_conflict_alike(trio: tuple[str, str, str]):
    base, ours, theirs = trio
    there, back = merge(base, ours, theirs), merge(base, theirs, ours)
    assert (there is None) is (back is None)
    if there is not None and back is not None:
        assert set(there.conflicts) == set(back.conflicts)


@given(documents(), st.integers(0, 2**32))
@few
def test_text_that_the_other_side_did_not_touch_stays(document: Json, seed: int):
    ours = {**document, "title": "Ours xoursx"}
    theirs = {**changed(document, seed), "title": document["title"], "owner": "Theirs xtheirsx"}
    found = merge(*map(to_yaml, (document, ours, theirs)))
    assert found is not None
    if "owner" not in document or document["owner"] != theirs["owner"]:
        assert "xoursx" in found.text
        assert "xtheirsx" in found.text
    if not found.conflicts:
        assert meaning(found.text) == meaning(to_yaml({**theirs, "title": "Ours xoursx"}))


@given(trios)
@few
def test_where_gits_merge_is_clean_and_valid_ours_agrees(trio: tuple[str, str, str]):
    found = merge(*trio)
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("base", "ours", "theirs")]
        for path, text in zip(paths, trio, strict=True):
            path.write_text(text)
        command = ["git", "merge-file", "-p", str(paths[1]), str(paths[0]), str(paths[2])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or found is None or found.conflicts:
        return
    if not [each for each in read(done.stdout.encode())[1] if each.severity == "error"]:
        assert meaning(found.text) == meaning(done.stdout)
