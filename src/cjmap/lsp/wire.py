"""Our findings, offers, symbols and edits in the words of the protocol."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from lsprotocol import types

from cjmap.diagnostic import Diagnostic, Edit, Severity
from cjmap.lsp.names import Kind, Offer
from cjmap.lsp.positions import Lines
from cjmap.lsp.symbols import Kind as SymbolKind
from cjmap.lsp.symbols import Symbol
from cjmap.source import Source, Span

SOURCE = "cjmap"
_END = 1_000_000
_SEVERITIES: dict[Severity, types.DiagnosticSeverity] = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "note": types.DiagnosticSeverity.Information,
}
_OFFERS: dict[Kind, types.CompletionItemKind] = {
    "key": types.CompletionItemKind.Property,
    "lane": types.CompletionItemKind.Field,
    "word": types.CompletionItemKind.EnumMember,
    "name": types.CompletionItemKind.Reference,
    "file": types.CompletionItemKind.File,
}
_SYMBOLS: dict[SymbolKind, types.SymbolKind] = {
    "stage": types.SymbolKind.Namespace,
    "step": types.SymbolKind.Method,
    "persona": types.SymbolKind.Class,
    "entry": types.SymbolKind.Property,
}
_MARKS = re.compile(r"\\(.)|\*\*|`|  $", re.MULTILINE)


def position(lines: Lines, offset: int) -> types.Position:
    """The position of an offset."""
    return types.Position(*lines.position(offset))


def range_of(lines: Lines, span: Span) -> types.Range:
    """The range of a span."""
    return types.Range(position(lines, span.start), position(lines, span.end))


def span_of(lines: Lines, found: types.Range) -> Span:
    """The span of a range."""
    start, end = (lines.offset(each.line, each.character) for each in (found.start, found.end))
    return Span(start, max(start, end))


def text_edits(lines: Lines, edits: Iterable[Edit]) -> list[types.TextEdit]:
    """Edits of one text."""
    return [types.TextEdit(range_of(lines, edit.span), edit.text) for edit in edits]


def diagnostic(found: Diagnostic, lines: Lines, uri_of: Callable[[Path], str], *, related: bool) -> types.Diagnostic:
    """A finding in a text; `related` says whether the editor shows other places that a finding speaks of.

    A finding about the whole file stands on its first line.
    """
    others = [
        types.DiagnosticRelatedInformation(
            types.Location(uri_of(each.source.path), range_of(_lines(each.source, found, lines), each.span)),
            each.message,
        )
        for each in (found.related if related else ())
        if each.source.path is not None
    ]
    return types.Diagnostic(
        range_of(lines, found.span or Span(0, lines.offset(0, _END))),
        f"{found.message}\n{found.help}" if found.help else found.message,
        _SEVERITIES[found.severity],
        code=found.rule,
        source=SOURCE,
        related_information=others or None,
    )


def _lines(source: Source, found: Diagnostic, lines: Lines) -> Lines:
    return lines if source is found.source else Lines(source.text, lines.encoding)


def markup(text: str, *, markdown: bool) -> types.MarkupContent:
    """Markdown, or its words alone for editors that do not read it."""
    if markdown:
        return types.MarkupContent(types.MarkupKind.Markdown, text)
    return types.MarkupContent(types.MarkupKind.PlainText, _MARKS.sub(lambda mark: mark[1] or "", text))


def completion(offers: Sequence[Offer], lines: Lines, *, markdown: bool) -> types.CompletionList:
    """What may be typed, in the order in which it was offered."""
    ranges = {offer.span: range_of(lines, offer.span) for offer in offers}
    items = [
        types.CompletionItem(
            offer.label,
            kind=_OFFERS[offer.kind],
            detail=offer.detail or None,
            documentation=markup(offer.doc, markdown=markdown) if offer.doc else None,
            filter_text=offer.sought or None,
            sort_text=f"{index:05}",
            text_edit=types.TextEdit(ranges[offer.span], offer.insert),
        )
        for index, offer in enumerate(offers)
    ]
    # what a typed word is compared with depends on the word, so the list is asked for again with each letter
    return types.CompletionList(is_incomplete=any(offer.sought for offer in offers), items=items)


def symbols(outline: Iterable[Symbol], lines: Lines) -> list[types.DocumentSymbol]:
    """An outline as a tree."""
    return [
        types.DocumentSymbol(
            name=each.name,
            kind=_SYMBOLS[each.kind],
            range=range_of(lines, each.span),
            selection_range=range_of(lines, each.at),
            detail=each.detail or None,
            children=symbols(each.below, lines) or None,
        )
        for each in outline
    ]


def flat_symbols(
    outline: Iterable[Symbol], lines: Lines, uri: str, above: str | None = None
) -> list[types.SymbolInformation]:
    """An outline as a list, for editors that know no trees."""
    found: list[types.SymbolInformation] = []
    for each in outline:
        place = types.Location(uri, range_of(lines, each.span))
        found.append(types.SymbolInformation(place, each.name, _SYMBOLS[each.kind], container_name=above))
        found += flat_symbols(each.below, lines, uri, each.name)
    return found
