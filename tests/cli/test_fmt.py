"""`cjmap fmt` on files, folders and standard input."""

from __future__ import annotations

import os
import stat
import subprocess

import pytest

UNTIDY = "kind: current-state\ncjmap:   1\ntitle: 'A'  \nstages:\n- {title: B}"
TIDY = "cjmap: 1\nkind: current-state\ntitle: A\n\nstages:\n  - title: B\n"


@pytest.fixture
def untidy(tmp_path):
    """A folder with an untidy map, a tidy one, and a project file."""
    folder = tmp_path / "maps"
    folder.mkdir()
    (folder / "a.cjm.yaml").write_text(UNTIDY)
    (folder / "b.cjm.yaml").write_text(TIDY)
    (folder / "cjmap.yaml").write_text("language:   en\ncjmap: 1\n")
    return folder


def test_files_are_written_in_place(cjmap, untidy):
    (untidy / "a.cjm.yaml").chmod(0o640)
    before = (untidy / "b.cjm.yaml").stat().st_mtime_ns
    result = cjmap("fmt", "maps")
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr == "formatted maps/a.cjm.yaml\nformatted maps/cjmap.yaml\n2 of 3 files formatted\n"
    assert (untidy / "a.cjm.yaml").read_text() == TIDY
    assert (untidy / "cjmap.yaml").read_text() == "cjmap: 1\nlanguage: en\n"
    assert stat.S_IMODE((untidy / "a.cjm.yaml").stat().st_mode) == 0o640
    assert (untidy / "b.cjm.yaml").stat().st_mtime_ns == before
    again = cjmap("fmt", "maps")
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "3 files are formatted already\n")


def test_check_names_the_files_and_writes_nothing(cjmap, untidy):
    result = cjmap("fmt", "--check", "maps")
    assert (result.returncode, result.stdout) == (1, "maps/a.cjm.yaml\nmaps/cjmap.yaml\n")
    assert result.stderr == "2 of 3 files would change\n"
    assert (untidy / "a.cjm.yaml").read_text() == UNTIDY
    clean = cjmap("fmt", "--check", "maps/b.cjm.yaml")
    assert (clean.returncode, clean.stdout, clean.stderr) == (0, "", "1 file is formatted already\n")


@pytest.mark.parametrize("text", [UNTIDY, "\ufeff" + UNTIDY, TIDY.replace("\n", "\r\n"), TIDY[:-1], "\ufeff" + TIDY])
def test_the_diff_is_a_patch(cjmap, untidy, text):
    path = untidy / "a.cjm.yaml"
    path.write_bytes(text.encode())
    # bytes: reading as text would change the line ends
    result = cjmap("fmt", "--diff", "maps/a.cjm.yaml")
    assert result.returncode == 1
    assert path.read_bytes() == text.encode()
    assert result.stdout.startswith("--- maps/a.cjm.yaml\n+++ maps/a.cjm.yaml\n@@ ")
    if "\r" not in text:
        subprocess.run(["git", "apply", "-p0", "-"], input=result.stdout, text=True, cwd=untidy.parent, check=True)
        assert path.read_text() == TIDY


def test_standard_input_goes_to_standard_output(cjmap):
    for text in (UNTIDY, TIDY, "\ufeff" + UNTIDY):
        result = cjmap("fmt", "-", stdin=text)
        assert (result.returncode, result.stdout, result.stderr) == (0, TIDY, "")
    assert cjmap("fmt", "-", "--check", stdin=TIDY).returncode == 0
    check = cjmap("fmt", "-", "--check", stdin=UNTIDY)
    assert (check.returncode, check.stdout) == (1, "<stdin>\n")


def test_a_broken_file_is_left_with_its_mistakes(cjmap, untidy):
    broken = "cjmap: 1\ntitle:   A\nnote: @home\n"
    (untidy / "b.cjm.yaml").write_text(broken)
    result = cjmap("fmt", "maps")
    assert result.returncode == 1
    assert result.stdout == ""
    assert "maps/b.cjm.yaml:3:7: error[special-start]" in result.stderr
    assert result.stderr.endswith("2 of 3 files formatted, 1 file left as it is\n")
    assert (untidy / "b.cjm.yaml").read_text() == broken
    assert (untidy / "a.cjm.yaml").read_text() == TIDY
    piped = cjmap("fmt", "-", stdin=broken)
    assert (piped.returncode, piped.stdout) == (1, "")
    assert "error[special-start]" in piped.stderr


def test_other_yaml_is_left(cjmap, tmp_path):
    (tmp_path / "docker-compose.yaml").write_text("services:\n    web: {image:   x}\n")
    result = cjmap("fmt", "docker-compose.yaml")
    assert result.returncode == 1
    assert "error[not-a-map]" in result.stderr


def test_missing_files_are_status_2(cjmap, untidy):
    result = cjmap("fmt", "--check", "nothing", "maps")
    assert result.returncode == 2
    assert "error[missing-file]" in result.stderr
    assert result.stdout == "maps/a.cjm.yaml\nmaps/cjmap.yaml\n"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to(cjmap, untidy):
    untidy.chmod(0o500)
    try:
        result = cjmap("fmt", "maps/a.cjm.yaml")
    finally:
        untidy.chmod(0o700)
    assert result.returncode == 2
    assert "error: cannot write maps/a.cjm.yaml: permission denied" in result.stderr


def test_a_link_stays_a_link(cjmap, untidy):
    (untidy / "link.cjm.yaml").symlink_to("a.cjm.yaml")
    assert cjmap("fmt", "maps/link.cjm.yaml").returncode == 0
    assert (untidy / "link.cjm.yaml").is_symlink()
    assert (untidy / "a.cjm.yaml").read_text() == TIDY


@pytest.mark.parametrize("name", ["\x1b[31mred.cjm.yaml", "new\nline.cjm.yaml"])
def test_no_name_steers_the_terminal(cjmap, untidy, name):
    (untidy / name).write_text(UNTIDY)
    for arguments in (("--check",), ("--diff",), ()):
        result = cjmap("fmt", *arguments, untidy / name)
        assert "\x1b" not in result.stdout + result.stderr
        assert not result.stdout.splitlines()[1:] or arguments == ("--diff",)
