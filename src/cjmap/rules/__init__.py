"""The lint rules: one module a rule, each with its page, its check, and the maps that prove it.

A module's docstring is the rule's page. It begins with a line that says what is found, then why with its source, then
`## Bad`, `## Good` and `## How to fix`. The maps below the first two are run by a test; in the bad one a line `# ^`
points at the place above its caret where the finding begins, a line `# v` at the place below.

A module holds one or more of: `check` for maps, `check_persona` for persona files, `check_project` for what only all
maps of a project show together (`ACROSS` where that stands in maps), `check_waiver` for waivers.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType

from cjmap.rulebook import RULES, Rule

__all__ = ["RULES", "module"]


@cache
def module(rule: Rule) -> ModuleType:
    """The module of a rule, imported when it is first asked for."""
    return import_module(f"cjmap.rules.{rule.module}")
