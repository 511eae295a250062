"""Sensors that start a build by themselves, and one that notes a failed one.

What belongs here: the Dagster sensor, schedule and failure sensor. What does not: deciding whether
something is new (`arrivals`), or building.
"""

import datetime
import os
import time

import dagster as dg

from pipeline.defs.arrivals import Memory, look, reason_to_wait, this_service
from pipeline.defs.failure_reasons import problems
from pipeline.defs.settings import Settings
from pipeline.state.failure_log import Failure, note

BUILD = "build"
"""Name of the job that makes a release."""
SCHEDULE_VARIABLE = "OPENBOGO_SCHEDULE"
"""Time of the daily build, as five cron fields in Korean time."""
INTERVAL_VARIABLE = "OPENBOGO_LOOK_SECONDS"
"""Seconds between two looks at raw/."""
INTERVAL = int(os.environ.get(INTERVAL_VARIABLE, "30"))

_SERVICE = "openbogo/service"
"""Tag of a run: which run of the service asked for it."""
_UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]
_STEP_EVENTS = {dg.DagsterEventType.STEP_FAILURE, dg.DagsterEventType.ASSET_CHECK_EVALUATION}


@dg.sensor(
    job_name=BUILD,
    minimum_interval_seconds=INTERVAL,
    default_status=dg.DefaultSensorStatus.RUNNING,
    description="Asks for a build when a report has come, gone or changed, once it is all there.",
)
def raw_changed(
    context: dg.SensorEvaluationContext, settings: Settings
) -> dg.RunRequest | dg.SkipReason:
    """Look at raw/; ask for one build of everything that is new there."""
    workspace = settings.workspace()
    if not workspace.files():
        return dg.SkipReason(f"no report in {workspace.raw}")
    memory = Memory.load(context.cursor)
    process = this_service()
    if _is_building(context.instance, process):
        return dg.SkipReason("a build is running; what came meanwhile is taken up when it ends")
    asked = memory.asked if memory.process == process else ""
    memory = Memory(memory.seen, asked, process, memory.count)
    seen = look(workspace, time.time())
    reason = reason_to_wait(memory, seen)
    # There is no look before the first one, but a release may be there: it says what is new.
    is_first = not memory.seen and not seen.unsettled
    key = workspace.key() if reason is None or is_first else ""
    if key and workspace.is_current(key):
        asked, reason = seen.signature, "the last release was made from exactly what is in raw/"
    if reason is not None:
        context.update_cursor(Memory(seen.signature, asked, process, memory.count).dump())
        return dg.SkipReason(reason)
    count = memory.count + 1
    context.update_cursor(Memory(seen.signature, seen.signature, process, count).dump())
    # The count, so that going back to an earlier content is a build again; a look that is repeated
    # because its outcome was lost finds the old cursor, and asks for the same run.
    return dg.RunRequest(run_key=f"{key[:16]}-{count}", tags={_SERVICE: process})


def _is_building(instance: dg.DagsterInstance, process: str) -> bool:
    """A run that this service asked for has not ended.

    Two runs at once would take the right to write from each other, step by step, and what came last
    would wait for the next change. One that a reboot cut off is of another service.
    """
    unfinished = dg.RunsFilter(job_name=BUILD, tags={_SERVICE: process}, statuses=_UNFINISHED)
    return instance.get_runs_count(unfinished) > 0


@dg.schedule(
    cron_schedule=os.environ.get(SCHEDULE_VARIABLE, "0 3 * * *"),
    execution_timezone="Asia/Seoul",
    job_name=BUILD,
    default_status=dg.DefaultScheduleStatus.RUNNING,
    description="Every day: takes up what the sensor missed, and proves the release again.",
)
def daily(
    context: dg.ScheduleEvaluationContext, settings: Settings
) -> dg.RunRequest | dg.SkipReason:
    """Ask for a build, whether or not something changed: what did not is not read again."""
    workspace = settings.workspace()
    if not workspace.files():
        return dg.SkipReason(f"no report in {workspace.raw}")
    if unsettled := look(workspace, time.time()).unsettled:
        return dg.SkipReason(f"left to the sensor: still being written: {', '.join(unsettled)}")
    return dg.RunRequest(tags={_SERVICE: this_service()})


@dg.run_failure_sensor(
    default_status=dg.DefaultSensorStatus.RUNNING,
    minimum_interval_seconds=INTERVAL,
    description="Notes each failed run with its reasons in outputs/failures.jsonl.",
)
def failed_runs(context: dg.RunFailureSensorContext, settings: Settings) -> None:
    """Note why a run failed."""
    run = context.dagster_run
    logged = context.instance.all_logs(run.run_id, of_type=_STEP_EVENTS)
    reasons = problems(entry.dagster_event for entry in logged if entry.dagster_event)
    tags = run.tags
    started_by = tags.get("dagster/sensor_name") or tags.get("dagster/schedule_name") or "browser"
    record = context.instance.get_run_record_by_id(run.run_id)
    ended = (record.end_time if record else None) or time.time()
    note(
        settings.workspace().outputs,
        Failure(
            run_id=run.run_id,
            ended=datetime.datetime.fromtimestamp(ended, datetime.UTC).isoformat("T", "seconds"),
            started_by=started_by,
            problems=tuple(reasons or [context.failure_event.message or "no reason was given"]),
        ),
    )
