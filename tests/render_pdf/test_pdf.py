"""The PDF of a map: all its words, on its paper, apart from each other, the same every time."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from contextlib import nullcontext
from functools import cache
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pages import inflated, info, outside, overlapping, pages, run, squeeze, text
from pdf_maps import EXAMPLES, example, from_data, from_text, made, pictures
from PIL import Image, ImageChops

from cjmap.render import ViewName, pdf, weasy
from cjmap.render.look import colour
from cjmap.render.paper import PAPERS, plan
from cjmap.starter import starter
from cjmap.view.shapes import Detail, ItemView, Row, View

pytestmark = pytest.mark.pdf

TURNS = [(path, ("a3", "fit")[number % 2]) for number, path in enumerate(EXAMPLES[::2])]
"""Every second example on one of the large papers; on the small one they all are looked at for their places."""
LARGE = {"buy-a-car.cjm": ("letter", "a3", "a1"), "complaint.cjm": ("tabloid", "a2", "fit")}
SETS = [(path, paper) for path in EXAMPLES for paper in ("a4", *LARGE.get(path.stem, ()))]
"""All examples on the smallest paper; a map with a portrait and a curve, and a blueprint, on the others in turn."""


def test_every_paper_is_tried():
    assert {paper for _, paper in SETS} == set(PAPERS)


@cache
def printed(path: Path, paper: str) -> pdf.PdfResult:
    """An example on a paper."""
    return pdf.render(example(path), paper=PAPERS[paper], read_image=pictures)


def visible(view: View, paper: str, shown: ViewName = "auto") -> bytes:
    """The same without the words for screen readers, which are clipped away but would still be found."""
    sheet = plan(view, PAPERS[paper])
    page = pdf.sheet_html(view, sheet, shown=shown, read_image=pictures, extra_css=".vh{display:none}")
    return pdf.write(page, pdf.metadata(view), fit=sheet.paper.fit).data


def words(view: View) -> set[str]:
    """What a view says in its cells, heads and registers."""
    found = {view.title, view.summary, *(fact.text for fact in (*view.intro, *view.facts))}
    for column in view.columns:
        found |= {column.head.title, column.head.note, column.head.moment or ""}
    found |= {stage.head.title for stage in view.stages}
    for row in (*view.rows, *view.overall):
        found.add(row.title)
        if isinstance(row, Row):
            found |= {part for tier in row.tiers for cell in tier for item in cell.items for part in item_words(item)}
    for persona in view.personas:
        found |= {persona.name, persona.quote, persona.bio, *(fact.text for fact in persona.facts)}
    found |= {source.title for source in view.sources}
    return {word for word in map(squeeze, found) if word}


def item_words(item: ItemView) -> set[str]:
    """Every text of an item."""
    fields = (
        "text",
        "actor",
        "system",
        "duration",
        "wait",
        "fail_point",
        "sentence",
        "value",
        "target",
        "when",
        "channel",
    )
    details: tuple[Detail, ...] = item.details
    return {getattr(item, name, None) or "" for name in fields} | {detail.text for detail in details}


@pytest.mark.parametrize(("path", "paper"), TURNS, ids=lambda value: getattr(value, "name", value))
def test_every_word_is_there(path: Path, paper: str):
    result = printed(path, paper)
    said = text(result.data)
    assert not result.warnings
    assert [word for word in words(example(path)) if word not in said] == []


@pytest.mark.parametrize(("path", "paper"), SETS, ids=lambda value: getattr(value, "name", value))
def test_nothing_is_cut_and_nothing_overlaps(path: Path, paper: str):
    found = pages(visible(example(path), paper))
    for number, page in enumerate(found, 1):
        assert page.words, f"page {number} is empty"
        assert outside(page) == []
        assert overlapping(page) == []
    # no page for a line that would not fit: the margin with the page's number is 11 mm high
    last = [word.bottom for word in found[-1].words if word.top < found[-1].height - 11 / 25.4 * 72]
    assert max(last) > 0.08 * found[-1].height


@pytest.mark.parametrize(
    ("kind", "paper"), [("current-state", "a4"), ("current-state", "a1"), ("service-blueprint", "a1")]
)
def test_a_blank_map_fills_its_page(kind: str, paper: str):
    view = from_text(starter(kind, "en", "a", blank=True))
    (page,) = pages(pdf.render(view, paper=PAPERS[paper], read_image=pictures).data)
    told = [row.title for row in view.rows if isinstance(row, Row)]
    tops = [min(word.top for word in page.words if word.text == title.split()[-1]) for title in (told[0], told[-1])]
    assert tops[-1] > 0.7 * page.height
    assert tops[0] < 0.3 * page.height


def test_an_arrow_in_a_gutter_ends_where_it_enters_a_box():
    """A line that runs through the ground of a cell may not show above the arrow that it belongs to."""
    path = next(path for path in EXAMPLES if path.stem == "cart-to-checkout.cjm")
    data = pdf.render(example(path), shown="flow", paper=PAPERS["a3"], read_image=pictures).data
    image = Image.open(BytesIO(run(data, "pdftoppm", "-r", "144", "-l", "1", "-png", "PDF"))).convert("RGB")
    red, green, blue = ImageChops.difference(image, Image.new("RGB", image.size, colour("plum"))).split()
    apart = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    name = min(word.top for word in pages(data)[0].words if word.text == "1.2")
    above = apart.crop((0, 0, image.width, int(2 * name))).point(lambda value: 255 * (value < 16)).getbbox()
    # the cell's own edge may take a row of pixels
    assert above is None or above[3] - above[1] <= 1


LISTED = [path for path in EXAMPLES if path.stem in ("cart-to-checkout.cjm", "complaint.cjm", "first-month.cjm")]


@pytest.mark.parametrize("path", LISTED, ids=lambda path: path.stem)
def test_a_list_on_paper_keeps_together_what_belongs_together(path: Path):
    """No title of a stage or a step ends a page, and what a step says is not torn."""
    view = example(path)
    found = pages(visible(view, "a4", "list"))
    heads = [stage.head for stage in view.stages]
    heads += [column.head for column in view.columns if not view.stages[column.stage].alone]
    numbers = [head.number for head in heads]
    seen = []
    for page in found:
        assert outside(page) == []
        assert overlapping(page) == []
        inner = [word for word in page.words if word.bottom < page.height - 14 / 25.4 * 72]
        bottom = max(word.bottom for word in inner)
        for word, after in pairwise(inner):
            head = next((head for head in heads if head.number == word.text), None)
            if head is not None and word.left < 60 and squeeze(head.title).startswith(squeeze(after.text)):
                seen.append(head.number)
                assert bottom - word.top > 60, head.title
    assert sorted(seen) == sorted(numbers)


@pytest.mark.parametrize(("paper", "size"), [("a4", "A4"), ("a3", "A3"), ("letter", "letter")])
def test_paper_sizes(paper: str, size: str):
    facts = info(printed(EXAMPLES[0], paper).data)
    assert size in facts["Page size"]
    width, height = (float(part) for part in facts["Page size"].split(" pts")[0].split(" x "))
    assert width > height


def test_fit_is_one_page_and_no_larger_than_the_map():
    for path, paper in TURNS:
        if paper == "fit":
            (page,) = pages(printed(path, paper).data)
            assert 0 < page.height - max(word.bottom for word in page.words) < 90, path.name


def test_small_paper_has_every_column_once():
    view = made([3, 2, 4, 3])
    sheet = plan(view, PAPERS["a4"])
    said = text(pdf.render(view, paper=PAPERS["a4"], read_image=pictures).data)
    assert len(sheet.slices) > 1
    for column in view.columns:
        assert squeeze(column.head.title) in said


def test_it_says_what_it_is(monkeypatch: pytest.MonkeyPatch):
    view = example(EXAMPLES[0])
    facts = info(printed(EXAMPLES[0], "a3").data)
    assert facts["Title"] == view.title
    assert facts["Subject"] == view.summary
    assert facts["Tagged"] == "yes"
    assert view.kind_title in facts["Keywords"]
    assert facts["Author"]
    view = made([1])
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert "CreationDate" not in info(pdf.render(view, read_image=pictures).data)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    facts = info(pdf.render(view, read_image=pictures).data)
    assert facts["CreationDate"] == facts["ModDate"] == "2023-11-14T22:13:20Z"


def test_a_wrong_date_is_no_date(monkeypatch: pytest.MonkeyPatch):
    for wrong in ("", "yesterday", "9" * 30, "-1e9"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        about = pdf.write("<html lang='en'><title>t</title>t</html>", pdf.Metadata("t")).data
        assert "CreationDate" not in info(about)


def test_outline_and_language():
    view = made([2])
    bare = inflated(pdf.render(view, read_image=pictures).data)
    assert b"/Outlines" in bare
    assert b"/Lang (zh-TW)" in bare
    assert b"/StructTreeRoot" in bare
    assert f"<feff{view.title.encode('utf-16-be').hex()}>".encode() in bare


def test_margins_number_the_pages():
    data = printed(EXAMPLES[0], "a4").data
    found = pages(data)
    for number, page in enumerate(found, 1):
        low = "".join(word.text for word in page.words if word.top > page.height - 40)
        assert f"{number}/{len(found)}" in low
        assert "3f1c2a9" in low


def test_no_font_of_the_machine_is_read_whole(monkeypatch: pytest.MonkeyPatch):
    """And the PDF is the one that WeasyPrint makes when it reads them all."""
    from weasyprint.pdf import fonts

    view = made([1])
    read, sizes = fonts.get_hb_object_data, []

    def noted(*arguments: object) -> bytes | None:
        data: bytes | None = read(*arguments)
        sizes.append(len(data or b""))
        return data

    monkeypatch.setattr(fonts, "get_hb_object_data", noted)
    late = pdf.render(view, read_image=pictures).data
    assert 0 < max(sizes) < 1_000_000
    monkeypatch.setattr(weasy, "unread_fonts", nullcontext)
    assert pdf.render(view, read_image=pictures).data == late
    assert max(sizes) > 10_000_000


HASH = """
import hashlib, sys
sys.path.insert(0, {folder!r})
from pdf_maps import EXAMPLES, example, pictures
from cjmap.render import pdf
print(hashlib.sha256(pdf.render(example(EXAMPLES[{number}]), read_image=pictures).data).hexdigest())
"""


def test_same_bytes_in_every_process():
    folder = str(Path(__file__).parent)
    source = str(Path(pdf.__file__).parents[2])
    number = min(range(len(EXAMPLES)), key=lambda at: EXAMPLES[at].stat().st_size)
    found = set()
    for seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": source}
        code = HASH.format(folder=folder, number=number)
        found.add(
            subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True).stdout
        )
    here = pdf.render(example(EXAMPLES[number]), read_image=pictures).data
    assert found == {hashlib.sha256(here).hexdigest() + "\n"}


WATCH = """
import sys
sys.path.insert(0, {folder!r})
from pdf_maps import from_data
from cjmap.render import pdf, weasy
view = from_data({data!r})
pdf.render(view, read_image=lambda path: b"")
touched = []
def hook(event, args):
    if event.startswith(("socket.", "subprocess.", "os.system", "os.posix_spawn", "urllib.")):
        touched.append((event, str(args)[:200]))
    if event == "open" and not str(args[0]).startswith((sys.prefix, sys.base_prefix, {source!r}, {root!r})):
        touched.append((event, str(args[0])))
sys.addaudithook(hook)
pdf.render(view, read_image=lambda path: b"")
print(touched)
"""


def test_nothing_is_fetched_or_read(tmp_path: Path):
    secret = tmp_path / "secret.txt"
    secret.write_text("secret words")
    nasty = f'<img src="{secret.as_uri()}"><link rel=attachment href="{secret.as_uri()}"><style>@import "http://127.0.0.1:9/"</style>'
    data = {
        "cjmap": 1,
        "kind": "current-state",
        "id": "nasty",
        "title": f'{nasty}"); @import url("http://127.0.0.1:9/',
        "summary": nasty,
        "stages": [{"id": "one", "title": nasty, "actions": nasty, "thoughts": nasty}],
    }
    root = str(Path(pdf.__file__).parents[3])
    code = WATCH.format(
        folder=str(Path(__file__).parent), data=data, source=str(Path(pdf.__file__).parents[2]), root=root
    )
    env = {**os.environ, "PYTHONPATH": str(Path(pdf.__file__).parents[2])}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=False, text=True)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr
    assert b"secret words" not in pdf.render(from_data(data), read_image=pictures).data


def test_a_title_cannot_leave_its_string():
    assert pdf.css_string('a"}*{') == '"a\\000022\\00007d\\00002a\\00007b"'
    view = from_data(
        {
            "cjmap": 1,
            "kind": "current-state",
            "id": "t",
            "title": '"}</style>\\',
            "stages": [{"id": "a", "actions": "x"}],
        }
    )
    assert '"}</style>\\' in text(pdf.render(view, read_image=pictures).data)


@pytest.mark.parametrize("lines", range(10, 26, 3))
def test_heads_of_columns_never_stand_on_a_page_without_a_row(lines: int):
    view = from_data({
        "cjmap": "1", "kind": "current-state", "title": "A", "scenario": "Long story. " * 6 * lines,
        "lanes": [{"actions": "Rowhead"}],
        "stages": [{"title": "Columnhead", "actions": ["Waits for an answer"] * 8}],
    })  # fmt: skip
    told = [
        {word.text for word in page.words}
        for page in pages(pdf.render(view, paper=PAPERS["a4"], read_image=pictures).data)
    ]
    assert any("Columnhead" in words for words in told)
    assert [words for words in told if "Columnhead" in words and "Rowhead" not in words] == []
