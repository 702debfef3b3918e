"""Where `templates/` lies, in a wheel and in a checkout, where what is made of it is kept, and where our fonts are."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any


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
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (OSError, RuntimeError):
        return None
    return folder if os.access(folder, os.W_OK) else None


def kept(source: Path, make: Callable[[str], Any]) -> Any:
    """What is made of a text file of the templates, in plain values; kept from one run to the next where it can be.

    It is kept by what the file says, so it is never out of date, and nothing but its slowness is lost without it.
    """
    text = source.read_bytes()
    folder = cache_folder()
    if folder is None:
        return make(text.decode())
    said = sha256(text).hexdigest()[:24]
    place = folder / f"{source.parent.name}-{source.stem}-{said}.{sys.implementation.cache_tag}"
    try:
        return marshal.loads(place.read_bytes())  # noqa: S302 -- our own file, as Python's compiled modules are
    except (OSError, EOFError, ValueError, TypeError):
        made = make(text.decode())
    # not through `output`, which waits for the disk: what is lost here is made again
    temporary = place.with_name(f"{place.name}.{os.getpid()}")
    with suppress(OSError):
        temporary.write_bytes(marshal.dumps(made))
        temporary.replace(place)
    return made


FONTS_PACKAGE = "cjmap_fonts"


@cache
def own_fonts() -> Path | None:
    """Fontconfig's configuration for the fonts of the package cjmap-fonts; None where that is not installed."""
    found = find_spec(FONTS_PACKAGE)
    folder = Path(found.origin).parent if found is not None and found.origin is not None else None
    # a checkout in which the fonts were not built has none
    return folder / "fonts.conf" if folder is not None and any(folder.glob("*.otf")) else None
