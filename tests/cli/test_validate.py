"""`cjmap validate` on files, folders and standard input."""

from __future__ import annotations

import json

import pytest


def test_a_sound_folder(cjmap, shop):
    result = cjmap("validate", shop)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "3 files are valid\n")


def test_every_mistake_of_every_file(cjmap, bad, shop):
    result = cjmap("validate", bad, shop, "--format", "concise")
    assert result.returncode == 1
    lines = result.stdout.splitlines()
    assert lines[0].startswith(f"{bad}/no-title.cjm.yaml:")
    assert lines[1].startswith(f"{bad}/unknown-key.cjm.yaml:6:5: error[")
    assert result.stderr == "2 errors in 2 of 5 files\n"


def test_text_shows_the_place(cjmap, bad):
    result = cjmap("validate", bad / "unknown-key.cjm.yaml")
    assert "\n6 |     painPoint: 找不到\n  |     ^^^^^^^^^" in result.stdout
    assert "\033" not in result.stdout


def test_json(cjmap, bad):
    report = json.loads(cjmap("validate", bad, "--format=json").stdout)
    assert report["version"] == 1
    assert report["files"] == 2
    keys = {"rule", "severity", "message", "path", "line", "column", "end_line", "end_column", "help"}
    assert all(set(found) == keys for found in report["diagnostics"])
    assert [found["path"].rpartition("/")[2] for found in report["diagnostics"]] == [
        "no-title.cjm.yaml",
        "unknown-key.cjm.yaml",
    ]


def test_json_of_nothing_wrong(cjmap, shop):
    result = cjmap("validate", shop, "--format", "json")
    assert json.loads(result.stdout) == {"version": 1, "diagnostics": [], "files": 3}


def test_standard_input(cjmap, shop, tmp_path):
    good = (shop / "online.cjm.yaml").read_text().replace("persona: mei", "persona: Mei")
    assert cjmap("validate", "-", stdin=good).returncode == 0
    result = cjmap("validate", "-", "--format", "concise", stdin=good + "what: 1\n")
    assert result.returncode == 1
    assert result.stdout.startswith("<stdin>:16:1: error[")


def test_missing_file_does_not_stop_the_others(cjmap, bad, shop):
    result = cjmap("validate", shop / "onlin.cjm.yaml", bad / "no-title.cjm.yaml", "--format", "concise")
    assert result.returncode == 2
    assert f"{shop}/onlin.cjm.yaml:1:1: error[missing-file]: there is no such file or folder" in result.stdout
    assert "no-title.cjm.yaml" in result.stdout
    assert "1 error in 1 file" in result.stderr
    assert "did you mean" in cjmap("validate", shop / "onlin.cjm.yaml").stdout


def test_a_folder_without_maps(cjmap, tmp_path):
    (tmp_path / "empty").mkdir()
    result = cjmap("validate", "empty")
    assert result.returncode == 2
    assert "empty:1:1: error[no-maps]: no maps in this folder" in result.stdout
    assert "cjmap new" in result.stdout


def test_hidden_folders_and_loops_of_links_are_passed_over(cjmap, shop):
    (shop / "loop").symlink_to(shop)
    (shop / "stores" / "again").symlink_to(shop / "stores")
    assert cjmap("validate", shop).stderr == "3 files are valid\n"


def test_the_same_file_twice_is_read_once(cjmap, shop):
    link = shop.parent / "link.cjm.yaml"
    link.symlink_to(shop / "online.cjm.yaml")
    result = cjmap("validate", shop / "online.cjm.yaml", shop / "." / "online.cjm.yaml", link)
    assert result.stderr == "1 file is valid\n"


def test_any_name_is_read_when_it_is_given(cjmap, shop):
    other = shop / "notes.txt"
    (shop / "online.cjm.yaml").rename(other)
    assert cjmap("validate", other).returncode == 0


def test_the_project_file_by_name(cjmap, shop):
    assert cjmap("validate", shop / "cjmap.yaml").returncode == 0
    (shop / "cjmap.yaml").write_text("cjmap: 1\nlangage: en\n")
    result = cjmap("validate", shop / "cjmap.yaml", "--format", "concise")
    assert result.returncode == 1
    assert "langage" in result.stdout
    # and it is said once, not for each map of the project
    assert cjmap("validate", shop, "--format", "concise").stdout.count("langage") == 1


def test_a_file_that_may_not_be_read(cjmap, shop):
    (shop / "online.cjm.yaml").chmod(0)
    result = cjmap("validate", shop / "online.cjm.yaml", "--format", "concise", permitted=False)
    assert result.returncode == 2
    assert "error[unreadable-file]: cannot read this file: permission denied" in result.stdout


@pytest.mark.parametrize("how", ["no permission", "a folder", "a dangling link", "no map", "nothing"])
def test_a_project_file_that_cannot_be_read_is_no_empty_one(cjmap, shop, tmp_path, how):
    file = shop / "cjmap.yaml"
    if how == "no permission":
        file.chmod(0)
    else:
        file.unlink()
        if how == "a folder":
            file.mkdir()
        elif how == "a dangling link":
            file.symlink_to("nowhere.yaml")
        else:
            file.write_text("- a list\n" if how == "no map" else "")
    for arguments in (["validate", shop], ["show", shop / "online.cjm.yaml"], ["render", shop, "-o", "build/"]):
        result = cjmap(*arguments, permitted=False)
        told = result.stdout + result.stderr
        assert told.count("cjmap.yaml:1:1: error[") == 1, told
        assert result.returncode == (1 if how in ("no map", "nothing") else 2)
    assert not (tmp_path / "build").exists()
    result = cjmap("new", shop / "new", "--kind", "current-state", permitted=False)
    assert result.returncode == 0
    assert result.stderr.startswith(f"cannot read the language of the project: run `cjmap validate {file}`\n")


def test_a_persona_that_cannot_be_read_is_reported_with_the_map_that_names_it(cjmap, shop):
    (shop / "personas" / "mei.cjm.yaml").chmod(0)
    result = cjmap("validate", shop / "online.cjm.yaml", "--format", "concise", permitted=False)
    assert result.returncode == 2
    assert "mei.cjm.yaml:1:1: error[unreadable-file]: cannot read this file: permission denied" in result.stdout


def test_names_that_are_no_paths(cjmap):
    for name in ("", "a" * 5000):
        result = cjmap("validate", name)
        assert result.returncode == 2
        assert "Traceback" not in result.stderr


def test_many_files_by_workers_say_the_same(cjmap, shop, bad):
    for index in range(60):
        source = (bad / "unknown-key.cjm.yaml") if index % 20 == 0 else (shop / "online.cjm.yaml")
        (shop / f"map-{index:02}.cjm.yaml").write_text(source.read_text())
    alone = cjmap("validate", shop, "--jobs", "1", "--format", "json")
    several = cjmap("validate", shop, "--jobs", "3", "--format", "json")
    assert alone.returncode == several.returncode == 1
    assert alone.stdout == several.stdout
    assert several.stderr == "3 errors in 3 of 63 files\n"


@pytest.mark.parametrize("name", ["\x1b[31mred.cjm.yaml", "new\nline.cjm.yaml", "\u202egnp.cjm.yaml"])
def test_no_name_steers_the_terminal(cjmap, shop, name):
    (shop / name).write_text("what: [")
    result = cjmap("validate", shop / name)
    assert result.returncode == 1
    printed = result.stdout + result.stderr
    assert not any(char in printed for char in "\x1b\u202e")
    assert result.stdout.splitlines()[0].count(": error[") == 1
