"""Who does the work: this process, several of this machine, or the workers of a Dask cluster.

What belongs here: one way to map a function over tasks, and the choice of who does it. What does
not: what the tasks are (`corpus`, `offices`, `drawing`). No table library here: a worker process
sets itself up before it imports one.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeVar

WORKERS_VARIABLE = "OPENBOGO_WORKERS"
"""Who does the work: a number of processes, or the address of a Dask scheduler."""


Task = TypeVar("Task")


Answer = TypeVar("Answer")


class WorkersError(Exception):
    """There is nobody to do the work, or no more. What was done is kept."""


class Workers(Protocol):
    """Map a function over tasks. Function, tasks and answers must be picklable."""

    @property
    def far(self) -> bool:
        """They may be on other machines, and do not see the files of this one."""

    def map(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], *, one_by_one: bool = False
    ) -> Iterator[tuple[Task, Answer | None]]:
        """Each task with its answer, in the order in which they are done.

        The answer is None when the worker died at it, or may have died at it: several tasks are
        suspect when several were under way. One by one, the one that is suspect did it.

        Raises:
            WorkersError: there is nobody left to do it.
            Exception: what the function raises.
        """


def completed(
    workers: Workers, function: Callable[[Task], Answer], tasks: Iterable[Task]
) -> Iterator[tuple[Task, Answer]]:
    """Each task with its answer; one whose worker died is given out once more, alone.

    Raises:
        WorkersError: its worker died again.
        Exception: what the function raises.
    """
    lost = []
    for task, answer in workers.map(function, tasks):
        if answer is None:
            lost.append(task)
        else:
            yield task, answer
    for task, answer in workers.map(function, lost, one_by_one=True) if lost else ():
        if answer is None:
            raise WorkersError(
                "a process was ended twice at the same work (for want of memory?); "
                f"{WORKERS_VARIABLE}=1 does all in one process"
            )
        yield task, answer


def require_same(wanted: str, there: str) -> None:
    """The code of a worker is that of the build: hashes of `versions`, both taken at the start.

    Raises:
        WorkersError: it is not.
    """
    if wanted != there:
        raise WorkersError(
            "a worker has another version of the program, of its libraries or of Python than the "
            "build: install the same on all machines and start the workers again"
        )


class Inline:
    """This process, one task after the other."""

    far = False

    def map(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], *, one_by_one: bool = False
    ) -> Iterator[tuple[Task, Answer | None]]:
        """See `Workers`. A task that kills this process is not answered."""
        del one_by_one  # it never is otherwise
        for task in tasks:
            yield task, function(task)
