"""The theme of a map: what the command line says, else its project, with the logo and the fonts in it."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

from cjmap.diagnostic import Diagnostic
from cjmap.document import Home
from cjmap.model.theme import FontFamily, values
from cjmap.record import replace
from cjmap.source import Source
from cjmap.themes import Theme, built_in

_PICTURES = {".png": "png", ".jpg": "jpeg", ".jpeg": "jpeg", ".gif": "gif", ".webp": "webp", ".svg": "svg+xml"}


def theme_of(project: Home, name: str | None, css: Source | None) -> tuple[Theme, list[Diagnostic]]:
    """The theme to draw a project's maps with, and what is wrong with the style sheet.

    A theme that is named on the command line is taken without the project's colours, which were chosen for another;
    the logo and the fonts stay.
    """
    settings = project.file.theme
    theme = built_in(name or settings.base)
    if name is None:
        theme = theme.over(values(settings.colours), values(settings.dark))
    if settings.logo:
        words = settings.logo_text or project.file.owner or ""
        theme = replace(theme, logo=_picture(project, settings.logo), logo_words=words)
    for key in ("sans", "serif"):
        font = getattr(settings.font, key, None)
        if font is not None:
            faces = theme.faces + _faces(project, font)
            family = f"'{font.family}',"
            theme = replace(theme, faces=faces)
            theme = replace(theme, sans=family) if key == "sans" else replace(theme, serif=family)
    if css is None:
        return theme, []
    from cjmap.themes.sheet import dressed

    return dressed(theme, css)


def _read(project: Home, path: str) -> bytes:
    found = project.find(project.root, path)
    return found.read_bytes() if found else b""


def _picture(project: Home, path: str) -> str:
    kind = _PICTURES[Path(path).suffix.lower()]
    return f"data:image/{kind};base64,{b64encode(_read(project, path)).decode()}"


def _faces(project: Home, font: FontFamily) -> str:
    """The rules that embed a font, one a file; a regular one alone serves every weight."""
    rules = []
    for path, weight in ((font.regular, "400" if font.bold else "1 999"), (font.bold, "700")):
        if path:
            data = f"data:font/{Path(path).suffix[1:].lower()};base64,{b64encode(_read(project, path)).decode()}"
            rules.append(f"@font-face{{font-family:'{font.family}';font-weight:{weight};src:url({data})}}\n")
    return "".join(rules)
