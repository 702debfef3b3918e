"""The package cjmap-fonts: with it PDFs and pictures need no font of the machine, and show the right forms."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest
from render_pdf.pages import picture, run
from render_pdf.test_glyphs import LINE, glyphs, likeness, row

from cjmap.labels import LANGUAGES

pytestmark = [pytest.mark.pdf, pytest.mark.slow]
ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "packages" / "cjmap-fonts"
COLLECTIONS = Path("/usr/share/fonts/opentype/noto")
NONE = "<fontconfig><cachedir>{folder}</cachedir></fontconfig>"


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package in it, as built and installed: the real script, the real wheel."""
    for module in ("uharfbuzz", "hatchling"):
        if importlib.util.find_spec(module) is None:
            pytest.skip(f"{module} is missing")
    if not (COLLECTIONS / "NotoSansCJK-Bold.ttc").exists():
        pytest.skip("fonts-noto-cjk is missing")
    copy = tmp_path_factory.mktemp("package") / "cjmap-fonts"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("*.otf", "dist"))
    build = [sys.executable, "build_fonts.py", "--source", str(COLLECTIONS)]
    made = subprocess.run(build, cwd=copy, capture_output=True, text=True, check=False)
    if "is not the file that this package is made of" in made.stderr:
        pytest.skip("this machine has another version of fonts-noto-cjk")
    assert made.returncode == 0, made.stderr
    pack = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(copy / "dist")]
    subprocess.run(pack, cwd=copy, capture_output=True, check=True)
    [wheel] = (copy / "dist").iterdir()
    target = tmp_path_factory.mktemp("site")
    with ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def cjmap(site: Path | None, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command on a machine without a font, with the package where `site` is given."""
    config = folder / "none.conf"
    config.write_text(NONE.format(folder=folder), encoding="utf-8")
    paths = os.pathsep.join([str(ROOT / "src"), *([str(site)] if site else [])])
    # what fontconfig found out about the package's fonts, which takes it seconds, it may keep between the tests
    cache = site.with_name("cache") if site else folder
    return subprocess.run(
        [sys.executable, "-m", "cjmap", *arguments],
        cwd=folder, capture_output=True, text=True, check=False, timeout=300,
        env={**os.environ, "PYTHONPATH": paths, "FONTCONFIG_FILE": str(config), "XDG_CACHE_HOME": str(cache)},
    )  # fmt: skip


def test_the_wheel_holds_four_whole_fonts_and_their_licence(site):
    names = {path.name for path in (site / "cjmap_fonts").iterdir()}
    fonts = {f"NotoSansCJK{face}-{weight}.otf" for face in ("tc", "sc") for weight in ("Regular", "Bold")}
    assert names == fonts | {"__init__.py", "fonts.conf"}
    [licence] = site.glob("*.dist-info/licenses/LICENSE")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence.read_text(encoding="utf-8")
    # each is one region's part of a collection of five
    for path in (site / "cjmap_fonts").glob("*.otf"):
        collection = COLLECTIONS / f"NotoSansCJK-{path.stem.rpartition('-')[2]}.ttc"
        assert path.stat().st_size < collection.stat().st_size / 2


def test_the_fonts_have_every_character_of_the_shipped_scripts_and_their_own_names(site):
    from fontTools.ttLib import TTFont

    def all_of(encoding: str) -> set[int]:
        pairs = (bytes((first, second)) for first in range(0x81, 0xFF) for second in range(0x40, 0xFF))
        return {ord(char) for pair in pairs if len(char := pair.decode(encoding, errors="ignore")) == 1}

    wanted = {"big5", "gb2312", "gbk"}
    labels = set(map(ord, "".join(path.read_text("utf-8") for path in (ROOT / "templates").rglob("*.yaml")))) - {0x0A}
    for face, family in (("tc", "Noto Sans CJK TC"), ("sc", "Noto Sans CJK SC")):
        for weight in ("Regular", "Bold"):
            with TTFont(site / "cjmap_fonts" / f"NotoSansCJK{face}-{weight}.otf", lazy=True) as font:
                has = font.getBestCmap().keys()
                assert (font["name"].getDebugName(1), font["name"].getDebugName(2)) == (family, weight)
                assert labels <= has
                for encoding in wanted:
                    lacking = {chr(code) for code in all_of(encoding) - has if not 0xE000 <= code <= 0xF8FF}
                    # those that Noto Sans CJK never had; and DEL, which some tables count
                    assert lacking <= set("≒‾∼ˍ\x7f"), encoding


def test_the_same_source_gives_the_same_bytes(site, tmp_path):
    build = [sys.executable, str(PACKAGE / "build_fonts.py"), "--source", str(COLLECTIONS), "--target", str(tmp_path)]
    subprocess.run(build, check=True, capture_output=True)
    for path in tmp_path.glob("*.otf"):
        here, there = (hashlib.sha256(each.read_bytes()).digest() for each in (path, site / "cjmap_fonts" / path.name))
        assert here == there


def test_another_source_is_refused(tmp_path):
    (tmp_path / "NotoSansCJK-Regular.ttc").write_bytes(b"another font")
    build = [sys.executable, str(PACKAGE / "build_fonts.py"), "--source", str(tmp_path), "--target", str(tmp_path)]
    done = subprocess.run(build, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr == "NotoSansCJK-Regular.ttc is not the file that this package is made of\n"
    assert list(tmp_path.glob("*.otf")) == []


def test_a_machine_without_fonts_prints_with_the_package(site, tmp_path):
    """In every language, by one command for all of them: to start one on a machine without fonts takes seconds."""
    (tmp_path / "maps").mkdir()
    for language in LANGUAGES:
        (tmp_path / "maps" / f"{language}.cjm.yaml").write_text(
            f"cjmap: 1\nkind: current-state\ntitle: The map 骨直\nlanguage: {language}\n"
            "stages:\n  - {title: Pay 付款, thoughts: “Café”—voilà 述遍, emotion: 1}\n",
            encoding="utf-8",
        )
    without = cjmap(None, tmp_path, "render", "maps", "--to", "pdf")
    assert (without.returncode, "has no fonts to print with" in without.stderr) == (2, True)
    assert not list(tmp_path.rglob("*.pdf"))
    made = cjmap(site, tmp_path, "render", "maps", "--to", "pdf,svg", "-o", "out")
    assert made.returncode == 0, made.stderr
    assert "warning" not in made.stderr
    cjmap(site, tmp_path, "render", "maps", "--to", "pdf", "-o", "again")
    for language in LANGUAGES:
        data = (tmp_path / "out" / f"{language}.pdf").read_bytes()
        fonts = {line.split()[0].partition("+")[2] for line in run(data, "pdffonts", "PDF").decode().splitlines()[2:]}
        region = "SC" if language == "zh-CN" else "TC"
        assert fonts == {f"Noto-Sans-CJK-{region}", f"Noto-Sans-CJK-{region}-Bold"}
        # two fonts, each with the few hundred characters at most that the map uses, of thirty thousand
        assert len(data) < min(path.stat().st_size for path in (site / "cjmap_fonts").glob("*.otf")) / 25
        assert (tmp_path / "again" / f"{language}.pdf").read_bytes() == data
        assert (tmp_path / "out" / f"{language}.svg").exists()


def test_the_machine_s_fonts_change_nothing(site, tmp_path):
    """The same bytes where there are no fonts and where there are all of Debian's."""
    shutil.copy(ROOT / "examples" / "burger" / "burger.cjm.yaml", tmp_path)
    arguments = [sys.executable, "-m", "cjmap", "render", "burger.cjm.yaml", "--to", "pdf", "-o", "rich.pdf"]
    paths = os.pathsep.join([str(ROOT / "src"), str(site)])
    subprocess.run(arguments, cwd=tmp_path, check=True, capture_output=True, env={**os.environ, "PYTHONPATH": paths})
    assert cjmap(site, tmp_path, "render", "burger.cjm.yaml", "--to", "pdf", "-o", "bare.pdf").returncode == 0
    assert (tmp_path / "rich.pdf").read_bytes() == (tmp_path / "bare.pdf").read_bytes()


def test_what_the_package_lacks_is_named(site, tmp_path):
    source = tmp_path / "map.cjm.yaml"
    source.write_text(
        "cjmap: 1\nkind: current-state\ntitle: 안녕\nlanguage: en\nstages: [{title: Pay}]\n", encoding="utf-8"
    )
    made = cjmap(site, tmp_path, "render", "map.cjm.yaml", "--to", "pdf")
    assert (
        "cjmap-fonts does not have “녕” (U+B155), “안” (U+C548): print as empty boxes; replace what lacks"
        in made.stderr
    )


def test_doctor_says_so(site, tmp_path):
    said = cjmap(site, tmp_path, "doctor").stdout
    assert "cjmap-fonts 2.4.0: PDFs and pictures use its fonts and no others" in said
    assert "→" not in said


GLYPHS = """
import sys
sys.path[:0] = [sys.argv[1], sys.argv[1] + "/render_pdf"]
from render_pdf.test_glyphs import page
from cjmap.render.pdf import Metadata, write
sys.stdout.buffer.write(write(page(), Metadata("t")).data)
"""


def test_the_forms_are_those_of_the_region(site, tmp_path):
    """Picture by picture: as the machine's own Noto Sans CJK, from which they come, and different between regions."""
    paths = os.pathsep.join([str(ROOT / "src"), str(site)])
    config = tmp_path / "none.conf"
    config.write_text(NONE.format(folder=tmp_path), encoding="utf-8")
    bare = {**os.environ, "PYTHONPATH": paths, "FONTCONFIG_FILE": str(config)}
    rich = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", GLYPHS, str(ROOT / "tests")]
    own, machine = (
        picture(subprocess.run(command, env=each, check=True, capture_output=True).stdout, dpi=288)
        for each in (bare, rich)
    )
    for weight in (400, 700):
        lines = []
        for language in ("zh-TW", "zh-CN"):
            pairs = zip(
                glyphs(row(own, (language, weight, "sans"))),
                glyphs(row(machine, (language, weight, "sans"))),
                strict=True,
            )
            scores = {char: likeness(*pair) for char, pair in zip(LINE, pairs, strict=True)}
            # the same outlines, so the same picture
            assert all(score == pytest.approx(1) for score in scores.values()), scores
            for family in ("serif", "drawing"):
                same = zip(
                    glyphs(row(own, (language, weight, family))),
                    glyphs(row(own, (language, weight, "sans"))),
                    strict=True,
                )
                assert all(likeness(*pair) == pytest.approx(1) for pair in same), family
            lines.append(glyphs(row(own, (language, weight, "sans"))))
        # one character of the line has one form in both regions; the others are at most 0.88 alike
        alike = sorted(likeness(*pair) for pair in zip(*lines, strict=True))
        assert alike[-1] == pytest.approx(1)
        assert alike[-2] < 0.93


def test_the_version_is_the_fonts():
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"].startswith("2.4.")
    assert project["license"] == "OFL-1.1"
