"""Many files: those that were found valid before are not read again, and that never changes what is said."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest

from cjmap import witness
from cjmap.cli import remembering
from cjmap.cli.validate import check_files
from cjmap.collect import collect
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.resources import cache_folder

MAPS = 42
MAP = """\
cjmap: 1
kind: current-state
title: Visit {0}
persona: {1}
stages:
  - title: Arrive
    journey: ../{2}/map.cjm.yaml
    images: plan.png
"""
LEAF = "cjmap: 1\nkind: current-state\ntitle: Leaf\nstages: [{title: A}]\n"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    cache_folder.cache_clear()
    yield
    cache_folder.cache_clear()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A project of many maps with pictures and two personas; every other map opens into the next one."""
    top = tmp_path / "many"
    for number in range(MAPS):
        folder = top / f"m{number:02}"
        folder.mkdir(parents=True)
        text = LEAF if number % 2 else MAP.format(number, ("mei", "Tom")[number // 2 % 2], f"m{number + 1:02}")
        (folder / "map.cjm.yaml").write_text(text)
        (folder / "plan.png").touch()
    (top / "cjmap.yaml").write_text("cjmap: 1\n")
    (top / "personas").mkdir()
    for name in ("mei", "tom"):
        (top / "personas" / f"{name}.cjm.yaml").write_text(f"cjmap: 1\nkind: persona\nname: {name.title()}\n")
    return top


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the folders whose files are checked, filled as that happens."""
    names: list[str] = []
    checked = remembering._witnessed

    def watched(files):
        names.extend(file.path.parent.name for file in files)
        return checked(files)

    monkeypatch.setattr(remembering, "_witnessed", watched)
    return names


def check(top: Path) -> list[Diagnostic]:
    return remembering.check_changed(collect([str(top)]).files, 1)


def told(found: list[Diagnostic]) -> list[tuple[str, str, object]]:
    return [(each.source.name, each.message, each.span) for each in in_order(found)]


def test_what_is_valid_is_read_once(many: Path, read: list[str]):
    assert check(many) == []
    assert len(read) == MAPS + 2
    read.clear()
    assert check(many) == []
    assert read == []


def test_what_changed_is_read_with_what_was_judged_by_it(many: Path, read: list[str]):
    check(many)
    read.clear()
    (many / "m31" / "map.cjm.yaml").write_text(LEAF + "goal: rest\n")
    assert check(many) == []
    assert {"m30", "m31"} <= set(read) <= {f"m{number}" for number in range(30, 32)}
    read.clear()
    assert check(many) == []
    assert read == []


def test_mistakes_are_never_remembered(many: Path, read: list[str]):
    (many / "m20" / "plan.png").unlink()
    before = told(check(many))
    assert [name.rpartition("many/")[2] for name, *_ in before] == ["m20/map.cjm.yaml"]
    read.clear()
    assert told(check(many)) == before
    assert "m20" in read


@pytest.mark.parametrize("seed", range(4))
def test_it_says_what_a_first_look_says(many: Path, seed: int):
    """The law: whatever is done to the files between two runs."""
    chance = random.Random(seed)
    for _ in range(6):
        assert told(check(many)) == told(check_files(collect([str(many)]).files))
        for _ in range(chance.randrange(1, 3)):
            _disturb(many, chance)


def _disturb(top: Path, chance: random.Random) -> None:
    folder = top / f"m{chance.randrange(MAPS):02}"
    match chance.randrange(10):
        case 0:
            folder.mkdir(exist_ok=True)
            (folder / "map.cjm.yaml").write_text(chance.choice([LEAF, LEAF + "wrong: 1\n", "- no map\n"]))
        case 1:
            (folder / "plan.png").unlink(missing_ok=True)
        case 2:
            shutil.rmtree(folder, ignore_errors=True)
        case 3:
            persona = top / "personas" / f"{chance.choice(['mei', 'tom', 'new'])}.cjm.yaml"
            persona.write_text("cjmap: 1\nkind: persona\nname: Other\n" + chance.choice(["", "id: mei\n", "bad: 1\n"]))
        case 4:
            (top / "personas" / "tom.cjm.yaml").unlink(missing_ok=True)
        case 5:
            (top / "cjmap.yaml").write_text("cjmap: 1\n" + chance.choice(["", "emotion_scale: 1..5\n", "odd: 1\n"]))
        case 6:
            (top / "cjmap.yaml").unlink(missing_ok=True)
        case 7 if folder.is_dir():
            (folder / "cjmap.yaml").write_text("cjmap: 1\n")
        case 8 if folder.is_dir():
            (folder / "plan.png").unlink(missing_ok=True)
            (folder / "plan.png").symlink_to(chance.choice(["map.cjm.yaml", "/etc/hostname", "gone.png"]))
        case _:
            folder.mkdir(exist_ok=True)
            (folder / "more.cjm.yaml").write_text(MAP.format("X", "mei", f"m{chance.randrange(MAPS):02}"))


def test_the_command_says_the_same(cjmap, many: Path, tmp_path: Path):
    first = cjmap("validate", many)
    store = tmp_path / "cache" / "cjmap" / "valid.json"
    assert len(json.loads(store.read_text())["kept"]) == 3
    assert (first.returncode, first.stdout, first.stderr) == (0, "", "44 files are valid\n")
    again = cjmap("validate", many)
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "44 files are valid\n")
    (many / "m10" / "map.cjm.yaml").write_text(LEAF + "wrong: 1\n")
    broken = cjmap("validate", many, "--format", "concise")
    assert broken.returncode == 1
    assert broken.stdout == cjmap("validate", many, "--no-cache", "--format", "concise").stdout


def test_nothing_is_kept_when_not_wanted_nor_of_few_files(cjmap, many: Path, tmp_path: Path):
    assert cjmap("validate", many, "--no-cache").returncode == 0
    assert cjmap("validate", many / "m00", many / "m01", "--jobs", "2").returncode == 0
    assert not (tmp_path / "cache" / "cjmap" / "valid.json").exists()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"stamp": 1}', '{"stamp": "X", "kept": [[[[["shout", "/"], ""]], {}]]}']
)
def test_a_broken_memory_is_no_memory(many: Path, read: list[str], tmp_path: Path, text: str):
    store = tmp_path / "cache" / "cjmap" / "valid.json"
    store.parent.mkdir(parents=True)
    store.write_text(text.replace("X", witness._stamp()))
    assert check(many) == []
    assert len(read) == MAPS + 2
    read.clear()
    assert check(many) == []
    assert read == []


def test_another_version_judges_anew(many: Path, read: list[str], monkeypatch: pytest.MonkeyPatch):
    check(many)
    read.clear()
    monkeypatch.setattr(witness, "_stamp", lambda: "another version")
    assert check(many) == []
    assert len(read) == MAPS + 2


def test_where_nothing_can_be_kept_all_goes_on(many: Path, monkeypatch: pytest.MonkeyPatch):
    with monkeypatch.context() as patched:
        patched.setattr(witness, "cache_folder", lambda: None)
        assert check(many) == []
    folder = cache_folder()
    assert folder is not None
    (folder / "valid.json").mkdir()
    assert check(many) == []


def test_the_oldest_are_forgotten(many: Path, read: list[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(witness, "MOST", 30)
    check(many)
    read.clear()
    check(many)
    assert MAPS + 2 - 30 <= len(read) < MAPS + 2
