"""An editor of our own: a real client of `cjmap lsp` over standard input and output."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, Queue
from typing import Any

from editor.client import Client, Json

UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
ENCODERS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class Editor(Client):
    """One editor with its server; `units` is what columns are counted in once both have agreed."""

    units = "utf-16"
    capabilities: Json
    server: Json

    def start(self, root: Path | None, units: tuple[str, ...] = (), **more: Any) -> None:
        """Say hello; `units` are those that this editor knows besides UTF-16."""
        document = {
            "hover": {"contentFormat": ["markdown"]},
            "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
            "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
            "rename": {"prepareSupport": True},
            "publishDiagnostics": {"relatedInformation": True, "versionSupport": True},
            "codeAction": {"codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix"]}}},
        }
        workspace = {
            "workspaceEdit": {"documentChanges": True},
            "didChangeWatchedFiles": {"dynamicRegistration": True},
        }
        capabilities: Json = more.pop("capabilities", {"textDocument": document, "workspace": workspace})
        if units:
            capabilities["general"] = {"positionEncodings": [*units, "utf-16"]}
        folders = [{"uri": root.as_uri(), "name": root.name}] if root else None
        hello = {"processId": None, "rootUri": None, "workspaceFolders": folders, "capabilities": capabilities, **more}
        answer = self.ask("initialize", hello)
        self.capabilities, self.server = answer["capabilities"], answer["serverInfo"]
        self.units = self.capabilities.get("positionEncoding", "utf-16")
        self.versions: dict[str, int] = {}
        self.texts: dict[str, str] = {}
        self.tell("initialized", {})

    def show(self, path: Path | str, text: str | None = None) -> str:
        """Open a file, or a text in its place that was not saved; its address."""
        uri = path.as_uri() if isinstance(path, Path) else path
        if text is None:
            assert isinstance(path, Path)
            text = path.read_bytes().decode()
        self.diagnostics.setdefault(uri, Queue())
        self.versions[uri], self.texts[uri] = 1, text
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def type(self, uri: str, old: str, new: str) -> None:
        """Replace the one place where a text holds `old`, as a keystroke does."""
        text = self.texts[uri]
        assert text.count(old) == 1, old
        start = text.index(old)
        span = {"start": self.position(uri, start), "end": self.position(uri, start + len(old))}
        self.texts[uri] = text.replace(old, new)
        self._changed(uri, [{"range": span, "text": new}])

    def replace(self, uri: str, text: str) -> None:
        """Replace a whole text."""
        self.texts[uri] = text
        self._changed(uri, [{"text": text}])

    def _changed(self, uri: str, changes: list[Json]) -> None:
        self.versions[uri] += 1
        document = {"uri": uri, "version": self.versions[uri]}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": changes})

    def hide(self, uri: str) -> None:
        """Close a text."""
        self.tell("textDocument/didClose", {"textDocument": {"uri": uri}})

    def position(self, uri: str, offset: int) -> Json:
        """The position of an offset in a text that is open."""
        before = self.texts[uri][:offset]
        start = before.rfind("\n") + 1
        units = len(before[start:].encode(ENCODERS[self.units])) // UNITS[self.units]
        return {"line": before.count("\n"), "character": units}

    def covered(self, uri: str, found: Json) -> str:
        """The text in a range."""
        return self.text_of(uri)[self.offset(uri, found["start"]) : self.offset(uri, found["end"])]

    def offset(self, uri: str, position: Json) -> int:
        """The offset of a position."""
        lines = self.text_of(uri).split("\n")
        units = lines[position["line"]].encode(ENCODERS[self.units])[: position["character"] * UNITS[self.units]]
        return sum(len(line) + 1 for line in lines[: position["line"]]) + len(units.decode(ENCODERS[self.units]))

    def text_of(self, uri: str) -> str:
        """What is open, else what is on disk."""
        return self.texts[uri] if uri in self.texts else Path(uri.removeprefix("file://")).read_bytes().decode()

    def where(self, uri: str, words: str) -> Json:
        """What a question is about: the place of `▮` in words that the text holds once, `▮` left out."""
        before, _, rest = words.partition("▮")
        text = self.texts[uri]
        assert text.count(before + rest) == 1, before + rest
        offset = text.index(before + rest) + len(before)
        return {"textDocument": {"uri": uri}, "position": self.position(uri, offset)}

    def found(self, uri: str, version: int | None = None) -> list[Json]:
        """The errors in the newest version of a text, or in another one."""
        return [each for each in self.all_found(uri, version) if each["severity"] == 1]

    def all_found(self, uri: str, version: int | None = None) -> list[Json]:
        """The findings in the newest version of a text, warnings and notes as well."""
        wanted = version or self.versions[uri]
        while True:
            published = self.published.setdefault(uri, Queue()).get(timeout=self.wait)
            if published.get("version") == wanted:
                return list(published["diagnostics"])

    def quiet(self, uri: str, seconds: float) -> bool:
        """Whether nothing more is said about a text for a while."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                self.published.setdefault(uri, Queue()).get(timeout=max(0.01, end - time.monotonic()))
            except Empty:
                return True
            return False
        return True

    def cancelled(self, method: str, parameters: Json) -> Json:
        """The error of a request that is taken back at once."""
        self.last += 1
        reply = self.replies[self.last] = Queue()
        number = self.last
        self._send({"id": number, "method": method, "params": parameters})
        self.tell("$/cancelRequest", {"id": number})
        return dict(reply.get(timeout=self.wait)["error"])

    def offered(self, uri: str, words: str) -> dict[str, Json]:
        """What a completion offers at `▮`, by label."""
        answer = self.ask("textDocument/completion", self.where(uri, words))
        return {item["label"]: item for item in answer["items"]}

    def hovered(self, uri: str, words: str) -> str:
        """What a hover says at `▮`; empty where it says nothing."""
        answer = self.ask("textDocument/hover", self.where(uri, words))
        return str(answer["contents"]["value"]) if answer else ""

    def applied(self, edit: Json) -> dict[str, str]:
        """The texts after a workspace edit, by address."""
        if "documentChanges" in edit:
            for each in edit["documentChanges"]:
                version = each["textDocument"]["version"]
                assert version == self.versions.get(each["textDocument"]["uri"])
            changes = {each["textDocument"]["uri"]: each["edits"] for each in edit["documentChanges"]}
        else:
            changes = edit["changes"]
        return {uri: self.edited(uri, edits) for uri, edits in changes.items()}

    def edited(self, uri: str, edits: list[Json]) -> str:
        """A text after edits."""
        text = self.text_of(uri)
        places = [
            (self.offset(uri, each["range"]["start"]), self.offset(uri, each["range"]["end"]), each["newText"])
            for each in edits
        ]
        for start, end, new in sorted(places, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def leave(self) -> int:
        """Say goodbye; the server's exit status."""
        self.ask("shutdown", {})
        self.tell("exit", {})
        return self.process.wait(timeout=self.wait)


@contextmanager
def editing(root: Path | None = None, units: tuple[str, ...] = (), **more: Any) -> Iterator[Editor]:
    """An editor with a folder open."""
    editor = Editor([sys.executable, "-m", "cjmap", "lsp", "--stdio"], {})
    try:
        editor.start(root, units, **more)
        yield editor
    finally:
        editor.__exit__(None, None, None)
