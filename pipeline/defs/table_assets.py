"""facts → published tables: each table of the release is an asset with its schema and its checks.

The tables of all collections are put together in one step, judged, and only then handed on: what
fails with severity error is blocking, so that the release asset does not run. Each rule of the
domain is an asset check of its own; the rules of a table's schema are one, `schema`, as an event
costs milliseconds.

What belongs here: what Dagster is told. What does not: judging (`corpus`).
"""

import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import dagster as dg

from pipeline.corpus.collection import collection_fingerprints
from pipeline.corpus.validate import AGAINST_LAST, Tally, judge, was_made_from
from pipeline.defs.describe import asset_arguments, bullet_list, column_lineage, column_schema
from pipeline.defs.failure_reasons import ALL_REPORTS, failure_of
from pipeline.defs.retries import retrying
from pipeline.defs.settings import Settings
from pipeline.reconcile.catalogue import CHECKS
from pipeline.reconcile.schema_checks import SCHEMA_CHECKS
from pipeline.rules.check import SAMPLE_SIZE, Check
from pipeline.vocabulary.messages import in_korean, message
from schemas import TABLES

logger = logging.getLogger("openbogo")

SCHEMA = "schema"
"""Name of the asset check that stands for all rules of a table's schema."""
_ALL = (*CHECKS, *AGAINST_LAST)
_SOURCES_SHOWN = 20  # kept several times a table and build

_UPSTREAM = {
    "document": ["document"],
    "figures": ["document"],
    "facts": ["facts"],
    "reconcile": ["document", "facts"],
}


@dataclass(frozen=True)
class NamedCheck:
    """One asset check: a rule of the domain, or all schema rules of its table."""

    table: str
    name: str
    rules: tuple[Check, ...]

    @property
    def severity(self) -> str:
        """`error` if any of its rules stops a release, else `warning`."""
        return "error" if any(rule.severity == "error" for rule in self.rules) else "warning"

    def spec(self) -> dg.AssetCheckSpec:
        """The description that Dagster shows before it was ever run."""
        described = [rule.description for rule in self.rules]
        listed = "\n".join(f"- {rule}" for rule in described)
        return dg.AssetCheckSpec(
            self.name,
            asset=self.table,
            description=described[0] if len(described) == 1 else listed,
            blocking=self.severity == "error",
            metadata={"severity": self.severity},
        )


def named_checks(table: str) -> list[NamedCheck]:
    """The asset checks of a table: its schema, then each rule of the domain."""
    rules = [check for check in _ALL if check.table == table]
    schema = tuple(rule for rule in rules if rule in SCHEMA_CHECKS)
    named = [NamedCheck(table, SCHEMA, schema)] if schema else []
    return named + [NamedCheck(table, r.name, (r,)) for r in rules if r not in schema]


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            table.name,
            deps=_UPSTREAM[table.group],
            kinds={"parquet", "table"},
            description=f"{table.ko}. {table.description}",
            metadata={"dagster/column_schema": column_schema(table)},
            **asset_arguments("tables"),
        )
        for table in TABLES
    ],
    check_specs=[check.spec() for table in TABLES for check in named_checks(table.name)],
    can_subset=True,
)
def publish_tables(
    context: dg.AssetExecutionContext, settings: Settings
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Put all collections together, judge them, and keep the tables for the release.

    Some tables alone are told anew where those that are not selected stay what they are.
    """
    workspace = settings.workspace()
    chosen = context.selected_asset_keys
    checked = context.selected_asset_check_keys
    with retrying(context), workspace.lock():
        logger.info(message("tables   being put together and checked"))
        collections = collection_fingerprints(workspace.collection_tables)
        if len(chosen) < len(TABLES) and not was_made_from(workspace, collections):
            raise failure_of(
                message("the facts are newer than the tables: make all tables together")
            )
        judged = judge(
            workspace,
            collections,
            _ALL,
            settings.readers(),
            accept_loss=settings.accept_loss,
            parts_above=settings.most_rows_of_one_file(),
        )
    sources = bullet_list(
        (f"`raw/{f}` sha256 `{h}`" for f, h in judged.sources.items()), _SOURCES_SHOWN
    )
    for table in TABLES:
        results = [
            _result(check, judged.tallies)
            for check in named_checks(table.name)
            if dg.AssetCheckKey(dg.AssetKey(table.name), check.name) in checked
        ]
        if dg.AssetKey(table.name) not in chosen:
            yield from results
            continue
        yield dg.MaterializeResult(
            asset_key=table.name,
            metadata={
                "dagster/row_count": judged.rows[table.name],
                "dagster/column_lineage": column_lineage(table),
                "sources": sources,
            },
            check_results=results,
        )


def _result(check: NamedCheck, tallies: Mapping[str, Tally]) -> dg.AssetCheckResult:
    """The findings of a check: how many rows it looked at, and the first rows that fail."""
    found = [tallies[rule.id] for rule in check.rules]
    failed = sum(tally.failed for tally in found)
    metadata: dict[str, dg.MetadataValue[Any] | int] = {
        "rows checked": sum(tally.checked for tally in found),
        "rows failed": failed,
    }
    if failed:
        metadata["failing rows"] = _table(
            {
                "rule": rule.name,
                "report": report or ALL_REPORTS,
                "row": row,
                "row_ko": in_korean(row),
            }
            for rule, tally in zip(check.rules, found, strict=True)
            for report, row in tally.shown
        )
    cut = any(tally.failed > SAMPLE_SIZE for tally in found)
    shown = f"; the first {SAMPLE_SIZE} are shown" if cut else ""
    is_error = check.severity == "error"
    return dg.AssetCheckResult(
        check_name=check.name,
        asset_key=check.table,
        passed=not failed,
        severity=dg.AssetCheckSeverity.ERROR if is_error else dg.AssetCheckSeverity.WARN,
        description=f"{failed} rows fail{shown}" if failed else None,
        metadata=metadata,
    )


def _table(records: Iterable[dict[str, str | int]]) -> dg.TableMetadataValue:
    rows = [dg.TableRecord(record) for record in records]
    columns = [
        dg.TableColumn(name, "int" if isinstance(value, int) else "string")
        for name, value in rows[0].data.items()
    ]
    return dg.TableMetadataValue(records=rows, schema=dg.TableSchema(columns))
