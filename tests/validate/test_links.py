"""Files that a map names: below the root only, never itself, never round and round."""

from __future__ import annotations

from pathlib import Path

import pytest
from validate.checking import HEAD, check, check_text, places, write

from cjmap.validate.read import MAX_COLUMNS, MAX_LANES

MAP = HEAD + "stages:\n  - title: Choose\n"
FUTURE = HEAD.replace("current", "future")


def test_a_symbolic_link_that_leads_out_is_refused(tmp_path: Path):
    write(tmp_path, {"outside/now.cjm.yaml": MAP, "outside/bag.png": "", "inside/cjmap.yaml": "cjmap: 1\n"})
    inside = tmp_path / "inside"
    (inside / "now.cjm.yaml").symlink_to(tmp_path / "outside" / "now.cjm.yaml")
    (inside / "folder").symlink_to(tmp_path / "outside")
    text = (
        FUTURE
        + "future_of: now.cjm.yaml\nvariant_of: folder/now.cjm.yaml\nstages:\n  - {title: A, images: folder/bag.png}\n"
    )
    found = check_text(inside, text)
    assert places(found) == ["4:12 outside-root", "5:13 outside-root", "7:24 outside-root"]


def test_a_symbolic_link_inside_the_root_is_followed(tmp_path: Path):
    write(tmp_path, {"cjmap.yaml": "cjmap: 1\n", "a/now.cjm.yaml": MAP})
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert check_text(tmp_path, HEAD + "variant_of: b/now.cjm.yaml\nstages:\n  - title: A\n") == []


def test_a_personas_folder_that_leads_out_is_not_read(tmp_path: Path):
    write(tmp_path, {"outside/tom.cjm.yaml": "broken", "inside/cjmap.yaml": "cjmap: 1\n"})
    (tmp_path / "inside" / "personas").symlink_to(tmp_path / "outside")
    assert check_text(tmp_path / "inside", HEAD + "persona: tom\nstages:\n  - title: A\n") == []


def test_a_link_to_oneself_by_another_name_is_found(tmp_path: Path):
    (tmp_path / "other.cjm.yaml").symlink_to(tmp_path / "map.cjm.yaml")
    assert places(check_text(tmp_path, FUTURE + "future_of: other.cjm.yaml\nstages:\n  - title: A\n")) == [
        "4:12 links-to-itself"
    ]


@pytest.mark.parametrize("path", ["x" * 300 + ".cjm.yaml", "a/" * 2000 + "b.yaml", "CON", "a\\nb.yaml"])
def test_names_that_no_file_can_have_are_missing_files(tmp_path: Path, path: str):
    [found] = check_text(tmp_path, FUTURE + f'future_of: "{path}"\nstages:\n  - title: A\n')
    assert (found.rule, found.start) == ("missing-file", (4, 12))


def test_a_cycle_that_one_enters_from_outside_is_said_inside_it(tmp_path: Path):
    for here, there in (("map", "b"), ("b", "c"), ("c", "b")):
        (tmp_path / f"{here}.cjm.yaml").write_text(MAP + f"    journey: {there}.cjm.yaml\n", encoding="utf-8")
    found = check(tmp_path)
    assert [(Path(each.source.name).name, each.rule) for each in found] == [
        ("b.cjm.yaml", "nested-cycle"), ("c.cjm.yaml", "nested-cycle"),
    ]  # fmt: skip
    assert "b.cjm.yaml → " in found[0].message


def test_a_future_of_a_future_of_itself_ends(tmp_path: Path):
    for here, there in (("a", "b"), ("b", "a")):
        (tmp_path / f"{here}.cjm.yaml").write_text(
            FUTURE + f"future_of: {there}.cjm.yaml\nstages:\n  - title: A\n", encoding="utf-8"
        )
    assert check(tmp_path) == []


def test_limits_of_columns_and_lanes(tmp_path: Path):
    steps = "".join(f"      - title: s{n}\n" for n in range(MAX_COLUMNS))
    found = check_text(tmp_path, HEAD + "stages:\n  - title: A\n    steps:\n" + steps)
    assert places(found) == ["4:1 too-many-columns"]
    assert str(MAX_COLUMNS) in found[0].message
    lanes = "".join(f"  - lane{n}\n" for n in range(MAX_LANES + 1))
    assert places(check_text(tmp_path, MAP + "lanes:\n" + lanes)) == ["6:1 too-many-lanes"]
    assert check_text(tmp_path, MAP + "lanes:\n" + lanes.replace("  - lane0\n", "")) == []
