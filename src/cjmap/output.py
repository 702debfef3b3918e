"""The writer of outputs: a file is whole or as it was before, never half written."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from pathlib import Path

NEW_FILE_MODE = 0o666
"""The mode of a new file before the umask."""


def write(path: Path, data: bytes) -> None:
    """Write a file: a temporary one beside it, synced to disk, put in its place at once, its mode kept.

    A symbolic link stays one, and what it leads to is written. Raises OSError, and leaves then what was there.
    """
    real = Path(os.path.realpath(path))
    if real.exists() and not real.is_file():
        _into_device(real, data)
        return
    real.parent.mkdir(parents=True, exist_ok=True)
    mode = _mode(real)
    handle, name = tempfile.mkstemp(prefix=f".{real.name[:60]}.", suffix=".tmp", dir=real.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fchmod(file.fileno(), mode)
            os.fsync(file.fileno())
        temporary.replace(real)
    except BaseException:
        # also when interrupted: nothing may be left beside what was there
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def create(path: Path, data: bytes) -> None:
    """Write a file that must not exist yet. Raises FileExistsError, and OSError as `write` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, NEW_FILE_MODE)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        with contextlib.suppress(OSError):
            path.unlink()
        raise


def _mode(path: Path) -> int:
    """The mode that a file has, or that a new one gets."""
    try:
        return stat.S_IMODE(path.stat().st_mode)
    except OSError:
        umask = os.umask(0)
        os.umask(umask)
        return NEW_FILE_MODE & ~umask


def _into_device(path: Path, data: bytes) -> None:
    """A folder is refused by the system; a pipe or device such as `/dev/null` is written to as it is."""
    with path.open("wb") as file:
        file.write(data)
