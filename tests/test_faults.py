"""What passes is tried again, a few times; what stays is told at once."""

import errno
from pathlib import Path

import dagster as dg
import pytest

from pipeline.defs import retries
from pipeline.defs.retries import is_passing, retrying
from pipeline.state.whole_files import BusyError

BY_SENSOR = {"dagster/sensor_name": "raw_changed"}


@pytest.mark.parametrize(
    ("error", "tags", "expected"),
    [
        (OSError(errno.EIO, "I/O"), {}, True),
        (OSError(errno.ESTALE, "stale file handle"), {}, True),
        (OSError(errno.ENOSPC, "disk full"), BY_SENSOR, False),
        (OSError(errno.EROFS, "read-only"), BY_SENSOR, False),
        (PermissionError(errno.EACCES, "denied"), BY_SENSOR, False),
        (BusyError(), {}, False),
        (BusyError(), BY_SENSOR, True),
        (BusyError(), {"dagster/schedule_name": "daily"}, True),
        (ValueError("a defect"), BY_SENSOR, False),
    ],
)
def test_which_faults_pass(error: Exception, tags: dict[str, str], expected: bool) -> None:
    assert is_passing(error, tags) is expected


def _run(faults_left: list[Exception], tags: dict[str, str]) -> tuple[bool, int, str]:
    """Whether a run succeeded, how often its step ran, and what was said in the end."""
    tried = [0]

    @dg.asset
    def step(context: dg.AssetExecutionContext) -> None:
        tried[0] += 1
        with retrying(context):
            if faults_left:
                raise faults_left.pop()

    with dg.instance_for_test() as instance:
        result = dg.materialize([step], instance=instance, tags=tags, raise_on_error=False)
        said = "".join(
            str(event.event_specific_data) for event in result.all_events if event.is_step_failure
        )
    return result.success, tried[0], said


def test_a_fault_that_passes_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "FIRST_WAIT", 0.01)
    assert _run([OSError(errno.EIO, "I/O")] * 2, {})[:2] == (True, 3)
    assert _run([BusyError("busy")], BY_SENSOR)[:2] == (True, 2)


def test_a_fault_that_does_not_pass_is_told_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retries, "FIRST_WAIT", 0.01)
    success, tried, said = _run([OSError(errno.EIO, "the disk stumbles")] * 9, {})
    assert (success, tried) == (False, 1 + retries.RETRIES)
    assert "the disk stumbles" in said


def test_a_fault_that_stays_is_told_at_once(tmp_path: Path) -> None:
    success, tried, said = _run([OSError(errno.ENOSPC, "No space left on device")], BY_SENSOR)
    assert (success, tried) == (False, 1)
    assert "No space left on device" in said
