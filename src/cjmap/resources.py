"""Where `templates/` lies, in a wheel and in a checkout, where what is made of it is kept, and where our fonts are."""

from __future__ import annotations

import os
from functools import cache
from importlib.util import find_spec
from pathlib import Path


@cache
def templates() -> Path:
    """The folder of what is not Python: labels, starter maps, page templates."""
    package = Path(__file__).parent
    inside = package / "templates"
    return inside if inside.is_dir() else package.parents[1] / "templates"


@cache
def cache_folder() -> Path | None:
    """A folder of this user for what can be made again (compiled templates, labels); None where none can be made."""
    base = Path(os.environ.get("XDG_CACHE_HOME", ""))
    try:
        folder = (base if base.is_absolute() else Path.home() / ".cache") / "cjmap"
        if not folder.is_dir():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None


FONTS_PACKAGE = "cjmap_fonts"


@cache
def own_fonts() -> Path | None:
    """Fontconfig's configuration for the fonts of the package cjmap-fonts; None where that is not installed."""
    found = find_spec(FONTS_PACKAGE)
    folder = Path(found.origin).parent if found is not None and found.origin is not None else None
    # a checkout in which the fonts were not built has none
    return folder / "fonts.conf" if folder is not None and any(folder.glob("*.otf")) else None
