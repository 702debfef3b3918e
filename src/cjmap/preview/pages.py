"""The pages of a map or a folder of maps as they stand now: read and drawn again when something changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import RLock

from cjmap.collect import File, collect
from cjmap.diagnostic import Diagnostic
from cjmap.document import file_id
from cjmap.preview.listing import Line, index_page, missing_page
from cjmap.preview.trouble import trouble_page
from cjmap.preview.watch import Watch, WatchedProjects
from cjmap.project import Projects
from cjmap.source import Source

ReadImage = Callable[[Path], bytes]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file that was read: its map's title, its kind as words and its language, and everything found about it.

    `draw` gives its page; None where there is nothing to draw: it has errors, or is no map.
    """

    findings: tuple[Diagnostic, ...]
    title: str = ""
    kind: str = ""
    language: str = ""
    draw: Callable[[ReadImage], bytes] | None = None

    @property
    def broken(self) -> bool:
        """Whether it has errors."""
        return any(found.severity == "error" for found in self.findings)


Read = Callable[[File, Projects], Reading]
Tell = Callable[[str, Sequence[Diagnostic]], None]
"""Called with a file's name and what is found about it, whenever that is not what it was before."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page as `render` would write it, or one that says what is wrong; equal pages have equal versions.

    `missing` marks the one that says that nothing is there.
    """

    data: bytes
    version: str
    missing: bool = False


@dataclass(slots=True)
class _Entry:
    """A file as it was read last."""

    reading: Reading
    watch: Watch
    page: Page | None = None


@dataclass(slots=True)
class Pages:
    """The pages of one map, or of a folder where `single` is None. Threads that ask at once wait for each other."""

    argument: str
    single: File | None
    read: Read
    read_image: ReadImage
    tell: Tell
    _entries: dict[str, _Entry] = field(default_factory=dict)
    _files: dict[str, File] = field(default_factory=dict)
    _lock: RLock = field(default_factory=RLock)

    def page(self, route: str) -> Page:
        """The page at a route: the one map or the index at `/`, a folder's map at `/its/place.html`."""
        with self._lock:
            if self.single is None and route == "/":
                return self._index()
            if self.single is None and route not in self._files:
                self._look()
            file = self._files.get(route) if self.single is None else self.single if route == "/" else None
            return self._page(file) if file is not None else _page(missing_page(route), missing=True)

    def _look(self) -> None:
        """Find the files again."""
        self._files = {route_of(file): file for file in collect([self.argument]).files if not file.is_project}
        known = {file.name for file in self._files.values()}
        for name in [name for name in self._entries if name not in known]:
            del self._entries[name]

    def _index(self) -> Page:
        self._look()
        lines = []
        for route, file in self._files.items():
            found = self._entry(file).reading
            lines.append(Line(route, file.name, found.title, found.kind, found.language, found.findings))
        return _page(index_page(self.argument, lines))

    def _page(self, file: File) -> Page:
        entry = self._entry(file)
        if entry.page is None:
            entry.page = _page(self._draw(file, entry))
        return entry.page

    def _draw(self, file: File, entry: _Entry) -> bytes:
        draw = entry.reading.draw
        if draw is None:
            return trouble_page(file.name, entry.reading.findings, index=self.single is None)

        def read_image(path: Path) -> bytes:
            entry.watch.add(path)
            return self.read_image(path)

        try:
            return draw(read_image)
        except Exception as error:  # noqa: BLE001 -- the boundary: a defect must not end the preview of the other maps
            return trouble_page(file.name, [defect(file.name, error)], index=self.single is None)

    def _entry(self, file: File) -> _Entry:
        entry = self._entries.get(file.name)
        if entry is not None and not entry.watch.changed():
            return entry
        if entry is not None:
            entry.watch.settle()
        watch = Watch()
        if file.path is not None:
            watch.add(file.path)
        try:
            reading = self.read(file, WatchedProjects(watch))
        except Exception as error:  # noqa: BLE001 -- the same boundary
            reading = Reading((defect(file.name, error),))
        before = entry.reading.findings if entry is not None else ()
        if _told(reading.findings) != _told(before):
            self.tell(file.name, reading.findings)
        self._entries[file.name] = _Entry(reading, watch)
        return self._entries[file.name]


def route_of(file: File) -> str:
    """Where a folder's map is shown: at the name that `render` would give its page, so that pages' links hold."""
    return "/" + file.below.with_name(file_id(file.path) + ".html").as_posix()


def defect(name: str, error: Exception) -> Diagnostic:
    """A failure of ours in words."""
    return Diagnostic(
        "not-rendered",
        f"cjmap failed on this map: {type(error).__name__}: {error}",
        Source(name, ""),
        help="this is a defect of cjmap, not of the map; please report it with this line",
    )


def _page(data: bytes, *, missing: bool = False) -> Page:
    return Page(data, sha256(data).hexdigest(), missing)


def _told(findings: Sequence[Diagnostic]) -> list[tuple[str, str, object]]:
    return [(found.rule, found.message, found.span) for found in findings]
