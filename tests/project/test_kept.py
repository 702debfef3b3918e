"""What is kept for later runs is what would be made now; what cannot be read or trusted is made anew."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from cjmap.kept import kept, stamp
from cjmap.resources import cache_folder


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A cache folder of its own, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    cache_folder.cache_clear()
    yield tmp_path / "cjmap"
    cache_folder.cache_clear()


def asked(name: str = "thing", of: str = "today", *, value: object = "made") -> tuple[object, bool]:
    """What is given for a name, and whether it had to be made."""
    made = []
    found = kept(name, of, lambda: made.append(value) or value)
    return found, bool(made)


def test_it_is_made_once_for_all_that_it_is_made_from(folder: Path):
    first = {"a": [Path]}
    assert asked(value=first) == (first, True)
    assert asked() == (first, False)
    assert asked(of="tomorrow") == ("made", True)
    assert asked(value=first) == (first, True)
    assert asked("other") == ("made", True)


def test_what_is_damaged_is_made_anew(folder: Path):
    asked()
    whole = (folder / "thing").read_bytes()
    for end in range(len(whole)):
        (folder / "thing").write_bytes(whole[:end])
        assert asked() == ("made", True)
        assert (folder / "thing").read_bytes() == whole
    (folder / "thing").write_bytes(whole.replace(b"today\n", b"today\nno pickle"))
    assert asked() == ("made", True)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="no owners here")
def test_what_others_may_have_written_is_not_read(folder: Path):
    asked()
    (folder / "thing").chmod(0o666)
    assert asked() == ("made", True)
    (folder / "thing").chmod(0o600)
    assert asked() == ("made", False)
    if os.geteuid() == 0:
        os.chown(folder / "thing", 1234, -1)
        assert asked() == ("made", True)


def test_without_a_cache_folder_all_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    cache_folder.cache_clear()
    try:
        assert cache_folder() is None
        assert asked() == asked() == ("made", True)
    finally:
        cache_folder.cache_clear()


def test_what_cannot_be_written_is_made_all_the_same(folder: Path):
    cache_folder()
    (folder / "thing").mkdir()
    assert asked() == asked() == ("made", True)


def test_a_stamp_is_another_when_a_file_is(tmp_path: Path):
    files = [tmp_path / "a\n", tmp_path / "b"]
    for file in files:
        file.write_text("1")
    before = stamp(files)
    assert before == stamp(files)
    assert before.isascii()
    assert "\n" not in before
    assert stamp(files, "2") != stamp(files, "1") != before
    files[1].write_text("12")
    assert stamp(files) != before
