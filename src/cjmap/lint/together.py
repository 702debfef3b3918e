"""What only all maps of a project show together, and what the waivers of the project file say to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from cjmap.diagnostic import Diagnostic
from cjmap.document import Document
from cjmap.lint.choice import Wanted, active, check_settings, chosen_for
from cjmap.lint.examine import heard, placed
from cjmap.project import Project
from cjmap.rulebook import BY_NAME
from cjmap.rules import module
from cjmap.rules.finding import Finding
from cjmap.rules.gist import Gist
from cjmap.source import PROJECT_FILE


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
    found: list[Diagnostic] = list(check_settings(project))
    chosen = chosen_for(project, PROJECT_FILE, wanted)
    late: dict[str, tuple[Document, list[Diagnostic]]] = {}
    for name, severity in chosen.items():
        check = getattr(module(BY_NAME[name]), "check_project", None)
        if check is None:
            continue
        findings: list[Finding] = list(check(project, sorted(gists, key=lambda gist: gist.path)))
        for each in findings:
            if each.document is None or (each.document is project.document and not whole):
                continue
            document = each.document
            _, kept = late.setdefault(document.source.name, (document, []))
            kept.append(placed(document, name, severity, each))
    own = project.document
    if own is not None:
        _, kept = late.pop(own.source.name, (own, []))
        unheard = () if whole else tuple(chosen)
        found += heard(own, [*elsewhere, *kept], chosen, today, late=unheard)
    for document, kept in late.values():
        mine = active(document, wanted)
        some = [each for each in kept if each.rule in mine]
        found += [each for each in heard(document, some, mine, today, late=mine) if each in some]
    return found
