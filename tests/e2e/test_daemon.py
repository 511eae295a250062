"""The daemon, really run: a report that arrives becomes a release, and a failure a note."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import dagster as dg
import polars as pl
import pytest

from pipeline.defs.run import DAGSTER_CONFIG
from pipeline.state.failure_log import failures
from tests.e2e.home import OPENBOGO, Home

OFFICE = "seoul-economic-policy"
DAEMON = OPENBOGO.parent / "dagster-daemon"
DAGSTER = OPENBOGO.parent / "dagster"
LEAP_DAY = "0 0 29 2 *"
"""A schedule that leaves everything to the sensor while a test runs."""
PATIENCE = 600.0
"""Seconds that anything here may take, on a slow machine."""


@contextmanager
def daemon(
    home: Home, dagster_yaml: str = DAGSTER_CONFIG, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """The daemon as a service runs it, looking at raw/ every 2 seconds; gone afterwards."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DAGSTER", "OPENBOGO"))}
    settings = {
        "OPENBOGO_HOME": str(home.path),
        "DAGSTER_HOME": str(dagster_home(home, dagster_yaml)),
        "OPENBOGO_LOOK_SECONDS": "2",
    }
    environment = inherited | settings | environment
    # As docs/operate.md has it: two programs that both find no history there would both make one.
    subprocess.run(
        [str(DAGSTER), "instance", "info"], env=environment, check=True, capture_output=True
    )
    log = (home.path / "daemon.log").open("ab")
    process = subprocess.Popen(
        [str(DAEMON), "run", "-m", "pipeline.definitions"],
        env=environment,
        cwd=home.path,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        stop(process, signal.SIGKILL)
        log.close()


def stop(process: subprocess.Popen[bytes], how: signal.Signals) -> None:
    """End the daemon and all it started: it has a session of its own."""
    try:
        os.killpg(process.pid, how)
    except ProcessLookupError:
        return
    process.wait(timeout=30)


def dagster_home(home: Home, dagster_yaml: str = DAGSTER_CONFIG) -> Path:
    folder = home.path / "dagster-home"
    folder.mkdir(exist_ok=True)
    (folder / "dagster.yaml").write_text(dagster_yaml, "utf-8")
    return folder


def wait_for(home: Home, what: str, happened: Callable[[], bool]) -> None:
    until = time.monotonic() + PATIENCE
    while not happened():
        if time.monotonic() > until:
            log = (home.path / "daemon.log").read_text("utf-8", "replace")
            pytest.fail(f"waited {PATIENCE} s for {what}\n{log[-6000:]}")
        time.sleep(0.5)


def reports(home: Home) -> set[str]:
    """The months that the last release contains."""
    path = home.latest / "parquet" / "reports.parquet"
    return {r[-7:] for r in pl.read_parquet(path)["report_id"]} if path.is_file() else set()


def runs(home: Home) -> list[dg.DagsterRun]:
    ref = dg.DagsterInstance.from_config(str(dagster_home(home)))
    with ref as instance:
        return list(instance.get_runs())


def release_id(home: Home) -> str:
    manifest = json.loads((home.latest / "manifest.json").read_text("utf-8"))
    return str(manifest["release_id"])


def test_reports_arrive_and_become_releases_by_themselves(make_home: Callable[[], Home]) -> None:
    home = make_home()
    office = home.raw / OFFICE
    arriving = (office / "2023-03.txt").read_bytes()
    (office / "2023-03.txt").unlink()
    with daemon(home, OPENBOGO_SCHEDULE=LEAP_DAY):
        wait_for(home, "the first release", lambda: reports(home) == {"2022-03"})

        # A report that arrives in pieces, slower than the daemon looks.
        size = len(arriving) // 5 + 1
        with (office / "2023-03.txt").open("wb", buffering=0) as file:
            for begin in range(0, len(arriving), size):
                file.write(arriving[begin : begin + size])
                time.sleep(3)
        wait_for(home, "the second", lambda: reports(home) == {"2022-03", "2023-03"})
        lines = pl.read_parquet(home.latest / "parquet" / "lines.parquet")
        own = lines.filter(pl.col("report_id").str.ends_with("2023-03"))
        assert own.height == 1740

        # A report of the release is cut off: nothing is published, and the reason is noted.
        good = release_id(home)
        (office / "2023-03.txt").write_bytes(arriving[:20_000])
        wait_for(home, "a note of the failure", lambda: failures(home.path / "outputs") != [])
        (failure, *_) = failures(home.path / "outputs")
        assert failure.started_by == "raw_changed"
        assert any("2023-03" in problem for problem in failure.problems), failure
        assert release_id(home) == good
    # One for each of: the first report, the whole second one, the cut-off one. None for a piece.
    assert [run.tags.get("dagster/sensor_name") for run in runs(home)] == ["raw_changed"] * 3
    listed = home.run("releases").stdout
    assert listed.count(" reports ") == 2


def test_the_schedule_builds_by_itself(make_home: Callable[[], Home]) -> None:
    home = make_home()
    assert home.run("build").returncode == 0
    good = release_id(home)
    with daemon(home, OPENBOGO_SCHEDULE="* * * * *"):

        def scheduled() -> bool:
            return any(
                run.tags.get("dagster/schedule_name") == "daily" and run.is_success
                for run in runs(home)
            )

        wait_for(home, "a run of the schedule", scheduled)
    assert release_id(home) == good


def test_the_service_is_killed_in_the_middle_of_a_build_and_started_again(
    make_home: Callable[[], Home],
) -> None:
    home = make_home()
    with daemon(home) as process:
        shards = home.path / "outputs" / "work" / "reports"
        wait_for(home, "a build at work", shards.is_dir)
        stop(process, signal.SIGKILL)
    assert not home.latest.exists()
    with daemon(home):
        wait_for(home, "the release", lambda: reports(home) == {"2022-03", "2023-03"})
    assert home.run("verify").returncode == 0
