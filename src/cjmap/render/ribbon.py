"""The time ribbon as a drawing: bars to scale, waits hatched, the axis below, words where they fit."""

from __future__ import annotations

from html import escape

from cjmap.render import marks
from cjmap.render.lettering import measure, wrap
from cjmap.render.marks import Svg, num
from cjmap.view.ribbon import Ribbon, Span, ticks
from cjmap.view.shapes import View

BAR = 26.0
LINE = 14.5
LEAST = 44.0
"""The narrowest span above which words stand."""
FILLS = {"customer": "ink", "work": "link", "busy": "link", "slot": "shade"}


def draw(view: View, ribbon: Ribbon, width: float, family: str, name: str) -> Svg:
    """The ribbon for a width in units under a name, by which the style sheet knows it."""
    labels = [(span, _words(view, span, span.length / ribbon.total * (width - 2))) for span in _labelled(ribbon)]
    deep = max((len(lines) for _, lines in labels), default=0)
    top = deep * LINE + (6 if deep else 2)
    height = top + BAR + 22
    body = []
    for span in ribbon.spans:
        body.append(_bar(span, *_place(ribbon, span, width), top))
    for span, lines in labels:
        x, _ = _place(ribbon, span, width)
        for n, (words, weight, ink) in enumerate(lines):
            y = top - 7 - (len(lines) - 1 - n) * LINE
            body.append(marks.text(x + 1, y, words, size=12, fill=ink, weight=weight))
    taken = -20.0
    for share, label in ticks(ribbon, view.catalog, max(3, int(width // 100))):
        x = 1 + share * (width - 2)
        body.append(marks.line(x, top + BAR, x, top + BAR + 6, "ink3"))
        half = measure(label, 11) / 2
        left = min(max(x - half, 0), width - 2 * half)
        if left > taken + 6:
            body.append(marks.text(left, top + BAR + 18, label, size=11, fill="ink2"))
            taken = left + 2 * half
    return Svg(
        f'<svg class="rb rb-{name}" role="img" aria-label="{escape(ribbon.description)}"'
        f' viewBox="0 0 {num(width)} {num(height)}" width="{num(width)}" height="{num(height)}"'
        f' font-family="{escape(family)}">{"".join(body)}</svg>'
    )


def _place(ribbon: Ribbon, span: Span, width: float) -> tuple[float, float]:
    """Where a span begins, and how wide it is; what takes any time at all can be seen."""
    inner = width - 2
    left, size = span.start / ribbon.total * inner, span.length / ribbon.total * inner
    least = 0.0 if span.kind == "slot" else 2.0
    return 1 + min(left, inner - least), max(least, size)


def _labelled(ribbon: Ribbon) -> list[Span]:
    """The spans that words may stand above: all, but in a day the slots alone."""
    return [span for span in ribbon.spans if ribbon.clock is None or span.kind == "slot"]


def _words(view: View, span: Span, room: float) -> list[tuple[str, int, str]]:
    if room < LEAST:
        return []
    ink = "neg" if span.kind == "wait" else "ink"
    what = span.what
    if span.kind == "slot":
        what = f"{view.columns[span.column].head.number} {what}" if what != span.typed else what
    figure = [(span.typed, 700, ink)] if measure(span.typed, 12, 700) <= room - 4 else []
    lines = [(words, 400, "ink2") for words in wrap(what, room - 8, 12, most=2)] if room >= 64 and what else []
    return figure + [line for line in lines if measure(line[0], 12) <= room]


def _bar(span: Span, left: float, width: float, top: float) -> str:
    if span.kind == "slot":
        frame = f'x="{num(left)}" y="{num(top)}" width="{num(width)}" height="{num(BAR)}"'
        return f"<rect{marks.paint('shade', 'paper', 1)} {frame}/>" + marks.line(left, top - 4, left, top + BAR, "ink3")
    if span.kind != "wait":
        inset = 5.0 if span.kind == "busy" else 0.0
        return marks.rect(left, top + inset, width, BAR - 2 * inset, FILLS[span.kind])
    lines = []
    x = left + 3
    while x < left + width - 1:
        lines.append(f"M{num(x)} {num(top + 1)}V{num(top + BAR - 1)}")
        x += 4
    frame = f'x="{num(left + 0.5)}" y="{num(top + 0.5)}" width="{num(max(width - 1, 1))}" height="{num(BAR - 1)}"'
    return f"<rect{marks.paint('paper', 'neg', 1)} {frame}/>" + marks.path("".join(lines), stroke="neg", width=0.9)


def swatch(kind: str) -> Svg:
    """A kind of time as it is drawn, in small."""
    if kind == "wait":
        lines = "".join(f"M{x} 2V12" for x in range(3, 22, 4))
        frame = marks.paint("paper", "neg", 1)
        body = f'<rect{frame} x=".5" y="1.5" width="21" height="11"/>' + marks.path(lines, stroke="neg", width=0.9)
    else:
        body = marks.rect(0, 1, 22, 12, FILLS[kind])
    return marks.drawing(body, 22, 14)
