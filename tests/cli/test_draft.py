"""`cjmap new --future-of`: a future map to start from a current one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from properties.maps import maps

from cjmap.cli.validate import check_files
from cjmap.collect import collect
from cjmap.draft import future_map
from cjmap.model.walk import stages_and_steps
from cjmap.project import Projects

EXAMPLES = Path(__file__).parents[2] / "examples"
CURRENT = [
    path
    for path in sorted(EXAMPLES.rglob("*.cjm.yaml"))
    if any(f"\nkind: {kind}\n" in path.read_text(encoding="utf-8") for kind in ("current-state", "day-in-the-life"))
]


@pytest.mark.parametrize("path", CURRENT, ids=lambda path: path.name.partition(".")[0])
@pytest.mark.parametrize("blank", [False, True])
def test_the_next_of_every_example(cjmap, tmp_path: Path, path: Path, blank: bool):
    folder = shutil.copytree(path.parent, tmp_path / "in")
    result = cjmap("new", "in/next", "--future-of", f"in/{path.name}", *(["--blank"] if blank else []))
    assert (result.returncode, result.stdout) == (0, "")
    new = folder / "next.cjm.yaml"
    assert ("\n#" in new.read_text(encoding="utf-8")) != blank
    assert cjmap("validate", new).returncode == 0
    assert cjmap("fmt", "--check", new).returncode == 0
    gap = json.loads(cjmap("diff", folder / path.name, new, "--to", "json").stdout)["comparisons"][0]["gap"]
    assert {column["rule"] for column in gap["columns"]} == {"column-changed"}
    assert {pain["rule"] for pain in gap["pains"]} <= {"forgotten-pain"}


def test_a_map_without_ids(cjmap, tmp_path: Path):
    (tmp_path / "now.cjm.yaml").write_text(
        "cjmap: 1\nkind: current-state\ntitle: 'Tea: now'\npersona: Mei\nemotion_scale: 1..5\nstages:\n"
        "  - title: 'No: 1'\n    phase: Before\n    pain_points: [Too, {text: Late, severity: high}]\n"
        "  - title: Twice\n  - title: Twice\n  - time: 07:00\n  - {title: In, steps: [{title: 'yes'}, {title: In}]}\n"
    )
    assert cjmap("new", "next", "--future-of", "now.cjm.yaml", "--title", "Tea: next").returncode == 0
    text = (tmp_path / "next.cjm.yaml").read_text()
    assert 'title: "Tea: next"\n' in text
    assert "future_of: now.cjm.yaml\nemotion_scale: 1..5\n" in text
    first = '  - id: no-1\n    title: "No: 1"\n    phase: Before\n    from: "No: 1"\n'
    assert f"{first}    # Hurts today:\n    #   Too\n    #   Late (high)\n    resolves:\n" in text
    assert "  - id: twice\n    title: Twice\n    # In the" not in text  # only the first column is explained
    assert "  - id: twice-2\n    title: Twice\n    thoughts:" in text  # which of the two it comes from, nobody can say
    assert '      - id: "yes"\n        title: "yes"\n        from: "yes"\n' in text
    assert cjmap("validate", "next.cjm.yaml").returncode == 0


def test_it_says_why_it_cannot(cjmap, tmp_path: Path, shop: Path, bad: Path):
    def refused(*arguments: str | Path) -> str:
        result = cjmap("new", *arguments)
        assert (result.returncode, result.stdout) == (2, "")
        return result.stderr

    now = shop / "online.cjm.yaml"
    assert "is not one map" in refused("a", "--future-of", "nowhere.cjm.yaml")
    assert "is not one map" in refused("a", "--future-of", shop)
    assert "has errors" in refused("a", "--future-of", bad / "unknown-key.cjm.yaml")
    assert "is no map" in refused(shop / "a", "--future-of", shop / "personas" / "mei.cjm.yaml")
    assert "is outside the project of" in refused("elsewhere/a", "--future-of", now)
    assert "leave out --kind" in refused(shop / "a", "--future-of", now, "--kind", "service-blueprint")
    assert "leave out --language" in refused(shop / "a", "--future-of", now, "--language", "ms")
    blueprint = "cjmap: 1\nkind: service-blueprint\ntitle: T\nstages: [{title: A, frontstage: B}]\n"
    (tmp_path / "b.cjm.yaml").write_text(blueprint)
    assert "is a service-blueprint map" in refused("a", "--future-of", "b.cjm.yaml")
    assert not list(tmp_path.rglob("a.cjm.yaml"))
    assert cjmap("new", shop / "next", "--future-of", now).returncode == 0
    assert "never overwrites" in refused(shop / "next", "--future-of", now)


def test_it_stands_beside_its_current_map(cjmap, shop: Path):
    assert cjmap("new", "--future-of", shop / "stores" / "market.cjm.yaml").returncode == 0
    text = (shop / "stores" / "market.future.cjm.yaml").read_text(encoding="utf-8")
    assert "\nid: market.future\n" in text
    assert "\nfuture_of: market.cjm.yaml\n" in text
    assert cjmap("validate", shop).returncode == 0


def test_what_hurts_everywhere_is_named_first(cjmap, tmp_path: Path):
    (tmp_path / "now.cjm.yaml").write_text(
        "cjmap: 1\nkind: current-state\ntitle: T\nstages: [{title: A, pain_points: Queue}]\n"
        "overall: {pain_points: [{id: price, text: Price}, Noise]}\n"
    )
    text = cjmap("new", "-", "--future-of", "now.cjm.yaml").stdout
    assert "# leaves:\n#   price:\n#   Noise:\n\n" in text


def test_to_standard_output(cjmap, shop: Path):
    result = cjmap("new", "-", "--future-of", shop / "online.cjm.yaml")
    assert result.returncode == 0
    assert "\nfuture_of: online.cjm.yaml\n" in result.stdout


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(maps())
def test_the_next_of_any_map_is_valid(tmp_path: Path, text: str):
    text = text.replace('"future-state"', "current-state").replace('"service-blueprint"', "current-state")
    now, after = tmp_path / "now.cjm.yaml", tmp_path / "after.cjm.yaml"
    now.write_text(text, encoding="utf-8")
    if check_files(collect([str(now)]).files):
        return  # not every future map or blueprint is a current map as well
    document = Projects().of(now).open(now)
    assert document is not None
    assert document.map is not None
    made = future_map(document, document.map, "after", "now.cjm.yaml", title=document.map.title)
    after.write_text(made, encoding="utf-8")
    assert check_files(collect([str(after)]).files) == []
    new = Projects().of(after).open(after)
    assert new is not None
    assert new.map is not None
    assert [at.column.title for at in stages_and_steps(new.map)] == [
        at.column.title for at in stages_and_steps(document.map)
    ]
