"""The node tree with its comments: each belongs to the part above, beside or below which it stands."""

from __future__ import annotations

from dataclasses import dataclass, field

from cjmap.format import trivia
from cjmap.format.blocks import Block, block
from cjmap.format.trivia import Gap, Token
from cjmap.source import Span
from cjmap.syntax import Mapping, Node, Scalar


@dataclass(slots=True)
class Part:
    """An entry, an item or the whole document.

    `lead` stands above it, `beside_key` on the line of its key, `between` below the key and above a scalar, `beside`
    on the line where its value ends, `foot` below its last child. `block` is set for `|` and `>` texts; `noted` says
    that comments stand within its value.
    """

    node: Node
    key: Scalar | None = None
    lead: list[Token] = field(default_factory=list)
    beside_key: Span | None = None
    between: list[Token] = field(default_factory=list)
    beside: Span | None = None
    foot: list[Token] = field(default_factory=list)
    children: list[Part] = field(default_factory=list)
    block: Block | None = None
    noted: bool = False


@dataclass(slots=True)
class Whole:
    """A document, with what stands before and after it."""

    root: Part
    head: list[Token]
    end: list[Token]


def parts(text: str, root: Mapping) -> Whole:
    """The parts of a document whose lines end in line feeds."""
    return _Walk(text).whole(root)


class _Walk:
    """One walk through a text, from its first part to its last; `at` is how far it has come."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._seen: tuple[int, int, Gap] = (-1, -1, Gap(None, []))

    def whole(self, root: Mapping) -> Whole:
        head = self._lines(0, root.span.start)
        self.at = root.span.start
        part = Part(root)
        self._children(part, len(self.text), outermost=True)
        part.beside = self._beside(flow=False) if root.flow else None
        end = self._lines(self.at, len(self.text), fresh=False)
        return Whole(part, head, end)

    def _lines(self, start: int, end: int, *, fresh: bool = True) -> list[Token]:
        """Everything outside the root, line by line: comments, and marks such as `---`."""
        found = []
        lines = self.text[start:end].split("\n")
        at = start
        for number, line in enumerate(lines):
            words = line.strip().removeprefix("\ufeff")
            if words:
                first = at + line.index(words)
                found.append(Token(Span(first, first + len(words))))
            elif number < len(lines) - 1 and (number or fresh):
                found.append(Token(None))
            at += len(line) + 1
        return found

    def _value(self, part: Part, column: int, limit: int, *, flow: bool) -> None:
        """Read the value of an entry or an item; `column` is that of the list or map around it."""
        node = part.node
        if not isinstance(node, Scalar):
            if part.key is not None and node.flow:
                above = trivia.gap(self.text, self.at, node.span.start)
                part.beside_key, part.between = above.beside, _comments(above.below)
                self.at = node.span.start
            self._children(part, limit)
            if node.flow:
                part.beside = self._beside(flow=flow)
            return
        if node.empty:
            self.at = max(self.at, node.span.end)
            part.beside_key = self._beside(flow=flow)
            if not flow:
                part.foot = self._foot(column + 1, limit)
            return
        if part.key is not None:
            above = trivia.gap(self.text, self.at, node.span.start)
            part.beside_key, part.between = above.beside, _comments(above.below)
        if node.style in ("literal", "folded"):
            part.block = block(self.text, node, column)
            part.beside = part.block.beside
            self.at = part.block.end
            return
        self.at = node.span.end
        part.beside = self._beside(flow=flow)
        if flow and node.style == "plain" and part.beside and self.text[part.beside.start + 1] not in " \n":
            # without the comma between them it would count as part of the text
            part.lead.append(Token(part.beside))
            part.beside = None

    def _column(self, at: int) -> int:
        return at - (self.text.rfind("\n", 0, at) + 1)

    def _children(self, part: Part, limit: int, *, outermost: bool = False) -> None:
        """Read the entries or items of a list or map, and the comments below the last one."""
        node = part.node
        if isinstance(node, Scalar):
            return
        flow = node.flow
        braced = flow and self.text[node.span.start] in "[{"
        column = self._column(node.span.start)
        entries = [(each.key, each.value) for each in node.entries] if isinstance(node, Mapping) else [
            (None, each) for each in node.items
        ]  # fmt: skip
        starts = [(key or value).span.start for key, value in entries]
        inner = node.span.end - 1 if braced else limit
        for number, (key, value) in enumerate(entries):
            child = Part(value, key)
            self._lead(part, child, starts[number], number == 0, flow)
            self.at = key.span.end if key else max(self.at, starts[number])
            self._value(child, column, starts[number + 1] if number + 1 < len(starts) else inner, flow=flow)
            part.noted = part.noted or child.noted or _has_comments(child)
            part.children.append(child)
        if braced:
            within = trivia.gap(self.text, self.at, inner)
            part.foot = _comments([*([Token(within.beside)] if within.beside else []), *within.below])
            part.noted = part.noted or bool(part.foot)
            self.at = node.span.end
        elif not flow and not outermost:
            # a comment below dashes that stand right under their key belongs to the next key
            level = part.key is not None and self._column(part.key.span.start) == column
            part.foot = self._foot(column + level, limit)

    def _lead(self, part: Part, child: Part, start: int, first: bool, flow: bool) -> None:
        found = self._gap(start)
        child.lead = _comments(found.below) if flow else found.below
        if found.beside is None:
            return
        if first and part.key is not None and not flow:
            part.beside_key = found.beside
        else:  # after a dash or an opening bracket
            child.lead.insert(0, Token(found.beside))

    def _gap(self, end: int) -> Gap:
        """What stands from here to an offset: each level that ends here asks for the same."""
        if self._seen[:2] != (self.at, end):
            self._seen = (self.at, end, trivia.gap(self.text, self.at, end))
        return self._seen[2]

    def _beside(self, *, flow: bool) -> Span | None:
        found = trivia.beside(self.text, self.at, flow=flow)
        if found is not None:
            self.at = found.end
        return found

    def _foot(self, column: int, limit: int) -> list[Token]:
        """The comments below, up to the last that stands at least so deep; they are passed.

        Those among them that do not stand so deep are lines that somebody commented out.
        """
        found = self._gap(limit).below
        count = 0
        for number, token in enumerate(found):
            if token.span is not None and token.column >= column:
                count = number + 1
                self.at = token.span.end
        return found[:count]


def _comments(tokens: list[Token]) -> list[Token]:
    return [token for token in tokens if token.span is not None]


def _has_comments(part: Part) -> bool:
    return bool(part.beside_key or part.beside or part.between or part.foot or any(each.span for each in part.lead))
