"""The last asset: the release as files, and `outputs/latest` pointing at it."""

import dagster as dg

from pipeline.release.build import build_release
from pipeline.site.build import write_site
from pipeline.workspace import Workspace
from schemas import TABLES


@dg.asset(
    deps=[table.name for table in TABLES],
    group_name="release",
    kinds={"duckdb", "csv", "parquet"},
)
def release() -> dg.MaterializeResult[None]:
    """All tables in every format, described, with their site, published with one rename."""
    workspace = Workspace.find()
    if not workspace.tables.is_dir():
        raise dg.Failure("the last tables failed a check: make them again before the release")
    with workspace.locked():
        built = build_release(
            workspace.tables,
            workspace.outputs,
            lambda folder: write_site(folder, workspace.packages),
        )
    return dg.MaterializeResult(
        metadata={
            "release": built.release_id,
            "path": dg.MetadataValue.path(built.path),
            "rows": sum(built.rows.values()),
        }
    )
