"""The page that stands in for a map while it is broken: every finding with the lines around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cjmap.diagnostic import Diagnostic, in_order
from cjmap.preview.markup import fill
from cjmap.report.closing import closing, count
from cjmap.source import Source, Span
from cjmap.visible import visible, visible_lines

AROUND = 2
"""How many lines are shown before and after the one that is marked."""

MOST = 100
"""How many findings are shown."""

LONGEST = 300
"""How many characters of a line are shown on either side of the mark, and of the mark itself."""

CUT = "…"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a source: its number, and its text before, in and after the mark."""

    number: int
    before: str
    marked: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Where something stands, the few words that belong to the mark, and the lines."""

    place: str
    label: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A finding as the page shows it."""

    severity: str
    rule: str
    message: str
    place: str
    excerpts: tuple[Excerpt, ...]
    help: tuple[str, ...]


def trouble_page(name: str, findings: Sequence[Diagnostic], *, index: bool) -> bytes:
    """What is wrong with a file, as a page; `index` says that there is one to go back to."""
    ordered = in_order(list(findings))
    more = len(ordered) - MOST
    return fill(
        "trouble",
        name=visible(name),
        count=closing(ordered, 1).partition(" in ")[0] if ordered else "",
        findings=[shown(found) for found in ordered[:MOST]],
        more=count(more, "more finding") if more > 0 else "",
        index=index,
    )


def shown(found: Diagnostic) -> Shown:
    """A finding made ready for the page."""
    excerpts = []
    if found.span is not None:
        excerpts.append(_excerpt(found.source, found.span, found.label))
    excerpts += [_excerpt(each.source, each.span, each.message) for each in found.related]
    help_ = tuple(visible_lines(found.help)) if found.help else ()
    place = visible(found.source.name) if found.span is None else _place(found.source, found.span)
    return Shown(found.severity, found.rule, visible(found.message), place, tuple(excerpts), help_)


def _place(source: Source, span: Span) -> str:
    line, column = source.position(span.start)
    return f"{visible(source.name)}:{line}:{column}"


def _excerpt(source: Source, span: Span, label: str) -> Excerpt:
    return Excerpt(_place(source, span), visible(label), tuple(_lines(source, span)))


def _lines(source: Source, span: Span) -> Iterator[Line]:
    first, last = source.position(span.start).line, source.position(len(source.text)).line
    for number in range(max(1, first - AROUND), min(last, first + AROUND) + 1):
        begin, end = source.line_span(number)
        text = source.text[begin:end]
        if number != first:
            yield Line(number, _head(_text(text)))
            continue
        start, stop = (min(max(offset - begin, 0), len(text)) for offset in span)
        marked = text[start : max(start, stop)].rstrip(" \t") or text[start : start + 1]
        yield Line(
            number, _tail(_text(text[:start])), _head(_text(marked)) or " ", _head(_text(text[start + len(marked) :]))
        )


def _text(text: str) -> str:
    return visible(text.replace("\t", "    "))


def _head(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + CUT


def _tail(text: str) -> str:
    return text if len(text) <= LONGEST else CUT + text[-LONGEST:]
