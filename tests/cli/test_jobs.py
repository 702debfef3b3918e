"""Worker processes: limits hold, and one that dies does not take the others along."""

from __future__ import annotations

import os
import signal
import sys
import time

import pytest

from cjmap import jobs
from cjmap.jobs import Failure, Limits

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the tasks below are forked")


def work(task: str) -> str:
    if task == "crash":
        os.kill(os.getpid(), signal.SIGSEGV)
    if task == "spin":
        while True:
            pass
    if task == "sleep":
        time.sleep(600)
    if task == "hog":
        return str(len(bytearray(3 * 1024**3)))
    if task == "defect":
        raise ValueError("no such luck")
    if task == "exit":
        os._exit(3)
    return task.upper()


def outcomes(tasks, **options):
    return {tasks[outcome.index]: outcome for outcome in jobs.run(work, tasks, workers=2, **options)}


def test_results_of_more_tasks_than_workers():
    tasks = [f"task {index}" for index in range(50)]
    found = outcomes(tasks)
    assert {task: outcome.result for task, outcome in found.items()} == {task: task.upper() for task in tasks}


def test_no_tasks():
    assert list(jobs.run(work, [], workers=2)) == []


def test_each_way_to_fail_leaves_the_others_alone():
    found = outcomes(
        ["a", "crash", "b", "spin", "hog", "c", "defect", "exit", "d"], limits=Limits(seconds=2, memory=1024**3)
    )
    assert {task for task, outcome in found.items() if outcome.failure is None} == {"a", "b", "c", "d"}
    assert found["crash"].failure == Failure("crashed", "SIGSEGV")
    assert found["spin"].failure is not None
    assert found["spin"].failure.kind == "out-of-time"
    assert found["hog"].failure == Failure("out-of-memory", "")
    assert found["exit"].failure == Failure("crashed", "exit status 3")
    defect = found["defect"].failure
    assert defect is not None
    assert defect.detail.startswith("ValueError: no such luck at test_jobs.py:")


def test_a_task_that_only_waits_is_ended_by_the_clock(monkeypatch):
    monkeypatch.setattr(jobs, "PATIENCE", 8)
    found = outcomes(["sleep", "a"], limits=Limits(seconds=1))
    assert found["a"].result == "A"
    assert found["sleep"].failure == Failure("out-of-time", "8 seconds")


def test_closing_early_ends_the_workers():
    running = jobs.run(work, ["a", "sleep", "sleep"], workers=2)
    assert next(running).result == "A"
    started = time.monotonic()
    running.close()
    assert time.monotonic() - started < 30


def test_in_this_process():
    found = list(jobs.run_here(work, ["a", "defect", "b"]))
    assert [outcome.result for outcome in found] == ["A", None, "B"]
    assert found[1].failure is not None
