"""Characters as people see them, of any text: loaded only for texts in which code points join."""

from __future__ import annotations

import re
import unicodedata

_ZWJ = "\u200d"
_EXTENDS = re.compile("[\u200c\ufe00-\ufe0f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef]")
_REGIONAL = re.compile("[\U0001f1e6-\U0001f1ff]")
_LEADING, _VOWEL, _TRAILING = (
    re.compile(f"[{letters}]") for letters in ("\u1100-\u115f\ua960-\ua97c", "\u1160-\u11a7", "\u11a8-\u11ff")
)
_SYLLABLE = re.compile("[\uac00-\ud7a3]")
_PICTURE = re.compile("[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]")
_WORD = re.compile(r"[^\W_]|[_'\u2019]")
_CJK = re.compile(
    "[\u2e80-\u2fff\u3005-\u3007\u3021-\u3029\u3031-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U000323af]"
)


def clusters(text: str) -> list[str]:
    """The text as the characters that people see: marks, joiners, flags and Hangul stay with what they belong to.

    This is the part of Unicode's extended grapheme clusters (UAX 29) that occurs in what is typed in maps.
    """
    found: list[str] = []
    for character in text:
        if found and _joins(found[-1], character):
            found[-1] += character
        else:
            found.append(character)
    return found


def _joins(before: str, character: str) -> bool:
    if character == "\n":
        return before == "\r"
    last = before[-1]
    if character == _ZWJ or _EXTENDS.match(character) or unicodedata.category(character) in ("Mn", "Me", "Mc"):
        return last not in "\r\n"
    if last == _ZWJ:
        return bool(_PICTURE.match(character))
    if _REGIONAL.match(character):
        return len(before) == 1 and bool(_REGIONAL.match(before))
    if _LEADING.match(last):
        return bool(_LEADING.match(character) or _VOWEL.match(character) or _SYLLABLE.match(character))
    if _VOWEL.match(character):
        return bool(_VOWEL.match(last) or _SYLLABLE.match(last))
    return bool(_TRAILING.match(character) and (_VOWEL.match(last) or _TRAILING.match(last) or _SYLLABLE.match(last)))


def tokens(text: str) -> list[str]:
    """The text cut into what is compared: words, runs of spaces, and every other character by itself."""
    found: list[str] = []
    kind = ""
    for cluster in clusters(text):
        before, kind = kind, _kind(cluster)
        if found and kind and kind == before:
            found[-1] += cluster
        else:
            found.append(cluster)
    return found


def _kind(cluster: str) -> str:
    """`w` for what words are made of, `s` for space, nothing for what stands by itself."""
    first = cluster[0]
    if first.isspace():
        return "s"
    return "w" if _WORD.match(first) and not _CJK.match(first) else ""
