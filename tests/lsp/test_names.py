"""What names mean across files, and renaming them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lsp.asking import HEAD, ROOT, SHOP, lookup, sketch, wrong

from cjmap.diagnostic import Edit
from cjmap.lsp.buffers import Buffer
from cjmap.lsp.lookup import Found, Lookup
from cjmap.lsp.rename import Refusal, places, renamable, rename
from cjmap.lsp.sketch import Sketch

EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
PAIN = "- {id: no-reorder, text: No list of earlier purchases, severity: high, sources: nps-q3}"
CALLS = "- {id: calls, title: Calls to the hotline, type: call}"
STRICT = {"column", "item", "pain", "source", "metric", "map"}
"""The namespaces in which validate demands that a reference means something."""


@pytest.mark.parametrize("folder", [SHOP, *EXAMPLES], ids=lambda path: path.name)
def test_every_reference_of_a_valid_map_means_one_thing(folder: Path):
    assert wrong(folder) == []
    known = lookup()
    count = 0
    for path in folder.rglob("*.cjm.yaml"):
        here = sketch(path, known)
        for mention in here.mentions:
            if mention.defines:
                assert mention.whole.start <= mention.span.start <= mention.whole.end
            elif mention.space in STRICT:
                count += 1
                assert len(known.definition(Found(here, mention))) == 1, mention
            if mention.exact:
                assert here.source.text[slice(*mention.span)] == (mention.name or mention.title)
    assert count > 0 or folder.name == "burger"  # which cites nothing


def copied(folder: Path, to: Path) -> Path:
    return Path(shutil.copytree(folder, to / folder.name))


def apply(edits: list[tuple[Sketch, list[Edit]]]) -> None:
    for here, changes in edits:
        text = here.source.text
        for edit in reversed(changes):
            text = text[: edit.span.start] + edit.text + text[edit.span.end :]
        assert here.path is not None
        here.path.write_text(text, encoding="utf-8", newline="")


def read(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.yaml")}


@pytest.mark.parametrize("folder", [SHOP, *EXAMPLES], ids=lambda path: path.name)
def test_a_renamed_id_is_still_what_its_references_mean_and_can_be_renamed_back(folder: Path, tmp_path: Path):
    project = copied(folder, tmp_path)
    before = read(project)
    ids = {
        (path, mention.space): mention.name
        for path in sorted(project.rglob("*.yaml"))
        for mention in sketch(path).mentions
        if mention.defines and mention.exact and not refused(path, mention.space, mention.name)
    }
    assert ids
    new = "新-name_1.0"
    for (path, space), old in ids.items():
        count = len(places(*defined(path, space, old)))
        apply(renamed(path, space, old, new))
        assert read(project) != before
        assert wrong(project) == [], space
        assert len(places(*defined(path, space, new))) == count
        apply(renamed(path, space, new, old))
        assert read(project) == before, space


def defined(path: Path, space: str, name: str) -> tuple[Sketch, int, Lookup]:
    """Where a file defines an id."""
    known = lookup()
    here = sketch(path, known)
    [place] = [each for each in here.definitions(space) if each.name == name and each.space == space]
    return here, place.span.start, known


def refused(path: Path, space: str, name: str) -> bool:
    return not name or isinstance(renamable(*defined(path, space, name)), Refusal)


def renamed(path: Path, space: str, old: str, new: str) -> list[tuple[Sketch, list[Edit]]]:
    here, offset, known = defined(path, space, old)
    edits = rename(here, offset, new, known)
    assert isinstance(edits, list), edits
    return edits


def at(path: Path, words: str) -> tuple[Sketch, int, Lookup]:
    """Where `▮` stands in the words of a file."""
    known = lookup()
    here = sketch(path, known)
    before, _, after = words.partition("▮")
    assert here.source.text.count(before + after) == 1
    return here, here.source.text.index(before + after) + len(before), known


def meant(path: Path, words: str) -> list[str]:
    """`file: words` of everything that the name at `▮` means."""
    here, offset, known = at(path, words)
    mention = here.mention_at(offset)
    assert mention is not None
    found = known.definition(Found(here, mention))
    return [f"{each.sketch.source.name.rsplit('/')[-1]}: {_line(each)}" for each in found]


def _line(found: Found) -> str:
    source = found.sketch.source
    return source.line(source.position(found.mention.span.start).line).strip()


@pytest.mark.parametrize(
    ("file", "words", "line"),
    [
        ("groceries", "next: p▮ay", "groceries.cjm.yaml: - id: pay"),
        ("groceries", "to: Rec▮eive", "groceries.cjm.yaml: - title: Receive"),
        ("groceries", "resolves: no-▮reorder", f"groceries.cjm.yaml: {PAIN}"),
        ("groceries", "sources: [nps-q3, ▮calls]", f"cjmap.yaml: {CALLS}"),
        ("groceries", "metric: nps▮,", "cjmap.yaml: - {id: nps, title: Net promoter score, method: nps, target: 40}"),
        ("groceries", "persona: mei-▮lin, sources", "mei-lin.cjm.yaml: name: Mei Lin"),
        ("groceries", "hand▮over: From", "cjmap.yaml: - handover: Who hands over to whom"),
        ("groceries", "mo▮od: Nervous", "groceries.cjm.yaml: - mood: What 𠮷 and 🛒 say"),
        ("groceries.future", "[cho▮ose, pay]", "groceries.cjm.yaml: - id: choose"),
        ("groceries.future", "resolves: no-▮reorder", f"groceries.cjm.yaml: {PAIN}"),
        ("groceries.future", "future_of: gro▮ceries", "groceries.cjm.yaml: title: Weekly groceries, ordered online"),
        ("groceries.future", "market.cjm.yaml#qu▮eue", "market.cjm.yaml: - id: queue"),
        ("groceries.future", "stores/mar▮ket", "market.cjm.yaml: title: At the market"),
        ("groceries.future", "sear▮ch: The list", "groceries.cjm.yaml: - id: search"),
        ("stores/market", "yaml#no-reor▮der", f"groceries.cjm.yaml: {PAIN}"),
    ],
)  # fmt: skip
def test_a_name_leads_to_what_it_means(file: str, words: str, line: str):
    assert meant(SHOP / f"{file}.cjm.yaml", words) == [line]


def test_every_place_that_means_an_id():
    here, offset, known = at(SHOP / "groceries.cjm.yaml", "id: no-re▮order,")
    found = places(here, offset, known)
    names = [each.sketch.source.name.rsplit("/", 1)[-1] for each in found]
    assert names == ["groceries.cjm.yaml"] * 2 + ["groceries.future.cjm.yaml", "market.cjm.yaml"]
    here, offset, known = at(SHOP / "groceries.cjm.yaml", "title: Rec▮eive")
    assert len(places(here, offset, known)) == 2
    here, offset, known = at(SHOP / "groceries.future.cjm.yaml", "future_of: gro▮ceries")
    assert len(places(here, offset, known)) == 4


@pytest.mark.parametrize(
    ("file", "words", "new", "message"),
    [
        ("groceries", "to: Rec▮eive", "x", "this stage or step has no id to rename; give it one first"),
        ("groceries", "- act▮ions", "x", "‘actions’ is a built-in lane; to retitle it"),
        ("groceries", "severity: hi▮gh", "x", "no id stands here"),
        ("groceries.future", "future_of: gro▮ceries", "x", "this is the path of a file"),
        ("groceries", "id: sea▮rch", "pay", "‘pay’ is the id of another stage or step in groceries.cjm.yaml"),
        ("groceries", "id: sea▮rch", "a b", "‘a b’ cannot be an id: letters and digits"),
        ("groceries", "- moo▮d", "title", "‘title’ has a meaning of its own already"),
        ("groceries", "- moo▮d", "handover", "‘handover’ is the id of another lane in cjmap.yaml"),
    ],
)  # fmt: skip
def test_what_cannot_be_renamed_says_why(
    file: str, words: str, new: str, message: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(SHOP)
    here, offset, known = at(SHOP / f"{file}.cjm.yaml", words)
    refusal = rename(here, offset, new, known)
    assert isinstance(refusal, Refusal)
    assert refusal.message.startswith(message)


def test_a_new_id_must_not_take_the_place_of_another_maps_own(tmp_path: Path):
    project = copied(SHOP, tmp_path)
    market = project / "stores" / "market.cjm.yaml"
    text = market.read_text(encoding="utf-8").replace("stages:", "sources: [{id: till, title: Till data}]\nstages:")
    market.write_text(text, encoding="utf-8")
    here, offset, known = at(project / "cjmap.yaml", "id: nps▮-q3")
    refused = rename(here, offset, "till", known)
    assert isinstance(refused, Refusal)
    assert refused.message.startswith("‘till’ is the id of another source in ")
    assert "market" in refused.message


def test_a_persona_that_its_file_names_gets_an_id(tmp_path: Path):
    project = copied(SHOP, tmp_path)
    here, offset, known = at(project / "stores" / "market.cjm.yaml", "persona: mei▮-lin")
    edits = rename(here, offset, "mei", known)
    assert isinstance(edits, list), edits
    apply(edits)
    persona = (project / "personas" / "mei-lin.cjm.yaml").read_text(encoding="utf-8")
    assert persona.startswith("cjmap: 1\nkind: persona\nid: mei\nname: Mei Lin\n")
    assert "actors: [mei, courier]" in (project / "groceries.cjm.yaml").read_text(encoding="utf-8")
    assert wrong(project) == []


def test_a_map_outside_of_any_project_is_looked_for_beside_it_or_in_the_open_folder(tmp_path: Path):
    other = tmp_path / "below" / "b.cjm.yaml"
    other.parent.mkdir()
    other.write_text(HEAD + "stages:\n  - {id: pay, title: Pay}\n", encoding="utf-8")
    (tmp_path / "a.cjm.yaml").write_text(
        HEAD + "variant_of: below/b.cjm.yaml#pay\nstages: [{title: x}]\n", encoding="utf-8"
    )
    here = sketch(other)
    offset = here.source.text.index("pay")
    assert len(places(here, offset, lookup())) == 1
    assert len(places(here, offset, lookup(root=tmp_path))) == 2


def test_a_broken_map_still_has_its_names(tmp_path: Path):
    text = HEAD + "stages:\n  - id: pay\n    title: Pay\n    note: [a, b\n  - id: receive\n    next: pay\n    emot\n"
    path = tmp_path / "a.cjm.yaml"
    known = lookup(Buffer.of(path.as_uri(), path, 1, text, "utf-16"))
    here = known.open(path)
    assert here is not None
    assert len(places(here, text.index("next: pay") + 7, known)) == 2
