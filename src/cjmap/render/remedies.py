"""What to install where: the exact line for a missing library, font or character."""

from __future__ import annotations

import os
import platform
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

_COMMANDS = {
    "debian": "apt-get install",
    "fedora": "dnf install",
    "arch": "pacman -S",
    "alpine": "apk add",
    "suse": "zypper install",
    "darwin": "brew install",
}
_PANGO = {
    "debian": "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "pango harfbuzz",
    "arch": "pango",
    "alpine": "pango harfbuzz-subset",
    "suse": "libpango-1_0-0 libharfbuzz-subset0",
    "darwin": "pango",
}
_SUBSET = {
    "debian": "libharfbuzz-subset0",
    "fedora": "harfbuzz",
    "arch": "harfbuzz",
    "alpine": "harfbuzz-subset",
    "suse": "libharfbuzz-subset0",
    "darwin": "harfbuzz",
}
_FONTS = {
    "debian": "fonts-noto-core",
    "fedora": "google-noto-sans-fonts",
    "arch": "noto-fonts",
    "alpine": "font-noto",
    "suse": "google-noto-sans-fonts",
    "darwin": "--cask font-noto-sans",
}
_CJK = {
    "debian": "fonts-noto-cjk",
    "fedora": "google-noto-sans-cjk-fonts",
    "arch": "noto-fonts-cjk",
    "alpine": "font-noto-cjk",
    "suse": "google-noto-sans-cjk-fonts",
    "darwin": "--cask font-noto-sans-cjk",
}
_EMOJI = {
    "debian": "fonts-noto-color-emoji",
    "fedora": "google-noto-color-emoji-fonts",
    "arch": "noto-fonts-emoji",
    "alpine": "font-noto-emoji",
}
_OWN = "replace what lacks, or uninstall cjmap-fonts to print with this machine's fonts"
_CJK_NAMES = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "FULLWIDTH", "IDEOGRAPHIC", "KANGXI")


def pango_remedy() -> str:
    """How to install Pango and its company."""
    return _install(_PANGO, "Pango 1.44 or later with HarfBuzz and Fontconfig")


def subset_remedy() -> str:
    """How to install HarfBuzz's subsetter."""
    return _install(_SUBSET, "the library harfbuzz-subset")


def fonts_remedy() -> str:
    """How to install fonts for every shipped language."""
    both = {name: f"{_FONTS[name]} {_CJK[name].removeprefix('--cask ')}" for name in _FONTS}
    return _install(both, "the Noto Sans and Noto Sans CJK fonts")


def missing_characters(characters: Iterable[str], *, own: bool = False) -> Iterator[str]:
    """One warning for each remedy, naming each character and its code point.

    `own` says that only the fonts of the package cjmap-fonts were looked at.
    """
    groups: dict[str, list[str]] = {}
    for char in sorted(characters):
        groups.setdefault(_OWN if own else _remedy(char), []).append(char)
    for remedy, chars in groups.items():
        named = ", ".join(f"“{char}” (U+{ord(char):04X})" for char in chars)
        many = "prints as an empty box" if len(chars) == 1 else "print as empty boxes"
        where = "cjmap-fonts does not have" if own else "no installed font has"
        yield f"{where} {named}: {many}; {remedy}"


def _remedy(char: str) -> str:
    if unicodedata.category(char) == "Co":
        return "a private-use character has a meaning in one font only, so replace it"
    if unicodedata.name(char, "").startswith(_CJK_NAMES):
        return _install(_CJK, "the Noto Sans CJK fonts")
    if 0x1F000 <= ord(char) <= 0x1FAFF:
        return _install(_EMOJI, "an emoji font")
    if unicodedata.category(char) == "Cn":
        return "install a font that has it, or replace it"
    return f"{_install(_FONTS, 'the Noto fonts')}, or another font that has it"


def _install(packages: dict[str, str], otherwise: str) -> str:
    system = _system()
    if system not in packages:
        return f"install {otherwise}"
    sudo = "sudo " if system != "darwin" and os.geteuid() != 0 else ""
    return f"install with: {sudo}{_COMMANDS[system]} {packages[system]}"


@cache
def _system() -> str:
    """The family of this system, as far as it is known."""
    if sys.platform == "darwin":
        return "darwin"
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = [release.get("ID", ""), *release.get("ID_LIKE", "").split()]
    other = {"ubuntu": "debian", "rhel": "fedora", "centos": "fedora", "opensuse": "suse", "sles": "suse"}
    for name in names:
        found = other.get(name, name.partition("-")[0] if name.startswith("opensuse") else name)
        if found in _COMMANDS:
            return found
    return other.get(names[0].partition("-")[0], "")
