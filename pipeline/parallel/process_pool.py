"""Processes of this machine, each of which works on one core.

Each has a pool of its own, so that the death of one is known to be of its task, and the others do
not notice. They are started fresh (`spawn`): the table library has threads as soon as it is
imported, and a process copied from one with threads may wait for ever for a thread that was not
copied.
"""

import gc
import multiprocessing
import os
import resource
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from typing import Any

from pipeline.message import message
from pipeline.parallel.executor import INSIDE, WORKERS_VARIABLE, Answer, Lost, Task, WorkersError
from pipeline.parallel.watch import OUT_OF_TIME, allow_ending

NEW_OBJECTS = 20_000
"""Objects made between two looks for garbage. With Python's 700, a seventh of the time of reading
goes into looks at what a report is made of, none of which is garbage before it is read."""
MEMORY_SHARE = 0.8
"""Of the memory of the machine that all worker processes may have together."""

_LEAST_MEMORY = 1 << 30  # of a process: with less, many a report could not be read
_BURIAL = 30.0  # seconds that the system takes at most to say how a process ended
_LOOK = 0.02  # seconds between two looks for it


@dataclass(frozen=True)
class ProcessPool:
    """Worker processes; one that died is replaced by another."""

    size: int
    memory: int | None = None
    """Bytes that each may have; without it, its share of what the machine has."""
    patience: Callable[[Any], float] | None = None
    """Seconds after which a task is given up; without it, none is."""
    is_remote = False

    def map(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], *, one_by_one: bool = False
    ) -> Iterator[tuple[Task, Answer | Lost]]:
        """See `Workers`. No more tasks are taken up than are under way."""
        size = 1 if one_by_one else self.size
        waiting = iter(tasks)
        running: dict[Future[Answer], tuple[_Worker, Task]] = {}
        workers: list[_Worker] = []
        idle: list[_Worker] = []
        try:
            while True:
                while len(running) < size and (task := next(waiting, _NONE)) is not _NONE:
                    if not idle:
                        idle.append(_Worker(self._memory(size)))
                        workers.append(idle[-1])
                    worker = idle.pop()
                    running[worker.begin(function, task, self._seconds(task))] = worker, task
                if not running:
                    return
                for future in _end_tasks(running):
                    worker, task = running.pop(future)
                    idle.append(worker)
                    yield task, worker.answer(future)
        finally:
            for worker in workers:
                worker.stop()

    def _seconds(self, task: object) -> float | None:
        return self.patience(task) if self.patience else None

    def _memory(self, processes: int) -> int:
        there = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
        share = max(_LEAST_MEMORY, int(there * MEMORY_SHARE) // processes)
        return min(share, self.memory or share)


_NONE: Any = object()


def _end_tasks(running: "dict[Future[Answer], tuple[_Worker, Task]]") -> set[Future[Answer]]:
    """The tasks that are done, one way or another. One whose time is over is ended first."""
    while True:
        left = min(worker.seconds_left() for worker, _ in running.values())
        done = wait(running, left if left < float("inf") else None, FIRST_COMPLETED).done
        if done:
            return done
        for worker, _ in running.values():
            if worker.seconds_left() <= 0:
                worker.give_up()


class _Worker:
    """One process, and another after its death."""

    def __init__(self, memory: int) -> None:
        self._memory = memory
        self._until: float | None = None
        self._given_up = False
        self._start()

    def begin(
        self, function: Callable[[Task], Answer], task: Task, seconds: float | None
    ) -> Future[Answer]:
        """Give it a task."""
        self._given_up = False
        try:
            future = self._pool.submit(function, task)
        except BrokenProcessPool:  # it died between two tasks, of none of them
            self._renew()
            future = self._pool.submit(function, task)
        self._until = None if seconds is None else time.monotonic() + seconds
        return future

    def seconds_left(self) -> float:
        """Seconds that its task has left."""
        return float("inf") if self._until is None else max(self._until - time.monotonic(), 0)

    def give_up(self) -> None:
        """End the process, and with it its task."""
        self._until, self._given_up = None, True
        self._process.kill()

    def answer(self, future: Future[Any]) -> Any:
        """The outcome of the task: its answer, or `Lost`.

        Raises:
            Exception: what its function raised.
        """
        try:
            return future.result()
        except MemoryError:  # it may have had enough alone
            return Lost("had not enough memory", over="memory")
        except BrokenProcessPool:
            lost = _cause_of_death(self._exit_code(), given_up=self._given_up)
            self._renew()
            return lost

    def stop(self) -> None:
        """Let it end what it does, and end it."""
        self._pool.shutdown(cancel_futures=True)

    def _exit_code(self) -> int | None:
        """The way its process ended. The pool's own thread may be the one that the system tells."""
        end = time.monotonic() + _BURIAL
        while (code := self._process.exitcode) is None and time.monotonic() < end:
            self._process.join(_LOOK)
            time.sleep(_LOOK)
        return code

    def _renew(self) -> None:
        self._pool.shutdown()
        self._start()

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(1, context, _set_up, (self._memory,))
        try:
            pid = self._pool.submit(os.getpid).result()
        except BrokenProcessPool as error:
            self._pool.shutdown()
            raise WorkersError(
                "processes of their own cannot be started; {setting} does without them",
                setting=f"{WORKERS_VARIABLE}={INSIDE}",
            ) from error
        (self._process,) = (p for p in multiprocessing.active_children() if p.pid == pid)


def _cause_of_death(code: int | None, *, given_up: bool) -> Lost:
    """The way a process ended, by its exit code."""
    if given_up or code == OUT_OF_TIME:
        return Lost(message("took too long"), over="time")
    if code is not None and code < 0:
        return Lost(
            message(
                "was ended by signal {number} ({name})",
                number=-code,
                name=signal.Signals(-code).name,
            )
        )
    return Lost(message("ended with code {code}", code=code))


def _set_up(memory: int) -> None:
    """Make this worker process one that does no harm. Runs before any library is imported."""
    os.environ["POLARS_MAX_THREADS"] = "1"  # as many processes as cores, so one thread each
    gc.set_threshold(NEW_OBJECTS)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started it sees to the end
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    bound = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (bound, hard))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a report that crashes it leaves no image
    allow_ending()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A build that is killed leaves no processes behind."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
