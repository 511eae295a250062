"""A limit of time for a piece of work, in a process that may be ended.

The work may hang in a library that no exception reaches, so that nothing less than the end of the
process stops it. In a process that may not be ended there is no limit.
"""

import contextlib
import signal
import threading
from collections.abc import Iterator

OUT_OF_TIME = -signal.SIGPROF
"""Exit code of a process whose work took too long."""

_may_end = threading.Event()


def allow_ending() -> None:
    """Say that this process may be ended: whoever started it goes on without it."""
    _may_end.set()


@contextlib.contextmanager
def limit_time(seconds: float) -> Iterator[None]:
    """End this process if what is done meanwhile takes more processor time than this."""
    if not _may_end.is_set():
        yield
        return
    signal.setitimer(signal.ITIMER_PROF, seconds)  # nobody handles its signal: the process ends
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
