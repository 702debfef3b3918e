"""What was found valid before, and what the disk was asked to find it so: while the answers stay, so does that.

Every question that a check asks goes through `Files`. A witness writes down the questions with their answers; asked
again, the disk either gives the same ones, or the file is checked again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from cjmap import output
from cjmap.kept import stamp
from cjmap.resources import cache_folder, templates
from cjmap.source import DISK, Disk, Source

T = TypeVar("T")
Question = tuple[str, ...]
"""A method of `Files`, and what it was asked of: absolute paths, but for what a map names."""

MOST = 10_000
"""How many files are remembered, the ones that were checked last."""

STORE = "valid.json"


class Testimony(NamedTuple):
    """Questions with their answers, as they were asked, and the files found valid, by real path.

    A file's number says how many of the questions had been asked when it was done. All of them count for it: what
    was read for an earlier file is not asked for again.
    """

    answers: tuple[tuple[Question, str], ...]
    valid: dict[str, int]


class Witness(Disk):
    """The files on disk, and what was asked of them."""

    def __init__(self) -> None:
        self.answers: dict[Question, str] = {}
        self.valid: dict[str, int] = {}

    def vouch(self, path: Path) -> None:
        """Note that a file was found valid by what was asked so far."""
        self.valid[os.path.realpath(path)] = len(self.answers)

    @property
    def testimony(self) -> Testimony:
        """All that was noted."""
        return Testimony(tuple(self.answers.items()), self.valid)

    def _noted(self, answer: T, method: str, *asked: Path | str) -> T:
        # links are not followed here: where they lead is part of the answer
        question = (method, *(str(each.absolute()) if isinstance(each, Path) else each for each in asked))
        self.answers.setdefault(question, _words(answer))
        return answer

    def read(self, path: Path, name: str | None = None) -> Source:
        """The source of a file. Raises OSError where it cannot be read."""
        try:
            source = super().read(path, name)
        except OSError:
            self._noted(None, "read", path)
            raise
        return self._noted(source, "read", path)

    def project_root(self, path: Path) -> tuple[Path, bool]:
        """The folder that is the root for a file, and whether a project file was found there."""
        return self._noted(super().project_root(path), "project_root", path)

    def below(self, root: Path, folder: Path, relative: str) -> Path | None:
        """The real path of a relative one, seen from a folder; None when it leads out of the root."""
        return self._noted(super().below(root, folder, relative), "below", root, folder, relative)

    def is_file(self, path: Path) -> bool:
        """Whether there is a file."""
        return self._noted(super().is_file(path), "is_file", path)

    def is_folder(self, path: Path) -> bool:
        """Whether there is a folder."""
        return self._noted(super().is_folder(path), "is_folder", path)

    def files_in(self, folder: Path, ending: str) -> list[Path]:
        """The files of a folder whose names end so, sorted."""
        return self._noted(super().files_in(folder, ending), "files_in", folder, ending)


_PATHS = {"read": 1, "project_root": 1, "below": 2, "is_file": 1, "is_folder": 1, "files_in": 1}
"""How many of a method's arguments are paths; what follows is text."""


def _words(answer: object) -> str:
    """An answer as it is kept: what stands in a file by its digest."""
    if isinstance(answer, Source):
        text = answer.text.encode("utf-8", "surrogatepass")
        return sha256(text).hexdigest() + (" marked" if answer.marked else "") + (" broken" if answer.fault else "")
    return "\n".join(map(str, answer)) if isinstance(answer, list | tuple) else str(answer)


class Memory:
    """What earlier runs found valid. `kept` is empty where nothing is remembered, or by another version of us."""

    def __init__(self, path: Path, stamp: str, kept: Sequence[Testimony] = ()) -> None:
        self.path = path
        self.stamp = stamp
        self.kept = list(kept)
        self._of = {path: at for at, each in enumerate(self.kept) for path in each.valid}
        self._holding: dict[int, int] = {}
        self._answers: dict[Question, str] = {}

    def holds(self, path: Path) -> bool:
        """Whether a file was found valid, and all that it was judged by is as it was."""
        real = os.path.realpath(path)
        at = self._of.get(real)
        return at is not None and self.kept[at].valid[real] <= self._still(at)

    def _still(self, at: int) -> int:
        """How many answers of a testimony are still given, counted from its beginning."""
        if at not in self._holding:
            answers = self.kept[at].answers
            changed = (number for number, (question, words) in enumerate(answers) if self._ask(question) != words)
            self._holding[at] = next(changed, len(answers))
        return self._holding[at]

    def _ask(self, question: Question) -> str:
        """What the disk answers now."""
        if question not in self._answers:
            method, *asked = question
            arguments = [Path(each) if at < _PATHS[method] else each for at, each in enumerate(asked)]
            try:
                answer = getattr(DISK, method)(*arguments)
            except OSError:
                answer = None
            self._answers[question] = _words(answer)
        return self._answers[question]

    def keep(self, found: Iterable[Testimony]) -> None:
        """Remember what this run found as well; nothing happens where that cannot be written."""
        new = [each for each in found if each.valid]
        if not new:
            return
        again = {path for each in new for path in each.valid}
        for at, each in enumerate(self.kept):
            valid = {path: asked for path, asked in each.valid.items() if path not in again and self._lasts(at, asked)}
            new.append(Testimony(each.answers[: max(valid.values(), default=0)], valid))
        room = MOST
        kept = []
        for each in new:
            if each.valid and len(each.valid) <= room:
                room -= len(each.valid)
                kept.append(each)
        data = json.dumps({"stamp": self.stamp, "kept": kept}, ensure_ascii=False, separators=(",", ":"))
        try:
            output.write(self.path, data.encode("utf-8", "surrogateescape"))
        except (OSError, UnicodeEncodeError):
            return

    def _lasts(self, at: int, asked: int) -> bool:
        """Whether so many answers of a testimony may still hold: what nobody asked for in this run is kept."""
        return at not in self._holding or asked <= self._holding[at]


def remembered() -> Memory | None:
    """What earlier runs found valid; None where nothing can be kept."""
    folder = cache_folder()
    if folder is None:
        return None
    path, stamp = folder / STORE, _stamp()
    try:
        data: Any = json.loads(path.read_text(encoding="utf-8", errors="surrogateescape"))
        if data["stamp"] != stamp:
            return Memory(path, stamp)
        kept = [_testimony(*each) for each in data["kept"]]
    except (OSError, ValueError, TypeError, KeyError):
        return Memory(path, stamp)
    return Memory(path, stamp, kept)


def _testimony(answers: list[tuple[list[str], str]], valid: dict[str, int]) -> Testimony:
    """A testimony as it was kept. Raises KeyError for questions that nobody here asks."""
    return Testimony(tuple(((*question,), words) for question, words in answers if _PATHS[question[0]]), valid)


def _stamp() -> str:
    """What stands for all that judges: Python, what reads YAML and checks it for us, and every file of ours."""
    files = [f"{folder}/{name}" for top in (Path(__file__).parent, templates()) for folder, _, names in os.walk(top)
             for name in names if name.endswith((".py", ".yaml"))]  # fmt: skip
    others = [spec.origin for name in ("yaml", "pydantic", "pydantic_core") if (spec := find_spec(name))]
    return sha256(stamp(map(Path, sorted(files + [each for each in others if each]))).encode()).hexdigest()
