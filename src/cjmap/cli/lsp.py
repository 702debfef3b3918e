"""`cjmap lsp`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from cjmap.cli.talk import fail
from cjmap.cli.today import today


@dataclass(frozen=True, slots=True)
class Options:
    """There is nothing to choose: editors say what they want over standard input."""


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    if list(arguments) in ([], ["--stdio"]):
        return Options()
    import typer

    from cjmap.cli.parsing import by_typer

    def signature(
        stdio: Annotated[  # noqa: ARG001 -- editors add it by habit, and there is no other way
            bool, typer.Option("--stdio", help="Speak over standard input and output, which it always does.")
        ] = False,
    ) -> Options:
        return Options()

    return by_typer("lsp", signature, arguments)


def run(_options: Options) -> int:
    """Serve one editor until it leaves."""
    try:
        from cjmap.lsp.features import serve
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol", "cattrs", "attrs"):
            raise
        return fail("the language server needs pygls", "install it with: pip install 'cjmap[lsp]'")
    output = sys.stdout.buffer
    sys.stdout = sys.stderr  # whatever else is printed would break the conversation
    return serve(today).serve(sys.stdin.buffer, output)
