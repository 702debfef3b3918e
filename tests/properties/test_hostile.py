"""Texts that look like more than texts, in every text field of a map: in every form they are words and nothing else."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from properties.maps import Maker, to_yaml
from properties.probes import CLASSES, PROBES, REFUSED
from properties.reading import read
from properties.test_random_maps import every_word, laid, squeezed
from render_html.read_back import Page
from view.laying import Laid, lay_text

from cjmap.cli import run
from cjmap.kinds import KINDS
from cjmap.lanes import LANES
from cjmap.render.html import render as to_html
from cjmap.render.terminal import to_text
from cjmap.view import lay_out

REFERENCE = Path(__file__).parents[2] / "docs" / "format-reference.md"
NO_WORDS = {
    "review_every", "future_of", "variant_of", "translation_of", "blueprint_of", "journey", "image", "path", "to",
    "metric", "channel", "persona", "lang", "alt",
}  # fmt: skip
"""Text fields that name something, or whose words are looked up."""
PLAIN = tuple(f"word{number}" for number in range(len(PROBES)))


class Whole(Maker):
    """Makes a map with every field, each text the next of some texts."""

    def __init__(self, kind: str, texts: tuple[str, ...], start: int) -> None:
        self.texts, self.next = texts, start
        self.lane = 0
        super().__init__(start, [""])
        self.random, self.kind = Random(7), kind
        self.sources, self.metrics, self.personas, self.lanes = (
            ["s0", "s1"],
            ["m0", "m1"],
            ["p0", "p1"],
            ["lane0", "lane1"],
        )

    def flip(self) -> bool:
        return True

    def say(self) -> str:
        self.said += 1
        self.next += 1
        # the last word is unlike all others; and no text is only a number, a word of a list or an answer
        return f"{self.texts[self.next % len(self.texts)]} x{self.said}x"

    def cells(self) -> dict[str, Any]:
        every = [*(lane for lane in LANES if lane != "images"), *self.lanes]
        chosen = [every[(self.lane + n) % len(every)] for n in range(8)]
        self.lane += 8
        return {lane: [self.item(LANES[lane].cell if lane in LANES else "items")] for lane in chosen}

    def map(self) -> dict[str, Any]:
        found = super().map()
        for source in found["sources"]:
            source |= {"owner": self.say(), "tags": [self.say()]}
        for metric in found["metrics"]:
            metric |= {"scale": self.say()}
        for lane in found["lanes"]:
            lane |= {"owner": self.say()}
        return found


@cache
def hostile(kind: str, start: int, texts: tuple[str, ...] = PROBES) -> str:
    """A map of a kind as YAML; its first text is the one at `start`."""
    return to_yaml(Whole(kind, texts, start).map())


MAPS = [(kind, round(number * len(PROBES) / len(KINDS))) for number, kind in enumerate(KINDS)]


@cache
def drawn(kind: str, start: int) -> Laid:
    """A hostile map, laid out."""
    return laid(hostile(kind, start))


def scalars(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Every text of plain data with the key that it stands below."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from scalars(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from scalars(each, key)
    elif isinstance(value, str):
        yield key, value


def test_there_are_enough_and_every_field_has_one():
    assert len(set(PROBES)) == len(PROBES) >= 120
    assert len(CLASSES) >= 7
    wanted, part = set(), ""
    for line in REFERENCE.read_text(encoding="utf-8").splitlines():
        part = line if line.startswith("## ") else part
        row = re.match(r"\| `(\w+)` \| (?:\*\*required\*\*, )?(?:text|texts) \|", line)
        if row and not re.search(r"file|settings|theme|font|choice", part, re.IGNORECASE):
            wanted.add(row[1])
    seen: dict[str, set[str]] = {}
    for kind, start in MAPS:
        for key, text in scalars(Whole(kind, PROBES, start).map()):
            found = [probe for probe in PROBES if text.startswith(f"{probe} x")]
            if found:
                seen.setdefault(key, set()).update(found)
    assert wanted - NO_WORDS <= set(seen)
    assert set().union(*seen.values()) == set(PROBES)


def shape(page: Page) -> set[tuple[str, str]]:
    """The elements of a page, each with each of its attributes."""
    return {(tag, name) for tag, attributes in page.elements for name in ("", *attributes)}


@pytest.mark.parametrize(("kind", "start"), MAPS)
def test_in_html_they_are_text(kind: str, start: int):
    source = to_html(drawn(kind, start).view).decode()
    page, tame = Page(source), Page(to_html(laid(hostile(kind, start, PLAIN)).view).decode())
    assert page.problems == []
    assert shape(page) == shape(tame)
    assert page.all("script") == page.all("iframe") == page.all("base") == []
    assert not [name for _, name in shape(page) if name.startswith("on") or name in {"style", "srcdoc", "action"}]
    leads = [attributes[name] for _, attributes in page.elements for name in ("href", "src") if name in attributes]
    assert [to for to in leads if not to.startswith(("#", "https://example.com/", "data:image/"))] == []
    assert re.findall(r"(?s)<style.*?</style>", source) != []
    style = "".join(re.findall(r"(?s)<style.*?</style>", source))
    assert [probe for probe in PROBES if len(probe) > 12 and probe in style] == []
    told = squeezed(page.words)
    assert [word for word in every_word(drawn(kind, start)) if word not in told] == []


def test_in_the_words_for_a_picture_they_are_text(tmp_path: Path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    images = [{"path": "a.png", "alt": f"{probe} x{number}x"} for number, probe in enumerate(PROBES)]
    data = {"cjmap": 1, "kind": "current-state", "title": "A", "stages": [{"title": "B", "images": images}]}
    view = lay_text(tmp_path, to_yaml(data))
    for read_image in (Path.read_bytes, lambda _: b""):
        page = Page(to_html(view, read_image=read_image).decode())
        told = "\n".join([page.words, *(attributes["alt"] for attributes in page.all("img"))])
        assert page.problems == []
        assert [image["alt"] for image in images if image["alt"] not in told] == []
        assert page.all("script") == page.all("iframe") == []


@pytest.mark.parametrize(("kind", "start"), MAPS)
@pytest.mark.parametrize("form", ["list", "tree", "flow", "grid"])
def test_in_the_terminal_they_are_text(kind: str, start: int, form: str):
    printed = to_text(drawn(kind, start).view, width=120, form=form, colour=True)
    bare = re.sub(r"\x1b\[[\d;]*m", "", printed)
    assert [char for char in set(bare) if not char.isprintable() and char != "\n"] == []
    if form == "list":
        told = squeezed(bare)
        words = (seen(word) for word in every_word(drawn(kind, start)))
        assert [word for word in words if word not in told] == []


def seen(word: str) -> str:
    """A word without the marks that cannot be seen."""
    return re.sub("[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]", "", word)


@pytest.mark.parametrize("form", ["text", "markdown", "json"])
def test_in_a_comparison_they_are_text(tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str):
    kind, start = MAPS[0]
    (tmp_path / "before.cjm.yaml").write_text(hostile(kind, start), encoding="utf-8")
    (tmp_path / "after.cjm.yaml").write_text(hostile(kind, start + 40), encoding="utf-8")
    status = run(["diff", str(tmp_path / "before.cjm.yaml"), str(tmp_path / "after.cjm.yaml"), "--to", form])
    printed = capsys.readouterr().out
    assert status in {0, 1}
    assert len(printed) > 2000
    # marks that steer nothing may stay, as in Arabic and Hebrew words
    assert [char for char in set(seen(printed)) if not char.isprintable() and char != "\n"] == []
    if form == "json":
        json.loads(printed)
    if form == "markdown":
        marked = re.sub(r"\\.", "", re.sub(r"(?s)```.*?```", "", printed))
        allowed = r"</?(?:details|summary|b|br|sub|sup|del|ins|code)>"
        assert re.findall(r"<[a-zA-Z/!?][^>]*>?", re.sub(allowed, "", marked)) == []
        assert re.findall(r"\]\((?!#)[^)]*\)", marked) == []


@pytest.mark.parametrize("character", REFUSED, ids=lambda each: f"U+{ord(each):04X}")
def test_what_turns_or_steers_text_is_refused_in_every_field(character: str):
    data = Whole("current-state", (f"a{character}b",), 0).map()
    written = len([text for _, text in scalars(data) if character in text])
    text = to_yaml(data).replace(character, f"\\u{ord(character):04x}")
    _, found = read(text.encode())
    assert sum(each.rule == "control-character" for each in found) == written > 100 or len(found) == 100
    assert all(each.message.isprintable() for each in found)


@pytest.mark.pdf
def test_on_paper_they_are_text():
    from render_pdf.pages import inflated

    from cjmap.render.pdf import render

    map_ = drawn(*MAPS[0])
    data = render(map_.view, read_image=Path.read_bytes).data
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    done = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, check=True, capture_output=True)
    told = seen(squeezed(done.stdout.decode()))
    assert [word for word in map(seen, every_word(map_)) if word.isascii() and word not in told] == []
    inside = data + inflated(data)
    assert re.findall(rb"/(?:JavaScript|JS|Launch|EmbeddedFile|SubmitForm|OpenAction|AA)\b", inside) == []
    assert [to for to in re.findall(rb"/URI \((.*?)\)", inside) if not to.startswith(b"https://example.com/")] == []


@pytest.mark.pdf
@pytest.mark.parametrize("name", CLASSES)
def test_in_what_a_picture_says_of_itself_they_are_text(name: str):
    """An SVG's words are outlines; its title and its description are text."""
    from cjmap.render import RENDERERS, Wanted

    title = "".join(CLASSES[name])
    data = {"cjmap": 1, "kind": "current-state", "title": title, "stages": [{"title": "A"}]}
    document, _ = read(to_yaml(data).encode())
    root = ET.fromstring(RENDERERS["svg"].draw(lay_out(document), Wanted(None, None, False), Path.read_bytes).data)
    assert {each.tag.rpartition("}")[2] for each in root} <= {"title", "desc", "defs", "g", "path", "use"}
    assert [key for each in root.iter() for key in each.attrib if key.startswith("on") or key == "style"] == []
    assert (root[0].text, len(root[0])) == (title, 0)
