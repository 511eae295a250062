"""The workers of a Dask cluster, on this machine or others.

Dask gives the task of a lost worker to another; one that took several workers with it is not tried
again. A lost scheduler, or a cluster without workers, is a clear failure: waiting for ever is not.
"""

import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pipeline.message import Message, message
from pipeline.parallel.executor import Answer, Lost, Task, WorkersError

_AHEAD = 2  # tasks a thread of the cluster is given: one to do, one that is already there
_CONNECT = 30.0  # seconds to wait for a scheduler
_LOOK = 1.0  # seconds between two looks at a cluster that does not answer
_KEPT = message("what was read is kept; the next build goes on from there")

_ONE_AT_A_TIME = threading.Lock()


@dataclass(frozen=True)
class DaskCluster:
    """A scheduler, and the workers it has."""

    address: str
    patience: float = 60.0
    """Seconds to wait for a worker when there is none."""
    is_remote = True

    def map(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], *, one_by_one: bool = False
    ) -> Iterator[tuple[Task, Answer | Lost]]:
        """See `Workers`."""
        from distributed.scheduler import KilledWorker  # noqa: PLC0415 - an optional library

        waiting = iter(tasks)
        running: dict[str, Task] = {}
        done: queue.Queue[Any] = queue.Queue()
        with self._client() as client:
            while True:
                ahead = 1 if one_by_one else self._ahead(client)
                for task in islice(waiting, max(0, ahead - len(running))):
                    future = client.submit(_run_locked, function, task, pure=False)
                    running[future.key] = task
                    future.add_done_callback(done.put)
                if not running:
                    return
                future = self._next(client, done)
                task = running.pop(future.key)
                if future.status not in ("finished", "error"):
                    raise WorkersError(self._lost())
                answer: Answer | Lost
                try:
                    answer = future.result()
                except KilledWorker:
                    answer = Lost(message("was ended several times"))
                future.release()
                yield task, answer

    def _lost(self) -> Message:
        return message("the scheduler {address} is lost; {kept}", address=self.address, kept=_KEPT)

    def _client(self) -> Any:
        try:
            from distributed import Client  # noqa: PLC0415
        except ImportError as error:
            raise WorkersError(
                "{address} is wanted, and Dask is not there: pip install 'openbogo[scale]'",
                address=self.address,
            ) from error
        try:
            return Client(self.address, timeout=_CONNECT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise WorkersError(
                "no Dask scheduler answers at {address} ({error})",
                address=self.address,
                error=error,
            ) from error

    def _ahead(self, client: Any) -> int:
        try:
            return _AHEAD * max(1, sum(map(int, client.ncores().values())))
        except OSError as error:
            raise WorkersError(self._lost()) from error

    def _next(self, client: Any, done: "queue.Queue[Any]") -> Any:
        """The next future that is done, one way or another."""
        alone_since: float | None = None
        while True:
            try:
                return done.get(timeout=_LOOK)
            except queue.Empty:
                pass
            try:
                present = bool(client.ncores())
            except OSError as error:
                raise WorkersError(self._lost()) from error
            now = time.monotonic()
            alone_since = None if present else alone_since or now
            if alone_since and now - alone_since > self.patience:
                raise WorkersError(
                    "the scheduler {address} has no worker left; {kept}",
                    address=self.address,
                    kept=_KEPT,
                )


def _run_locked(function: Callable[[Task], Answer], task: Task) -> Answer:
    """Do a task in a worker. One at a time, whatever its threads: the PDF library has no locks."""
    with _ONE_AT_A_TIME:
        return function(task)
