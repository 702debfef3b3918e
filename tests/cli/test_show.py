"""`cjmap show` as a command; what it draws is tested with the renderer."""

from __future__ import annotations

import unicodedata

import pytest


def width(line: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in line)


def test_piped_output_is_plain_and_fits(cjmap, shop):
    for columns in (60, 80, 120, 200):
        result = cjmap("show", shop / "stores" / "market.cjm.yaml", env={"COLUMNS": str(columns)})
        assert (result.returncode, result.stderr) == (0, "")
        assert "\033" not in result.stdout
        assert "走到市場" in result.stdout
        assert max(map(width, result.stdout.splitlines())) <= columns


def test_width_wins_over_columns(cjmap, shop):
    result = cjmap("show", shop / "online.cjm.yaml", "--width", "50", env={"COLUMNS": "200"})
    assert max(map(width, result.stdout.splitlines())) <= 50


def test_colour_only_where_it_is_wanted(cjmap, shop):
    assert "\033" in cjmap("show", shop / "online.cjm.yaml", env={"FORCE_COLOR": "1"}).stdout
    assert "\033" not in cjmap("show", shop / "online.cjm.yaml", env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout


def test_lanes_and_stages(cjmap, shop):
    result = cjmap("show", shop / "online.cjm.yaml", "--lanes", "thoughts", "--stages", "receive")
    assert "All of it is fresh!" in result.stdout
    assert "search box" not in result.stdout


@pytest.mark.parametrize(
    ("option", "name", "nearest"),
    [("--lanes", "thought", "thoughts"), ("--stages", "recieve", "receive"), ("--view", "gird", "grid")],
)
def test_unknown_names_get_the_nearest(cjmap, shop, option, name, nearest):
    result = cjmap("show", shop / "online.cjm.yaml", option, name)
    assert (result.returncode, result.stdout) == (2, "")
    assert f"did you mean ‘{nearest}’?" in result.stderr


def test_a_map_with_errors_is_reported_and_not_printed(cjmap, bad):
    result = cjmap("show", bad / "unknown-key.cjm.yaml")
    assert (result.returncode, result.stdout) == (1, "")
    assert "painPoint" in result.stderr


def test_what_is_no_map(cjmap, shop):
    persona = cjmap("show", shop / "personas" / "mei.cjm.yaml")
    assert (persona.returncode, persona.stdout) == (2, "")
    assert "is a persona" in persona.stderr
    folder = cjmap("show", shop)
    assert folder.returncode == 2
    assert f"give it a map, such as {shop}/online.cjm.yaml" in folder.stderr
    missing = cjmap("show", "nope.cjm.yaml")
    assert (missing.returncode, missing.stdout) == (2, "")


def test_standard_input_and_language(cjmap, shop):
    text = (shop / "online.cjm.yaml").read_text().replace("persona: mei", "persona: Mei")
    result = cjmap("show", "-", "--language", "zh-TW", stdin=text)
    assert result.returncode == 0
    assert "行動" in result.stdout or "做了什麼" in result.stdout


def test_a_new_step_is_called_new_and_nothing_more(cjmap, tmp_path):
    now = "cjmap: 1\nkind: current-state\ntitle: Now\nstages: [{id: a, title: A}]\n"
    then = "cjmap: 1\nkind: future-state\ntitle: Then\nfuture_of: now.cjm.yaml\nstages: [{title: B, from: []}]\n"
    (tmp_path / "now.cjm.yaml").write_text(now)
    (tmp_path / "then.cjm.yaml").write_text(then)
    for view in ("grid", "list", "tree"):
        shown = cjmap("show", tmp_path / "then.cjm.yaml", "--view", view, "--language", "en").stdout
        assert "New step:" not in shown
    assert "New step" in cjmap("show", tmp_path / "then.cjm.yaml", "--language", "en").stdout
