"""Lists in brackets and keys in braces: what can stand on one line, and what is broken into several."""

from __future__ import annotations

from cjmap.format import scalars
from cjmap.format.order import Order
from cjmap.format.parts import Part
from cjmap.syntax import Mapping, Scalar, Sequence

STEP = 2
"""How much deeper each level stands."""
LIST_ITEMS = 3
"""The most items of a list in brackets."""
LIST_WIDTH = 60
"""The column in which a list in brackets ends at the latest."""
MAP_WIDTH = 120
"""The column in which keys in braces end at the latest."""
SENTENCE = 40
"""A value of more columns is a sentence."""
SENTENCE_WIDTH = 100
"""The column in which keys in braces end at the latest when there is a sentence among their values."""


def in_line(text: str, part: Part, order: Order, shape: str | None, column: int) -> str | None:
    """The value of a part on one line, from a column on; None where it takes lines of its own.

    It does when it is too long, holds comments, was typed over several lines, or is a stage or a step.
    """
    node = part.node
    if isinstance(node, Scalar):
        return None
    if not part.children:
        return "[]" if isinstance(node, Sequence) else "{}"
    if not node.flow or part.noted or shape == "stage" or "\n" in text[node.span.start : node.span.end]:
        return None
    line = _flow(text, part, order, shape)
    return line if line is not None and column + scalars.width(line) <= _most(node) else None


def _most(node: Mapping | Sequence) -> int:
    """The column in which brackets end at the latest."""
    if isinstance(node, Sequence):
        return LIST_WIDTH
    values = (entry.value for entry in node.entries)
    long = any(isinstance(value, Scalar) and scalars.width(value.text) > SENTENCE for value in values)
    return SENTENCE_WIDTH if long else MAP_WIDTH


def _flow(text: str, part: Part, order: Order, shape: str | None) -> str | None:
    node = part.node
    if isinstance(node, Scalar):
        return None if node.empty else scalars.rewritten(text, node, flow=True)
    if isinstance(node, Sequence):
        if len(part.children) > LIST_ITEMS:
            return None
        found = [_flow(text, child, order, shape) for child in part.children]
        return None if None in found else f"[{', '.join(each for each in found if each is not None)}]"
    keys = [child.key.text for child in part.children if child.key]
    entries: list[str] = []
    for index in order.sorted(shape, keys):
        child = part.children[index]
        key = scalars.key(text, child.key) if child.key else None
        value = _flow(text, child, order, order.below(shape, keys[index]))
        if key is None or value is None or len(entries) > MAP_WIDTH:
            return None
        entries.append(f"{key}: {value}")
    return f"{{{', '.join(entries)}}}"
