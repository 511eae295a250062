"""facts → published tables: each table of the release is an asset with its schema and its checks.

The tables of all collections are put together in one step, judged, and only then handed on: a
failed check of severity error is blocking, so that the release asset does not run.
"""

import logging
import shutil
from collections.abc import Iterator, Mapping
from typing import Any

import dagster as dg
import polars as pl

from pipeline.assets.faults import retried
from pipeline.assets.last_release import lost_facts, lost_reports
from pipeline.collected import read_together
from pipeline.corpus import merge, write_frames
from pipeline.reconcile.catalogue import CHECKS, judge_release
from pipeline.reconcile.check import SAMPLE_SIZE, Check, Result
from pipeline.reconcile.plans import plan_outcomes
from pipeline.superseded import newest
from pipeline.workspace import MADE_FROM, Workspace, release_key
from schemas import TABLES, TableSpec

logger = logging.getLogger("openbogo")

NO_REPORT_LOST = Check(
    "reports",
    "no_report_lost",
    "error",
    "Every report of the last release whose file is still in raw/ could be read again.",
    lambda frames: [],
)
NO_FACT_LOST = Check(
    "reports",
    "no_fact_lost",
    "error",
    "No report has fewer rows or values than in the last release, unless that was accepted.",
    lambda frames: [],
)
AGAINST_LAST = (NO_REPORT_LOST, NO_FACT_LOST)
"""Judged against the last release, and so no part of the data of this one."""

ALL_REPORTS = "all reports"
"""What a failing row is about when it is about no one report."""

_UPSTREAM = {
    "document": ["document"],
    "figures": ["document"],
    "facts": ["facts"],
    "reconcile": ["document", "facts"],
}


def _column_schema(table: TableSpec) -> dg.TableSchema:
    return dg.TableSchema(
        columns=[
            dg.TableColumn(
                name=column.name,
                type=str(column.dtype),
                description=f"{column.ko} — {column.description}",
                constraints=dg.TableColumnConstraints(nullable=column.nullable),
                tags={"primary_key": ""} if column.key else {},
            )
            for column in table.columns
        ],
        constraints=dg.TableConstraints(other=[f"primary key: {', '.join(table.primary_key)}"]),
    )


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            table.name,
            deps=_UPSTREAM[table.group],
            group_name="tables",
            kinds={"parquet", "table"},
            description=f"{table.ko}. {table.description}",
            metadata={"dagster/column_schema": _column_schema(table)},
        )
        for table in TABLES
    ],
    check_specs=[
        dg.AssetCheckSpec(
            check.name,
            asset=check.table,
            description=check.description,
            blocking=check.severity == "error",
        )
        for check in (*CHECKS, *AGAINST_LAST)
    ],
)
def publish_tables(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Put all collections together, judge them, and keep the tables for the release."""
    workspace = Workspace.find()
    with retried(context), workspace.locked():
        results, frames = _judged_tables(workspace)
    sources = _sources(frames)
    by_check: dict[str, list[Result]] = {}
    for result in results:
        by_check.setdefault(result.check.id, []).append(result)
    for table in TABLES:
        yield dg.MaterializeResult(
            asset_key=table.name,
            metadata={
                "dagster/row_count": frames[table.name].height,
                "sources": dg.MetadataValue.md(sources),
            },
            check_results=[
                _check_result(check, by_check.get(check.id, []))
                for check in (*CHECKS, *AGAINST_LAST)
                if check.table == table.name
            ],
        )


def _judged_tables(workspace: Workspace) -> tuple[list[Result], dict[str, pl.DataFrame]]:
    """Put all collections together and judge them; what passes is kept as Parquet."""
    logger.info("tables   being put together and checked")
    parts, fingerprints = read_together(workspace.collected)
    frames = merge(newest(parts))
    frames["plan_outcomes"] = plan_outcomes(frames)
    results, frames["checks"] = judge_release(frames)
    results.append(Result(NO_REPORT_LOST, lost_reports(workspace, frames)))
    results.append(Result(NO_FACT_LOST, lost_facts(workspace, frames)))
    # What fails leaves nothing behind that a later run of `release` alone could publish.
    shutil.rmtree(workspace.tables, ignore_errors=True)
    if not any(r.check.severity == "error" and not r.passed for r in results):
        write_frames(workspace.tables, frames)
        (workspace.tables / MADE_FROM).write_text(release_key(fingerprints), "utf-8")
    return results, frames


def _check_result(check: Check, results: list[Result]) -> dg.AssetCheckResult:
    failures = [
        (result.outcome.report_id or ALL_REPORTS, failure)
        for result in results
        for failure in result.outcome.failures
    ]
    metadata: dict[str, dg.MetadataValue[Any] | int] = {
        "checked": sum(result.outcome.checked for result in results),
        "failed": len(failures),
    }
    if failures:
        metadata["failing rows"] = dg.TableMetadataValue(
            records=[
                dg.TableRecord({"report": report, "row": row})
                for report, row in failures[:SAMPLE_SIZE]
            ],
            schema=dg.TableSchema([dg.TableColumn("report"), dg.TableColumn("row")]),
        )
    shown = f"; the first {SAMPLE_SIZE} are shown" if len(failures) > SAMPLE_SIZE else ""
    return dg.AssetCheckResult(
        check_name=check.name,
        asset_key=check.table,
        passed=not failures,
        severity=dg.AssetCheckSeverity.ERROR
        if check.severity == "error"
        else dg.AssetCheckSeverity.WARN,
        description=f"{len(failures)} fail{shown}" if failures else None,
        metadata=metadata,
    )


def _sources(frames: Mapping[str, pl.DataFrame]) -> str:
    rows = frames["reports"].select("source_file", "source_sha256").iter_rows()
    return "\n".join(f"- `raw/{file}` sha256 `{sha256}`" for file, sha256 in rows)
