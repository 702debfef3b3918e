"""A small client for a language server over standard input and output."""

from __future__ import annotations

import json
import subprocess
import threading
from queue import Queue
from types import TracebackType
from typing import Any, Self

Json = dict[str, Any]


class Client:
    """One running server; documents live in memory, under made-up names."""

    def __init__(self, command: list[str], settings: Json, wait: float = 120) -> None:
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.settings = settings
        self.wait = wait
        self.last = 0
        self.replies: dict[int, Queue[Json]] = {}
        self.diagnostics: dict[str, Queue[list[Json]]] = {}
        self.published: dict[str, Queue[Json]] = {}
        self.asked: Queue[Json] = Queue()
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> Self:
        capabilities = {"textDocument": {"hover": {"contentFormat": ["markdown"]}}}
        self.ask("initialize", {"processId": None, "rootUri": None, "capabilities": capabilities})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": self.settings})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe:
                pipe.close()

    def check(self, text: str, name: str = "map.cjm.yaml") -> list[Json]:
        """What the server says about a text, as an editor would underline it."""
        uri = self.open(text, name)
        return self.diagnostics[uri].get(timeout=self.wait)

    def open(self, text: str, name: str = "map.cjm.yaml") -> str:
        """Open a text in the editor; its address."""
        uri = f"file:///{self.last}/{name}"
        self.diagnostics[uri] = Queue()
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": text}
        self.tell("textDocument/didOpen", {"textDocument": document})
        return uri

    def at(self, what: str, text: str) -> Any:
        """Ask for `completion` or `hover` where a text has a `▮`."""
        before, _, after = text.partition("▮")
        uri = self.open(before + after)
        line, character = before.count("\n"), len(before) - before.rfind("\n") - 1
        position = {"line": line, "character": character}
        return self.ask(f"textDocument/{what}", {"textDocument": {"uri": uri}, "position": position})

    def ask(self, method: str, parameters: Json) -> Any:
        """Send a request and wait for its result."""
        self.last += 1
        reply = self.replies[self.last] = Queue()
        self._send({"id": self.last, "method": method, "params": parameters})
        answer = reply.get(timeout=self.wait)
        assert "error" not in answer, answer
        return answer.get("result")

    def refused(self, method: str, parameters: Json) -> Json:
        """Send a request that cannot be met; the error."""
        self.last += 1
        reply = self.replies[self.last] = Queue()
        self._send({"id": self.last, "method": method, "params": parameters})
        answer = reply.get(timeout=self.wait)
        return dict(answer["error"])

    def tell(self, method: str, parameters: Json) -> None:
        """Send a notification."""
        self.last += 1
        self._send({"method": method, "params": parameters})

    def _send(self, message: Json) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(data), data))
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            length = int(line.partition(b":")[2])
            while stream.readline().strip():
                pass
            self._take(json.loads(stream.read(length)))

    def _take(self, message: Json) -> None:
        if message.get("method") == "workspace/configuration":
            result = [self.settings.get(item.get("section", "")) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": result})
        elif message.get("method") == "textDocument/publishDiagnostics":
            found = message["params"]
            self.diagnostics.setdefault(found["uri"], Queue()).put(found["diagnostics"])
            self.published.setdefault(found["uri"], Queue()).put(found)
        elif "method" in message and "id" in message:
            self.asked.put(message)
            self._send({"id": message["id"], "result": None})
        elif "id" in message and message["id"] in self.replies:
            self.replies[message["id"]].put(message)
