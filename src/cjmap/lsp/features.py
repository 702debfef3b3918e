"""The editor's questions, each answered by one of our functions."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date

from lsprotocol import types
from pygls.exceptions import JsonRpcException

from cjmap.diagnostic import Edit
from cjmap.format import canonical
from cjmap.lsp import wire
from cjmap.lsp.actions import Action, every_safe_fix, fixes
from cjmap.lsp.buffers import Buffer
from cjmap.lsp.completion import offers
from cjmap.lsp.hover import hover
from cjmap.lsp.lookup import Found, Lookup
from cjmap.lsp.rename import Refusal, places, renamable, rename
from cjmap.lsp.server import LARGE, MapServer, path_of
from cjmap.lsp.sketch import Sketch
from cjmap.lsp.symbols import outline

TRIGGERS = (" ", "#", "/", "[", "{", ",", '"', "'")
WATCHED = ("**/*.cjm.yaml", "**/cjmap.yaml")
FIX_ALL = "source.fixAll.cjmap"


class RefusedError(JsonRpcException):
    """A request that was understood and cannot be met, with the words that the editor shows."""

    CODE = -32803


def _no_refusal(record: logging.LogRecord) -> bool:
    """Whether a line of the log tells of more than a refusal, which is the editor's answer already."""
    return not (record.exc_info and isinstance(record.exc_info[1], RefusedError))


def serve(today: Callable[[], date]) -> MapServer:
    """A server that answers all it knows an answer to; `today` gives the day by which reviews are overdue."""
    logging.getLogger("pygls.protocol.json_rpc").addFilter(_no_refusal)
    server = MapServer(today)
    server.feature(types.INITIALIZED)(_watch)
    server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_files_changed)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(list(TRIGGERS)))(_completion)
    server.feature(types.TEXT_DOCUMENT_HOVER)(_hover)
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(_definition)
    server.feature(types.TEXT_DOCUMENT_REFERENCES)(_references)
    server.feature(types.TEXT_DOCUMENT_PREPARE_RENAME)(_prepare_rename)
    server.feature(types.TEXT_DOCUMENT_RENAME, types.RenameOptions(prepare_provider=True))(_rename)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_symbols)
    kinds = [types.CodeActionKind.QuickFix, FIX_ALL]
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(kinds))(_actions)
    server.feature(types.TEXT_DOCUMENT_FORMATTING)(_format)
    return server


def _watch(ls: MapServer, _params: types.InitializedParams) -> None:
    """Ask to be told when maps change on disk, by a checkout say."""
    workspace = ls.client_capabilities.workspace
    watching = workspace.did_change_watched_files if workspace is not None else None
    if watching is None or not watching.dynamic_registration:
        return
    options = types.DidChangeWatchedFilesRegistrationOptions([types.FileSystemWatcher(each) for each in WATCHED])
    registration = types.Registration("maps", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, options)
    ls.client_register_capability(types.RegistrationParams([registration]))


def _files_changed(ls: MapServer, params: types.DidChangeWatchedFilesParams) -> None:
    paths = {path for change in params.changes if (path := path_of(change.uri)) is not None}
    ls.moved(paths - {buffer.path for buffer in ls.buffers.values()})


async def _completion(ls: MapServer, params: types.CompletionParams) -> types.CompletionList | None:
    def make(buffer: Buffer, lookup: Lookup) -> types.CompletionList:
        text = buffer.source.text
        sketch = lookup.shelf.last(buffer.source) if len(text) >= LARGE else None
        offset = buffer.lines.offset(params.position.line, params.position.character)
        found = offers(text, offset, sketch or lookup.sketch(buffer.source), lookup)
        return wire.completion(found, buffer.lines, markdown=ls.markdown("completion"))

    return await ls.answer(params.text_document.uri, make)


async def _hover(ls: MapServer, params: types.HoverParams) -> types.Hover | None:
    buffer, found = ls.found.get(params.text_document.uri, (None, []))

    def make(current: Buffer, lookup: Lookup) -> types.Hover | None:
        offset = current.lines.offset(params.position.line, params.position.character)
        spans = [(each.rule, each.span) for each in found if each.span is not None and buffer is current]
        rules = tuple(dict.fromkeys(rule for rule, span in spans if span.start <= offset <= span.end))
        said = hover(lookup.sketch(current.source), offset, lookup, rules)
        if said is None:
            return None
        text = wire.markup(said.text, markdown=ls.markdown("hover"))
        return types.Hover(text, wire.range_of(current.lines, said.span))

    return await ls.answer(params.text_document.uri, make)


def _found_at(position: types.Position, buffer: Buffer, lookup: Lookup) -> list[Found]:
    """What the name at a position means."""
    sketch = lookup.sketch(buffer.source)
    mention = sketch.mention_at(buffer.lines.offset(position.line, position.character))
    return lookup.definition(Found(sketch, mention)) if mention is not None else []


def _locations(ls: MapServer, found: list[Found]) -> list[types.Location]:
    places = [(each, each.sketch.path) for each in found]
    return [
        types.Location(ls.uri_of(path), wire.range_of(ls.lines_of(each.sketch), each.mention.span))
        for each, path in places
        if path is not None
    ]


async def _definition(ls: MapServer, params: types.DefinitionParams) -> list[types.Location] | None:
    found = await ls.answer(params.text_document.uri, lambda *now: _found_at(params.position, *now))
    return _locations(ls, found) if found else None


async def _references(ls: MapServer, params: types.ReferenceParams) -> list[types.Location] | None:
    def make(buffer: Buffer, lookup: Lookup) -> list[Found]:
        offset = buffer.lines.offset(params.position.line, params.position.character)
        return places(lookup.sketch(buffer.source), offset, lookup)

    found = await ls.answer(params.text_document.uri, make) or []
    declared = params.context.include_declaration
    return _locations(ls, [each for each in found if declared or not each.mention.defines])


async def _prepare_rename(ls: MapServer, params: types.PrepareRenameParams) -> types.PrepareRenamePlaceholder | None:
    def make(buffer: Buffer, lookup: Lookup) -> types.PrepareRenamePlaceholder:
        offset = buffer.lines.offset(params.position.line, params.position.character)
        found = renamable(lookup.sketch(buffer.source), offset, lookup)
        if isinstance(found, Refusal):
            raise RefusedError(found.message)
        return types.PrepareRenamePlaceholder(wire.range_of(buffer.lines, found.span), found.name)

    return await ls.answer(params.text_document.uri, make)


async def _rename(ls: MapServer, params: types.RenameParams) -> types.WorkspaceEdit | None:
    def make(buffer: Buffer, lookup: Lookup) -> list[tuple[Sketch, list[Edit]]]:
        offset = buffer.lines.offset(params.position.line, params.position.character)
        found = rename(lookup.sketch(buffer.source), offset, params.new_name, lookup)
        if isinstance(found, Refusal):
            raise RefusedError(found.message)
        return found

    found = await ls.answer(params.text_document.uri, make)
    return ls.workspace_edit(found) if found is not None else None


async def _symbols(
    ls: MapServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | list[types.SymbolInformation] | None:
    uri = params.text_document.uri
    sketch = await ls.answer(uri, lambda buffer, lookup: ls.readable(buffer, lookup.sketch(buffer.source)))
    if sketch is None:
        return None
    document = ls.client_capabilities.text_document
    symbol = document.document_symbol if document is not None else None
    tree = symbol is not None and bool(symbol.hierarchical_document_symbol_support)
    lines = ls.lines_of(sketch)
    return wire.symbols(outline(sketch), lines) if tree else wire.flat_symbols(outline(sketch), lines, uri)


async def _actions(ls: MapServer, params: types.CodeActionParams) -> list[types.CodeAction]:
    uri = params.text_document.uri
    found = await ls.settled(uri)
    buffer = ls.buffers.get(uri)
    if buffer is None:
        return []
    own = [each for each in found if each.source is buffer.source]
    only = params.context.only
    actions: list[tuple[Action, types.CodeActionKind | str]] = []
    if only is None or _asked(types.CodeActionKind.QuickFix, only):
        actions += [
            (each, types.CodeActionKind.QuickFix) for each in fixes(own, wire.span_of(buffer.lines, params.range))
        ]
    if only is not None and _asked(FIX_ALL, only):  # editors ask for it by name, when a file is saved say
        everything = every_safe_fix(own)
        actions += [(everything, FIX_ALL)] if everything is not None else []
    return [
        types.CodeAction(
            action.title,
            kind,
            diagnostics=[ls.diagnostic(action.found, buffer)] if action.found is not None else None,
            is_preferred=action.safe if action.found is not None else None,
            edit=ls.edit_of({uri: wire.text_edits(buffer.lines, action.edits)}),
        )
        for action, kind in actions
    ]


def _asked(kind: str, only: Sequence[types.CodeActionKind | str]) -> bool:
    """Whether a kind is one of those that are asked for, or below one."""
    return any(kind == each or kind.startswith(f"{each}.") for each in map(_word, only))


def _word(kind: types.CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, types.CodeActionKind) else kind


async def _format(ls: MapServer, params: types.DocumentFormattingParams) -> list[types.TextEdit] | None:
    return await ls.answer(
        params.text_document.uri, lambda buffer, _: wire.text_edits(buffer.lines, canonical(buffer.source).edits)
    )
