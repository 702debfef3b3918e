"""The parts of a document written out again: order, indentation, list style, blank lines, quotation marks."""

from __future__ import annotations

from collections.abc import Iterable

from cjmap.format import scalars
from cjmap.format.flow import STEP, in_line
from cjmap.format.order import Order
from cjmap.format.parts import Part, Whole
from cjmap.format.trivia import Token, led
from cjmap.format.writer import Writer, staying
from cjmap.source import Span
from cjmap.syntax import Mapping, Scalar

COMMENT = 2
"""The fewest spaces before a comment that follows something."""
LINE_WIDTH = 100
"""The column up to which a text is put beside its key."""
SECTIONS = frozenset(("sources", "metrics", "lanes", "stages", "overall", "drops", "leaves"))
"""The keys of a document that stand after a blank line where lines of their own follow them."""


class UnsafeError(Exception):
    """A form that the formatter leaves alone; `span` is its place, the message what it is."""

    def __init__(self, span: Span, message: str) -> None:
        super().__init__(message)
        self.span = span


class Layout:
    """Writes one document. Parts are told the column where they begin and their shape (see `order`)."""

    def __init__(self, text: str, order: Order, waivers: frozenset[Span] = frozenset()) -> None:
        self.text = text
        self.order = order
        self.waivers = waivers
        self.out = Writer(text)
        self.ended = True
        """Whether a blank line may follow: below a text that begins with `|+` it would be part of the text."""

    def whole(self, whole: Whole, shape: str) -> None:
        """The document."""
        head = led(whole.head)
        while head and head[0].span is None:
            head.pop(0)
        self._tokens(head, 0)
        root = whole.root
        if root.children:
            self._children(root, 0, shape)
        else:
            self.out.add("{}\n")
        end = led([*root.foot, *([Token(root.beside)] if root.beside else []), *whole.end])
        while end and end[-1].span is None:
            end.pop()
        self._tokens(end, 0)

    def _children(self, part: Part, indent: int, shape: str | None, *, inline: bool = False) -> None:
        """The entries or items of a part; `inline` when the first one goes on with the line that a dash began."""
        order = self._order(part, shape)
        stay = staying(order)
        spaced = _spaced(part, shape)
        for number, index in enumerate(order):
            child = part.children[index]
            self.out.move(index not in stay)
            self._child(child, indent, shape, first=number == 0, inline=inline and number == 0, spaced=spaced)
            self.out.move(-(index not in stay))
        self._tokens(led(part.foot), indent)

    def _order(self, part: Part, shape: str | None) -> list[int]:
        if isinstance(part.node, Mapping):
            return self.order.sorted(shape, [each.key.text for each in part.children if each.key])
        return list(range(len(part.children)))

    def _child(
        self, child: Part, indent: int, shape: str | None, *, first: bool, inline: bool, spaced: bool
    ) -> None:  # fmt: skip
        shape = self.order.below(shape, child.key.text) if child.key else shape
        width = indent + self._ahead(child)
        name = child.key.text if child.key else ""
        line = in_line(self.text, child, self.order, shape, width)
        if not inline:
            section = indent == 0 and name in SECTIONS and line is None and bool(child.children)
            self._lead(child.lead, indent, first=first, blank=spaced or section)
            self._moved(self._above(child, shape, line, indent), indent)
            self.out.add(" " * indent)
        if child.key is not None:
            self._words(child.key.span, self._key(child.key))
            self.out.add(":")
        else:
            self.out.add("-")
        self._value(child, indent, shape, line, width)

    def _key(self, key: Scalar) -> str:
        typed = scalars.key(self.text, key)
        if typed is None:
            raise UnsafeError(key.span, "a key of several lines")
        return typed

    def _ahead(self, part: Part) -> int:
        """How many columns stand before the value of a part: its key or its dash."""
        return STEP if part.key is None else scalars.width(self._key(part.key)) + 2

    def _lead(self, lead: list[Token], indent: int, *, first: bool, blank: bool) -> None:
        lead = led(lead)
        if first:
            while lead and lead[0].span is None:
                lead.pop(0)
        elif blank and not any(token.span is None for token in lead):
            lead.insert(0, Token(None))
        self._tokens(lead, indent)

    def _above(self, part: Part, shape: str | None, line: str | None, indent: int) -> list[Token]:
        """The comments within a part that have no place but above its first line."""
        node = part.node
        inner = indent + STEP
        beside = [Token(each) for each in (part.beside_key, part.beside) if each]
        if line is None and part.key is None and part.children:  # the dash is followed by the first child
            first = part.children[self._order(part, shape)[0]]
            below = self.order.below(shape, first.key.text) if first.key else shape
            lead = [token for token in first.lead if token.span is not None]
            flat = in_line(self.text, first, self.order, below, inner + self._ahead(first))
            return [*beside, *lead, *self._above(first, below, flat, inner)]
        found = beside[:-1]  # two comments cannot stand on one line
        if isinstance(node, Scalar):
            if part.block is not None:
                found += part.between
            elif self._stands_below(part, node, indent + self._ahead(part)):
                return []
        elif line is not None:
            found += [*part.between, *part.foot]
        elif self._spoke_for_all(part):
            found = beside
        return found

    def _spoke_for_all(self, part: Part) -> bool:
        """Whether a waiver stands beside a value on one line that now takes several: it speaks for all of them."""
        key, end = part.key, part.node.span.end
        return key is not None and part.beside in self.waivers and "\n" not in self.text[key.span.start : end]

    def _stands_below(self, part: Part, node: Scalar, width: int) -> bool:
        """Whether a text stays on the line below its key: there are comments between, or it would be too long."""
        if part.key is None or "\n" not in self.text[part.key.span.end : node.span.start]:
            return False
        words = self._typed(node.span)
        return bool(part.between) or "\n" in words or width + scalars.width(words) > LINE_WIDTH

    def _value(self, part: Part, indent: int, shape: str | None, line: str | None, width: int) -> None:
        node = part.node
        if isinstance(node, Scalar):
            self._scalar(part, node, indent, width)
        elif line is not None:
            self.out.add(f" {line}")
            self._end(part.beside or part.beside_key)
        elif part.key is None:
            self.out.add(" ")
            self._children(part, indent + STEP, shape, inline=True)
        elif self._spoke_for_all(part):
            self._end(None)
            self._children(part, indent + STEP, shape)
        else:
            self.out.move(part.beside is not None)  # what stood after the closing bracket stands before its items now
            self._end(part.beside or part.beside_key)
            self.out.move(-(part.beside is not None))
            self._tokens(part.between, indent + STEP)
            self._children(part, indent + STEP, shape)

    def _scalar(self, part: Part, node: Scalar, indent: int, width: int) -> None:
        inner = " " * (indent + STEP)
        if node.empty:
            self._end(part.beside_key or part.beside)
            self._tokens(led(part.foot), indent + STEP)
        elif part.block is not None:
            self.out.add(f" {part.block.header}")
            self._end(part.beside or part.beside_key)
            self.out.add("".join(f"{inner}{line}\n" if line else "\n" for line in part.block.lines))
            self.ended = part.block.chomping != "+"
        elif "\n" in self.text[node.span.start : node.span.end]:
            below = self._stands_below(part, node, width)
            self._begin(part, indent, below=below)
            first, *rest = scalars.lines(self.text, node.span)
            self.out.add("".join([first, *(f"\n{inner}{line}" if line else "\n" for line in rest)]))
            self._end(part.beside or (None if below else part.beside_key))
        else:
            comment = self._typed(part.beside or part.beside_key)
            words = scalars.rewritten(self.text, node, flow=False, bare=comment[:2] in ("", "#", "# "))
            below = self._stands_below(part, node, width)
            self._begin(part, indent, below=below)
            self._words(node.span, words or "")
            self._end(part.beside or (None if below else part.beside_key))

    def _begin(self, part: Part, indent: int, *, below: bool) -> None:
        """Go to where a text begins: beside its key or dash, or on the line below."""
        if not below:
            self.out.add(" ")
            return
        self._end(part.beside_key)
        self._tokens(part.between, indent + STEP)
        self.out.add(" " * (indent + STEP))

    def _words(self, span: Span, words: str) -> None:
        """A scalar on one line, kept where it is as it was."""
        if self._typed(span) == words:
            self.out.keep(span)
        else:
            self.out.add(words)

    def _typed(self, span: Span | None) -> str:
        return self.text[span.start : span.end] if span else ""

    def _moved(self, tokens: Iterable[Token], indent: int) -> None:
        self.out.move(1)
        self._tokens(tokens, indent)
        self.out.move(-1)

    def _tokens(self, tokens: Iterable[Token], indent: int) -> None:
        """Comments on lines of their own, and blank lines."""
        for token in tokens:
            if token.span is not None:
                self.out.add(" " * indent)
                self.out.keep(token.span)
                self.out.add("\n")
                self.ended = True
            elif self.ended:
                self.out.add("\n")

    def _end(self, comment: Span | None) -> None:
        """The end of a line, with the comment on it as far from the words as it stood, two spaces at least."""
        if comment is not None:
            before = self.text[max(0, comment.start - LINE_WIDTH) : comment.start]
            spaces = len(before) - len(before.rstrip(" "))
            self.out.add(" " * max(COMMENT, spaces))
            self.out.keep(comment)
        self.out.add("\n")
        self.ended = True


def _spaced(part: Part, shape: str | None) -> bool:
    """Whether the stages or steps of a list all stand apart: when any of them does."""
    if shape != "stage" or isinstance(part.node, Mapping):
        return False
    return any(token.span is None for child in part.children[1:] for token in child.lead)
