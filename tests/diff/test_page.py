"""The page of a comparison: everything that changed is on it, nothing on it runs, and it reads as a document."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from diff.mutation import changed
from diff.test_gap import CART, CURRENT, FUTURE, files
from diff.test_laws import few
from hypothesis import given, settings
from hypothesis import strategies as st
from properties.maps import Json, documents, to_yaml
from properties.reading import read
from render_html.read_back import Page as Read
from validate.checking import write

from cjmap.diff.comparison import Comparison, came, compare, went
from cjmap.diff.forms import Outcome
from cjmap.labels import LANGUAGES
from cjmap.render.compared.html import Sheet, page_html
from cjmap.view.compared import compared
from cjmap.view.compared.columns import lanes
from cjmap.view.compared.places import places
from cjmap.view.compared.sides import stage_pairs

fewer = settings(few, max_examples=15)
HEAD = "cjmap: 1\nkind: current-state\nid: shop\ntitle: Shop\n"


def drawn(*comparisons: Comparison, maps: int = 1, failed: tuple[str, ...] = ()) -> str:
    """The page of some comparisons."""
    return page_html(compared(Outcome(comparisons, maps, failed)))


def squeezed(text: str) -> str:
    """A text without spaces."""
    return re.sub(r"\s+", "", text)


def check(text: str) -> Read:
    """What holds of every page."""
    page = Read(text)
    assert page.problems == []
    assert len(page.ids) == len(set(page.ids))
    styles = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    digest = b64encode(sha256(styles[0].encode()).digest()).decode()
    [policy] = [each["content"] for each in page.all("meta") if "Content-Security-Policy" in each.values()]
    assert len(styles) == 1
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;")
    assert not {"script", "iframe", "object", "form"} & {name for name, _ in page.elements}
    names = {name for _, attributes in page.elements for name in attributes}
    assert not {name for name in names if name.startswith("on") or name in ("style", "src")}
    links = [each["href"] for each in page.all("a")]
    assert all(link.startswith("#") and link[1:] in page.ids for link in links)
    levels = [int(name[1]) for name, _ in page.elements if re.fullmatch(r"h[1-6]", name)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))
    assert_even(text)
    return page


def assert_even(text: str) -> None:
    """Every row of a table is as wide as the table."""
    for table in re.findall(r"<table.*?</table>", text, re.DOTALL):
        wide = len(re.findall(r"<col[ >]", table))
        for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL):
            cells = re.findall(r"<t[dh]\b([^>]*)>", row)
            spans = [re.search(r'colspan="(\d+)"', each) for each in cells]
            assert sum(int(span[1]) if span else 1 for span in spans) == wide, row


def assert_tells(page: Read, comparison: Comparison) -> None:
    """Every change is on the page: its sentence, or what it concerns with what is gone and what is new."""
    words = squeezed(page.words)
    for told in comparison.told:
        if told.pieces:
            assert squeezed(told.subject) in words, told
            assert squeezed("".join(piece.text for piece in told.pieces)) in words, told
        else:
            assert squeezed(told.summary) in words, told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("turned", [False, True])
def test_every_change_fate_and_measure_is_on_the_page(language: str, turned: bool):
    comparison = files(*(reversed(CART) if turned else CART), language)
    page = check(drawn(comparison))
    assert_tells(page, comparison)
    words = squeezed(page.words)
    for row in comparison.rows:
        assert squeezed(row.label + row.before) in words
        assert squeezed(row.after) in words
    assert (comparison.fates is None) is turned
    for fate in comparison.fates.all() if comparison.fates else ():
        assert squeezed(fate.text) in words
        assert all(squeezed(fact) in words for fact in fate.facts)


def test_what_changed_is_looked_for_where_it_stood_in_each_map(tmp_path: Path):
    """A step that now stands where a changed one stood is not changed itself."""
    steps = [f"{{id: {name.lower()}, title: {name}, actions: Does {name}}}" for name in "ABC"]
    stage = "stages:\n  - {id: s, title: S, steps: "
    after = (steps[2], steps[0].replace("Does A", "Does A again"), steps[1])
    write(
        tmp_path,
        {
            "old.cjm.yaml": f"{HEAD}{stage}[{', '.join(steps)}]}}\n",
            "new.cjm.yaml": f"{HEAD}{stage}[{', '.join(after)}]}}\n",
        },
    )
    [pair] = stage_pairs(files(tmp_path / "old.cjm.yaml", tmp_path / "new.cjm.yaml", "en"))
    assert [(group.title[0].text, [side.side for side in group.sides]) for group in pair.groups] == [
        ("C", ["old", "new"]), ("A", ["old", "new"]), ("B", ["both"]),
    ]  # fmt: skip
    [row] = pair.rows
    assert [[cell.side for cell in cells] for cells in row.cells] == [["both"], ["old", "new"], ["both"]]


@pytest.mark.parametrize("turned", [False, True])
def test_a_narrow_window_has_column_by_column_what_a_wide_one_has_in_tables(turned: bool):
    comparison = files(*(reversed(CART) if turned else CART), "en")
    for stage in stage_pairs(comparison):
        for at, group in enumerate(stage.groups):
            differs, kept = lanes(stage, at, kept=False), lanes(stage, at, kept=True)
            told = [cell for _, cells in (*differs, *kept) for _, cell in cells]
            shown = [cell for row in stage.rows for cell in row.cells[at] if cell.entries or cell.none]
            assert sorted(map(id, told)) == sorted(map(id, shown))
            assert all(side is None for _, cells in kept for side, _ in cells)
            named = [(side, cell) for _, cells in differs for side, cell in cells if side is not None]
            assert all(side.side == cell.side for side, cell in named)
            assert bool(named) == (len(group.sides) > 1 and bool(differs))
    text = drawn(comparison)
    heads = re.findall(r"<h4>(.*?)</h4>", text)
    assert all(re.search(r'class="stp"[^>]*>(?!</span>)', head) for head in heads), "each card has a title"
    page = compared(Outcome([comparison], 1))
    assert 'class="c-cards"' in text
    assert 'class="c-cards"' not in page_html(page, paper=Sheet(60, 6, 6))


STEPS = "[{title: One, from: back, actions: Sees it}, {title: Two, from: back, actions: Buys it}]"


@pytest.mark.parametrize(
    ("steps", "said", "beside"),
    [
        (
            STEPS,
            "Split · Changed",
            [("Current", "Back"), ("Future, The whole stage", "Back"), ("Future", "One"), ("Future", "Two")],
        ),
        (
            STEPS.replace("from: back", "from: []"),
            "Not accounted for · Changed",
            [("Current", ""), ("Future, The whole stage", "")],
        ),
    ],
)
def test_a_stage_that_gets_steps_stands_once_with_both_facts(
    tmp_path: Path, steps: str, said: str, beside: list[tuple[str, str]]
):
    """The old stage beside the new one and the steps that come from it; new steps have columns of their own."""
    start = "metrics: [{id: m, title: Rate}]\nstages:\n  - {id: back, title: Back, "
    then = HEAD.replace("current", "future").replace("id: shop", "id: then\nfuture_of: old.cjm.yaml")
    write(
        tmp_path,
        {
            "old.cjm.yaml": f"{HEAD}{start}actions: Gets a letter, metrics: {{metric: m, value: 6}}}}\n",
            "new.cjm.yaml": f"{then}{start}note: New, metrics: {{metric: m, value: 15}}, steps: {steps}}}\n",
        },
    )
    comparison = files(tmp_path / "old.cjm.yaml", tmp_path / "new.cjm.yaml", "en")
    check(drawn(comparison))
    [stage] = stage_pairs(comparison)
    [group] = [each for each in stage.groups if any(side.side == "old" for side in each.sides)]
    assert f"{group.word} {group.note}" == said
    assert [(side.label, side.title) for side in group.sides] == beside
    [facts] = [row for row in stage.rows if row.title == "Facts"]
    told = [bool(cell.entries) for cell in facts.cells[stage.groups.index(group)]]
    assert told == [True, True, False, False][: len(beside)]


def test_the_same_comparison_makes_the_same_page():
    assert drawn(files(*CART)) == drawn(files(*CART))


@given(documents(), st.integers(0, 2**32))
@fewer
def test_every_change_of_any_map_is_on_the_page(document: Json, seed: int):
    old, new = (read(to_yaml(each).encode())[0] for each in (document, changed(document, seed)))
    comparison = compare(old, new)
    assert_tells(check(drawn(comparison)), comparison)


@given(documents(), documents())
@fewer
def test_any_two_maps_make_a_page(one: Json, other: Json):
    comparison = compare(read(to_yaml(one).encode())[0], read(to_yaml(other).encode())[0])
    assert_tells(check(drawn(comparison)), comparison)


def test_texts_come_out_plain(tmp_path: Path):
    """Markup in maps is text, on both sides and inside words that changed."""
    hostile = "</style><script>alert(1)</script><img src=x onerror=y> {0}"
    cell = "stages:\n  - title: '{0}'\n    actions: '{0}'\n    touchpoints: '{0}'\n"
    pain = "    emotion: {{score: {1}, word: '{0}'}}\n    pain_points: {{id: P1, text: '{0}', severity: {2}}}\n"
    old, new = (
        HEAD.replace("Shop", "'<b>x</b>'") + (cell + pain).format(hostile.format(word), *more)
        for word, more in (("before", (1, "low")), ("after", (-1, "high")))
    )
    write(tmp_path, {"a.cjm.yaml": old, "b.cjm.yaml": new})
    comparison = files(tmp_path / "a.cjm.yaml", tmp_path / "b.cjm.yaml")
    page = check(drawn(comparison))
    assert hostile.format("before")[:40] in page.words
    assert "<b>x</b>" in page.words
    assert_tells(page, comparison)


def pair(tmp_path: Path, old: str, new: str) -> Comparison:
    """Two texts compared."""
    write(tmp_path, {"old.cjm.yaml": old, "new.cjm.yaml": new})
    return files(tmp_path / "old.cjm.yaml", tmp_path / "new.cjm.yaml")


def test_what_changed_is_marked_by_a_sign_and_a_word_and_what_did_not_is_folded(tmp_path: Path):
    stage = "  - {{id: {0}, title: {0}, steps: [{1}]}}\n"
    step = "{{id: {0}, title: {0}, actions: {1}, emotion: {2}}}"
    old = stage.format("Shop", ", ".join([step.format("a", "Look around", 1), step.format("b", "Try on", 0)]))
    new = stage.format("Shop", ", ".join([step.format("a", "Look about", -1), step.format("c", "Ask", 0)]))
    calm = stage.format("Pay", step.format("d", "Queue", -1))
    text = drawn(pair(tmp_path, f"{HEAD}stages:\n{old}{calm}", f"{HEAD}stages:\n{new}{calm}"))
    page = check(text)
    assert "Look <del>around</del>" in text
    assert "Look <ins>about</ins>" in text
    for sign, word in (("+", "Added"), ("−", "Removed"), ("~", "Changed")):
        assert f'<span aria-hidden="true">{sign}</span> {word}' in text
    assert "Pay: unchanged, 1 step" in page.words
    folded = text[text.index('<details class="c-stage c-same">') :]
    assert folded.index("Queue") < folded.index("</details>")
    heads = [each.get("scope") for each in page.all("th")]
    assert None not in heads
    assert {"row", "col", "colgroup"} == set(heads)


def test_a_page_without_changes_says_so(tmp_path: Path):
    page = check(page_html(compared(Outcome((), 3), "en")))
    assert "Nothing changed" in page.words
    assert "Maps compared: 3." in page.words
    assert "没有任何变更" in page_html(compared(Outcome((), 0), "zh-CN"))


def test_several_maps_have_an_index_and_each_its_section(tmp_path: Path):
    text = f"{HEAD}stages:\n  - title: Pay\n"
    changed_map = pair(tmp_path, text, text.replace("Pay", "Wait"))
    assert changed_map.old is not None
    assert changed_map.new is not None
    gap = files(*CART)
    found = [changed_map, came(changed_map.new, "en"), went(changed_map.old, "ms"), gap]
    page = check(drawn(*found, maps=9, failed=("step-removed (1)",)))
    links = [each["href"] for each in page.all("a") if "-src-" not in str(each["href"])]
    assert links == ["#changes", "#m1", "#m2", "#m3", "#m4"]
    assert "Maps changed: 4 of 9" in page.words
    assert page.words.count("step-removed (1)") == 1
    for word in ("New map", "Peta yang dibuang", "落差報告"):
        assert word in page.words
    for comparison in found:
        assert_tells(page, comparison)


def test_the_grid_has_a_place_for_every_column_and_none_twice(tmp_path: Path):
    for comparison in (files(*CART), pair(tmp_path, CURRENT, FUTURE)):
        assert comparison.gap is not None
        assert comparison.diff is not None
        laid = places(comparison.diff.old, comparison.diff.new, comparison.gap, comparison.diff.match)
        for at, side in ((laid.old, comparison.diff.old), (laid.new, comparison.diff.new)):
            taken = [place for start, span in at.values() for place in range(start, start + span)]
            assert len(taken) == len(set(taken))
            assert set(taken) <= set(range(laid.size))
            assert set(at) == set(side.ends)
        assert sum(span for *_, span in laid.stages) == laid.size


def test_split_merged_dropped_and_new_columns_stand_where_they_come_from():
    [section] = compared(Outcome([files(*CART, "en")], 1)).sections
    assert section.grid is not None
    then = {box.tag: (box.start, box.span, box.badge, box.origin) for box in section.grid.then if box.tag}
    assert then["B2"] == (1, 1, "Merged", "A2, A6")
    assert then["B3"] == (3, 2, "Merged", "A4, A5")
    assert then["B6"] == (9, 1, "New", "")
    assert (then["B8"][:2], then["B9"][:2]) == ((11, 1), (12, 1))
    notes = {box.start: (box.badge, box.note) for box in section.grid.then if not box.tag}
    assert notes == {2: ("Dropped", "折扣自動套用，不必再找"), 5: ("", "Goes into B2")}
    [feeling] = section.grid.feelings
    changes = {score.start: score.figure for score in feeling.change if score.figure}
    assert changes == {0: "±0", 1: "+0.5", 3: "+2", 4: "+1", 5: "+3", 6: "+0.5", 7: "+1", 8: "+0.5"}


def test_what_stands_at_a_stage_stands_above_what_stands_at_its_steps(tmp_path: Path):
    old = CURRENT.replace(
        "    title: Shop\n", "    title: Shop\n    pain_points: {id: P9, text: Crowded}\n    emotion: 1\n"
    )
    old = old.replace("stages:", "overall:\n  pain_points: {id: P8, text: No parking}\nstages:")
    comparison = pair(tmp_path, old, FUTURE)
    text = drawn(comparison)
    page = check(text)
    grid = text[text.index('class="map c-gap') : text.index("</table>")]
    for pain in ("Slow", "Loud", "Dark", "Crowded", "No parking"):
        assert pain in grid
    assert_tells(page, comparison)


def test_on_paper_the_grids_are_cut_to_the_sheet_and_nothing_is_lost():
    comparison = files(*CART)
    narrow = page_html(compared(Outcome([comparison], 1)), paper=Sheet(60, 5, 4))
    page = Read(narrow)
    assert page.problems == []
    assert_tells(page, comparison)
    assert "<details" not in narrow
    for name in {each.heading(where) for each in (comparison.diff.old, comparison.diff.new) for where in each.ends}:  # type: ignore[union-attr]
        assert name in page.words
    sizes = [int(size) for size in re.findall(r'class="map c-gap g(\d+)"', narrow)]
    assert sum(sizes) == 13
    assert max(sizes) <= 5


def test_a_target_is_held_against_the_newest_value_of_its_metric():
    comparison = files(*CART, "en")
    assert comparison.diff is not None
    told = [each.summary for each in comparison.told if each.change is not None and each.change.thing == "measurement"]
    assert [each for each in told if "41%" in each and "58%" in each]
    assert not [each for each in told if "43%" in each or "45%" in each]
    text = drawn(comparison)
    assert "45% (31 May 2026), 43% (30 June 2026)" in text
    assert text.count("43%") == 2, "once for wide windows, once for narrow ones"


def test_a_target_that_stands_elsewhere_is_still_held_against_what_was_measured():
    comparison = files(*CART, "en")
    [told] = [each for each in comparison.told if each.rule == "measurement-changed" and "驗證碼逾時" in each.summary]
    assert "14%" in told.summary
    assert "3%" in told.summary
    assert not [each for each in comparison.told if each.rule == "measurement-removed"]


def test_emotions_that_depend_on_the_case_are_shown_with_the_case():
    [section] = compared(Outcome([files(*CART, "en")], 1)).sections
    assert section.grid is not None
    [feeling] = section.grid.feelings
    cases = {score.start: [(case.figure, case.when) for case in score.cases] for score in feeling.now if score.cases}
    assert cases == {11: [("−1", "已經在別處買了"), ("+0.5", "還沒在別處買")]}
    rises = {score.text: [case.figure for case in score.cases] for score in feeling.change if score.cases}
    assert rises == {"→ B8": ["+1.5", "±0"], "→ B9": ["+2", "+0.5"]}
    numbers = {number.label: number for number in section.numbers}
    assert "9 of 10 columns" in numbers["Emotion, mean"].before
    assert "−1 to +0.5" in numbers["Emotion, at the end"].before
    assert numbers["Emotion, at the end"].change == ""
    assert [len(curve.spans) for curve in feeling.plot.curves] == [1, 0]


def test_side_by_side_speaks_of_fates_as_the_gap_report_does():
    [section] = compared(Outcome([files(*CART, "en")], 1)).sections
    rows = [row for stage in section.stages for row in stage.rows]
    assert {"Expected actions", "Target emotion"}.isdisjoint(row.title for row in rows)
    entries = [entry for row in rows for cells in row.cells for cell in cells for entry in cell.entries]
    fates = {entry.tag: (entry.mark, entry.word) for entry in entries if entry.tag.startswith("P")}
    assert fates["P1"] == ("left", "Knowingly left")
    assert fates["P4"] == ("bad", "Forgotten")
    assert {fates[f"P{number}"] for number in (2, 3, 5, 6, 7, 8, 9, 10)} == {("good", "Resolved")}
    marks = {group.word: group.mark for stage in section.stages for group in stage.groups}
    assert marks["Merged"] == "merged"
    words = {change.word for found in section.changes for change in found.changes if "are merged into" in change.text}
    assert words == {"Merged"}


def test_a_gap_report_has_a_legend_of_its_marks_and_one_register_of_sources():
    page = compared(Outcome([files(*CART, "en")], 1))
    [section] = page.sections
    names = [key.name for key in section.legend]
    assert names[:5] == ["now", "then", "range", "cases", "column-kept"]
    assert {"column-merged", "pain-left", "severity", "reference"} <= set(names)
    assert {"column-worsened", "pain-gone"}.isdisjoint(names)
    assert [each.number for each in section.sources] == [1, 2, 3]
    assert section.grid is not None
    refs = {pain.tag: pain.refs for cell in section.grid.pains for pain in cell.pains}
    assert refs["P4"] == (1, 3)
    assert refs["P1"] == (2,)
    text = page_html(page)
    check(text)
    assert text.count('href="#m1-src-3"') == sum(3 in each for each in refs.values())


def test_no_path_of_a_machine_and_no_line_in_the_headlines(tmp_path: Path):
    write(tmp_path, {"old.cjm.yaml": CURRENT, "new.cjm.yaml": FUTURE})
    text = drawn(files(tmp_path / "old.cjm.yaml", tmp_path / "new.cjm.yaml"))
    assert str(tmp_path) not in text
    verdict = text[text.index('class="c-verdict"') :]
    assert "<small>" not in verdict[: verdict.index("</div>")]


def test_icons_do_not_change_with_the_language_of_the_report():
    drawings = []
    for language in LANGUAGES:
        [section] = compared(Outcome([files(*CART, language)], 1)).sections
        assert section.grid is not None
        drawings.append([touch.channel for box in section.grid.now for touch in box.touches])
    assert all(each == drawings[0] for each in drawings)
    assert {"email", "sms", "chat"} <= set(drawings[0])


def test_a_map_whose_scores_all_depend_on_the_case_still_shows_them(tmp_path: Path):
    then = re.sub(r"emotion: [\d.]+", "emotion: [{score: 1, when: rain}, {score: 5, when: sun}]", FUTURE)
    assert then != FUTURE
    comparison = pair(tmp_path, CURRENT, then)
    [section] = compared(Outcome([comparison], 1)).sections
    assert section.grid is not None
    [feeling] = section.grid.feelings
    assert all([case.when for case in score.cases] == ["rain", "sun"] for score in feeling.then)
    assert feeling.then
    check(drawn(comparison))
