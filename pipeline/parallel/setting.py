"""The workers: this process, several of this machine, or the workers of a Dask cluster.

What belongs here: one way to map a function over tasks, and the choice of who does it. What does
not: what the tasks are (`corpus`, `offices`, `drawing`). No table library here: a worker process
sets itself up before it imports one.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from pipeline.parallel.executor import INSIDE, WORKERS_VARIABLE, Inline, Workers, WorkersError

WORTH_A_POOL = 2_000_000
"""Bytes of reports below which processes of their own take longer to start than to read."""
WORTH_A_PROCESS = 200_000
"""Bytes of reports for which one process more takes longer to start than to read."""


@dataclass(frozen=True)
class Setting:
    """The workers that are to do the work."""

    processes: int = 1
    """0: this one."""
    address: str | None = None
    """Of a Dask scheduler; it goes before the processes."""

    @classmethod
    def find(cls, said: str = "") -> "Setting":
        """The setting, else that of OPENBOGO_WORKERS, else a process for each core there is.

        Raises:
            WorkersError: it is neither a number nor an address.
        """
        said = said or os.environ.get(WORKERS_VARIABLE, "").strip()
        cores = len(os.sched_getaffinity(0))
        if not said:
            return cls(processes=cores)
        if said == INSIDE:
            return cls(processes=0)
        if said.isdecimal() and int(said):
            return cls(processes=int(said))
        if "://" in said:
            return cls(processes=cores, address=said)
        raise WorkersError(
            "{variable} is '{said}': give a number of processes, '{inside}' for none of their "
            "own, or the address of a Dask scheduler such as tcp://host:8786",
            variable=WORKERS_VARIABLE,
            said=said,
            inside=INSIDE,
        )

    def local_workers(self, work: int) -> Workers:
        """The workers of this machine, for work that needs its files. Starts nothing yet.

        Args:
            work: bytes of reports.
        """
        if self.processes < 2 or work < WORTH_A_POOL:
            return Inline()
        return replace(self, address=None).readers()

    def readers(
        self,
        memory: int | None = None,
        patience: Callable[[Any], float] | None = None,
        work: int | None = None,
    ) -> Workers:
        """The workers for work that may end the process that does it. Starts nothing yet.

        Args:
            memory: bytes that a process may have; without it, a share of what the machine has.
            patience: seconds after which a task is given up, and its process ended.
            work: bytes of reports; little of it is done by fewer processes.
        """
        if self.address:
            from pipeline.parallel.dask_cluster import DaskCluster  # noqa: PLC0415

            return DaskCluster(self.address)
        if not self.processes:
            return Inline()
        from pipeline.parallel.process_pool import ProcessPool  # noqa: PLC0415

        most = self.processes if work is None else 1 + work // WORTH_A_PROCESS
        return ProcessPool(min(self.processes, most), memory, patience)
