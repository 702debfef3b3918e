"""What takes long to work out and is the same in every run: kept in the user's cache folder, for the next one."""

from __future__ import annotations

import os
import pickle
from typing import Any

from cjmap.resources import cache_folder


def kept(name: str, stamp: str) -> Any:
    """What was kept under a name; None when nothing was, or when it was worked out from something else.

    `stamp` stands for all that it was worked out from.
    """
    folder = cache_folder()
    if folder is None:
        return None
    try:
        with (folder / name).open("rb") as file:
            if not _ours(os.fstat(file.fileno())) or file.readline() != _line(stamp):
                return None
            return pickle.load(file)  # noqa: S301 -- as safe as compiled Python: nobody else can have written it
    except OSError:
        return None
    except Exception:  # noqa: BLE001 -- a damaged pickle fails in whatever way; it is worked out anew
        return None


def keep(name: str, stamp: str, what: object) -> None:
    """Keep something; nothing happens where that cannot be written."""
    from cjmap import output

    folder = cache_folder()
    if folder is None:
        return
    try:
        output.write(folder / name, _line(stamp) + pickle.dumps(what, protocol=5))
    except OSError:
        return


def _line(stamp: str) -> bytes:
    return stamp.encode() + b"\n"


def _ours(file: os.stat_result) -> bool:
    """Whether only this user, or the system's administrator, can have written a file: unpickling runs what it says."""
    return not hasattr(os, "geteuid") or (file.st_uid in (0, os.geteuid()) and not file.st_mode & 0o022)
