"""The canonical form of an open text, where this cjmap knows one."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from cjmap.diagnostic import Edit
from cjmap.source import Source

Formatter = Callable[[Source], tuple[Edit, ...]]
"""Takes a source and gives the edits that make it canonical; none when it is, or when it cannot be formatted."""


def formatter() -> Formatter | None:
    """The formatter, or None where there is none: then the server does not say that it formats."""
    if find_spec("cjmap.format") is None:
        return None
    canonical: Callable[[Source], Any] = import_module("cjmap.format").canonical

    def edits(source: Source) -> tuple[Edit, ...]:
        found: tuple[Edit, ...] = canonical(source).edits
        return found

    return edits
