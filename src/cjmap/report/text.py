"""Findings for people: what is wrong, the line with a caret below it, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache

from cjmap.diagnostic import Diagnostic, Related
from cjmap.report.concise import headline
from cjmap.report.excerpt import excerpt
from cjmap.source import Source, Span
from cjmap.visible import visible, visible_lines

Paint = Callable[[str, str], str]
"""Draws a text in a style where there is colour."""

_COLOURS = {"error": "bold red", "warning": "bold yellow", "note": "bold cyan"}
_GUTTER, _HELP, _SECOND = "blue", "cyan", "blue"


def to_text(findings: Sequence[Diagnostic], width: int = 100, *, colour: bool = False) -> str:
    """The findings one after the other, with excerpts of at most `width` cells."""
    paint = _coloured if colour else _plain
    return "".join([f"{line}\n" for found in findings for line in (*_finding(found, width, paint), "")])


def _finding(found: Diagnostic, width: int, paint: Paint) -> Iterator[str]:
    style = _COLOURS[found.severity]
    place, mark, message = headline(found).partition(f" {found.severity}[{found.rule}]: ")
    yield paint(place, "bold") + paint(mark, style) + paint(message, "bold")
    numbers = [found.start.line, *(each.source.position(each.span.start).line for each in found.related)]
    margin = len(str(max(numbers)))
    gutter = paint(" " * margin + " |", _GUTTER)
    if found.span is not None:
        yield gutter
        yield from _excerpt(found.source, found.span, found.label, "^", style, margin, width, paint)
    for related in found.related:
        yield from _related(found, related, margin, width, paint)
    if found.span is not None or found.related:
        yield gutter
    lines = visible_lines(found.help) if found.help else []
    for index, line in enumerate(lines):
        lead = " " * margin + (" = " if index == 0 else "   ")
        yield paint(lead, _GUTTER) + paint("help: " if index == 0 else "      ", _HELP) + line


def _related(found: Diagnostic, related: Related, margin: int, width: int, paint: Paint) -> Iterator[str]:
    if related.source.name != found.source.name:
        line, column = related.source.position(related.span.start)
        yield paint(" " * margin + "::: ", _GUTTER) + f"{visible(related.source.name)}:{line}:{column}"
    else:
        yield paint(" " * margin + " :", _GUTTER)
    yield from _excerpt(related.source, related.span, related.message, "-", _SECOND, margin, width, paint)


def _excerpt(
    source: Source, span: Span, label: str, mark: str, style: str, margin: int, width: int, paint: Paint
) -> Iterator[str]:
    shown = excerpt(source, span, width - margin - 3)
    yield paint(f"{shown.number:>{margin}} | ", _GUTTER) + shown.text
    under = mark * shown.width + (f" {visible(label)}" if label else "")
    yield paint(" " * margin + " | ", _GUTTER) + " " * shown.start + paint(under, style)


def _plain(text: str, style: str) -> str:  # noqa: ARG001 -- one shape
    return text


@cache
def _style(name: str) -> Callable[[str], str]:
    from rich.style import Style

    return Style.parse(name).render


def _coloured(text: str, style: str) -> str:
    return _style(style)(text)
