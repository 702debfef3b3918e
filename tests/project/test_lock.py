"""The lock files hold what pyproject.toml and package.json ask for, with hashes and without addresses."""

import json
import runpy
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SCRIPT = runpy.run_path(str(ROOT / "scripts" / "check_lock.py"))
python_problems: Callable[[Path], list[str]] = SCRIPT["python_problems"]
node_problems: Callable[[Path], list[str]] = SCRIPT["node_problems"]
FILES = [
    "pyproject.toml",
    "package.json",
    "package-lock.json",
    "scripts/bench/package.json",
    "scripts/bench/package-lock.json",
    *(f"requirements/{name}.txt" for name in ("run", "build", "dev")),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the files that the check reads."""
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_locks_match():
    assert python_problems(ROOT) == []
    assert node_problems(ROOT) == []


def test_a_new_dependency_is_missed(project: Path):
    change(project / "pyproject.toml", '"jinja2>=', '"numpy>=1", "jinja2>=')
    assert python_problems(project) == [
        "requirements/run.txt: numpy is missing",
        "requirements/dev.txt: numpy is missing",
    ]


def test_a_raised_bound_is_noticed(project: Path):
    change(project / "pyproject.toml", '"hypothesis>=6', '"hypothesis>=99')
    [problem] = python_problems(project)
    assert problem.startswith("requirements/dev.txt: hypothesis 6.")


def test_a_pin_without_hash_and_one_that_differs_are_noticed(project: Path):
    run = project / "requirements" / "run.txt"
    lines = run.read_text(encoding="utf-8").splitlines()
    run.write_text("\n".join(line for line in lines if "--hash" not in line), encoding="utf-8")
    assert "requirements/run.txt: jinja2 has no hash" in python_problems(project)
    run.write_text("\n".join(lines).replace("rich==", "rich==99."), encoding="utf-8")
    assert any("rich 99." in problem and "dev.txt has" in problem for problem in python_problems(project))


@pytest.mark.parametrize("line", ["--index-url https://mirror.example/simple", "--find-links /srv/wheels"])
def test_an_address_in_a_python_lock_is_noticed(project: Path, line: str):
    lock = project / "requirements" / "build.txt"
    lock.write_text(line + "\n" + lock.read_text(encoding="utf-8"), encoding="utf-8")
    assert python_problems(project) == [f"requirements/build.txt: names where to download: {line}"]


def test_an_address_and_a_change_in_a_node_lock_are_noticed(project: Path):
    path = project / "package-lock.json"
    lock = json.loads(path.read_text(encoding="utf-8"))
    lock["packages"]["node_modules/yaml"]["resolved"] = "https://mirror.example/yaml.tgz"
    lock["packages"][""]["devDependencies"] = {}
    path.write_text(json.dumps(lock), encoding="utf-8")
    assert node_problems(project) == [
        "package-lock.json: its devDependencies are not those of package.json",
        "package-lock.json: node_modules/yaml names where to download: https://mirror.example/yaml.tgz",
    ]
