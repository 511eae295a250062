"""One SQLAlchemy engine for each database of the history, as long as a build takes.

Dagster makes a new engine for each connection to its SQLite files, hundreds in a build. A new
engine asks the database anew what it can do, and compiles each statement anew; that takes longer
than the statement itself. A shared engine remembers both.

What is shared holds no connection (`NullPool`): each thread, and each process after a fork, opens
its own and closes it when done, so nothing is left open between two of them.
"""

import contextlib
import functools
import importlib
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

STORAGES = (
    "dagster._core.storage.event_log.sqlite.sqlite_event_log",
    "dagster._core.storage.runs.sqlite.sqlite_run_storage",
    "dagster._core.storage.schedules.sqlite.sqlite_schedule_storage",
)
"""The modules of Dagster that make engines, each with a `create_engine` of its own."""

MAKER = "create_engine"

MOST = 16
"""Engines kept. A build has four databases; forgetting old runs opens one for each of them."""


@contextlib.contextmanager
def shared_engines() -> Iterator[None]:
    """Let Dagster's SQLite storages use their engines again, until this is left.

    A Dagster that makes its engines elsewhere is left as it is: its builds are only slower.
    """
    engines: dict[str, Engine] = {}
    with contextlib.ExitStack() as undo:
        for name in STORAGES:
            with contextlib.suppress(ImportError, AttributeError):
                storage = importlib.import_module(name)
                maker = getattr(storage, MAKER)
                undo.callback(setattr, storage, MAKER, maker)
                setattr(storage, MAKER, functools.partial(_engine, engines, maker))
        yield


def _engine(
    engines: dict[str, Engine], maker: Callable[..., Engine], url: str, **options: Any
) -> Engine:
    """The engine of a database with these options, made when it is first asked for."""
    if options.get("poolclass") is not NullPool:  # it would share connections
        return maker(url, **options)
    key = repr((url, sorted(options.items())))
    if engine := engines.get(key):
        return engine
    if len(engines) >= MOST:
        engines.clear()
    return engines.setdefault(key, maker(url, **options))  # two threads may come at once
