"""The texts that are open in the editor, laid over the files on disk."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from cjmap.lsp.positions import Encoding, Lines
from cjmap.source import DISK, Revised, Source

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")

Range = tuple[tuple[int, int], tuple[int, int]]
"""Two positions of the protocol: where a change begins and ends."""


class Change(NamedTuple):
    """A change to a text: what stands in a range now, or the whole text where there is no range."""

    range: Range | None
    text: str


@dataclass(frozen=True)
class Buffer:
    """One version of an open text. `path` is its resolved place on disk; None for a text that was never saved."""

    uri: str
    path: Path | None
    version: int
    source: Source
    lines: Lines

    @classmethod
    def of(cls, uri: str, path: Path | None, version: int, text: str, encoding: Encoding) -> Buffer:
        """A text as the editor sends it. Halves of characters, which no file can hold, become U+FFFD."""
        text = _LONE_SURROGATE.sub("\ufffd", text)
        name = DISK.shown(path) if path else "<unsaved>"
        return cls(uri, path, version, Source(name, text, path), Lines(text, encoding))

    def changed(self, version: int, changes: Iterable[Change]) -> Buffer:
        """The text after changes, each made on what the one before it left."""
        text, lines = self.source.text, self.lines
        for change in changes:
            new = _LONE_SURROGATE.sub("\ufffd", change.text)
            if change.range is None:
                text = new
            else:
                start, end = (lines.offset(*position) for position in change.range)
                text = text[:start] + new + text[max(start, end) :]
            lines = Lines(text, self.lines.encoding)
        return Buffer(self.uri, self.path, version, Source(self.source.name, text, self.path), lines)


class Overlay(Revised):
    """The files on disk under the open texts, as they were at one moment; notes which files were asked for."""

    def __init__(self, buffers: Iterable[Buffer]) -> None:
        super().__init__({buffer.path: buffer.source for buffer in buffers if buffer.path is not None})
        self.asked: set[Path] = set()

    def ask(self, path: Path) -> None:
        """Note that a file or folder was asked for."""
        self.asked.add(path)

    def read(self, path: Path, name: str | None = None) -> Source:
        """As `Revised.read`."""
        self.ask(path)
        return super().read(path, name)

    def is_file(self, path: Path) -> bool:
        """As `Revised.is_file`."""
        self.ask(path)
        return super().is_file(path)

    def files_in(self, folder: Path, ending: str) -> list[Path]:
        """As `Revised.files_in`."""
        self.ask(folder)
        return super().files_in(folder, ending)
