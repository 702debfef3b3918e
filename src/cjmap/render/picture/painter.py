"""A PDF's content streams, painted on a canvas: the operators that WeasyPrint writes, as ISO 32000 defines them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import Any

from cjmap.record import record, replace
from cjmap.render.picture.bitmaps import data_uri
from cjmap.render.picture.canvas import EVERYWHERE, Box, Canvas, Clip, Outline, box_of, corners, overlap, rectangle
from cjmap.render.picture.content import IDENTITY, Matrix, at, inverse, number, operations, stretch, times
from cjmap.render.picture.glyphs import Font
from cjmap.render.picture.objects import Objects, stream_bytes
from cjmap.render.picture.shading import colour, gradient

_CAPS = ("butt", "round", "square")
_JOINS = ("miter", "round", "bevel")
BEYOND = 100_000
MOST_TILES = 400


@record
class State:
    """What the operators before have set."""

    matrix: Matrix
    clip: Clip = EVERYWHERE
    fill: str = "#000000"
    stroke: str = "#000000"
    pattern: Any = None
    fill_alpha: float = 1.0
    stroke_alpha: float = 1.0
    width: float = 1.0
    cap: int = 0
    join: int = 0
    miter: float = 10.0
    dash: tuple[tuple[float, ...], float] = ((), 0.0)
    font: Font | None = None
    size: float = 1.0
    rise: float = 0.0
    mode: int = 0
    mask: str = ""
    text: Matrix = IDENTITY
    line: Matrix = IDENTITY


class Painter:
    """Paints streams; the fonts that they use are shared by all pages of a picture."""

    def __init__(self, objects: Objects, canvas: Canvas) -> None:
        self.objects = objects
        self.canvas = canvas
        self.fonts: dict[str, Font] = {}

    def paint(self, stream: Any, resources: Any, state: State) -> None:
        """Paint a stream, with the resources that it names, from this state on."""
        _Pass(self, resources, state).run(stream_bytes(stream))

    def font(self, resources: Any, name: str) -> Font:
        """A font by its name, opened once."""
        if name not in self.fonts:
            found = self.objects.named(resources, "Font", name)
            self.fonts[name] = Font(self.objects, found, f"f{len(self.fonts)}-")
        return self.fonts[name]


class _Pass:
    """One stream being painted."""

    def __init__(self, painter: Painter, resources: Any, state: State) -> None:
        self.painter = painter
        self.canvas = painter.canvas
        self.resources = resources
        self.base = state.matrix
        self.state = state
        self.stack: list[State] = []
        self.outline = Outline()
        self.clipping = ""

    def run(self, data: bytes) -> None:
        for operator, operands in operations(data):
            if operator in _PAINTED:
                self.paint(*_PAINTED[operator])
            elif operator in _DONE:
                _DONE[operator](self, *operands)
            elif operator not in _IDLE:
                self.canvas.missing.add(f"the operator {operator}")

    def add(self, element: str, box: Box, clip: Clip) -> None:
        if self.state.mask:
            element = f'<g mask="url(#{self.state.mask})">{element}</g>'
        self.canvas.add(element, box, clip)

    def set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)

    # paths

    def point(self, x: float, y: float) -> tuple[float, float]:
        across, down = at(self.state.matrix, x, y)
        return round(across, 3), round(down, 3)

    def move(self, x: float, y: float) -> None:
        self.outline.move(self.point(x, y))

    def line(self, x: float, y: float) -> None:
        self.outline.line(self.point(x, y))

    def curve(self, *values: float) -> None:
        self.outline.curve(*(self.point(values[n], values[n + 1]) for n in (0, 2, 4)))

    def curve_from_here(self, *values: float) -> None:
        self.outline.curve(self.outline.points[-1], *(self.point(values[n], values[n + 1]) for n in (0, 2)))

    def curve_to_end(self, *values: float) -> None:
        self.curve(*values, *values[2:])

    def rectangle(self, x: float, y: float, width: float, height: float) -> None:
        self.move(x, y)
        for corner in ((x + width, y), (x + width, y + height), (x, y + height)):
            self.line(*corner)
        self.outline.close()

    def paint(self, filled: str, stroked: bool, closed: bool) -> None:
        outline, state = self.outline, self.state
        if closed:
            outline.close()
        if outline.points:
            if filled and state.pattern is not None:
                self.fill_with_pattern(outline, filled)
                filled = ""
            if filled or stroked:
                self.add_path(outline, filled, stroked)
        if self.clipping:
            self.set(clip=state.clip.within(outline, self.clipping))
        self.outline, self.clipping = Outline(), ""

    def add_path(self, outline: Outline, filled: str, stroked: bool) -> None:
        state, data, box = self.state, outline.data, outline.box
        upright = outline.rectangle
        if upright is not None and not stroked and state.clip.box is not None and not state.clip.empty:
            # most clips of a page cut rectangles out of rectangles
            shared = overlap(upright, state.clip.box)
            if shared is None:
                return
            data, box = rectangle(shared), shared
        elif stroked:
            reach = state.width * stretch(state.matrix) * max(1.0, state.miter if not state.join else 1.0)
            box = box[0] - reach, box[1] - reach, box[2] + reach, box[3] + reach
        self.add(f'<path d="{data}"{self.ink(filled, stroked, stretch(state.matrix))}/>', box, state.clip)

    def ink(self, filled: str, stroked: bool, scale: float) -> str:
        """The attributes that colour a thing; lengths of strokes are multiplied by `scale`."""
        state, parts = self.state, []
        parts.append(f' fill="{state.fill if filled else "none"}"')
        if filled == "evenodd":
            parts.append(' fill-rule="evenodd"')
        if filled and state.fill_alpha < 1:
            parts.append(f' fill-opacity="{number(state.fill_alpha)}"')
        if stroked:
            parts.append(f' stroke="{state.stroke}" stroke-width="{number(state.width * scale)}"')
            if state.stroke_alpha < 1:
                parts.append(f' stroke-opacity="{number(state.stroke_alpha)}"')
            if state.cap:
                parts.append(f' stroke-linecap="{_CAPS[state.cap]}"')
            parts.append(
                f' stroke-linejoin="{_JOINS[state.join]}"'
                if state.join
                else f' stroke-miterlimit="{number(state.miter)}"'
            )
            lengths, start = state.dash
            if any(lengths):
                shown = " ".join(number(length * scale) for length in lengths)
                parts.append(f' stroke-dasharray="{shown}"')
                parts.append(f' stroke-dashoffset="{number(start * scale)}"' if start else "")
        return "".join(parts)

    # patterns, gradients, groups and pictures

    def fill_with_pattern(self, outline: Outline, rule: str) -> None:
        pattern, state = self.state.pattern, self.state
        facts = pattern.extra
        matrix = times(tuple(facts["Matrix"]), self.base)
        tile: Box = tuple(facts["BBox"])
        wide, high = float(facts["XStep"]), float(facts["YStep"])
        left, top, right, bottom = box_of(corners(inverse(matrix), outline.box))
        across = range(int((left - tile[0]) // wide), int((right - tile[0] - 1e-3) // wide) + 1)
        down = range(int((top - tile[1]) // high), int((bottom - tile[1] - 1e-3) // high) + 1)
        if len(across) * len(down) > MOST_TILES:
            self.canvas.missing.add("a pattern of very many tiles")
            return
        clip = state.clip.within(outline, rule)
        for i in across:
            for j in down:
                placed = times((1, 0, 0, 1, i * wide, j * high), matrix)
                inner = _within(clip, placed, tile)
                self.painter.paint(pattern, facts["Resources"], State(placed, inner, fill_alpha=state.fill_alpha))

    def shade(self, name: str) -> None:
        shading = self.painter.objects.named(self.resources, "Shading", name)
        definition = gradient(shading, "{key}", self.state.matrix)
        if definition is None:
            self.canvas.missing.add("a gradient that is not straight")
            return
        box = self.state.clip.box or (-BEYOND, -BEYOND, BEYOND, BEYOND)
        key = self.canvas.define("g", definition)
        alpha = f' fill-opacity="{number(self.state.fill_alpha)}"' if self.state.fill_alpha < 1 else ""
        self.add(f'<path d="{rectangle(box)}" fill="url(#{key})"{alpha}/>', box, self.state.clip)

    def draw(self, name: str) -> None:
        thing = self.painter.objects.named(self.resources, "XObject", name)
        facts, state = thing.extra, self.state
        if facts["Subtype"] == "/Image":
            self.picture(thing)
            return
        matrix = times(tuple(facts["Matrix"]), state.matrix) if "Matrix" in facts else state.matrix
        inner = State(matrix, _within(state.clip, matrix, tuple(facts["BBox"])))
        resources = facts.get("Resources", self.resources)
        if state.fill_alpha < 1:
            with self.canvas.group(state.fill_alpha):
                self.painter.paint(thing, resources, inner)
        else:
            self.painter.paint(thing, resources, inner)

    def picture(self, image: Any) -> None:
        uri = data_uri(self.painter.objects, image)
        if uri is None:
            self.canvas.missing.add("a picture of a rare form")
            return
        # an image fills the unit square, its first row on top
        a, b, c, d, e, f = times((1, 0, 0, -1, 0, 1), self.state.matrix)
        placed = " ".join(f"{value:.6g}" for value in (a, b, c, d, e, f))
        alpha = f' opacity="{number(self.state.fill_alpha)}"' if self.state.fill_alpha < 1 else ""
        element = (
            f'<image width="1" height="1" preserveAspectRatio="none" transform="matrix({placed})"{alpha} '
            f'xlink:href="{escape(uri)}"/>'
        )
        self.add(element, box_of(corners(self.state.matrix, (0, 0, 1, 1))), self.state.clip)

    # text

    def show(self, parts: list[Any]) -> None:
        state, font = self.state, self.state.font
        if font is None or not font.outlined:
            self.canvas.missing.add("characters of a font without outlines")
            return
        scale = state.size / font.units
        whole = times((scale, 0, 0, scale, 0, state.rise), times(state.text, state.matrix))
        place, uses = 0.0, []
        for part in parts:
            if isinstance(part, float):
                place -= part * font.units / 1000
                continue
            for glyph in font.codes(part):
                mark = font.mark(glyph)
                if mark:
                    moved = f' x="{number(place)}"' if place else ""
                    uses.append(f'<use xlink:href="#{mark}"{moved}/>')
                place += font.width(glyph) * font.units
        self.set(text=times((1, 0, 0, 1, place * scale, 0), state.text))
        if uses and state.mode in (0, 1, 2):
            filled, stroked = state.mode != 1, state.mode != 0
            placed = " ".join(f"{value:.6g}" if n < 4 else number(value) for n, value in enumerate(whole))
            reach = box_of(corners(whole, (-font.units, -font.units, place + font.units, 1.5 * font.units)))
            ink = self.ink("nonzero" if filled else "", stroked, stretch(state.matrix) / (stretch(whole) or 1))
            self.add(f'<g transform="matrix({placed})"{ink}>{"".join(uses)}</g>', reach, state.clip)

    # everything that only sets something

    def push(self) -> None:
        self.stack.append(self.state)

    def pop(self) -> None:
        self.state = self.stack.pop()

    def transform(self, *values: float) -> None:
        a, b, c, d, e, f = values
        self.set(matrix=times((a, b, c, d, e, f), self.state.matrix))

    def graphics(self, name: str) -> None:
        facts = self.painter.objects.named(self.resources, "ExtGState", name)
        self.set(
            fill_alpha=float(facts.get("ca", self.state.fill_alpha)),
            stroke_alpha=float(facts.get("CA", self.state.stroke_alpha)),
        )
        mask = facts.get("SMask", "/None")
        if mask == "/None":
            self.set(mask="" if "SMask" in facts else self.state.mask)
        else:
            self.mask_by(mask)
        if facts.get("BM", "/Normal") != "/Normal":
            self.canvas.missing.add("a blend of colours")

    def mask_by(self, mask: Any) -> None:
        """Let things show as far as a group is bright."""
        if mask["S"] != "/Luminosity":
            self.canvas.missing.add("a mask that is not of brightness")
            return
        group = self.painter.objects.get(mask["G"])
        start = self.canvas.begin()
        self.painter.paint(group, group.extra.get("Resources", self.resources), State(self.state.matrix))
        inner = self.canvas.take(start)
        size = 2 * BEYOND
        where = f'maskUnits="userSpaceOnUse" x="-{BEYOND:g}" y="-{BEYOND:g}" width="{size:g}" height="{size:g}"'
        self.set(mask=self.canvas.define("m", f'<mask id="{{key}}" {where}>{inner}</mask>'))

    def fill_special(self, *operands: Any) -> None:
        if operands and isinstance(operands[-1], str):
            self.set(pattern=self.painter.objects.named(self.resources, "Pattern", operands[-1]))
        else:
            self.set(fill=colour(operands), pattern=None)

    def text_matrix(self, *values: float) -> None:
        a, b, c, d, e, f = values
        self.set(text=(a, b, c, d, e, f), line=(a, b, c, d, e, f))

    def text_move(self, x: float, y: float) -> None:
        moved = times((1, 0, 0, 1, x, y), self.state.line)
        self.set(text=moved, line=moved)

    def clip(self, rule: str) -> None:
        self.clipping = rule


def _within(clip: Clip, matrix: Matrix, box: Box) -> Clip:
    """A clip, and within a box placed by a matrix."""
    outline = Outline()
    first, *others = corners(matrix, box)
    outline.move(first)
    for point in others:
        outline.line(point)
    outline.close()
    return clip.within(outline, "nonzero")


_PAINTED: dict[str, tuple[str, bool, bool]] = {
    "n": ("", False, False),
    "f": ("nonzero", False, False), "F": ("nonzero", False, False), "f*": ("evenodd", False, False),
    "S": ("", True, False), "s": ("", True, True),
    "B": ("nonzero", True, False), "B*": ("evenodd", True, False),
    "b": ("nonzero", True, True), "b*": ("evenodd", True, True),
}  # fmt: skip
"""How each operator paints the path: with which fill rule, whether stroked, whether closed before."""

_DONE: dict[str, Callable[..., None]] = {
    "q": _Pass.push,
    "Q": _Pass.pop,
    "cm": _Pass.transform,
    "gs": _Pass.graphics,
    "m": _Pass.move,
    "l": _Pass.line,
    "c": _Pass.curve,
    "v": _Pass.curve_from_here,
    "y": _Pass.curve_to_end,
    "re": _Pass.rectangle,
    "h": lambda self: self.outline.close(),
    "W": lambda self: self.clip("nonzero"),
    "W*": lambda self: self.clip("evenodd"),
    "w": lambda self, width: self.set(width=width),
    "J": lambda self, cap: self.set(cap=int(cap)),
    "j": lambda self, join: self.set(join=int(join)),
    "M": lambda self, miter: self.set(miter=miter),
    "d": lambda self, lengths, start: self.set(dash=(tuple(lengths), start)),
    "rg": lambda self, *parts: self.set(fill=colour(parts), pattern=None),
    "RG": lambda self, *parts: self.set(stroke=colour(parts)),
    "g": lambda self, grey: self.set(fill=colour((grey,) * 3), pattern=None),
    "G": lambda self, grey: self.set(stroke=colour((grey,) * 3)),
    "scn": _Pass.fill_special,
    "sh": _Pass.shade,
    "Do": _Pass.draw,
    "BT": lambda self: self.text_matrix(*IDENTITY),
    "Tf": lambda self, name, size: self.set(font=self.painter.font(self.resources, name), size=size),
    "Tr": lambda self, mode: self.set(mode=int(mode)),
    "Ts": lambda self, rise: self.set(rise=rise),
    "Tm": _Pass.text_matrix,
    "Td": _Pass.text_move,
    "TJ": _Pass.show,
    "Tj": lambda self, text: self.show([text]),
}
"""What each other operator does."""

_IDLE = {"BMC", "BDC", "EMC", "ET", "MP", "DP", "cs", "CS", "i", "ri"}
"""Marks of structure, and what is set by operators that follow them."""
