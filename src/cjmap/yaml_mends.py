"""How to read on after what YAML cannot read: what is masked, and what was meant by it."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from cjmap.diagnostic import Diagnostic
from cjmap.source import Span
from cjmap.yaml_subset import blank


class Mend(NamedTuple):
    """How to read on: the characters in the span, or only some of them, are masked.

    `words` are what its author meant by the span; None when it is left out.
    """

    span: Span
    words: str | None = None
    fill: str = " "
    only: str = ""

    def read(self, value: str, end: int) -> tuple[str, Literal["plain", "single"]]:
        """The scalar that the masked span stands for; what follows it on later lines is part of it."""
        if not self.words:
            return "", "plain"
        rest = value[self.span.end - self.span.start :] if end > self.span.end else ""
        return self.words + rest, "single"


def masked(text: str, mends: list[Mend]) -> str:
    """The text with the spans of the mends masked, every other character in its place."""
    pieces = []
    at = 0
    for mend in sorted(mends):
        start, end = mend.span
        if start >= at:
            part = text[start:end]
            fill = mend.fill if mend.words is None else "x"
            pieces += [text[at:start], part.replace(mend.only, fill) if mend.only else blank(part, fill)]
            at = end
    return "".join([*pieces, text[at:]])


class Broken(NamedTuple):
    """Where the parser gave up, where the thing began that it was reading, and what was open there."""

    at: int | None
    began: int | None
    flows: list[int]
    blocks: list[int]

    @classmethod
    def of(cls, error: Exception, flows: list[int], blocks: list[int]) -> Broken:
        """What an exception of either parser says about places; its words are not used."""
        problem: Any = getattr(error, "problem_mark", None)
        context: Any = getattr(error, "context_mark", None)
        return cls(problem.index if problem else None, context.index if context else None, flows, blocks)


Explained = tuple[list[Diagnostic], list[Mend]]
