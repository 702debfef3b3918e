"""Starter maps, from `templates/maps/<kind>/<language>.cjm.yaml`."""

from __future__ import annotations

import json
import re

from cjmap.kinds import KINDS
from cjmap.labels import LANGUAGES
from cjmap.resources import templates

PLACEHOLDER = "my-journey"
"""The id that the templates hold."""

_ID = re.compile(r"^id:.*$", re.MULTILINE)
_TITLE = re.compile(r"^title:.*$", re.MULTILINE)
_PERSONA = re.compile(r"^persona:.*$", re.MULTILINE)
_COMMENT = re.compile(r"^[ \t]*#.*\n", re.MULTILINE)
_NOT_ID = re.compile(r"[^\w.\-]+")
# what YAML reads as something else than text when it stands bare
_SPECIAL = re.compile(r"(?i)null|true|false|yes|no|on|off|y|n|[-+.\d].*|.*[-.]")
_PLAIN = re.compile(r"[^\W\d_](?:[^:#\x00-\x1f\"]|:(?! |$)|(?<! )#)*(?<! )")


def available() -> tuple[tuple[str, str], ...]:
    """Every kind and language that there is a starter map for."""
    folder = templates() / "maps"
    return tuple(
        (kind, language)
        for kind in KINDS
        for language in LANGUAGES
        if (folder / kind / f"{language}.cjm.yaml").is_file()
    )


def starter(kind: str, language: str, id_: str, *, title: str | None = None, blank: bool = False) -> str:
    """A starter map; `blank` leaves out every comment but the first line, and the sample persona."""
    text = (templates() / "maps" / kind / f"{language}.cjm.yaml").read_text(encoding="utf-8")
    if blank:
        first, _, rest = text.partition("\n")
        text = first + "\n" + _COMMENT.sub("", rest)
        text = _PERSONA.sub("persona:", text, count=1)
    text = _ID.sub(lambda _: f"id: {scalar(id_)}", text, count=1)
    if title is not None:
        text = _TITLE.sub(lambda _: f"title: {scalar(title)}", text, count=1)
    return text


def id_for(name: str) -> str:
    """The id that a file name makes: its own letters, with hyphens for what an id cannot hold."""
    made = _NOT_ID.sub("-", name).strip("-.")[:64].rstrip("-.")
    return made or PLACEHOLDER


def scalar(text: str) -> str:
    """A text as YAML, in quotes where it would not stay the same text without them."""
    text = " ".join(text.split())
    plain = _PLAIN.fullmatch(text) and not _SPECIAL.fullmatch(text)
    return text if plain else json.dumps(text, ensure_ascii=False)
