"""The flow, the tree and the time ribbon in characters."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
import terminal_views as views
from test_examples import laid_out

from cjmap.record import replace
from cjmap.render.terminal import to_text
from cjmap.render.terminal.wrap import measure
from cjmap.view.shapes import FlowEdge, View

ROOT = Path(__file__).resolve().parents[2]


def branching(language: str = "en") -> View:
    """Five steps: a branch, two ways that come together, a return, an end."""
    edges = (
        FlowEdge(0, 1, "it fits", False), FlowEdge(0, 2, "it does not", False), FlowEdge(1, 3, "", False),
        FlowEdge(2, 3, "", True), FlowEdge(3, 0, "again", False), FlowEdge(3, 4, "done", False),
    )  # fmt: skip
    view = views.view([("A", ["Look", "Buy", "Borrow"]), ("B", ["Use", "Tell"])], ())
    return replace(view, flow=edges)


def drawing(printed: str, heading: str = "Flow") -> list[str]:
    """The lines of the flow's drawing."""
    lines = printed.splitlines()
    first = lines.index(heading) + 2
    return lines[first : lines.index("", first)]


DRAWN = """\
 ╭─────▸● 1.1 Look
 │   ╭──┤ it does not → 1.3 Borrow
 │   │  │ it fits → 1.2 Buy
 │   │  │
 │   │  ● 1.2 Buy
 │ ╭─┼──╯ → 2.1 Use
 │ │ │
 │ │ ╰─▸● 1.3 Borrow
 │ │    │
 │ ╰───▸● 2.1 Use
 ╰──────┤ again · Back to 1.1 Look
        │ done → 2.2 Tell
        │
        ● 2.2 Tell
        │ The journey ends here
"""
ASCII = """\
 +----->o 1.1 Look
 |   +--+ it does not -> 1.3 Borrow
 |   |  | it fits -> 1.2 Buy
 |   |  |
 |   |  o 1.2 Buy
 | +-+--+ -> 2.1 Use
 | | |
 | | +->o 1.3 Borrow
 | |    |
 | +--->o 2.1 Use
 +------+ again | Back to 1.1 Look
        | done -> 2.2 Tell
        |
        o 2.2 Tell
        | The journey ends here
"""


@pytest.mark.parametrize(("encoding", "wanted"), [("utf-8", DRAWN), ("ascii", ASCII)])
def test_a_flow_is_drawn(encoding: str, wanted: str):
    assert drawing(to_text(branching(), width=80, form="flow", encoding=encoding)) == wanted.splitlines()


@pytest.mark.parametrize("width", [20, 24, 40, 80, 200])
@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_lines_join_at_any_width(width: int, encoding: str):
    printed = to_text(branching(), width=width, form="flow", encoding=encoding)
    assert max(map(measure, printed.splitlines())) <= width
    for words in ("Look", "Borrow", "again", "done"):
        assert words in printed
    if encoding == "ascii":
        assert printed.isascii()


UPWARDS, DOWNWARDS = frozenset("│╯┤╰├┴┼"), frozenset("│╮┤╭├┬┼")


@pytest.mark.parametrize("name", ["first-month", "cart-to-checkout", "hot-pot", "bank-loan"])
def test_no_line_is_torn(name: str):
    """What runs down from one line goes on in the next, and the other way round."""
    path = ROOT / "examples" / name / f"{name}.cjm.yaml"
    view = laid_out(path)
    lines = drawing(to_text(view, width=100, form="flow"), view.catalog.word("flow"))
    margin = max(line.index("●") for line in lines if "●" in line)
    for above, below in pairwise(lines):
        for at in range(margin):
            down = above[at : at + 1] in DOWNWARDS and above[at : at + 1] != ""
            up = below[at : at + 1] in UPWARDS and below[at : at + 1] != ""
            assert down == up, (above, below)
    assert sum("●" in line for line in lines) == len(view.columns)


def test_only_some_stages():
    printed = to_text(branching(), width=80, form="flow", stages=frozenset({"1"}))
    assert drawing(printed)[-1].endswith("→ 2.1 Use")
    assert "● 2.1" not in printed


def test_the_tree_hangs_stages_on_phases_and_counts():
    view = laid_out(ROOT / "examples" / "first-month" / "first-month.cjm.yaml")
    lines = to_text(view, width=100, form="tree").splitlines()
    at = lines.index("First week")
    assert lines[at + 1].startswith("├─ ▌2 First day")
    assert lines[at + 2].startswith("│  ▌Metrics 1 · Opportunities 1")
    assert lines[at + 3].startswith("│  ├─ 2.1 Nine on Monday")
    assert lines[at + 6] == "│  │  Actions 1 · Thoughts 1"


def test_the_ribbon_is_to_scale():
    view = laid_out(ROOT / "examples" / "complaint" / "complaint.cjm.yaml")
    lines = to_text(view, width=110, form="list").splitlines()
    bar = next(line for line in lines if line.startswith("█▒"))
    assert len(bar) == 110
    assert 0.7 < bar.count("▒") / len(bar) < 0.82
    assert lines[lines.index(bar) + 1].split() == ["0", "2", "hari", "4", "hari", "6", "hari", "8", "hari"]
    assert "#///" in to_text(view, width=110, form="list", encoding="ascii")
