"""What the maps of a project share through `cjmap.yaml` and the folder of personas."""

from __future__ import annotations

from pathlib import Path

from validate.checking import HEAD, check, places, write

SHARED = """\
cjmap: 1
language: ms
owner: CX team
lanes:
  - weather: The weather
  - {id: gates, cell: activities, role: backstage}
emotion_scale: 1..5
sources:
  - {id: nps, title: NPS survey}
metrics:
  - {id: csat, title: Satisfaction, unit: "%"}
personas: people
"""
USING = (
    HEAD
    + """\
persona: [mei-lin, Tom Becker]
stages:
  - title: Choose
    sources: nps
    weather: sunny
    gates: {text: Opens, actor: the gate}
    emotion: {score: 5, persona: tom}
    metrics: {metric: satisfaction, value: 60}
"""
)
PERSONAS = {
    "people/mei-lin.cjm.yaml": "cjmap: 1\nkind: persona\nname: Mei Lin\nsources: nps\n",
    "people/tom.cjm.yaml": "cjmap: 1\nkind: persona\nname: Tom Becker\n",
}


def project(folder: Path, shared: str = SHARED, using: str = USING) -> Path:
    """A project with a map two folders below its root."""
    return (
        write(folder, {"cjmap.yaml": shared, "maps/shop/map.cjm.yaml": using, **PERSONAS})
        / "maps"
        / "shop"
        / "map.cjm.yaml"
    )


def test_maps_use_what_their_project_declares(tmp_path: Path):
    path = project(tmp_path)
    assert check(tmp_path) == []
    assert check(path) == []


def test_without_the_project_file_nothing_of_it_is_known(tmp_path: Path):
    path = project(tmp_path)
    (tmp_path / "cjmap.yaml").unlink()
    assert places(check(path)) == [
        "7:14 unknown-source", "8:5 unknown-lane", "9:5 unknown-lane", "10:22 score-outside-scale",
        "10:34 unknown-persona",
        "11:23 unknown-metric",
    ]  # fmt: skip


def test_the_maps_own_entry_wins(tmp_path: Path):
    own = "emotion_scale: 0..10\nsources: [{id: nps, title: NPS survey}]\nmetrics: [{id: csat, title: Satisfaction}]\n"
    own += "lanes: [{id: gates, cell: pain_points}]\n"
    using = (
        USING.replace("persona:", own + "persona:", 1)
        .replace("score: 5", "score: 9")
        .replace("actor: the gate", "severity: low")
    )
    path = project(tmp_path, using=using)
    assert check(path) == []
    assert check(project(tmp_path, using=using.replace("sources: nps", "sources: nps survey"))) == []


def test_a_mistake_in_the_project_file_is_reported_once_and_there(tmp_path: Path):
    path = project(tmp_path, SHARED.replace("owner:", "ovner:"))
    (path.parent / "second.cjm.yaml").write_text(USING, encoding="utf-8")
    found = check(tmp_path, tmp_path / "cjmap.yaml")
    assert places(found) == ["3:1 unknown-key"]
    assert Path(found[0].source.name).name == "cjmap.yaml"
    assert "in the project file" in found[0].message


def test_the_rest_of_a_broken_project_file_still_counts(tmp_path: Path):
    shared = SHARED.replace("cell: activities", "cell: activity").replace("1..5", "five")
    found = check(project(tmp_path, shared))
    assert places(found)[:2] == ["6:23 unknown-value", "7:16 not-a-scale"]
    assert "unknown-source" not in {each.rule for each in found}


def test_the_nearest_project_file_is_the_root(tmp_path: Path):
    path = project(tmp_path)
    (tmp_path / "maps" / "cjmap.yaml").write_text("cjmap: 1\n", encoding="utf-8")
    assert "7:14 unknown-source" in places(check(path))


def test_a_project_file_that_is_no_yaml_stops_nothing(tmp_path: Path):
    found = check(project(tmp_path, "cjmap: [1\n"))
    assert {Path(each.source.name).name for each in found} == {"cjmap.yaml", "map.cjm.yaml"}


def test_what_is_ambiguous_is_shown_where_it_stands_in_the_project_file(tmp_path: Path):
    shared = SHARED.replace("sources:", "sources:\n  - {id: own, title: Covered}\n  - {id: a, title: Visits}")
    own = "sources: [{id: own, title: Own}, {id: b, title: Visits}]\n"
    path = project(
        tmp_path, shared, USING.replace("persona:", own + "persona:", 1).replace("sources: nps", "sources: visits")
    )
    [found] = check(path)
    assert found.rule == "ambiguous-reference"
    there = [(Path(each.source.name).name, each.source.text[slice(*each.span)]) for each in found.related]
    assert there == [("map.cjm.yaml", "{id: b, title: Visits}"), ("cjmap.yaml", "{id: a, title: Visits}")]
