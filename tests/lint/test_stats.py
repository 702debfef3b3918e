"""The figures of `cjmap stats` are those of the page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cjmap.project import Projects
from cjmap.stats import stats
from cjmap.view import lay_out

ROOT = Path(__file__).parents[2]
MAPS = [path for path in sorted((ROOT / "examples").rglob("*.cjm.yaml")) if path.parent.name != "personas"]
TODAY = date(2026, 10, 20)


def figures(path: Path):
    """The figures of a map, and its view."""
    document = Projects().of(path).open(path.resolve())
    assert document is not None
    return stats(document, TODAY), lay_out(document, today=TODAY)


@pytest.mark.parametrize("path", MAPS, ids=lambda path: path.stem)
def test_coverage_is_the_page_s(path: Path):
    found, view = figures(path)
    covered = found.coverage
    assert (covered.sourced, covered.total) == (view.coverage.sourced, view.coverage.total)
    assert sum(each.total for each in found.by_lane().values()) == covered.total
    overall = sum(claim.stage is None for claim in found.claims)
    assert sum(each.total for _, each in found.by_stage()) + overall == covered.total


def test_a_map_in_figures():
    found, _ = figures(ROOT / "examples" / "buy-a-car" / "buy-a-car.cjm.yaml")
    data = found.as_json()
    assert data["freshness"] == {
        "reviewed_on": "2026-08-14", "age_days": 67, "next_review": "2026-11-12", "overdue": False,
    }  # fmt: skip
    assert data["counts"]["columns"] == 11
    assert data["counts"]["severe_pain_points"] == 3
    assert data["counts"]["moments_of_truth"] == 3
    [curve] = data["emotion"]
    assert (curve["peak"]["score"], curve["low"]["score"], curve["end"]["score"]) == (2, -2, 0.5)
    assert data["targets"] == {"met": 1, "missed": 4, "without_target": 0, "without_direction": 0}
    assert data["opportunities"][0] == {"text": "每週五用 LINE 報一次等車進度", "score": 16.0, "status": "in-progress"}
    assert data["coverage_by_lane"]["emotion"]["total"] == 11
