"""Safe fixes of any valid map: it stays valid, says the same, keeps its comments, and has nothing more to mend."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from lint.linting import TODAY
from properties.maps import documents, to_yaml
from properties.reading import read

from cjmap.cli.fixing import finder
from cjmap.collect import File
from cjmap.diff.compare import diff
from cjmap.diff.edition import Edition
from cjmap.fix import Fixed, fix
from cjmap.format.trivia import comments
from cjmap.lint import Wanted
from cjmap.lint.gates import Gates
from cjmap.source import Source

STDIN = File("map.cjm.yaml", None, Path("stdin"), given=True)


def mended(text: str) -> Fixed:
    """A text after its safe fixes."""
    return fix(Source("map.cjm.yaml", text), finder(STDIN, Wanted(), TODAY, Gates()))


@settings(max_examples=50, suppress_health_check=[HealthCheck.too_slow], phases=[Phase.explicit, Phase.generate])
@given(documents(), st.booleans())
def test_any_map(document: dict[str, object], upside_down: bool):
    if upside_down:
        document = dict(reversed(document.items()))
    text = to_yaml(document) + "# the end\n"
    fixed = mended(text)
    assert mended(fixed.source.text).made == ()
    before, after = read(text.encode())[0], read(fixed.source.text.encode())[0]
    assert after.map is not None
    assert diff(Edition.of(before), Edition.of(after)).told == ()
    assert after.root is not None
    assert before.root is not None
    assert comments(fixed.source.text, after.root) == comments(text, before.root)
    assert not [each for each in fixed.left if each.rule in ("key-order", "fragile-reference") and each.fix]


@pytest.mark.parametrize("reference", ["Slow", "'Slow'", '"Slow"', "[Slow]", "\n          - Slow"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_reference_gets_an_id_however_it_is_typed(reference: str, line_end: str):
    text = (
        "cjmap: 1\nkind: current-state\ntitle: A\nstages:\n  - title: B\n    pain_points:\n      - Slow\n"
        f"    opportunities:\n      - text: C\n        resolves: {reference}\n"
    )
    fixed = mended(text.replace("\n", line_end))
    assert [each.rule for each in fixed.made] == ["fragile-reference"]
    assert "- id: slow\n        text: Slow\n".replace("\n", line_end) in fixed.source.text
    assert "Slow" not in fixed.source.text.partition("resolves")[2]
