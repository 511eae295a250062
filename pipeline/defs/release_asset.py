"""tables → files → site → release: the last assets, each a step of its own.

What is made waits in `outputs/work/release/` until it is published with one rename.
"""

import datetime
import logging
from functools import partial

import dagster as dg

from pipeline.corpus.cache import Shards
from pipeline.corpus.report_pages import draw_changed
from pipeline.defs.describe import asset_arguments
from pipeline.defs.failure_reasons import failure_of
from pipeline.defs.history_policy import forget_old_runs
from pipeline.defs.retries import retrying
from pipeline.defs.settings import Settings
from pipeline.release.build import publish_content, write_files
from pipeline.release.history import publications, record
from pipeline.release.prune import prune
from pipeline.release.stage import Stage
from pipeline.site.build import SITE, write_site
from pipeline.state.workspace import MADE_FROM
from pipeline.vocabulary.messages import message
from schemas import TABLES

logger = logging.getLogger("openbogo")


@dg.asset(
    deps=[table.name for table in TABLES],
    kinds={"duckdb", "csv", "parquet"},
    description="All tables in every format, and what describes them.",
    **asset_arguments("release"),
)
def files(context: dg.AssetExecutionContext, settings: Settings) -> dg.MaterializeResult[None]:
    """Write the tables in every format."""
    workspace = settings.workspace()
    if not workspace.tables.is_dir():
        raise failure_of(
            message("the last tables failed a check: make them again before the release")
        )
    stage = Stage(workspace.stage_folder)
    with retrying(context), workspace.lock():
        logger.info(message("release  being written"))
        with stage.begin() as content:
            rows = write_files(workspace.tables, content)
        stage.note("files", (workspace.tables / MADE_FROM).read_text("utf-8"))
    return dg.MaterializeResult(metadata={"rows": sum(rows.values())})


@dg.asset(
    deps=["files"],
    kinds={"html", "javascript"},
    description="The pages for people, from the files of the release.",
    **asset_arguments("release"),
)
def site(context: dg.AssetExecutionContext, settings: Settings) -> dg.MaterializeResult[None]:
    """Draw the pages; those of a report whose rows did not change are taken as they were."""
    workspace = settings.workspace()
    stage = Stage(workspace.stage_folder)
    key = stage.noted("files")
    if key is None:
        raise failure_of(message("the files of the release are not whole: make `files` first"))
    draw = partial(
        draw_changed, kept=Shards(str(workspace.work / "pages")), setting=settings.readers()
    )
    with retrying(context), workspace.lock():
        logger.info(message("site     being drawn"))
        stage.drop(SITE)
        write_site(stage.content, workspace.packages, draw)
        stage.note("site", key)
    pages = sum(1 for _ in (stage.content / SITE).rglob("*.html"))
    return dg.MaterializeResult(metadata={"pages": pages})


@dg.asset(
    deps=["files", "site"],
    kinds={"file"},
    # The daily build makes it anew whether or not anything changed: one that failed is a warning.
    freshness_policy=dg.FreshnessPolicy.time_window(
        warn_window=datetime.timedelta(hours=26), fail_window=datetime.timedelta(hours=50)
    ),
    description="The files and the site with their checksums, published with one rename.",
    **asset_arguments("release"),
)
def release(context: dg.AssetExecutionContext, settings: Settings) -> dg.MaterializeResult[None]:
    """Name what was written by its content, and publish it."""
    workspace = settings.workspace()
    stage = Stage(workspace.stage_folder)
    key = stage.noted("files")
    if key is None or stage.noted("site") != key or not workspace.tables.is_dir():
        raise failure_of(
            message("what was written is not whole: make tables, `files` and `site` first")
        )
    with retrying(context), workspace.lock():
        publications(workspace.outputs)  # a broken index is said before anything is published
        last = workspace.manifest()
        built = publish_content(stage.content, workspace.outputs)
        record(workspace.outputs, last["release_id"] if last else None)
        workspace.remember(key, built.release_id)
        removed = prune(workspace.outputs, keep) if (keep := settings.keep()) else []
    forget_old_runs(context.instance, datetime.datetime.now(datetime.UTC))
    return dg.MaterializeResult(
        metadata={
            "release": built.release_id,
            "path": dg.MetadataValue.path(built.path),
            "rows": sum(built.rows.values()),
            "old releases removed": len(removed),
        },
        data_version=dg.DataVersion(built.release_id),
    )
