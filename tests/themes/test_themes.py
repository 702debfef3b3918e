"""The themes: complete, documented, used, and seen well enough."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from render_html.views import every_item, plot, view

from cjmap.model.part import keys
from cjmap.model.theme import Palette, ThemeName
from cjmap.render.html import page_html
from cjmap.render.look import painted
from cjmap.render.paper import PAPERS, plan
from cjmap.render.pdf import paper_css
from cjmap.themes import NAMES, PROPERTIES, built_in
from cjmap.themes.contrast import WORDS, contrast, faint, mix, pairs, passing, rgb
from cjmap.themes.properties import TAKES, fits, takes
from cjmap.view.shapes import View

ROOT = Path(__file__).parents[2]
HTML = ROOT / "templates" / "html"
COLOURS = [name for name, known in PROPERTIES.items() if known.kind == "colour"]
STYLES = "\n".join(path.read_text(encoding="utf-8") for path in (*HTML.glob("*.css"), *HTML.glob("*.j2")))
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "src" / "cjmap" / "render").glob("*.py"))
INNER = {"sans", "serif", "ground"}
"""Properties that are no theme's: the language's typefaces, and the ground that a row stands on."""


def full() -> View:
    return view(rows=every_item(), plot=plot(-1, 1, 2, -2, assumed=frozenset({0})))


def dark(name: str) -> dict[str, str]:
    theme = built_in(name)
    return {**theme.light, **theme.dark}


@pytest.mark.parametrize("name", NAMES)
def test_a_theme_fills_the_whole_table(name: str):
    theme = built_in(name)
    assert list(theme.light) == list(PROPERTIES)
    assert list(theme.dark) == COLOURS
    for values in (theme.light, theme.dark):
        assert [each for each, value in values.items() if not fits(each, value)] == []


def test_names_agree():
    assert set(NAMES) == {path.stem for path in (ROOT / "templates" / "themes").iterdir()}
    assert ThemeName.__args__ == NAMES
    stages = {name for name in COLOURS if name.startswith("stage")}
    assert keys(Palette).keys() == set(COLOURS) - stages | {"stages"}


def test_the_docs_list_exactly_the_properties():
    page = (ROOT / "docs" / "themes.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `--(\w+)` \| (.+?) \| (.+) \|$", page, re.MULTILINE)
    told = {"colour": "colour", "length": "length", "number": "number", "font": "families"}
    assert rows == [
        (name, " or ".join(f"`{word}`" for word in known.words) or told[known.kind], known.job)
        for name, known in PROPERTIES.items()
    ]
    assert [name for name in NAMES if f"| `{name}` |" not in page] == []
    assert {takes(name) for name in COLOURS} == {TAKES["colour"]}


def test_every_property_is_used_and_no_other():
    rules = "".join(built_in(name).rules for name in NAMES)
    asked = set(re.findall(r"var\(--(\w+)\)", STYLES + rules))
    assert asked - INNER <= set(PROPERTIES)
    drawn = set(re.findall(r'"(\w+)"', CODE))
    stages = {f"stage{n}" for n in range(1, 6)}
    assert set(PROPERTIES) - asked - drawn - stages == set()


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_seen_well_enough(name: str):
    for values in (built_in(name).light, dark(name)):
        assert faint(values) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_are_seen_on_the_tints_of_stages(name: str, scheme: str):
    theme, values = built_in(name), dark(name) if scheme == "dark" else built_in(name).light
    for step in range(9):
        tint = theme.tint(step / 8, dark=scheme == "dark")
        for word in ("ink", "ink2", "ink3", "pos", "neg", "star", "link"):
            assert contrast(values[word], tint) >= 4.5, (word, step)


@pytest.mark.parametrize("values", [built_in("contrast").light, dark("contrast")], ids=["light", "dark"])
def test_the_contrast_theme_is_seen_by_more(values: dict[str, str]):
    """7:1 for words (success criterion 1.4.6), 3:1 for every line, 4.5:1 for marks."""
    for name, ground, _ in pairs(values):
        assert contrast(values[name], values[ground]) >= (7 if name in WORDS else 4.5), (name, ground)
    for line in ("rule", "hair", *(f"stage{n}" for n in range(1, 6))):
        assert contrast(values[line], values["paper"]) >= 3, line


def hues(source: str) -> set[str]:
    """Every colour in a page that is not grey."""
    found = re.findall(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b", re.sub(r'(?:href|id)="[^"]*"', "", source))
    return {colour for colour in found if len(set(rgb(colour))) > 1}


def test_the_grey_theme_is_grey_on_screen_and_on_paper():
    sheet = plan(full(), PAPERS["a3"])
    with painted(built_in("mono")):
        assert hues(page_html(full())) == set()
        assert hues(page_html(full(), paper=sheet, slices=sheet.slices, extra_css=paper_css(full(), sheet))) == set()
    assert hues(page_html(full()))


@pytest.mark.parametrize("name", NAMES)
def test_paper_asks_for_nothing_that_it_could_have(name: str):
    """WeasyPrint looks a custom property up at each element, which costs more than all else."""
    sheet = plan(full(), PAPERS["a3"])
    with painted(built_in(name)):
        source = page_html(full(), paper=sheet, slices=sheet.slices, extra_css=paper_css(full(), sheet))
    assert set(re.findall(r"var\(--(\w+)\)", source)) <= INNER


@pytest.mark.parametrize("name", NAMES)
def test_drawings_have_the_themes_colours(name: str):
    with painted(built_in(name)):
        source = page_html(full())
    light = built_in(name).light
    body = source[source.index("<body>") :]
    pairs_ = re.findall(r'class="(?:f-(\w+))?(?: ?k-(\w+))?"(?: fill="([^"]*)")?(?: stroke="([^"]*)")?', body)
    said = {(a, c) for a, _, c, _ in pairs_ if a and c} | {(b, d) for _, b, _, d in pairs_ if b and d}
    assert len(said) > 8
    assert {(token, colour) for token, colour in said if token in light and light[token] != colour} == set()


def test_dashes_stay_dashes_under_a_heavy_line():
    """Round ends reach half a line's width into a gap on both sides."""
    for name in NAMES:
        with painted(built_in(name)):
            source = page_html(full())
        lines = re.findall(
            r'stroke-width="([\d.]+)"[^>]*stroke-linecap="round"[^>]*stroke-dasharray="(\S+) (\S+)"', source
        )
        assert lines
        assert [each for each in lines if float(each[2]) < float(each[0]) * 1.2] == [], name


def test_the_legend_says_what_the_theme_draws():
    with painted(built_in("studio")):
        shown = page_html(view(plot=plot(1, -1), marks=("points",)))
    assert "Faces: how good or bad it feels" in shown
    assert "ruled lines" not in shown
    assert "ruled lines" in page_html(view(plot=plot(1, -1), marks=("points",)))


@pytest.mark.parametrize(("colour", "ground"), [("#aaaaaa", "#ffffff"), ("#ff0000", "#000000"), ("#123456", "#14171b")])
def test_a_passing_shade_passes(colour: str, ground: str):
    assert contrast(passing(colour, ground, 4.5), ground) >= 4.5


def test_contrast_is_that_of_the_guidelines():
    assert contrast("#ffffff", "#000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
