"""The time for which the history of builds is kept: 90 days, and the last 100 runs however old."""

import datetime

import dagster as dg

DAYS = 90
LAST = 100
_AT_ONCE = 50  # runs removed by one build


def forget_old_runs(instance: dg.DagsterInstance, now: datetime.datetime) -> int:
    """Remove old runs with their events; how many that were."""
    before = dg.RunsFilter(created_before=now - datetime.timedelta(days=DAYS))
    old = [record.dagster_run for record in instance.get_run_records(before)]
    recent = {record.dagster_run.run_id for record in instance.get_run_records(limit=LAST)}
    going = [run for run in old if run.is_finished and run.run_id not in recent][-_AT_ONCE:]
    for run in going:
        instance.delete_run(run.run_id)
    return len(going)
