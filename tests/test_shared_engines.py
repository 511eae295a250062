"""Dagster's SQLite storages use one engine for each database, in threads and forks as well."""

import contextlib
import importlib
import multiprocessing
import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import dagster as dg
import pytest
from sqlalchemy.pool import NullPool, StaticPool

from pipeline.defs.shared_engines import MAKER, MOST, STORAGES, shared_engines

CHECKS = 6


@dg.asset(check_specs=[dg.AssetCheckSpec(f"check_{n}", asset="thing") for n in range(CHECKS)])
def thing() -> Iterator[dg.AssetCheckResult | dg.Output[None]]:
    yield dg.Output(None)
    for number in range(CHECKS):
        yield dg.AssetCheckResult(check_name=f"check_{number}", passed=True)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How many engines each database was given."""
    counts: Counter[str] = Counter()
    for name in STORAGES:
        storage = importlib.import_module(name)
        maker = getattr(storage, MAKER)

        def count(url: str, maker: Any = maker, **options: Any) -> Any:
            counts[url] += 1
            return maker(url, **options)

        monkeypatch.setattr(storage, MAKER, count)
    return counts


@pytest.fixture
def history(tmp_path: Path) -> Iterator[Path]:
    with shared_engines():
        yield tmp_path


def _makers() -> list[Any]:
    return [getattr(importlib.import_module(name), MAKER) for name in STORAGES]


def _run(history: Path) -> dg.ExecuteInProcessResult:
    with dg.DagsterInstance.local_temp(str(history)) as instance:
        return dg.materialize([thing], instance=instance)


def _evaluations(instance: dg.DagsterInstance) -> int:
    wanted = dg.DagsterEventType.ASSET_CHECK_EVALUATION
    run = instance.get_run_records(limit=1)[0].dagster_run
    return len(instance.all_logs(run.run_id, of_type=wanted))


def test_each_database_has_one_engine(made: Counter[str], history: Path) -> None:
    """Fails where a new Dagster makes its engines by another name or at another place."""
    assert _run(history).success
    assert made == {f"sqlite:///{path}": 1 for path in history.rglob("*.db")}
    assert len(made) == 4  # runs, schedules, events of all runs, events of this one


def test_without_it_dagster_makes_many(made: Counter[str], tmp_path: Path) -> None:
    """Should this fail, Dagster shares its engines itself: then the module can go."""
    assert _run(tmp_path).success
    assert made.total() > 40


def test_no_connection_stays_open(history: Path) -> None:
    with dg.DagsterInstance.local_temp(str(history)) as instance:
        assert dg.materialize([thing], instance=instance).success
        assert _evaluations(instance) == CHECKS
        opened = {os.path.realpath(f"/proc/self/fd/{fd}") for fd in os.listdir("/proc/self/fd")}
        assert not [path for path in opened if path.startswith(str(history)) and ".db" in path]


def test_threads_write_at_once(history: Path) -> None:
    with (
        dg.DagsterInstance.local_temp(str(history)) as instance,
        ThreadPoolExecutor(4) as threads,
    ):
        runs = [threads.submit(dg.materialize, [thing], instance=instance) for _ in range(4)]
        assert all(run.result().success for run in runs)
        assert instance.get_runs_count() == 4
        assert _evaluations(instance) == CHECKS


def test_a_forked_process_opens_its_own_connections(history: Path) -> None:
    with dg.DagsterInstance.local_temp(str(history)) as instance:
        assert dg.materialize([thing], instance=instance).success
        child = multiprocessing.get_context("fork").Process(
            target=lambda: os._exit(_evaluations(instance))
        )
        child.start()
        child.join(60)
        assert child.exitcode == CHECKS
        assert dg.materialize([thing], instance=instance).success
        assert instance.get_runs_count() == 2


def test_dagster_is_left_as_it_was() -> None:
    before = _makers()
    with contextlib.suppress(ZeroDivisionError), shared_engines():
        assert _makers() != before
        raise ZeroDivisionError
    assert _makers() == before


def test_an_engine_that_shares_its_connection_is_not_shared() -> None:
    with shared_engines():
        maker = _makers()[0]
        one, other = (maker("sqlite://", poolclass=StaticPool) for _ in range(2))
        assert one is not other


def test_engines_of_old_runs_are_let_go() -> None:
    with shared_engines():
        maker = _makers()[0]
        first = maker("sqlite:///0", poolclass=NullPool)
        assert maker("sqlite:///0", poolclass=NullPool) is first
        for number in range(1, MOST + 1):
            maker(f"sqlite:///{number}", poolclass=NullPool)
        assert maker("sqlite:///0", poolclass=NullPool) is not first
