"""What of YAML a map may not use: characters, tags, anchors, a second document and the limits, each in plain words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any

from cjmap.diagnostic import Diagnostic, Edit, Fix, Related
from cjmap.late import Late
from cjmap.lost_words import corrected, quoted, shown
from cjmap.source import MAX_BYTES, Source, Span

if TYPE_CHECKING:
    from cjmap.syntax import Scalar

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Characters that a map may not hold: they cannot be seen, or they change how the text around them is shown."""

_CONTROL_NAMES = {0x00: "null", 0x07: "bell", 0x08: "backspace", 0x0C: "form feed", 0x1B: "escape", 0x7F: "delete"}
_PROPERTIES = Late(r"(?:(?:&[^\s,\[\]{}]*|![^\s,\[\]{}]*|!<[^>\s]*>)(?:\s|\s#[^\n]*)*+){1,2}")
_CONFLICT = Late(r"^(<{7}|\|{7}|={7}|>{7})(?:[ \r][^\n]*)?$", re.MULTILINE)
_TOP = re.compile(r"(?:[ \t]*+(?:[#%][^\n]*+)?\r?\n|[ \t]*+[#%][^\n]*+$)*+")
_DIRECTIVE = Late(r"^%[^\n]*\n?", re.MULTILINE)
_MOST = 100
_FLOOD = 5000


class FloodError(Exception):
    """More findings of one rule than anybody reads; what follows is not looked at."""


class Findings:
    """Diagnostics as they are found. Of one rule only the first hundred are kept, so that no file can flood us."""

    def __init__(self) -> None:
        self.kept: list[Diagnostic] = []
        self.count: Counter[str] = Counter()
        self._names: dict[str, frozenset[str]] = {}

    def add(self, diagnostic: Diagnostic) -> None:
        """Keep one more."""
        self.count[diagnostic.rule] += 1
        if self.count[diagnostic.rule] <= _MOST:
            self.kept.append(diagnostic)

    def wants(self, rule: str) -> bool:
        """Whether more of a rule are kept; those that are not are counted here, and need not be made."""
        if self.count[rule] < _MOST:
            return True
        self.count[rule] += 1
        if self.count[rule] > _FLOOD:
            raise FloodError
        return False

    def extend(self, others: Findings | list[Diagnostic]) -> None:
        """Keep several more."""
        for each in others.kept if isinstance(others, Findings) else others:
            self.add(each)
        if isinstance(others, Findings):
            for rule, count in others.count.items():
                self.count[rule] += max(0, count - _MOST)

    def names(self, text: str, sign: str) -> frozenset[str]:
        """The names that stand after `&` or `*` anywhere in a text."""
        if sign not in self._names:
            self._names[sign] = frozenset(re.findall(re.escape(sign) + r"([\w-]+)", text))
        return self._names[sign]

    def all(self) -> list[Diagnostic]:
        """Those kept; the last of a rule says how many more there are."""
        kept = list(self.kept)
        for rule, count in self.count.items():
            if count > _MOST:
                last = max(i for i, each in enumerate(kept) if each.rule == rule)
                rest = str(count - _MOST) if count <= _FLOOD else "thousands"
                more = f"{kept[last].help}; there are {rest} more of these in the file"
                kept[last] = kept[last]._replace(help=more)
        return kept


def fault(source: Source) -> Diagnostic:
    """Bytes that are no text."""
    assert source.fault is not None  # noqa: S101 -- the caller looked
    kind, offset, detail = source.fault
    if kind == "too-large":
        most = MAX_BYTES // (1024 * 1024)
        help_ = "a map of a thousand steps takes about 1 MiB: remove what does not belong in it, or split the map"
        return Diagnostic(kind, f"the file is larger than {most} MiB", source, Span(0, 0), help=help_)
    message = f"the file is not UTF-8 text: {detail}" + (" is not valid" if detail.startswith("the byte") else "")
    help_ = "save it as UTF-8; most editors offer this as the encoding under “Save as”"
    return Diagnostic(kind, message, source, Span(offset, min(offset + 1, len(source.text))), help=help_)


def readable(source: Source, found: Findings) -> str:
    """The text as the parser may see it, every character in its place: what is refused is reported and masked."""
    text = source.text
    if CONTROL.search(text):
        for match in islice(CONTROL.finditer(text), _MOST):
            found.add(_control(source, match.start(), match[0]))
        readable_text = CONTROL.sub("\ufffd", text)
        found.count["control-character"] = readable_text.count("\ufffd") - text.count("\ufffd")
        text = readable_text
    if text.startswith("\ufeff"):  # a second byte order mark, which libyaml would not count
        text = "\n" + text[1:]
    if "<<<<<<<" in text:
        text = _without_conflicts(source, text, found)
    return _without_directives(source, text, found)


def code_point(character: str) -> str:
    """A character's number and name: `U+202E (right-to-left override)`."""
    number = ord(character)
    name = _CONTROL_NAMES.get(number) or unicodedata.name(character, "control character").lower()
    return f"U+{number:04X} ({name})"


def _control(source: Source, at: int, character: str) -> Diagnostic:
    span = Span(at, at + 1)
    fix = Fix("replace it with a space" if character in "\u2028\u2029\x85" else "delete it",
              (Edit(span, " " if character in "\u2028\u2029\x85" else ""),))  # fmt: skip
    return Diagnostic(
        "control-character", f"the character {code_point(character)} is not allowed", source, span, fix=fix,
        help="delete it: it is invisible, but it can hide or reorder the text around it",
    )  # fmt: skip


def escaped_control(source: Source, span: Span, text: str, found: Findings) -> str:
    """Report the refused characters that escapes in a quoted text stand for; the text without them."""
    for character in dict.fromkeys(CONTROL.findall(text)) if found.wants("control-character") else ():
        if "\ud800" <= character <= "\udfff":
            found.add(bad_escape(source, span, f"\\u{ord(character):04x}"))
            continue
        message = f"an escape in {shown(source.text[span.start : span.end])} stands for {code_point(character)}"
        help_ = "delete the escape; where you mean a backslash, use single quotation marks around the text"
        found.add(Diagnostic("control-character", f"{message}, which is not allowed", source, span, help=help_))
    return CONTROL.sub("\ufffd", text)


def bad_escape(source: Source, span: Span, escape: str) -> Diagnostic:
    """A backslash in double quotation marks that begins no escape."""
    return Diagnostic(
        "bad-escape", f"{shown(escape)} means nothing inside double quotation marks", source, span,
        help="for a backslash, write two, or use single quotation marks around the text",
    )  # fmt: skip


def _without_conflicts(source: Source, text: str, found: Findings) -> str:
    """The text with each conflict's first side only."""
    pieces: list[str] = []
    at, hidden, inside = 0, False, False
    for match in islice(_CONFLICT.finditer(text), 3 * _MOST):
        mark = match[1][0]
        if mark == "<":
            inside = True
            if found.wants("conflict-markers"):
                found.add(_conflict(source, Span(*match.span())))
        elif not inside:
            continue
        pieces.append(blank(text[at : match.start()]) if hidden else text[at : match.start()])
        pieces.append(blank(match[0]))
        at = match.end()
        hidden = mark in "|="
        inside = mark != ">"
    pieces.append(text[at:])
    return "".join(pieces)


def _conflict(source: Source, span: Span) -> Diagnostic:
    return Diagnostic(
        "conflict-markers", "an unfinished git merge was left here", source, span,
        help="keep the right lines, and delete the others along with the <<<<<<<, ======= and >>>>>>> lines",
    )  # fmt: skip


def blank(text: str, fill: str = " ") -> str:
    """Spaces, or another character, in the place of everything but the line ends."""
    return re.sub(r"[^\r\n]+", lambda match: fill * len(match[0]), text)


def _without_directives(source: Source, text: str, found: Findings) -> str:
    """The text with lines such as `%YAML 1.2` at its top made comments."""
    top = _TOP.match(text)
    if top is None or "%" not in top[0]:
        return text
    for match in islice(_DIRECTIVE.finditer(text, 0, top.end()), _MOST):
        span = Span(match.start(), match.start() + len(match[0].rstrip()))
        fix = Fix("delete the line", (Edit(Span(*match.span()), ""),))
        help_ = "delete the line: a map needs no such lines at its top"
        found.add(
            Diagnostic(
                "directive",
                f"{shown(match[0])} is a YAML directive, which a map cannot use",
                source,
                span,
                help=help_,
                fix=fix,
            )
        )
    return re.sub(r"^%", "#", top[0], flags=re.MULTILINE) + text[top.end() :]


def properties(source: Source, text: str, event: Any, start: int, end: int, found: Findings) -> int:
    """Report a tag or an anchor; where the value after it begins."""
    match = _PROPERTIES.match(text, start, end)
    after = match.end() if match else start
    if not found.wants("tag" if event.tag is not None else "anchor"):
        return after
    written = text[start:after].rstrip()
    words = text[start:end] if getattr(event, "value", "") else ""
    words = "" if "\n" in words else words
    whole = Span(start, end if words else after)
    if event.tag is not None:
        tag = next((each for each in written.split() if each.startswith("!")), "!")
        rule = "special-start" if words and tag == "!" else "tag"
        found.add(_property(source, rule, whole, tag, words))
    if event.anchor is not None:
        rule = "special-start" if words and event.anchor not in found.names(text, "*") else "anchor"
        if found.wants(rule):
            found.add(_property(source, rule, whole, f"&{event.anchor}", words))
    return after


_PROPERTY_HELP = {
    "tag": "delete the tag: the field decides how its value is read",
    "anchor": "delete it, and repeat the text where it is needed, or put the cell on the stage, above its steps",
    "alias": "write the text out again, or put the cell on the stage, above its steps",
}


def _property(source: Source, rule: str, span: Span, mark: str, words: str) -> Diagnostic:
    """A tag, anchor or alias, which may as well be words that begin with its sign."""
    place = Span(span.start, span.start + len(mark))
    rewritten = f"write: {corrected(source, span, quoted(words))}" if words else ""
    fix = Fix("put quotation marks around the text", (Edit(span, quoted(words)),)) if words else None
    if rule == "special-start":
        message = f"text that starts with {shown(mark[0])} needs quotation marks"
        return Diagnostic(rule, message, source, span, help=rewritten, fix=fix)
    maybe_words = rule == "tag" and rewritten and not mark.startswith("!!")
    help_ = _PROPERTY_HELP[rule] + (f"; if it is part of the text, {rewritten}" if maybe_words else "")
    article = "an" if rule[0] == "a" else "a"
    return Diagnostic(rule, f"{shown(mark)} is {article} {rule}, which a map cannot use", source, place, help=help_)


def alias(source: Source, text: str, span: Span, found: Findings) -> None:
    """`*name`: YAML's way to repeat a value; words that begin with `*` when there is no such value."""
    words = text[span.start : span.end]
    rule = "alias" if words[1:] in found.names(text, "&") else "special-start"
    if found.wants(rule):
        found.add(_property(source, rule, span, words, words))


def block_end(text: str, start: int, end: int) -> int:
    """Where the last line with words of a `|` or `>` text ends."""
    last = end
    while last > start and text[last - 1] in " \t\r\n":
        last -= 1
    while last < end and text[last] in " \t":
        last += 1
    return last


def text_too_long(source: Source, span: Span, length: int, most: int) -> Diagnostic:
    """A text above the limit."""
    help_ = "shorten it, or keep the long version in a separate document and link to it"
    return Diagnostic("text-too-long", f"a text of {length} characters; the limit is {most}", source, span, help=help_)


def too_many_nodes(source: Source, span: Span, most: int) -> Diagnostic:
    """More keys and values than the limit."""
    help_ = "split the map into several"
    return Diagnostic("too-many-nodes", f"more than {most} keys, values, lists and maps", source, span, help=help_)


def too_deep(source: Source, span: Span, most: int) -> Diagnostic:
    """Lists and maps within each other, beyond the limit."""
    help_ = "a map needs fewer than ten levels: look for brackets or indentation that do not belong there"
    return Diagnostic("too-deep", f"more than {most} levels of nesting", source, span, help=help_)


def several_documents(source: Source, at: int) -> Diagnostic:
    """A second document."""
    end = source.text.find("\n", at)
    span = Span(at, min(at + 3, len(source.text) if end < 0 else max(end, at)))
    help_ = "keep one map per file: move what follows the --- into its own file, or delete the ---"
    return Diagnostic("several-documents", "a second document starts here", source, span, help=help_)


def empty_file(source: Source) -> Diagnostic:
    """Nothing but comments, if that."""
    help_ = "start with cjmap: 1, then kind:, title: and stages:"
    return Diagnostic("empty-file", "the file is empty", source, Span(0, 0), help=help_)


def not_a_map(source: Source, span: Span, shape: str) -> Diagnostic:
    """A file that is a list or a text as a whole."""
    line_end = source.line_span(source.position(span.start).line).end
    help_ = "start with keys and values: cjmap: 1, then kind:, title: and stages:"
    place = Span(span.start, max(span.start, min(span.end, line_end)))
    return Diagnostic("not-a-map", f"the file contains {shape}, not a journey map", source, place, help=help_)


def bad_key(source: Source, span: Span, empty: bool) -> Diagnostic:
    """A key that is empty, a list or a map."""
    if empty:
        help_ = "write a name before the colon; if the colon is part of a text, put quotation marks around the text"
        return Diagnostic("bad-key", "a colon without a key before it", source, span, help=help_)
    found = shown(source.text[span.start : span.end])
    help_ = "if the brackets are part of a text, put quotation marks around the whole text"
    return Diagnostic("bad-key", f"{found} cannot be a key", source, span, help=help_)


def merge_key(source: Source, span: Span) -> Diagnostic:
    """`<<:`, YAML's way to take over the keys of another map."""
    help_ = "repeat the keys, or put the cell on the stage, above its steps"
    return Diagnostic("merge-key", "‘<<’ merges in other keys, which a map cannot use", source, span, help=help_)


def duplicate_key(source: Source, key: Scalar, first: Scalar) -> Diagnostic:
    """A key that stands twice in one place."""
    line = source.position(first.span.start).line
    related = (Related(source, first.span, "first here"),)
    help_ = f"keep one of the two, or bring their values together under the one in line {line}"
    message = f"the key {shown(key.text)} is used twice"
    return Diagnostic("duplicate-key", message, source, key.span, label="again here", help=help_, related=related)
