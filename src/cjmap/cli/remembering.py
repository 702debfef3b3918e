"""Checking many files of which most are as they were: what was found valid before is not read again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from cjmap.cli.slices import by_slices
from cjmap.cli.validate import check_files
from cjmap.collect import File
from cjmap.diagnostic import Diagnostic
from cjmap.witness import Testimony, Witness, remembered


class Checked(NamedTuple):
    """What is wrong with some files, and what the others were found valid by."""

    findings: list[Diagnostic]
    testimony: Testimony


def check_changed(files: Sequence[File], jobs: int | None = None) -> list[Diagnostic]:
    """Everything that is wrong with the files; only those are read of which it is not known that they are valid."""
    memory = remembered()
    if memory is None:
        return [found for each in by_slices(check_files, files, jobs) for found in each]
    left = [file for file in files if file.path is None or not memory.holds(file.path)]
    checked = by_slices(_witnessed, left, jobs)
    memory.keep(each.testimony for each in checked)
    return [found for each in checked for found in each.findings]


def _witnessed(files: Sequence[File]) -> Checked:
    """As `check_files`, with a witness."""
    # not loaded where nothing is checked: that takes longer than to see that nothing changed
    from cjmap.cli.loading import load
    from cjmap.project import Projects

    witness = Witness()
    projects = Projects(witness)
    findings: list[Diagnostic] = []
    for file in files:
        found = load(file, projects).findings
        if file.path is not None and not found:
            witness.vouch(file.path)
        findings += found
    projects.forget()
    return Checked(findings, witness.testimony)
