"""Work on many files, a slice at a time: in worker processes where that pays."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

from cjmap.collect import File

MANY = 40
"""From so many files on, worker processes save more time than they cost."""

SLICE = 16
"""How many files are worked on at a time; what was read for them is forgotten afterwards."""

R = TypeVar("R")
Work = Callable[[Sequence[File]], R]


def by_slices(work: Work[R], files: Sequence[File], jobs: int | None = None) -> list[R]:
    """What the work gives for each slice of the files, in order; `jobs` is how many processes, else one a processor."""
    slices = [files[start : start + SLICE] for start in range(0, len(files), SLICE)]
    if not slices:
        return []
    # the first slice is done here: what that loads and builds is then there in every worker
    first = work(slices[0])
    rest = slices[1:]
    processes = _processes(jobs) if len(files) >= MANY else 1
    parts = _by_workers(work, rest, processes) if processes > 1 else [work(each) for each in rest]
    return [first, *parts]


def _processes(jobs: int | None) -> int:
    from cjmap import jobs as workers

    return jobs or workers.processors()


def _by_workers(work: Work[R], slices: Sequence[Sequence[File]], processes: int) -> list[R]:
    from cjmap import jobs

    parts: dict[int, R] = {}
    for outcome in jobs.run(partial(_uncollected, work), slices, workers=processes):
        # what ends a worker here is a defect: do the same work where it can be seen
        parts[outcome.index] = work(slices[outcome.index]) if outcome.result is None else outcome.result
    return [parts[index] for index in range(len(slices))]


@contextmanager
def uncollected() -> Iterator[None]:
    """Let Python not look for garbage: what is read stays to the end, or is let go of at once (`Projects.forget`)."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            # enabled as it stands, it would look through all that is left at once, when most often the process ends
            gc.freeze()
            gc.unfreeze()
            gc.enable()


@uncollected()
def _uncollected(work: Work[R], slice_: Sequence[File]) -> R:
    return work(slice_)
