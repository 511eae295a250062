"""raw → document → facts: the assets that are read collection by collection.

One step reads a collection: its reports are independent of each other, and the tables of the
document and the facts of a report come from one reading of its text.
"""

import shutil
from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipeline.corpus import read_collection, write_frames
from pipeline.workspace import Workspace
from schemas import TABLES

COLLECTIONS = dg.DynamicPartitionsDefinition(name="collection")
"""A collection is a folder of raw/: the reports of one office."""


@dg.multi_asset(
    partitions_def=COLLECTIONS,
    backfill_policy=dg.BackfillPolicy.single_run(),
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
            description="Canonical text, lines, and every table found in it.",
        ),
        dg.AssetSpec(
            "facts",
            deps=["document"],
            group_name="facts",
            kinds={"parquet"},
            description="Typed facts and judged claims, collection by collection.",
        ),
    ],
)
def read_collections(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Read the reports of each collection of the run and keep their rows as Parquet."""
    workspace = Workspace.find()
    collections = workspace.collections()
    rows = dict.fromkeys(("raw_reports", "document", "facts"), 0)
    refused = []
    for collection in context.partition_keys:
        with workspace.locked():
            frames = read_collection(workspace.raw, collections.get(collection, []))
            write_frames(workspace.work / "collections" / collection, frames)
        rows["raw_reports"] += len(collections.get(collection, []))
        for table in TABLES:
            group = table.group if table.group in rows else "facts"
            rows[group] += frames[table.name].height
        refused += [
            f"{row['report_id']}:{row['line_start']}: {row['reason']}"
            for row in frames["quarantine"].iter_rows(named=True)
            if row["table_name"] == "reports"
        ]
    _forget_removed(workspace)
    for asset, count in rows.items():
        metadata: dict[str, dg.MetadataValue[Any] | int] = {
            "rows" if asset != "raw_reports" else "files": count
        }
        if asset == "raw_reports" and refused:
            metadata["refused"] = dg.MetadataValue.md("\n".join(f"- {line}" for line in refused))
        yield dg.MaterializeResult(asset_key=asset, metadata=metadata)


def _forget_removed(workspace: Workspace) -> None:
    """Drop what is left of collections whose folder is gone from raw/."""
    folder = workspace.work / "collections"
    for left in folder.iterdir():
        if left.name not in workspace.collections():
            shutil.rmtree(left)
