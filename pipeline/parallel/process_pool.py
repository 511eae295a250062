"""Processes of this machine, each of which works on one core.

They are started fresh (`spawn`): the table library has threads as soon as it is imported, and a
process copied from one with threads may wait for ever for a thread that was not copied.
"""

import gc
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice

from pipeline.parallel.executor import WORKERS_VARIABLE, Answer, Task, WorkersError

NEW_OBJECTS = 20_000
"""Objects made between two looks for garbage. With Python's 700, a seventh of the time of reading
goes into looks at what a report is made of, none of which is garbage before it is read."""
MEMORY_SHARE = 0.8
"""Of the memory of the machine that all worker processes may have together."""

_LEAST_MEMORY = 1 << 30  # of a process: with less, many a report could not be read


@dataclass(frozen=True)
class ProcessPool:
    """Worker processes; a pool that lost one is given up, and another is started."""

    size: int
    far = False

    def map(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], *, one_by_one: bool = False
    ) -> Iterator[tuple[Task, Answer | None]]:
        """See `Workers`. No more tasks are taken up than are under way."""
        size = 1 if one_by_one else self.size
        waiting = iter(tasks)
        running: dict[Future[Answer], Task] = {}
        pool = _start(size)
        try:
            while True:
                for task in islice(waiting, size - len(running)):
                    try:
                        running[pool.submit(function, task)] = task
                    except BrokenProcessPool:  # before this task was taken up
                        waiting = chain([task], waiting)
                        idle_death = not running
                        break
                else:
                    idle_death = False
                if idle_death:  # between two tasks, of none of them
                    pool.shutdown()
                    pool = _start(size)
                    continue
                if not running:
                    return
                answers, broken = _answered(running)
                if broken:
                    pool.shutdown()
                    pool = _start(size)
                yield from answers
        finally:
            pool.shutdown(cancel_futures=True)


def _answered(
    running: dict[Future[Answer], Task],
) -> tuple[list[tuple[Task, Answer | None]], bool]:
    """Take what is done out of what is under way; all of it, when the pool is broken."""
    answers: list[tuple[Task, Answer | None]] = []
    broken = False
    done, _ = wait(running, return_when=FIRST_COMPLETED)
    while done:
        future = done.pop()
        task = running.pop(future)
        try:
            answers.append((task, future.result()))
        except MemoryError:  # it may have had enough alone
            answers.append((task, None))
        except BrokenProcessPool:
            broken = True
            answers.append((task, None))
            done |= wait(running).done  # a broken pool ends them all
    return answers, broken


def _start(size: int) -> ProcessPoolExecutor:
    pool = ProcessPoolExecutor(
        size, multiprocessing.get_context("spawn"), _set_up, (_memory(size),)
    )
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        pool.shutdown()
        raise WorkersError(
            f"processes of their own cannot be started; {WORKERS_VARIABLE}=1 does without them"
        ) from error
    return pool


def _memory(processes: int) -> int:
    """Bytes that each of so many processes may have."""
    there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return max(_LEAST_MEMORY, int(there * MEMORY_SHARE) // processes)


def _set_up(memory: int) -> None:
    """Make this worker process one that does no harm. Runs before any library is imported."""
    os.environ["POLARS_MAX_THREADS"] = "1"  # as many processes as cores, so one thread each
    gc.set_threshold(NEW_OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started it sees to the end
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A build that is killed leaves no processes behind."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
