"""libyaml events → a Node tree with exact spans, in one pass; the safe YAML subset and every limit hold here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from cjmap.source import Span

Style = Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True)
class Scalar:
    """Characters as typed, after quoting and folding are undone; the span covers quotes, not comments."""

    text: str
    span: Span
    style: Style = "plain"

    @property
    def empty(self) -> bool:
        """Whether nothing stands here: the value of `key:`."""
        return self.style == "plain" and self.text == ""


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list; `flow` when written in brackets. A block's span ends with its last item."""

    items: tuple[Node, ...]
    span: Span
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """A key and its value."""

    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys and values in written order, keys unique; `flow` when written in braces."""

    entries: tuple[Entry, ...]
    span: Span
    flow: bool = False

    def get(self, key: str) -> Node | None:
        """The value of a key, or None."""
        for entry in self.entries:
            if entry.key.text == key:
                return entry.value
        return None


Node = Scalar | Sequence | Mapping
