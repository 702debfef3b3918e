"""The other formats, and the line that closes a run."""

from __future__ import annotations

import json

import pytest

from cjmap.diagnostic import Diagnostic
from cjmap.report import REPORTERS
from cjmap.report.closing import closing
from cjmap.source import Source, Span


def test_concise_is_a_line_each():
    found = Diagnostic("a-rule", "what\nis wrong", Source("a.yaml", "x\nyz"), Span(3, 4), severity="warning", help="h")
    assert REPORTERS["concise"]([found, found], 1, 80, False) == "a.yaml:2:2: warning[a-rule]: what␊is wrong\n" * 2


def test_json_is_exactly_this():
    found = Diagnostic("a-rule", "痛點", Source("a.yaml", "x\nyz"), Span(2, 4), help="do")
    assert json.loads(REPORTERS["json"]([found], 7, 80, False)) == {
        "version": 1,
        "diagnostics": [
            {
                "rule": "a-rule",
                "severity": "error",
                "message": "痛點",
                "path": "a.yaml",
                "line": 2,
                "column": 1,
                "end_line": 2,
                "end_column": 3,
                "help": "do",
            }
        ],
        "files": 7,
    }


def test_json_keeps_words_legible_and_any_file_name_readable():
    found = Diagnostic("a-rule", "痛點", Source("b\udc80d", ""))
    text = REPORTERS["json"]([found], 1, 80, False)
    assert "痛點" in text
    assert text.isprintable() or "\n" in text
    assert json.loads(text.encode("utf-8"))["diagnostics"][0]["path"] == "b\udc80d"


@pytest.mark.parametrize("name", ["text", "concise"])
def test_nothing_wrong_is_nothing_said(name):
    assert REPORTERS[name]([], 3, 80, False) == ""


@pytest.mark.parametrize(
    ("severities", "files", "words"),
    [
        ([], 1, "1 file is valid"),
        ([], 14, "14 files are valid"),
        ([], 1400, "1,400 files are valid"),
        ([("a", "warning")], 2, "2 files are valid, with 1 warning"),
        ([("a", "error")], 1, "1 error in 1 file"),
        ([("a", "error"), ("a", "error"), ("b", "error")], 14, "3 errors in 2 of 14 files"),
        ([("a", "error"), ("b", "warning"), ("b", "error")], 2, "2 errors and 1 warning in 2 files"),
    ],
)
def test_the_closing_line(severities, files, words):
    findings = [Diagnostic("r", "m", Source(name, ""), severity=severity) for name, severity in severities]
    assert closing(findings, files) == words
