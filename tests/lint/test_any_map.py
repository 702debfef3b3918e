"""Whatever a valid map holds: linting ends, places lie inside the text, and the same map gives the same findings."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from lint.linting import TODAY
from properties.maps import maps

from cjmap.fingerprint import fingerprints
from cjmap.lint import Wanted, examine
from cjmap.project import Project
from cjmap.rulebook import BY_NAME
from cjmap.source import Source


@settings(max_examples=60)
@given(maps())
def test_any_map_is_examined(text: str):
    project = Project(Path.cwd(), has_file=False)
    first, again = (examine(project.add(Source("map.cjm.yaml", text)), Wanted(), TODAY) for _ in range(2))
    told = [(each.rule, each.span, each.message, each.help) for each in first.findings]
    assert told == [(each.rule, each.span, each.message, each.help) for each in again.findings]
    for each in first.findings:
        assert each.rule in BY_NAME
        assert each.span is not None
        assert 0 <= each.span.start <= each.span.end <= len(text)
        assert each.start.line == each.end.line
        assert each.message
        assert each.help
    prints = fingerprints(first.findings, lambda each: each.source.name)
    assert len(set(prints)) == len(prints)


@settings(max_examples=40)
@given(maps())
def test_moved_lines_keep_their_fingerprints(text: str):
    project = Project(Path.cwd(), has_file=False)

    def prints(typed: str) -> list[str]:
        found = examine(project.add(Source("map.cjm.yaml", typed)), Wanted(), TODAY).findings
        return fingerprints(found, lambda each: each.source.name)

    assert prints(f"# moved\n\n# down\n{text}") == prints(text)
