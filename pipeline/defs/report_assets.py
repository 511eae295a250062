"""raw → document → facts: what is observed, read, and put together.

`document` reads what is new, `facts` puts collections together from what was read. Each does all
reports in one step: an event for each would cost more than reading it (docs/decisions/0001).
"""

import warnings

import dagster as dg

from pipeline.corpus.incremental import put_together, read_new
from pipeline.defs.describe import asset_arguments, bullet_list
from pipeline.defs.retries import retrying
from pipeline.defs.settings import Settings
from pipeline.state import code_version
from pipeline.state.workspace import Workspace

RAW = "raw_reports"
_SHOWN = 20  # refused files that the history of builds names


with warnings.catch_warnings():
    # Beta since 2023; a warning in every build would only be in the way of others.
    warnings.simplefilter("ignore", dg.BetaWarning)

    @dg.observable_source_asset(
        name=RAW,
        group_name="raw",
        tags={"openbogo/part": "raw", "dagster/kind/file": ""},
        description="The report files as they arrived, with the notes beside them. Never modified.",
    )
    def raw_reports(settings: Settings) -> dg.DataVersion:
        """The files there are now, as one hash over their contents."""
        return dg.DataVersion(_version(settings.workspace()))


def _version(workspace: Workspace) -> str:
    return code_version.hash_of(v for _, v in sorted(workspace.fingerprints().items()))[:32]


@dg.asset(
    deps=[RAW],
    kinds={"python"},
    description="Every report read: its text, its tables, and the rows that follow from them. "
    "What did not change is not read again.",
    **asset_arguments("document", code_version.READING),
)
def document(context: dg.AssetExecutionContext, settings: Settings) -> dg.MaterializeResult[None]:
    """Read new and changed reports, and note which files the rest of the build is about."""
    workspace = settings.workspace()
    with retrying(context), workspace.lock():
        readings = read_new(workspace, settings.readers(), settings.shard_place())
        version = _version(workspace)
    # The build looks at raw/ itself: what it was made from is shown without a look by hand.
    context.log_event(
        dg.AssetObservation(
            asset_key=RAW,
            metadata={"files": readings.files},
            tags={"dagster/data_version": version},
        )
    )
    return dg.MaterializeResult(
        metadata={"files": readings.files, "read now": readings.read},
        data_version=dg.DataVersion(code_version.hash_of([readings.reading, version])[:32]),
    )


@dg.asset(
    deps=["document"],
    kinds={"parquet"},
    description="The rows of each collection (a folder of raw/) put together: of a report that "
    "several files hold, those of the newest.",
    **asset_arguments("facts", code_version.READING),
)
def facts(context: dg.AssetExecutionContext, settings: Settings) -> dg.MaterializeResult[None]:
    """Put collections together from what was read."""
    workspace = settings.workspace()
    with retrying(context), workspace.lock():
        brought = put_together(workspace, settings.shard_place())
    refused = {"refused": bullet_list(brought.refused, _SHOWN)} if brought.refused else {}
    return dg.MaterializeResult(
        metadata={"rows": sum(brought.rows.values()), "files": brought.files, **refused}
    )
