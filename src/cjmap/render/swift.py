"""WeasyPrint's work that it does many times over, done once: it sets the same page, with the same anchors, sooner.

Each part stands beside what WeasyPrint does itself, and where WeasyPrint is not as expected that is done instead.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

_NAMED = re.compile(r"#([\w-]+)")
_SVG = "{http://www.w3.org/2000/svg}"


def take_ids(root: ET.Element, text: str) -> dict[ET.Element, str]:
    """Take the ids off the elements of a page, but those that its style or its drawings ask for; they are given back

    by `shared_styles`. Elements of one kind share one style, but one with an id, and so all within it, would have a
    style of its own.
    """
    head, _, body = text.partition("</style>")
    if "[id" in head:
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

        def __init__(self, html: Any, sheets: Any, hints: Any, fonts: Any, targets: Any) -> None:
            super().__init__(html, sheets, hints, fonts, targets)
            styles = self.get_computed_styles()
            for element, name in anchors.items():
                styles[element, None] = Anchored(styles[element, None], name)
                targets.collect_anchor(name)

    css.StyleFor, before = StyleFor, css.StyleFor
    try:
        yield
    finally:
        css.StyleFor = before
