"""Worker processes: each task has a time limit and a memory limit, and one that dies does not take others along."""

from __future__ import annotations

import contextlib
import gc
import os
import resource
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from cjmap.record import record

if TYPE_CHECKING:
    # loaded with the first worker: most often a single map is drawn, and without any
    from multiprocessing.connection import Connection

PATIENCE = 6

T = TypeVar("T")
R = TypeVar("R")


@record
class Limits:
    """What a task may use: seconds of processor time, and bytes of memory beyond what the worker started with.

    None is no limit. By the clock it may take `PATIENCE` times the seconds, as a busy machine slows it.
    """

    seconds: int | None = None
    memory: int | None = None


@record
class Failure:
    """A task that came to no result: `out-of-time`, `out-of-memory`, `crashed`, or a `defect` of the program.

    `detail` names the signal or the exception.
    """

    kind: str
    detail: str


@record
class Outcome(Generic[R]):
    """What became of the task with this index: its result, or how it failed."""

    index: int
    result: R | None = None
    failure: Failure | None = None


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(
    work: Callable[[T], R], tasks: Sequence[T], *, workers: int, limits: Limits | None = None
) -> Iterator[Outcome[R]]:
    """Do the work for each task in worker processes; outcomes come as they are ready.

    What the work needs should be imported before, as the workers are forked where that is safe. Closing the iterator,
    an interruption included, ends every worker at once.
    """
    from multiprocessing.reduction import ForkingPickler

    team = _Team(work, limits or Limits())
    waiting = deque(range(len(tasks)))
    try:
        for _ in range(min(workers, len(tasks))):
            team.hire()
        team.start(waiting, tasks)
        while team.busy:
            arrived = team.arrived()
            # before what they brought is unpacked and looked at, so that no worker stands idle meanwhile
            team.start(waiting, tasks)
            for task, packed, ended in arrived:
                result, failure = ForkingPickler.loads(packed) if packed is not None else (None, ended)
                yield Outcome(task, result, failure)
    finally:
        team.dismiss()


def run_here(work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[Outcome[R]]:
    """The same in this process, one after the other and without limits."""
    for index, task in enumerate(tasks):
        result, failure = _attempt(work, task)
        yield Outcome(index, result, failure)


class _Arrived(NamedTuple):
    """News of a task, by its index: its result and failure as the worker packed them, or else how it ended."""

    task: int
    packed: bytes | None = None
    ended: Failure | None = None


class _Worker:
    """One worker process and the task it is at."""

    def __init__(self, process: Any, connection: Connection) -> None:
        self.process = process
        self.connection = connection
        self.index: int | None = None
        self.since = 0.0

    def start(self, index: int, tasks: Sequence[Any]) -> None:
        self.index = index
        self.since = time.monotonic()
        # a worker that died meanwhile is noticed by its closed connection
        with contextlib.suppress(OSError):
            self.connection.send((index, tasks[index]))


class _Team:
    """The workers; one that dies or overstays is replaced."""

    def __init__(self, work: Callable[[Any], Any], limits: Limits) -> None:
        self.work = work
        self.limits = limits
        self.clock = None if limits.seconds is None else float(limits.seconds * PATIENCE)
        import multiprocessing

        # forking is fast and shares what is loaded; elsewhere than on Linux, system libraries do not survive it
        self.context: Any = multiprocessing.get_context("fork" if sys.platform.startswith("linux") else "spawn")
        self.workers: list[_Worker] = []

    @property
    def busy(self) -> list[_Worker]:
        return [worker for worker in self.workers if worker.index is not None]

    def start(self, waiting: deque[int], tasks: Sequence[Any]) -> None:
        """Give every idle worker the next task, as long as some wait."""
        for worker in self.workers:
            if worker.index is None and waiting:
                worker.start(waiting.popleft(), tasks)

    def hire(self) -> None:
        ours, theirs = self.context.Pipe()
        inherited = [ours, *(worker.connection for worker in self.workers)]
        forked = self.context.get_start_method() == "fork"
        process = self.context.Process(
            target=_labour, args=(self.work, theirs, self.limits, inherited if forked else []), daemon=True
        )
        # an interruption must not meet the worker before it knows to leave that to us
        held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)
        theirs.close()
        self.workers.append(_Worker(process, ours))

    def arrived(self) -> list[_Arrived]:
        """Wait until something happens; then say what."""
        from multiprocessing.connection import wait

        busy = self.busy
        ready = set(wait([worker.connection for worker in busy], self._patience(busy)))
        found = []
        for worker in busy:
            index = worker.index
            if index is None:
                continue
            if worker.connection in ready:
                try:
                    found.append(_Arrived(index, packed=worker.connection.recv_bytes()))
                except (EOFError, OSError):
                    found.append(_Arrived(index, ended=self._death(worker)))
                    self._replace(worker)
                worker.index = None
            elif self.clock is not None and time.monotonic() - worker.since >= self.clock:
                self._replace(worker)
                found.append(_Arrived(index, ended=Failure("out-of-time", f"{self.clock:g} seconds")))
        return found

    def _patience(self, busy: list[_Worker]) -> float | None:
        if self.clock is None or not busy:
            return None
        return max(0.0, min(worker.since for worker in busy) + self.clock - time.monotonic())

    def _death(self, worker: _Worker) -> Failure:
        worker.process.join(5)
        code = worker.process.exitcode or 0
        if code == -signal.SIGXCPU:
            return Failure("out-of-time", f"{self.limits.seconds} seconds")
        try:
            detail = signal.Signals(-code).name if code < 0 else f"exit status {code}"
        except ValueError:
            detail = f"signal {-code}"
        return Failure("crashed", detail)

    def _replace(self, worker: _Worker) -> None:
        self._end(worker)
        self.workers.remove(worker)
        self.hire()

    def _end(self, worker: _Worker) -> None:
        worker.process.kill()
        worker.process.join()
        worker.connection.close()

    def dismiss(self) -> None:
        for worker in self.workers:
            worker.process.kill()
        for worker in self.workers:
            self._end(worker)
        self.workers.clear()


def _labour(work: Callable[[Any], Any], connection: Connection, limits: Limits, inherited: list[Connection]) -> None:
    """The life of a worker: tasks until the connection closes."""
    # the parent decides what an interruption means, and ends its workers itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    for other in inherited:
        other.close()
    # what was inherited stays to the end: looking through it for garbage at once takes longer than a small map
    gc.freeze()
    gc.enable()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.memory is not None:
        _limit_memory(limits.memory)
    with contextlib.suppress(EOFError, OSError):
        while True:
            index, task = connection.recv()
            if limits.seconds is not None:
                _limit_time(limits.seconds)
            connection.send(_attempt(work, task))
            del index, task
    # skip the clean-up of what was inherited; there is nothing of our own to clean up
    os._exit(0)


def _attempt(work: Callable[[Any], Any], task: Any) -> tuple[Any, Failure | None]:
    try:
        return work(task), None
    except MemoryError:
        return None, Failure("out-of-memory", "")
    except Exception as error:  # noqa: BLE001 -- the boundary: a defect that one map meets must not stop the others
        return None, Failure("defect", _where(error))


def _where(error: Exception) -> str:
    """An exception in a line, with the place in our code where it was raised."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    at = f" at {os.path.basename(place.tb_frame.f_code.co_filename)}:{place.tb_lineno}" if place else ""  # noqa: PTH119
    return f"{type(error).__name__}: {error}{at}"


def _limit_time(extra: int) -> None:
    """Allow this much processor time beyond what was used already; the system ends a process that uses more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    limit = int(used.ru_utime + used.ru_stime) + 1 + extra
    resource.setrlimit(resource.RLIMIT_CPU, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _limit_memory(extra: int) -> None:
    """Allow this much address space beyond what is mapped already; only Linux counts that reliably."""
    if not sys.platform.startswith("linux"):
        return
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 -- a kernel interface, not a file
        mapped = int(file.read().split()[0]) * resource.getpagesize()
    wanted = mapped + extra
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
