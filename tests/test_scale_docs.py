"""What docs/scale.md says of settings, limits and commands is so."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.corpus.cache import SHARDS_VARIABLE, Shards
from pipeline.corpus.incremental import BATCH_BYTES, DEATHS, shards_of
from pipeline.corpus.progress import FEW
from pipeline.defs.settings import PARTS_VARIABLE
from pipeline.parallel.executor import WORKERS_VARIABLE, Inline
from pipeline.parallel.process_pool import MEMORY_SHARE
from pipeline.parallel.setting import WORTH_A_POOL, WORTH_A_PROCESS, Setting
from pipeline.sources import limits
from pipeline.state.workspace import Workspace


@pytest.fixture(scope="module")
def scale(root: Path) -> str:
    return (root / "docs" / "scale.md").read_text("utf-8")


def test_settings_are_those_of_the_code(scale: str, monkeypatch: pytest.MonkeyPatch) -> None:
    named = set(re.findall(r"OPENBOGO_[A-Z_]+", scale))
    assert named == {WORKERS_VARIABLE, SHARDS_VARIABLE, PARTS_VARIABLE}
    settings = re.findall(
        r"^\| `([^`]+)` \| (?:one|the build|six|the workers)", scale, re.MULTILINE
    )
    assert settings == ["1", "inside", "6", "tcp://host:8786"]
    for said, setting in zip(
        settings,
        (
            Setting(1),
            Setting(0),
            Setting(6),
            Setting(len(os.sched_getaffinity(0)), "tcp://host:8786"),
        ),
        strict=True,
    ):
        monkeypatch.setenv(WORKERS_VARIABLE, said)
        assert Setting.find() == setting


def test_limits_are_those_of_the_code(scale: str) -> None:
    assert f"less than {WORTH_A_POOL // 1_000_000} MB of reports" in scale
    assert f"one for each {WORTH_A_PROCESS / 1_000_000} MB of reports" in scale
    assert isinstance(Setting(2).local_workers(WORTH_A_POOL - 1), Inline)
    assert not isinstance(Setting(2).local_workers(WORTH_A_POOL), Inline)
    assert f"{BATCH_BYTES // 1_000_000} MB at a time" in scale
    assert (DEATHS, "after two times it is refused" in scale) == (2, True)
    assert f"{limits.SECONDS:g} seconds of processor time" in scale
    assert f"{limits.MEMORY_BYTES / (1 << 30):g} GiB of memory" in scale
    assert (FEW, "Up to twenty reports are named" in " ".join(scale.split())) == (20, True)
    assert (MEMORY_SHARE, "four fifths of its memory" in scale) == (0.8, True)


def test_shards_are_where_it_says(
    scale: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "| not set | `outputs/work/reports/` |" in scale
    monkeypatch.delenv(SHARDS_VARIABLE, raising=False)
    workspace = Workspace(tmp_path)
    assert shards_of(workspace) == Shards(str(tmp_path / "outputs" / "work" / "reports"))
    monkeypatch.setenv(SHARDS_VARIABLE, "s3://bucket/prefix")
    assert shards_of(workspace) == Shards("s3://bucket/prefix")


def test_commands_are_those_of_dask(scale: str, root: Path) -> None:
    folder = Path(sys.executable).parents[1] / "dask"
    assert folder.is_dir(), "requirements/scale.txt is not installed: `make test` does it"
    for command in ("scheduler", "worker"):
        assert f".venv/bin/dask {command}" in scale
        known = subprocess.run(
            [sys.executable, "-m", f"distributed.cli.dask_{command}", "--help"],
            env={"PYTHONPATH": str(folder)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        (line,) = re.findall(rf"dask {command}\b(.*)", scale)
        for option in re.findall(r"--[a-z]+", line):
            assert option in known
    for named in re.findall(r"requirements/\S+\.txt", scale):
        assert (root / named).is_file()
