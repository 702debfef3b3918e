"""The server: open texts, the checks that follow each change, and the editor's questions."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.protocol import LanguageServerProtocol, lsp_method
from pygls.uris import from_fs_path, to_fs_path

from cjmap import __version__
from cjmap.diagnostic import Diagnostic, Edit
from cjmap.lsp import wire
from cjmap.lsp.buffers import Buffer, Change, Overlay
from cjmap.lsp.checking import Current, StaleError, findings
from cjmap.lsp.lookup import Lookup, Shelf
from cjmap.lsp.positions import ENCODINGS, Encoding, Lines
from cjmap.lsp.sketch import Sketch, is_ours
from cjmap.source import PROJECT_FILE

PAUSE = 0.2
"""How many seconds of rest after a change come before a check, at least; a large map waits as long as it takes."""
LONGEST_PAUSE = 1.5
LARGE = 150_000
"""From so many characters on, names are offered from the text as it was checked last."""

Answer = TypeVar("Answer")


class Protocol(LanguageServerProtocol):
    """The protocol with open texts of our own: theirs break lines at characters that end none for editors."""

    _server: MapServer

    @property
    def left(self) -> bool:
        """Whether the editor said that it would leave."""
        return self._shutdown

    @lsp_method(types.INITIALIZE)
    def lsp_initialize(self, params: types.InitializeParams) -> Generator[Any, Any, types.InitializeResult]:
        """Agree on the units of columns, and on what is done."""
        general = params.capabilities.general
        if general is not None and general.position_encodings:
            offered = list(general.position_encodings)
            general.position_encodings = [each for each in ENCODINGS if each in offered] or offered
        result = yield from super().lsp_initialize(params)
        self._server.begin(params, str(result.capabilities.position_encoding))
        return result

    @lsp_method(types.TEXT_DOCUMENT_DID_OPEN)
    def lsp_text_document__did_open(self, params: types.DidOpenTextDocumentParams) -> None:
        """A text was opened."""
        found = params.text_document
        self._server.opened(found.uri, found.version, found.text)

    @lsp_method(types.TEXT_DOCUMENT_DID_CHANGE)
    def lsp_text_document__did_change(self, params: types.DidChangeTextDocumentParams) -> None:
        """A text was changed."""
        changes = [
            Change(_pair(each.range) if isinstance(each, types.TextDocumentContentChangePartial) else None, each.text)
            for each in params.content_changes
        ]
        self._server.changed(params.text_document.uri, params.text_document.version, changes)

    @lsp_method(types.TEXT_DOCUMENT_DID_CLOSE)
    def lsp_text_document__did_close(self, params: types.DidCloseTextDocumentParams) -> None:
        """A text was closed."""
        self._server.closed(params.text_document.uri)

    @lsp_method(types.WORKSPACE_DID_CHANGE_WORKSPACE_FOLDERS)
    def lsp_workspace__did_change_workspace_folders(self, params: types.DidChangeWorkspaceFoldersParams) -> None:
        """Folders were added to what the editor shows, or taken away."""
        gone = {path_of(each.uri) for each in params.event.removed}
        added = [path_of(each.uri) for each in params.event.added]
        self._server.folders = tuple(
            path for path in (*self._server.folders, *added) if path is not None and path not in gone
        )


class MapServer(LanguageServer):
    """One editor's server. Texts change in the event loop; checks and answers are made in threads of their own."""

    protocol: Protocol

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("cjmap", __version__, protocol_cls=Protocol)
        self.today = today
        self.encoding: Encoding = "utf-16"
        self.folders: tuple[Path, ...] = ()
        self.buffers: dict[str, Buffer] = {}
        self.shelf = Shelf()
        self.found: dict[str, tuple[Buffer, list[Diagnostic]]] = {}
        self._asked: dict[str, set[Path]] = {}
        self._checks: dict[str, asyncio.Task[None]] = {}
        self._lasted: dict[str, float] = {}
        self._readable: dict[str, Sketch] = {}
        self._elsewhere: dict[str, set[str]] = {}
        self._checkers = ThreadPoolExecutor(1, "check")
        self._answerers = ThreadPoolExecutor(2, "answer")

    def begin(self, params: types.InitializeParams, encoding: str) -> None:
        """Note what was agreed on."""
        self.encoding = next((each for each in ENCODINGS if each == encoding), "utf-16")
        uris = [folder.uri for folder in params.workspace_folders or ()] or [params.root_uri or ""]
        self.folders = tuple(path for path in map(path_of, uris) if path is not None)

    def serve(self, reading: BinaryIO, writing: BinaryIO) -> int:
        """Serve until the editor leaves; gives the exit status, which is 1 when it did so without a word."""
        self.start_io(reading, writing)
        return 0 if self.protocol.left else 1

    def shutdown(self) -> None:
        """Stop without waiting for threads: the one that reads may wait for input that never comes."""
        for pool in (self._checkers, self._answerers, self.thread_pool):
            pool.shutdown(wait=False, cancel_futures=True)

    # open texts

    def opened(self, uri: str, version: int, text: str) -> None:
        """Take a text that was opened."""
        self.buffers[uri] = Buffer.of(uri, path_of(uri), version, text, self.encoding)
        self._recheck(uri, 0.0)

    def changed(self, uri: str, version: int, changes: list[Change]) -> None:
        """Take the changes to a text."""
        buffer = self.buffers.get(uri)
        if buffer is not None:
            self.buffers[uri] = buffer.changed(version, changes)
            self._recheck(uri, PAUSE)

    def closed(self, uri: str) -> None:
        """Forget a text; the file on disk counts again."""
        buffer = self.buffers.pop(uri, None)
        task = self._checks.pop(uri, None)
        if task is not None:
            task.cancel()
        for known in (self.found, self._asked, self._lasted, self._readable):
            known.pop(uri, None)
        for each in (uri, *self._elsewhere.pop(uri, ())):
            self._publish(each, [], None)
        if buffer is not None and buffer.path is not None:
            self.moved({buffer.path})

    def moved(self, paths: set[Path]) -> None:
        """Check the open texts again whose findings rest on some files."""
        around = paths | {path.parent for path in paths}
        everything = any(path.name == PROJECT_FILE for path in paths)
        for uri in self.buffers:
            if everything or self._asked.get(uri, set()) & around:
                self._schedule(uri, PAUSE)

    def _recheck(self, uri: str, pause: float) -> None:
        self._schedule(uri, pause)
        path = self.buffers[uri].path
        for other, asked in self._asked.items():
            if other != uri and other in self.buffers and path is not None and asked & {path, path.parent}:
                self._schedule(other, max(pause, PAUSE))

    def _schedule(self, uri: str, pause: float) -> None:
        running = self._checks.get(uri)
        if running is not None:
            running.cancel()
        self._checks[uri] = asyncio.ensure_future(self._check(uri, pause))

    async def _check(self, uri: str, pause: float) -> None:
        if pause:
            await asyncio.sleep(min(max(pause, self._lasted.get(uri, 0.0)), LONGEST_PAUSE))
        buffer = self.buffers.get(uri)
        if buffer is None:
            return
        if not is_ours(buffer.path, buffer.source.text):
            self.found[uri] = (buffer, [])
            self._publish(uri, [], buffer)
            return
        files = Current(Overlay(self.buffers.values()), lambda: self.buffers.get(uri) is not buffer)
        began = time.monotonic()
        loop = asyncio.get_running_loop()
        try:
            found = await loop.run_in_executor(self._checkers, findings, buffer, files, self.today())
        except StaleError:
            return
        self._lasted[uri] = time.monotonic() - began
        if self.buffers.get(uri) is buffer:
            self._asked[uri] = files.asked
            self.found[uri] = (buffer, found)
            self._publish_all(buffer, found)
            await loop.run_in_executor(self._checkers, self._warm, buffer)

    def _warm(self, buffer: Buffer) -> None:
        """Have a large text's names ready for what is typed next."""
        if len(buffer.source.text) >= LARGE:
            self.shelf.warm(self.lookup().sketch(buffer.source))

    # findings

    def _publish_all(self, buffer: Buffer, found: list[Diagnostic]) -> None:
        """Say what was found in a text, and in the project file where that is not open itself."""
        own = [each for each in found if each.source.path is None or each.source.path == buffer.path]
        self._publish(buffer.uri, own, buffer)
        others: dict[str, list[Diagnostic]] = {}
        for each in found:
            if each.source.path is not None and each.source.path != buffer.path:
                others.setdefault(self.uri_of(each.source.path), []).append(each)
        before = self._elsewhere.get(buffer.uri, set())
        self._elsewhere[buffer.uri] = set(others)
        for uri in before | set(others):
            if uri not in self.buffers:
                self._publish(uri, others.get(uri, []), None)

    def _publish(self, uri: str, found: list[Diagnostic], buffer: Buffer | None) -> None:
        shown = [self.diagnostic(each, buffer) for each in found]
        version = buffer.version if buffer is not None else None
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, shown, version))

    def diagnostic(self, found: Diagnostic, buffer: Buffer | None) -> types.Diagnostic:
        """A finding as the editor is told of it."""
        capabilities = self.client_capabilities.text_document
        publishing = capabilities.publish_diagnostics if capabilities is not None else None
        lines = buffer.lines if buffer is not None else Lines(found.source.text, self.encoding)
        related = publishing is not None and bool(publishing.related_information)
        return wire.diagnostic(found, lines, self.uri_of, related=related)

    async def settled(self, uri: str) -> list[Diagnostic]:
        """What was found in the text as it is now, waiting a while for a check that is under way."""
        for _ in range(20):
            buffer, found = self.found.get(uri, (None, []))
            task = self._checks.get(uri)
            if buffer is not None and buffer is self.buffers.get(uri):
                return found
            if task is None:
                break
            await asyncio.wait([task], timeout=1)
        return []

    # answers

    def uri_of(self, path: Path) -> str:
        """The address of a file: the editor's own for what is open."""
        known = next((buffer.uri for buffer in self.buffers.values() if buffer.path == path), None)
        return known or from_fs_path(str(path)) or path.as_uri()

    def lines_of(self, sketch: Sketch) -> Lines:
        """The lines of a file's text."""
        buffers = (buffer for buffer in self.buffers.values() if buffer.source is sketch.source)
        return next((buffer.lines for buffer in buffers), None) or Lines(sketch.source.text, self.encoding)

    def lookup(self) -> Lookup:
        """The files of this moment."""
        return Lookup(Overlay(list(self.buffers.values())), self.shelf, self.folders)

    def readable(self, buffer: Buffer, sketch: Sketch) -> Sketch:
        """A sketch that has a tree: the last one of the text that had, where this one is too broken."""
        if sketch.root is not None:
            self._readable[buffer.uri] = sketch
        return self._readable.get(buffer.uri, sketch)

    def markdown(self, what: str) -> bool:
        """Whether the editor reads Markdown in a hover or in a completion."""
        document = self.client_capabilities.text_document
        if document is None:
            return False
        if what == "hover":
            formats = document.hover.content_format if document.hover is not None else None
        else:
            item = document.completion.completion_item if document.completion is not None else None
            formats = item.documentation_format if item is not None else None
        return types.MarkupKind.Markdown in (formats or ())

    def workspace_edit(self, found: list[tuple[Sketch, list[Edit]]]) -> types.WorkspaceEdit:
        """Edits of several files."""
        paths = [(sketch, sketch.path, edits) for sketch, edits in found]
        return self.edit_of(
            {self.uri_of(path): wire.text_edits(self.lines_of(sketch), edits) for sketch, path, edits in paths if path}
        )

    def edit_of(self, edits: dict[str, list[types.TextEdit]]) -> types.WorkspaceEdit:
        """Edits by address, bound to the versions that they were made for where the editor understands that."""
        workspace = self.client_capabilities.workspace
        known = workspace.workspace_edit if workspace is not None else None
        if known is None or not known.document_changes:
            return types.WorkspaceEdit(changes=edits)
        changes = []
        for uri, each in edits.items():
            buffer = self.buffers.get(uri)
            document = types.OptionalVersionedTextDocumentIdentifier(uri, buffer.version if buffer else None)
            changes.append(types.TextDocumentEdit(document, each))
        return types.WorkspaceEdit(document_changes=changes)

    async def answer(self, uri: str, make: Callable[[Buffer, Lookup], Answer]) -> Answer | None:
        """What a function makes of an open text, in a thread; None for texts that are not for us."""
        buffer = self.buffers.get(uri)
        if buffer is None or not is_ours(buffer.path, buffer.source.text):
            return None
        lookup = self.lookup()
        return await asyncio.get_running_loop().run_in_executor(self._answerers, make, buffer, lookup)


def path_of(uri: str) -> Path | None:
    """The resolved path of a file's address; None for what is no file."""
    found = to_fs_path(uri)
    return Path(found).resolve() if found else None


def _pair(found: types.Range) -> tuple[tuple[int, int], tuple[int, int]]:
    return (found.start.line, found.start.character), (found.end.line, found.end.character)
