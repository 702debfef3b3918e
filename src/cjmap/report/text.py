"""Findings for people: what is wrong, the line with a caret below it, and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cjmap.diagnostic import Diagnostic, Related
from cjmap.report.concise import headline
from cjmap.report.excerpt import excerpt
from cjmap.source import Source, Span
from cjmap.visible import visible, visible_lines

Piece = tuple[str, str]
"""A run of text and the style it is drawn in where there is colour."""

_COLOURS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_GUTTER, _HELP, _SECOND = "blue", "cyan", "blue"


def to_text(findings: Sequence[Diagnostic], width: int = 100, *, colour: bool = False) -> str:
    """The findings one after the other, with excerpts of at most `width` cells."""
    lines = (line for found in findings for line in (*_finding(found, width), []))
    if colour:
        return _coloured(lines)
    return "".join(["".join([text for text, _ in line]) + "\n" for line in lines])


def _finding(found: Diagnostic, width: int) -> Iterator[list[Piece]]:
    style = _COLOURS[found.severity]
    place, mark, message = headline(found).partition(f" {found.severity}[{found.rule}]: ")
    yield [(place, "bold"), (mark, style), (message, "bold")]
    numbers = [found.start.line, *(each.source.position(each.span.start).line for each in found.related)]
    margin = len(str(max(numbers)))
    gutter = (" " * margin + " |", _GUTTER)
    if found.span is not None:
        yield [gutter]
        yield from _excerpt(found.source, found.span, found.label, "^", style, margin, width)
    for related in found.related:
        yield from _related(found, related, margin, width)
    if found.span is not None or found.related:
        yield [gutter]
    lines = visible_lines(found.help) if found.help else []
    for index, line in enumerate(lines):
        lead = " " * margin + (" = " if index == 0 else "   ")
        yield [(lead, _GUTTER), ("help: " if index == 0 else "      ", _HELP), (line, "")]


def _related(found: Diagnostic, related: Related, margin: int, width: int) -> Iterator[list[Piece]]:
    if related.source.name != found.source.name:
        line, column = related.source.position(related.span.start)
        yield [(" " * margin + "::: ", _GUTTER), (f"{visible(related.source.name)}:{line}:{column}", "")]
    else:
        yield [(" " * margin + " :", _GUTTER)]
    yield from _excerpt(related.source, related.span, related.message, "-", _SECOND, margin, width)


def _excerpt(
    source: Source, span: Span, label: str, mark: str, style: str, margin: int, width: int
) -> Iterator[list[Piece]]:
    shown = excerpt(source, span, width - margin - 3)
    yield [(f"{shown.number:>{margin}} | ", _GUTTER), (shown.text, "")]
    under = mark * shown.width + (f" {visible(label)}" if label else "")
    yield [(" " * margin + " | ", _GUTTER), (" " * shown.start, ""), (under, style)]


def _coloured(lines: Iterable[list[Piece]]) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(file=out, force_terminal=True, highlight=False, markup=False, emoji=False)
    for line in lines:
        console.print(Text.assemble(*line), soft_wrap=True)
    return out.getvalue()
