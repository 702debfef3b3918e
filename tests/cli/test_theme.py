"""`cjmap render` with themes: by name, by the project file, and with a style sheet of one's own."""

from __future__ import annotations

import base64
import subprocess
from pathlib import Path

import pytest

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
MAP = "online.cjm.yaml"


def branded(shop: Path, theme: str) -> Path:
    """The project with a theme."""
    project = shop / "cjmap.yaml"
    project.write_text(project.read_text(encoding="utf-8") + theme, encoding="utf-8")
    return shop


def test_by_name(cjmap, shop):
    pages = {name: cjmap("render", shop / MAP, "-o", "-", "--theme", name).stdout for name in ("editorial", "studio")}
    assert cjmap("render", shop / MAP, "-o", "-").stdout == pages["editorial"]
    assert "--page:#f6f3ed" in pages["studio"]
    assert "--page:#f6f3ed" not in pages["editorial"]


def test_an_unknown_name(cjmap, shop):
    result = cjmap("render", shop / MAP, "--theme", "studo")
    assert result.returncode == 2
    assert "there is no theme ‘studo’" in result.stderr
    assert "did you mean ‘studio’?" in result.stderr


def test_by_the_project(cjmap, shop):
    (shop / "logo.png").write_bytes(PNG)
    theme = (
        'theme: {base: studio, colours: {link: "7A1FA2", stages: [800, "#321"]}, logo: logo.png, logo_text: A & B}\n'
    )
    branded(shop, theme)
    page = cjmap("render", shop / MAP, "-o", "-").stdout
    assert "--link:#7a1fa2" in page
    assert "--stage1:#880000" in page
    assert "--stage5:#332211" in page
    assert f'<img src="data:image/png;base64,{base64.b64encode(PNG).decode()}" alt="A &amp; B">' in page
    # a theme by name comes without the colours that were chosen for another
    plain = cjmap("render", shop / MAP, "-o", "-", "--theme", "mono").stdout
    assert "#7a1fa2" not in plain
    assert "data:image/png" in plain


def test_too_faint_colours_are_errors_and_nothing_is_drawn(cjmap, shop, tmp_path):
    branded(shop, "theme: {colours: {ink2: bbbbbb}}\n")
    result = cjmap("render", shop / MAP, "-o", "out/")
    assert result.returncode == 1
    assert "error[low-contrast]: ink2 #bbbbbb on " in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_sheet_of_ones_own(cjmap, shop, tmp_path):
    (tmp_path / "own.css").write_text(":root{--link:#123abc}\n.deck{letter-spacing:.01em}\n", encoding="utf-8")
    page = cjmap("render", shop / MAP, "-o", "-", "--css", "own.css").stdout
    assert "--link:#123abc" in page
    assert ".deck{letter-spacing:.01em}</style>" in page


@pytest.mark.parametrize(
    ("data", "status", "said"),
    [
        (b"h1{background:url(x)}", 1, "own.css:1:15: error[css-refused]: ‘url()’ is refused"),
        (b"h1{color:\xff}", 2, "cannot read own.css: the byte 0xFF"),
        (None, 2, "cannot read own.css: no such file"),
    ],
)
def test_a_sheet_that_cannot_be_used(cjmap, shop, tmp_path, data, status, said):
    if data is not None:
        (tmp_path / "own.css").write_bytes(data)
    result = cjmap("render", shop / MAP, "-o", "out/", "--css", "own.css")
    assert result.returncode == status
    assert said in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.pdf
def test_a_font_of_the_project_is_in_the_pdf(cjmap, shop, tmp_path):
    """The font of the machine under another name: only the embedded file can have it."""
    where = subprocess.run(["fc-match", "-f", "%{file}", "Noto Serif"], check=True, capture_output=True, text=True)
    found = Path(where.stdout)
    if found.suffix.lower() not in (".ttf", ".otf"):
        pytest.skip("no single font file to try")
    (shop / f"brand{found.suffix}").write_bytes(found.read_bytes())
    branded(shop, f"theme: {{font: {{sans: {{family: Acme, regular: brand{found.suffix}}}}}}}\n")
    page = cjmap("render", shop / MAP, "-o", "-").stdout
    assert "--sans:'Acme','Helvetica Neue'" in page
    assert f"@font-face{{font-family:'Acme';font-weight:1 999;src:url(data:font/{found.suffix[1:]};base64," in page
    assert cjmap("render", shop / MAP, "-o", "a.pdf").returncode == 0
    fonts = subprocess.run(["pdffonts", tmp_path / "a.pdf"], check=True, capture_output=True, text=True).stdout
    assert "Acme" in fonts
