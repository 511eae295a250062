import shutil
from pathlib import Path

import pytest
from release_frames import example_frames, hard_frames, write_tables

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


@pytest.fixture
def published(example_outputs: Path, outputs: Path) -> Path:
    """Outputs in which the example tables are published already."""
    return Path(shutil.copytree(example_outputs, outputs, symlinks=True))
