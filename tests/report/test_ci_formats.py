"""The formats that CI servers read, compared whole."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

from schemas import against, published

from cjmap import __version__
from cjmap.cli import run
from cjmap.diagnostic import Diagnostic, Edit, Fix, Related
from cjmap.fingerprint import fingerprints
from cjmap.report import REPORTERS, chosen
from cjmap.rulebook import BY_NAME
from cjmap.rules.page import page
from cjmap.source import Source, Span

TEXT = "cjmap: 1\nkind: x\ntitle: 痛點, 100%: <b>\n"
SOURCE = Source("./maps/a b.yaml", TEXT)
KIND, TITLE = Span(15, 16), Span(24, 37)
FOUND = [
    Diagnostic(
        "unknown-kind", "unknown kind ‘x’", SOURCE, KIND, help="write current-state",
        fix=Fix("write it", (Edit(KIND, "y"),)),
    ),
    Diagnostic(
        "long-cell", "100% too long: cut, it", SOURCE, TITLE, severity="warning",
        related=(Related(SOURCE, KIND, "here"),),
    ),
    Diagnostic(
        "missing-file", "there is no such file\nor folder", Source("c:d,e.yaml", ""), severity="note", help="a\nb"
    ),
]  # fmt: skip


def report(name: str, found: list[Diagnostic] | None = None) -> str:
    """What a format makes of the findings."""
    return REPORTERS[name](FOUND if found is None else found, 7, 80, False)


def test_github():
    error, warning, note = report("github").splitlines()
    assert error == (
        "::error file=maps/a b.yaml,line=2,endLine=2,col=7,endColumn=7,title=cjmap unknown-kind"
        "::unknown kind ‘x’%0Ahelp: write current-state"
    )
    assert warning == (
        "::warning file=maps/a b.yaml,line=3,endLine=3,col=8,endColumn=20,title=cjmap long-cell"
        "::100%25 too long: cut, it"
    )
    assert note == (
        "::notice file=c%3Ad%2Ce.yaml,line=1,title=cjmap missing-file::there is no such file␊or folder%0Ahelp: a%0Ab"
    )
    assert report("github", []) == ""


def test_github_is_chosen_under_github_actions_unless_another_is_asked_for():
    assert chosen(None, {}) == "text"
    assert chosen(None, {"GITHUB_ACTIONS": "true"}) == "github"
    assert chosen("json", {"GITHUB_ACTIONS": "true"}) == "json"


def test_gitlab():
    prints = fingerprints(FOUND, lambda found: found.source.name.removeprefix("./"))
    assert json.loads(report("gitlab")) == [
        {
            "description": "unknown kind ‘x’; write current-state",
            "check_name": "unknown-kind",
            "fingerprint": prints[0],
            "severity": "major",
            "location": {"path": "maps/a b.yaml", "lines": {"begin": 2, "end": 2}},
        },
        {
            "description": "100% too long: cut, it",
            "check_name": "long-cell",
            "fingerprint": prints[1],
            "severity": "minor",
            "location": {"path": "maps/a b.yaml", "lines": {"begin": 3, "end": 3}},
        },
        {
            "description": "there is no such file\nor folder; a\nb",
            "check_name": "missing-file",
            "fingerprint": prints[2],
            "severity": "info",
            "location": {"path": "c:d,e.yaml", "lines": {"begin": 1, "end": 1}},
        },
    ]
    assert json.loads(report("gitlab", [])) == []


def test_junit():
    root = ET.fromstring(report("junit").encode())
    assert root.attrib == {"name": "cjmap", "tests": "3", "failures": "2", "errors": "0"}
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("./maps/a b.yaml", "2", "2"), ("c:d,e.yaml", "1", "0"),
    ]  # fmt: skip
    cases = list(root.iter("testcase"))
    assert [case.get("name") for case in cases] == ["unknown-kind 2:7", "long-cell 3:8", "missing-file 1:1"]
    assert [case[0].tag for case in cases] == ["failure", "failure", "system-out"]
    assert cases[0][0].attrib == {"type": "error", "message": "unknown kind ‘x’"}
    assert cases[0][0].text == "./maps/a b.yaml:2:7: error[unknown-kind]: unknown kind ‘x’\nhelp: write current-state"
    [passed] = ET.fromstring(report("junit", []).encode()).iter("testcase")
    assert (passed.get("name"), len(passed)) == ("7 files", 0)


def test_sarif():
    log = json.loads(report("sarif"))
    assert against(published("sarif-2.1.0"), log) == []
    prints = fingerprints(FOUND, lambda found: found.source.name.removeprefix("./"))
    text = page(BY_NAME["long-cell"])
    where = {"uri": "maps/a%20b.yaml"}
    kind = {"startLine": 2, "startColumn": 7, "endLine": 2, "endColumn": 8}
    assert log == {
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "cjmap",
                        "version": __version__,
                        "semanticVersion": __version__,
                        "rules": [
                            {
                                "id": "unknown-kind",
                                "shortDescription": {"text": "An error that cjmap validate finds: unknown-kind."},
                            },
                            {
                                "id": "long-cell",
                                "shortDescription": {"text": "A text is too long to be read on a map."},
                                "fullDescription": {"text": "A text is too long to be read on a map."},
                                "help": {"text": text, "markdown": text},
                                "defaultConfiguration": {"level": "warning"},
                                "properties": {"tags": ["words"]},
                            },
                            {
                                "id": "missing-file",
                                "shortDescription": {"text": "An error that cjmap validate finds: missing-file."},
                            },
                        ],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [
                    {
                        "ruleId": "unknown-kind",
                        "ruleIndex": 0,
                        "level": "error",
                        "message": {"text": "unknown kind ‘x’\nwrite current-state"},
                        "locations": [{"physicalLocation": {"artifactLocation": where, "region": kind}}],
                        "partialFingerprints": {"cjmap/v1": prints[0]},
                        "fixes": [
                            {
                                "description": {"text": "write it"},
                                "artifactChanges": [
                                    {
                                        "artifactLocation": where,
                                        "replacements": [{"deletedRegion": kind, "insertedContent": {"text": "y"}}],
                                    }
                                ],
                            }
                        ],
                    },
                    {
                        "ruleId": "long-cell",
                        "ruleIndex": 1,
                        "level": "warning",
                        "message": {"text": "100% too long: cut, it"},
                        "locations": [
                            {
                                "physicalLocation": {
                                    "artifactLocation": where,
                                    "region": {"startLine": 3, "startColumn": 8, "endLine": 3, "endColumn": 21},
                                }
                            }
                        ],
                        "partialFingerprints": {"cjmap/v1": prints[1]},
                        "relatedLocations": [
                            {
                                "id": 0,
                                "message": {"text": "here"},
                                "physicalLocation": {"artifactLocation": where, "region": kind},
                            }
                        ],
                    },
                    {
                        "ruleId": "missing-file",
                        "ruleIndex": 2,
                        "level": "note",
                        "message": {"text": "there is no such file\nor folder\na\nb"},
                        "locations": [{"physicalLocation": {"artifactLocation": {"uri": "c%3Ad%2Ce.yaml"}}}],
                        "partialFingerprints": {"cjmap/v1": prints[2]},
                    },
                ],
            }
        ],
    }


def test_fingerprints_outlive_moved_lines_and_other_words_in_the_message():
    def prints(text: str, *words: str, message: str = "m") -> list[str]:
        source = Source("a.yaml", text)
        found = []
        at = 0
        for word in words:
            at = text.index(word, at)
            found.append(Diagnostic("r", message, source, Span(at, at + len(word))))
            at += 1
        return fingerprints(found, lambda each: each.source.name)

    before = prints("a: one\nb: two\n", "one", "two")
    assert prints("# new\n\na:   one\nb: two\n", "one", "two", message="93 days") == before
    assert prints("a: ones\nb: two\n", "ones", "two")[0] != before[0]
    twice = prints("a: one\nb: one\n", "one", "one")
    assert len({*twice}) == 2
    assert twice[0] == before[0]


def test_sarif_of_whatever_is_found_is_as_its_schema_says(capsys):
    """Every map of the tests and examples, the broken ones too, by the command itself."""
    root = Path(__file__).parents[2]
    assert run(["lint", str(root / "tests"), str(root / "examples"), "--format", "sarif"]) in (1, 2)
    log = json.loads(capsys.readouterr().out)
    assert len(log["runs"][0]["results"]) > 200
    assert against(published("sarif-2.1.0"), log) == []
    assert against(published("sarif-2.1.0"), json.loads(report("sarif", []))) == []
