"""WeasyPrint's work that it does many times over, done once: it sets the same page, with the same anchors, sooner.

Each part stands beside what WeasyPrint does itself, and where WeasyPrint is not as expected that is done instead.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from copy import copy
from typing import Any
from xml.etree import ElementTree as ET

from cjmap.record import record

_NAMED = re.compile(r"#([\w-]+)")
_SVG = "{http://www.w3.org/2000/svg}"


def take_ids(root: ET.Element, text: str) -> dict[ET.Element, str]:
    """Take the ids off the elements of a page, but those that its style or its drawings ask for; they are given back

    by `shared_styles`. Elements of one kind share one style, but one with an id, and so all within it, would have a
    style of its own.
    """
    from weasyprint import css

    head, _, body = text.partition("</style>")
    if "[id" in head or not (hasattr(css, "StyleFor") and hasattr(css, "ComputedStyle")):
        return {}
    asked = frozenset(_NAMED.findall(head) + re.findall(r"url\(#([\w-]+)", body))
    taken = {}
    for element in root.iter():
        name = element.get("id")
        if name and name not in asked and not str(element.tag).startswith(_SVG):
            taken[element] = element.attrib.pop("id")
    return taken


@contextlib.contextmanager
def shared_styles(anchors: dict[ET.Element, str]) -> Iterator[None]:
    """Let elements be anchors of the names given, each with the style that it shares, but for the anchor."""
    if not anchors:
        yield
        return
    from weasyprint import css

    class Anchored(css.ComputedStyle):  # type: ignore[misc]
        """The style of an element with a name, which asks the shared style for everything else."""

        def __init__(self, shared: Any, name: str) -> None:
            self.__dict__.update(shared.__dict__)
            self.shared = shared
            self.__dict__.pop("anonymous_style", None)
            self["anchor"] = name

        def __missing__(self, key: str) -> Any:
            value = self[key] = self.shared[key]
            return value

    class StyleFor(css.StyleFor):  # type: ignore[misc]
        """The styles of a page whose anchors are named apart."""

        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            *_, targets = arguments
            styles = self.get_computed_styles()
            for element, name in anchors.items():
                styles[element, None] = Anchored(styles[element, None], name)
                targets.collect_anchor(name)

    css.StyleFor, before = StyleFor, css.StyleFor
    try:
        yield
    finally:
        css.StyleFor = before


_OF_ONE_TEXT = ("text", "max_width", "justification_spacing")
_SHORT = 16
"""The longest text that is likely to stand on a page again."""


@contextlib.contextmanager
def kept_layouts() -> Iterator[None]:
    """Let Pango's layouts be used again for text of the same style, and short words be measured once in each style.

    WeasyPrint makes a layout, with a context and a font, for every line that it measures and once more to draw it.
    """
    from weasyprint.layout import inline, preferred
    from weasyprint.text import line_break

    try:
        layout, pango = line_break.Layout, line_break.pango
        setup, deactivate, split = layout.setup, layout.deactivate, line_break.split_first_line
        words, whole = pango.PANGO_WRAP_WORD, pango.PANGO_ELLIPSIZE_NONE
    except AttributeError:
        yield
        return
    measured: dict[tuple[Any, ...], tuple[Any, tuple[Any, ...]]] = {}

    def set_up(self: Any, style: Any) -> None:
        spare = style.__dict__.get("spare")
        if not spare:
            setup(self, style)
            return
        self.__dict__.update(spare.pop())
        pango.pango_layout_set_width(self.layout, -1)
        pango.pango_layout_set_wrap(self.layout, words)
        pango.pango_layout_set_ellipsize(self.layout, whole)
        pango.pango_layout_set_single_paragraph_mode(self.layout, False)

    def put_by(self: Any) -> None:
        style = self.style
        # spaces and tabs of their own widths stay with a layout
        if not (style["word_spacing"] or self.justification_spacing or "\t" in self.text):
            kept = {name: value for name, value in self.__dict__.items() if name not in _OF_ONE_TEXT}
            style.__dict__.setdefault("spare", []).append(kept)
        deactivate(self)

    def split_once(
        text: str, style: Any, context: Any, width: Any, spacing: Any, is_line_start: bool = True, minimum: bool = False
    ) -> tuple[Any, ...]:
        if len(text) > _SHORT or spacing:
            return split(text, style, context, width, spacing, is_line_start, minimum)  # type: ignore[no-any-return]
        key = (text, id(style), width, is_line_start, minimum)
        if key not in measured:
            # the style is kept so that its id stays its own
            measured[key] = style, split(text, style, context, width, spacing, is_line_start, minimum)
        line, *rest = measured[key][1]
        return copy(line), *rest

    layout.setup, layout.deactivate = set_up, put_by
    inline.split_first_line = preferred.split_first_line = split_once
    try:
        yield
    finally:
        layout.setup, layout.deactivate = setup, deactivate
        inline.split_first_line = preferred.split_first_line = split


_BLOCK = re.compile(r"@media screen(?: and [^{},]*)?\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_RULE = re.compile(r"([^{}]*)(\{[^{}]*\})")
_TEXTS = re.compile(r"""/\*.*?\*/|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|url\([^)]*\)""", re.DOTALL)
_ARGUMENTS = re.compile(r"\((?:[^()]|\([^()]*\))*\)|(?<=\w)[~|^$*]?=[^\]]*")
_ATTRIBUTE = re.compile(r"\[\s*([a-zA-Z-]+)")
_CLASS, _TAG = re.compile(r"\.([\w-]+)"), re.compile(r"(?:^|[\s>+~])([a-z][a-z0-9]*)")


@record
class Has:
    """The classes, elements and attributes of a page, and perhaps more words than those."""

    classes: frozenset[str]
    tags: frozenset[str]
    attributes: frozenset[str]


def has(page: str) -> Has:
    """What stands in a page."""
    names = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
    words = re.findall(r"\s([a-z-]+)(?=[\s=>/])", page)
    return Has(frozenset(names), frozenset(re.findall(r"<([a-z][a-z0-9]*)", page)), frozenset(words))


def needed(css: str, page: Has) -> str:
    """A style sheet for paper without the rules whose selectors ask for what a page has not.

    WeasyPrint reads and compiles every rule. What is more than plain rules is left as it is.
    """
    css = _TEXTS.sub(lambda text: "" if text[0].startswith("/*") else text[0], css)
    if any(set("{}") & set(text) for text in _TEXTS.findall(css)):
        return css

    def kept(rule: re.Match[str]) -> str:
        selectors, body = rule.groups()
        if set("@;\"'\\") & set(selectors):
            return rule[0]
        plain = _ARGUMENTS.sub("", selectors)
        each = [selectors] if plain != selectors else selectors.split(",")
        alive = [one for one in each if any(possible(part) for part in _ARGUMENTS.sub("", one).split(","))]
        return ",".join(alive) + body if alive else ""

    def possible(selector: str) -> bool:
        return (
            page.classes.issuperset(_CLASS.findall(selector))
            and page.tags.issuperset(_TAG.findall(selector.strip()))
            and page.attributes.issuperset(_ATTRIBUTE.findall(selector))
        )

    return _RULE.sub(kept, _BLOCK.sub("", css))
