"""`cjmap log`: a map's story over its commits."""

import os
import sys
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cjmap import diagnostic
from cjmap.cli.sides import unreadable
from cjmap.cli.talk import colourful, columns, fail, say
from cjmap.diff.story import Story, Version, story
from cjmap.history import Commit, Trees, commits
from cjmap.project import Projects
from cjmap.revision import Objects, Repository, RevisionError, repository
from cjmap.source import PROJECT_FILE
from cjmap.validate import check_alone

FORMS = {"text": ".txt", "json": ".json", "html": ".html"}
"""The forms, and how the names of files end that hold one."""
STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Options:
    """Whose story to tell, how much of it, and how."""

    path: str
    most: int | None = None
    form: str = "text"
    output: str | None = None
    language: str | None = None
    mainline: bool = False


def parse(arguments: Sequence[str]) -> Options | int:
    """The options, or the exit status when usage is wrong."""
    import typer

    from cjmap.cli.parsing import by_typer, nearest_help, whole_number
    from cjmap.labels import LANGUAGES

    def signature(
        path: Annotated[str, typer.Argument(metavar="MAP", help="A map in a git repository.")],
        most: Annotated[
            int | None,
            typer.Option("--max-count", "-n", parser=whole_number, metavar="N", help="Only the latest N commits."),
        ] = None,
        to: Annotated[str | None, typer.Option(metavar="FORM", help=f"How to tell it: {', '.join(FORMS)}.")] = None,
        output: Annotated[
            str | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file; - is standard output.")
        ] = None,
        mainline: Annotated[
            bool, typer.Option("--first-parent", help="Tell a merge as one commit, with all that it brought in.")
        ] = False,
        language: Annotated[
            str | None, typer.Option(metavar="LANGUAGE", help=f"The language to tell it in: {', '.join(LANGUAGES)}.")
        ] = None,
    ) -> Options | int:
        form = to or _form_of(output)
        for word, names, what in ((form, tuple(FORMS), "form"), (language, LANGUAGES, "language")):
            if word is not None and word not in names:
                return fail(f"there is no {what} ‘{word}’", nearest_help(word, names))
        return Options(path, most, form, output, language, mainline)

    return by_typer("log", signature, arguments)


def _form_of(output: str | None) -> str:
    """The form that an output file's name asks for."""
    suffix = Path(output).suffix.casefold() if output else ""
    return next((form for form, ending in FORMS.items() if ending == suffix), "text")


def run(options: Options) -> int:
    """Tell the story, and give the exit status."""
    try:
        git, path, found = _commits(options)
        # the story's maps go on asking for what their projects say while it is written
        with Objects(git) as objects:
            told = story(path, found, _Reader(Trees(objects, git)).version, options.language)
            if any(each.status == "cut" for each in told.chapters):
                say("this is a shallow clone, and the story is not whole: git fetch --unshallow brings the rest")
            return _write(told, options)
    except RevisionError as error:
        return fail(error.message, error.help)


def _commits(options: Options) -> tuple[Repository, str, list[Commit]]:
    """The repository, the path in it, and the commits of what is at a path. Raises RevisionError."""
    real = Path(os.path.realpath(options.path))
    if Path(options.path).name == PROJECT_FILE:
        raise RevisionError(f"{options.path} is the project file, and `log` only tells of maps", "name a map")
    if real.is_dir():
        raise RevisionError(f"{options.path} is a folder, and `log` tells the story of one map", "name a map in it")
    folder = next(each for each in real.parents if each.is_dir())
    git = repository(folder)
    if not real.is_relative_to(git.top):
        raise RevisionError(f"{options.path} lies outside the working tree at {git.top}", "name a map in it")
    relative = real.relative_to(git.top).as_posix()
    found = commits(git, relative, options.most, mainline=options.mainline)
    if not found:
        raise _unknown(git, relative, options.path)
    return git, relative, found


def _unknown(git: Repository, path: str, named: str) -> RevisionError:
    """Why git has no story of a path."""
    if os.path.lexists(named):
        return RevisionError(f"no commit has {named} yet", f"commit it first: git add {named}")
    revision = git.revision("HEAD")
    if revision.is_there(path) == "folder":
        return RevisionError(f"{named} is a folder, and `log` tells the story of one map", "name a map in it")
    from difflib import get_close_matches

    close = get_close_matches(path, revision.entries, n=1, cutoff=0.7)
    known = (
        f"did you mean {os.path.relpath(git.top / close[0])}?"
        if close
        else "check the path; a map that was deleted is known by it"
    )
    return RevisionError(f"there is no {named}, neither here nor in any commit", known)


class _Reader:
    """Reads a map's versions. Those around which nothing changed share what their project says."""

    def __init__(self, trees: Trees) -> None:
        self.trees = trees
        self.projects: dict[Hashable, Projects] = {}

    def version(self, commit: Commit, before: bool) -> Version:
        """The map as a commit has it, or as it was before."""
        snapshot = self.trees.at(commit, before=before)
        path = commit.old_path if before else commit.path
        real = self.trees.repository.top / path
        try:
            source = snapshot.read(real)
        except OSError as error:
            return Version(None, diagnostic.unreadable(snapshot.shown(real), error))
        trouble = unreadable(source)
        if trouble is not None:
            return Version(None, trouble)
        root = snapshot.relative(snapshot.project_root(real)[0]) or ""
        around = snapshot.around("" if root == "." else root, path)
        projects = self.projects.setdefault(around, Projects(snapshot))
        document = projects.of(real).add(source, real)
        # a broken project file breaks no map, and what else the project lacks is not told by a map's story
        errors = [each for each in check_alone(document) if each.severity == "error" and each.source is source]
        return Version(None, errors[0]) if errors else Version(document)


def _write(told: Story, options: Options) -> int:
    if options.output in (None, STDOUT):
        if options.form == "text":
            _print(told)
        else:
            sys.stdout.write(_text(told, options.form))
        return 0
    from cjmap.output import write
    from cjmap.source import reason

    try:
        write(Path(options.output or STDOUT), _text(told, options.form).encode())
    except OSError as error:
        return fail(f"cannot write {options.output}: {reason(error)}", "name another file with -o")
    return 0


def _text(told: Story, form: str) -> str:
    if form == "html":
        return _html(told)
    from cjmap.diff.forms.log import log_json, rows

    if form == "json":
        return log_json(told)
    return "".join("  ".join(row) + "\n" for row in rows(told))


def _print(told: Story) -> None:
    """A line a commit; on a terminal its words are wrapped beside its name, between words."""
    from cjmap.visible import visible

    if not sys.stdout.isatty() and not colourful(sys.stdout):
        sys.stdout.write("".join(visible(line) + "\n" for line in _text(told, "text").splitlines()))
        return
    from rich.cells import cell_len
    from rich.console import Console
    from rich.text import Text

    from cjmap.diff.forms.log import rows
    from cjmap.render.terminal.wrap import wrap

    found = [[visible(part) for part in row] for row in rows(told)]
    size = max(cell_len(row[2]) for row in found)
    width = columns(sys.stdout)
    console = Console(
        file=sys.stdout, width=width, highlight=False, soft_wrap=True, force_terminal=colourful(sys.stdout),
        no_color=not colourful(sys.stdout), color_system="standard" if colourful(sys.stdout) else None,
    )  # fmt: skip
    for (commit, day, author, summary), chapter in zip(found, told.chapters, strict=True):
        line = Text()
        line.append(commit, "yellow").append("  ").append(day, "dim").append("  ").append(author, "dim")
        line.append(" " * (size - cell_len(author) + 2))
        hang = cell_len(line.plain)
        line.append(summary, {"broken": "red", "removed": "red", "same": "dim", "cut": "dim"}.get(chapter.status, ""))
        # a narrow terminal has no room beside the names
        for each in wrap(line, width, hang if hang < width // 2 else 4):
            console.print(each)


def _html(told: Story) -> str:
    from cjmap.render.log import Heads, Line, log_html
    from cjmap.view.spark import Spark, over, spark
    from cjmap.words import day

    words = told.words
    lines: list[Line] = []
    before: Spark | None = None
    for each in reversed(told.chapters):
        here = spark(each.document, told.language) if each.document is not None else None
        shown = over(before, here) if before is not None and here is not None else here
        before = here or before
        commit = each.commit
        lines.append(
            Line(
                commit.short, commit.date[:10], day(words.labels, commit.date[:10]), commit.author, commit.subject,
                each.status, each.summary, shown,
            )
        )  # fmt: skip
    size = len(lines)
    heads = Heads(
        words.labels.language,
        words.say("history", "log", title=words.quoted(told.title)),
        told.path,
        words.say("commits_one" if size == 1 else "commits_other", "log", n=size),
        words.say("commit", "log"),
        words.say("author", "log"),
        words.say("no-curve", "log"),
        words.say("ghost", "log") if any(line.spark is not None and line.spark.plot.ghosts for line in lines) else "",
    )
    return log_html(heads, lines[::-1]).decode()
