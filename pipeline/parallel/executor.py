"""The workers: this process, several of this machine, or the workers of a Dask cluster.

What belongs here: one way to map a function over tasks, and the choice of who does it. What does
not: what the tasks are (`corpus`, `offices`, `drawing`). No table library here: a worker process
sets itself up before it imports one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from pipeline.message import MessageError

WORKERS_VARIABLE = "OPENBOGO_WORKERS"
"""The workers: a number of processes, `inside`, or the address of a Dask scheduler."""
INSIDE = "inside"
"""This process: for a few files that are trusted, since one that ends it ends all."""


Task = TypeVar("Task")


Answer = TypeVar("Answer")


class WorkersError(MessageError):
    """There is nobody to do the work, or no more. What was done is kept."""


@dataclass(frozen=True)
class Lost:
    """A task without an answer: the process that did it is gone."""

    how: str
    """The cause, as the end of a sentence: `was ended by signal 11`."""
    over: str | None = None
    """The limit that it was over, if it was ended for that."""


class Workers(Protocol):
    """Map a function over tasks. Function, tasks and answers must be picklable."""

    @property
    def is_remote(self) -> bool:
        """They may be on other machines, and do not see the files of this one."""

    def map(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], *, one_by_one: bool = False
    ) -> Iterator[tuple[Task, Answer | Lost]]:
        """Each task with its answer, in the order in which they are done.

        A task is lost when its worker died at it, or may have died at it: on a cluster several are
        suspect when several were under way. One by one, the one that is suspect did it.

        Raises:
            WorkersError: there is nobody left to do it.
            Exception: what the function raises.
        """


def complete_all(
    workers: Workers, function: Callable[[Task], object], tasks: Iterable[Task]
) -> None:
    """Have all tasks done; one whose worker died is given out once more, alone.

    Raises:
        WorkersError: its worker died again.
        Exception: what the function raises.
    """
    done = workers.map(function, tasks)
    lost = [task for task, answer in done if isinstance(answer, Lost)]
    for _, answer in workers.map(function, lost, one_by_one=True) if lost else ():
        if isinstance(answer, Lost):
            raise WorkersError(
                "a process {how}, twice at the same work; {setting} does all in this one",
                how=answer.how,
                setting=f"{WORKERS_VARIABLE}={INSIDE}",
            )


def require_same(wanted: str, there: str) -> None:
    """The code of a worker is that of the build: hashes of `versions`, both taken at the start.

    Raises:
        WorkersError: it is not.
    """
    if wanted != there:
        raise WorkersError(
            "a worker has another version of the program, of its libraries or of Python than "
            "the build: install the same on all machines and start the workers again"
        )


class Inline:
    """This process, one task after the other."""

    is_remote = False

    def map(
        self, function: Callable[[Task], Answer], tasks: Iterable[Task], *, one_by_one: bool = False
    ) -> Iterator[tuple[Task, Answer | Lost]]:
        """See `Workers`. A task that kills this process is not answered."""
        del one_by_one  # it never is otherwise
        for task in tasks:
            yield task, function(task)
