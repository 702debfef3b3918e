"""Characters that must not reach a terminal or that nobody can see, made visible."""

from __future__ import annotations

import re
from functools import cache

# C0 and C1 controls, soft hyphen, zero-width and bidirectional marks, line separators, byte order mark, tag characters
_HIDDEN = (
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text in one line: control characters as pictures, other hidden ones as their code points."""
    # nearly every text is printable, and nothing that is hidden counts as that
    return text if text.isprintable() else _hidden().sub(_shown, text)


@cache
def _hidden() -> re.Pattern[str]:
    # few texts hold any of them, and the pattern takes longer to make than a small map to read
    return re.compile(_HIDDEN)


def visible_lines(text: str) -> list[str]:
    """The lines of a text, each made visible."""
    return [visible(line) for line in text.split("\n")]


def _shown(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code == 0x09:
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else f"<U+{code:04X}>"
