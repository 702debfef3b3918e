"""What a PDF's content stream says: operators with their operands, and matrices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

_TOKEN = re.compile(
    rb"(?P<hex><[0-9A-Fa-f\s]*>)|(?P<text>\((?:\\.|[^\\()])*\))|(?P<mark><<|>>|[\[\]])|(?P<name>/[^\s\[\]<>()/]*)"
    rb"|(?P<word>[^\s\[\]<>()/]+)",
    re.DOTALL,
)
_NUMBER = re.compile(rb"[+-]?(?:\d+\.?\d*|\.\d+)\Z")


def operations(data: bytes) -> Iterator[tuple[str, list[Any]]]:
    """The operators of a stream in order. Operands are numbers, names (with their slash), bytes, and lists of these.

    Dictionaries, which only marks of structure hold, are passed over.
    """
    operands: list[Any] = []
    array: list[Any] | None = None
    deep = 0
    for match in _TOKEN.finditer(data):
        kind, text = match.lastgroup, match.group()
        if kind == "mark":
            deep += {b"<<": 1, b">>": -1}.get(text, 0)
            if text == b"[" and not deep:
                array = []
            elif text == b"]" and not deep:
                operands.append(array)
                array = None
            continue
        if deep:
            continue
        value: Any = text.decode("latin-1")
        if kind == "hex":
            value = bytes.fromhex(text[1:-1].decode())
        elif kind == "text":
            value = text[1:-1]
        elif kind == "word" and _NUMBER.match(text):
            value = float(text)
        elif kind == "word":
            yield value, operands
            operands = []
            continue
        (operands if array is None else array).append(value)


def times(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that does the first and then the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def at(matrix: Matrix, x: float, y: float) -> Point:
    """Where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def inverse(matrix: Matrix) -> Matrix:
    """The matrix that undoes another. Raises ZeroDivisionError for one that flattens everything."""
    a, b, c, d, e, f = matrix
    det = a * d - b * c
    return d / det, -b / det, -c / det, a / det, (c * f - d * e) / det, (b * e - a * f) / det


def stretch(matrix: Matrix) -> float:
    """How much longer a matrix makes things, on the whole."""
    a, b, c, d, _, _ = matrix
    return float(abs(a * d - b * c) ** 0.5)


def number(value: float) -> str:
    """A coordinate as short as two decimals allow."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
