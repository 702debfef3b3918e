"""The real command, serving a copy of real files."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
MANY_BEATS = 6
"""The server is silent but for so many heartbeats: half a minute."""


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass
class Preview:
    """A running `cjmap preview`."""

    process: subprocess.Popen[str]
    url: str

    @property
    def port(self) -> int:
        """The port that it serves on."""
        return urlsplit(self.url).port or 0

    def get(self, path: str = "/", method: str = "GET", host: str | None = None) -> Answer:
        """Ask for a page, without tidying the path up as most clients would."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", host if host is not None else f"127.0.0.1:{self.port}")
            connection.endheaders()
            response = connection.getresponse()
            text = response.read().decode()
            return Answer(response.status, {key.lower(): value for key, value in response.getheaders()}, text)
        finally:
            connection.close()

    def versions(self, path: str = "/") -> Iterator[str]:
        """The versions of a page, as they are announced."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", f"/.changes{path}")
        response = connection.getresponse()
        assert response.headers["Content-Type"].startswith("text/event-stream")
        beats = 0
        while line := response.readline().decode():
            if line.startswith("data: "):
                yield line.removeprefix("data: ").strip()
                beats = 0
            beats += line.startswith(":")
            assert beats < MANY_BEATS, "nothing new was announced"

    def end(self, by: signal.Signals = signal.SIGINT) -> tuple[int, str]:
        """Ask it to end; its exit status and what it said on standard error."""
        self.process.send_signal(by)
        _, said = self.process.communicate(timeout=60)
        return self.process.returncode, said


@pytest.fixture
def preview(tmp_path: Path) -> Iterator[Callable[..., Preview]]:
    """Start the command in the temporary folder, with `--no-open` unless `browser` is given."""
    running: list[Preview] = []

    def start(*arguments: str | Path, browser: str = "") -> Preview:
        environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "FORCE_COLOR"}}
        process = subprocess.Popen(
            [sys.executable, "-m", "cjmap", "preview", *map(str, arguments), *([] if browser else ["--no-open"])],
            cwd=tmp_path, env=environment | {"PYTHONWARNINGS": "error", "BROWSER": browser},
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        running.append(Preview(process, (process.stdout.readline() if process.stdout else "").strip()))
        return running[-1]

    yield start
    for each in running:
        if each.process.poll() is None:
            each.process.kill()
        each.process.communicate()


@pytest.fixture
def car(tmp_path: Path) -> Path:
    """A folder with one project: a map, its persona and the picture that it names."""
    return Path(shutil.copytree(ROOT / "examples" / "buy-a-car", tmp_path / "car"))
