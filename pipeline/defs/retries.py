"""Faults that pass: what is tried again, and when.

What belongs here: telling a fault that passes from one that stays. What does not: a report that
cannot be read, which is refused (`corpus`), and a check that fails: neither passes by waiting.
"""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import dagster as dg

from pipeline.defs.failure_reasons import failure_of
from pipeline.state.whole_files import BusyError
from pipeline.vocabulary.messages import Message

RETRIES = 3
FIRST_WAIT = 5.0
"""Seconds before the first retry; each one after it waits twice as long."""

# Of a disk or network that stumbled. A full or read-only disk is not among them.
_PASSING = {
    *(errno.EAGAIN, errno.EBUSY, errno.ECONNABORTED, errno.ECONNREFUSED, errno.ECONNRESET),
    *(errno.EHOSTUNREACH, errno.EINTR, errno.EIO, errno.ENETDOWN, errno.ENETUNREACH),
    *(errno.ESTALE, errno.ETIMEDOUT),
}
_AUTOMATIC = {"dagster/sensor_name", "dagster/schedule_name"}


def is_passing(error: BaseException, tags: Iterable[str]) -> bool:
    """A fault that may be gone in a while.

    Args:
        tags: of the run. Somebody who started it by hand is told at once who else is building;
            a build that nobody watches waits for the other one.
    """
    if isinstance(error, BusyError):
        return not _AUTOMATIC.isdisjoint(tags)
    return isinstance(error, OSError) and error.errno in _PASSING


@contextmanager
def retrying(context: dg.AssetExecutionContext) -> Iterator[None]:
    """Have Dagster run the step again, later, if what goes wrong in it passes.

    Raises:
        RetryRequested: for Dagster.
        Failure: for Dagster, with the reason in both languages where the error has a message.
    """
    try:
        yield
    except Exception as error:
        if is_passing(error, context.run.tags):
            wait = FIRST_WAIT * 2**context.retry_number
            raise dg.RetryRequested(max_retries=RETRIES, seconds_to_wait=wait) from error
        if error.args and isinstance(error.args[0], Message):
            raise failure_of(error.args[0]) from error
        raise
