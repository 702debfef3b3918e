"""Say where the lock files do not match pyproject.toml and package.json; needs no network.

`make lock` mends whatever this finds.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

ROOT = Path(__file__).resolve().parent.parent
PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)")


def read_pins(lock: Path) -> dict[str, tuple[Version, int]]:
    """The packages of a requirements file: name → version and number of hashes."""
    pins: dict[str, tuple[Version, int]] = {}
    name = ""
    for line in lock.read_text(encoding="utf-8").splitlines():
        if match := PIN.match(line):
            name = canonicalize_name(match["name"])
            pins[name] = (Version(match["version"]), 0)
        elif line.lstrip().startswith("--hash=sha256:"):
            version, hashes = pins[name]
            pins[name] = (version, hashes + 1)
    return pins


def group(pyproject: dict[str, Any], name: str) -> list[str]:
    """A dependency group with the groups that it includes."""
    wanted: list[str] = []
    for entry in pyproject["dependency-groups"][name]:
        wanted += [entry] if isinstance(entry, str) else group(pyproject, entry["include-group"])
    return wanted


def python_problems(root: Path) -> list[str]:
    """What is wrong with requirements/*.txt."""
    problems = []
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    run = pyproject["project"]["dependencies"]
    extras = [each for extra in pyproject["project"].get("optional-dependencies", {}).values() for each in extra]
    wanted = {"run": run, "build": group(pyproject, "build"), "dev": run + extras + group(pyproject, "dev")}
    locks = {name: read_pins(root / "requirements" / f"{name}.txt") for name in wanted}
    for lock, requirements in wanted.items():
        for requirement in map(Requirement, requirements):
            pin = locks[lock].get(canonicalize_name(requirement.name))
            if pin is None:
                problems.append(f"requirements/{lock}.txt: {requirement.name} is missing")
            elif pin[0] not in requirement.specifier:
                problems.append(f"requirements/{lock}.txt: {requirement.name} {pin[0]} is not {requirement}")
        for name, (version, hashes) in locks[lock].items():
            if not hashes:
                problems.append(f"requirements/{lock}.txt: {name} has no hash")
            if locks["dev"].get(name, (None, 0))[0] != version:
                problems.append(f"requirements/{lock}.txt: {name} {version} is not what dev.txt has")
        text = (root / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
        # "name @ address", --index-url, --find-links: all would tie the lock to one machine's mirror
        if found := re.search(r"^.*(?:://|--[a-z-]*(?:index|links)).*$", text, re.MULTILINE):
            problems.append(f"requirements/{lock}.txt: names where to download: {found[0].strip()}")
    return problems


def node_problems(root: Path) -> list[str]:
    """What is wrong with the package-lock.json files."""
    problems = []
    for folder in (Path(), Path("scripts/bench")):
        path = folder / "package-lock.json"
        package = json.loads((root / folder / "package.json").read_text(encoding="utf-8"))
        packages = json.loads((root / path).read_text(encoding="utf-8"))["packages"]
        if packages[""].get("devDependencies") != package["devDependencies"]:
            problems.append(f"{path}: its devDependencies are not those of package.json")
        for name, entry in packages.items():
            if "resolved" in entry:
                problems.append(f"{path}: {name} names where to download: {entry['resolved']}")
            if name and "integrity" not in entry:
                problems.append(f"{path}: {name} has no hash")
    return problems


def main() -> int:
    """Print the problems; exit status 1 where there are any."""
    problems = python_problems(ROOT) + node_problems(ROOT)
    for problem in problems:
        print(problem)
    if problems:
        print("run: make lock")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
