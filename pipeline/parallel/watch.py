"""A limit of time for a piece of work, in a process that may be ended.

The work may hang in a library that no exception reaches, so that nothing less than the end of the
process stops it. In a process that may not be ended there is no limit.
"""

import contextlib
import os
import threading
import time
from collections.abc import Iterator

OUT_OF_TIME = 75
"""Exit code of a process whose work took too long."""

_LOOK = 0.5  # seconds between two looks

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
    done = threading.Event()
    until = time.process_time() + seconds
    threading.Thread(target=_watch, args=(done, until), daemon=True).start()
    try:
        yield
    finally:
        done.set()


def _watch(done: threading.Event, until: float) -> None:
    while not done.wait(_LOOK):
        if time.process_time() > until:
            os._exit(OUT_OF_TIME)
