"""The commits of a file in git, and the files as each of them has them: by one `git log` and one `git cat-file`."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Hashable
from dataclasses import dataclass, replace
from functools import cache

from cjmap.revision import Entry, Objects, Repository, Revision, RevisionError

_TREE = "40000"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit that changed a file: its names, when it was made (as ISO 8601 writes it), by whom, and its first line.

    `path` is where the file lies in it, `old_path` where it lay before; `before` and `after` are git's names of the
    content, None where the file was not there. `cut` says that a shallow clone has nothing before it.
    """

    name: str
    short: str
    parent: str | None
    date: str
    author: str
    subject: str
    path: str
    old_path: str
    before: str | None
    after: str | None
    cut: bool = False


def commits(repository: Repository, path: str, most: int | None = None, *, mainline: bool = False) -> list[Commit]:
    """The commits that changed the file at a path from the top, newest first, across its renames.

    Merges are passed over, as what they bring in is told by its own commits; with `mainline` only the first parents are
    walked, and a merge is one commit with all that it brought in. Raises RevisionError.
    """
    try:
        short = len(repository.git("rev-parse", "--short", "--verify", "HEAD^{commit}").strip())
    except RevisionError:
        raise RevisionError("this repository has no commits yet", "commit the map first") from None
    shallow = repository.git("rev-parse", "--is-shallow-repository").strip() == b"true"
    command = [
        "-c", "log.showRoot=true", "log", "--follow", "--raw", "--no-abbrev", "-z", "--encoding=UTF-8", "--no-color",
        "--no-show-signature", "--no-notes", "--format=%H%x02%P%x02%aI%x02%an%x02%s",
    ]  # fmt: skip
    command += [f"--max-count={most}"] if most is not None else []
    command += ["--first-parent"] if mainline else []
    # a name that begins with a colon or holds a star is that name, and no pattern
    top = Repository(repository.top, repository.top)
    found = top.git("--literal-pathspecs", *command, "--", path)
    read = _read(found.split(b"\0"), short)
    if shallow and read and read[-1].parent is None:
        # git hides the parents where a clone was cut off, but the commit itself still names them
        whole = repository.git("cat-file", "commit", read[-1].name)
        read[-1] = replace(read[-1], cut=b"\nparent " in whole)
    return read


def _read(words: list[bytes], short: int) -> list[Commit]:
    """The commits in what git printed: a head, the change, and the one or two paths of it."""
    found = []
    at = 0
    while at + 2 < len(words):
        head = words[at].decode("utf-8", errors="replace").lstrip("\n").split("\x02", 4)
        change = words[at + 1].decode().lstrip("\n:").split()
        renamed = change[4][0] in "RC"
        paths = [os.fsdecode(word) for word in words[at + 2 : at + 4 if renamed else at + 3]]
        at += 2 + len(paths)
        before, after = (None if set(name) == {"0"} else name for name in change[2:4])
        name, parents, date, author, subject = head
        parent = parents.split()[0] if parents else None
        found.append(
            Commit(name, name[:short], parent, date, author, subject, paths[-1], paths[0], before, after)
        )  # fmt: skip
    return found


class Trees:
    """The folders and files of commits. A folder that many commits share is read once."""

    def __init__(self, objects: Objects, repository: Repository) -> None:
        self.objects = objects
        self.repository = repository
        self.size = len(repository.git("rev-parse", "HEAD").strip()) // 2
        """How many bytes a name has: that depends on the repository's way of hashing."""
        self.folder = cache(self._folder)

    def at(self, commit: Commit, *, before: bool = False) -> Snapshot:
        """The files as a commit has them, or as they were before it."""
        name = commit.parent if before and commit.parent else commit.name
        return Snapshot(self, f"{commit.short}^" if before else commit.short, f"{name}^{{tree}}")

    def _folder(self, name: str) -> dict[str, Entry]:
        """What stands in a folder, by name."""
        kind, data = self.objects.read(name)
        found: dict[str, Entry] = {}
        while kind == "tree" and data:
            head, _, rest = data.partition(b"\0")
            mode, _, label = head.partition(b" ")
            found[os.fsdecode(label)] = Entry(mode.decode(), rest[: self.size].hex(), 0)
            data = rest[self.size :]
        return found


class Snapshot(Revision):
    """The files of one commit, looked up folder by folder."""

    def __init__(self, trees: Trees, name: str, tree: str) -> None:
        super().__init__(trees.repository, name, tree)
        self.trees = trees

    def _folder(self, path: str) -> dict[str, Entry] | None:
        found = self.trees.folder(self.tree)
        for part in path.split("/") if path not in ("", ".") else ():
            entry = found.get(part)
            if entry is None or entry.mode != _TREE:
                return None
            found = self.trees.folder(entry.object)
        return found

    def entry(self, path: str) -> Entry | None:
        """The file at a path from the top; None where there is none."""
        folder, name = posixpath.split(path)
        found = (self._folder(folder) or {}).get(name)
        return found if found is not None and found.mode != _TREE else None

    def content(self, entry: Entry) -> bytes:
        """What stands in a file. Raises RevisionError where git has not got it."""
        return self.trees.objects.read(entry.object)[1]

    def beside(self, folder: str) -> list[str]:
        """The files of a folder, by their paths from the top."""
        start = "" if folder in ("", ".") else f"{folder}/"
        return [f"{start}{name}" for name, entry in (self._folder(folder) or {}).items() if entry.mode != _TREE]

    def is_there(self, path: str) -> str:
        """What stands at a path from the top: `file`, `folder`, `link`, or "" for nothing."""
        if self.entry(path) is not None:
            return super().is_there(path)
        return "folder" if self._folder(path) is not None else ""

    def around(self, root: str, path: str) -> Hashable:
        """What stands beside a file below a folder: equal where nothing but the file differs. Both from the top."""
        parts = posixpath.relpath(path, root or ".").split("/")
        found = []
        folder = root
        for part in parts:
            beside = self._folder(folder) or {}
            found.append(frozenset((name, entry.object) for name, entry in beside.items() if name != part))
            folder = posixpath.join(folder, part)
        return root, tuple(found)
