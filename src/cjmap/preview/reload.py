"""The lines that reload a page when it changed: added on the way to the browser, and nowhere else."""

from __future__ import annotations

from functools import cache
from html import escape

from cjmap.render.frame import digest
from cjmap.resources import templates

CHANGES = "/.changes"
"""Stands before a page's route to hear of its versions. No map has such a route: hidden folders are not read."""

_POLICY = b'<meta http-equiv="Content-Security-Policy" content="'


def with_reload(page: bytes, version: str) -> bytes:
    """A page that reloads itself when it has another version; its policy allows this one script and the question.

    Raises ValueError for a page without a policy.
    """
    start = page.index(_POLICY) + len(_POLICY)
    at = page.index(b'"', start)
    end = page.rindex(b"</body>")
    return page[:at] + _allowance() + page[at:end] + _script(version) + page[end:]


def without_reload(page: bytes, version: str) -> bytes:
    """The page as it was before."""
    return page.replace(_allowance(), b"", 1).replace(_script(version), b"", 1)


def _allowance() -> bytes:
    return escape(f"; script-src '{digest(_code())}'; connect-src 'self'").encode()


def _script(version: str) -> bytes:
    return f'<script data-version="{escape(version)}">{_code()}</script>\n'.encode()


@cache
def _code() -> str:
    return (templates() / "preview" / "reload.js").read_text(encoding="utf-8").replace("CHANGES", CHANGES)
