"""What a terminal can draw with: its marks, its styles, and texts made safe for it."""

from __future__ import annotations

import unicodedata

from cjmap.record import record

BOLD = "bold"
DIM = "dim"
GOOD = "cyan"
BAD = "red"
STAR = "yellow"
LINK = "blue"
BADGE = "reverse bold"

_RAMP = ((157, 184, 210), (117, 153, 189), (79, 122, 165), (62, 106, 152), (49, 92, 136))


@record
class Glyphs:
    """The marks of one repertoire. `braille` says whether curves are drawn in braille.

    `lines` are those that run from the middle of a cell upwards (1), downwards (2), to the left (4) and right (8), by
    the sum of these.
    """

    braille: bool = True
    rule: str = "─"
    heavy: str = "━"
    half: str = "╸"
    dashed: str = "┄"
    upright: str = "┊"
    span: str = "│"
    bar: str = "▌"
    band: str = "▀"
    known: str = "●"
    guessed: str = "○"
    target: str = "◇"
    star: str = "★"
    warn: str = "▲"
    fail: str = "✗"
    arrow: str = "→"
    full: str = "▮"
    hollow: str = "▯"
    block: str = "█"
    shade: str = "░"
    waiting: str = "▒"
    medium: str = "▓"
    tick: str = "┃"
    sourced: str = "■"
    bare: str = "□"
    none: str = "—"
    bullet: str = "· "
    dot: str = " · "
    visibility: str = "━"
    interaction: str = "╌"
    internal: str = "┄"
    tee: str = "├─ "
    elbow: str = "└─ "
    pipe: str = "│  "
    lines: str = " │││─╯╮┤─╰╭├─┴┬┼"
    tip: str = "▸"
    node: str = "●"

    @property
    def characters(self) -> str:
        """All of them in one text, with braille where curves use it."""
        marks = (getattr(self, name) for name in self.__match_args__ if name != "braille")
        return "".join(marks) + ("⠿" if self.braille else "")


UNICODE = Glyphs()
ASCII = Glyphs(
    braille=False, rule="-", heavy="=", half="=", dashed="~", upright=":", span="|", bar="|", band="=", known="@",
    guessed="o", target="v", star="*", warn="!", fail="x", arrow="->", full="#", hollow="-", block="#",
    shade=".", waiting="/", medium="=", tick="|", sourced="#", bare="-", none="-", bullet="- ", dot=" | ",
    visibility="=", interaction="-", internal=".", tee="|- ", elbow="`- ", pipe="|  ", lines=" |||-+++-+++-+++",
    tip=">", node="o",
)  # fmt: skip


def glyphs(encoding: str, *, ambiguous_wide: bool) -> Glyphs:
    """The repertoire for an encoding; where ambiguous characters take two cells, one that has none of them."""
    if ambiguous_wide or not carries(encoding, UNICODE.characters):
        return ASCII
    return UNICODE


def carries(encoding: str, text: str) -> bool:
    """Whether an encoding can write a text. An unknown encoding carries ASCII."""
    try:
        text.encode(encoding)
    except (LookupError, UnicodeEncodeError):
        return False
    return True


_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = _BIDI | frozenset("\u00ad\ufeff\u200b\u2060")
_SPACES = frozenset("\t\u2028\u2029")
_PLAIN = {
    "\u2212": "-", "\u2010": "-", "\u2011": "-", "\u2013": "-", "\u2014": "--", "\u2018": "'",
    "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2026": "...", "\u2192": "->", "\u00d7": "x",
    "\u00f7": "/", "\u00a0": " ", "\u2022": "*", "\u00b7": "|", "\u2009": " ", "\u202f": " ",
}  # fmt: skip


def clean(text: str, encoding: str = "utf-8") -> str:
    """A text that a terminal prints as words and nothing else, in characters that the encoding has.

    Control characters become U+FFFD so that one sees them, line breaks stay, characters that turn or hide
    text go. Minus, dashes and quotation marks that an encoding lacks become their ASCII likeness, all else an
    escape.
    """
    if text.isascii() and text.isprintable():
        return text
    safe = "".join(map(_safe, text.replace("\r\n", "\n"))).lstrip("\u200d\ufe0f")
    if carries(encoding, safe):
        return safe
    known = encoding if carries(encoding, "") else "ascii"
    plain = "".join(char if carries(known, char) else _PLAIN.get(char, char) for char in safe)
    return plain.encode(known, "backslashreplace").decode(known)


def _safe(char: str) -> str:
    if char == "\n" or char.isprintable():
        return "" if char in _INVISIBLE else char
    if char in _SPACES:
        return " "
    if char in _INVISIBLE:
        return ""
    category = unicodedata.category(char)
    return "\ufffd" if category in {"Cc", "Cs"} else " " if category.startswith("Z") else char


def stage_style(index: int, count: int) -> str:
    """The colour of a stage's bar: one blue ramp over all stages. Mere decoration; names stand beside it."""
    place = index * (len(_RAMP) - 1) / max(1, count - 1)
    low = min(int(place), len(_RAMP) - 2)
    mixed = (round(a + (b - a) * (place - low)) for a, b in zip(_RAMP[low], _RAMP[low + 1], strict=True))
    red, green, blue = mixed
    return f"rgb({red},{green},{blue})"


def feeling(level: float | None) -> str:
    """The style of a score: one for above zero, one for below, plain at zero."""
    return BOLD if not level else f"{BOLD} {GOOD if level > 0 else BAD}"
