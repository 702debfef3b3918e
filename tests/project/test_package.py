"""What is shipped: the wheel, its version, and the generated files."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

import cjmap

ROOT = Path(__file__).parents[2]


def build(source: Path, target: Path, kind: str) -> Path:
    """A wheel or an sdist of a folder, built offline."""
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(target), "-t", kind]
    subprocess.run(command, cwd=source, check=True, capture_output=True)
    [found] = target.iterdir()
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(ROOT, tmp_path_factory.mktemp("wheel"), "wheel")


def contents(path: Path) -> dict[str, bytes]:
    """The files of a wheel but its metadata, by name."""
    with ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist() if ".dist-info/" not in name}


def tracked(folder: Path, below: str) -> dict[str, bytes]:
    """The files of a folder that belong in the wheel."""
    found = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return {f"{below}{path.relative_to(folder)}": path.read_bytes() for path in found}


def test_the_wheel_holds_the_package_and_its_templates_and_nothing_else(wheel: Path):
    expected = tracked(ROOT / "src" / "cjmap", "cjmap/") | tracked(ROOT / "templates", "cjmap/templates/")
    assert contents(wheel).keys() == expected.keys()
    assert contents(wheel) == expected
    assert "cjmap/py.typed" in expected
    assert "cjmap/templates/maps/current-state/zh-TW.cjm.yaml" in expected


def test_the_wheel_of_the_sdist_is_the_same(wheel: Path, tmp_path: Path):
    sdist = build(ROOT, tmp_path / "sdist", "sdist")
    with tarfile.open(sdist) as archive:
        archive.extractall(tmp_path, filter="data")
    again = build(tmp_path / sdist.name.removesuffix(".tar.gz"), tmp_path / "again", "wheel")
    assert contents(again) == contents(wheel)


def test_the_wheel_works_from_anywhere(wheel: Path, tmp_path: Path):
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "site")  # noqa: S202 -- a wheel that was just built
    code = (
        f"import sys; sys.path.insert(0, {str(tmp_path / 'site')!r})\n"
        "from cjmap.resources import templates; from cjmap.labels import catalog\n"
        "print(templates(), catalog('zh-TW').lane('emotion', 'current-state').title)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stdout.startswith(str(tmp_path / "site" / "cjmap" / "templates"))


def test_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == cjmap.__version__


def test_generated_files_are_fresh():
    done = subprocess.run(
        [sys.executable, "scripts/fresh.py", "--check"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    assert done.stdout == ""
    assert done.stderr == ""
    assert done.returncode == 0
