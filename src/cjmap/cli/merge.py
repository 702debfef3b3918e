"""`cjmap merge`: git's merge driver for maps."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cjmap.cli.talk import fail, say
from cjmap.revision import RevisionError, conflict_style, merge_texts
from cjmap.source import MAX_BYTES, decode, reason

MARKER = 7
LABELS = ("ours", "theirs")


@dataclass(frozen=True, slots=True)
class Options:
    """The three versions, the length of the markers of conflicts, and the map's path in the repository."""

    base: str
    ours: str
    theirs: str
    size: int = MARKER
    name: str | None = None


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, whole_number

    def signature(
        base: Annotated[str, typer.Argument(metavar="BASE", help="What both sides began with.")],
        ours: Annotated[str, typer.Argument(metavar="OURS", help="Our version; the merged map is written to it.")],
        theirs: Annotated[str, typer.Argument(metavar="THEIRS", help="Their version.")],
        size: Annotated[
            int, typer.Option("--marker-size", metavar="N", help="The length of conflict markers.", parser=whole_number)
        ] = MARKER,
        name: Annotated[
            str | None, typer.Option(metavar="PATH", help="The map's path, where OURS is a temporary file.")
        ] = None,
    ) -> Options | int:
        return Options(base, ours, theirs, size, name)

    return by_typer("merge", signature, arguments)


def run(options: Options) -> int:
    """Write the merged map to OURS; 0 when it is clean, 1 when it conflicts, 2 when OURS is as it was."""
    try:
        versions = [Path(path).read_bytes() for path in (options.base, options.ours, options.theirs)]
    except OSError as error:
        return fail(f"cannot read {error.filename}: {reason(error)}", "name three files")
    try:
        merged = _merged(versions, options)
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with us, git's merge of the text must follow
        say(f"cjmap could not merge {options.name or options.ours}, so it is merged as a text: {error!r}")
        merged = None
    try:
        if merged is None:
            return merge_texts(Path(options.base), Path(options.ours), Path(options.theirs), LABELS, options.size)
        from cjmap.output import write

        data, status = merged
        write(Path(options.ours), data)
    except RevisionError as error:
        return fail(error.message, error.help)
    except OSError as error:
        return fail(f"cannot write {options.ours}: {reason(error)}", "check that you may write it and its folder")
    return status


def _merged(versions: list[bytes], options: Options) -> tuple[bytes, int] | None:
    """The merged file and the exit status; None where it has to be merged as a text."""
    from cjmap.merge import merge
    from cjmap.merge.result import Conflict, marked

    sources = [decode("map", data) for data in versions]
    if any(source.fault or len(data) > MAX_BYTES for source, data in zip(sources, versions, strict=True)):
        return None
    base, ours, theirs = (source.text for source in sources)
    style = conflict_style()
    merged = merge(base, ours, theirs, LABELS, options.size, style)
    if merged is None:
        return None
    before, one, other = (source.marked for source in sources)
    mark = b"\xef\xbb\xbf" if (other if one == before else one) else b""
    name = options.name or options.ours
    for where in merged.conflicts:
        say(f"{name}: both sides changed {' › '.join(where)}")
    if merged.conflicts:
        return mark + merged.text.encode(), 1
    if merged.text not in (ours, theirs):
        wrong = _new_errors(name, merged.text, ours, theirs)
        if wrong:
            say(f"{name}: the two sides do not fit together: {wrong[0]}")
            whole = Conflict(_ended(ours), _ended(theirs), (), _ended(base))
            text = marked([whole], LABELS, options.size, style)
            return mark + (text.replace("\n", "\r\n") if "\r\n" in ours else text).encode(), 1
    return mark + merged.text.encode(), 0


def _ended(text: str) -> str:
    text = text.replace("\r\n", "\n")
    return text if text.endswith("\n") else text + "\n"


def _new_errors(name: str, merged: str, ours: str, theirs: str) -> list[str]:
    """What is wrong with the merged map that is wrong with neither side."""
    found = _errors(name, merged)
    if not found:
        return []
    known = {*_errors(name, ours), *_errors(name, theirs)}
    return [message for message in found if message not in known]


def _errors(name: str, text: str) -> list[str]:
    from cjmap.project import Projects
    from cjmap.source import PROJECT_FILE, Source
    from cjmap.validate import check

    path = Path(name).absolute()
    if path.name == PROJECT_FILE:
        return []
    document = Projects().of(path).add(Source(name, text, path), path)
    return [each.message for each in check(document) if each.severity == "error" and each.source.name == name]
