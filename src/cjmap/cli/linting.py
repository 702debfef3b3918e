"""Linting many files: each by itself, in worker processes where that pays, then the projects as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from cjmap.cli.loading import load
from cjmap.cli.slices import by_slices
from cjmap.collect import File, collect
from cjmap.diagnostic import Diagnostic, in_order
from cjmap.lint import Wanted, examine
from cjmap.lint.gates import Gates, check_gates
from cjmap.lint.together import examine_project
from cjmap.project import Project, Projects
from cjmap.record import record
from cjmap.rules.gist import Gist
from cjmap.source import Source, project_root


@record
class Linted:
    """What became of some files: findings in them, findings in project files, and what projects need to know.

    `paths` are the resolved paths of the maps and personas that could be read.
    """

    findings: tuple[Diagnostic, ...]
    elsewhere: tuple[Diagnostic, ...] = ()
    gists: tuple[Gist, ...] = ()
    paths: tuple[Path, ...] = ()


def lint_files(
    files: Sequence[File], wanted: Wanted, today: date, gates: Gates | None = None, jobs: int | None = None
) -> list[Diagnostic]:
    """Everything that validation, lint and the gates say about some files, in order."""
    parts = by_slices(partial(_lint, wanted=wanted, today=today, gates=gates or Gates()), files, jobs)
    found = [each for part in parts for each in part.findings]
    return in_order([*found, *_together(parts, wanted, today)])


def _lint(files: Sequence[File], *, wanted: Wanted, today: date, gates: Gates) -> Linted:
    """Lint some files; what is read for them is forgotten afterwards."""
    projects = Projects()
    found = [lint_file(file, projects, wanted, today, gates) for file in files]
    projects.forget()
    return Linted(
        tuple(each for one in found for each in one.findings),
        tuple(each for one in found for each in one.elsewhere),
        tuple(each for one in found for each in one.gists),
        tuple(each for one in found for each in one.paths),
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
    paths = (document.real_path,) if document.real_path and (examined.gist or document.persona) else ()
    return Linted(findings, examined.elsewhere, (examined.gist,) if examined.gist else (), paths)


def _together(parts: list[Linted], wanted: Wanted, today: date) -> list[Diagnostic]:
    """What each project says when its maps have been read."""
    gists: dict[Path, list[Gist]] = {}
    known = {path for part in parts for path in part.paths}
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
        late += examine_project(project, mine, elsewhere, wanted, today, whole=_whole(project, known))
    return late


def _whole(project: Project, known: set[Path]) -> bool:
    """Whether every map of a project is known: only then is it known what no map uses."""
    for file in collect([str(project.root)]).files:
        path = file.path
        if path is None or path in known or (path := path.resolve()) in known:
            continue
        if project_root(path)[0] != project.root:
            continue
        document = project.open(path)
        if document is None or document.persona is None:
            return False
    return True
