"""The preview's own pages, in English: templates filled in, under as strict a policy as a map's page."""

from __future__ import annotations

from base64 import b64encode
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

from cjmap.resources import templates

if TYPE_CHECKING:
    import jinja2


def fill(template: str, **names: object) -> bytes:
    """A template of `templates/preview` with its names filled in; every text is escaped."""
    policy = f"default-src 'none'; style-src '{digest(_css())}'; base-uri 'none'; form-action 'none'"
    return _environment().get_template(f"{template}.html.j2").render(policy=policy, css=_css(), **names).encode()


def digest(text: str) -> str:
    """A text's hash as policies name it."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


@cache
def _css() -> str:
    return (templates() / "preview" / "preview.css").read_text(encoding="utf-8")


@cache
def _environment() -> jinja2.Environment:
    import jinja2

    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates() / "preview"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
