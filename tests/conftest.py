"""Where the project stands. (That this file is here also puts this folder on the import path.)"""

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
