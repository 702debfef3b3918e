"""`cjmap rules`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from cjmap.rulebook import GATES, GROUPS, MAPS, RULES, VALIDATED

FORMATS = ("text", "json")
VERSION = 1
"""The version of the list's shape as JSON."""


@dataclass(frozen=True, slots=True)
class Options:
    """How to list the rules."""

    format: str = "text"


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, one_of

    def signature(
        format: Annotated[str, typer.Option(metavar="FORMAT", help=f"{' or '.join(FORMATS)}.")] = "text",
    ) -> Options | int:
        named = one_of(format, FORMATS, "format")
        return Options(named) if isinstance(named, str) else named

    return by_typer("rules", signature, arguments)


def run(options: Options) -> int:
    """Print the rules, each with what it finds."""
    sys.stdout.write(_json() if options.format == "json" else _text())
    return 0


def _text() -> str:
    from cjmap.rules.page import summary

    width = max(len(rule.name) for rule in RULES)
    lines: list[str] = []
    for group, heading in GROUPS.items():
        lines += [heading, ""]
        for rule in RULES:
            if rule.group == group:
                lines.append(f"  {rule.name:<{width}}  {rule.severity:<7}  {summary(rule)}")
        lines.append("")
    lines += ["Errors that `cjmap validate` finds, and that cannot be waived", ""]
    lines += [f"  {name:<{width}}  error    {said[0].upper()}{said[1:]}." for name, said in VALIDATED.items()]
    lines += ["", "Gates: errors where they are asked for, and that cannot be waived", ""]
    lines += [f"  {name:<{width}}  error    {said[0].upper()}{said[1:]}." for name, said in GATES.items()]
    return "\n".join([*lines, "", "`cjmap explain RULE` says why, with a bad and a good map."]) + "\n"


def _json() -> str:
    from cjmap.json_text import dumps
    from cjmap.rules.page import summary

    rules = [
        {
            "name": rule.name,
            "group": rule.group,
            "severity": rule.severity,
            "kinds": list(rule.kinds),
            "every_map": set(MAPS) <= set(rule.kinds),
            "summary": summary(rule),
        }
        for rule in RULES
    ]
    return dumps({"version": VERSION, "rules": rules})
