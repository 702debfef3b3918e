"""`cjmap git-diff`: what `git cjdiff` prints of a map: what changed, and what it means for the customer."""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cjmap.cli.talk import fail, say
from cjmap.document import Document
from cjmap.source import Source, decode, reason

NOTHING = "/dev/null"
"""What git names where a map was added or removed."""


@dataclass(frozen=True, slots=True)
class Options:
    """The map's path, and the files that hold it before and after; none while it is not merged."""

    path: str
    old: str = ""
    new: str = ""


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer

    def signature(
        path: Annotated[str, typer.Argument(metavar="PATH", help="The map's path in the repository.")],
        rest: Annotated[
            list[str] | None,
            typer.Argument(metavar="OLD", help="As git gives them: file, object, mode; then those of the new map."),
        ] = None,
    ) -> Options | int:
        if not rest:
            return Options(path)
        if len(rest) < 6:
            return fail("this is for git to call, with seven arguments", "set it up with: cjmap git-setup")
        return Options(path, rest[0], rest[3])

    return by_typer("git-diff", signature, arguments)


def run(options: Options) -> int:
    """Print what changed. A map that cannot be read is said to be so; the diff of other files goes on."""
    from cjmap.cli.sides import Found, loaded
    from cjmap.diff.comparison import came, compare, went
    from cjmap.diff.forms import FORMS, Outcome
    from cjmap.project import Projects
    from cjmap.visible import visible, visible_lines

    if not options.old:  # both sides changed it, and nobody has merged it yet: git has no two maps to name
        sys.stdout.write(f"* Unmerged path {visible(options.path)}\n")
        return 0
    documents: list[Document | None] = []
    sys.stdout.write(f"{visible(options.path)}\n")
    for name in (options.old, options.new):
        source = _source(name, options.path)
        if isinstance(source, int):
            return source
        if source is None:
            documents.append(None)
            continue
        document, findings = loaded(Found(options.path, source, Projects().of(Path(options.path).absolute())))
        if document is None:
            first = next(each for each in findings if each.severity == "error")
            side = "old" if name == options.old else "new"
            say(f"the {side} map cannot be compared: line {first.start.line}: {first.message}")
            return 0
        documents.append(document)
    old, new = documents
    if old is not None and new is not None and old.map and new.map:
        comparison = compare(old, new)
    elif new is not None and new.map and old is None:
        comparison = came(new)
    elif old is not None and old.map and new is None:
        comparison = went(old)
    else:
        return 0
    text = FORMS["text"](Outcome([comparison], 1, ()))
    sys.stdout.write("\n".join(visible_lines(text)))
    return 0


def _source(name: str, path: str) -> Source | int | None:
    """The source of a file that git wrote; None where it stands for no file, an exit status where it cannot be read."""
    if name == NOTHING:
        return None
    try:
        data = Path(name).read_bytes()
    except OSError as error:
        return fail(f"cannot read {name}: {reason(error)}")
    return decode(path, data, Path(path).absolute())
