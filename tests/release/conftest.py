import shutil
from pathlib import Path

import pytest
from release_frames import example_frames, hard_frames, with_row, write_tables

from pipeline.release.build import Release, build_release


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """Input of a release in a folder of its own."""
    return write_tables(example_frames(), tmp_path / "tables")


@pytest.fixture
def outputs(tmp_path: Path) -> Path:
    return tmp_path / "outputs"


@pytest.fixture(scope="session")
def hard_release(tmp_path_factory: pytest.TempPathFactory) -> Release:
    """A release of hard texts and numbers, built once; tests only read it."""
    folder = tmp_path_factory.mktemp("hard")
    tables = write_tables(hard_frames(), folder / "tables", seed=7)
    return build_release(tables, folder / "outputs")


@pytest.fixture(scope="session")
def example_outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The outputs of one build of the example tables, to be copied."""
    folder = tmp_path_factory.mktemp("example")
    build_release(write_tables(example_frames(), folder / "tables"), folder / "outputs")
    return folder / "outputs"


@pytest.fixture(scope="session")
def releases(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Releases in which one table has another value each; tests only read them, and link them."""
    folder = tmp_path_factory.mktemp("releases")
    made = {}
    for amount in (1, 2, 3):
        frames = with_row(example_frames(), "budget_components", 0, amount_krw=amount)
        tables = write_tables(frames, folder / "tables")
        made[amount] = build_release(tables, folder / f"outputs-{amount}").path
    return made


@pytest.fixture
def published(example_outputs: Path, outputs: Path) -> Path:
    """Outputs in which the example tables are published already."""
    return Path(shutil.copytree(example_outputs, outputs, symlinks=True))
