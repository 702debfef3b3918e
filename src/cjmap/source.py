"""A text with a name, and the only place that turns offsets into lines and columns."""

from __future__ import annotations

import os
import sys
from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple, Protocol

MAX_BYTES = 4 * 1024 * 1024
"""The largest file that is read: 4 MiB."""


class Span(NamedTuple):
    """A half-open range of character offsets into a source's text."""

    start: int
    end: int


class Position(NamedTuple):
    """A place as people count it: line and column from 1, the column in characters."""

    line: int
    column: int


class Fault(NamedTuple):
    """Bytes that are not a text: which sort of fault, and the character offset where it was met."""

    kind: str
    offset: int
    detail: str


class Source:
    """A text, the name people know it by, and where it lies on disk (None for standard input).

    `text` has no byte order mark; `marked` says whether the file begins with one. Bytes that are not UTF-8 are
    replaced by U+FFFD and described by `fault`; line ends stay as they are in the file.
    """

    def __init__(
        self, name: str, text: str, path: Path | None = None, fault: Fault | None = None, *, marked: bool = False
    ) -> None:
        self.name = name
        self.text = text
        self.path = path
        self.fault = fault
        self.marked = marked

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    @cached_property
    def _line_starts(self) -> list[int]:
        *starts, _ = accumulate([len(line) + 1 for line in self.text.split("\n")], initial=0)
        return starts

    def position(self, offset: int) -> Position:
        """The line and column of a character offset; offsets beyond the text count as its end."""
        starts = self._line_starts
        offset = max(0, min(offset, len(self.text)))
        line = bisect_right(starts, offset)
        return Position(line, offset - starts[line - 1] + 1)

    def line_span(self, line: int) -> Span:
        """The span of a line (counted from 1) without its line end."""
        start = self._line_starts[line - 1]
        end = self._line_starts[line] - 1 if line < len(self._line_starts) else len(self.text)
        if end > start and self.text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def line(self, line: int) -> str:
        """The text of a line (counted from 1) without its line end."""
        start, end = self.line_span(line)
        return self.text[start:end]


def decode(name: str, data: bytes, path: Path | None = None) -> Source:
    """The source for some bytes; never fails: what is wrong with them is in `Source.fault`."""
    if len(data) > MAX_BYTES:
        return Source(name, "", path, Fault("too-large", 0, f"{len(data)} bytes"))
    if data[:4] in (b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff"):
        return Source(name, "", path, Fault("not-utf-8", 0, "it looks like UTF-32"))
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return Source(name, "", path, Fault("not-utf-8", 0, "it looks like UTF-16"))
    bare = data.removeprefix(b"\xef\xbb\xbf")
    marked, data = len(bare) < len(data), bare
    try:
        return Source(name, data.decode("utf-8"), path, marked=marked)
    except UnicodeDecodeError as error:
        text = data.decode("utf-8", errors="replace")
        offset = len(data[: error.start].decode("utf-8"))
        detail = f"the byte 0x{data[error.start]:02X}"
        return Source(name, text, path, Fault("not-utf-8", offset, detail))


def read(path: Path, name: str | None = None) -> Source:
    """The source of a file. Raises OSError where it cannot be read."""
    with path.open("rb") as file:
        return decode(name or str(path), file.read(MAX_BYTES + 1), path)


def read_stdin() -> Source:
    """The source of standard input, named `<stdin>`; files it names are looked for below the current folder."""
    return decode("<stdin>", sys.stdin.buffer.read(MAX_BYTES + 1))


def reason(error: OSError) -> str:
    """Why the system refused, as a lower-case phrase."""
    words = error.strerror or str(error) or type(error).__name__
    return words[:1].lower() + words[1:]


PROJECT_FILE = "cjmap.yaml"


def project_root(path: Path) -> tuple[Path, bool]:
    """The folder that is the root for a file: the nearest one above that holds `cjmap.yaml`, else the file's own.

    The second value says whether a project file was found; whether it can be read is another question.
    """
    folder = path.resolve().parent
    for above in (folder, *folder.parents):
        if os.path.lexists(above / PROJECT_FILE):
            return above, True
    return folder, False


def below(root: Path, folder: Path, relative: str) -> Path | None:
    """The real path of a relative one, seen from a folder; None when it leads out of the root, symbolic links too."""
    try:
        real = (folder / relative).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return real if real.is_relative_to(root) else None


def is_file(path: Path) -> bool:
    """Whether there is a file; False for names that no file can have."""
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Whether there is a folder; False for names that no folder can have."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def files_in(folder: Path, ending: str) -> list[Path]:
    """The files of a folder whose names end so, sorted; none when there is no such folder."""
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(ending) and path.is_file())
    except OSError:
        return []


class Files(Protocol):
    """Where files are read from: the disk, or a revision in git. Paths are absolute, `name` is what people call it."""

    def read(self, path: Path, name: str | None = None) -> Source:
        """The source of a file. Raises OSError where it cannot be read."""

    def shown(self, path: Path) -> str:
        """A path as people would type it from here."""

    def project_root(self, path: Path) -> tuple[Path, bool]:
        """The folder that is the root for a file, and whether a project file was found there."""

    def below(self, root: Path, folder: Path, relative: str) -> Path | None:
        """The real path of a relative one, seen from a folder; None when it leads out of the root."""

    def is_file(self, path: Path) -> bool:
        """Whether there is a file."""

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder."""

    def files_in(self, folder: Path, ending: str) -> list[Path]:
        """The files of a folder whose names end so, sorted."""


class Disk:
    """The files on disk."""

    def read(self, path: Path, name: str | None = None) -> Source:
        """The source of a file. Raises OSError where it cannot be read."""
        return read(path, name or self.shown(path))

    def shown(self, path: Path) -> str:
        """A path as people would type it from here."""
        try:
            return str(path.relative_to(Path.cwd()))
        except ValueError:
            return str(path)

    def project_root(self, path: Path) -> tuple[Path, bool]:
        """As `project_root`."""
        return project_root(path)

    def below(self, root: Path, folder: Path, relative: str) -> Path | None:
        """As `below`."""
        return below(root, folder, relative)

    def is_file(self, path: Path) -> bool:
        """As `is_file`."""
        return is_file(path)

    def is_folder(self, path: Path) -> bool:
        """As `is_folder`."""
        return is_folder(path)

    def files_in(self, folder: Path, ending: str) -> list[Path]:
        """As `files_in`."""
        return files_in(folder, ending)


DISK = Disk()
"""The disk."""


class Revised(Disk):
    """The files on disk, some of them with another text, by their resolved paths."""

    def __init__(self, sources: Mapping[Path, Source]) -> None:
        self.sources = sources

    def read(self, path: Path, name: str | None = None) -> Source:
        """The source that a path has now, else that of its file. Raises OSError where it cannot be read."""
        return self.sources.get(path) or super().read(path, name)

    def is_file(self, path: Path) -> bool:
        """Whether there is a text or a file."""
        return path in self.sources or super().is_file(path)

    def files_in(self, folder: Path, ending: str) -> list[Path]:
        """The files of a folder whose names end so, those that are not on disk too, sorted."""
        here = {path for path in self.sources if path.parent == folder and path.name.endswith(ending)}
        return sorted({*super().files_in(folder, ending), *here})
