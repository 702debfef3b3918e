"""Findings as a JUnit report, which most CI servers show as a list of tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from cjmap.diagnostic import Diagnostic
from cjmap.report.closing import count
from cjmap.report.concise import headline
from cjmap.visible import visible, visible_lines

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def to_junit(findings: Sequence[Diagnostic], files: int) -> str:
    """A suite a file with findings, a failed test a finding; one passed test where nothing was found.

    Notes are passed tests that say something: no gate stands on them.
    """
    by_file: dict[str, list[Diagnostic]] = {}
    for found in findings:
        by_file.setdefault(found.source.name, []).append(found)
    failures = sum(found.severity != "note" for found in findings)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<testsuites name="cjmap" tests="{max(len(findings), 1)}" failures="{failures}" errors="0">',
    ]
    for name, mine in by_file.items():
        failed = sum(found.severity != "note" for found in mine)
        lines.append(f'  <testsuite name={_attribute(name)} tests="{len(mine)}" failures="{failed}" errors="0">')
        lines += [line for found in mine for line in _case(found)]
        lines.append("  </testsuite>")
    if not findings:
        lines += [
            '  <testsuite name="cjmap" tests="1" failures="0" errors="0">',
            f'    <testcase name="{count(files, "file")}" classname="cjmap"/>',
            "  </testsuite>",
        ]
    return "\n".join([*lines, "</testsuites>"]) + "\n"


def _case(found: Diagnostic) -> list[str]:
    line, column = found.start
    name = _attribute(f"{found.rule} {line}:{column}")
    text = [headline(found), *(visible_lines(f"help: {found.help}") if found.help else [])]
    body = _text("\n".join(text))
    tag = "system-out" if found.severity == "note" else "failure"
    about = "" if tag == "system-out" else f' type="{found.severity}" message={_attribute(visible(found.message))}'
    file = _attribute(found.source.name)
    return [
        f'    <testcase name={name} classname={file} file={file} line="{line}">',
        f"      <{tag}{about}>{body}</{tag}>",
        "    </testcase>",
    ]


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("\ufffd", visible(text)))


def _text(text: str) -> str:
    text = _NOT_XML.sub("\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
