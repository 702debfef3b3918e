"""What the command says about its running, on standard error; and what it knows of where it prints."""

from __future__ import annotations

import os
import sys
from typing import TextIO

from cjmap.visible import visible, visible_lines

COULD_NOT = 2
"""The exit status when a thing could not be done: usage, a missing file, a missing system library."""

PLAIN_WIDTH = 100
"""The width of excerpts where there is no terminal."""


def say(text: str) -> None:
    """A line about the running."""
    sys.stdout.flush()
    sys.stderr.write(visible(text) + "\n")
    sys.stderr.flush()


def fail(message: str, help_: str = "") -> int:
    """Say why it could not be done, and what to do; gives the exit status."""
    say(f"error: {message}")
    lines = visible_lines(help_) if help_ else []
    for index, line in enumerate(lines):
        say(("  help: " if index == 0 else "        ") + line)
    return COULD_NOT


def colourful(stream: TextIO) -> bool:
    """Whether to colour what is printed there: on a terminal, unless NO_COLOR or TERM object; FORCE_COLOR insists."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream.isatty() and os.environ.get("TERM") not in ("dumb", "unknown")


def columns(stream: TextIO, otherwise: int = PLAIN_WIDTH) -> int:
    """The width to fill: COLUMNS, else that of the terminal, else a fixed one."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdecimal() and int(stated) > 0:
        return int(stated)
    try:
        return os.get_terminal_size(stream.fileno()).columns or otherwise
    except (OSError, ValueError):
        return otherwise
