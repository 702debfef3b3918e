"""`cjmap lint --fix`: what it mends, what it leaves, and that it writes whole files or none."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

HERE = Path(__file__).parent
TODAY = {"SOURCE_DATE_EPOCH": "1792454400"}


@pytest.fixture
def maps(tmp_path: Path) -> Path:
    """A folder of files that have something to mend."""
    return Path(shutil.copytree(HERE / "mend" / "before", tmp_path / "maps"))


def texts(folder: Path) -> dict[str, str]:
    """The files of a folder."""
    return {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}


def test_safe_fixes(cjmap, maps):
    before = cjmap("lint", maps, env=TODAY)
    assert "5 can be fixed with --fix, 1 more with --fix --unsafe" in before.stderr
    done = cjmap("lint", "maps", "--fix", env=TODAY)
    assert texts(maps) == texts(HERE / "mend" / "after")
    assert done.stderr.splitlines() == [
        "fixed maps/cjmap.yaml: not-a-date",
        "fixed maps/groceries.cjm.yaml: not-a-date, hash-in-text, 2 × unquoted-colon",
        "1 error in 1 file",
        "1 can be fixed with --fix --unsafe; look at the result afterwards",
    ]
    assert done.returncode == 1


def test_the_other_fixes_too(cjmap, maps):
    done = cjmap("lint", maps, "--fix", "--unsafe", env=TODAY)
    assert texts(maps) == texts(HERE / "mend" / "unsafe")
    assert "3 × fragile-reference, key-order" in done.stderr
    assert done.returncode == 0
    again = cjmap("lint", maps, "--fix", "--unsafe", env=TODAY)
    assert texts(maps) == texts(HERE / "mend" / "unsafe")
    assert "fixed" not in again.stderr


def test_standard_input_is_mended_to_standard_output(cjmap, maps):
    text = (maps / "groceries.cjm.yaml").read_text(encoding="utf-8")
    done = cjmap("lint", "-", "--fix", stdin=text.replace("        sources: Visits\n", ""), env=TODAY)
    after = (HERE / "mend" / "after" / "groceries.cjm.yaml").read_text(encoding="utf-8")
    assert done.stdout == after.replace("        sources: Visits\n", "")
    assert "error[unknown-lane]: ‘touchpoint’" in done.stderr
    assert done.returncode == 1
    assert cjmap("lint", "-", maps, "--fix", stdin=text).returncode == 2
    assert cjmap("lint", "-", "--fix", "--baseline", "b.json", stdin=text).returncode == 2


def test_standard_input_is_held_to_gates_and_reported_as_asked(cjmap):
    text = (HERE / "mend" / "unsafe" / "groceries.cjm.yaml").read_text(encoding="utf-8").replace(" visit", " []")
    done = cjmap("lint", "-", "--fix", "--min-sourced", "90", "--format", "json", stdin=text, env=TODAY)
    assert done.returncode == 1
    assert done.stdout == text
    report, _ = json.JSONDecoder().raw_decode(done.stderr)
    assert "too-little-evidence" in {each["rule"] for each in report["diagnostics"]}


def test_what_is_waived_or_not_selected_stays(cjmap, maps):
    shutil.copytree(HERE / "mend" / "unsafe", maps, dirs_exist_ok=True)
    path = maps / "groceries.cjm.yaml"
    text = path.read_text(encoding="utf-8").replace(
        "sources: visit", "sources: Visits  # cjmap: ignore[fragile-reference] x"
    )
    path.write_text(text, encoding="utf-8")
    cjmap("lint", maps, "--fix")
    assert path.read_text(encoding="utf-8") == text
    text = text.replace("  # cjmap: ignore[fragile-reference] x", "")
    path.write_text(text, encoding="utf-8")
    cjmap("lint", maps, "--fix", "--ignore", "fragile-reference")
    assert path.read_text(encoding="utf-8") == text
    cjmap("lint", maps, "--fix")
    assert "sources: visit\n" in path.read_text(encoding="utf-8")


def test_line_ends_and_the_mark_stay(cjmap, maps):
    path = maps / "groceries.cjm.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    cjmap("lint", maps, "--fix")
    after = (HERE / "mend" / "after" / "groceries.cjm.yaml").read_bytes()
    assert path.read_bytes() == b"\xef\xbb\xbf" + after.replace(b"\n", b"\r\n")


def test_a_file_that_cannot_be_written(cjmap, maps):
    before = texts(maps)
    maps.chmod(0o555)
    try:
        done = cjmap("lint", maps, "--fix", permitted=False)
    finally:
        maps.chmod(0o755)
    assert done.returncode == 2
    assert f"cannot write {maps}/groceries.cjm.yaml: " in done.stderr
    assert not any(line.startswith("fixed") for line in done.stderr.splitlines())
    assert texts(maps) == before


def test_unsafe_alone_is_refused(cjmap, maps):
    before = texts(maps)
    done = cjmap("lint", maps, "--unsafe")
    assert (done.returncode, texts(maps)) == (2, before)
    assert "add --fix" in done.stderr


def test_keys_stay_where_a_waiver_would_come_to_speak_for_the_file(cjmap, tmp_path):
    text = "title: T\n# cjmap: ignore[missing-persona] x\ncjmap: 1\nkind: current-state\nstages:\n  - title: A\n"
    (tmp_path / "a.cjm.yaml").write_text(text)
    done = cjmap("lint", "a.cjm.yaml", "--fix", "--select", "key-order,missing-persona")
    assert (tmp_path / "a.cjm.yaml").read_text() == text
    assert "key-order" in done.stdout
    assert "missing-persona" in done.stdout
