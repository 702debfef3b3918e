"""Linting many files: each by itself, in worker processes where that pays, then the projects as a whole."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from cjmap.cli.loading import load
from cjmap.collect import File, collect
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.lint import Wanted, examine
from cjmap.lint.gates import Gates, check_gates
from cjmap.lint.together import examine_project
from cjmap.project import Project, Projects
from cjmap.rules.gist import Gist
from cjmap.source import Source, project_root

MANY = 40
"""From so many files on, worker processes save more time than they cost."""
SLICE = 16
"""How many files a worker takes at a time."""


@dataclass(frozen=True, slots=True)
class Linted:
    """What became of some files: findings in them, findings in project files, and what projects need to know."""

    findings: tuple[Diagnostic, ...]
    elsewhere: tuple[Diagnostic, ...] = ()
    gists: tuple[Gist, ...] = ()


def lint_files(
    files: Sequence[File], wanted: Wanted, today: date, gates: Gates | None = None, jobs: int | None = None
) -> list[Diagnostic]:
    """Everything that validation, lint and the gates say about some files, in order."""
    slices = [files[start : start + SLICE] for start in range(0, len(files), SLICE)]
    work = partial(_lint, wanted=wanted, today=today, gates=gates or Gates())
    parts = _by_workers(work, slices, jobs) if len(files) >= MANY and jobs != 1 else [work(each) for each in slices]
    found = [each for part in parts for each in part.findings]
    return in_order([*found, *_together(parts, wanted, today)])


def _by_workers(work: partial[Linted], slices: list[Sequence[File]], count: int | None) -> list[Linted]:
    from cjmap import jobs

    # the first slice is done here: what that loads and builds is then there in every worker
    first = work(slices[0])
    gc.freeze()
    rest = slices[1:]
    parts: list[Linted | None] = [None] * len(rest)
    for outcome in jobs.run(work, rest, workers=count or jobs.processors()):
        # what ends a worker here is a defect: do the same work where it can be seen
        parts[outcome.index] = outcome.result if outcome.failure is None else work(rest[outcome.index])
    return [first, *(part for part in parts if part is not None)]


def _lint(files: Sequence[File], *, wanted: Wanted, today: date, gates: Gates) -> Linted:
    """Lint some files; what is read for them is forgotten afterwards."""
    projects = Projects()
    found = [lint_file(file, projects, wanted, today, gates) for file in files]
    return Linted(
        tuple(each for one in found for each in one.findings),
        tuple(each for one in found for each in one.elsewhere),
        tuple(each for one in found for each in one.gists),
    )


def lint_file(
    file: File, projects: Projects, wanted: Wanted, today: date, gates: Gates, source: Source | None = None
) -> Linted:
    """Read, check and lint one file; `source` is its text when that is not what stands on disk."""
    loaded = load(file, projects, source)
    document = loaded.document
    # settings that cannot be read choose nothing, and half a project misses everything
    if document is None or document.project.diagnostics:
        return Linted(loaded.findings)
    examined = examine(document, wanted, today)
    findings = (*loaded.findings, *examined.findings, *check_gates(document, gates, today))
    return Linted(findings, examined.elsewhere, (examined.gist,) if examined.gist else ())


def _together(parts: list[Linted], wanted: Wanted, today: date) -> list[Diagnostic]:
    """What each project says when its maps have been read."""
    gists: dict[Path, list[Gist]] = {}
    for part in parts:
        for gist in part.gists:
            gists.setdefault(gist.root, []).append(gist)
    projects = Projects()
    late: list[Diagnostic] = []
    for mine in gists.values():
        project = projects.of(mine[0].path)
        project.file  # noqa: B018 -- reading the project file is what finds its document
        own = project.document
        if own is None or project.diagnostics:
            continue
        path = own.source.path
        elsewhere = [each for part in parts for each in part.elsewhere if each.source.path == path]
        late += examine_project(project, mine, elsewhere, wanted, today, whole=_whole(project, mine))
    return late


def _whole(project: Project, gists: list[Gist]) -> bool:
    """Whether the gists are those of every map of a project: only then is it known what no map uses."""
    known = {gist.path for gist in gists}
    for file in collect([str(project.root)]).files:
        path = file.path.resolve() if file.path else None
        if path is None or path in known or project_root(path)[0] != project.root:
            continue
        document = project.open(path)
        if document is None or document.persona is None:
            return False
    return True
