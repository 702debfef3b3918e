"""Waivers in a map that is formatted: they speak for what they spoke for."""

from __future__ import annotations

import pytest
from lint.linting import TODAY
from properties.reading import read

from cjmap.format import canonical
from cjmap.lint import Wanted, examine
from cjmap.source import Source

HEAD = "cjmap: 1\nkind: current-state\ntitle: T\nstages:\n  - title: A\n"
PAIN = "ignore[pain-without-source] booked"
MOVED = {
    f"    pain_points: [too slow, too dear, too far, too loud]  # cjmap: {PAIN}\n": (
        f"    # cjmap: {PAIN}\n"
        "    pain_points:\n      - too slow\n      - too dear\n      - too far\n      - too loud\n"
    ),
    f"    pain_points: {{text: {'so slow ' * 12}that they leave, severity: high}}  # cjmap: {PAIN}\n": (
        f"    # cjmap: {PAIN}\n    pain_points:\n      text: {'so slow ' * 12}that they leave\n      severity: high\n"
    ),
    f"    pain_points:\n      - {{text: {'so slow ' * 12}that they leave, severity: high}}  # cjmap: {PAIN}\n": (
        f"    pain_points:\n      # cjmap: {PAIN}\n      - text: {'so slow ' * 12}that they leave\n"
        "        severity: high\n"
    ),
    f"    quotes: x\n    # why\n    pain_points: [a b, c d, e f, g h]  # cjmap: {PAIN}\n": (
        f"    # why\n    # cjmap: {PAIN}\n"
        "    pain_points:\n      - a b\n      - c d\n      - e f\n      - g h\n    quotes: x\n"
    ),
}
"""Waivers beside values that are broken into lines."""
LEFT = {
    "title: T\n# cjmap: ignore[missing-persona] x\ncjmap: 1\nkind: current-state\nstages:\n  - title: A\n": 2,
    "title: T  # cjmap: ignore[missing-persona] x\ncjmap: 1  # cjmap: ignore[missing-goal] y\n": 1,
    f"{HEAD}    pain_points:\n      - text: slow  # cjmap: {PAIN}\n        id: s\n": 7,
    f"{HEAD}    pain_points: [too slow,\n      too dear, too far, too loud]  # cjmap: {PAIN}\n": 7,
    f"cjmap: 1\nkind: current-state\ntitle: T\nstages:\n  - pain_points: [a b, c d, e f, g h]  # cjmap: {PAIN}\n"
    "    title: A\n": 5,
}
"""Waivers that would come to speak for something else: the line of the first one."""


def findings(text: str) -> list[str]:
    """The rules of what lint finds, but for the order of keys."""
    found = examine(read(text.encode())[0], Wanted(), TODAY).findings
    return sorted(each.rule for each in found if each.rule != "key-order")


@pytest.mark.parametrize("cell", MOVED)
def test_a_waiver_beside_a_value_that_is_broken_up_stands_above_its_key(cell: str):
    found = canonical(Source("a.cjm.yaml", HEAD + cell))
    assert found.problems == ()
    assert found.text == HEAD.replace("stages", "\nstages") + MOVED[cell]
    assert "pain-without-source" not in findings(HEAD + cell)
    assert findings(found.text) == findings(HEAD + cell)


@pytest.mark.parametrize("text", LEFT)
def test_a_file_is_left_where_a_waiver_would_speak_for_something_else(text: str):
    found = canonical(Source("a.cjm.yaml", text))
    assert [(each.rule, each.start.line) for each in found.problems] == [("not-formatted", LEFT[text])]
    assert found.text == text


def test_a_waiver_of_the_file_stays_above_the_first_key():
    head = "# cjmap: ignore[missing-persona] x\n"
    text = f"{head}title: T\nkind: current-state\ncjmap: 1\nstages:\n  - title: A\n"
    found = canonical(Source("a.cjm.yaml", text))
    assert found.text == f"{head}cjmap: 1\nkind: current-state\ntitle: T\n\nstages:\n  - title: A\n"
    assert "missing-persona" not in findings(found.text)
