"""What this machine can render: libraries, fonts and the terminal, found without loading the renderers."""

from __future__ import annotations

import ctypes
import os
import platform
import sys
from dataclasses import dataclass

PACKAGES = ("weasyprint", "pydyf", "fonttools", "pypdfium2", "jinja2", "pydantic", "pyyaml", "rich", "typer")
"""The packages whose versions matter when something looks wrong."""

FONT_LANGUAGES = ("en", "ms", "zh-TW", "zh-CN")
"""The languages that fonts are looked for, as fontconfig tags them."""

_PANGO = ("libpango-1.0.so.0", "libpango-1.0.so", "libpango-1.0.0.dylib", "libpango-1.0.dylib", "libpango-1.0-0.dll")
_SUBSET = (
    "libharfbuzz-subset.so.0", "libharfbuzz-subset.so", "libharfbuzz-subset.0.dylib", "libharfbuzz-subset.dylib",
    "libharfbuzz-subset-0.dll",
)  # fmt: skip
_FONTCONFIG = (
    "libfontconfig.so.1", "libfontconfig.so", "libfontconfig.1.dylib", "libfontconfig.dylib", "libfontconfig-1.dll",
)  # fmt: skip
_BREW = ("/opt/homebrew/lib", "/usr/local/lib")


@dataclass(frozen=True, slots=True)
class Library:
    """A library of the system: whether it can be loaded, and its version where it says so."""

    found: bool
    version: str = ""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The font families: how many there are, and those that cover each language; None without fontconfig."""

    families: int
    covering: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Terminal:
    """Where standard output goes."""

    encoding: str
    is_terminal: bool
    columns: int
    colour: bool
    locale: str


def python() -> str:
    """The version of Python and what it runs on."""
    return f"{platform.python_version()} ({platform.python_implementation()}, {platform.system()} {platform.machine()})"


def versions() -> dict[str, str | None]:
    """The installed version of each package; None for one that is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    found: dict[str, str | None] = {}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found


def own_fonts() -> str | None:
    """The version of cjmap-fonts, when PDFs are set in its fonts; None when they are set in the machine's."""
    from importlib.metadata import PackageNotFoundError, version

    from cjmap.resources import own_fonts as configuration

    if configuration() is None:
        return None
    try:
        return version("cjmap-fonts")
    except PackageNotFoundError:
        return "not installed as a package"


def pango() -> Library:
    """Pango, which lays out the text of PDFs."""
    library = _load(_PANGO)
    if library is None:
        return Library(found=False)
    library.pango_version_string.restype = ctypes.c_char_p
    return Library(True, library.pango_version_string().decode())


def subsetter() -> Library:
    """HarfBuzz's subsetter, without which Chinese text takes many times as long to write."""
    return Library(_load(_SUBSET) is not None)


def fonts() -> Fonts | None:
    """What fontconfig knows; None when it is not there."""
    library = _load(_FONTCONFIG)
    if library is None:
        return None
    every = _families(library, ":")
    covering = {language: _families(library, f":lang={language.lower()}") for language in FONT_LANGUAGES}
    return Fonts(len(every), covering)


def terminal(*, columns: int, colour: bool) -> Terminal:
    """Standard output as Python sees it."""
    locale = next((value for name in ("LC_ALL", "LC_CTYPE", "LANG") if (value := os.environ.get(name))), "")
    return Terminal(sys.stdout.encoding or "ascii", sys.stdout.isatty(), columns, colour, locale)


def _load(names: tuple[str, ...]) -> ctypes.CDLL | None:
    """The first of some libraries that can be loaded."""
    places = ["", *(f"{folder}/" for folder in _BREW if sys.platform == "darwin")]
    for name in names:
        for place in places:
            try:
                return ctypes.CDLL(place + name)
            except OSError:
                continue
    return None


class _FontSet(ctypes.Structure):
    _fields_ = (("nfont", ctypes.c_int), ("sfont", ctypes.c_int), ("fonts", ctypes.POINTER(ctypes.c_void_p)))


def _families(library: ctypes.CDLL, pattern: str) -> tuple[str, ...]:
    """The families that fit a fontconfig pattern, by name."""
    library.FcInit()
    for function in ("FcNameParse", "FcObjectSetCreate"):
        getattr(library, function).restype = ctypes.c_void_p
    library.FcFontList.restype = ctypes.POINTER(_FontSet)
    parsed = ctypes.c_void_p(library.FcNameParse(pattern.encode()))
    wanted = ctypes.c_void_p(library.FcObjectSetCreate())
    library.FcObjectSetAdd(wanted, b"family")
    found = library.FcFontList(None, parsed, wanted)
    names = set()
    if found:
        for index in range(found.contents.nfont):
            name = ctypes.c_char_p()
            font = ctypes.c_void_p(found.contents.fonts[index])
            if library.FcPatternGetString(font, b"family", 0, ctypes.byref(name)) == 0 and name.value:
                names.add(name.value.decode("utf-8", errors="replace"))
        library.FcFontSetDestroy(found)
    library.FcObjectSetDestroy(wanted)
    library.FcPatternDestroy(parsed)
    return tuple(sorted(names))
