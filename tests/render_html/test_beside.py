"""A stage's own cell stands beside those of its steps where they leave it room."""

from __future__ import annotations

from pathlib import Path

import pytest
from render_html.read_back import Page
from view.laying import HEAD, lay_text

from cjmap.render.beside import settled
from cjmap.render.html import page_html
from cjmap.view.shapes import Row, View


def shop(folder: Path, steps: str, lane: str = "pain_points", own: str = "Slow all along") -> View:
    """A stage with a cell of its own over steps, of which `x` has one and `.` has none; and a plain stage."""
    told = {"x": f", {lane}: {own}", ".": ""}
    columns = "".join(f"      - {{title: T{at}{told[step]}}}\n" for at, step in enumerate(steps))
    return lay_text(
        folder, HEAD + f"  - title: Shop\n    {lane}: {own}\n    steps:\n{columns}  - {{title: Go, {lane}: {own}}}\n"
    )


def lines(view: View, lane: str) -> list[list[tuple[int, int, bool]]]:
    """Where the cells of a lane stand."""
    row = next(each for each in view.rows if isinstance(each, Row) and each.lane == lane)
    return [[(cell.start, cell.span, cell.narrowed) for cell in tier] for tier in settled(row, view.stages)]


@pytest.mark.parametrize(
    ("steps", "found"),
    [
        ("..x", [[(0, 2, True), (2, 1, False), (3, 1, False)]]),
        ("x..", [[(0, 1, False), (1, 2, True), (3, 1, False)]]),
        (".x..x", [[(0, 5, False)], [(1, 1, False), (4, 1, False), (5, 1, False)]]),
        (".x...", [[(1, 1, False), (2, 3, True), (5, 1, False)]]),
        (".x", [[(0, 2, False)], [(1, 1, False), (2, 1, False)]]),
        ("...", [[(0, 3, False), (3, 1, False)]]),
    ],
)
def test_it_takes_the_widest_room_of_half_the_stage_and_two_columns(tmp_path: Path, steps: str, found: object):
    assert lines(shop(tmp_path, steps), "pain_points") == found


def test_it_says_that_it_concerns_the_whole_stage(tmp_path: Path):
    beside, above = (page_html(shop(tmp_path, steps)) for steps in ("..x", ".x"))
    for source in (beside, above):
        assert Page(source).problems == []
    table = beside[beside.index("<table") : beside.index("</table>")]
    assert table.count("The whole stage") == 1
    assert 'rowspan="2"' not in table[table.index("<tbody") :]
    assert "The whole stage" not in above[above.index("<table") : above.index("</table>")]


def test_scores_stay_in_the_middle_of_their_stage(tmp_path: Path):
    assert len(lines(shop(tmp_path, "..x", "emotion", "1"), "emotion")) == 2
