"""A project's theme, checked: colours that can be read, pictures and fonts that are there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Values

from cjmap.diagnostic import Diagnostic, Edit, Fix
from cjmap.document import Document, locate
from cjmap.model.theme import Fonts, ThemeSettings, values
from cjmap.model.walk import Location
from cjmap.source import Span
from cjmap.syntax import Entry, Mapping, Node, Scalar, Sequence
from cjmap.themes import built_in
from cjmap.themes.contrast import GRAPHICS, contrast, faint, passing
from cjmap.validate.wording import choices, quoted

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
FONTS = (".woff2", ".woff", ".ttf", ".otf")
"""What a logo and a font may be, by the end of their names."""

_LOST = re.compile(r"[ \t]*(#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?)\b")


def check_theme(document: Document, theme: ThemeSettings) -> Iterator[Diagnostic]:
    """Everything that is wrong with a theme apart from its shape."""
    base = built_in(theme.base)
    light = {**base.light, **values(theme.colours)}
    for key, palette, all_values in (
        ("colours", theme.colours, light),
        ("dark", theme.dark, {**base.light, **base.dark, **values(theme.dark)}),
    ):
        yield from _lost(document, ("theme", key))
        yield from _faint(document, ("theme", key), set(values(palette)), all_values)
    if theme.logo:
        yield from _file(document, ("theme", "logo"), theme.logo, PICTURES, "a picture")
    yield from _fonts(document, theme.font)


def _lost(document: Document, where: Location) -> Iterator[Diagnostic]:
    """Colours that YAML took for comments, because a `#` began them."""
    root = document.root
    entry = locate(root, where)[1] if root else None
    if entry is None or entry.key.text != where[-1] or not isinstance(entry.value, Mapping):
        return
    for each in entry.value.entries:
        for node in each.value.items if isinstance(each.value, Sequence) else (each.value,):
            if isinstance(node, Scalar) and node.empty and (lost := _after(document, node, each)):
                span = Span(lost.start(1), lost.end(1))
                yield Diagnostic(
                    "colour-lost", f"the # makes {quoted(lost[1])} a comment, so no colour is left", document.source,
                    span, help=f"write {lost[1][1:]}, or put quotation marks around it",
                    fix=Fix("leave out the #", (Edit(span, lost[1][1:]),)),
                )  # fmt: skip


def _after(document: Document, node: Node, entry: Entry) -> re.Match[str] | None:
    start = max(node.span.start, entry.key.span.end)
    text = document.source.text
    while text[start : start + 1] in (":", "-"):
        start += 1
    return _LOST.match(text, start)


def _faint(document: Document, where: Location, own: set[str], all_values: Values[str, str]) -> Iterator[Diagnostic]:
    """Brand colours that are too hard to see on a ground where they stand, or the grounds that make others so."""
    worst: dict[str, Diagnostic] = {}
    for found in sorted(faint(all_values), key=lambda each: each.ratio):
        name = found.name if found.name in own else found.ground
        typed = "stages" if name.startswith("stage") else name
        if name not in own or typed in worst:
            continue
        other = found.ground if name == found.name else found.name
        better = passing(all_values[name], all_values[other], found.least)
        words = "marks" if found.least == GRAPHICS else "words"
        seen = f"‘{_plain(other)}’, {all_values[other]}"
        on = f"on {seen}" if name == found.name else f"under {seen}"
        near = contrast(better, all_values[other]) >= found.least
        worst[typed] = Diagnostic(
            "low-contrast",
            f"{_plain(name)} {all_values[name]} {on}, has a contrast of {found.ratio:.1f}:1, "
            f"and {words} need {found.least:g}:1",
            document.source,
            document.span((*where, typed)),
            severity="warning" if found.least == GRAPHICS else "error",
            help=f"the nearest shade that does is {better.removeprefix('#')}" if near else f"change {other} as well",
        )
    yield from worst.values()


def _plain(name: str) -> str:
    return f"stage {name[-1]}" if name.startswith("stage") else name


def _fonts(document: Document, fonts: Fonts | None) -> Iterator[Diagnostic]:
    for key, font in (("sans", fonts.sans), ("serif", fonts.serif)) if fonts else ():
        for weight, path in (("regular", font.regular), ("bold", font.bold)) if font else ():
            if path:
                yield from _file(document, ("theme", "font", key, weight), path, FONTS, "a font")
        if font and font.bold and not font.regular:
            where = ("theme", "font", key, "bold")
            message = f"{quoted(font.family)} has a file for bold and none for regular"
            yield Diagnostic("missing-file", message, document.source, document.span(where), help="add regular: …")


def _file(document: Document, where: Location, path: str, endings: Iterable[str], what: str) -> Iterator[Diagnostic]:
    span = document.span(where)
    real = document.project.find(document.project.root, path)
    if real is None:
        message, help_text = f"{quoted(path)} lies outside the project", "a project opens files below its root only"
        yield Diagnostic("outside-root", message, document.source, span, help=help_text)
    elif not path.lower().endswith(tuple(endings)):
        message, help_text = f"{quoted(path)} is not {what}", f"name a file that ends in {choices(list(endings))}"
        yield Diagnostic("wrong-file", message, document.source, span, help=help_text)
    elif not document.project.has(real):
        message, help_text = f"there is no file {quoted(path)}", "the path is seen from this file's folder"
        yield Diagnostic("missing-file", message, document.source, span, help=help_text)
