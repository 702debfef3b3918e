"""Texts and keys on one line: without quotation marks where every reader of YAML takes them for the same text."""

from __future__ import annotations

import re
import unicodedata

from cjmap.lost_words import PAIRS
from cjmap.source import Span
from cjmap.syntax import Scalar

# a letter, or what is no ASCII sign: full-width punctuation may begin a text
_FIRST = re.compile(r"[^\W\d_]|[^\x00-\x7f]|\d+ [^\W\d_]")
_LOST = re.compile(r": |:$| #|[\t\n\r\x00-\x1f\x7f-\x9f]|^\s|\s$")
_IN_FLOW = re.compile(r"[,\[\]{}\"]|:(?!//)")
_RESERVED = re.compile(r"(?i)y|n|yes|no|on|off|true|false|null|nan|inf(?:inity)?")
_KEY = re.compile(r"[^\W\d]\w*(?:[.-]\w+)*")


def plain(text: str, *, flow: bool) -> bool:
    """Whether a text can stand without quotation marks; `flow` between brackets."""
    if not _FIRST.match(text) or _LOST.search(text) or _RESERVED.fullmatch(text):
        return False
    return not (flow and (_IN_FLOW.search(text) or PAIRS.search(text)))


def rewritten(text: str, scalar: Scalar, *, flow: bool, bare: bool = True) -> str | None:
    """A scalar on one line, its quotation marks as they should be; None where it takes several lines.

    `bare` says that quotation marks may go. What is plain stays as it is, and so does what holds escapes.
    """
    written = text[scalar.span.start : scalar.span.end]
    words = scalar.text
    if "\n" in words:
        return None if "\n" in written else written
    if scalar.style == "plain":
        return words if "\n" in written else written
    if scalar.style not in ("single", "double"):
        return None
    if "\n" not in written and scalar.style == "double" and "\\" in written:
        return written
    if bare and plain(words, flow=flow):
        return words
    if ('"' in words or "\\" in words or not _printable(words)) and "\n" not in written:
        return written
    return _quoted(words)


def typed(words: str, *, flow: bool) -> str:
    """Words on one line as a scalar."""
    return words if plain(words, flow=flow) else _quoted(words)


def _quoted(words: str) -> str:
    if '"' in words or "\\" in words:
        return "'" + words.replace("'", "''") + "'"
    return f'"{words}"'


def _printable(words: str) -> bool:
    """Whether a text holds nothing that only an escape can show."""
    return not re.search(r"[\x00-\x1f\x7f-\x9f]", words)


def key(text: str, scalar: Scalar) -> str | None:
    """A key as it should be typed; None where it takes several lines."""
    typed = text[scalar.span.start : scalar.span.end]
    if "\n" in typed or scalar.style in ("literal", "folded"):
        return None
    if scalar.style != "plain" and _KEY.fullmatch(scalar.text) and not _RESERVED.fullmatch(scalar.text):
        return scalar.text
    return typed


def lines(text: str, span: Span) -> list[str]:
    """The lines of a plain or quoted scalar, without the white space around them that means nothing."""
    first, *rest = text[span.start : span.end].split("\n")
    quoted = first[:1] == '"'
    return [_end(first, quoted), *(_end(line.lstrip(" \t"), quoted) for line in rest)]


def _end(line: str, quoted: bool) -> str:
    """A line without the white space at its end; in double quotation marks a backslash keeps it."""
    bare = line.rstrip(" \t")
    return line if quoted and bare.endswith("\\") else bare


def width(text: str) -> int:
    """How many columns a text takes: two for each character of Chinese, Japanese or Korean."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1 for each in text
    )
