"""WeasyPrint: brought in fast and quietly, given only what stands in the page, and its log turned into warnings."""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import gc
import io
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, Self
from xml.etree import ElementTree as ET

from cjmap.render import PdfError, swift
from cjmap.render.remedies import fonts_remedy, missing_characters, pango_remedy, subset_remedy
from cjmap.resources import own_fonts

# longer names first: one stands within another
_LIBRARIES = (
    "harfbuzz-subset",
    "harfbuzz-vector",
    "harfbuzz",
    "gobject-2.0",
    "pangoft2-1.0",
    "pango-1.0",
    "fontconfig",
)
_CONFIG = "FONTCONFIG_FILE"


class PangoMissingError(PdfError):
    """A system library of WeasyPrint's is not there."""


class NoFontsError(PdfError):
    """The system has no font at all; WeasyPrint would crash the process."""


def load() -> ModuleType:
    """Import WeasyPrint. Raises PangoMissingError when a library of the system is missing."""
    if "weasyprint" in sys.modules and hasattr(sys.modules["weasyprint"], "HTML"):
        return sys.modules["weasyprint"]
    try:
        with _fast_lookup():
            return _import()
    except OSError:
        # it may lie where only a compiler or the loader's cache knows
        _forget()
    try:
        return _import()
    except OSError as error:
        _forget()
        raise PangoMissingError(
            f"WeasyPrint cannot load its libraries ({_first_line(error)})", pango_remedy()
        ) from None
    except ImportError as error:
        raise PdfError(f"WeasyPrint cannot be imported ({error})", "install it with: pip install weasyprint") from None


def _import() -> ModuleType:
    # on failure it prints to standard output, and without fonts or HarfBuzz's subsetter it warns
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        import weasyprint

    return weasyprint  # type: ignore[no-any-return]


def _forget() -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "weasyprint"]:
        del sys.modules[name]


def _first_line(error: OSError) -> str:
    return str(error).partition("\n")[0].partition(".  Additionally")[0]


@contextlib.contextmanager
def _fast_lookup() -> Iterator[None]:
    """Answer the search for WeasyPrint's libraries from the loader; Python would run a compiler for each."""
    original = ctypes.util.find_library

    def find_library(name: str) -> str | None:
        stem = next((stem for stem in _LIBRARIES if stem in name), None)
        if stem is None:
            return original(name)
        for version in (0, 1):
            with contextlib.suppress(OSError):
                ctypes.CDLL(soname := f"lib{stem}.so.{version}")
                return soname
        return None

    if sys.platform.startswith("linux"):
        ctypes.util.find_library = find_library
    try:
        yield
    finally:
        ctypes.util.find_library = original


def data_only(weasyprint: ModuleType) -> Any:
    """A fetcher that reads what stands in the page itself, and nothing else: no file, no address."""

    class DataOnly(weasyprint.urls.URLFetcher):  # type: ignore[name-defined,misc]
        """Reads `data:` only."""

        def __init__(self) -> None:
            super().__init__(allowed_protocols=("data",), allow_redirects=False)

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            """Read a `data:` URL; anything else is refused before it is looked at."""
            if not url[:5].lower() == "data:":
                raise ValueError("only data: is read")
            return super().fetch(url, headers)

    return DataOnly()


def page(weasyprint: ModuleType, text: str) -> Any:
    """A page of ours for WeasyPrint, read several times faster than it would read it itself.

    It is written so that it is XML as well as HTML once the empty elements are closed; what is not is read as HTML.
    """
    fetcher = data_only(weasyprint)
    present = swift.has(text)
    short = _STYLE.sub(lambda style: style[1] + swift.needed(style[2], present) + style[3], text)
    try:
        root = ET.fromstring(_as_xml(short))  # noqa: S314 -- our own page, in which a map's words are escaped
    except ET.ParseError:
        return weasyprint.HTML(string=text, base_url=None, url_fetcher=fetcher)
    anchors = swift.take_ids(root, text)

    class Page(weasyprint.HTML):  # type: ignore[name-defined,misc]
        """A page already read, with as few of WeasyPrint's own rules as it needs."""

        def __init__(self) -> None:
            import cssselect2

            self.base_url, self.url_fetcher, self.media_type = None, fetcher, "print"
            self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
            self.etree_element = self.wrapper_element.etree_element

        def _ua_stylesheets(self, forms: bool = False) -> list[Any]:
            del forms
            return [_quiet_sheet(present)]

        def render(self, *arguments: Any, **options: Any) -> Any:
            """Lay the page out."""
            with swift.shared_styles(anchors):
                return super().render(*arguments, **options)

    return Page()


def _as_xml(text: str) -> str:
    """The page with its empty elements closed, its drawings in their namespace and its style marked as text."""
    text = text.removeprefix("<!doctype html>").lstrip()
    text = _EMPTY.sub(r"<\1\2/>", text).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
    return text.replace("<style>", "<style><![CDATA[").replace("</style>", "]]></style>")


_EMPTY = re.compile(r"<(br|col|hr|img|input|link|meta|wbr)\b([^>]*?)/?>")


_STYLE = re.compile("(<style>)(.*?)(</style>)", re.DOTALL)


def _quiet_sheet(present: swift.Has) -> Any:
    """WeasyPrint's own style sheet for a page, without its rules for footnotes and list markers of any element.

    We print none, and each of these rules has it work out one more style for every element of the page.
    """
    return _read_sheet(swift.needed(_own_rules(), present))


@cache
def _own_rules() -> str:
    import weasyprint

    text = (Path(weasyprint.__file__).parent / "css" / "html5_ua.css").read_text(encoding="utf-8")
    # the styles of counters are read from elsewhere
    return "\n".join(line for line in text.splitlines() if not line.startswith(("::", "@counter-style")))


@cache
def _read_sheet(text: str) -> Any:
    import weasyprint

    return weasyprint.CSS(string=text)


@contextlib.contextmanager
def _configured() -> Iterator[None]:
    """Let Fontconfig see our own fonts alone, where they are installed."""
    own = own_fonts()
    if own is None:
        yield
        return
    before = os.environ.get(_CONFIG)
    os.environ[_CONFIG] = str(own)
    try:
        yield
    finally:
        if before is None:
            del os.environ[_CONFIG]
        else:
            os.environ[_CONFIG] = before


def fonts(weasyprint: ModuleType) -> Any:
    """WeasyPrint's list of fonts: our own, else the system's. Raises NoFontsError when there is none."""
    from weasyprint.text.ffi import fontconfig

    with warnings.catch_warnings(), _configured():
        warnings.simplefilter("ignore")
        found = weasyprint.text.fonts.FontConfiguration()
    # laying text out without a font ends the process by a segmentation fault, so this cannot be left to it
    if fontconfig.FcConfigGetFonts(found._config, fontconfig.FcSetSystem).nfont == 0:  # noqa: SLF001
        raise NoFontsError("this system has no fonts to print with", fonts_remedy())
    return found


def lacks_subsetter() -> bool:
    """Whether HarfBuzz's subsetter is missing, without which Chinese text takes many times as long to write."""
    from weasyprint.text.ffi import harfbuzz_subset

    return harfbuzz_subset is None


@contextlib.contextmanager
def unread_fonts() -> Iterator[None]:
    """Let WeasyPrint read the file of a font only when it asks for it.

    It copies each font whole as soon as a page uses it, 20 MB and more for a Chinese one, and then has HarfBuzz make
    the font's subset without looking at the copy.
    """
    from weasyprint.pdf import fonts, stream

    read = fonts.get_hb_object_data

    class Font(fonts.Font):  # type: ignore[misc]
        """A font that is read late."""

        _content: bytes | None = None

        def __init__(self, *arguments: Any) -> None:
            fonts.get_hb_object_data = lambda _: None
            try:
                super().__init__(*arguments)
            finally:
                fonts.get_hb_object_data = read

        @property
        def file_content(self) -> Any:
            """The font's file: what it was made to be, else what it is on the machine."""
            if self._content is None:
                self._content = read(self.hb_face)
            return self._content

        @file_content.setter
        def file_content(self, data: bytes | None) -> None:
            self._content = data

    stream.Font, before = Font, stream.Font
    try:
        yield
    finally:
        stream.Font = before


@contextlib.contextmanager
def patient_collector() -> Iterator[None]:
    """Let Python look for garbage less often: a page is millions of objects that live until it is written.

    It stays on, so that a batch does not keep every page.
    """
    before = gc.get_threshold()
    gc.set_threshold(20_000, 50, 20)
    try:
        yield
    finally:
        gc.set_threshold(*before)


_DATA = re.compile(r"data:[^\s\"']{24,}")


class Log(logging.Handler):
    """Listens to WeasyPrint while it is at work, and says afterwards what concerns the reader of the map."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: dict[str, None] = {}
        self.errors: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the characters without a glyph, and what WeasyPrint calls an error; drop the rest."""
        if str(record.msg).startswith(".notdef glyph") and isinstance(record.args, tuple):
            self.missing[str(record.args[0])] = None
        elif record.levelno >= logging.ERROR:
            self.errors[_DATA.sub("data:…", record.getMessage())] = None

    def __enter__(self) -> Self:
        logger = logging.getLogger("weasyprint")
        self._before = logger.level, logger.propagate
        logger.setLevel(logging.WARNING)
        logger.propagate = False
        logger.addHandler(self)
        return self

    def __exit__(self, *_: object) -> None:
        logger = logging.getLogger("weasyprint")
        logger.removeHandler(self)
        logger.level, logger.propagate = self._before

    def warnings(self) -> tuple[str, ...]:
        """What to tell the person who asked for the PDF, each with its remedy."""
        found = [*missing_characters(self.missing, own=own_fonts() is not None)]
        if lacks_subsetter():
            found.append(f"HarfBuzz's subsetter is missing, so PDFs are slow to make and large; {subset_remedy()}")
        return (*found, *(f"WeasyPrint: {error}" for error in self.errors))
