"""What the coming release would lose against the last one."""

import os
from collections.abc import Mapping

import polars as pl

from pipeline.reconcile.check import Outcome
from pipeline.workspace import ACCEPT_LOSS_VARIABLE, Workspace
from schemas import TABLES

Frames = Mapping[str, pl.DataFrame]


def lost_reports(workspace: Workspace, frames: Frames) -> Outcome:
    """Reports of the last release that this one would leave out although their file is there."""
    last = workspace.latest / "parquet" / "reports.parquet"
    if not last.is_file():
        return Outcome(None, 0)
    before = dict(pl.read_parquet(last).select("report_id", "source_file").iter_rows())
    now = set(frames["reports"]["report_id"])
    present = set(workspace.files())
    return Outcome(
        None,
        len(before),
        tuple(
            f"{report_id} ({file}) is in the last release and cannot be read now; mend the file, "
            "or remove it to leave the report out"
            for report_id, file in before.items()
            if report_id not in now and file in present
        ),
    )


def lost_facts(workspace: Workspace, frames: Frames) -> Outcome:
    """Tables in which a report that both releases contain has fewer rows than before."""
    now = set(frames["reports"]["report_id"])
    checked, failures = 0, []
    for table in TABLES:
        path = workspace.latest / "parquet" / f"{table.name}.parquet"
        if table.group == "reconcile" or not path.is_file():
            continue  # fewer warnings or held-back rows are no loss
        if "report_id" not in pl.read_parquet_schema(path):
            continue
        before, after = (
            _counts(pl.read_parquet(path, columns=["report_id"])),
            _counts(frames[table.name]),
        )
        for report_id in sorted(now & before.keys()):
            checked += 1
            if after.get(report_id, 0) < before[report_id]:
                failures.append(
                    f"{report_id} has {after.get(report_id, 0)} rows in {table.name}, "
                    f"{before[report_id]} in the last release; restore the file, or build with "
                    "--accept-loss"
                )
    accepted = bool(os.environ.get(ACCEPT_LOSS_VARIABLE))
    return Outcome(None, checked, () if accepted else tuple(failures))


def _counts(frame: pl.DataFrame) -> dict[str, int]:
    """Rows of each report."""
    return dict(frame.group_by("report_id").len().iter_rows())
