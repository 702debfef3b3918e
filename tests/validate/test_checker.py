"""What validates is worked out by pydantic once, kept, and the same when it is taken from where it was kept."""

from __future__ import annotations

import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from cjmap.model import checker
from cjmap.model.map import JourneyMap, Overall, Stage, Step
from cjmap.model.persona import PersonaFile
from cjmap.model.project import ProjectFile

ROOT = Path(__file__).parents[2]
BAD = sorted((ROOT / "tests" / "validate" / "bad").rglob("*.cjm.yaml"))


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
