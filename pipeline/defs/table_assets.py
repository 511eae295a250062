"""facts → published tables: each table of the release is an asset with its schema and its checks.

The tables of all collections are put together in one step, judged, and only then handed on: what
fails with severity error is blocking, so that the release asset does not run. Dagster is told of
all checks of a table in one: an event costs milliseconds and half a kilobyte, and there are three
a check.

What belongs here: what Dagster is told. What does not: judging (`judging`).
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import dagster as dg

from pipeline.corpus.collection import collections_read
from pipeline.corpus.validate import AGAINST_LAST, Tally, judge
from pipeline.defs.retries import retried
from pipeline.reconcile.catalogue import CHECKS
from pipeline.rules.check import SAMPLE_SIZE, Check
from pipeline.state.workspace import Workspace
from schemas import TABLES, TableSpec

logger = logging.getLogger("openbogo")

ALL_REPORTS = "all reports"
"""What a failing row is about when it is about no one report."""
CHECK = "rules"
"""What the one check of a table is called that stands for all of them."""
_ALL = (*CHECKS, *AGAINST_LAST)
_SOURCES_SHOWN = 20  # kept several times a table and build

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
            CHECK,
            asset=table.name,
            description="\n".join(f"- {c.name} ({c.severity}): {c.description}" for c in checks),
            blocking=True,  # by an error; a warning never blocks
        )
        for table in TABLES
        if (checks := [check for check in _ALL if check.table == table.name])
    ],
)
def publish_tables(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Put all collections together, judge them, and keep the tables for the release."""
    workspace = Workspace.find()
    with retried(context), workspace.locked():
        logger.info("tables   being put together and checked")
        judged = judge(workspace, collections_read(workspace.collected), _ALL)
    sources = _sources(judged.sources)
    for table in TABLES:
        checks = [check for check in _ALL if check.table == table.name]
        yield dg.MaterializeResult(
            asset_key=table.name,
            metadata={
                "dagster/row_count": judged.rows[table.name],
                "sources": dg.MetadataValue.md(sources),
            },
            check_results=[_check_result(table, checks, judged.tallies)] if checks else [],
        )


def _check_result(
    table: TableSpec, checks: list[Check], tallies: Mapping[str, Tally]
) -> dg.AssetCheckResult:
    """All checks of a table: each with what it found, those that fail with their rows."""
    failed = [check for check in checks if tallies[check.id].failed]
    is_error = any(check.severity == "error" for check in failed)
    metadata: dict[str, dg.MetadataValue[Any]] = {
        "checks": _table(
            {
                "check": check.name,
                "severity": check.severity,
                "checked": tallies[check.id].checked,
                "failed": tallies[check.id].failed,
            }
            for check in checks
        )
    }
    if failed:
        metadata["failing rows"] = _table(
            {
                "check": check.name,
                "severity": check.severity,
                "report": report or ALL_REPORTS,
                "row": row,
            }
            for check in failed
            for report, row in tallies[check.id].shown
        )
    cut = any(tallies[check.id].failed > SAMPLE_SIZE for check in failed)
    names = ", ".join(f"{check.name} ({tallies[check.id].failed})" for check in failed)
    shown = f"; the first {SAMPLE_SIZE} rows of each are shown" if cut else ""
    return dg.AssetCheckResult(
        check_name=CHECK,
        asset_key=table.name,
        passed=not failed,
        severity=dg.AssetCheckSeverity.ERROR if is_error else dg.AssetCheckSeverity.WARN,
        description=f"fail: {names}{shown}" if failed else None,
        metadata=metadata,
    )


def _table(records: Iterable[dict[str, str | int]]) -> dg.TableMetadataValue:
    rows = [dg.TableRecord(record) for record in records]
    columns = [
        dg.TableColumn(name, "int" if isinstance(value, int) else "string")
        for name, value in rows[0].data.items()
    ]
    return dg.TableMetadataValue(records=rows, schema=dg.TableSchema(columns))


def _sources(files: Mapping[str, str]) -> str:
    """The reports the tables are made of; of many the first, and how many there are."""
    rows = [f"- `raw/{file}` sha256 `{sha256}`" for file, sha256 in files.items()]
    cut = [f"- … the first {_SOURCES_SHOWN} of {len(rows)}"] if len(rows) > _SOURCES_SHOWN else []
    return "\n".join(rows[:_SOURCES_SHOWN] + cut)
