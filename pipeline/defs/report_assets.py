"""raw → document → facts: the assets that are made report by report.

One step reads them all: reports are independent of each other, and the tables of the document and
the facts of a report come from one reading of its text. What did not change since the last time is
not read again. There are no partitions: an event for each would cost more than reading it.
"""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipeline.corpus.incremental import bring_up_to_date
from pipeline.defs.retries import retried
from pipeline.state import code_version
from pipeline.state.workspace import Workspace
from schemas import TABLES

_SHOWN = 20  # refused files that the history of builds names


@dg.multi_asset(
    specs=[
        dg.AssetSpec(
            "raw_reports",
            group_name="raw",
            kinds={"file"},
            description="The report files as they arrived. Never modified.",
        ),
        dg.AssetSpec(
            "document",
            deps=["raw_reports"],
            group_name="document",
            kinds={"parquet"},
            code_version=code_version.READING[:12],
            description="Canonical text, lines, and every table found in it.",
        ),
        dg.AssetSpec(
            "facts",
            deps=["document"],
            group_name="facts",
            kinds={"parquet"},
            code_version=code_version.READING[:12],
            description="Typed facts and judged claims, collection by collection.",
        ),
    ],
)
def read_collections(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Bring all collections up to date: new and changed reports are read."""
    workspace = Workspace.find()
    with retried(context), workspace.locked():
        brought = bring_up_to_date(workspace)
    rows = dict.fromkeys(("document", "facts"), 0)
    for table in TABLES:
        rows[table.group if table.group in rows else "facts"] += brought.rows[table.name]
    files: dict[str, dg.MetadataValue[Any] | int] = {"files": brought.files}
    files["read now"] = brought.read
    if refused := [f"- {line}" for line in brought.refused]:
        cut = [f"- … first {_SHOWN} of {len(refused)}"] if len(refused) > _SHOWN else []
        files["refused"] = dg.MetadataValue.md("\n".join([*refused[:_SHOWN], *cut]))
    yield dg.MaterializeResult(asset_key="raw_reports", metadata=files)
    for asset, count in rows.items():
        yield dg.MaterializeResult(asset_key=asset, metadata={"rows": count})
