"""The SVG as it grows: elements, clipped where they must be, and the definitions that they use."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from cjmap.record import record
from cjmap.render.picture.content import Matrix, Point, at, number

Box = tuple[float, float, float, float]
"""Left, top, right and bottom."""


@dataclass(slots=True)
class Outline:
    """A path in the picture's own units: its commands, its points, and whether it is one upright rectangle."""

    commands: list[str] = field(default_factory=list)
    points: list[Point] = field(default_factory=list)
    _corners: list[Point] = field(default_factory=list)
    _straight: bool = True
    _starts: int = 0

    def move(self, point: Point) -> None:
        """Begin a part."""
        self._starts += 1
        self._add("M", point)

    def line(self, point: Point) -> None:
        """A straight line."""
        self._add("L", point)

    def curve(self, *points: Point) -> None:
        """A Bézier curve."""
        self._straight = False
        self._add("C", *points)

    def close(self) -> None:
        """Back to where the part began."""
        self.commands.append("Z")

    def _add(self, letter: str, *points: Point) -> None:
        self.commands.append(letter + " ".join(f"{number(x)} {number(y)}" for x, y in points))
        self.points += points

    @property
    def data(self) -> str:
        """The path as SVG writes it."""
        return "".join(self.commands)

    @property
    def box(self) -> Box:
        """The box around all points."""
        return box_of(self.points)

    @property
    def rectangle(self) -> Box | None:
        """The box that this path is, where it is an upright rectangle."""
        corners = self.points[:-1] if len(self.points) == 5 and self.points[0] == self.points[-1] else self.points
        if not self._straight or self._starts != 1 or len(corners) != 4:
            return None
        left, top, right, bottom = box_of(corners)
        exact = {(x, y) for x in (left, right) for y in (top, bottom)}
        sides = all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(corners))
        return (left, top, right, bottom) if set(corners) == exact and sides else None


def box_of(points: list[Point]) -> Box:
    """The box around some points."""
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def corners(matrix: Matrix, box: Box) -> list[Point]:
    """The corners of a box, placed by a matrix."""
    left, top, right, bottom = box
    return [at(matrix, x, y) for x, y in ((left, top), (right, top), (right, bottom), (left, bottom))]


def overlap(one: Box, other: Box) -> Box | None:
    """What two boxes share; None when that is nothing."""
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def rectangle(box: Box) -> str:
    """A box as a path."""
    left, top, right, bottom = map(number, box)
    return f"M{left} {top}H{right}V{bottom}H{left}Z"


@record
class Clip:
    """Where things show: within a box (None: anywhere), and within each of some paths, with their fill rules."""

    box: Box | None = None
    paths: tuple[tuple[str, str], ...] = ()
    empty: bool = False

    def within(self, outline: Outline, rule: str) -> Clip:
        """The same, and within a path too."""
        upright = outline.rectangle
        if upright is not None:
            return self.within_box(upright)
        if not outline.points:
            return Clip(self.box, self.paths, empty=True)
        return Clip(self.box, (*self.paths, (outline.data, rule)), self.empty)

    def within_box(self, box: Box) -> Clip:
        """The same, and within a box too."""
        shared = box if self.box is None else overlap(self.box, box)
        return Clip(shared or (0, 0, 0, 0), self.paths, self.empty or shared is None)

    def around(self, box: Box) -> tuple[tuple[str, str], ...] | None:
        """The paths that clip a thing in this box; None when nothing of it shows."""
        if self.empty or (self.box is not None and overlap(self.box, _grown(box)) is None):
            return None
        left, top, right, bottom = self.box or box
        inside = (
            left <= box[0] + SLACK and top <= box[1] + SLACK and box[2] <= right + SLACK and box[3] <= bottom + SLACK
        )
        return self.paths if inside or self.box is None else ((rectangle(self.box), "nonzero"), *self.paths)


EVERYWHERE = Clip()
SLACK = 0.01
"""Less than this cannot be seen."""


def _grown(box: Box) -> Box:
    """A box that has an area, also where the thing in it is a line."""
    return box[0] - SLACK, box[1] - SLACK, box[2] + SLACK, box[3] + SLACK


class Canvas:
    """Elements in the order in which they are painted."""

    def __init__(self) -> None:
        self.definitions: dict[str, str] = {}
        self.missing: set[str] = set()
        self._runs: list[tuple[tuple[tuple[str, str], ...], list[str]]] = []
        self._keys: dict[tuple[str, str], str] = {}

    def add(self, element: str, box: Box, clip: Clip) -> None:
        """Paint an element that lies within a box."""
        paths = clip.around(box)
        if paths is None:
            return
        if not self._runs or self._runs[-1][0] != paths:
            self._runs.append((paths, []))
        self._runs[-1][1].append(element)

    def define(self, kind: str, text: str) -> str:
        """Keep a definition, `{key}` standing for its id; equal ones are kept once. Gives the id."""
        key = self._keys.get((kind, text))
        if key is None:
            key = self._keys[kind, text] = f"{kind}{len(self._keys)}"
            self.definitions[key] = text.replace("{key}", key)
        return key

    def group(self, opacity: float) -> Group:
        """What is painted next, as one thing that lets through what is below it."""
        return Group(self, opacity)

    def take(self, start: int) -> str:
        """The elements from a run on, as text; they are no longer on the canvas."""
        runs = self._runs[start:]
        del self._runs[start:]
        return "\n".join(self._clipped(paths, "".join(elements)) for paths, elements in runs)

    def _clipped(self, paths: tuple[tuple[str, str], ...], inner: str) -> str:
        for data, rule in paths:
            ruled = "" if rule == "nonzero" else ' clip-rule="evenodd"'
            key = self.define("c", f'<clipPath id="{{key}}"><path d="{data}"{ruled}/></clipPath>')
            inner = f'<g clip-path="url(#{key})">{inner}</g>'
        return inner

    def begin(self) -> int:
        """Begin a run of its own with the next element; gives the place that `take` takes it from."""
        self._runs.append(((), []))
        return len(self._runs) - 1


class Group:
    """Between its beginning and its end, elements become one."""

    def __init__(self, canvas: Canvas, opacity: float) -> None:
        self.canvas = canvas
        self.opacity = opacity

    def __enter__(self) -> None:
        self.start = self.canvas.begin()

    def __exit__(self, *_: object) -> None:
        inner = self.canvas.take(self.start)
        self.canvas.add(f'<g opacity="{number(self.opacity)}">{inner}</g>', (0, 0, 0, 0), EVERYWHERE)
