"""`cjmap textconv`: what git shows of a map in `git diff`, `git log -p` and `git show`."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cjmap.cli.talk import fail
from cjmap.source import MAX_BYTES, decode, reason

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Options:
    """The file to read."""

    path: str


def parse(arguments: Sequence[str]) -> Options | int:
    """The options; a path alone is understood at once, as git asks once for every edition of every map."""
    if len(arguments) == 1 and (arguments[0] == STDIN or not arguments[0].startswith("-")):
        return Options(arguments[0])
    import typer

    from cjmap.cli.parsing import by_typer

    def signature(
        path: Annotated[str, typer.Argument(metavar="PATH", help="A map, or - for standard input.")],
    ) -> Options | int:
        return Options(path)

    return by_typer("textconv", signature, arguments)


def run(options: Options) -> int:
    """Print the facts of a map, one a line; the file itself where it cannot be read as one."""
    try:
        data = sys.stdin.buffer.read() if options.path == STDIN else Path(options.path).read_bytes()
    except OSError as error:
        return fail(f"cannot read {options.path}: {reason(error)}", "check that it is a file, and that you may read it")
    sys.stdout.buffer.write(converted(options.path, data))
    return 0


def converted(name: str, data: bytes) -> bytes:
    """What git shows of a file's content: the facts of a map, one a line, else the content as it is."""
    if len(data) > MAX_BYTES:
        return data
    from cjmap.reading import reading

    text = reading(decode(name, data))
    return data if text is None else text.encode()
