"""Words that YAML would lose or turn into structure, found by their place in a line, with the line as it should be."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from cjmap.diagnostic import Diagnostic, Edit, Fix
from cjmap.late import Late
from cjmap.source import Source, Span

if TYPE_CHECKING:
    from cjmap.syntax import Mapping, Node, Scalar, Sequence

# a map in which nothing is lost is asked about next to nothing
_QUOTED = r"""(?:"(?:[^"\\]|\\.)*+"|'(?:[^']|'')*+')"""
QUOTED = Late(_QUOTED)
"""A text in quotation marks."""
DASHES = Late(r" *+(?:- ++|-$)*+")
"""What stands before the first word of a line."""
KEY = Late(
    rf"""(?:{_QUOTED}|[^\s"'#&*!|>%@`,\[\]{{}}](?:[^\n:#]|:(?=\S)|(?<=\S)#){{0,200}}?)[ \t]*:(?=[ \t\r]|$)[ \t]*"""
)
"""A key with its colon."""
COMMENT = Late(r"[ \t]+#|^#")
_COLON = Late(r":(?=[ \t]|$)")
_HEADER = Late(r"[|>](?:[+-]?[1-9]?|[1-9][+-])(?:[ \t]+#.*|[ \t]*)$")
_ANCHORED = Late(r"[&!]\S*(?:[ \t]|$)")
_ALIAS = Late(r"\*[\w-]+[ \t]*$")
_TOKENS = Late(rf"(?<=[\[{{,:\s]){_QUOTED}|[\[\]{{}},]|(?<=\s)#[^\n]*")
PAIRS = re.compile(r"""[()（）「」『』【】《》〈〉“”"\[\]]""")
_OPENERS = dict(zip("（(「『【《〈“", "）)」』】》〉”", strict=True))
_CLOSERS = frozenset(_OPENERS.values())
_LONGEST = 20_000
_WIDE_BRACKETS = {"｛": "｝", "［": "］"}
_WIDE_COMMA = Late(r"[，、]\s*([a-z_]+)\s*[:：]")
_FIRST_KEY = Late(r"(^\s*|[{｛]\s*|\n\s*)([^\s{}｛｝\[\],，、:：\"'#]+)：[ \t]*")
_NEXT_KEY = Late(r"[,，、]\s*([a-z_]+)\s*[:：][ \t]*")
_HALF = str.maketrans("｛｝［］", "{}[]")
_PLAIN_NAME = Late(r"[a-z_]+[ \t]*:")


class Loss(NamedTuple):
    """A stretch of text that YAML will not read as typed, and the rule that says why.

    `rewritten` is the stretch as it should be, where that is more than quotation marks around it.
    """

    rule: str
    span: Span
    message: str
    note: str = ""
    rewritten: str = ""


def quoted(text: str) -> str:
    """A text as YAML reads it whole: in double quotation marks, or single ones where it holds double ones."""
    text = " ".join(text.split())
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def half_width(text: str) -> str:
    """A text with the signs that its keys need: `｛text：slow，severity：high｝` as `{text: slow, severity: high}`."""
    text = _NEXT_KEY.sub(r", \1: ", _FIRST_KEY.sub(r"\1\2: ", text)).rstrip(" ")
    wide = text[:1] in _WIDE_BRACKETS
    return text[0].translate(_HALF) + text[1:-1] + text[-1].translate(_HALF) if wide else text


def shown(text: str, most: int = 40) -> str:
    """A typed text in quotation marks, shortened for a message."""
    text = " ".join(text[: most * 4].split())
    return f"‘{text[: most - 1]}…’" if len(text) > most else f"‘{text}’"


def corrected(source: Source, span: Span, replacement: str) -> str:
    """The line of a span with the span replaced; its distant parts are left out when it is very long."""
    text = source.text
    start = max(text.rfind("\n", max(0, span.start - 120), span.start) + 1, span.start - 120, 0)
    end = text.find("\n", span.end, span.end + 120)
    end = min(len(text), span.end + 120) if end < 0 else end
    if len(replacement) > 240:
        replacement = f"{replacement[:200]}…{replacement[-1]}"
    return (text[start : span.start] + replacement + text[span.end : end]).strip()


def report(source: Source, loss: Loss, words: str | None = None, *, safe: bool = True) -> Diagnostic:
    """The finding for a stretch of lost words; `words` are those meant where they are not the stretch itself.

    `safe` says that nothing but lost words can be meant.
    """
    replacement = loss.rewritten or quoted(source.text[loss.span.start : loss.span.end] if words is None else words)
    help_ = f"write: {corrected(source, loss.span, replacement)}" + (f"; {loss.note}" if loss.note else "")
    title = "use half-width signs" if loss.rewritten else "put quotation marks around the text"
    fix = Fix(title, (Edit(loss.span, replacement),), safe=safe and not loss.rewritten)
    return Diagnostic(loss.rule, loss.message, source, loss.span, help=help_, fix=fix)


def in_line(text: str, start: int, end: int) -> Loss | None:
    """The first stretch of a line that YAML will not read as typed, if its form shows it."""
    if end - start > _LONGEST:
        return None
    dashes = DASHES.match(text, start, end)
    at = dashes.end() if dashes else start
    comment = _trim(text, at, _comment(text, at, end))
    loss = in_item(text, at, comment, dashed="-" in text[start:at])
    bracket = None if loss else bracket_in_line(text, start, end)
    if bracket is None:
        return loss
    close = flow_end(text, bracket, comment)
    return in_flow(text, bracket, close) if close else None


def bracket_in_line(text: str, start: int, end: int) -> int | None:
    """Where the value of a line begins, if with a bracket."""
    dashes = DASHES.match(text, start, end)
    at = dashes.end() if dashes else start
    key = KEY.match(text, at, min(end, at + _LONGEST))
    value = key.end() if key else at
    return value if value < end and text[value] in "[{" else None


def in_flow(text: str, start: int, end: int, depth: int = 0) -> Loss | None:
    """The first stretch between brackets that YAML will not read as typed."""
    for item in flow_items(text, start, end) if depth < 32 else ():
        loss = in_item(text, *item, dashed=True, flow=True)
        if loss is not None:
            return loss
        key = KEY.match(text, *item)
        value = key.end() if key else item.start
        if text[value : value + 1] in ("[", "{") and flow_end(text, value, item.end) == item.end:
            loss = in_flow(text, value, item.end, depth + 1)
            if loss is not None:
                return loss
    return None


def _comment(text: str, at: int, end: int) -> int:
    """Where the comment of a line begins, or its end; a `#` inside quotation marks at the start is none."""
    key = KEY.match(text, at, end)
    value = key.end() if key else at
    whole = QUOTED.match(text, value, end)
    match = COMMENT.search(text, whole.end() if whole else at, end)
    return match.start() if match else end


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end


def in_item(text: str, at: int, end: int, *, dashed: bool, flow: bool = False) -> Loss | None:
    """The same for what stands between a dash (or a comma) and the end of its line (or the next comma)."""
    key = KEY.match(text, at, end)
    value = key.end() if key else at
    if value >= end or not (key or dashed):
        return None
    first = text[value]
    whole = Span(value, end)
    if first in "\"'":
        match = QUOTED.match(text, value, end)
        if match is None or match.end() >= end:
            return None
        return Loss("quoted-start", whole, f"text after the quotation marks: {shown(text[match.end() : end])}")
    if first in "[{":
        close = flow_end(text, value, end)
        if close is None or close >= end or (not key and text[close:end].lstrip().startswith(":")):
            return None
        message = f"text after the closing bracket: {shown(text[close:end])}"
        return Loss("split-item" if first == "[" else "special-start", whole, message)
    if _special(text, value, end, bool(key), flow):
        note = "for a list, put each item on its own line below the key" if key and first == "-" else ""
        message = f"text that starts with {shown(first)} needs quotation marks"
        return Loss("special-start", whole, message, note)
    if flow and (bracket := re.search(r"[\[\]{}]", text[value:end])):
        return Loss("split-item", whole, f"a {shown(bracket[0])} inside an item of a bracketed list")
    if key and text[end - 1] == _WIDE_BRACKETS.get(first):
        message = f"{shown(text[value:end])} is in full-width brackets, so it is read as one text"
        return Loss("full-width-sign", whole, message, rewritten=half_width(text[value:end]))
    if flow and key and (comma := _WIDE_COMMA.search(text, value, end)):
        message = f"a full-width comma stands before ‘{comma[1]}’, so that is not read as a key"
        return Loss("full-width-sign", whole, message, rewritten=half_width(text[value:end]))
    if key and _COLON.search(text, value, end):
        item = Span(at, end) if dashed and not flow and not _PLAIN_NAME.match(text, at) else whole
        return Loss("unquoted-colon", item, f"a second colon in {shown(text[at:end])}")
    return None


def _special(text: str, value: int, end: int, keyed: bool, flow: bool) -> bool:
    """Whether a text begins with a sign that means something else to YAML, and is no proper use of that."""
    first = text[value]
    if first in "`@%,]}" or (first == ":" and flow):
        return True
    if first in "|>":
        return flow or not _HEADER.match(text, value, end)
    if first in "&!":
        return not _ANCHORED.match(text, value, end) or text[value : value + 2] in ("& ", "&")
    if first == "*":
        return not _ALIAS.match(text, value, end)
    return first in "-?" and (keyed or flow) and text[value + 1 : value + 2] in ("", " ", "\t", "\r", "\n")


def flow_end(text: str, start: int, end: int) -> int | None:
    """The offset after the bracket that closes the one at `start`, or None."""
    depth = 0
    match: re.Match[str]
    for match in _TOKENS.finditer(text, start, end):
        sign = match[0]
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
            if depth == 0:
                return match.end()
    return None


def flow_items(text: str, start: int, end: int) -> list[Span]:
    """The items between the brackets at `start` and before `end`, without the spaces around them."""
    cuts = [start]
    depth = 0
    for match in _TOKENS.finditer(text, start, end):
        sign = match[0]
        depth += (sign in "[{") - (sign in "]}")
        if sign == "," and depth == 1:
            cuts.append(match.start())
    cuts.append(end - 1)
    spans = []
    for before, after in pairwise(cuts):
        first = before + 1
        while first < after and text[first].isspace():
            first += 1
        spans.append(Span(first, _trim(text, first, after)))
    return spans


def cut_by_hash(source: Source, scalar: Scalar) -> Diagnostic | None:
    """The finding for a plain text that ` #` may have cut short; for fields that hold prose.

    A comment is taken for one when two spaces stand before it and one after its `#`, as in the format's own examples.
    """
    text = source.text
    start, end = scalar.span
    at = end
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    if scalar.style != "plain" or at == end or text[at : at + 1] != "#":
        return None
    if at - end > 1 and (text[at + 1 : at + 2].isspace() or at + 1 == len(text)):
        return None
    stop = _line_end(text, at)
    message = f"the text ends before {shown(text[at:stop])}, which YAML reads as a comment"
    return report(source, Loss("hash-in-text", Span(start, stop), message, _FOR_A_COMMENT))


_FOR_A_COMMENT = "for a comment, put two spaces before the # and one after it"


def hidden_by_hash(source: Source, empty: Scalar) -> Diagnostic | None:
    """The finding for a text such as `#quiet` that stands where a value should, and that YAML reads as a comment."""
    text = source.text
    at = empty.span.end
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    if (
        empty.style != "plain"
        or text[at : at + 1] != "#"
        or text[at + 1 : at + 2] in ("", " ", "\t", "\r", "\n", "#", "!")
    ):
        return None
    span = Span(at, _line_end(text, at))
    message = f"{shown(text[at : span.end])} is read as a comment, so nothing stands here"
    # it may be a comment all the same, so putting it in quotation marks is a guess
    return report(source, Loss("hash-in-text", span, message, _FOR_A_COMMENT), safe=False)


def _line_end(text: str, at: int) -> int:
    stop = text.find("\n", at)
    return _trim(text, at, len(text) if stop < 0 else stop)


def unquoted_colon(source: Source, key: Scalar, value: Node, *, alone: bool = True) -> Diagnostic:
    """The finding for a text whose colon made it a key and a value, such as `- Internal: bounce rate`.

    There is a fix when the key is `alone`, and all of the text is seen to belong together.
    """
    span = Span(key.span.start, max(value.span.end, _colon_end(source.text, key.span.end)))
    message = f"the colon after {shown(key.text)} makes it a key"
    words = source.text[span.start : span.end]
    apart = "\n" in words and re.search(r"#|\n[ \t]*\n|\n[ \t]*- ", words)
    if not alone or value_is_block(value) or apart:
        help_ = "put quotation marks around the whole text, or start it with text: and put the rest below"
        return Diagnostic("unquoted-colon", message, source, key.span, help=help_)
    return report(source, Loss("unquoted-colon", span, message))


def _colon_end(text: str, at: int) -> int:
    while text[at : at + 1] in (" ", "\t"):
        at += 1
    return at + 1 if text[at : at + 1] == ":" else at


def value_is_block(value: Node) -> bool:
    """Whether a value is a list or map of its own, or a `|` text."""
    return hasattr(value, "items") or hasattr(value, "entries") or getattr(value, "style", "") in ("literal", "folded")


def nested_list(source: Source, node: Sequence | Mapping | Scalar) -> Diagnostic:
    """The finding for a list inside a list, or for one that was swallowed by the text above it."""
    line_end = source.line_span(source.position(node.span.start).line).end
    span = Span(node.span.start, max(node.span.start, min(node.span.end, line_end)))
    words = source.text[node.span.start : node.span.end]
    if words.startswith("- ") and "\n" not in words:
        return report(source, Loss("nested-list", span, f"a list inside a list: {shown(words)}"))
    if words.startswith("[") and "\n" not in words:
        message = f"square brackets make {shown(words)} a list inside a list"
        return report(source, Loss("nested-list", span, message))
    help_ = "give every item the same indentation, on its own line starting with “- ”"
    return Diagnostic("nested-list", "a list inside a list", source, span, help=help_)


def holds_list(source: Source, scalar: Scalar) -> bool:
    """Whether a plain text of several lines has swallowed items: a later line of it begins with `- `."""
    if scalar.style != "plain" or "\n" not in source.text[scalar.span.start : scalar.span.end]:
        return False
    return re.search(r"\n[ \t]*- ", source.text[scalar.span.start : scalar.span.end]) is not None


def join_split(source: Source, items: list[Any], found: Any, *, keyed: bool) -> None:
    """Report into `found` the texts that a comma inside brackets or quotation marks cut in two, and join them again."""
    joined: list[Any] = []
    i = 0
    while i < len(items):
        last = i
        j = _closing(items, i)
        if j is not None:
            span = Span(items[i].span.start, items[j].span.end)
            words = source.text[span.start : span.end]
            if found.wants("split-item"):
                found.add(report(source, Loss("split-item", span, f"a comma cuts {shown(words)} in two")))
            if not keyed or i % 2:
                last = j + 1 if keyed and j % 2 == 0 else j
                joined.append(type(items[i])(" ".join(words.split()), span, "single"))
        if last == i:
            joined.append(items[i])
        i = last + 1
    items[:] = joined


def _closing(items: list[Any], i: int) -> int | None:
    """The item that closes what a plain text leaves open, among the next few; None when there is none."""
    opened = _open(items[i])
    if opened not in _CLOSERS and opened != '"':
        return None
    for j in range(i + 1, min(i + 12, len(items))):
        text = getattr(items[j], "text", None)
        if text is None or items[j].style != "plain":
            return None
        if opened == '"':
            if text.count('"') % 2:
                return j
        elif _closes(text, opened):
            return j
    return None


def _open(item: Any) -> str:
    """What would close the first bracket that a plain text leaves open; empty when it leaves none open."""
    if getattr(item, "style", "") != "plain" or not PAIRS.search(item.text):
        return ""
    waiting: list[str] = []
    for character in item.text:
        if character in _OPENERS:
            waiting.append(_OPENERS[character])
        elif waiting and character == waiting[-1]:
            waiting.pop()
    if waiting:
        return waiting[0]
    return '"' if item.text.count('"') % 2 else ""


def _closes(text: str, closer: str) -> bool:
    if closer not in text:
        return False
    opener = next(each for each, other in _OPENERS.items() if other == closer)
    depth = 0
    for character in text:
        depth += (character == opener) - (character == closer)
        if depth < 0:
            return True
    return False
