"""Where `templates/` lies, in a wheel and in a checkout, and where what is made of it is kept."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path


@cache
def templates() -> Path:
    """The folder of what is not Python: labels, starter maps, page templates."""
    package = Path(__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parents[1] / "templates"


@cache
def cache_folder() -> Path | None:
    """A folder of this user for what can be made again (compiled page templates); None where none can be made."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        folder = (base if base.is_absolute() else Path.home() / ".cache") / "cjmap"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None
