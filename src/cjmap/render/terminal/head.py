"""The head of a map: what it is, its finding, whose journey, the facts and the four computed findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rich.text import Text

from cjmap.render.terminal import items
from cjmap.render.terminal.ink import BAD, BADGE, BOLD, DIM, GOOD, STAR
from cjmap.render.terminal.pen import Pen
from cjmap.render.terminal.wrap import Lines
from cjmap.view.shapes import Detail, Finding, PersonaCard

READABLE = 120
"""Running text is set no wider than this."""
FACT = 40
"""The cells of a short fact among others."""
NARROW = 44
"""Under this width a label stands above what it says."""
_FINDINGS = {"peak": GOOD, "low": BAD, "pains": BAD, "opportunity": STAR}


def head(pen: Pen, width: int) -> Lines:
    """The whole head."""
    view = pen.view
    measure = min(width, READABLE)
    lines = pen.flow(
        [
            Text.assemble((" ", BADGE), pen.line(view.tag, BADGE), (" ", BADGE)),
            pen.line(view.kind_title, DIM),
        ],
        width,
    )
    lines += pen.wrap(pen.line(view.title, BOLD), measure)
    for words, style in ((view.summary, ""), (view.note, DIM)):
        lines += pen.wrap(pen.text(words, style), measure) if words else []
    label = label_width(pen, (*view.intro, *view.facts))
    body: Lines = []
    for persona in view.personas:
        body += _labelled(pen, pen.word("persona"), partial(card, pen, persona), measure, label)
    for detail in view.intro:
        body += fact(pen, detail, measure, label)
    body += facts(pen, view.facts, measure, label)
    if view.coverage.total:
        body += _labelled(pen, pen.word("evidence_coverage"), partial(coverage, pen), measure, label)
    lines += [Text(), *body] if body else []
    return lines + (findings(pen, width) if view.findings else [])


def label_width(pen: Pen, details: Sequence[Detail]) -> int:
    """The cells of the column of labels."""
    words = [pen.line(detail.label) for detail in details]
    words += [Text(pen.word(key)) for key in ("persona", "evidence_coverage")]
    return min(16, max(pen.cells(word) for word in words))


def fact(pen: Pen, detail: Detail, width: int, label: int) -> Lines:
    """A fact beside its label; what needs care marked."""
    words = pen.text(detail.text, BAD if detail.warn else "")
    if detail.warn:
        words = Text.assemble((f"{pen.glyphs.warn} ", BAD), words)
    words = Text.assemble(words, items.address(pen, detail.href, detail.text))
    return _labelled(pen, detail.label, partial(pen.wrap, words), width, label)


def facts(pen: Pen, details: Sequence[Detail], width: int, label: int) -> Lines:
    """Facts in columns where there is room for several side by side; long ones have a line of their own."""
    across = width // FACT
    lines: Lines = []
    waiting: list[Lines] = []
    for detail in (*details, None):
        block = fact(pen, detail, width, label) if detail else []
        short = len(block) == 1 and pen.cells(block[0]) <= FACT - 2
        if waiting and (not short or len(waiting) == across):
            lines += pen.lay([(place * FACT, one) for place, one in enumerate(waiting)])
            waiting = []
        if short and across > 1:
            waiting.append(block)
        else:
            lines += block
    return lines


def _labelled(pen: Pen, label: str, body: Callable[[int], Lines], width: int, size: int) -> Lines:
    name = pen.line(label, DIM)
    if width < NARROW:
        return pen.wrap(name, width) + pen.indent(body(width - 2), 2)
    return pen.lay([(0, pen.wrap(name, size)), (size + 2, body(width - size - 2))])


def card(pen: Pen, persona: PersonaCard, width: int) -> Lines:
    """A persona: name and line, the quote, the rest as labelled facts."""
    left, right = pen.view.quotes
    name = pen.line(persona.name, BOLD)
    if persona.refs:
        name = Text.assemble(name, " ", items.refs(persona.refs))
    lines = pen.flow([name, *([pen.line(persona.line)] if persona.line else [])], width)
    if persona.quote:
        lines += pen.wrap(pen.text(f"{left}{persona.quote}{right}"), width)
    if persona.bio:
        lines += pen.wrap(pen.text(persona.bio), width)
    return lines + items.details(pen, persona.facts, width)


def coverage(pen: Pen, width: int) -> Lines:
    """The share of sourced cells as a bar and in words, with its definition."""
    share = pen.view.coverage
    size = min(20, width)
    full = round(size * share.sourced / share.total)
    bar = Text.assemble(pen.glyphs.block * full, (pen.glyphs.shade * (size - full), DIM))
    return pen.flow([bar, pen.line(share.text)], width) + pen.wrap(pen.text(share.definition, DIM), width)


def findings(pen: Pen, width: int) -> Lines:
    """The computed findings: beside each other where there is room, else one below the other."""
    found = pen.view.findings
    lines = [Text(), *pen.wrap(Text(pen.word("findings"), BOLD), width)]
    if width >= 100:
        pitch = min(46, width // len(found))
        return lines + pen.lay([(n * pitch, _finding(pen, one, pitch - 3)) for n, one in enumerate(found)])
    size = min(18, max(pen.cells(pen.line(one.label)) for one in found))
    for one in found:
        lines += _labelled(pen, one.label, partial(_said, pen, one), width, size)
    return lines


def _finding(pen: Pen, finding: Finding, width: int) -> Lines:
    return pen.wrap(pen.line(finding.label, DIM), width) + _said(pen, finding, width)


def _said(pen: Pen, finding: Finding, width: int) -> Lines:
    value = pen.line(finding.value, f"{BOLD} {_FINDINGS[finding.key]}")
    return pen.wrap(Text.assemble(value, "  " if value and finding.text else "", pen.text(finding.text)), width)
