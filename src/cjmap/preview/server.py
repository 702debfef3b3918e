"""The server on loopback: it answers only who asks it by its own name, and gives pages only, never a file."""

from __future__ import annotations

import contextlib
import http.server
import socketserver
import time
from collections.abc import Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlsplit

from cjmap.preview.pages import Page
from cjmap.preview.reload import CHANGES, with_reload

ADDRESS = "127.0.0.1"
"""Only programs on this machine can reach it."""

NAMES = (ADDRESS, "localhost")
"""What the server may be called. A name of anybody else's that leads here would let that page read the maps."""

PAUSE = 0.1
"""How many seconds lie between two looks at the files of an open page."""

HEARTBEAT = 5.0
"""After so many silent seconds something is sent, which fails when nobody listens any more."""

Show = Callable[[str], Page]
"""Gives the page at a route as it stands now."""


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    """Serves pages until it is shut down; port 0 takes any that is free. Raises OSError when the port is taken."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, show: Show, port: int = 0) -> None:
        self.show = show
        super().__init__((ADDRESS, port), _Handler)

    def server_bind(self) -> None:
        """Bind without asking anybody for this machine's name, which can take seconds."""
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = ADDRESS, self.socket.getsockname()[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is nothing to speak of."""

    @property
    def url(self) -> str:
        """The address of the first page."""
        return f"http://{ADDRESS}:{self.server_port}/"


class _Handler(http.server.BaseHTTPRequestHandler):
    server: Server
    server_version = "cjmap"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        if not self._is_asked_by_name():
            self._answer(HTTPStatus.MISDIRECTED_REQUEST, b"this server is for this machine only\n")
            return
        route = unquote(urlsplit(self.path).path)
        if route.startswith(CHANGES + "/"):
            self._changes(route.removeprefix(CHANGES))
        elif route == "/favicon.ico":
            self._answer(HTTPStatus.NO_CONTENT, b"")
        else:
            page = self.server.show(route)
            status = HTTPStatus.NOT_FOUND if page.missing else HTTPStatus.OK
            self._answer(status, with_reload(page.data, page.version), "text/html")

    def do_HEAD(self) -> None:
        self.do_GET()

    def _is_asked_by_name(self) -> bool:
        hosts = self.headers.get_all("Host", [])
        return len(hosts) == 1 and hosts[0].lower() in {f"{name}:{self.server.server_port}" for name in NAMES}

    def _answer(self, status: HTTPStatus, body: bytes, kind: str = "text/plain") -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self._guard()
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _guard(self) -> None:
        self.send_header("Cache-Control", "no-cache")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.send_header("Cross-Origin-Opener-Policy", "same-origin")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Content-Security-Policy", "frame-ancestors 'none'")

    def _changes(self, route: str) -> None:
        """The versions of a page, each as an event as soon as it stands, for as long as somebody listens."""
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream; charset=utf-8")
        self._guard()
        self.end_headers()
        if self.command == "HEAD":
            return
        # a browser that went away
        with contextlib.suppress(OSError):
            self.wfile.write(b"retry: 300\n\n")
            self._follow(route)

    def _follow(self, route: str) -> None:
        sent, silent = "", time.monotonic()
        while True:
            began = time.monotonic()
            version = self.server.show(route).version
            if version != sent:
                self.wfile.write(f"data: {version}\n\n".encode())
                sent, silent = version, began
            elif began - silent > HEARTBEAT:
                self.wfile.write(b":\n\n")
                silent = began
            # a folder of very many maps is looked at less often, so that looking is never most of the work
            time.sleep(max(PAUSE, 3 * (time.monotonic() - began)))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the name that the base class gives it
        """Say nothing: what matters is said of the maps."""
