"""`cjmap diff --to html` and `--to pdf`: comparisons as a page, in the theme of the project."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from cjmap.cli.sides import Found
from cjmap.cli.talk import fail, say

if TYPE_CHECKING:
    from cjmap.diff.comparison import Comparison
    from cjmap.diff.forms import Outcome
    from cjmap.jobs import Failure
    from cjmap.render.pdf import PdfResult
    from cjmap.themes import Theme
    from cjmap.view.compared.shapes import Page

PAGES = {"html": ".html", "pdf": ".pdf"}
"""The forms that are drawn, and how the names of their files end."""


def language_of(comparisons: Iterable[Comparison], files: Iterable[Found]) -> str | None:
    """The language of the report: that of the first comparison, else of the first map, where nothing changed."""
    from cjmap.diff.edition import Edition

    for comparison in comparisons:
        return comparison.language
    for found in files:
        document = found.project.add(found.source)
        if document.map is not None:
            return Edition.of(document).language
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
    return _bounded(page, theme)


def _bounded(page: Page, theme: Theme) -> bytes | int:
    """A PDF, laid out by a worker with the limits that a map has."""
    from cjmap.cli.render import LIMITS
    from cjmap.jobs import run
    from cjmap.render import PdfError, weasy

    try:
        # loaded here, so that what this machine lacks is said before any work, and the worker has it already
        weasy.fonts(weasy.load())
    except PdfError as error:
        return fail(f"cannot make PDF files here: {error.message}", error.help)
    # the page goes to the worker with the work: as a task it would be sent through a pipe
    [outcome] = run(partial(_laid_out, page, theme), [_day()], workers=1, limits=LIMITS)
    if outcome.failure is not None:
        return fail(*failed(outcome.failure))
    result = outcome.result
    if result is None or isinstance(result, tuple):
        message, help_ = result or ("", "")
        return fail(f"cannot make PDF files here: {message}", help_)
    for warning in result.warnings:
        say(f"warning: {warning}")
    return result.data


def _laid_out(page: Page, theme: Theme, day: str) -> PdfResult | tuple[str, str]:
    """The work of the worker: a PDF, or why this machine can make none and what to do."""
    from cjmap.render import PdfError
    from cjmap.render.compared import pdf
    from cjmap.render.look import painted

    try:
        with painted(theme):
            return pdf.render(page, on=day)
    except PdfError as error:
        return error.message, error.help


def failed(failure: Failure) -> tuple[str, str]:
    """A worker's failure in words, and what to do."""
    from cjmap.cli.render import LIMITS

    smaller = "write it as HTML, or compare fewer maps at a time"
    gigabytes = (LIMITS.memory or 0) // 1024**3
    return {
        "out-of-time": (f"laying out the PDF took more than {failure.detail} and was stopped", smaller),
        "out-of-memory": (f"laying out the PDF took more than {gigabytes} GiB of memory and was stopped", smaller),
        "crashed": (
            f"the process that laid out the PDF crashed ({failure.detail})",
            "run `cjmap doctor`: broken or missing fonts and libraries can cause this",
        ),
    }.get(
        failure.kind,
        (
            f"cjmap failed on this comparison: {failure.detail}",
            "this is a defect of cjmap, not of the maps; please report it with this line",
        ),
    )


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
