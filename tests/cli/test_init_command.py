"""`openbogo init`, and which folder is the home."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from pipeline.cli.main import main
from pipeline.state.workspace import HOME_VARIABLE, Workspace


def test_it_makes_a_folder_for_reports(tmp_path: Path) -> None:
    found = CliRunner().invoke(main, ["init", str(tmp_path / "new")])
    assert found.exit_code == 0, found.output
    assert (tmp_path / "new" / "raw").is_dir()
    assert "openbogo add FILE" in found.output


def test_it_brings_the_sample_reports(tmp_path: Path) -> None:
    found = CliRunner().invoke(main, ["init", "--samples", str(tmp_path)])
    assert found.exit_code == 0, found.output
    assert Workspace(tmp_path).files() == [
        "seoul-economic-policy/2022-03.txt",
        "seoul-economic-policy/2023-03.txt",
    ]


def test_it_leaves_what_is_there(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "own.txt").write_text("own")
    found = CliRunner().invoke(main, ["init", "--samples", str(tmp_path)])
    assert found.exit_code == 1
    assert Workspace(tmp_path).files() == ["own.txt"]


def test_the_home_is_the_current_folder_and_never_that_of_the_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(HOME_VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    assert Workspace.find().home == tmp_path
