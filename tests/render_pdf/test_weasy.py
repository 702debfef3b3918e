"""What WeasyPrint needs of a system, and what is said where it is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from pdf_maps import EXAMPLES, example, pictures

from cjmap.render import pdf, remedies, style, weasy
from cjmap.render.pdf import Metadata, write

pytestmark = pytest.mark.pdf

PAGE = '<html lang="{lang}"><title>t</title><body><p>{text}</p></body></html>'


def python(code: str, **env: str) -> subprocess.CompletedProcess[str]:
    """Run code in a fresh interpreter."""
    source = str(Path(weasy.__file__).parents[2])
    paths = os.pathsep.join([source, os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        check=False,
        text=True,
        env={**os.environ, "PYTHONPATH": paths, **env},
    )


TRY = """
from cjmap.render.pdf import Metadata, write
from cjmap.render import PdfError
try:
    write('<html lang="en"><title>t</title><p>words</p></html>', Metadata("t"))
    print("made")
except PdfError as error:
    print(type(error).__name__, "|", error.message, "|", error.help)
"""


def test_no_fonts_is_said_not_a_crash(tmp_path: Path):
    config = tmp_path / "fonts.conf"
    config.write_text(f"<fontconfig><cachedir>{tmp_path}</cachedir></fontconfig>")
    done = python(TRY, FONTCONFIG_FILE=str(config))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("NoFontsError | this system has no fonts")
    assert "install" in done.stdout
    assert len(done.stdout.splitlines()) == 1


def test_missing_pango_is_one_line_with_the_remedy():
    hide = """
import ctypes.util, sys
ctypes.util.find_library = lambda name: None
import _cffi_backend, ctypes
load, cdll = _cffi_backend.load_library, ctypes.CDLL
def blocked(name, *rest):
    if "pango" in str(name):
        raise OSError(f"cannot load library '{name}': no such file")
    return load(name, *rest)
class Blocked(cdll):
    def __init__(self, name, *rest, **more):
        if "pango" in str(name):
            raise OSError("no such file")
        super().__init__(name, *rest, **more)
_cffi_backend.load_library, ctypes.CDLL = blocked, Blocked
"""
    done = python(hide + TRY)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("PangoMissingError | ")
    assert "pango" in done.stdout
    assert remedies.pango_remedy() in done.stdout
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_libraries_are_found_without_running_a_program():
    code = """
import sys
ran = []
sys.addaudithook(lambda event, args: ran.append(args[0]) if event in ("subprocess.Popen", "os.posix_spawn") else None)
import ctypes.util
before = ctypes.util.find_library
from cjmap.render import weasy
weasy.load()
assert ctypes.util.find_library is before
print(ran)
"""
    done = python(code)
    assert done.stdout == "[]\n", done.stdout + done.stderr


def test_a_library_that_only_the_slow_search_finds():
    code = """
import ctypes, ctypes.util, _cffi_backend
cdll, load = ctypes.CDLL, _cffi_backend.load_library
def only_by_path(name, *rest):
    if name == "/slow/pango":
        return load("libpango-1.0.so.0", *rest)
    if "libpango-1" in name:
        raise OSError(f"cannot load library '{name}'")
    return load(name, *rest)
_cffi_backend.load_library = only_by_path
find = ctypes.util.find_library
ctypes.util.find_library = lambda name: "/slow/pango" if name == "pango-1.0" else find(name)
from cjmap.render import weasy
print(weasy.load().__name__)
"""
    done = python(code)
    assert done.stdout == "weasyprint\n", done.stdout + done.stderr


def test_only_data_is_fetched():
    fetcher = weasy.data_only(weasy.load())
    assert fetcher.fetch("data:text/plain,ok").read() == b"ok"
    assert fetcher.fetch("DATA:text/plain,ok").read() == b"ok"
    for url in (
        "file:///etc/hostname",
        "http://127.0.0.1:9/",
        "ftp://127.0.0.1/",
        "/etc/hostname",
        " data:text/plain,x",
    ):
        with pytest.raises(ValueError, match="only data"):
            fetcher.fetch(url)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\ue123", ("U+E123", "private-use", "replace it")),
        ("\U0001342f\U00016ff4", ("install",)),
        ("\u0378", ("U+0378", "install a font that has it")),
    ],
)
def test_missing_glyphs_are_warnings(text: str, said: tuple[str, ...]):
    warnings = write(PAGE.format(lang="en", text=f"a {text} b"), Metadata("t")).warnings
    if not warnings and "U+" not in said[0]:
        pytest.skip("a font here has them")
    assert len(warnings) == 1
    assert all(part in warnings[0] for part in said)


def test_every_missing_glyph_once():
    warnings = write(PAGE.format(lang="en", text="\ue123 \ue123 \ue124 word \u2060 \u200b"), Metadata("t")).warnings
    assert len(warnings) == 1
    assert warnings[0].count("U+E123") == warnings[0].count("U+E124") == 1


def test_missing_chinese_names_its_package(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remedies, "_system", lambda: "debian")
    assert list(remedies.missing_characters(["骨", "。"])) == [
        (
            "no installed font has “。” (U+3002), “骨” (U+9AA8): print as empty boxes; "
            f"install with: {'' if os.geteuid() == 0 else 'sudo '}apt-get install fonts-noto-cjk"
        )
    ]


@pytest.mark.parametrize("system", ["debian", "fedora", "arch", "alpine", "suse", "darwin", ""])
def test_a_remedy_for_every_system(system: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(remedies, "_system", lambda: system)
    for remedy in (remedies.pango_remedy(), remedies.fonts_remedy(), remedies.subset_remedy()):
        assert remedy.startswith("install ")


def test_the_log_is_left_as_it_was():
    import logging

    logger = logging.getLogger("weasyprint")
    before = logger.level, logger.propagate, list(logger.handlers)
    with weasy.Log():
        pass
    assert (logger.level, logger.propagate, list(logger.handlers)) == before


def test_a_page_read_as_xml_prints_as_one_read_as_html(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fast way gives the same bytes as WeasyPrint's own, over a map with every mark and a foreign language."""
    loaded = weasy.load()
    plain: list[object] = []

    def slow(weasyprint: ModuleType, text: str) -> object:
        plain.append(text)
        return weasyprint.HTML(string=text, base_url=None, url_fetcher=weasy.data_only(loaded))

    view = example(next(path for path in EXAMPLES if path.name == "bank-loan.cjm.yaml"))
    fast = pdf.render(view, read_image=pictures).data
    monkeypatch.setattr(weasy, "page", slow)
    assert pdf.render(view, read_image=pictures).data == fast
    assert plain


def test_a_page_that_is_no_xml_is_read_as_html() -> None:
    loaded = weasy.load()
    assert weasy.page(loaded, "<!doctype html>\n<p>one<p>two & three").etree_element.tag == "html"


def test_settled_sheets_ask_only_where_elements_differ() -> None:
    css = """:root{--ink:#111;--ground:#fff;--sans:A,serif}
.dark{--ground:var(--shade)}
.x:lang(en){--sans:B,serif}
.x{font-family:var(--sans)}
p{color:var(--ink);background:var(--ground);font:1rem/1 var(--sans)}
:root{--ink:#222}
"""
    settled = style.settled(css).splitlines()
    assert settled[3] == ".x{font-family:var(--sans)}"
    assert settled[4] == "p{color:#222;background:var(--ground);font:1rem/1 A,serif}"
