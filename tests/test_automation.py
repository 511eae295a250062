"""A build is asked for once for each thing that is new and whole, never for half a file."""

import json
import os
import time
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster._core.definitions.freshness import TimeWindowFreshnessPolicy
from dagster._core.test_utils import create_run_for_test

from pipeline.definitions import defs
from pipeline.defs import sensors
from pipeline.defs.arrivals import QUIET_SECONDS, Memory, look, reason_to_wait
from pipeline.defs.sensors import daily, raw_changed
from pipeline.defs.settings import SETTINGS, Settings
from pipeline.state.failure_log import FAILURES, Failure, failures, note
from pipeline.state.workspace import Workspace

GRAPH = defs.resolve_asset_graph()  # before a test has an instance of Dagster, which is gone then
LONG_AGO = 1_600_000_000


def put(workspace: Workspace, file: str, content: str = "업무보고", at: float = LONG_AGO) -> None:
    path = workspace.raw / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    os.utime(path, (at, at))


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    monkeypatch.setenv("OPENBOGO_HOME", str(tmp_path))
    workspace = Workspace(tmp_path)
    put(workspace, "office/2023-03.txt")
    return workspace


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.instance_for_test() as instance:
        yield instance


class Ticks:
    """The sensor, looked at again and again, as the daemon does."""

    def __init__(self, instance: dg.DagsterInstance) -> None:
        self.instance = instance
        self.cursor: str | None = None

    def __call__(self) -> dg.RunRequest | str:
        """What the next look asks for, or why it asks for nothing."""
        with dg.build_sensor_context(
            instance=self.instance, cursor=self.cursor, resources={SETTINGS: Settings()}
        ) as context:
            outcome = raw_changed(context)
            self.cursor = context.cursor
        if isinstance(outcome, dg.RunRequest):
            return outcome
        assert isinstance(outcome, dg.SkipReason)
        return str(outcome.skip_message)


def _daily(instance: dg.DagsterInstance) -> dg.RunRequest | dg.SkipReason:
    return daily(dg.build_schedule_context(instance=instance), settings=Settings())


@pytest.fixture
def tick(instance: dg.DagsterInstance) -> Ticks:
    return Ticks(instance)


def test_a_report_is_taken_up_once_when_two_looks_agree(workspace: Workspace, tick: Ticks) -> None:
    assert "if the next look finds it unchanged" in str(tick())
    request = tick()
    assert isinstance(request, dg.RunRequest)
    assert tick() == tick() == "nothing is new in raw/"


def test_going_back_to_an_earlier_content_is_asked_for_again(
    workspace: Workspace, tick: Ticks
) -> None:
    keys = []
    for content, at in (("하나", 1), ("둘", 2), ("하나", 3)):
        put(workspace, "office/2023-03.txt", content, LONG_AGO + at)
        tick()
        request = tick()
        assert isinstance(request, dg.RunRequest)
        keys.append(str(request.run_key))
    assert len(set(keys)) == 3
    assert keys[0].split("-")[0] == keys[2].split("-")[0]


def test_a_look_that_is_repeated_asks_for_the_same_run(workspace: Workspace, tick: Ticks) -> None:
    tick()
    before = tick.cursor
    first = tick()
    tick.cursor = before  # the daemon died before it kept the cursor
    second = tick()
    assert isinstance(first, dg.RunRequest)
    assert isinstance(second, dg.RunRequest)
    assert first.run_key == second.run_key


def test_a_file_that_changed_just_now_is_left_alone(workspace: Workspace, tick: Ticks) -> None:
    put(workspace, "office/2024-03.txt", at=time.time())
    assert tick() == tick() == "still being written: office/2024-03.txt"
    put(workspace, "office/2024-03.txt", at=time.time() - QUIET_SECONDS - 1)
    tick()
    assert isinstance(tick(), dg.RunRequest)


def test_a_file_that_grows_with_an_old_time_is_left_alone(
    workspace: Workspace, tick: Ticks
) -> None:
    for size in range(1, 5):
        put(workspace, "office/2024-03.txt", "가" * size)  # as a copy that keeps times would
        assert "something is new" in str(tick())
    assert isinstance(tick(), dg.RunRequest)


def test_a_clock_that_is_wrong_holds_nothing_up(workspace: Workspace, tick: Ticks) -> None:
    put(workspace, "office/2024-03.txt", at=time.time() + 86_400)
    tick()
    assert isinstance(tick(), dg.RunRequest)


def test_sidecars_removals_and_new_offices_are_something_new(
    workspace: Workspace, tick: Ticks
) -> None:
    def asked() -> None:
        assert "something is new" in str(tick())
        assert isinstance(tick(), dg.RunRequest)

    asked()
    put(workspace, "office/2023-03.txt.toml", "")
    asked()
    put(workspace, "another/2024-01.txt")
    asked()
    (workspace.raw / "another" / "2024-01.txt").unlink()
    asked()


def test_what_is_released_already_is_not_asked_for(
    workspace: Workspace, tick: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Workspace, "is_current", lambda self, key: key == self.key())
    assert "the last release was made from exactly" in str(tick())  # at the first look
    assert tick() == "nothing is new in raw/"
    put(workspace, "office/2024-03.txt")
    assert "if the next look finds it unchanged" in str(tick())
    assert "the last release was made from exactly" in str(tick())


def test_after_a_restart_it_is_asked_for_again_unless_it_was_released(
    workspace: Workspace, tick: Ticks, monkeypatch: pytest.MonkeyPatch
) -> None:
    tick()
    assert isinstance(tick(), dg.RunRequest)
    assert tick() == "nothing is new in raw/"
    monkeypatch.setattr(sensors, "this_service", lambda: "after the reboot")
    again = tick()
    assert isinstance(again, dg.RunRequest)
    assert tick() == "nothing is new in raw/"


def test_what_comes_while_a_build_runs_waits_for_its_end(
    workspace: Workspace, tick: Ticks, instance: dg.DagsterInstance
) -> None:
    tick()
    request = tick()
    assert isinstance(request, dg.RunRequest)
    run = create_run_for_test(
        instance, job_name="build", status=dg.DagsterRunStatus.STARTED, tags=request.tags
    )
    put(workspace, "office/2024-03.txt")
    skipped = tick()
    assert isinstance(skipped, str)
    assert skipped.startswith("a build is running")
    instance.report_run_failed(run)
    tick()
    assert isinstance(tick(), dg.RunRequest)


def test_an_empty_raw_asks_for_nothing(
    workspace: Workspace, tick: Ticks, instance: dg.DagsterInstance
) -> None:
    (workspace.raw / "office" / "2023-03.txt").unlink()
    assert "no report in" in str(tick())
    assert isinstance(_daily(instance), dg.SkipReason)


def test_the_daily_build_is_asked_for_whether_or_not_something_is_new(
    workspace: Workspace, instance: dg.DagsterInstance
) -> None:
    request = _daily(instance)
    assert isinstance(request, dg.RunRequest)
    put(workspace, "office/2024-03.txt", at=time.time())
    skipped = _daily(instance)
    assert isinstance(skipped, dg.SkipReason)
    assert "still being written: office/2024-03.txt" in str(skipped.skip_message)
    assert daily.cron_schedule == "0 3 * * *"
    assert daily.execution_timezone == "Asia/Seoul"


def test_the_release_is_stale_when_two_daily_builds_did_not_publish() -> None:
    policy = GRAPH.get(dg.AssetKey("release")).freshness_policy
    assert isinstance(policy, TimeWindowFreshnessPolicy)
    windows = (policy.warn_window, policy.fail_window)
    assert [w.to_timedelta().total_seconds() / 3600 for w in windows if w] == [26, 50]


@pytest.mark.parametrize("cursor", ["", "{", "[]", '{"unknown": 1}', "null"])
def test_a_cursor_of_another_version_is_no_obstacle(cursor: str) -> None:
    assert Memory.load(cursor) == Memory()
    assert Memory.load(Memory("a", "b", "c", 3).dump()) == Memory("a", "b", "c", 3)


def test_the_memory_of_a_look_is_small_whatever_the_number_of_files(workspace: Workspace) -> None:
    for number in range(300):
        put(workspace, f"office/{number}.txt")
    seen = look(workspace, time.time())
    assert reason_to_wait(Memory(), seen)
    assert len(Memory(seen.signature, seen.signature, "p", 1).dump()) < 300


def _failure(run_id: str) -> Failure:
    return Failure(run_id, "2024-01-01T00:00:00+00:00", "daily", ("office/x.txt:1: cut off",))


def test_failures_are_noted_once_each_and_a_cut_line_does_not_hide_the_others(
    tmp_path: Path,
) -> None:
    for run_id in ("a", "b", "a"):
        note(tmp_path / "outputs", _failure(run_id))
    assert failures(tmp_path / "outputs") == [_failure("a"), _failure("b")]
    path = tmp_path / "outputs" / FAILURES
    assert json.loads(path.read_text("utf-8").splitlines()[0])["problems"] == [
        "office/x.txt:1: cut off"
    ]
    path.write_text(path.read_text("utf-8")[:-9] + "\n", "utf-8")
    assert failures(tmp_path / "outputs") == [_failure("a")]
    path.write_text(path.read_text("utf-8").rstrip(), "utf-8")  # cut off before its line ended
    note(tmp_path / "outputs", _failure("c"))
    assert failures(tmp_path / "outputs") == [_failure("a"), _failure("c")]


def test_a_failure_that_cannot_be_noted_is_only_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "outputs").write_text("a file where the folder should be", "utf-8")
    with caplog.at_level("WARNING", "openbogo"):
        note(tmp_path / "outputs", _failure("a"))
    assert "could not be noted" in caplog.text
