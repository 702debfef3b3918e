"""What validates is worked out by pydantic once, kept, and the same when it is taken from where it was kept."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cjmap import kept
from cjmap.model import checker
from cjmap.model.map import JourneyMap, Overall, Stage, Step
from cjmap.model.persona import PersonaFile
from cjmap.model.project import ProjectFile
from cjmap.resources import cache_folder

ROOT = Path(__file__).parents[2]
BAD = sorted((ROOT / "tests" / "validate" / "bad").rglob("*.cjm.yaml"))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of its own, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache_folder.cache_clear()
    yield tmp_path / "cjmap"
    cache_folder.cache_clear()


def said(*arguments: str | Path, cache: Path) -> tuple[str, set[str]]:
    """What `cjmap` prints in a process of its own, and the modules that it loaded."""
    code = (
        "import json, sys\nfrom cjmap.cli import run\n"
        f"run({[str(each) for each in arguments]!r})\n"
        "sys.stderr.write('\\n' + json.dumps(sorted(sys.modules)))"
    )
    env = {**os.environ, "XDG_CACHE_HOME": str(cache)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, check=True, capture_output=True, text=True, encoding="utf-8"
    )
    return done.stdout, set(json.loads(done.stderr.splitlines()[-1]))


def test_the_second_run_says_the_same_without_pydantic(tmp_path: Path):
    first, loaded = said("validate", "--format", "json", "--no-cache", *BAD, "examples", cache=tmp_path)
    assert "pydantic" in loaded
    second, loaded = said("validate", "--format", "json", "--no-cache", *BAD, "examples", cache=tmp_path)
    assert "pydantic" not in loaded
    assert first == second
    assert len(json.loads(first)["diagnostics"]) > len(BAD)


@pytest.mark.parametrize("part", [JourneyMap, PersonaFile, ProjectFile])
def test_nothing_but_names_of_ours_has_to_be_kept(part: type[JourneyMap]):
    again = pickle.loads(pickle.dumps(checker.worked_out(part)))  # noqa: S301 -- our own
    assert again == checker.worked_out(part)


def test_what_is_kept_is_given_to_those_who_ask_in_the_same_way(folder: Path):
    kept.keep("thing", "today", {"a": [JourneyMap]})
    assert (folder / "thing").is_file()
    assert kept.kept("thing", "today") == {"a": [JourneyMap]}
    assert kept.kept("thing", "tomorrow") is None
    assert kept.kept("other", "today") is None


def test_what_is_damaged_is_as_if_it_were_not_there(folder: Path):
    kept.keep("thing", "today", ["a", "b"])
    whole = (folder / "thing").read_bytes()
    for end in range(len(whole)):
        (folder / "thing").write_bytes(whole[:end])
        assert kept.kept("thing", "today") is None
    (folder / "thing").write_bytes(whole.replace(b"today\n", b"today\nnot a pickle"))
    assert kept.kept("thing", "today") is None


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners here")
def test_what_others_may_have_written_is_not_read(folder: Path):
    kept.keep("thing", "today", "mine")
    (folder / "thing").chmod(0o666)
    assert kept.kept("thing", "today") is None
    (folder / "thing").chmod(0o600)
    assert kept.kept("thing", "today") == "mine"
    if os.geteuid() == 0:
        os.chown(folder / "thing", 1234, -1)
        assert kept.kept("thing", "today") is None


def test_without_a_cache_folder_all_is_worked_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache_folder.cache_clear()
    try:
        assert cache_folder() is None
        kept.keep("thing", "today", "mine")
        assert kept.kept("thing", "today") is None
        assert checker.validator(PersonaFile).validate_python({"cjmap": "1", "kind": "persona", "name": "Ana"})
    finally:
        cache_folder.cache_clear()


def test_a_part_made_by_hand_has_all_its_fields_and_no_others():
    step = Step(title="Pay")
    assert (step.title, step.tags, step.cells.items) == ("Pay", (), {})
    assert step.filled == {"title"}
    assert step == Step(title="Pay") != Stage(title="Pay")
    assert hash(PersonaFile(cjmap="1", kind="persona", name="Ana")) != hash(PersonaFile(cjmap="1", kind="persona"))
    assert Overall().cells.items is not Overall().cells.items
    with pytest.raises(TypeError, match="has no titel"):
        Step(titel="Pay")  # type: ignore[call-arg]
    with pytest.raises(TypeError, match="cjmap is missing"):
        ProjectFile()  # type: ignore[call-arg]
    with pytest.raises(AttributeError):
        step.title = "Paid"  # type: ignore[misc]
