"""`cjmap git-setup`: git compares and merges maps with cjmap; `--undo` takes exactly that away."""

import os
import shlex
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cjmap.cli.talk import fail, say
from cjmap.output import write
from cjmap.revision import Repository, RevisionError, repository
from cjmap.source import reason

LINES = (
    "# maps of customer journeys, compared and merged by cjmap (cjmap git-setup)",
    "*.cjm.yaml diff=cjmap merge=cjmap",
    "cjmap.yaml diff=cjmap merge=cjmap",
)
"""What the attributes say. Where the commands they name are not configured, git does what it always does."""

HUNKS = r"^ *((Stage|Step|階段|步驟|阶段|步骤|Peringkat|Langkah) .*)$"
"""What git shows at the head of a hunk: the stage or step it is in."""


@dataclass(frozen=True, slots=True)
class Options:
    """Where to set up, or what to take away."""

    everywhere: bool = False
    undo: bool = False


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer

    def signature(
        everywhere: Annotated[
            bool, typer.Option("--global", help="For all your repositories, instead of this one alone.")
        ] = False,
        undo: Annotated[bool, typer.Option("--undo", help="Take away what git-setup wrote, and nothing else.")] = False,
    ) -> Options | int:
        return Options(everywhere, undo)

    return by_typer("git-setup", signature, arguments)


def settings(command: str) -> dict[str, str]:
    """The settings of git, by name, with cjmap called by a command that a shell understands.

    Each works where cjmap is gone: the text is shown as it is, and merged by git itself. They are written in this order
    and taken away in the other, as git refuses to merge with a driver that has a name and no command.
    """
    # a driver that fails leaves our version without a mark in it, which would pass for a merge: so git's own follows,
    # also after a status that says “conflicts” where there are no marks, as when Python does not find its modules
    text_merge = "git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B || exit 1"
    setting = shlex.quote(f"diff.cjmap.command={command} git-diff")
    return {
        "diff.cjmap.textconv": f'f() {{ {command} textconv "$1" 2>/dev/null || cat "$1"; }}; f',
        "diff.cjmap.xfuncname": HUNKS,
        "merge.cjmap.driver": (
            f"{command} merge --marker-size=%L --name=%P %O %A %B; s=$?; test $s -eq 0 && exit 0;"
            f" test $s -eq 1 && grep -q '^<\\{{%L\\}} ' %A && exit 1; {text_merge}"
        ),
        "merge.cjmap.name": "customer journey maps, field by field",
        "alias.cjdiff": f'!cd -- "${{GIT_PREFIX:-.}}" && git -c {setting} diff',
    }


def run(options: Options) -> int:
    """Set up, or take away; say what was done, and give the exit status."""
    here = Path.cwd()
    try:
        git = Repository(here, here) if options.everywhere else repository(here)
        path = _attributes(git, everywhere=options.everywhere)
        if options.undo:
            done = [*_unset(git, options), *_without_lines(path)]
        else:
            done = [*_set(git, options), *_with_lines(path)]
    except RevisionError as error:
        return fail(error.message, error.help)
    except OSError as error:
        return fail(f"cannot write {error.filename}: {reason(error)}", "check that you may write it and its folder")
    for line in done:
        sys.stdout.write(f"{line}\n")
    if not done:
        say("there is nothing to take away" if options.undo else "everything is set up already")
    elif not options.undo and not options.everywhere:
        say("commit .gitattributes; each clone needs its own `cjmap git-setup`, as git copies no settings")
    return 0


def _command() -> str:
    """How a shell calls cjmap: by name where the PATH has it, else by this interpreter."""
    if shutil.which("cjmap"):
        return "cjmap"
    return f"{shlex.quote(sys.executable)} -m cjmap"


def _scope(options: Options) -> str:
    return "--global" if options.everywhere else "--local"


def _value(git: Repository, scope: str, key: str) -> str | None:
    """A setting's value, the last where there are several; None without one."""
    found = git.git("config", scope, "--null", "--list")
    values = [entry.partition("\n") for entry in found.decode("utf-8", "surrogateescape").split("\0")]
    return next((value for name, _, value in reversed(values) if name == key), None)


def _set(git: Repository, options: Options) -> list[str]:
    scope = _scope(options)
    done: list[str] = []
    for key, value in settings(_command()).items():
        try:
            before = _value(git, scope, key)
        except RevisionError:  # there is no file of settings yet
            before = None
        if before == value:
            continue
        if before is not None and key.startswith("alias.") and not _ours(key, before):
            done.append(f"left {key} as it is: you use the name for something else")
            continue
        git.git("config", scope, "--replace-all", key, value)
        done.append(f"{'set' if before is None else 'changed'} {key}")
    return done


def _unset(git: Repository, options: Options) -> list[str]:
    scope = _scope(options)
    done: list[str] = []
    for key in reversed(settings("cjmap")):
        try:
            before = _value(git, scope, key)
        except RevisionError:
            return done
        if before is None:
            continue
        if not _ours(key, before):
            done.append(f"left {key} as it is: it is none that git-setup writes")
            continue
        git.git("config", scope, "--unset-all", key)
        done.append(f"took away {key}")
    return done


def _ours(key: str, value: str) -> bool:
    """Whether git-setup wrote a value, by whichever name it called cjmap."""
    start, _, end = settings("\0")[key].partition("\0")
    return value.startswith(start) and value.endswith(end.rpartition("\0")[2])


def _attributes(git: Repository, *, everywhere: bool) -> Path:
    """The file of attributes: that of the repository's top, or the one for all repositories."""
    if not everywhere:
        if git.git("rev-parse", "--is-bare-repository").strip() == b"true":
            raise RevisionError("this repository has no working tree", "run this in a clone, or with --global")
        return git.top / ".gitattributes"
    try:
        named = os.fsdecode(git.git("config", "--global", "--type=path", "core.attributesFile").rstrip(b"\n"))
    except RevisionError:
        named = ""
    base = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(named) if named else Path(base) / "git" / "attributes"


def _with_lines(path: Path) -> list[str]:
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        before = b""
    wanted = [line.encode() for line in LINES]
    there = before.splitlines()
    if all(line in there for line in wanted):
        return []
    rest, _ = _taken(before)
    block = b"\n".join(wanted)
    # a last line without an end stays one, so that it is the same again when these are taken away
    write(path, rest + b"\n" + block if rest and not rest.endswith(b"\n") else rest + block + b"\n")
    return [f"wrote to {_shown(path)}: {', '.join(LINES[1:])}"]


def _without_lines(path: Path) -> list[str]:
    try:
        before = path.read_bytes()
    except FileNotFoundError:
        return []
    rest, found = _taken(before)
    if not found:
        return []
    if rest:
        write(path, rest)
        return [f"took the lines out of {_shown(path)}"]
    path.unlink()
    return [f"removed {_shown(path)}, in which nothing else stood"]


def _taken(data: bytes) -> tuple[bytes, bool]:
    """A file without our lines, and whether there were any."""
    wanted = {line.encode() for line in LINES}
    lines = data.splitlines(keepends=True)
    kept = [line for line in lines if line.rstrip(b"\r\n") not in wanted]
    rest = b"".join(kept)
    if len(kept) < len(lines) and kept and kept[-1] != lines[-1] and not data.endswith(b"\n"):
        rest = rest.removesuffix(b"\n")
    return rest, len(kept) < len(lines)


def _shown(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
