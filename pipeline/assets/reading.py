"""raw → document → facts: the assets that are read collection by collection.

One step reads a collection: its reports are independent of each other, and the tables of the
document and the facts of a report come from one reading of its text. What did not change since
the last time is not read again.
"""

from collections.abc import Iterator
from typing import Any

import dagster as dg

from pipeline import versions
from pipeline.assets.collections import COLLECTIONS
from pipeline.assets.faults import retried
from pipeline.collected import forget_others, leave
from pipeline.corpus import read_collection, refusals
from pipeline.shards import Shards
from pipeline.workspace import Workspace
from schemas import TABLES


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
            code_version=versions.READING[:12],
            description="Canonical text, lines, and every table found in it.",
        ),
        dg.AssetSpec(
            "facts",
            deps=["document"],
            group_name="facts",
            kinds={"parquet"},
            code_version=versions.READING[:12],
            description="Typed facts and judged claims, collection by collection.",
        ),
    ],
)
def read_collections(context: dg.AssetExecutionContext) -> Iterator[dg.MaterializeResult[None]]:
    """Bring each collection of the run up to date: new and changed reports are read."""
    workspace = Workspace.find()
    collections = workspace.collections()
    rows = dict.fromkeys(("raw_reports", "document", "facts"), 0)
    read, refused = 0, []
    for name in context.partition_keys:
        with retried(context), workspace.locked():
            shards = Shards(workspace.work / "reports" / name)
            collection = read_collection(workspace.raw, collections.get(name, []), shards)
            leave(workspace.collected / name, collection)
        read += collection.read
        rows["raw_reports"] += len(collection.fingerprints)
        for table in TABLES:
            group = table.group if table.group in rows else "facts"
            rows[group] += collection.frames[table.name].height
        refused += refusals(collection.frames)
    with retried(context), workspace.locked():
        forget_others(workspace.collected, collections)
        forget_others(workspace.work / "reports", collections)
    for asset, count in rows.items():
        metadata: dict[str, dg.MetadataValue[Any] | int] = {
            "rows" if asset != "raw_reports" else "files": count
        }
        if asset == "raw_reports":
            metadata["read now"] = read
            if refused:
                metadata["refused"] = dg.MetadataValue.md("\n".join(f"- {r}" for r in refused))
        yield dg.MaterializeResult(asset_key=asset, metadata=metadata)
