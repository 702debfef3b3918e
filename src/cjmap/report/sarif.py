"""Findings as SARIF 2.1.0, which code scanning services read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from cjmap import __version__
from cjmap.diagnostic import Diagnostic, Edit, Related
from cjmap.fingerprint import fingerprints, posix
from cjmap.json_text import dumps
from cjmap.rulebook import BY_NAME, GATES
from cjmap.source import Source, Span

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "note": "note"}


def to_sarif(findings: Sequence[Diagnostic]) -> str:
    """One run with the rules that found something. Columns count characters, and fingerprints outlive moved lines."""
    names = list(dict.fromkeys(found.rule for found in findings))
    prints = fingerprints(findings, lambda found: posix(found.source.name))
    results = [_result(found, names.index(found.rule), mark) for found, mark in zip(findings, prints, strict=True)]
    driver = {"name": "cjmap", "version": __version__, "semanticVersion": __version__}
    run = {
        "tool": {"driver": {**driver, "rules": [_rule(name) for name in names]}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(name: str) -> dict[str, Any]:
    rule = BY_NAME.get(name)
    if name in GATES:
        said = GATES[name]
        return {"id": name, "shortDescription": {"text": f"{said[0].upper()}{said[1:]}."}}
    if rule is None:
        return {"id": name, "shortDescription": {"text": f"An error that cjmap validate finds: {name}."}}
    from cjmap.rules.page import page, summary

    text = page(rule)
    return {
        "id": name,
        "shortDescription": {"text": summary(rule)},
        "fullDescription": {"text": text.partition("\n")[0]},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {"tags": [rule.group]},
    }


def _result(found: Diagnostic, index: int, fingerprint: str) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message}\n{found.help}" if found.help else found.message},
        "locations": [_location(found.source, found.span)],
        "partialFingerprints": {"cjmap/v1": fingerprint},
    }
    if found.related:
        result["relatedLocations"] = [_related(each, at) for at, each in enumerate(found.related)]
    edits = found.fix.edits if found.fix else ()
    if found.fix and edits:
        changes = [_replacement(found.source, edit) for edit in edits]
        change = {"artifactLocation": _artifact(found.source), "replacements": changes}
        result["fixes"] = [{"description": {"text": found.fix.title}, "artifactChanges": [change]}]
    return result


def _location(source: Source, span: Span | None) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(source)}
    if span is not None:
        place["region"] = _region(source, span)
    return {"physicalLocation": place}


def _related(related: Related, at: int) -> dict[str, Any]:
    return {"id": at, "message": {"text": related.message}, **_location(related.source, related.span)}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {"startLine": start.line, "startColumn": start.column, "endLine": end.line, "endColumn": end.column}


def _replacement(source: Source, edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(source, edit.span), "insertedContent": {"text": edit.text}}


def _artifact(source: Source) -> dict[str, str]:
    return {"uri": quote(posix(source.name), safe="/", errors="surrogateescape")}
