"""The time ribbon as a drawing: bars to scale, waits hatched, the axis below, words where they fit."""

from __future__ import annotations

from collections.abc import Iterator

from cjmap.render import marks
from cjmap.render.lettering import measure, wrap
from cjmap.render.marks import Svg, escape, num
from cjmap.view.ribbon import Ribbon, Span, ticks
from cjmap.view.shapes import View

BAR = 26.0
LINE = 14.5
LEAST = 44.0
"""The narrowest span above which words stand."""
FILLS = {"customer": "ink", "work": "link", "busy": "link", "slot": "hair"}
INSETS = {"busy": (5.0, 5.0), "work": (10.0, 0.0)}
"""How much lower than a whole bar a kind begins and ends: work behind the scenes lies low, so shape tells it too."""


def draw(view: View, ribbon: Ribbon, width: float, family: str, name: str) -> Svg:
    """The ribbon for a width in units under a name, by which the style sheet knows it."""
    labels = list(_labels(view, ribbon, width))
    deep = max((len(lines) for _, _, lines in labels), default=0)
    top = deep * LINE + (6 if deep else 2)
    height = top + BAR + 22
    body = [_bar(span, *_place(ribbon, span, width), top) for span in ribbon.spans]
    for x, anchor, lines in labels:
        for n, (words, weight, ink) in enumerate(lines):
            y = top - 7 - (len(lines) - 1 - n) * LINE
            body.append(marks.text(x, y, words, size=12, fill=ink, weight=weight, anchor=anchor))
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


Said = list[tuple[str, int, str]]
"""Lines of words, each with its weight and its colour."""


def _labels(view: View, ribbon: Ribbon, width: float) -> Iterator[tuple[float, str, Said]]:
    """Words above the spans that have room for them, in a day above the slots alone; the last time stands right."""
    taken = 0.0
    for span in ribbon.spans:
        if ribbon.clock is not None and span.kind != "slot":
            continue
        x = _place(ribbon, span, width)[0]
        at_end = span.kind == "slot" and not span.length
        room = width - taken - 12 if at_end else span.length / ribbon.total * (width - 2)
        lines = _words(view, span, min(room, 150.0) if at_end else room)
        if lines:
            taken = x + max(measure(words, 12, weight) for words, weight, _ in lines)
            yield (width, "end", lines) if at_end else (x + 1, "", lines)


def _words(view: View, span: Span, room: float) -> Said:
    if room < LEAST:
        return []
    ink = "neg" if span.kind == "wait" else "ink"
    figure = [(span.typed, 700, ink)] if measure(span.typed, 12, 700) <= room - 4 else []
    what = "" if span.what == span.typed else span.what
    number = view.columns[span.column].head.number if span.kind == "slot" else ""
    lines = wrap(f"{number} {what}".strip(), room - 8, 12, most=2) if room >= 64 else ()
    if any(measure(words, 12) > room for words in lines):
        lines = (number,) if number else ()
    return figure + [(words, 400, "ink2") for words in lines]


def _bar(span: Span, left: float, width: float, top: float) -> str:
    if span.kind == "slot":
        frame = f'x="{num(left)}" y="{num(top)}" width="{num(width)}" height="{num(BAR)}"'
        return f"<rect{marks.paint('hair', 'paper', 1)} {frame}/>" + marks.line(left, top - 4, left, top + BAR, "ink3")
    if span.kind != "wait":
        above, below = INSETS.get(span.kind, (0.0, 0.0))
        # a line of paper parts one bar from the next
        return marks.rect(left, top + above, max(width - 1, 1), BAR - above - below, FILLS[span.kind])
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
        above, below = (inset / BAR * 12 for inset in INSETS.get(kind, (0.0, 0.0)))
        body = marks.rect(0, 1 + above, 22, 12 - above - below, FILLS[kind])
    return marks.drawing(body, 22, 14)
