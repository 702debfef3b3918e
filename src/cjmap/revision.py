"""Files as they are in a revision of a git repository, read by running git.

Nothing is checked out and nothing fetched: git lists a revision's files and prints their contents.
"""

from __future__ import annotations

import os
import posixpath
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

from cjmap.record import record
from cjmap.source import MAX_BYTES, PROJECT_FILE, Source, decode

if TYPE_CHECKING:
    # loaded where git is run: two files are compared without it
    import subprocess

GIT_MISSING = "git is not installed, or not on the PATH"


class RevisionError(Exception):
    """Why git or a revision cannot be read: a lower-case phrase, and what to do about it."""

    def __init__(self, message: str, help_: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.help = help_


class Entry(NamedTuple):
    """A file of a revision: git's mode and object name, and its size in bytes."""

    mode: str
    object: str
    size: int


_LINK, _MODULE = "120000", "160000"


@record
class Repository:
    """A git repository: the folder of its working tree, or of itself when it is bare, and the folder asked from."""

    top: Path
    here: Path

    def git(self, *arguments: str) -> bytes:
        """What a git command prints. Raises RevisionError with git's own words."""
        return _git(self.here, *arguments)

    def revision(self, name: str) -> Revision:
        """A revision by any name that git knows for it. Raises RevisionError."""
        if name and not name.startswith("-"):
            try:
                found = self.git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{tree}}")
            except RevisionError as error:
                # git says nothing about a name that it does not know
                if error.message != _SILENT:
                    raise
            else:
                return Revision(self, name, found.decode().strip())
        if self.git("rev-parse", "--is-shallow-repository").strip() == b"true":
            raise RevisionError(
                f"there is no revision ‘{name}’ in this shallow clone",
                "fetch what is missing with: git fetch --unshallow (in CI: check out with the whole history)",
            )
        raise RevisionError(
            f"there is no revision ‘{name}’", "name a branch, a tag or a commit, such as HEAD~1 or main"
        )


def repository(folder: Path) -> Repository:
    """The repository that a folder is in. Raises RevisionError."""
    try:
        bare = _git(folder, "rev-parse", "--is-bare-repository").strip() == b"true"
        top = _git(folder, "rev-parse", "--absolute-git-dir" if bare else "--show-toplevel")
    except RevisionError as error:
        if "not a git repository" in error.message or error.message == _SILENT:
            raise RevisionError(
                f"{folder} is in no git repository", "run this inside one, or name two files or folders"
            ) from None
        raise
    return Repository(Path(os.fsdecode(top.rstrip(b"\n"))).resolve(), folder)


class Revision:
    """The files of one revision, as if they lay in the working tree. It is one of the `Files` of `cjmap.source`."""

    def __init__(self, repository: Repository, name: str, tree: str) -> None:
        self.repository = repository
        self.name = name
        self.tree = tree

    @cached_property
    def entries(self) -> dict[str, Entry]:
        """Every file by its path from the top, with slashes."""
        listing = self.repository.git("ls-tree", "-r", "-z", "-l", "--full-tree", self.tree)
        found = {}
        for line in listing.split(b"\0"):
            if line:
                head, _, path = line.partition(b"\t")
                mode, _, name, size = head.decode().split()
                found[os.fsdecode(path)] = Entry(mode, name, int(size) if size.isdigit() else 0)
        return found

    @cached_property
    def _folders(self) -> frozenset[str]:
        found = {"."}
        for path in self.entries:
            folder = posixpath.dirname(path)
            while folder and folder not in found:
                found.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(found)

    def entry(self, path: str) -> Entry | None:
        """The file at a path from the top; None where there is none."""
        return self.entries.get(path)

    def content(self, entry: Entry) -> bytes:
        """What stands in a file. Raises RevisionError where git has not got it."""
        return self.repository.git("cat-file", "blob", entry.object)

    def beside(self, folder: str) -> list[str]:
        """The files of a folder, by their paths from the top."""
        parent = "" if folder == "." else folder
        return [path for path in self.entries if posixpath.dirname(path) == parent]

    def relative(self, path: Path) -> str | None:
        """A path from the top, with slashes; None when it lies outside."""
        try:
            return path.relative_to(self.repository.top).as_posix()
        except ValueError:
            return None

    def named(self, path: str) -> str:
        """The path from the top that `REV:path` means: from there, or with `./` and `../` from here."""
        if path.startswith(("./", "../")) or path in (".", ".."):
            here = self.relative(self.repository.here.resolve()) or "."
            path = posixpath.join(here, path)
        return posixpath.normpath(path) if path else "."

    def maps(self, folder: str, ending: str) -> list[str]:
        """The files at or below a folder whose names end so, hidden folders passed over, sorted."""
        start = "" if folder == "." else f"{folder}/"
        inside = [path for path in self.entries if path.startswith(start) and path.endswith(ending)]
        return sorted(path for path in inside if not any(part[:1] == "." for part in path[len(start) :].split("/")))

    def is_there(self, path: str) -> str:
        """What stands at a path from the top: `file`, `folder`, `link`, or "" for nothing."""
        entry = self.entry(path)
        if entry is not None:
            return "link" if entry.mode == _LINK else "file" if entry.mode != _MODULE else ""
        return "folder" if path in self._folders else ""

    def object(self, path: str) -> str | None:
        """The name of a file's content in git, which is equal for equal contents."""
        entry = self.entry(path)
        return entry.object if entry is not None else None

    def read(self, path: Path, name: str | None = None) -> Source:
        """The source of a file. Raises OSError where the revision has none there, or git has not got its content."""
        relative = self.relative(path)
        entry = self.entry(relative) if relative is not None else None
        if entry is None or entry.mode in (_LINK, _MODULE):
            raise FileNotFoundError(2, "no such file in this revision", str(path))
        data = b"\0" * (MAX_BYTES + 1)
        if entry.size <= MAX_BYTES:
            try:
                data = self.content(entry)
            except RevisionError as error:
                raise OSError(5, error.message, str(path)) from None
        return decode(name or self.shown(path), data, path)

    def shown(self, path: Path) -> str:
        """`REV:path`."""
        return f"{self.name}:{self.relative(path) or path}"

    def project_root(self, path: Path) -> tuple[Path, bool]:
        """The folder that is the root for a file: the nearest one above that holds `cjmap.yaml`, else its own."""
        folder = posixpath.dirname(self.relative(path) or "")
        above = folder
        while True:
            if self.entry(posixpath.join(above, PROJECT_FILE)) is not None:
                return self.repository.top / above, True
            if not above:
                return self.repository.top / folder, False
            above = posixpath.dirname(above)

    def below(self, root: Path, folder: Path, relative: str) -> Path | None:
        """The path of a relative one, seen from a folder; None when it leads out of the root or through a link."""
        if "\0" in relative:
            return None
        path = Path(os.path.normpath(folder / relative))
        if not path.is_relative_to(root):
            return None
        at = self.relative(path)
        return None if at is None or self.is_there(at) == "link" else path

    def is_file(self, path: Path) -> bool:
        """Whether the revision has a file there."""
        return self.is_there(self.relative(path) or "") == "file"

    def is_folder(self, path: Path) -> bool:
        """Whether the revision has a folder there."""
        return self.is_there(self.relative(path) or "") == "folder"

    def files_in(self, folder: Path, ending: str) -> list[Path]:
        """The files of a folder whose names end so, sorted."""
        top = self.relative(folder)
        if top is None:
            return []
        return [self.repository.top / path for path in sorted(self.beside(top)) if path.endswith(ending)]


class Objects:
    """What git keeps, one object after the other from one running git. Use it in a `with`."""

    def __init__(self, repository: Repository) -> None:
        import subprocess

        try:
            self._process = subprocess.Popen(
                ["git", "cat-file", "--batch"], cwd=repository.here, env=_environment(), stdin=subprocess.PIPE,
                stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except OSError as error:
            raise RevisionError(f"git cannot be run: {(error.strerror or str(error)).lower()}") from None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def read(self, name: str) -> tuple[str, bytes]:
        """The kind and content of an object; of one that is larger than a map may be, too many zeros.

        Raises RevisionError where git has not got it, as in a partial clone.
        """
        given, said = self._process.stdin, self._process.stdout
        assert given is not None and said is not None  # noqa: S101, PT018 -- both are pipes
        try:
            given.write(f"{name}\n".encode())
            given.flush()
        except OSError:
            raise RevisionError(_MISSING, _FETCH) from None
        head = said.readline().decode().split()
        if len(head) != len(("name", "kind", "size")):
            raise RevisionError(_MISSING, _FETCH)
        size = int(head[2])
        if size > MAX_BYTES:
            for at in range(0, size, MAX_BYTES):
                said.read(min(MAX_BYTES, size - at))
            data = b"\0" * (MAX_BYTES + 1)
        else:
            data = said.read(size)
        said.read(1)
        return head[1], data


def conflict_style() -> str:
    """How git marks conflicts here: `merge`, `diff3` or `zdiff3`."""
    try:
        return _git(Path(), "config", "merge.conflictStyle").decode("utf-8", errors="replace").strip()
    except RevisionError:
        return "merge"


def merge_texts(base: Path, ours: Path, theirs: Path, labels: tuple[str, str], size: int) -> int:
    """Let git merge three texts into `ours`; 0 when that is clean, 1 when it conflicts. Raises RevisionError.

    git counts the conflicts. What it cannot merge, such as a binary file, it leaves as it was.
    """
    one, other = labels
    command = ["git", "merge-file", "-q", f"--marker-size={size}", "-L", one, "-L", "base", "-L", other]
    done = _run(Path(), [*command, str(ours), str(base), str(theirs)])
    if done.returncode < 0 or done.returncode > MOST_CONFLICTS:
        raise RevisionError(f"git says: {_words(done.stderr)}", "merge this file by hand")
    return min(done.returncode, 1)


_MISSING, _FETCH = "git has not got all contents here, as in a partial clone", "fetch them with: git fetch --refetch"

MOST_CONFLICTS = 127
"""What `git merge-file` ends with at most; above it, it could not merge."""

_SILENT = "git says nothing about it"


def _git(folder: Path, *arguments: str) -> bytes:
    done = _run(folder, ["git", *arguments])
    if done.returncode:
        text = _words(done.stderr)
        raise RevisionError(f"git says: {text}" if text else _SILENT)
    return done.stdout


def _environment() -> dict[str, str]:
    """Nothing is fetched, asked for or locked, and git speaks English."""
    return {
        **os.environ, "LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0",
    }  # fmt: skip


def _run(folder: Path, command: list[str]) -> subprocess.CompletedProcess[bytes]:
    """Run git. Raises RevisionError where it cannot be run, or not there."""
    import subprocess

    try:
        return subprocess.run(command, cwd=folder, env=_environment(), capture_output=True, check=False)
    except FileNotFoundError as error:
        if error.filename not in (None, "git"):
            raise RevisionError(f"there is no folder {folder}", "check the path") from None
        raise RevisionError(GIT_MISSING, "install git, or name two files or folders") from None
    except OSError as error:
        raise RevisionError(f"git cannot be run: {(error.strerror or str(error)).lower()}") from None


def _words(stderr: bytes) -> str:
    """What git complains of, without its own marks."""
    lines = stderr.decode("utf-8", errors="replace").strip().splitlines()
    words = next((line for line in lines if line.startswith(("fatal:", "error:"))), lines[0] if lines else "")
    return words.partition(": ")[2] or words
