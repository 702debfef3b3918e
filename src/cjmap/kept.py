"""What takes long to work out and is the same in every run: kept in the user's cache folder, for the next one."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from cjmap.resources import cache_folder

T = TypeVar("T")


def kept(name: str, stamp: str, make: Callable[[], T]) -> T:
    """What `make` gives, as it was kept under a name by an earlier run, else made now and kept.

    `stamp` stands for all that it is made from: what was kept under another one is made anew. Where nothing can be
    kept, nothing but time is lost.
    """
    folder = cache_folder()
    if folder is None:
        return make()
    first = stamp.encode() + b"\n"
    try:
        with (folder / name).open("rb") as file:
            if _ours(os.fstat(file.fileno())) and file.readline() == first:
                found: T = pickle.load(file)  # noqa: S301 -- as safe as compiled Python: nobody else has written it
                return found
    except OSError:
        pass
    except Exception:  # noqa: BLE001, S110 -- a damaged pickle fails in whatever way; what it held is made anew
        pass
    from cjmap import output

    made = make()
    with suppress(OSError):
        output.write(folder / name, first + pickle.dumps(made, protocol=5))
    return made


def stamp(files: Iterable[Path], *versions: str) -> str:
    """What stands for this Python, for versions and for files as they are now, in ASCII and on one line."""
    seen = [(str(file), (stat := file.stat()).st_size, stat.st_mtime_ns) for file in files]
    return ascii((sys.version, versions, seen))


def _ours(file: os.stat_result) -> bool:
    """Whether only this user, or the system's administrator, can have written a file: unpickling runs what it says."""
    return not hasattr(os, "geteuid") or (file.st_uid in (0, os.geteuid()) and not file.st_mode & 0o022)
