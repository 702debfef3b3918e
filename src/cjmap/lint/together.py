"""What only all maps of a project show together, and what the waivers of the project file say to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cjmap.diagnostic import Diagnostic
from cjmap.document import Document
from cjmap.lint.choice import Active, Wanted, active, chosen_for
from cjmap.lint.examine import heard, placed
from cjmap.project import Project
from cjmap.rulebook import RULES
from cjmap.rules import module
from cjmap.rules.finding import Finding
from cjmap.rules.gist import Gist
from cjmap.source import PROJECT_FILE


class Late(NamedTuple):
    """A file that is found fault with when all maps are known: its rules with their severities, and the findings."""

    document: Document
    rules: Active
    findings: list[Diagnostic]


def examine_project(
    project: Project,
    gists: Sequence[Gist],
    elsewhere: Iterable[Diagnostic],
    wanted: Wanted,
    today: date,
    *,
    whole: bool,
) -> list[Diagnostic]:
    """The findings of a project: those of its maps in the project file, and those that the maps give together.

    `whole` says that every map of the project is among the gists; without it nothing is said of the project file's
    own lanes and sources, which other maps may use.
    """
    found: list[Diagnostic] = []
    chosen = chosen_for(project, PROJECT_FILE, wanted)
    own = project.document
    late: dict[str, Late] = {}
    for name, finding in _across(project, sorted(gists, key=lambda gist: gist.path)):
        document = finding.document
        if document is None or (document is own and not whole):
            continue
        key = document.source.name
        if key not in late:
            late[key] = Late(document, chosen if document is own else active(document, wanted), [])
        if name in late[key].rules:
            late[key].findings.append(placed(document, name, late[key].rules[name], finding))
    if own is not None:
        mine = late.pop(own.source.name, None)
        unheard = () if whole else tuple(chosen)
        found += heard(own, [*elsewhere, *(mine.findings if mine else ())], chosen, today, late=unheard)
    for each in late.values():
        kept = heard(each.document, each.findings, each.rules, today, late=each.rules)
        found += [said for said in kept if said in each.findings]
    return found


def _across(project: Project, gists: Sequence[Gist]) -> Iterator[tuple[str, Finding]]:
    """What the maps give together, by rule."""
    for rule in RULES:
        check = getattr(module(rule), "check_project", None)
        for finding in check(project, gists) if check is not None else ():
            yield rule.name, finding
