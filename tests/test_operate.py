"""What docs/using.md and docs/operate.md say of commands, settings and units is so."""

import datetime
import logging
import re
import shutil
import subprocess
from pathlib import Path

import dagster as dg
import pytest
import yaml
from docs_blocks import blocks_of

from pipeline.cli.main import main
from pipeline.defs import history_policy
from pipeline.defs.run import _history, dagster_home
from pipeline.defs.sensors import INTERVAL_VARIABLE, SCHEDULE_VARIABLE
from pipeline.defs.settings import KEEP_VARIABLE
from pipeline.state.workspace import Workspace


@pytest.fixture(scope="module")
def docs(root: Path) -> dict[str, str]:
    return {
        n: (root / n).read_text("utf-8") for n in ("README.md", "docs/using.md", "docs/operate.md")
    }


def test_every_command_is_documented_and_every_documented_command_exists(
    docs: dict[str, str],
) -> None:
    command = re.compile(r"(?:^|`|; |bin/)openbogo ([a-z]+)\b", re.MULTILINE)
    named = {word for text in docs.values() for word in command.findall(text)}
    assert set(main.commands) == named


def test_settings_are_those_of_the_code(docs: dict[str, str]) -> None:
    named = set(re.findall(r"OPENBOGO_[A-Z_]+", docs["docs/operate.md"]))
    settings = {INTERVAL_VARIABLE, KEEP_VARIABLE, SCHEDULE_VARIABLE}
    assert named == settings | {"OPENBOGO_HOME", "OPENBOGO_POSTGRES"}


def test_dagster_yaml_is_the_default_with_another_storage() -> None:
    from pipeline.defs.run import DAGSTER_CONFIG  # noqa: PLC0415

    (block,) = blocks_of("docs/operate.md", "yaml")
    shown = yaml.safe_load(block.text)
    assert shown.pop("storage") == {"postgres": {"postgres_url": {"env": "OPENBOGO_POSTGRES"}}}
    assert shown == yaml.safe_load(DAGSTER_CONFIG)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd-analyze here")
def test_units_are_units(tmp_path: Path) -> None:
    path = re.compile(r"`/etc/systemd/system/([a-z-]+\.service)`")
    units = [(path.findall(b.before)[-1], b.text) for b in blocks_of("docs/operate.md", "ini")]
    assert [name for name, _ in units] == ["openbogo.service", "openbogo-web.service"]
    for name, text in units:
        # The programs and folders of the server are not here; all else is judged.
        here = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", text)
        (tmp_path / name).write_text(here.replace("/srv/openbogo/app", "/tmp"), "utf-8")
        process = subprocess.run(
            ["systemd-analyze", "verify", str(tmp_path / name)],
            capture_output=True,
            text=True,
            check=False,
        )
        said = [line for line in process.stderr.splitlines() if name in line]
        assert said == []


def test_a_broken_history_is_set_aside_and_begun_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    home = dagster_home(Workspace(tmp_path))
    monkeypatch.setenv("DAGSTER_HOME", str(home))
    with _history(home) as whole:
        assert whole.get_run_records(limit=1) == []
    databases = list(home.rglob("*.db"))
    assert databases
    for database in databases:
        database.write_bytes(bytes(database.stat().st_size))
    with caplog.at_level(logging.WARNING, "openbogo"), _history(home) as anew:
        assert anew.get_run_records(limit=1) == []
    assert "set aside" in caplog.text
    (aside,) = tmp_path.glob("outputs/dagster-broken-*")
    assert {path.name for path in aside.rglob("*.db")} >= {path.name for path in databases}


def test_runs_of_a_quarter_ago_are_forgotten_but_for_the_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(history_policy, "LAST", 1)
    now = datetime.datetime.now(datetime.UTC)
    later = now + datetime.timedelta(days=history_policy.DAYS + 1)
    with dg.DagsterInstance.ephemeral() as instance:
        for _ in range(3):
            assert dg.materialize([_nothing], instance=instance).success
        assert history_policy.forget_old_runs(instance, now) == 0
        last = instance.get_run_records(limit=1)[0].dagster_run.run_id
        assert history_policy.forget_old_runs(instance, later) == 2
        assert [run.run_id for run in instance.get_runs()] == [last]


@dg.asset
def _nothing() -> None:
    """Make nothing."""
