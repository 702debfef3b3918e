"""Where the YAML parser gave up: what is wrong there in our words, and how to go on reading after it."""

from __future__ import annotations

import re
from typing import Any, Literal, NamedTuple

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner

from cjmap import lost_words
from cjmap.diagnostic import Diagnostic, Edit, Fix
from cjmap.lost_words import DASHES, KEY, QUOTED, Loss, corrected, quoted, shown
from cjmap.source import Source, Span
from cjmap.yaml_subset import bad_escape

_ESCAPE = re.compile(
    r'\\(?![0abt\tnvfre "/\\N_LP\r\n]|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}|U0010)'
    r"(?:[xuU][0-9a-fA-F]*|.)"
)
_NO_SPACE = re.compile(r"([^\s:：#\"'\[\]{}]+)(?::|：\s*)(\S.*)")
_TAB = re.compile(r"^[ -]*\t[ \t]*(?=\S)", re.MULTILINE)
_MOST_LOST = 200
_MOST_LINES = 50_000
_MOST_BEFORE = 200_000


class PythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for machines where it comes without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)


class Mend(NamedTuple):
    """How to read on: the span is masked; `words` are what its author meant, None when it is left out."""

    span: Span
    words: str | None = None
    fill: str = " "

    def apply(self, text: str, mends: dict[int, Mend]) -> str:
        """The text with the span masked, every other character in its place."""
        start, end = self.span
        if self.words is None:
            masked = re.sub(r"[^\r\n]", self.fill, text[start:end])
        else:
            masked = re.sub(r"[^\r\n]", "x", text[start:end])
            mends[start] = self
        return text[:start] + masked + text[end:]

    def read(self, value: str, end: int) -> tuple[str, Literal["plain", "single"]]:
        """The scalar that the masked span stands for; what follows it on later lines is part of it."""
        if not self.words:
            return "", "plain"
        rest = value[self.span.end - self.span.start :] if end > self.span.end else ""
        return self.words + rest, "single"


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


def explain(source: Source, text: str, broken: Broken) -> Explained:
    """What is wrong where the parser gave up, with the lost words from there on, and how to read on."""
    at = min(broken.at if broken.at is not None else 0, len(text))
    escape = _escape(source, text, broken)
    if escape is not None:
        return escape
    if _tab_line(text, at):
        return _tabs(source, text)
    here = _line(text, at)
    if not text[here.start : here.end].strip():
        here = _line_before(text, here.start)
    began = _line(text, min(broken.began, len(text))) if broken.began is not None else here
    if broken.flows:
        return _in_flow(source, text, at, broken.flows)
    for line in (here, began):
        if lost_words.in_line(text, *line) is not None:
            return _lost_from(source, text, line.start)
        bracket = lost_words.bracket_in_line(text, *line)
        if bracket is not None and (explained := _faulty_flow(source, text, [bracket])):
            return explained
    quote = _unclosed_quote(text, here.end)
    if quote is None and broken.began is not None and text[broken.began : broken.began + 1] in ('"', "'"):
        quote = broken.began
    if quote is not None:
        return _quote(source, text, quote)
    if broken.began not in broken.blocks and began.start < here.start and not _structural(text, began):
        return [_words(source, text, began)], [Mend(began)]
    above = _line_before(text, here.start)
    if above.start < here.start and _indent(text, above) == _indent(text, here) and not _structural(text, above):
        odd = _words(source, text, above)
        if odd.fix is not None:
            return [odd], [Mend(above)]
    return _structure(source, text, here, broken)


def _line(text: str, at: int) -> Span:
    """The line of an offset, without its line end."""
    start = max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) + 1
    match = re.compile(r"[\r\n]|$").search(text, at)
    return Span(start, match.start() if match else len(text))


def _line_before(text: str, at: int) -> Span:
    """The nearest line above that holds anything; the same when there is none."""
    last = at
    while last and text[last - 1] in " \t\r\n":
        last -= 1
    return _line(text, last)


def _structural(text: str, line: Span) -> bool:
    """Whether a line begins with a dash or a key, or is a comment."""
    dashes = DASHES.match(text, *line)
    first = dashes.end() if dashes else line.start
    return "-" in text[line.start : first] or text[first : first + 1] == "#" or bool(KEY.match(text, first, line.end))


def _indent(text: str, line: Span) -> int:
    at = line.start
    while at < line.end and text[at] == " ":
        at += 1
    return at - line.start


def _lines(text: str, start: int) -> Any:
    """The lines from an offset on that begin a key or an item: not those in `|` texts, lists in brackets or comments."""
    skip_deeper = -1
    at = start
    for _ in range(_MOST_LINES):
        if at >= len(text):
            return
        line = _line(text, at)
        at = line.end + 1
        body = text[line.start : min(line.end, line.start + 20_000)].strip()
        if not body or body.startswith("#"):
            continue
        indent = _indent(text, line)
        if 0 <= skip_deeper < indent:
            continue
        skip_deeper = -1
        yield line
        if re.search(r"(?:^|[:\-] +)[|>][-+1-9]{0,2}(?: +#.*)?$", body) or ((opened := re.search(r"(?:^|[:\-] +)([\[{])", body)) and lost_words.flow_end(
            body, opened.start(1), len(body)
        ) is None) or ((opened := re.search(r"(?:^|[:\-] +)([\"'])", body)) and not QUOTED.match(body, opened.start(1))):
            skip_deeper = indent


def _lost_from(source: Source, text: str, start: int) -> Explained:
    """The lost words of every line from an offset on."""
    found: list[Diagnostic] = []
    mends: list[Mend] = []
    for line in _lines(text, start):
        loss = lost_words.in_line(text, *line)
        if loss is not None:
            found.append(lost_words.report(source, loss))
            mends.append(_meant(source, loss.span))
        if len(found) == _MOST_LOST:
            break
    return found, mends


def _escape(source: Source, text: str, broken: Broken) -> Explained | None:
    """A backslash that begins no escape; all of them on its line are mended together."""
    began = broken.began
    if broken.at is None:  # the Python parser fails without a place on characters beyond Unicode
        match = re.search(r"\\U(?!000|0010)[0-9a-fA-F]{8}", text)
    elif began is not None and text[began : began + 1] == '"':
        pairs = (each.start() for each in re.compile(r"\\.", re.DOTALL).finditer(text, began, broken.at + 2))
        match = next(filter(None, (_ESCAPE.match(text, at) for at in pairs)), None)
    else:
        return None
    if match is None:
        return None
    line = _line(text, match.start())
    mends = [Mend(Span(each.start(), each.start() + 1), fill="/") for each in _ESCAPE.finditer(text, match.start(), line.end)]
    return [bad_escape(source, Span(*match.span()), match[0])], mends


def _tab_line(text: str, at: int) -> bool:
    line = _line(text, at)
    lead = re.match(r"[ \t-]*", text[line.start : line.start + 200])
    return bool(lead and "\t" in lead[0]) or text[at : at + 1] == "\t"


def _tabs(source: Source, text: str) -> Explained:
    """One finding for all tabs before the first word of a line."""
    tabs = [Span(m.start() + m[0].index("\t"), m.end()) for m in _TAB.finditer(text)]
    if not tabs:
        return [], []
    first = Span(tabs[0].start, tabs[0].start + 1)
    count = f" (in {len(tabs)} lines)" if len(tabs) > 1 else ""
    help_ = f"use spaces instead: two for each level{count}; most editors can convert them"
    edits = tuple(Edit(each, text[each.start : each.end].replace("\t", "  ")) for each in tabs)
    fix = Fix("replace each tab with two spaces", edits, safe=False)
    message = "a tab before the first word of a line"
    mends = [Mend(each) for each in tabs]
    return [Diagnostic("tab-indentation", message, source, first, help=help_, fix=fix)], mends


def _faulty_flow(source: Source, text: str, starts: list[int]) -> Explained | None:
    """What is wrong inside brackets, the outermost first in `starts`: one that is not closed, or an item of them."""
    close = lost_words.flow_end(text, starts[0], _flow_limit(text, starts[0]))
    if close is None:
        return _unclosed_bracket(source, text, starts[0])
    for start in reversed(starts):
        end = lost_words.flow_end(text, start, close)
        if end is None:
            continue
        loss = lost_words.in_flow(text, start, end)
        if loss is not None:
            return [lost_words.report(source, loss)], [_meant(source, loss.span)]
        for item in lost_words.flow_items(text, start, end):
            if text[item.start : item.start + 1] in ('"', "'") and not QUOTED.match(text, *item):
                return _report_quote(source, item.start, item)
    return None


def _in_flow(source: Source, text: str, at: int, starts: list[int]) -> Explained:
    explained = _faulty_flow(source, text, starts)
    if explained is not None:
        return explained
    close = lost_words.flow_end(text, starts[0], len(text)) or len(text)
    span = Span(starts[0], close)
    place = Span(at, at + 1) if starts[0] <= at < close else span
    help_ = "check the commas between the items, and put quotation marks around texts that hold , : [ ] { or }"
    message = f"{shown(text[place.start : min(place.start + 20, close)])} does not fit here, inside brackets"
    return [Diagnostic("yaml-syntax", message, source, place, help=help_)], [Mend(span, "")]


def _meant(source: Source, span: Span) -> Mend:
    return Mend(span, " ".join(source.text[span.start : span.end].split()))


def _flow_limit(text: str, start: int) -> int:
    """Where brackets that open at `start` end at the latest: before a line that stands no deeper than theirs."""
    line = _line(text, start)
    indent = _indent(text, line)
    at = line.end + 1
    while at < len(text):
        line = _line(text, at)
        body = text[line.start : line.end].strip()
        if body and _indent(text, line) <= indent and body[0] not in "]}":
            return line.start
        at = line.end + 1
    return len(text)


def _unclosed_bracket(source: Source, text: str, start: int) -> Explained:
    line = _line(text, start)
    comment = re.compile(r"\s#").search(text, start, line.end)
    closer = "]" if text[start] == "[" else "}"
    if comment and re.search(r"[\]}]", text[comment.start() : line.end]):
        first = max(text.rfind(each, start, comment.start()) for each in "[{,") + 1
        while text[first] == " ":
            first += 1
        last = re.compile(r"[,\]}]").search(text, comment.start(), line.end)
        span = Span(first, last.start() if last else line.end)
        loss = Loss("hash-in-text", span, f"YAML takes all after {shown(text[first : comment.start()])} for a comment")
        return [lost_words.report(source, loss)], [_meant(source, span)]
    stop = comment.start() if comment else line.end
    end = Span(stop, stop)
    while end.start > start and text[end.start - 1] in " ,":
        end = Span(end.start - 1, stop)
    help_ = f"close it: {corrected(source, end, closer)} – or, if it is part of a text, put quotation marks around the text"
    fix = Fix(f"add the ‘{closer}’", (Edit(end, closer),), safe=False)
    place = Span(start, start + 1)
    found = Diagnostic("unclosed-bracket", f"this {shown(text[start])} is never closed", source, place, help=help_, fix=fix)
    rest = Span(start, _flow_limit(text, start))
    return [found], [Mend(Span(line.end, rest.end)), Mend(Span(start, line.end), "")]


def _unclosed_quote(text: str, end: int) -> int | None:
    """The first quotation mark up to an offset that is not closed before the next key or item."""
    waiting: tuple[int, int] | None = None
    at = 0 if end < _MOST_BEFORE else text.find("\n", end - _MOST_BEFORE) + 1
    while at < len(text):
        line = _line(text, at)
        at = line.end + 1
        if not text[line.start : line.start + 20_000].strip() and line.end - line.start < 20_000:
            continue
        if waiting is not None and _indent(text, line) <= waiting[1] and _structural(text, line):
            return waiting[0]
        if line.start > end:
            return None
        waiting = None
        dashes = DASHES.match(text, *line)
        first = dashes.end() if dashes else line.start
        key = KEY.match(text, first, line.end)
        value = key.end() if key else first
        if (key or first > line.start) and text[value : value + 1] in ('"', "'") and not QUOTED.match(text, value, line.end):
            waiting = (value, first - line.start - (0 if key else 1))
    return waiting[0] if waiting else None


def _quote(source: Source, text: str, start: int) -> Explained:
    line = _line(text, start)
    return _report_quote(source, start, Span(start, len(text[: line.end].rstrip())))


def _report_quote(source: Source, start: int, span: Span) -> Explained:
    mark = source.text[start]
    words = source.text[span.start + 1 : span.end]
    if mark == "'":
        replacement = quoted(mark + words)
        help_ = f"write: {corrected(source, span, replacement)}"
    else:
        replacement = mark + words + mark
        help_ = f"close it: {corrected(source, span, replacement)}"
    fix = Fix("put quotation marks around the text", (Edit(span, replacement),), safe=False)
    message = "this quotation mark is never closed"
    found = Diagnostic("unclosed-quote", message, source, Span(start, start + 1), help=help_, fix=fix)
    return [found], [Mend(span, " ".join((mark + words if mark == "'" else words).split()))]


def _words(source: Source, text: str, line: Span) -> Diagnostic:
    """A line that is neither a key with its value nor an item."""
    first = line.start + _indent(text, line)
    span = Span(first, len(text[first : line.end].rstrip()) + first)
    words = text[span.start : span.end]
    match = _NO_SPACE.match(words)
    rewritten = ""
    if match:
        rewritten = f"{match[1]}: {match[2]}"
        message = f"no space after the colon in {shown(words)}"
    elif re.match(r"-[^\s-]", words):
        rewritten = f"- {words[1:]}"
        message = f"no space after the dash in {shown(words)}"
    if rewritten:
        fix = Fix("add the space", (Edit(span, rewritten),), safe=False)
        return Diagnostic("yaml-syntax", message, source, span, help=f"write: {corrected(source, span, rewritten)}", fix=fix)
    help_ = "begin the line with “key: ” or “- ”; if it goes on with the text above, indent it more than the line where that begins"
    return Diagnostic("yaml-syntax", f"{shown(words)} stands alone, without a key or a dash", source, span, help=help_)


def _structure(source: Source, text: str, line: Span, broken: Broken) -> Explained:
    """A line that is well formed but cannot stand where it does, or one that we cannot make sense of."""
    if not _structural(text, line):
        return [_words(source, text, line)], [Mend(line)]
    indent = _indent(text, line)
    columns = sorted({start - _line(text, start).start for start in broken.blocks})
    near = [each for each in columns if each < indent][-1:] + [each for each in columns if each > indent][:1]
    if near:
        wanted = " or ".join(_spaces(each) for each in near)
        help_ = f"it has {_spaces(indent)} before it: use {wanted}, as the lines above that it belongs with"
    elif text[line.start + indent] == "-":
        help_ = "put it right below the other items of its list, with as many spaces before it as they have"
    else:
        help_ = "put it right below the other keys that it belongs with, with as many spaces before it as they have"
    span = Span(line.start + indent, line.end)
    end = line.end
    for other in _lines(text, line.end + 1):
        if _indent(text, other) < max(indent, 1):
            break
        end = other.end
    message = f"{shown(text[span.start : span.end])} does not line up with the lines above"
    return [Diagnostic("indentation", message, source, span, help=help_)], [Mend(Span(line.start, end))]


def _spaces(count: int) -> str:
    return "no spaces" if count == 0 else "1 space" if count == 1 else f"{count} spaces"
