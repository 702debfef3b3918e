"""Views to print: the example maps, and maps made to measure."""

from __future__ import annotations

from pathlib import Path

import yaml

from cjmap.project import Project, Projects
from cjmap.source import Source
from cjmap.view import View, lay_out

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*/*.cjm.yaml"))
EVENTS = ("看", "問", "等", "買", "用")


def example(path: Path) -> View:
    """The view of an example map."""
    document = Projects().of(path.resolve()).open(path.resolve())
    assert document is not None
    return lay_out(document, revision="3f1c2a9")


def from_data(data: dict[str, object]) -> View:
    """The view of a map given as data."""
    return from_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


def from_text(text: str) -> View:
    """The view of a map as it is typed."""
    document = Project(ROOT / "tests", has_file=False).add(Source("made.cjm.yaml", text))
    assert document.map is not None, [found.message for found in document.diagnostics]
    return lay_out(document, revision="3f1c2a9")


def made(stages: list[int], *, language: str = "zh-TW", words: str = "等了三天，沒有人回電，只好自己打過去問") -> View:
    """A map with so many steps in each stage, and twelve lanes."""
    lanes = ["actions", "thoughts", "questions", "needs", "reasons", "touchpoints", "pain_points", "gains", "owners"]
    step = 0
    built: list[dict[str, object]] = []
    for number, count in enumerate(stages, 1):
        steps: list[dict[str, object]] = []
        for _ in range(count):
            step += 1
            cells: dict[str, object] = dict.fromkeys(lanes, f"{words} {step}")
            cells["emotion"] = {"score": (step * 7) % 5 - 2, "word": EVENTS[step % 5]}
            cells["opportunities"] = f"{words} {step}"
            cells["marketing"] = f"{words} {step}"
            steps.append({"id": f"s{step}", "title": f"{EVENTS[step % 5]} {step}", **cells})
        built.append({"id": f"g{number}", "title": f"階段 {number}", "steps": steps})
    return from_data(
        {
            "cjmap": 1,
            "kind": "current-state",
            "id": "made",
            "title": "買一輛新車",
            "language": language,
            "owner": "陳柏宇",
            "lanes": [*lanes[:5], "emotion", *lanes[5:], "opportunities", "marketing"],
            "stages": built,
        }
    )


def pictures(path: Path) -> bytes:
    """The bytes of a picture that a map names."""
    return path.read_bytes()


__all__ = ["EXAMPLES", "ROOT", "example", "from_data", "from_text", "made", "pictures"]
