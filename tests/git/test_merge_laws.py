"""What holds of every merge."""

from __future__ import annotations

import copy
import subprocess
from collections.abc import Iterator
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from diff.mutation import changed
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from properties.maps import Json, documents, to_yaml
from properties.reading import read

from cjmap.cli.merge import Options, run
from cjmap.merge import merge
from cjmap.merge.parts import data
from cjmap.source import Source
from cjmap.syntax import parse

few = settings(
    max_examples=20, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.reuse, Phase.generate]
)
PROSE = ("text", "title", "summary", "goal", "scenario", "note", "owner", "word")


def edited(document: Json, seed: int, name: str) -> Json:
    """The map after changes of its shape and of up to five of its texts, each of which then has a word of its own."""
    random = Random(seed)
    found = changed(document, seed) if seed % 3 else copy.deepcopy(document)
    places = [(holder, key) for holder in _holders(found) for key in PROSE if isinstance(holder.get(key), str)]
    for number in range(random.randint(0, min(5, len(places)))):
        holder, key = random.choice(places)
        holder[key] = f"{name}{number} {holder[key]}"
    return found


def _holders(data: Any) -> Iterator[Json]:
    if isinstance(data, dict):
        yield data
    for each in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        yield from _holders(each)


def leaves(data: Any) -> Iterator[str]:
    """Every text of a map."""
    if isinstance(data, dict | list):
        for each in data.values() if isinstance(data, dict) else data:
            yield from leaves(each)
    elif data:
        yield str(data)


trios = st.builds(
    lambda document, one, other: tuple(
        map(to_yaml, (document, edited(document, one, "xoursx"), edited(document, other, "xtheirsx")))
    ),
    documents(), st.integers(0, 2**32), st.integers(0, 2**32),
)  # fmt: skip
Trio = tuple[str, str, str]


def meaning(text: str) -> object:
    root, problems = parse(Source("map", text))
    assert problems == []
    assert root is not None
    return data(root)


@given(trios)
@few
def test_what_one_side_left_alone_is_the_others(trio: Trio):
    base, ours, _ = trio
    for found in (merge(base, ours, base), merge(base, base, ours), merge(base, ours, ours)):
        assert found is not None
        assert (found.text, found.conflicts) == (ours, ())


@given(trios)
@few
def test_both_ways_conflict_alike(trio: Trio):
    base, ours, theirs = trio
    there, back = merge(base, ours, theirs), merge(base, theirs, ours)
    assert (there is None) is (back is None)
    if there is not None and back is not None:
        assert sorted(there.conflicts) == sorted(back.conflicts)


@given(trios)
@few
def test_no_text_is_lost_that_a_side_wrote_or_that_both_left(trio: Trio):
    found = merge(*trio)
    if found is None:
        return
    base, ours, theirs = (set(leaves(meaning(text))) for text in trio)
    words = found.text
    if not found.conflicts:
        there = set(leaves(meaning(words)))
        assert (ours | theirs) - base <= there
        assert base & ours & theirs <= there
    for text in ((ours | theirs) - base) | (base & ours & theirs):
        if text.isalnum():
            assert text in words


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
def test_a_clean_merge_of_valid_maps_is_valid_and_a_conflict_is_marked(trio: Trio):
    if any(errors(text) for text in trio):
        return
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{name}.cjm.yaml" for name in ("base", "ours", "theirs")]
        for path, text in zip(paths, trio, strict=True):
            path.write_text(text)
        status = run(Options(*map(str, paths)))
        found = paths[1].read_text()
    assert status in (0, 1)
    assert ("\n<<<<<<< ours\n" in f"\n{found}") is (status == 1)
    if not status:
        assert errors(found) == []


@given(trios)
@few
def test_where_gits_merge_is_clean_and_valid_ours_agrees(trio: Trio):
    found = merge(*trio)
    with TemporaryDirectory() as folder:
        paths = [Path(folder) / name for name in ("base", "ours", "theirs")]
        for path, text in zip(paths, trio, strict=True):
            path.write_text(text)
        command = ["git", "merge-file", "-p", str(paths[1]), str(paths[0]), str(paths[2])]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode or found is None or found.conflicts:
        return
    if not errors(done.stdout):
        assert meaning(found.text) == meaning(done.stdout)


def errors(text: str) -> list[str]:
    return [each.message for each in read(text.encode())[1] if each.severity == "error"]
