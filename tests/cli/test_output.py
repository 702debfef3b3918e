"""Writing: a file is whole or as it was before."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cjmap import output


def test_a_new_file_gets_the_mode_of_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        output.write(tmp_path / "in" / "a", b"1")
    finally:
        os.umask(before)
    assert (tmp_path / "in" / "a").stat().st_mode & 0o777 == 0o640


def test_failing_at_any_point_leaves_what_was_there(tmp_path, monkeypatch):
    path = tmp_path / "a.html"
    path.write_bytes(b"before")
    for module, name in ((os, "fsync"), (os, "fchmod"), (Path, "replace")):
        for error in (OSError(28, "No space left on device"), KeyboardInterrupt()):

            def fail(*_: object, error: BaseException = error) -> None:
                raise error

            with monkeypatch.context() as patch:
                patch.setattr(module, name, fail)
                with pytest.raises(type(error)):
                    output.write(path, b"after")
            assert [each.name for each in tmp_path.iterdir()] == ["a.html"]
            assert path.read_bytes() == b"before"


def test_create_leaves_nothing_when_it_fails(tmp_path, monkeypatch):
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(OSError, match="No space"):
        output.create(tmp_path / "a", b"1")
    assert list(tmp_path.iterdir()) == []


def test_devices_are_written_to(tmp_path):
    output.write(Path(os.devnull), b"gone")
    assert Path(os.devnull).is_char_device()
