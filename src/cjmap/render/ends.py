"""About how high the head and the foot of a map get on paper, before any font is looked at.

As with rows (`heights`), the estimate only decides how large the type is and how many columns stand on a page.
All lengths are in rem; the constants are what the style sheets of paper give.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from cjmap.render.heights import block, ems
from cjmap.view.ribbon import ribbon
from cjmap.view.shapes import Detail, PersonaCard, Row, View

NARROW = 100.0
"""Below this width the head has no room for three columns, and the personas stand below the title."""

_BODY, _SMALL, _DECK = 0.8125, 0.75, 1.1875
_RIBBON, _FINDINGS, _LANE, _WHOLE = 9.5, 4.4, 9.5, 19.0


def _lines(text: str, size: float, width: float) -> int:
    """How many lines a text takes; browsers and WeasyPrint break words, so a line is seldom quite full."""
    return ceil(ems(text) * size * 1.05 / max(1.0, width))


def head(view: View, inner: float) -> float:
    """The head's height on a page with so much room between its margins."""
    return _title(view, inner) + _facts(view, inner) + _findings(view, inner) + _time(view)


def foot(view: View, inner: float) -> float:
    """The height of what stands below the map."""
    tables = [each for each in (view.definitions, view.fates) if each]
    found = 2.5 + sum(2.45 + sum(_table_row(detail, inner) for detail in table) for table in tables)
    if view.fail_points:
        deep = (
            max(1, _lines(f"{each.severity_label} {each.effect}", _SMALL, 0.35 * inner)) for each in view.fail_points
        )
        found += 4.15 + sum(0.55 + 1.13 * lines for lines in deep)
    if view.marks:
        found += 2.45 + 2.1 * ceil(len(view.marks) / 4)
    if view.sources:
        lines = (3.65 if source.note or source.href else 2.55 for source in view.sources)
        found += 2.45 + _in_rows(lines, 3)
    if view.coverage.total and view.coverage.definition:
        found += 3.0
    return found + _overall(view, inner)


def is_blank(view: View) -> bool:
    """Whether a map is a form to write on: it has lanes and nothing in them."""
    rows = [row for row in (*view.rows, *view.overall) if isinstance(row, Row)]
    return bool(rows) and not any(cell.items for row in rows for tier in row.tiers for cell in tier)


def _title(view: View, inner: float) -> float:
    """The title, why the map was made, and for whom."""
    narrow, one = inner < NARROW, len(view.personas) == 1
    share = 0.52 if narrow else 0.31 if one else 0.5
    wide = inner * share - 1.5
    lead = 2.6 + 2.7 * _lines(view.title, 2.35, wide) + 1.9 * _lines(view.summary, _DECK, min(wide, 47.5))
    told = [*(fact.text for fact in view.intro), view.note if not any(f.key == "note" for f in view.intro) else ""]
    room = min(27.6, inner * (0.46 if narrow else 0.25 if one else 0.5) - 1.5)
    why = 1.0 + sum(1.6 + 1.22 * _lines(text, _BODY, room) for text in told if text)
    if not view.personas:
        return max(lead, why)
    if not one:
        each = inner / min(len(view.personas), 4) - 5.0
        return max(lead, why) + 1.2 + max(_persona(persona, each, len(view.personas) > 2) for persona in view.personas)
    card = _persona(view.personas[0], (inner if narrow else 0.44 * inner - 1) - 6.0, False)
    return max(lead, why) + card + 1.0 if narrow else max(lead, why, card)


def _persona(persona: PersonaCard, width: float, below: bool) -> float:
    """A persona with its facts beside it, or `below` where more than two share the width."""
    left, right = (width, width) if below else (0.44 * width - 1, 0.56 * width)
    told = 2.65 + 1.1 * _lines(persona.bio, _SMALL, left)
    if persona.quote:
        told += 0.9 + 1.41 * _lines(persona.quote, 0.9375, left)
    facts = sum(1.09 * _lines(fact.text, _SMALL, right - 5.5) for fact in persona.facts)
    return told + facts if below else max(told, facts, 5.25)


def _facts(view: View, inner: float) -> float:
    """The line of facts below the title, which may break."""
    wide = sum(max(ems(fact.label) * _SMALL, ems(fact.text) * _BODY) + 2 for fact in view.facts)
    return 1.2 + 2.6 * ceil((wide + 19 * bool(view.coverage.total)) / inner)


def _findings(view: View, inner: float) -> float:
    """The findings, side by side; short ones take two lines at most."""
    if not view.findings:
        return 0.0
    width = inner / len(view.findings) - 2
    lines = max(_lines(f"{each.value}   {each.text}", _BODY, width) for each in view.findings)
    return _FINDINGS + 1.22 * max(0, lines - 2)


def _time(view: View) -> float:
    return _RIBBON if ribbon(view) else 0.0


def _table_row(detail: Detail, inner: float) -> float:
    return 0.55 + 1.13 * max(1, _lines(detail.text, _SMALL, 0.75 * inner))


def _overall(view: View, inner: float) -> float:
    """What holds for the whole journey: a line for each lane, its items side by side."""
    if not view.overall:
        return 0.0
    beside = max(1, int((inner - _LANE) / _WHOLE))
    found = 2.3
    for row in view.overall:
        items = [item for tier in row.tiers for cell in tier for item in cell.items]
        found += 1.1 + max(3.0, _in_rows((block(item, 17.0) + 0.4 for item in items), beside))
    return found


def _in_rows(heights: Iterable[float], beside: int) -> float:
    """The height of things that stand so many side by side."""
    every = list(heights)
    return sum(max(every[at : at + beside]) for at in range(0, len(every), beside))
