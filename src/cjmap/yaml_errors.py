"""Where the YAML parser gave up: what is wrong there in our words, and how to go on reading after it."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

from cjmap import lost_words
from cjmap.diagnostic import Diagnostic, Edit, Fix
from cjmap.lost_words import DASHES, KEY, QUOTED, Loss, corrected, quoted, shown
from cjmap.source import Source, Span
from cjmap.yaml_lines import first_line, indent_of, is_comment, is_structural, line_at, line_before, lines_from
from cjmap.yaml_mends import Broken, Explained, Mend
from cjmap.yaml_subset import bad_escape

_ESCAPE = re.compile(
    r'\\(?![0abt\tnvfre "/\\N_LP\r\n]|x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U000[0-9a-fA-F]{5}|U0010)'
    r"(?:[xuU][0-9a-fA-F]*|.)"
)
_NO_SPACE = re.compile(r"([^\s:：#\"'\[\]{}]+):(\S.*)")
_WIDE_KEY = re.compile(r"([^\s:：，。、；！？#\"'\[\]{}]{1,40})：[ \t]*")
_TAB = re.compile(r"^[ -]*+(\t[ \t]*+)(?=\S)", re.MULTILINE)
_MOST_TABS = 1000
_MOST_LOST = 200
_MOST_BEFORE = 100_000


class PythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for machines where it comes without libyaml."""

    def __init__(self, text: str) -> None:
        Reader.__init__(self, text)
        Scanner.__init__(self)
        Parser.__init__(self)

    def scan_flow_scalar_non_spaces(self, double: bool, start_mark: Any) -> Any:
        """Part of a quoted text; a number that is no character is an error with a place, as in libyaml."""
        try:
            return super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError) as error:
            raise ScannerError(None, start_mark, str(error), self.get_mark()) from error


def explain(source: Source, text: str, broken: Broken) -> Explained:
    """What is wrong where the parser gave up, with the lost words from there on, and how to read on."""
    at = min(broken.at if broken.at is not None else 0, len(text))
    if explained := _escape(source, text, broken) or (_tabs(source, text) if _tab_line(text, at) else None):
        return explained
    here = line_at(text, at)
    if is_comment(text, here):
        here = line_before(text, here.start)
    began = line_at(text, min(broken.began, len(text))) if broken.began is not None else here
    if explained := _wide_keys(source, text, began, here):
        return explained
    if broken.flows:
        return _in_flow(source, text, at, broken.flows)
    if not broken.blocks and (explained := _at_the_top(source, text, here)):
        return explained
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
    if broken.began not in broken.blocks and began.start < here.start and not is_structural(text, began):
        return _words(source, text, began), [Mend(began)]
    above = line_before(text, here.start)
    if above.start < here.start and indent_of(text, above) == indent_of(text, here) and not is_structural(text, above):
        odd = _words(source, text, above)
        if odd and odd[0].fix is not None:
            return odd, [Mend(above)]
    return _structure(source, text, here, broken)


def _at_the_top(source: Source, text: str, here: Span) -> Explained | None:
    """A first line that is no key, or is indented, so that nothing below it fits."""
    first = first_line(text)
    if first.start >= here.start:
        return None
    if not is_structural(text, first):
        quote = text[first.start : first.start + 1] in ('"', "'")
        found = _report_quote(source, first.start, first)[0] if quote else _words(source, text, first)
        return found, [Mend(first)]
    if indent_of(text, first) > indent_of(text, here):
        return _misplaced(source, text, first, "remove the spaces before it"), [Mend(first)]
    return None


def lost_after(source: Source, text: str, broken: Broken) -> list[Diagnostic]:
    """The lost words after the place where the parser gave up for good."""
    return _lost_from(source, text, line_at(text, min(broken.at or 0, len(text))).start)[0]


def _lost_from(source: Source, text: str, start: int) -> Explained:
    """The lost words of every line from an offset on."""
    found: list[Diagnostic] = []
    mends: list[Mend] = []
    for line in lines_from(text, start):
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
    rest = Span(match.start(), line_at(text, match.start()).end)
    return [bad_escape(source, Span(*match.span()), match[0])], [Mend(rest, fill="/", only="\\")]


def _wide_keys(source: Source, text: str, began: Span, here: Span) -> Explained | None:
    """A key with a full-width colon where the parser gave up, or right above."""
    for line in (began, here):
        # in a text over several lines, what stands above the mistake may well have such a colon among its words
        for each, any_ in ((line_before(text, line.start), False), (line, True)):
            if explained := _wide_key(source, text, each, any_=any_):
                return explained
    return None


def _wide_key(source: Source, text: str, line: Span, *, any_: bool) -> Explained | None:
    """A key at the start of a line that ends in a full-width colon: any word, or one of the letters that keys have."""
    dashes = DASHES.match(text, *line)
    key = _WIDE_KEY.match(text, dashes.end() if dashes else line.start, line.end)
    if key is None or not (any_ or key[1].isascii()):
        return None
    colon = Span(key.end(1), key.end())
    rest = Span(key.end(), len(text[: line.end].rstrip()))
    half = ": " if rest.start < rest.end else ":"
    found = Diagnostic(
        "full-width-sign", f"the colon after {shown(key[1])} is a full-width one, so that is not read as a key", source,
        Span(key.start(), colon.start + 1), help=f"write: {corrected(source, colon, half)}; with a half-width colon",
        fix=Fix("use a half-width colon", (Edit(colon, half),), safe=False),
    )  # fmt: skip
    sign = Span(colon.start, colon.start + 1)
    if half == ":" or colon.end - colon.start > 1:
        return [found], [Mend(sign, only="：", fill=":")]
    if text[rest.start] in "\"'[{|>&*!" or rest.end - rest.start < 2:
        return [found], [Mend(line)]
    # the space that a colon needs takes the place of the first letter; what was meant is read all the same
    pair = Span(sign.start, sign.end + 1)
    words = text[rest.start : rest.end]
    return [found], [Mend(pair, only=text[pair.start : pair.end], fill=": "), Mend(Span(pair.end, rest.end), words)]


def _tab_line(text: str, at: int) -> bool:
    line = line_at(text, at)
    lead = re.match(r"[ \t-]*", text[line.start : line.start + 200])
    return bool(lead and "\t" in lead[0]) or text[at : at + 1] == "\t"


def _tabs(source: Source, text: str) -> Explained:
    """One finding for all tabs before the first word of a line."""
    tabs = [Span(each.start(1), each.end(1)) for each in islice(_TAB.finditer(text), _MOST_TABS)]
    if not tabs:
        return [], []
    count = f" (in {len(tabs)} lines)" if 1 < len(tabs) < _MOST_TABS else ""
    edits = tuple(Edit(each, text[each.start : each.end].replace("\t", "  ")) for each in tabs)
    found = Diagnostic(
        "tab-indentation", "a tab before the first word of a line", source, Span(tabs[0].start, tabs[0].start + 1),
        help=f"use spaces instead: two per level{count}; most editors can convert them",
        fix=Fix("replace each tab with two spaces", edits, safe=False) if len(tabs) < _MOST_TABS else None,
    )  # fmt: skip
    return [found], [Mend(Span(0, len(text)), only="\t")]


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
    help_ = "check the commas between the items, and put quotation marks around text that contains , : [ ] { or }"
    message = f"{shown(text[place.start : min(place.start + 20, close)])} does not fit here, inside brackets"
    return [Diagnostic("yaml-syntax", message, source, place, help=help_)], [Mend(span, "")]


def _meant(source: Source, span: Span) -> Mend:
    return Mend(span, " ".join(source.text[span.start : span.end].split()))


def _flow_limit(text: str, start: int) -> int:
    """Where brackets that open at `start` end at the latest: before a line that stands no deeper than theirs."""
    line = line_at(text, start)
    indent = indent_of(text, line)
    at = line.end + 1
    while at < len(text):
        line = line_at(text, at)
        body = text[line.start : line.end].strip()
        if body and indent_of(text, line) <= indent and body[0] not in "]}":
            return line.start
        at = line.end + 1
    return len(text)


def _unclosed_bracket(source: Source, text: str, start: int) -> Explained:
    line = line_at(text, start)
    comment = re.compile(r"\s#").search(text, start, line.end)
    closer = "]" if text[start] == "[" else "}"
    if comment and re.search(r"[\]}]", text[comment.start() : line.end]):
        first = max(text.rfind(each, start, comment.start()) for each in "[{,") + 1
        while text[first] == " ":
            first += 1
        last = re.compile(r"[,\]}]").search(text, comment.start(), line.end)
        span = Span(first, last.start() if last else line.end)
        loss = Loss(
            "hash-in-text", span, f"YAML reads everything after {shown(text[first : comment.start()])} as a comment"
        )
        return [lost_words.report(source, loss)], [_meant(source, span)]
    stop = comment.start() if comment else line.end
    end = Span(stop, stop)
    while end.start > start and text[end.start - 1] in " ,":
        end = Span(end.start - 1, stop)
    help_ = f"close it: {corrected(source, end, closer)}, or put quotation marks around the text if it is part of one"
    fix = Fix(f"add the ‘{closer}’", (Edit(end, closer),), safe=False)
    place = Span(start, start + 1)
    message = f"this {shown(text[start])} is never closed"
    found = Diagnostic("unclosed-bracket", message, source, place, help=help_, fix=fix)
    rest = Span(start, _flow_limit(text, start))
    return [found], [Mend(Span(line.end, rest.end)), Mend(Span(start, line.end), "")]


def _unclosed_quote(text: str, end: int) -> int | None:
    """The first quotation mark up to an offset that is not closed before the next key or item."""
    waiting: tuple[int, int] | None = None
    at = 0 if end < _MOST_BEFORE else text.find("\n", end - _MOST_BEFORE) + 1
    while at < len(text):
        line = line_at(text, at)
        at = line.end + 1
        if not text[line.start : line.start + 20_000].strip() and line.end - line.start < 20_000:
            continue
        if waiting is not None and indent_of(text, line) <= waiting[1] and is_structural(text, line):
            return waiting[0]
        if line.start > end:
            return None
        waiting = None
        dashes = DASHES.match(text, *line)
        first = dashes.end() if dashes else line.start
        key = KEY.match(text, first, line.end)
        value = key.end() if key else first
        begins = (key or first > line.start) and text[value : value + 1] in ('"', "'")
        if begins and not QUOTED.match(text, value, line.end):
            waiting = (value, first - line.start - (0 if key else 1))
    return waiting[0] if waiting else None


def _quote(source: Source, text: str, start: int) -> Explained:
    line = line_at(text, start)
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


def _words(source: Source, text: str, line: Span) -> list[Diagnostic]:
    """A line that is neither a key with its value nor an item."""
    first = line.start + indent_of(text, line)
    span = Span(first, len(text[first : line.end].rstrip()) + first)
    words = text[span.start : span.end]
    if words != source.text[span.start : span.end]:  # mended before, and reported then
        return []
    match = _NO_SPACE.match(words)
    rewritten = message = ""
    if match:
        rewritten = f"{match[1]}: {match[2]}"
        message = f"no space after the colon in {shown(words)}"
    elif re.match(r"-[^\s-]", words):
        rewritten = f"- {words[1:]}"
        message = f"no space after the dash in {shown(words)}"
    if rewritten:
        fix = Fix("add the space", (Edit(span, rewritten),), safe=False)
        help_ = f"write: {corrected(source, span, rewritten)}"
        return [Diagnostic("yaml-syntax", message, source, span, help=help_, fix=fix)]
    message = f"{shown(words)} has neither a key nor a dash before it"
    help_ = "start the line with “key: ” or “- ”; if it continues the text above, indent it further"
    return [Diagnostic("yaml-syntax", message, source, span, help=help_)]


def _structure(source: Source, text: str, line: Span, broken: Broken) -> Explained:
    """A line that is well formed but cannot stand where it does, or one that we cannot make sense of."""
    if not is_structural(text, line):
        return _words(source, text, line), [Mend(line)]
    indent = indent_of(text, line)
    columns = sorted({start - line_at(text, start).start for start in broken.blocks})
    near = [each for each in columns if each < indent][-1:] + [each for each in columns if each > indent][:1]
    if near:
        wanted = " or ".join(_spaces(each) for each in near)
        help_ = f"it has {_spaces(indent)} before it: use {wanted}, like the lines above that it belongs with"
    elif text[line.start + indent] == "-":
        help_ = "put it directly below the other items of its list, with the same indentation"
    else:
        help_ = "put it directly below the other keys that it belongs with, with the same indentation"
    end = line.end
    for other in lines_from(text, line.end + 1):
        if indent_of(text, other) < max(indent, 1):
            break
        end = other.end
    return _misplaced(source, text, line, help_), [Mend(Span(line.start, end))]


def _misplaced(source: Source, text: str, line: Span, help_: str) -> list[Diagnostic]:
    """The finding for a line with the wrong indentation; none when tabs were mended there."""
    span = Span(line.start + indent_of(text, line), line.end)
    if "\t" in source.text[line.start : span.start]:
        return []
    message = f"{shown(source.text[span.start : span.end])} does not line up with the lines around it"
    return [Diagnostic("indentation", message, source, span, help=help_)]


def _spaces(count: int) -> str:
    return "no spaces" if count == 0 else "1 space" if count == 1 else f"{count} spaces"
