"""Which rules are checked for a file, and how grave they are: the table, the project file, the command line."""

from __future__ import annotations

import re
from functools import lru_cache

from cjmap.document import Document, Home
from cjmap.durations import days
from cjmap.model.lint import LintSettings, RuleChoice
from cjmap.record import record
from cjmap.rulebook import RULES


@record
class Wanted:
    """What the command line says: only these rules, and not these. `select` is None when it does not say."""

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()


Active = dict[str, str]
"""The rules that are checked, by name, with their severities."""


def active(document: Document, wanted: Wanted) -> Active:
    """The rules for a map or persona file: its kind's, as its project and the command line choose."""
    kind = document.map.kind if document.map else "persona" if document.persona else ""
    chosen = chosen_for(document.project, _below_root(document), wanted)
    return {rule.name: chosen[rule.name] for rule in RULES if rule.name in chosen and kind in rule.kinds}


def chosen_for(project: Home, path: str, wanted: Wanted) -> Active:
    """The rules for a path below a project's root (as text with slashes), whatever the file's kind."""
    settings = project.file.lint
    parts: list[RuleChoice] = [settings]
    parts += [choice for pattern, choice in settings.per_path.items() if path and matches(pattern, path)]
    select: tuple[str, ...] | None = None
    ignore: set[str] = set()
    severity: dict[str, str] = {}
    for part in parts:
        select = part.select if part.select is not None else select
        ignore |= set(part.ignore)
        severity |= part.severity
    if wanted.select is not None:
        select, ignore = wanted.select, set()
    ignore |= set(wanted.ignore)
    return {
        rule.name: severity.get(rule.name, rule.severity)
        for rule in RULES
        if rule.name not in ignore and (select is None or rule.name in select)
    }


def _below_root(document: Document) -> str:
    path = document.real_path
    try:
        return path.relative_to(document.project.root).as_posix() if path else ""
    except ValueError:
        return ""


@lru_cache(maxsize=256)
def _pattern(pattern: str) -> re.Pattern[str]:
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    words = re.split(r"(\*\*/|\*\*|\*|\?)", pattern.strip("/").removeprefix("./"))
    return re.compile("".join(parts.get(word, re.escape(word)) for word in words) + "(?:/.*)?")


def matches(pattern: str, path: str) -> bool:
    """Whether a path is, or lies below, what a pattern names: `drafts`, `**/*.future.cjm.yaml`, `2025/*`."""
    return _pattern(pattern).fullmatch(path) is not None


DEFAULT_SOURCE_AGE = 731
"""Two years, in days."""


def source_age(settings: LintSettings) -> int:
    """The age in days from which on a source is stale."""
    stated = days(settings.source_age) if settings.source_age else None
    return DEFAULT_SOURCE_AGE if stated is None else stated
