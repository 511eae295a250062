"""A home with a real release of the two real reports, made without Dagster and without a site."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from reports import RAW, REPORTS, real

from pipeline.cli.main import main
from pipeline.corpus.merge import merge
from pipeline.reconcile.catalogue import judge_release
from pipeline.reconcile.plan_outcomes import plan_outcomes
from pipeline.release.build import build_release
from pipeline.release.history import record
from pipeline.release.reader import Published, open_release_folder
from tests.shared import copied, shared


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder; tests only read it."""
    return copied(shared(tmp_path_factory, "cli-home", _fill), tmp_path_factory)


def _fill(folder: Path) -> None:
    frames = merge([real(month).frames for month in REPORTS])
    frames["plan_outcomes"] = plan_outcomes(frames)
    frames["checks"] = judge_release(frames)[1]
    (folder / "tables").mkdir()
    for name, frame in frames.items():
        frame.write_parquet(folder / "tables" / f"{name}.parquet")
    build_release(folder / "tables", folder / "outputs")
    record(folder / "outputs", None)
    shutil.copytree(RAW, folder / "raw")


@pytest.fixture(scope="session")
def release(home: Path) -> Published:
    return open_release_folder(home / "outputs" / "latest")


@pytest.fixture
def openbogo(home: Path, monkeypatch: pytest.MonkeyPatch) -> "Openbogo":
    """The command, run in the home."""
    monkeypatch.delenv("OPENBOGO_HOME", raising=False)
    monkeypatch.setenv("COLUMNS", "120")  # whatever the terminal the tests are run in
    return Openbogo(home)


class Openbogo:
    """The command in this process."""

    def __init__(self, home: Path) -> None:
        self.home = home

    def __call__(self, *arguments: str) -> Result:
        result = CliRunner().invoke(main, [arguments[0], "--home", str(self.home), *arguments[1:]])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result
