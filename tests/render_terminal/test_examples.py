"""The examples in the terminal: whole, and never too wide."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest
import terminal_views as views
from render_html.read_back import Page

from cjmap.project import Projects
from cjmap.render.html import page_html
from cjmap.render.terminal import to_text
from cjmap.render.terminal.ink import clean
from cjmap.render.terminal.wrap import measure
from cjmap.view import View, lay_out

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*/*.cjm.yaml"))


@cache
def laid_out(path: Path) -> View:
    document = Projects().of(path).open(path)
    assert document is not None
    return lay_out(document)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_no_line_is_too_wide(path: Path):
    for width, form in ((28, "auto"), (80, "auto"), (80, "tree"), (110, "grid"), (200, "auto")):
        printed = to_text(laid_out(path), width=width, form=form)
        assert max(measure(line) for line in printed.splitlines()) <= width


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_no_id_is_printed_that_nobody_says_aloud(path: Path):
    """On the page and in the terminal; those with a hyphen, since others are words, but for one. File names aside."""
    view = laid_out(path)
    ids = set(re.findall(r"\bid: ([\w]+-[\w-]*[a-z][\w-]*)", path.read_text(encoding="utf-8"))) - {
        view.file_name[:-9],
        "sign-in",
    }
    forms = (to_text(view, width=200, form=form) for form in ("grid", "tree", "flow", "list"))
    for shown in (Page(page_html(view)).words, *forms):
        assert {each for each in ids if re.search(rf"(?<![\w-]){each}(?![\w-])", shown)} == set()


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_the_list_holds_every_text_in_one_piece(path: Path):
    view = laid_out(path)
    printed = "".join(to_text(view, width=40, form="list").replace("▌", "").casefold().split())
    missing = [text for text in views.words(view) if "".join(clean(text).casefold().split()) not in printed]
    assert missing == []
