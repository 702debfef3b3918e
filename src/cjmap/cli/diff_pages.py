"""`cjmap diff --to html` and `--to pdf`: comparisons as a page, in the theme of the project."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cjmap.cli.sides import Found
from cjmap.cli.talk import fail, say

if TYPE_CHECKING:
    from cjmap.diff.comparison import Comparison
    from cjmap.diff.forms import Outcome

PAGES = {"html": ".html", "pdf": ".pdf"}
"""The forms that are drawn, and how the names of their files end."""

_LANGUAGE = re.compile(r"^language:[ \t]+[\"']?([A-Za-z-]+)", re.MULTILINE)


def language_of(comparisons: Iterable[Comparison], files: Iterable[Found]) -> str | None:
    """The language of the report: that of the first comparison, else what the first file or its project says."""
    for comparison in comparisons:
        return comparison.language
    for found in files:
        own = _LANGUAGE.search(found.source.text)
        return own[1] if own else found.project.file.language
    return None


def draw(form: str, outcome: Outcome, language: str | None) -> bytes | int:
    """A page or a PDF; the exit status where this machine can make none."""
    from cjmap.cli.theming import theme_of
    from cjmap.render.look import painted
    from cjmap.themes import DEFAULT, built_in
    from cjmap.view.compared import compared

    documents = [each for comparison in outcome.comparisons for each in (comparison.new, comparison.old) if each]
    theme = theme_of(documents[0].project, None, None)[0] if documents else built_in(DEFAULT)
    with painted(theme):
        page = compared(outcome, language)
        if form == "html":
            from cjmap.render.compared.html import render

            return render(page)
        from cjmap.render import weasy
        from cjmap.render.compared import pdf

        try:
            result = pdf.render(page, on=_day())
        except weasy.PdfError as error:
            return fail(f"cannot make PDF files here: {error.message}", error.help)
    for warning in result.warnings:
        say(f"warning: {warning}")
    return result.data


def _day() -> str:
    """The day that the margins name, where SOURCE_DATE_EPOCH gives one: else the same maps would give other bytes."""
    from cjmap.cli.today import today

    return today().isoformat() if os.environ.get("SOURCE_DATE_EPOCH") else ""


def print_page(form: str, data: bytes) -> int:
    """Write a page to standard output; a PDF is nothing for a terminal."""
    if form == "pdf" and sys.stdout.isatty():
        return fail("a PDF cannot be printed in a terminal", "say where to write it with -o FILE")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()
    return 0
