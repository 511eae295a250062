"""The last asset: the release as files, and `outputs/latest` pointing at it."""

import datetime
import logging
from functools import partial

import dagster as dg

from pipeline.corpus.cache import Shards
from pipeline.corpus.report_pages import draw_changed
from pipeline.defs.retries import retried
from pipeline.release.build import build_release
from pipeline.release.history import publications, record
from pipeline.site.build import write_site
from pipeline.state.workspace import MADE_FROM, Workspace
from schemas import TABLES

logger = logging.getLogger("openbogo")


@dg.asset(
    deps=[table.name for table in TABLES],
    group_name="release",
    kinds={"duckdb", "csv", "parquet"},
    # The daily build makes it anew whether or not anything changed: one that failed is a warning.
    freshness_policy=dg.FreshnessPolicy.time_window(
        warn_window=datetime.timedelta(hours=26), fail_window=datetime.timedelta(hours=50)
    ),
)
def release(context: dg.AssetExecutionContext) -> dg.MaterializeResult[None]:
    """All tables in every format, described, with their site, published with one rename."""
    workspace = Workspace.find()
    if not workspace.tables.is_dir():
        raise dg.Failure("the last tables failed a check: make them again before the release")
    with retried(context), workspace.locked():
        publications(workspace.outputs)  # a broken index is said before anything is published
        last = workspace.manifest()
        logger.info("release  being written, with its site")
        draw_reports = partial(draw_changed, kept=Shards(str(workspace.work / "pages")))
        built = build_release(
            workspace.tables,
            workspace.outputs,
            lambda folder: write_site(folder, workspace.packages, draw_reports),
        )
        record(workspace.outputs, last["release_id"] if last else None)
        key = (workspace.tables / MADE_FROM).read_text("utf-8")
        workspace.remember(key, built.release_id)
    return dg.MaterializeResult(
        metadata={
            "release": built.release_id,
            "path": dg.MetadataValue.path(built.path),
            "rows": sum(built.rows.values()),
        }
    )
