"""Comparisons as text: one module a form, all of them in one table."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cjmap.diff.comparison import Comparison
from cjmap.record import record


@record
class Outcome:
    """What a report prints: the comparisons that differ, how many maps were compared, and what the gate failed on.

    Of the maps, `unread` had errors and could not be compared.
    """

    comparisons: Sequence[Comparison]
    maps: int
    failed: tuple[str, ...] = ()
    unread: int = 0


Form = Callable[[Outcome], str]


def _text(outcome: Outcome) -> str:
    from cjmap.diff.forms.text import to_text

    return to_text(outcome)


def _markdown(outcome: Outcome) -> str:
    from cjmap.diff.forms.markdown import to_markdown

    return to_markdown(outcome)


def _json(outcome: Outcome) -> str:
    from cjmap.diff.forms.json import to_json

    return to_json(outcome)


FORMS: dict[str, Form] = {"text": _text, "markdown": _markdown, "json": _json}
"""Every form, by the name that `--to` takes."""
ENDINGS = {"text": ".txt", "markdown": ".md", "json": ".json"}
"""How the names of files end that hold a form."""
