"""What a name means across the files of a project, told from their sketches; and the files that may mean it too."""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from cjmap.collect import ENDING, collect
from cjmap.lsp.buffers import Overlay
from cjmap.lsp.mentions import CURRENT, Mention
from cjmap.lsp.sketch import Sketch
from cjmap.nearest import normal
from cjmap.source import PROJECT_FILE, Source

_MOST_KEPT = 48


class Shelf:
    """The sketches that were made last; a text that did not change is not read twice. Threads may share it."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Path | str, Sketch] = OrderedDict()
        self._last: Sketch | None = None
        self._lock = Lock()

    def sketch(self, source: Source, shared: Sketch | None = None) -> Sketch:
        """The sketch of a source in a project whose file is `shared`."""
        lanes = shared.declared if shared is not None else ()
        key = source.path or source.name
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.source.text != source.text or kept.shared != lanes:
                kept = self._kept[key] = Sketch(source, lanes)
            self._kept.move_to_end(key)
            while len(self._kept) > _MOST_KEPT:
                self._kept.popitem(last=False)
        return kept

    def warm(self, sketch: Sketch) -> None:
        """Read a file to its end, and have that at hand for `last`."""
        sketch.mentions  # noqa: B018 -- computing it keeps it
        self._last = sketch

    def last(self, source: Source) -> Sketch | None:
        """What was read last when that is the same file, though its text may have changed since."""
        same = self._last is not None and self._last.source.name == source.name
        return self._last if same else None


class Found(NamedTuple):
    """A mention and the file that it stands in."""

    sketch: Sketch
    mention: Mention


class Lookup:
    """The files of one moment, and what names mean in them. `folders` are those that the editor has open."""

    def __init__(self, files: Overlay, shelf: Shelf, folders: tuple[Path, ...] = ()) -> None:
        self.files = files
        self.shelf = shelf
        self.folders = folders

    def sketch(self, source: Source) -> Sketch:
        """The sketch of a source that was read already."""
        return self.shelf.sketch(source, self._shared(source.path))

    def open(self, path: Path) -> Sketch | None:
        """The sketch of a file; None when it cannot be read."""
        try:
            return self.sketch(self.files.read(path))
        except OSError:
            return None

    def project(self, sketch: Sketch) -> Sketch | None:
        """The project file that a file belongs to, where there is one."""
        return self._shared(sketch.path)

    def _shared(self, path: Path | None) -> Sketch | None:
        root, has_file = self.files.project_root(path or Path("unsaved"))
        if not has_file or path == root / PROJECT_FILE:
            return None
        try:
            return self.shelf.sketch(self.files.read(root / PROJECT_FILE))
        except OSError:
            return None

    def _root(self, sketch: Sketch) -> Path:
        return self.files.project_root(sketch.path or Path("unsaved"))[0]

    def linked(self, sketch: Sketch, path: str) -> Sketch | None:
        """The map that a path means, seen from a file; None when it leads out of the project or to nothing."""
        folder = sketch.path.parent if sketch.path else Path.cwd()
        real = self.files.below(self._root(sketch), folder, path) if path else None
        return self.open(real) if real is not None and self.files.is_file(real) else None

    def current(self, sketch: Sketch) -> Sketch | None:
        """The map that this one is the future of."""
        return self.linked(sketch, sketch.scalar(CURRENT).partition("#")[0])

    def personas(self, sketch: Sketch) -> list[Sketch]:
        """The persona files of a file's project, in order of name."""
        folder = self._personas_folder(sketch)
        found = (self.open(path.resolve()) for path in (self.files.files_in(folder, ENDING) if folder else ()))
        return [each for each in found if each is not None]

    def _personas_folder(self, sketch: Sketch) -> Path | None:
        shared = self.project(sketch)
        named = shared.scalar("personas") if shared else ""
        root = self._root(sketch)
        return self.files.below(root, root, named or "personas")

    def scopes(self, sketch: Sketch, space: str, scope: str) -> Iterator[list[Sketch]]:
        """The files that define what a reference may mean, in the order in which they are asked."""
        if scope:
            there = self.current(sketch) if scope == CURRENT else self.linked(sketch, scope)
            yield [there] if there is not None else []
            return
        yield [sketch]
        if space == "pain" and (there := self.current(sketch)) is not None:
            yield [there]
        if space in ("source", "metric", "lane") and (shared := self.project(sketch)) is not None:
            yield [shared]
        if space == "persona":
            yield self.personas(sketch)

    def meaning(self, sketch: Sketch, space: str, name: str, scope: str = "") -> list[Found]:
        """What a name means: by id, else by exact title; several where it is not clear."""
        if space == "map":
            there = self.linked(sketch, name)
            return [Found(there, Mention("map", name, there.start, True))] if there is not None else []
        for group in self.scopes(sketch, space, scope):
            known = [Found(each, mention) for each in group for mention in each.definitions(space)]
            ids = [found for found in known if found.mention.name == name]
            named = ids[:1] or [found for found in known if _called(found.mention, name)]
            if named:
                return named
        if space == "persona":  # a plain name under `persona:` is one by that name
            own = (each for each in sketch.mentions if each.space == "persona" and not each.defines)
            return [Found(sketch, each) for each in own if each.name == name][:1]
        return []

    def definition(self, found: Found) -> list[Found]:
        """What a mention means; a definition means itself."""
        mention = found.mention
        if mention.defines:
            return [found]
        return self.meaning(found.sketch, mention.space, mention.name, mention.scope)

    def neighbours(self, sketch: Sketch, words: tuple[str, ...]) -> Iterator[Sketch]:
        """The file itself, then those that may use its names and whose text holds one of some words."""
        yield sketch
        sought = [word.casefold() for word in words if word]
        for path in self._paths(sketch):
            if path == sketch.path:
                continue
            try:
                source = self.files.read(path)
            except OSError:
                continue
            text = source.text.casefold()
            if any(word in text for word in sought):
                yield self.sketch(source)

    def maps(self, sketch: Sketch) -> list[str]:
        """The paths of the other maps that a file may name, as it would."""
        folder = sketch.path.parent if sketch.path else Path.cwd()
        root, personas = self._root(sketch), self._personas_folder(sketch)
        return sorted(
            os.path.relpath(path, folder).replace(os.sep, "/")
            for path in self._paths(sketch)
            if path.is_relative_to(root) and path.parent != personas and path not in (sketch.path, root / PROJECT_FILE)
        )

    def _paths(self, sketch: Sketch) -> list[Path]:
        """The files below the project's root; without a project file, those of the open folder, else of its own."""
        if sketch.path is None:
            return []
        root, has_file = self.files.project_root(sketch.path)
        above = [folder for folder in self.folders if sketch.path.is_relative_to(folder)]
        if has_file or above:
            top = root if has_file else above[0]
            paths = {file.path.resolve() for file in collect([str(top)]).files if file.path is not None}
            project = {root / PROJECT_FILE} if has_file else set()
        else:
            top, paths, project = sketch.path.parent, set(self.files.files_in(sketch.path.parent, ENDING)), set()
        unsaved = {path for path in self.files.sources if path.is_relative_to(top)}
        return sorted(paths | project | unsaved)


def _called(mention: Mention, name: str) -> bool:
    return bool(mention.title) and normal(mention.title) == normal(name)
