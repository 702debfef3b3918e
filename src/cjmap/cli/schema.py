"""`cjmap schema`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

TARGETS = {"map": "map", "persona": "map", "project": "project", "diff": "diff", "log": "log"}
"""What there is a schema for, and the schema that covers it: that of maps speaks of persona files too."""


@dataclass(frozen=True, slots=True)
class Options:
    """What to print the schema of."""

    target: str


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, one_of

    def signature(
        target: Annotated[str, typer.Option("--for", metavar="WHAT", help=f"One of {', '.join(TARGETS)}.")] = "map",
    ) -> Options | int:
        named = one_of(target, tuple(TARGETS), "schema for")
        return Options(named) if isinstance(named, str) else named

    return by_typer("schema", signature, arguments)


def run(options: Options) -> int:
    """Print the schema."""
    from cjmap.json_text import dumps
    from cjmap.schema import json_schema

    if options.target == "diff":
        from cjmap.diff.forms.schema import diff_schema

        sys.stdout.write(dumps(diff_schema()))
    elif options.target == "log":
        from cjmap.diff.forms.log_schema import log_schema

        sys.stdout.write(dumps(log_schema()))
    else:
        sys.stdout.write(dumps(json_schema(TARGETS[options.target])))
    return 0
