"""`cjmap explain`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from cjmap.cli.talk import colourful, fail
from cjmap.errors import ERRORS
from cjmap.rulebook import BY_NAME, GATES, MAPS, VALIDATED, Rule


@dataclass(frozen=True, slots=True)
class Options:
    """Which rule to explain."""

    rule: str


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer

    def signature(
        rule: Annotated[str, typer.Argument(metavar="RULE", help="A rule's name, as findings give it in brackets.")],
    ) -> Options:
        return Options(rule)

    return by_typer("explain", signature, arguments)


def run(options: Options) -> int:
    """Print the page of a rule."""
    name = options.rule.strip("[]").casefold().replace("_", "-")
    if name in VALIDATED or name in ERRORS:
        said = VALIDATED.get(name) or ERRORS[name]
        sys.stdout.write(
            f"{name}: {said[0].upper()}{said[1:]}.\n\nAn error that `cjmap validate` finds. It cannot be waived.\n"
        )
        return 0
    if name in GATES:
        said = GATES[name]
        sys.stdout.write(
            f"{name}: {said[0].upper()}{said[1:]}.\n\n"
            "A gate of `cjmap lint`: an error where it is asked for, and one that cannot be waived.\n"
        )
        return 0
    rule = BY_NAME.get(name)
    if rule is None:
        from cjmap.nearest import nearest

        close = nearest(name, (*BY_NAME, *VALIDATED, *GATES, *ERRORS))
        hint = f"did you mean {close}?" if close else "`cjmap rules` lists them; docs/rules.md has the errors as well"
        return fail(f"there is no rule ‘{options.rule}’", hint)
    sys.stdout.write(_page(rule, bold=colourful(sys.stdout)))
    return 0


def _page(rule: Rule, *, bold: bool) -> str:
    from cjmap.rules.page import page

    strong, plain = ("\033[1m", "\033[0m") if bold else ("", "")
    lines = [f"{strong}{rule.name}{plain} ({rule.severity}; {applies_to(rule)})", ""]
    code = False
    for line in page(rule).splitlines():
        if line.startswith("```"):
            code = not code
            if line.startswith("```yaml "):
                lines += [f"  {line[8:]}:"]
        elif code:
            lines.append(f"    {line}".rstrip())
        else:
            lines.append(f"{strong}{line[3:]}{plain}" if line.startswith("## ") else line)
    lines += ["", f"To waive it where it stands: # cjmap: ignore[{rule.name}] reason until 2027-03-01"]
    return "\n".join(lines) + "\n"


def applies_to(rule: Rule) -> str:
    """The kinds that a rule looks at, in words."""
    kinds = [kind for kind in rule.kinds if kind != "persona"]
    said = "every map" if set(MAPS) <= set(kinds) else ", ".join(f"{kind} maps" for kind in kinds)
    return f"{said}, persona files" if "persona" in rule.kinds else said
