"""Where the project stands. (That this file is here also puts this folder on the import path.)"""

import os
from pathlib import Path

import pytest

from pipeline.cli.language import LANGUAGE_VARIABLE
from pipeline.parallel.executor import INSIDE, WORKERS_VARIABLE


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _read_inside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests look into the reading; the builds of tests/e2e are commands, and read apart."""
    monkeypatch.setenv(WORKERS_VARIABLE, INSIDE)


@pytest.fixture(autouse=True)
def _speak_english(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever the locale is; tests of Korean say so."""
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")


def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: whole builds wait for daemons, browsers and disks."""
    return len(os.sched_getaffinity(0)) + 1


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Spread over workers, what builds comes first: short files fill up the end."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: item.path.parent.name not in ("e2e", "benchmarks"))
