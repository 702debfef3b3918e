"""A real editor's conversation with `cjmap lsp`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from lsp.asking import HEAD, ROOT
from lsp.talking import Editor, editing

from cjmap import __version__


def said(found: list[dict[str, Any]]) -> list[str]:
    """The rules of findings."""
    return [each["code"] for each in found]


def test_findings_follow_the_typing(editor: Editor, shop: Path):
    uri = editor.show(shop / "groceries.cjm.yaml")
    assert editor.found(uri) == []
    editor.type(
        uri, "score: -1, word: impatient 😤, persona: mei-lin", "score: -7, word: impatient 😤, persona: nobody"
    )
    [score, persona] = editor.found(uri)
    assert (score["code"], score["severity"], score["source"]) == ("score-outside-scale", 1, "cjmap")
    assert editor.covered(uri, score["range"]) == "-7"
    assert editor.covered(uri, persona["range"]) == "nobody"
    assert persona["message"].splitlines()[0] == "there is no persona ‘nobody’"
    assert len(persona["message"].splitlines()) == 2, "the help stands below"
    editor.type(uri, "score: -7", "score: 2")
    editor.type(uri, "nobody", "Tom")
    assert editor.found(uri) == []


def test_two_places_of_one_mistake_are_both_shown(editor: Editor, shop: Path):
    uri = editor.show(shop / "groceries.cjm.yaml")
    editor.type(uri, "id: pay\n", "id: search\n")
    clash = next(each for each in editor.found(uri) if each["code"] == "duplicate-id")
    [other] = clash["relatedInformation"]
    assert (other["location"]["uri"], other["message"]) == (uri, "first used here")
    assert editor.covered(uri, other["location"]["range"]) == "search"
    assert clash["range"] != other["location"]["range"]


@pytest.mark.parametrize("units", ["utf-8", "utf-16", "utf-32"])
def test_columns_are_counted_as_agreed(units: str, shop: Path):
    with editing(shop, (units,)) as editor:
        assert editor.units == units
        uri = editor.show(shop / "groceries.cjm.yaml")
        assert editor.found(uri) == []
        editor.type(uri, "mood: What 𠮷 and 🛒 say", "mood: What 𠮷 and 🛒🛒 say  # 𠮷")
        editor.type(uri, "word: impatient 😤, persona: mei-lin", "word: 😤😤, persona: 𠮷")
        [found] = editor.found(uri)
        assert editor.covered(uri, found["range"]) == "𠮷"
        editor.type(uri, "{score: -1, word: 😤😤, persona: 𠮷, sources: [nps-q3, calls]}", "{word: 😤😤, persona: x}")
        assert list(editor.offered(uri, "word: 😤😤, persona: x▮}")) == ["mei-lin", "Tom"]
        [edit] = [each["textEdit"] for each in editor.offered(uri, "persona: x▮}").values()][:1]
        assert editor.covered(uri, edit["range"]) == "x"


def test_the_cheapest_units_that_the_editor_knows_are_chosen():
    with editing(None, ("utf-8", "utf-32")) as editor:
        assert editor.units == "utf-32"


def test_a_change_elsewhere_is_seen_before_it_is_saved(editor: Editor, shop: Path):
    future = editor.show(shop / "groceries.future.cjm.yaml")
    assert editor.found(future) == []
    current = editor.show(shop / "groceries.cjm.yaml")
    editor.type(current, "id: search", "id: look-for")
    found: list[dict[str, Any]] = []
    while not found:  # opening the other file may have had it looked at as well
        found = editor.found(future)
    assert said(found) == ["unknown-column"]
    editor.hide(current)
    assert editor.found(future) == []


def test_files_that_change_on_disk_are_read_again(editor: Editor, shop: Path):
    future = editor.show(shop / "groceries.future.cjm.yaml")
    assert editor.found(future) == []
    current = shop / "groceries.cjm.yaml"
    current.write_text(current.read_text(encoding="utf-8").replace("id: no-reorder", "id: other"), encoding="utf-8")
    changes = [{"uri": current.as_uri(), "type": 2}]
    editor.tell("workspace/didChangeWatchedFiles", {"changes": changes})
    assert said(editor.found(future)) == ["unknown-pain-point"]


def test_the_editor_is_asked_to_watch_maps():
    with editing(None) as editor:
        asked = editor.asked.get(timeout=60)
        assert asked["method"] == "client/registerCapability"
        [registration] = asked["params"]["registrations"]
        assert registration["method"] == "workspace/didChangeWatchedFiles"
        assert [each["globPattern"] for each in registration["registerOptions"]["watchers"]] == [
            "**/*.cjm.yaml",
            "**/cjmap.yaml",
        ]


def test_a_broken_project_file_is_reported_where_it_is_broken(editor: Editor, shop: Path):
    project = shop / "cjmap.yaml"
    project.write_text(project.read_text(encoding="utf-8") + "onwer: x\n", encoding="utf-8")
    uri = editor.show(shop / "groceries.cjm.yaml")
    assert editor.found(uri) == []
    published = editor.published.setdefault(project.as_uri(), Queue()).get(timeout=60)
    assert said(published["diagnostics"]) == ["unknown-key"]
    editor.hide(uri)
    assert editor.published.setdefault(project.as_uri(), Queue()).get(timeout=60)["diagnostics"] == []


def test_a_project_file_is_checked_as_one(editor: Editor, shop: Path):
    uri = editor.show(shop / "cjmap.yaml")
    assert editor.found(uri) == []
    editor.type(uri, "id: calls", "id: nps-q3")
    assert said(editor.found(uri)) == ["duplicate-id"]


def test_other_yaml_is_left_alone(editor: Editor, shop: Path):
    uri = editor.show(shop / "compose.yaml", "services:\n  web: {image: nginx}\n")
    assert editor.found(uri) == []
    assert editor.ask("textDocument/completion", editor.where(uri, "▮services:")) is None
    assert editor.ask("textDocument/hover", editor.where(uri, "ser▮vices:")) is None


def test_a_text_that_was_never_saved_is_checked_when_it_is_a_map(editor: Editor):
    uri = editor.show("untitled:Untitled-1", HEAD)
    [found] = editor.found(uri)
    assert found["code"] == "missing-key"
    assert "kind" not in editor.offered(uri, "title: Groceries\n▮")
    editor.hide(uri)


def test_only_the_last_of_many_changes_is_checked(editor: Editor, shop: Path):
    uri = editor.show(shop / "groceries.cjm.yaml")
    assert editor.found(uri) == []
    editor.replace(uri, HEAD + "stages: [{title: x}]\n")
    for number in range(20):
        editor.replace(uri, HEAD + f"bad{number}: x\nstages: [{{title: x}}]\n")
    heard = [editor.published.setdefault(uri, Queue()).get(timeout=60)]
    while heard[-1]["version"] != editor.versions[uri]:
        heard.append(editor.published.setdefault(uri, Queue()).get(timeout=60))
    assert len(heard) < 10
    assert heard[-1]["diagnostics"][0]["message"].startswith("unknown key ‘bad19’")


BROKEN = [
    "note: [a, b",
    'note: "open',
    "note",
    "  misplaced: x",
    "note: {a",
    "\tnote: x",
    "- x",
    "note: 'x",
    "{",
    ": :",
]


@pytest.mark.parametrize("line", BROKEN)
def test_a_broken_line_spoils_neither_offers_nor_outline(editor: Editor, folder: Path, line: str):
    text = HEAD + f"stages:\n  - id: choose\n    title: Choose\n    {line}\n  - id: pay\n    title: Pay\n    next: \n"
    path = folder / "broken.cjm.yaml"
    uri = editor.show(path, HEAD + "stages:\n  - title: Choose\n  - title: Pay\n")
    assert names(editor, uri) == ["Choose", "Pay"]
    editor.replace(uri, text)
    assert editor.found(uri) != []
    assert names(editor, uri) == ["Choose", "Pay"]
    assert "pay" in editor.offered(uri, "next: ▮\n")
    assert "emotion" in editor.offered(uri, "title: Pay\n    ▮next")
    editor.hide(uri)


def names(editor: Editor, uri: str) -> list[str]:
    found = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    return [each["name"] for each in found]


def test_the_outline_is_by_stage_and_step(editor: Editor, shop: Path):
    uri = editor.show(shop / "groceries.cjm.yaml")
    choose, receive = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
    assert (choose["name"], choose["detail"], receive["name"]) == ("Choose", "choose", "Receive")
    assert [each["name"] for each in choose["children"]] == ["Search for the usual items", "Pay"]
    assert editor.covered(uri, choose["children"][1]["selectionRange"]) == "Pay"
    whole = editor.covered(uri, choose["children"][1]["range"])
    assert whole.startswith("id: pay")
    assert whole.endswith("when: it is paid}]")


def test_the_outline_of_other_files_and_for_simpler_editors(shop: Path):
    bare = {"textDocument": {"documentSymbol": {}}}
    with editing(shop, capabilities=bare) as editor:
        uri = editor.show(shop / "personas" / "mei-lin.cjm.yaml")
        assert names(editor, uri) == ["Mei Lin"]
        uri = editor.show(shop / "cjmap.yaml")
        assert names(editor, uri) == [
            "Who hands over to whom",
            "NPS survey, third quarter",
            "Calls to the hotline",
            "Net promoter score",
        ]
        uri = editor.show(shop / "groceries.cjm.yaml")
        found = editor.ask("textDocument/documentSymbol", {"textDocument": {"uri": uri}})
        assert [each.get("containerName") for each in found] == [None, "Choose", "Choose", None]
        assert editor.hovered(uri, "sever▮ity:").startswith("severity: How much it hurts")
        assert "`" not in editor.hovered(uri, "sever▮ity:")


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("lan▮es:", ["`lanes`: The rows, in order."]),
        ("kind: cur▮rent", ["What happens today, and where does it hurt?"]),
        ("pain_po▮ints:", ["**Pain points** (lane `pain_points`)", "What hurts the customer.", "Role: customer."]),
        ("hand▮over: From", ["**Who hands over to whom** (lane `handover`)"]),
        ("- mo▮od: What", ["**What 𠮷 and 🛒 say** (lane `mood`)"]),
        ("sever▮ity: high", ["How much it hurts", "One of `low`, `medium`, `high`, `critical`."]),
        (
            "severity: high, sources: nps▮-q3",
            ["**NPS survey, third quarter** (source `nps-q3`)", "n: 412", "cjmap.yaml"],
        ),
        ("resolves: no-reo▮rder", ["**No list of earlier purchases** (pain point `no-reorder`)", "severity: high"]),
        ("to: Rec▮eive", ["**Receive** (stage or step)"]),
        ("[mei-▮lin, Tom]", ["**Mei Lin** (persona `mei-lin`)"]),
    ],
)
def test_hovering_says_what_it_means(editor: Editor, shop: Path, words: str, parts: list[str]):
    uri = editor.show(shop / "groceries.cjm.yaml")
    text = editor.hovered(uri, words)
    assert [part for part in parts if part not in text] == [], text


def test_lanes_speak_the_language_of_the_map(editor: Editor, shop: Path):
    uri = editor.show(shop / "groceries.cjm.yaml")
    editor.type(uri, "cjmap: 1\n", "cjmap: 1\nlanguage: zh-TW\n")
    assert "**痛點** (lane `pain_points`)" in editor.hovered(uri, "pain_po▮ints:")
    assert editor.offered(uri, "title: Choose\n▮    steps:") == {}
    assert editor.hovered(uri, "Types ea▮ch item") == ""


def test_going_to_what_is_meant_and_back_to_all_that_means_it(editor: Editor, shop: Path):
    uri = editor.show(shop / "groceries.future.cjm.yaml")
    [there] = editor.ask("textDocument/definition", editor.where(uri, "resolves: no-reo▮rder"))
    assert there["uri"] == (shop / "groceries.cjm.yaml").as_uri()
    assert editor.covered(there["uri"], there["range"]) == "no-reorder"
    everywhere = {"context": {"includeDeclaration": True}, **editor.where(uri, "resolves: no-reo▮rder")}
    found = editor.ask("textDocument/references", everywhere)
    assert {editor.covered(each["uri"], each["range"]) for each in found} == {"no-reorder"}
    assert len(found) == 4
    found = editor.ask("textDocument/references", {**everywhere, "context": {"includeDeclaration": False}})
    assert len(found) == 3
    assert editor.ask("textDocument/definition", editor.where(uri, "title: Weekly gro▮ceries")) is None


def test_an_id_is_renamed_everywhere(editor: Editor, shop: Path):
    future = editor.show(shop / "groceries.future.cjm.yaml")
    current = editor.show(shop / "groceries.cjm.yaml")
    editor.type(current, "Types each item", "Types 𠮷 each item")
    question = editor.where(current, "id: no-reo▮rder,")
    prepared = editor.ask("textDocument/prepareRename", question)
    assert (prepared["placeholder"], editor.covered(current, prepared["range"])) == ("no-reorder", "no-reorder")
    after = editor.applied(editor.ask("textDocument/rename", {**question, "newName": "reorder"}))
    market = (shop / "stores" / "market.cjm.yaml").as_uri()
    assert set(after) == {current, future, market}
    assert after[current] == editor.texts[current].replace("no-reorder", "reorder")
    assert "resolves: reorder" in after[future]
    assert "resolves: ../groceries.cjm.yaml#reorder" in after[market]
    for uri, text in after.items():
        Path(uri.removeprefix("file://")).write_text(text, encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "cjmap", "validate", str(shop)], check=False)
    assert done.returncode == 0


def test_what_cannot_be_renamed_is_refused_in_words(editor: Editor, shop: Path):
    uri = editor.show(shop / "groceries.cjm.yaml")
    refused = editor.refused("textDocument/rename", {**editor.where(uri, "id: sea▮rch"), "newName": "pay"})
    assert refused["code"] == -32803
    assert refused["message"].startswith("‘pay’ is the id of another stage or step in ")
    refused = editor.refused("textDocument/prepareRename", editor.where(uri, "title: Rec▮eive"))
    assert refused["message"] == "this stage or step has no id to rename; give it one first"


def actions(editor: Editor, uri: str, words: str, **context: Any) -> list[dict[str, Any]]:
    place = editor.where(uri, words)["position"]
    question = {"textDocument": {"uri": uri}, "range": {"start": place, "end": place}}
    found = editor.ask("textDocument/codeAction", {**question, "context": {"diagnostics": [], **context}})
    return list(found)


def test_what_can_be_mended_is_offered_and_mended(editor: Editor, shop: Path):
    uri = editor.show(shop / "groceries.cjm.yaml")
    editor.type(
        uri,
        "actions: Types each",
        "actions:\n          - call #12 𠮷\n          - Internal: x\n        needs: Types each",
    )
    [call, _] = found = editor.found(uri)
    assert said(found) == ["hash-in-text", "unquoted-colon"]
    [action] = actions(editor, uri, "call #▮12")
    assert (action["kind"], action["isPreferred"]) == ("quickfix", True)
    assert action["diagnostics"] == [call]
    assert '- "call #12 𠮷"' in editor.applied(action["edit"])[uri]
    assert actions(editor, uri, "title: Rec▮eive") == []
    [everything] = actions(editor, uri, "title: Rec▮eive", only=["source.fixAll"])
    editor.replace(uri, editor.applied(everything["edit"])[uri])
    assert editor.found(uri) == []
    for _ in ("the order of keys", "an id for what is named by its words"):
        [rest] = actions(editor, uri, "title: Rec▮eive", only=["source.fixAll"])
        editor.replace(uri, editor.applied(rest["edit"])[uri])
        assert editor.found(uri) == []
    assert actions(editor, uri, "title: Rec▮eive", only=["source.fixAll"]) == []


def test_actions_wait_for_the_findings(editor: Editor, shop: Path):
    uri = editor.show(shop / "groceries.cjm.yaml")
    editor.type(uri, "kind: current-state", "kind: curent-state")
    [action] = actions(editor, uri, "kind: cur▮ent-state")
    assert (action["title"], action["isPreferred"]) == ("write current-state", False)
    assert "kind: current-state" in editor.applied(action["edit"])[uri]


def test_lint_finds_and_mends_as_it_is_typed(editor: Editor, shop: Path):
    text = HEAD + "stages:\n  - {title: Choose, pain_points: [Slow], opportunities: [{text: Faster, resolves: Slow}]}\n"
    uri = editor.show(shop / "typed.cjm.yaml", text)
    found = {each["code"]: each["severity"] for each in editor.all_found(uri)}
    assert (found["missing-emotion"], found["fragile-reference"]) == (2, 2)
    [action] = actions(editor, uri, "resolves: Sl▮ow")
    mended = "pain_points: [{id: slow, text: Slow}], opportunities: [{text: Faster, resolves: slow}]"
    assert mended in editor.applied(action["edit"])[uri]


def test_formatting(editor: Editor, shop: Path):
    uri = editor.show(shop / "groceries.cjm.yaml", HEAD + "stages:\n    - title:   Choose\n")
    options = {"tabSize": 2, "insertSpaces": True}
    edits = editor.ask("textDocument/formatting", {"textDocument": {"uri": uri}, "options": options})
    assert editor.edited(uri, edits) == HEAD + "\nstages:\n  - title: Choose\n"


def test_a_large_map_stays_usable(editor: Editor, folder: Path):
    words = "".join(f"        {lane}: {'Words, and more words. ' * 20}\n" for lane in ("actions", "gains", "reasons"))
    steps = "".join(f"      - id: step-{number}\n        title: Step {number}\n{words}" for number in range(800))
    uri = editor.show(folder / "large.cjm.yaml", HEAD + "stages:\n  - title: All\n    steps:\n" + steps)
    assert len(editor.texts[uri]) > 1_000_000
    assert editor.found(uri) == []
    editor.type(uri, "title: Step 500\n", "title: Step 500\n        ne\n")
    assert "next" in editor.offered(uri, "        ne▮\n")
    editor.type(uri, "        ne\n", "        next: \n")
    assert "step-42" in editor.offered(uri, "next: ▮\n")
    assert editor.found(uri) == []
    editor.hide(uri)


def test_a_question_that_is_taken_back_is_not_waited_for(editor: Editor, folder: Path):
    # reading as many nodes as a map may have takes much longer than hearing the editor's next words
    many = HEAD + "stages:\n" + "".join(f"  - {{id: a{number}, title: b, note: c}}\n" for number in range(30_000))
    uri = editor.show(folder / "many.cjm.yaml", many)
    assert editor.cancelled("textDocument/documentSymbol", {"textDocument": {"uri": uri}})["code"] == -32800
    editor.hide(uri)


def test_saying_goodbye(shop: Path):
    with editing(shop) as editor:
        uri = editor.show(shop / "groceries.cjm.yaml")
        assert editor.found(uri) == []
        assert editor.leave() == 0


def test_an_editor_that_vanishes_leaves_no_server_behind(shop: Path):
    with editing(shop) as editor:
        editor.asked.get(timeout=60)
        assert editor.ask("textDocument/hover", editor.where(editor.show("untitled:a", "a: b\n"), "▮a: b")) is None
        assert editor.process.stdin is not None
        editor.process.stdin.close()
        assert editor.process.wait(timeout=60) == 1


def test_without_pygls_it_says_how_to_install_it():
    code = (
        "import sys\n"
        "sys.modules['pygls'] = sys.modules['lsprotocol'] = None\n"
        "from cjmap.cli import run\n"
        "sys.exit(run(['lsp']))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "error: the language server needs pygls",
        "  help: install it with: pip install 'cjmap[lsp]'",
    ]


def test_the_server_says_who_it_is(editor: Editor):
    assert editor.server == {"name": "cjmap", "version": __version__}
