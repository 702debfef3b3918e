"""One file examined: its rules run, its findings placed, its waivers heard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal, cast

from cjmap.diagnostic import Diagnostic, Related
from cjmap.document import Document
from cjmap.lint.choice import Active, Wanted, active, source_age
from cjmap.lint.waivers import Spoken, waivers
from cjmap.record import record
from cjmap.rulebook import BY_NAME
from cjmap.rules import module
from cjmap.rules.finding import Finding
from cjmap.rules.gist import Gist
from cjmap.rules.subject import Subject
from cjmap.source import Span

Severity = Literal["error", "warning", "note"]


@record
class Examined:
    """What became of a file: findings in it, findings in the project file that it gave rise to, and its gist."""

    findings: tuple[Diagnostic, ...] = ()
    elsewhere: tuple[Diagnostic, ...] = ()
    gist: Gist | None = None


def examine(document: Document, wanted: Wanted, today: date) -> Examined:
    """Lint a valid map or persona file. What is partly broken is not examined: half a map misses everything."""
    if document.partial or (document.map is None and document.persona is None):
        return Examined()
    chosen = active(document, wanted)
    found: list[Diagnostic] = []
    gist = None
    if document.map is not None:
        subject = Subject(document, document.map, today, source_age(document.project.file.lint))
        for name, severity in chosen.items():
            check = getattr(module(BY_NAME[name]), "check", None)
            if check is not None:
                found += [placed(document, name, severity, each) for each in check(subject)]
        gist = _gist(subject)
    elif document.persona is not None:
        for name, severity in chosen.items():
            check = getattr(module(BY_NAME[name]), "check_persona", None)
            if check is not None:
                found += [placed(document, name, severity, each) for each in check(document, document.persona)]
    here = [each for each in found if each.source is document.source]
    elsewhere = tuple(each for each in found if each.source is not document.source)
    return Examined(tuple(heard(document, here, chosen, today)), elsewhere, gist)


def placed(document: Document, rule: str, severity: str, finding: Finding) -> Diagnostic:
    """A finding with its location made a span."""
    document = finding.document or document
    whole = span = finding.span
    if span is None or whole is None:
        whole = document.key_span(finding.where) if finding.on_key else document.span(finding.where)
        span = _first_line(document, whole)
    if finding.words:
        # words that are folded over lines or typed with escapes do not stand there as such, but may elsewhere
        at = document.source.text.find(finding.words, whole.start, whole.end)
        span = Span(at, at + len(finding.words)) if at >= 0 else span
    return Diagnostic(
        rule,
        finding.message,
        document.source,
        span,
        severity=cast("Severity", severity),
        label=finding.label,
        help=finding.help,
        related=tuple(
            Related(document.source, _first_line(document, document.span(where)), said)
            for where, said in finding.related
        ),
        fix=finding.fix,
    )


def _first_line(document: Document, span: Span) -> Span:
    """A span cut at the end of its first line: carets under twenty lines help nobody."""
    end = document.source.text.find("\n", span.start, span.end)
    if end < 0:
        return span
    return Span(span.start, end - (document.source.text[end - 1] == "\r" and end > span.start))


def heard(
    document: Document, findings: Sequence[Diagnostic], chosen: Active, today: date, *, late: Iterable[str] = ()
) -> list[Diagnostic]:
    """The findings that no waiver of the file waives, and those about the waivers.

    `late` are rules whose findings come after this: their waivers are not called unused.
    """
    found = waivers(document.source, document.root)
    if not found:
        return list(findings)
    spoken = Spoken(found)
    kept: list[Diagnostic] = []
    used: set[tuple[int, str]] = set()
    for each in findings:
        by = spoken.speak_for(each.rule, each.span.start) if each.span is not None else []
        used.update((at, each.rule) for at in by)
        if all(found[at].expired(today) for at in by):
            kept.append(each)
    waiting = {*late, *(name for name in chosen if hasattr(module(BY_NAME[name]), "ACROSS"))}
    for at, waiver in enumerate(found):
        unused = tuple(
            name for name in waiver.names if (at, name) not in used and name in chosen and name not in waiting
        )
        kept += [
            placed(document, name, severity, finding)
            for name, severity in chosen.items()
            if BY_NAME[name].group == "waivers"
            and (finding := module(BY_NAME[name]).check_waiver(waiver, unused, expired=waiver.expired(today)))
        ]
    return kept


def _gist(subject: Subject) -> Gist | None:
    """What the project needs to know of this map; None for a map from standard input."""
    document = subject.document
    if document.real_path is None:
        return None
    return Gist(document.project.root, document.real_path, subject.used_lanes, subject.citations, *subject.spellings)
